// Predicates and conversions of single characters, for lexer and parser.
#pragma once

#include <string>

#include "gc/base/bits.h"
#include "interp/syntax/parser.h"
#include "runtime/text/ascii.h"

namespace syn {

using rt::text::is_ascii_digit;

// ASCII letters, digits, '_' and all bytes above ASCII.
inline bool is_identifier_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_ascii_digit(c) ||
         static_cast<signed char>(c) < 0;
}

// The character that begins at `text`, which must be valid UTF-8 or WTF-8; *size: its length in bytes.
char32_t decode_character(const char* text, u32* size);

// Appends the UTF-8 form of `c`; a surrogate gets its three-byte form (WTF-8).
void append_character(std::string& out, char32_t c);

// These ask `services` if it has the function, else the tables of characters.cpp.
bool is_identifier_start(char32_t c, const TextServices& services);
bool is_identifier_part(char32_t c, const TextServices& services);
bool is_printable(char32_t c, const TextServices& services);

}  // namespace syn
