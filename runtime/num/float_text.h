// Text, rounding and hashing of doubles, as Python's float defines them. Nothing here knows of objects or Python
// errors.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "gc/base/bits.h"
#include "runtime/num/mpint.h"
#include "runtime/text/builder.h"

namespace rt::num {

// A buffer of this size is large enough for any result of write_float_repr() and write_float_hex().
inline constexpr std::size_t kMaxFloatRepr = 32;

// repr(float): the shortest digits that read back as the same double. `add_dot_zero` false: 1.0 is "1", as in the repr
// of complex numbers. Returns the number of characters; there is no terminator.
std::size_t write_float_repr(double value, char* out, bool add_dot_zero = true);

// Presentation types of the format mini language and of %-formatting.
struct FloatStyle {
  char type = 'g';         // one of e E f F g G n %, or 'r' for the shortest repr
  i64 precision = 6;       // ignored for 'r'
  bool alternate = false;  // keep the point and the trailing zeros
  bool add_dot_zero = false;
  bool no_negative_zero = false;  // the z option: a result that rounds to -0 loses its sign
};
// The largest precision that a script may ask for: CPython counts digits in a C int, and type e shows one more.
inline constexpr i64 max_float_precision(char32_t type) { return INT32_MAX - (type == 'e' || type == 'E' ? 1 : 0); }
// Appends "-1.5", "inf", "NAN", "12%", ...; correctly rounded for every precision. The sign of NaN is never shown.
// out.ok() tells whether memory sufficed.
void append_float(text::ByteBuilder& out, double value, const FloatStyle& style);

// float(text). The caller has mapped digits and spaces to ASCII and then stripped ASCII white space; 0x1C to 0x1F are
// no white space here: float('\x1c5') is an error. Accepted are underscores between digits, and inf, infinity and nan
// in any case. Nothing: the text is invalid, or *no_memory is set (a copy without underscores needs memory).
std::optional<double> parse_float(std::string_view text, bool* no_memory);
// Reads the longest prefix of the text that is a number without underscores or one of the words. `used`: its length; 0:
// there is none. Used for complex() and by scanners.
double parse_float_prefix(std::string_view text, std::size_t& used);

// complex(text). The text is prepared as for parse_float(); parentheses around it are allowed. Nothing: as there.
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

// round(x, ndigits): half to even in decimal, correctly rounded. Nothing: "rounded value too large to represent". NaN
// and infinities are returned unchanged.
std::optional<double> round_to_digits(double value, i64 ndigits);
double round_half_even(double value);  // round(x) before the conversion to int

inline constexpr i64 kHashInf = 314159;
inline constexpr i64 kHashImag = 1000003;
// hash(float). Not for NaN: its hash depends on the object's identity, which the caller knows.
i64 hash_double(double value);
// hash(complex), from the hashes of the two parts.
i64 hash_complex(i64 real_hash, i64 imag_hash);

}  // namespace rt::num
