// Case conversion and the str.is*() tests of whole strings, by Unicode's full case mappings and the final sigma rule.
//
// The functions work on borrowed characters, know nothing of objects and run no Python code; all are thread-safe.
// The ascii_* functions serve bytes: only A-Z and a-z have case, and `in` and `out` may be the same memory.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt::text {

// str.upper() and so on: append the result to `out`. Full mappings may change the length ("ß" -> "SS"). out.ok() is
// false if memory ran out.
void to_upper(const StrView& text, UcsBuilder& out);
void to_lower(const StrView& text, UcsBuilder& out);
void to_title(const StrView& text, UcsBuilder& out);
void to_casefold(const StrView& text, UcsBuilder& out);
void to_capitalized(const StrView& text, UcsBuilder& out);  // first character in title case, the others in lower case
void swap_case(const StrView& text, UcsBuilder& out);

// str.isalpha() and so on. An empty string gives false, except in all_printable. all_upper and all_lower: at least one
// cased character, and none of another case.
bool all_alpha(const StrView& text);
bool all_alnum(const StrView& text);
bool all_decimal(const StrView& text);
bool all_digit(const StrView& text);
bool all_numeric(const StrView& text);
bool all_space(const StrView& text);
bool all_printable(const StrView& text);
bool all_upper(const StrView& text);
bool all_lower(const StrView& text);
bool all_title(const StrView& text);
bool is_identifier(const StrView& text);  // str.isidentifier(): by XID_Start and XID_Continue; keywords count, too

// int(), float() and complex() accept the decimal digits and the white space of all scripts. This function maps such
// digits to '0'..'9', white space to ' ', any other non-ASCII character to '?', and copies ASCII. `out` has room for
// text.length bytes.
void to_ascii_decimal(const StrView& text, char* out);

// bytes.upper() and so on: write `size` bytes to `out`.
void ascii_upper(const u8* in, std::size_t size, u8* out);
void ascii_lower(const u8* in, std::size_t size, u8* out);
void ascii_title(const u8* in, std::size_t size, u8* out);
void ascii_capitalize(const u8* in, std::size_t size, u8* out);
void ascii_swapcase(const u8* in, std::size_t size, u8* out);
// bytes.translate(): drops the bytes that are marked in `dropped` (may be null) and maps the others by the table.
// Writes at most `size` bytes and returns their number.
std::size_t translate_bytes(const u8* in, std::size_t size, const u8 table[256], const bool* dropped, u8* out);
// bytes.isalpha() and so on: false if there are no bytes.
bool ascii_all_alpha(const u8* in, std::size_t size);
bool ascii_all_alnum(const u8* in, std::size_t size);
bool ascii_all_digit(const u8* in, std::size_t size);
bool ascii_all_space(const u8* in, std::size_t size);
bool ascii_all_upper(const u8* in, std::size_t size);
bool ascii_all_lower(const u8* in, std::size_t size);
bool ascii_all_title(const u8* in, std::size_t size);

}  // namespace rt::text
