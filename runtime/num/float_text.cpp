// Writing doubles. std::to_chars computes the digits; this file lays them out in the forms of repr() and of the format
// codes. Rounding and hashing of doubles are here, too.
#include "runtime/num/float_text.h"

#include <fast_float/fast_float.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "runtime/num/hash.h"
#include "runtime/num/int_text.h"

namespace rt::num {

// ---- digits to text

namespace {

// No double has more decimals that are not zero, so to_chars is never asked for more.
constexpr int kMaxExactPrecision = 1100;
constexpr std::size_t kExactBuffer = kMaxExactPrecision + 320;

// value == 0.digits * 10^point.
struct Digits {
  const char* text;
  int count;
  int point;
};

// Reads the form "d.ddde±xx" that to_chars writes; removes the point in place.
Digits digits_of_scientific(char* begin, char* end) {
  char* e = end - 1;
  while (*e != 'e') --e;
  int exponent = 0;
  for (const char* p = e + 2; p != end; ++p) exponent = exponent * 10 + (*p - '0');
  if (e[1] == '-') exponent = -exponent;
  if (e == begin + 1) return {begin, 1, exponent + 1};
  begin[1] = begin[0];
  return {begin + 1, static_cast<int>(e - begin) - 1, exponent + 1};
}

char* put_exponent(char* out, int exponent, char letter) {
  *out++ = letter;
  *out++ = exponent < 0 ? '-' : '+';
  unsigned magnitude = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  if (magnitude >= 100) {
    *out++ = static_cast<char>('0' + magnitude / 100);
    magnitude %= 100;
  }
  *out++ = static_cast<char>('0' + magnitude / 10);
  *out++ = static_cast<char>('0' + magnitude % 10);
  return out;
}

char* put(char* out, const char* text, i64 count) {
  std::memcpy(out, text, static_cast<std::size_t>(count));
  return out + count;
}

char* put_zeros(char* out, i64 count) {
  std::memset(out, '0', static_cast<std::size_t>(count));
  return out + count;
}

// The layout of digits. `shown`: the number of digits in all; zeros follow the known ones.
struct DigitStyle {
  bool exponent;
  bool add_dot_zero;
  bool keep_point;
  i64 shown;
  char letter;
};

char* put_positional(char* out, Digits d, const DigitStyle& style) {
  if (d.point <= 0) {
    out = put(out, "0.", 2);
    out = put_zeros(out, -d.point);
    out = put(out, d.text, d.count);
    return put_zeros(out, style.shown - d.count);
  }
  int whole = d.count < d.point ? d.count : d.point;
  out = put(out, d.text, whole);
  out = put_zeros(out, d.point - whole);
  i64 fraction = style.shown - d.point;
  if (fraction <= 0) {
    if (style.add_dot_zero) return put(out, ".0", 2);
    if (style.keep_point) *out++ = '.';
    return out;
  }
  *out++ = '.';
  out = put(out, d.text + whole, d.count - whole);
  return put_zeros(out, fraction - (d.count - whole));
}

char* put_digits(char* out, Digits d, const DigitStyle& style) {
  if (!style.exponent) return put_positional(out, d, style);
  *out++ = d.text[0];
  if (style.shown > 1 || style.keep_point) *out++ = '.';
  out = put(out, d.text + 1, d.count - 1);
  out = put_zeros(out, style.shown - d.count);
  return put_exponent(out, d.point - 1, style.letter);
}

char* put_shortest(char* out, double magnitude, bool add_dot_zero, bool keep_point) {
  char buffer[32];
  char* end = std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific).ptr;
  Digits d = digits_of_scientific(buffer, end);
  bool exponent = d.point <= -4 || d.point > 16;
  return put_digits(out, d, {exponent, add_dot_zero, keep_point, d.count, 'e'});
}

const char* word_of(double value, bool upper) {
  if (std::isnan(value)) return upper ? "NAN" : "nan";
  return upper ? "INF" : "inf";
}

}  // namespace

std::size_t write_float_repr(double value, char* out, bool add_dot_zero) {
  char* at = out;
  if (std::signbit(value) && !std::isnan(value)) *at++ = '-';
  if (std::isfinite(value)) {
    at = put_shortest(at, std::fabs(value), add_dot_zero, false);
  } else {
    at = put(at, word_of(value, false), 3);
  }
  return static_cast<std::size_t>(at - out);
}

