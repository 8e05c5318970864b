// Case conversion and the str.is*() questions of whole strings; full Unicode mappings, final sigma rule.
// The ascii_* functions serve bytes: they touch A-Z and a-z only and may work in place (in == out).
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt::text {

void to_upper(const StrView& text, UcsBuilder& out);
void to_lower(const StrView& text, UcsBuilder& out);
void to_title(const StrView& text, UcsBuilder& out);
void to_casefold(const StrView& text, UcsBuilder& out);
void to_capitalized(const StrView& text, UcsBuilder& out);
void swap_case(const StrView& text, UcsBuilder& out);

// str.is*(): as Python has them, false for an empty string except all_ascii and all_printable.
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
bool is_identifier(const StrView& text);

// int(), float() and complex() read other scripts' digits and spaces: maps decimal digits to '0'..'9',
// white space to ' ', any other non-ASCII character to '?'. `out` has text.length bytes.
void to_ascii_decimal(const StrView& text, char* out);

// bytes.upper() and so on.
void ascii_upper(const u8* in, std::size_t size, u8* out);
void ascii_lower(const u8* in, std::size_t size, u8* out);
void ascii_title(const u8* in, std::size_t size, u8* out);
void ascii_capitalize(const u8* in, std::size_t size, u8* out);
void ascii_swapcase(const u8* in, std::size_t size, u8* out);
// bytes.translate(): each byte through the table, except those marked in `dropped` (may be null). Writes
// at most `size` bytes and returns how many.
std::size_t translate_bytes(const u8* in, std::size_t size, const u8 table[256], const bool* dropped, u8* out);
bool ascii_all_alpha(const u8* in, std::size_t size);
bool ascii_all_alnum(const u8* in, std::size_t size);
bool ascii_all_digit(const u8* in, std::size_t size);
bool ascii_all_space(const u8* in, std::size_t size);
bool ascii_all_upper(const u8* in, std::size_t size);
bool ascii_all_lower(const u8* in, std::size_t size);
bool ascii_all_title(const u8* in, std::size_t size);

}  // namespace rt::text
