// The format mini language of PEP 3101 (with z, and the fraction's grouping of Python 3.14):
//
//   [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
//
// Results are layouts, not text: an ASCII head (sign and prefix), an ASCII body (digits) and the
// number of fill characters around them. The caller appends them to a string of any kind:
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
// The text of the exception in UTF-8; not of kNoMemory, which is a MemoryError. `spec` is the whole specifier,
// `type_name` the name of the formatted object's type.
std::string format_error_message(const FormatError& error, std::string_view spec, std::string_view type_name);

// Unit is uint8_t (Latin-1), uint16_t or char32_t: the three kinds of strings.
// For numbers '0' in front of the width means '=' alignment; for strings the type defaults to 's'.
template <typename Unit>
FormatError parse_format_spec(std::span<const Unit> text, bool is_number, FormatSpec& spec);
extern template FormatError parse_format_spec<u8>(std::span<const u8>, bool, FormatSpec&);
extern template FormatError parse_format_spec<u16>(std::span<const u16>, bool, FormatSpec&);
extern template FormatError parse_format_spec<char32_t>(std::span<const char32_t>, bool, FormatSpec&);

struct Layout {
  std::string head;
  text::ByteBuilder body;
  char32_t character = 0;  // type 'c' (is_char): the one character that stands for the body
  char32_t fill = ' ';
  bool is_char = false;
  std::size_t before = 0;
  std::size_t between = 0;
  std::size_t after = 0;

  std::size_t body_length() const { return is_char ? 1 : body.size(); }
  std::size_t length() const { return before + head.size() + between + body_length() + after; }
};

// True for the codes that make an int format as a float: e E f F g G %.
bool is_float_code(char32_t type);

// Formats with b c d n o x X or no type.
FormatError format_big(BigView value, const FormatSpec& spec, Layout& out);
FormatError format_int64(i64 value, const FormatSpec& spec, Layout& out);
// Formats with e E f F g G n % or no type. For an int with a float code, convert the value first.
FormatError format_double(double value, const FormatSpec& spec, Layout& out);
FormatError format_complex(double real, double imag, const FormatSpec& spec, Layout& out);

// For str: how many characters of the text are taken and how many fill characters surround them.
struct StringLayout {
  std::size_t before = 0;
  std::size_t take = 0;
  std::size_t after = 0;
};
FormatError layout_string(std::size_t length, const FormatSpec& spec, StringLayout& out);

// Groups the digits of `digits` from the right ("1234567" -> "1,234,567"), widening with zeros until
// the text has min_width characters. Appends to `out`.
void append_grouped(text::ByteBuilder& out, std::string_view digits, char separator, int group, std::size_t min_width);

}  // namespace rt::num
