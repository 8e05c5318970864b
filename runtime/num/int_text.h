// Text of ints: parsing as int(text, base) does, printing in any base.
//
// The limit on the number of decimal digits (sys.set_int_max_str_digits) is policy and stays with the
// caller: parse results carry the digit count, and decimal_digits_at_most() bounds it before a print.
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
  BigBuf big;              // meaningful when ok and !is_small
  i64 small = 0;           // meaningful when ok and is_small
  std::size_t digits = 0;  // digit characters read, without underscores, sign and prefix
  IntParseStatus status = IntParseStatus::kOk;
  bool is_small = false;  // the value fits an int64
};

// `text` is ASCII: the caller has already mapped other decimal digits to '0'..'9' and other white space
// to ' '. Leading and trailing white space is skipped. `max_digits` 0 means no limit.
ParsedInt parse_int(std::string_view text, int base, std::size_t max_digits = 0);

// Largest text of an int64 in base 2 with sign.
inline constexpr std::size_t kMaxInt64Text = 65;

// Both write without terminator and return the number of characters.
std::size_t write_int64(i64 value, char* out);                 // decimal; needs 20 characters
std::size_t write_int64_base(i64 value, int base, char* out);  // 2..36, lower case
// Characters that write_big may need, sign included (an upper bound, at most one too large a digit).
std::size_t big_text_bound(BigView value, int base);
// Writes lower-case digits with '-' in front of negatives; returns 0 when memory is short.
std::size_t write_big(BigView value, int base, char* out);

// An upper bound, exact or one too large, of the decimal digits of the magnitude.
std::size_t decimal_digits_at_most(BigView value);
// True when the magnitude certainly has more than `limit` decimal digits (a cheap test before printing;
// a value on the edge is decided by counting the printed digits).
bool surely_exceeds_decimal_digits(BigView value, std::size_t limit);

}  // namespace rt::num
