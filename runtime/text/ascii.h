// Digits in ASCII text. The parameters take characters and bytes of every type.
#pragma once

namespace rt::text {

inline constexpr char kHexDigits[] = "0123456789abcdef";

constexpr bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }

// The value of a hexadecimal digit in either case; -1: `c` is none.
constexpr int hex_digit(char32_t c) {
  if (is_ascii_digit(c)) return static_cast<int>(c - '0');
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? static_cast<int>(c - 'a') + 10 : -1;
}

}  // namespace rt::text
