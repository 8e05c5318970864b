// The methods of str, with their Python names. The table in str_type.cpp has the Python signature of each, with the
// defaults of its parameters.
//
// `self` is a str. Arguments are borrowed and unchecked: each function raises the TypeErrors of its Python method. The
// result is owned; empty: an error is pending. The functions are called through the table only, hence no _py, but those
// with other parameters than `self` may run Python code (__index__, iterators, mappings). No function needs a lock,
// because strs are immutable.
#pragma once

#include "runtime/object/native.h"
#include "runtime/text/builder.h"
#include "runtime/types/text/str.h"

namespace rt::str {

// ---- str_methods_search.cpp: `start` and `end` are None or ints, as the bounds of a slice
bool contains(Thread& t, Value text, Value part);  // `part in text`; no error
Ref find(Thread& t, Value self, Value sub, Value start, Value end);
Ref rfind(Thread& t, Value self, Value sub, Value start, Value end);
Ref index(Thread& t, Value self, Value sub, Value start, Value end);
Ref rindex(Thread& t, Value self, Value sub, Value start, Value end);
Ref count(Thread& t, Value self, Value sub, Value start, Value end);
Ref startswith(Thread& t, Value self, Value prefix, Value start, Value end);
Ref endswith(Thread& t, Value self, Value suffix, Value start, Value end);
Ref replace(Thread& t, Value self, Value old, Value replacement, Value count);
Ref removeprefix(Thread& t, Value self, Value prefix);
Ref removesuffix(Thread& t, Value self, Value suffix);

// ---- str_methods_split.cpp: `sep` and `chars` None mean white space
Ref split(Thread& t, Value self, Value sep, Value maxsplit);
Ref rsplit(Thread& t, Value self, Value sep, Value maxsplit);
Ref splitlines(Thread& t, Value self, Value keepends);
Ref partition(Thread& t, Value self, Value sep);
Ref rpartition(Thread& t, Value self, Value sep);
Ref strip(Thread& t, Value self, Value chars);
Ref lstrip(Thread& t, Value self, Value chars);
Ref rstrip(Thread& t, Value self, Value chars);

// ---- str_methods_case.cpp: case, tests and padding
Ref capitalize(Thread& t, Value self);
Ref casefold(Thread& t, Value self);
Ref lower(Thread& t, Value self);
Ref upper(Thread& t, Value self);
Ref swapcase(Thread& t, Value self);
Ref title(Thread& t, Value self);
Ref isalnum(Thread& t, Value self);
Ref isalpha(Thread& t, Value self);
Ref isascii(Thread& t, Value self);
Ref isdecimal(Thread& t, Value self);
Ref isdigit(Thread& t, Value self);
Ref isidentifier(Thread& t, Value self);
Ref islower(Thread& t, Value self);
Ref isnumeric(Thread& t, Value self);
Ref isprintable(Thread& t, Value self);
Ref isspace(Thread& t, Value self);
Ref istitle(Thread& t, Value self);
Ref isupper(Thread& t, Value self);
Ref center(Thread& t, Value self, Value width, Value fillchar);
Ref ljust(Thread& t, Value self, Value width, Value fillchar);
Ref rjust(Thread& t, Value self, Value width, Value fillchar);
Ref zfill(Thread& t, Value self, Value width);
Ref expandtabs(Thread& t, Value self, Value tabsize);

// ---- str_translate.cpp
Ref maketrans(Thread& t, Value x, Value y, Value z);
Ref translate(Thread& t, Value self, Value table);

// ---- str_format.cpp
Ref format(Thread& t, const CallArgs& args);
Ref format_map(Thread& t, Value self, Value mapping);
Ref dunder_format(Thread& t, Value self, Value spec);

// ---- for the files of these methods

// Reads a bound of a search: `fallback` if it is None or left out; else an int or an object with __index__, clamped to
// 64 bits. False: an error is pending.
bool search_bound_py(Thread& t, Value v, i64 fallback, i64* out);
// False: TypeError "<method>() argument <position> must be str, not <type>".
bool check_str_argument(Thread& t, Value v, const char* method, int position);

}  // namespace rt::str