namespace {

bool all_zero_digits(std::string_view text) {
  for (char c : text) {
    if (c >= '1' && c <= '9') return false;
    if (c == 'e' || c == 'E') break;
  }
  return true;
}

// Fast path of put_fixed(). A double is an integer of 53 bits divided by a power of two. If that power and ten to the
// precision are small enough, the decimals are a quotient of 128-bit integers, rounded half to even by the remainder.
// Null: they are too large.
char* put_fixed_quickly(char* out, double magnitude, int precision) {
  constexpr int kMostDecimals = 17;
  constexpr u64 kImplicitOne = u64{1} << 52;
  auto bits = std::bit_cast<u64>(magnitude);
  int exponent = static_cast<int>(bits >> 52), shift = 1075 - exponent;
  if (precision > kMostDecimals || shift < 1 || shift > 127) return nullptr;
  u64 power = 1;
  for (int i = 0; i < precision; ++i) power *= 10;
  auto product = static_cast<unsigned __int128>((bits & (kImplicitOne - 1)) | kImplicitOne) * power;
  unsigned __int128 half = static_cast<unsigned __int128>(1) << (shift - 1), rest = product & (2 * half - 1),
                    wide = product >> shift;
  if (wide >> 62) return nullptr;
  auto quotient = static_cast<u64>(wide);
  if (rest > half || (rest == half && (quotient & 1))) ++quotient;
  out += write_int64(static_cast<i64>(quotient / power), out);
  if (precision == 0) return out;
  char decimals[20];
  std::size_t count = write_int64(static_cast<i64>(quotient % power), decimals);
  *out++ = '.';
  out = put_zeros(out, precision - static_cast<int>(count));
  return put(out, decimals, static_cast<int>(count));
}

// Writes the number with `precision` decimals, at most kMaxExactPrecision. Returns the end.
char* put_fixed(char* out, char* limit, double magnitude, int precision) {
  if (char* end = put_fixed_quickly(out, magnitude, precision)) return end;
  return std::to_chars(out, limit, magnitude, std::chars_format::fixed, precision).ptr;
}

void append_fixed(text::ByteBuilder& out, double magnitude, i64 precision, bool alternate) {
  char buffer[kExactBuffer];
  int exact = precision < kMaxExactPrecision ? static_cast<int>(precision) : kMaxExactPrecision;
  char* end = put_fixed(buffer, buffer + sizeof buffer, magnitude, exact);
  out.append(buffer, static_cast<std::size_t>(end - buffer));
  out.append_repeated('0', static_cast<std::size_t>(precision - exact));
  if (precision == 0 && alternate) out.append('.');
}

// Format codes e and g, which have a given number of significant digits.
void append_significant(text::ByteBuilder& out, double magnitude, i64 digits, const DigitStyle& wanted, bool general,
                        bool trim) {
  char buffer[kExactBuffer];
  int exact = digits < kMaxExactPrecision ? static_cast<int>(digits) : kMaxExactPrecision;
  char* end = std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific, exact - 1).ptr;
  Digits d = digits_of_scientific(buffer, end);
  while (trim && d.count > 1 && d.text[d.count - 1] == '0') --d.count;
  DigitStyle style = wanted;
  if (general) style.exponent = d.point <= -4 || d.point > digits - (style.add_dot_zero ? 1 : 0);
  style.shown = trim ? d.count : digits;
  int zeros_in_front = d.point < 0 ? -d.point : 0;
  auto length = static_cast<std::size_t>(style.shown > d.point ? style.shown : d.point) +
                static_cast<std::size_t>(zeros_in_front) + 16;
  char* begin = reinterpret_cast<char*>(out.extend(length));
  if (begin == nullptr) return;
  out.truncate(out.size() - length + static_cast<std::size_t>(put_digits(begin, d, style) - begin));
}

void append_finite(text::ByteBuilder& out, double magnitude, const FloatStyle& style) {
  bool upper = style.type >= 'A' && style.type <= 'Z';
  char letter = upper ? 'E' : 'e';
  switch (style.type) {
    case 'r': {
      char buffer[kMaxFloatRepr];
      out.append(buffer, static_cast<std::size_t>(put_shortest(buffer, magnitude, style.add_dot_zero, style.alternate) -
                                                  buffer));
      return;
    }
    case 'e':
    case 'E':
      append_significant(out, magnitude, style.precision + 1, {true, false, style.alternate, 0, letter}, false, false);
      return;
    case 'f':
    case 'F':
    case '%': append_fixed(out, magnitude, style.precision, style.alternate); return;
    default: {
      i64 digits = style.precision == 0 ? 1 : style.precision;
      append_significant(out, magnitude, digits, {false, style.add_dot_zero, style.alternate, 0, letter}, true,
                         !style.alternate);
      return;
    }
  }
}

}  // namespace

