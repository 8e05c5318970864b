// Values in CPython's marshal format. A code object is stored inside it as an image of tinypy's cache format
// (compile/image.h).
#pragma once

#include "runtime/object/ops.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::Value;

// The newest version of the format: 2 has binary floats, 3 references, 4 short texts, 5 slices, 6 frozendicts.
inline constexpr int kMarshalVersion = 6;
// Objects that are nested deeper are refused, when written and when read.
inline constexpr int kMarshalDepth = 2000;

// The bytes of a value in that version of the format. Empty: ValueError for what cannot be written; an object with a
// buffer may raise anything.
Ref marshal_to_bytes_py(Thread& t, Value v, int version, bool allow_code);
// The value at the start of a bytes-like object. Empty: EOFError, ValueError or TypeError.
Ref marshal_from_bytes_py(Thread& t, Value data, bool allow_code);
// Reads one value from a binary file, and no byte more.
Ref marshal_from_file_py(Thread& t, Value file, bool allow_code);

}  // namespace vm
