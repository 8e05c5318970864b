// The parts of _json. Empty or false: an error is pending.
#pragma once

#include "runtime/object/error.h"
#include "runtime/object/native.h"
#include "runtime/text/builder.h"

namespace rt {

extern const ModuleDef kUnderJsonModule;

}  // namespace rt

namespace rt::json {

// ---- json_strings.cpp

// Raises json.JSONDecodeError(message, document, position).
Error raise_decode_error_py(Thread& t, const char* message, Value document, u64 position);
// Reads the string literal whose opening quote is at `begin` - 1. *end: the index behind the closing quote.
Ref scan_string_py(Thread& t, Value document, u64 begin, bool strict, u64* end);
// Appends the text as a literal, quotes included.
void append_literal(text::UcsBuilder& out, const text::StrView& text, bool ascii_only);

Ref scanstring(Thread& t, Value string, Value end, Value strict);
Ref encode_basestring(Thread& t, Value string);
Ref encode_basestring_ascii(Thread& t, Value string);

// ---- the types make_scanner (json_scanner.cpp) and make_encoder (json_encoder.cpp)
bool add_scanner(Thread& t, Value module);
bool add_encoder(Thread& t, Value module);

}  // namespace rt::json
