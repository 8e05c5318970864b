// The format mini language of PEP 3101 (with z, and the fraction's grouping of Python 3.14):
//
//   [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
//
// The result is a layout, not a text: an ASCII head (sign and prefix), an ASCII body (digits) and the numbers of fill
// characters around them. So no copy is made for another kind of string; the caller appends the parts to its string:
//
//   fill*before  head  fill*between  body  fill*after
//
// `fill` may be any code point; everything else is ASCII.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "gc/base/bits.h"
#include "runtime/num/mpint.h"
#include "runtime/text/builder.h"

namespace rt::num {

struct FormatSpec {
  char32_t fill = ' ';
  char32_t type = 0;           // 0: none given
  i64 width = -1;              // -1: none given
  i64 precision = -1;          // -1: none given
  char align = 0;              // '<', '>', '=', '^'; 0: none given
  char sign = 0;               // '+', '-', ' '; 0: none given
  char grouping = 0;           // ',' or '_'; 0: none
  char fraction_grouping = 0;  // ',' or '_'; 0: none
  bool no_negative_zero = false;
  bool alternate = false;
  bool fill_given = false;
  bool zero_padded = false;  // a '0' in front of the width
};

enum class FormatErrorCode : u8 {
  kNone,
  kInvalidSpecifier,
  kTooManyDigits,
  kMissingPrecision,
  kPrecisionTooBig,
  kCommaAndUnderscore,
  kGroupingWithType,  // Cannot specify ',' with 's'.
  kUnknownCode,
  kPrecisionWithInteger,
  kZeroCoercionWithInteger,
  kSignWithChar,
  kAlternateWithChar,
  kCharOutOfRange,  // this and the next are OverflowErrors, all others ValueErrors
  kCharTooLarge,
  kSignWithString,
  kSpaceWithString,
  kZeroCoercionWithString,
  kAlternateWithString,
  kEqualAlignWithString,
  kZeroPaddingWithComplex,
  kEqualAlignWithComplex,
  kNoMemory,
};

struct FormatError {
  FormatErrorCode code = FormatErrorCode::kNone;
  char32_t type = 0;  // the offending type code
  char grouping = 0;  // the offending separator
  explicit operator bool() const { return code != FormatErrorCode::kNone; }
};
// The text of the exception in UTF-8. Not for kNoMemory, which the caller raises as MemoryError. `spec` is the whole
// specifier, `type_name` the name of the formatted object's type.
std::string format_error_message(const FormatError& error, std::string_view spec, std::string_view type_name);

// Parses a specifier. Unit is uint8_t (Latin-1), uint16_t or char32_t: the three kinds of strings. For numbers a '0' in
// front of the width means '=' alignment; for strings the default type is 's'. A FormatError that is false means
// success.
template <typename Unit>
FormatError parse_format_spec(std::span<const Unit> text, bool is_number, FormatSpec& spec);
extern template FormatError parse_format_spec<u8>(std::span<const u8>, bool, FormatSpec&);
extern template FormatError parse_format_spec<u16>(std::span<const u16>, bool, FormatSpec&);
extern template FormatError parse_format_spec<char32_t>(std::span<const char32_t>, bool, FormatSpec&);

struct Layout {
  std::string head;
  text::ByteBuilder body;
  char32_t character = 0;  // if is_char (type 'c'): the single character of the body
  char32_t fill = ' ';
  bool is_char = false;
  std::size_t before = 0;
  std::size_t between = 0;
  std::size_t after = 0;

  std::size_t body_length() const { return is_char ? 1 : body.size(); }
  std::size_t length() const { return before + head.size() + between + body_length() + after; }
};

// True for the type codes by which an int is formatted as a float: e E f F g G %.
bool is_float_code(char32_t type);

// Format an int with the type b c d n o x X or none.
FormatError format_big(BigView value, const FormatSpec& spec, Layout& out);
FormatError format_int64(i64 value, const FormatSpec& spec, Layout& out);
// Format a float or complex with the type e E f F g G n % or none. For an int with a float code the caller converts the
// value.
FormatError format_double(double value, const FormatSpec& spec, Layout& out);
FormatError format_complex(double real, double imag, const FormatSpec& spec, Layout& out);

// The layout of a str: `take` characters of the text, with `before` and `after` fill characters around them.
struct StringLayout {
  std::size_t before = 0;
  std::size_t take = 0;
  std::size_t after = 0;
};
FormatError layout_string(std::size_t length, const FormatSpec& spec, StringLayout& out);

// Appends the digits in groups counted from the right ("1234567" -> "1,234,567"). Zeros are put in front until the text
// has min_width characters.
void append_grouped(text::ByteBuilder& out, std::string_view digits, char separator, int group, std::size_t min_width);

}  // namespace rt::num
