// The methods that bytes and bytearray have in common. bytes_methods.def is their table: the Python signature of each,
// with the defaults of its parameters.
//
// `self` is a bytes or a bytearray; a result that consists of bytes is of the same kind. Arguments are borrowed and
// unchecked: each function raises the TypeErrors of its Python method. The result is owned; empty: an error is pending.
// The functions are called through the table only, hence no _py, but those with arguments may run Python code
// (__index__, the buffer protocol). A published bytearray may be changed by other threads: each function works on one
// snapshot of it (ByteView in bytes_parts.h).
#pragma once

#include "runtime/types/bytes/bytes_parts.h"

namespace rt::bytes_methods {

// ---- bytes_search.cpp: `start` and `end` are None or ints, as the bounds of a slice
Ref count(Thread& t, Value self, Value sub, Value start, Value end);
Ref find(Thread& t, Value self, Value sub, Value start, Value end);
Ref index(Thread& t, Value self, Value sub, Value start, Value end);
Ref rfind(Thread& t, Value self, Value sub, Value start, Value end);
Ref rindex(Thread& t, Value self, Value sub, Value start, Value end);
Ref startswith(Thread& t, Value self, Value prefix, Value start, Value end);
Ref endswith(Thread& t, Value self, Value suffix, Value start, Value end);
Ref replace(Thread& t, Value self, Value from, Value to, Value count);
Ref partition(Thread& t, Value self, Value sep);
Ref rpartition(Thread& t, Value self, Value sep);
Ref removeprefix(Thread& t, Value self, Value prefix);
Ref removesuffix(Thread& t, Value self, Value suffix);

// ---- bytes_split.cpp: `sep` and `bytes` None mean ASCII white space
Ref split(Thread& t, Value self, Value sep, Value maxsplit);
Ref rsplit(Thread& t, Value self, Value sep, Value maxsplit);
Ref splitlines(Thread& t, Value self, Value keepends);
Ref join(Thread& t, Value self, Value iterable);
Ref strip(Thread& t, Value self, Value bytes);
Ref lstrip(Thread& t, Value self, Value bytes);
Ref rstrip(Thread& t, Value self, Value bytes);

// ---- bytes_methods.cpp: case and tests (ASCII only), padding, tables, text
Ref capitalize(Thread& t, Value self);
Ref lower(Thread& t, Value self);
Ref swapcase(Thread& t, Value self);
Ref title(Thread& t, Value self);
Ref upper(Thread& t, Value self);
Ref isalnum(Thread& t, Value self);
Ref isalpha(Thread& t, Value self);
Ref isascii(Thread& t, Value self);
Ref isdigit(Thread& t, Value self);
Ref islower(Thread& t, Value self);
Ref isspace(Thread& t, Value self);
Ref istitle(Thread& t, Value self);
Ref isupper(Thread& t, Value self);
Ref center(Thread& t, Value self, Value width, Value fill);
Ref ljust(Thread& t, Value self, Value width, Value fill);
Ref rjust(Thread& t, Value self, Value width, Value fill);
Ref zfill(Thread& t, Value self, Value width);
Ref expandtabs(Thread& t, Value self, Value tabsize);
Ref translate(Thread& t, Value self, Value table, Value dropped);
Ref maketrans(Thread& t, Value from, Value to);  // a static method
Ref decode(Thread& t, Value self, Value encoding, Value errors);
Ref hex(Thread& t, Value self, Value sep, Value bytes_per_sep);
Ref fromhex(Thread& t, Value type, Value text);  // a class method

}  // namespace rt::bytes_methods