void append_float(text::ByteBuilder& out, double value, const FloatStyle& style) {
  if (style.type == '%') value *= 100;
  bool upper = style.type >= 'A' && style.type <= 'Z';
  std::size_t start = out.size();
  if (std::signbit(value) && !std::isnan(value)) out.append('-');
  std::size_t digits_at = out.size();
  if (std::isfinite(value)) {
    append_finite(out, std::fabs(value), style);
    bool drop_sign = style.no_negative_zero && digits_at != start;
    if (drop_sign && all_zero_digits(out.text().substr(digits_at))) out.erase(start, 1);
  } else {
    out.append(word_of(value, upper));
  }
  if (style.type == '%') out.append('%');
}

// ---- rounding

namespace {

// With more digits rounding changes nothing; with fewer the result is zero.
constexpr i64 kMaxRoundDigits = 323;
constexpr i64 kMinRoundDigits = -308;

double read_digits(const char* begin, const char* end) {
  double value = 0;
  fast_float::from_chars(begin, end, value);
  return value;
}

// Rounds the decimal text of a whole number to a multiple of 10^zeros, half to even. `inexact`: the number is slightly
// larger than its text.
double round_whole_text(char* digits, int count, int zeros, bool inexact) {
  if (zeros > count) return 0.0;
  int kept = count - zeros;
  const char* rest = digits + kept;
  bool beyond_half = inexact;
  for (int i = 1; i < zeros && !beyond_half; ++i) beyond_half = rest[i] != '0';
  bool odd = kept > 0 && ((digits[kept - 1] - '0') & 1) != 0;
  bool up = rest[0] > '5' || (rest[0] == '5' && (beyond_half || odd));
  char number[340];
  char* at = number;
  *at++ = '0';
  at = put(at, digits, kept);
  for (char* p = at - 1; up; --p) {
    up = *p == '9';
    *p = up ? '0' : static_cast<char>(*p + 1);
  }
  at = put_zeros(at, zeros);
  return read_digits(number, at);
}

}  // namespace

std::optional<double> round_to_digits(double value, i64 ndigits) {
  if (!std::isfinite(value) || value == 0 || ndigits > kMaxRoundDigits) return value;
  if (ndigits < kMinRoundDigits) return std::copysign(0.0, value);
  double magnitude = std::fabs(value);
  double rounded;
  char buffer[700];
  if (ndigits >= 0) {
    auto precision = static_cast<int>(ndigits);
    char* end = put_fixed(buffer, buffer + sizeof buffer, magnitude, precision);
    rounded = read_digits(buffer, end);
  } else {
    double whole = std::trunc(magnitude);
    char* end = std::to_chars(buffer, buffer + sizeof buffer, whole, std::chars_format::fixed, 0).ptr;
    rounded = round_whole_text(buffer, static_cast<int>(end - buffer), static_cast<int>(-ndigits), whole != magnitude);
  }
  if (std::isinf(rounded)) return std::nullopt;
  return std::copysign(rounded, value);
}

double round_half_even(double value) {
  double rounded = std::round(value);
  if (std::fabs(value - rounded) == 0.5) rounded = 2.0 * std::round(value / 2.0);
  return rounded;
}

// ---- parts and hash

bool is_integer(double value) { return std::isfinite(value) && std::floor(value) == value; }

IntegerRatio as_integer_ratio(double value) {
  int exponent;
  double fraction = std::frexp(value, &exponent);
  auto mantissa = static_cast<i64>(std::ldexp(fraction, 53));
  if (mantissa == 0) return {BigBuf(), from_uint64(1)};
  int twos = std::countr_zero(static_cast<u64>(mantissa));
  mantissa >>= twos;
  exponent += twos - 53;
  SmallBig small(mantissa);
  if (exponent >= 0) return {shift_left(small, static_cast<unsigned>(exponent)), from_uint64(1)};
  return {BigBuf::copy_of(small), shift_left(SmallBig(1), static_cast<unsigned>(-exponent))};
}

i64 hash_double(double value) {
  if (std::isinf(value)) return value > 0 ? kHashInf : -kHashInf;
  if (value == 0) return 0;
  int exponent;
  double fraction = std::frexp(std::fabs(value), &exponent);
  auto mantissa = static_cast<u64>(std::ldexp(fraction, 53));
  // Multiplication by a power of two modulo 2^61 - 1 is a rotation of 61 bits.
  int turn = (exponent - 53) % kHashBits;
  if (turn < 0) turn += kHashBits;
  u64 rotated = ((mantissa << turn) & kHashModulus) | (turn == 0 ? 0 : mantissa >> (kHashBits - turn));
  auto hash = static_cast<i64>(rotated);
  if (value < 0) hash = -hash;
  return hash == -1 ? -2 : hash;
}

i64 hash_complex(i64 real_hash, i64 imag_hash) {
  auto sum = static_cast<u64>(real_hash) + static_cast<u64>(kHashImag) * static_cast<u64>(imag_hash);
  auto hash = static_cast<i64>(sum);
  return hash == -1 ? -2 : hash;
}

}  // namespace rt::num
