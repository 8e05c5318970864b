// The methods that bytes and bytearray have in common (bytes_methods.def lists them). `self` is either; results are of
// its kind.
#pragma once

#include "runtime/types/bytes/bytes_parts.h"

namespace rt::bytes_methods {

// bytes_search.cpp
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

// bytes_split.cpp
Ref split(Thread& t, Value self, Value sep, Value maxsplit);
Ref rsplit(Thread& t, Value self, Value sep, Value maxsplit);
Ref splitlines(Thread& t, Value self, Value keepends);
Ref join(Thread& t, Value self, Value iterable);
Ref strip(Thread& t, Value self, Value bytes);
Ref lstrip(Thread& t, Value self, Value bytes);
Ref rstrip(Thread& t, Value self, Value bytes);

// bytes_methods.cpp
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
Ref maketrans(Thread& t, Value from, Value to);
Ref decode(Thread& t, Value self, Value encoding, Value errors);
Ref hex(Thread& t, Value self, Value sep, Value bytes_per_sep);
Ref fromhex(Thread& t, Value type, Value text);

}  // namespace rt::bytes_methods
