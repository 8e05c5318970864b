// Text, rounding and hashing of doubles, as Python's float defines them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "gc/base/bits.h"
#include "runtime/num/mpint.h"
#include "runtime/text/builder.h"

namespace rt::num {

// Enough for any result of write_float_repr and write_float_hex.
inline constexpr std::size_t kMaxFloatRepr = 32;

// repr(float): the shortest digits that read back the same. With `add_dot_zero` false, as complex's
// repr wants it, 1.0 is "1". Returns the number of characters.
std::size_t write_float_repr(double value, char* out, bool add_dot_zero = true);

// Presentation types of the format mini language and of %-formatting.
struct FloatStyle {
  char type = 'g';         // one of e E f F g G n %, or 'r' for the shortest repr
  int precision = 6;       // ignored for 'r'
  bool alternate = false;  // keep the point and the trailing zeros
  bool add_dot_zero = false;
  bool no_negative_zero = false;  // the z option: a result that rounds to -0 loses its sign
};
// Appends "-1.5", "inf", "NAN", "12%", ...; correctly rounded for every precision. The sign of NaN is
// never shown. The builder knows whether there was memory.
void append_float(text::ByteBuilder& out, double value, const FloatStyle& style);

// float(text) after the caller mapped digits and spaces to ASCII and then stripped ASCII white space
// (which 0x1C to 0x1F are not: float('\x1c5') is an error). Accepts underscores
// between digits, inf, infinity and nan in any case. Nothing: invalid, or *no_memory is set (for a copy without
// underscores).
std::optional<double> parse_float(std::string_view text, bool* no_memory);
// Reads the longest prefix of text[0, n) that is a plain number (no underscores) or a word; `used` is 0
// when there is none. The building block of complex() and of scanners.
double parse_float_prefix(std::string_view text, std::size_t& used);

// complex(text), stripped and mapped as for parse_float, optional parentheses allowed. Nothing: as for parse_float.
struct ComplexValue {
  double real;
  double imag;
};
std::optional<ComplexValue> parse_complex(std::string_view text, bool* no_memory);

std::size_t write_float_hex(double value, char* out);  // float.hex()
enum class HexFloatStatus : u8 { kOk, kInvalid, kOverflow };
struct HexFloat {
  double value;
  HexFloatStatus status;
};
HexFloat parse_float_hex(std::string_view text);  // float.fromhex(), stripped by the function itself

bool is_integer(double value);
struct IntegerRatio {
  BigBuf numerator;
  BigBuf denominator;
};
IntegerRatio as_integer_ratio(double value);  // `value` must be finite

// round(x, ndigits), half to even in decimal, correctly rounded. Nothing: "rounded value too large to
// represent". NaN and infinities come back unchanged.
std::optional<double> round_to_digits(double value, i64 ndigits);
double round_half_even(double value);  // round(x) before the conversion to int

inline constexpr i64 kHashInf = 314159;
inline constexpr i64 kHashImag = 1000003;
// hash(float). NaN has no hash by value: the caller hashes the object's identity.
i64 hash_double(double value);
// From the hashes of both parts.
i64 hash_complex(i64 real_hash, i64 imag_hash);

}  // namespace rt::num
