// Text of ints: parsing as int(text, base) does, and printing in any base.
//
// The caller enforces the limit on the number of decimal digits (sys.set_int_max_str_digits). For that, a parsed result
// has the digit count, and decimal_digits_at_most() bounds the count before printing.
#pragma once

#include <cstddef>
#include <string_view>

#include "gc/base/bits.h"
#include "runtime/num/mpint.h"

namespace rt::num {

enum class IntParseStatus : u8 {
  kOk,
  kInvalid,        // "invalid literal for int() with base ..."
  kBadBase,        // base is not 0 or 2..36
  kTooManyDigits,  // more significant digits than `max_digits` in a base that is no power of two
  kNoMemory,
};

struct ParsedInt {
  BigBuf big;              // the value if status is kOk and !is_small
  i64 small = 0;           // the value if status is kOk and is_small
  std::size_t digits = 0;  // digit characters read, without underscores, sign and prefix
  IntParseStatus status = IntParseStatus::kOk;
  bool is_small = false;  // the value fits an int64
};

// `text` is ASCII: the caller has mapped other decimal digits to '0'..'9' and other white space to ' '
// (text::to_ascii_decimal). Leading and trailing white space is skipped. `max_digits` 0: no limit.
ParsedInt parse_int(std::string_view text, int base, std::size_t max_digits = 0);

// The length of the longest text of an int64: base 2 with sign.
inline constexpr std::size_t kMaxInt64Text = 65;

// Both write no terminator and return the number of characters.
std::size_t write_int64(i64 value, char* out);                 // decimal; needs 20 characters
std::size_t write_int64_base(i64 value, int base, char* out);  // 2..36, lower case
// An upper bound of the number of characters that write_big() writes, with the sign: at most one digit too large.
std::size_t big_text_bound(BigView value, int base);
// Writes lower-case digits, with '-' in front if negative, and returns the number of characters. 0: out of memory.
std::size_t write_big(BigView value, int base, char* out);

// The number of decimal digits of the magnitude, or one more.
std::size_t decimal_digits_at_most(BigView value);
// True if the magnitude certainly has more than `limit` decimal digits. A cheap test before printing: if it is false,
// the caller counts the printed digits.
bool surely_exceeds_decimal_digits(BigView value, std::size_t limit);

}  // namespace rt::num
