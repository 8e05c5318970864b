// Reading doubles: decimal (by the library fast_float), hexadecimal, complex.
#include <fast_float/fast_float.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "runtime/num/float_text.h"
#include "runtime/text/ascii.h"

namespace rt::num {

namespace {

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((text[i] | 0x20) != word[i]) return false;
  }
  return true;
}

struct Word {
  double value;
  std::size_t length;  // 0: the text does not begin with such a word
};
Word read_word(std::string_view text) {
  double infinity = std::numeric_limits<double>::infinity();
  if (starts_with_word(text, "infinity")) return {infinity, 8};
  if (starts_with_word(text, "inf")) return {infinity, 3};
  if (starts_with_word(text, "nan")) return {std::numeric_limits<double>::quiet_NaN(), 3};
  return {0, 0};
}

// Copies the text without underscores. False: an underscore is not between two digits.
bool drop_underscores(std::string_view text, text::ByteBuilder& out) {
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out.append(static_cast<u8>(text[i]));
      continue;
    }
    bool between = i > 0 && is_decimal_digit(text[i - 1]) && i + 1 < text.size() && is_decimal_digit(text[i + 1]);
    if (!between) return false;
  }
  return true;
}

}  // namespace

double parse_float_prefix(std::string_view text, std::size_t& used) {
  used = 0;
  std::size_t sign = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  bool negative = sign != 0 && text[0] == '-';
  std::string_view rest = text.substr(sign);
  double value = 0;
  if (Word word = read_word(rest); word.length != 0) {
    used = sign + word.length;
    value = word.value;
  } else if (!rest.empty() && (is_decimal_digit(rest[0]) || rest[0] == '.')) {
    auto result = fast_float::from_chars(rest.data(), rest.data() + rest.size(), value);
    // If the number is out of range, fast_float yields infinity or zero: float() does the same.
    if (result.ec == std::errc::invalid_argument) return 0;
    used = sign + static_cast<std::size_t>(result.ptr - rest.data());
  }
  return negative ? -value : value;
}

std::optional<double> parse_float(std::string_view text, bool* no_memory) {
  text::ByteBuilder plain;
  if (text.find('_') != std::string_view::npos) {
    if (!drop_underscores(text, plain)) return std::nullopt;
    if ((*no_memory = !plain.ok())) return std::nullopt;
    text = plain.text();
  }
  std::size_t used;
  double value = parse_float_prefix(text, used);
  if (used == 0 || used != text.size()) return std::nullopt;
  return value;
}

// ---- complex

namespace {

std::string_view strip_parentheses(std::string_view text) {
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return text;
  text = text.substr(1, text.size() - 2);
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_unit(std::string_view text) { return text.size() == 1 && (text[0] | 0x20) == 'j'; }

// Reads a text that is one imaginary number: "5j", "-j".
std::optional<double> parse_imaginary(std::string_view text) {
  std::size_t used;
  double value = parse_float_prefix(text, used);
  if (used == 0) {
    value = 1.0;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
      if (text[0] == '-') value = -1.0;
      used = 1;
    }
  }
  if (!is_unit(text.substr(used))) return std::nullopt;
  return value;
}

}  // namespace

std::optional<ComplexValue> parse_complex(std::string_view text, bool* no_memory) {
  text = strip_parentheses(text);
  text::ByteBuilder plain;
  if (text.find('_') != std::string_view::npos) {
    if (!drop_underscores(text, plain)) return std::nullopt;
    if ((*no_memory = !plain.ok())) return std::nullopt;
    text = plain.text();
  }
  if (auto imag = parse_imaginary(text)) return ComplexValue{0.0, *imag};
  std::size_t used;
  double real = parse_float_prefix(text, used);
  if (used == 0) return std::nullopt;
  std::string_view rest = text.substr(used);
  if (rest.empty()) return ComplexValue{real, 0.0};
  if (rest[0] != '+' && rest[0] != '-') return std::nullopt;
  auto imag = parse_imaginary(rest);
  if (!imag) return std::nullopt;
  return ComplexValue{real, *imag};
}

// ---- hexadecimal

std::size_t write_float_hex(double value, char* out) {
  constexpr int kFractionBits = 52;
  constexpr int kBias = 1023;
  if (!std::isfinite(value)) return write_float_repr(value, out);
  auto bits = std::bit_cast<u64>(value);
  char* at = out;
  auto append = [&at](std::string_view text) { at += text.copy(at, text.size()); };
  if (std::signbit(value)) *at++ = '-';
  if (value == 0) {
    append("0x0.0p+0");
    return static_cast<std::size_t>(at - out);
  }
  auto biased = static_cast<int>((bits >> kFractionBits) & 0x7FF);
  append(biased == 0 ? "0x0." : "0x1.");
  for (int shift = kFractionBits - 4; shift >= 0; shift -= 4) *at++ = text::kHexDigits[(bits >> shift) & 15];
  int exponent = (biased == 0 ? 1 : biased) - kBias;
  *at++ = 'p';
  *at++ = exponent < 0 ? '-' : '+';
  at = std::to_chars(at, out + kMaxFloatRepr, exponent < 0 ? -exponent : exponent).ptr;
  return static_cast<std::size_t>(at - out);
}

namespace {

// mantissa * 2^exponent, or slightly more if sticky.
struct HexNumber {
  u64 mantissa = 0;
  i64 exponent = 0;
  bool sticky = false;
};

// Reads digits with at most one point. When 60 bits are full, it only matters for the rounding whether a further digit
// is not zero (sticky).
bool read_hex_digits(std::string_view& text, HexNumber& out) {
  std::size_t digits = 0;
  bool seen_point = false;
  while (!text.empty()) {
    int digit = text::hex_digit(static_cast<u8>(text[0]));
    if (digit < 0 && (text[0] != '.' || seen_point)) break;
    text.remove_prefix(1);
    if (digit < 0) {
      seen_point = true;
      continue;
    }
    ++digits;
    bool full = (out.mantissa >> 56) != 0;
    if (full) {
      out.sticky |= digit != 0;
    } else {
      out.mantissa = out.mantissa * 16 + static_cast<unsigned>(digit);
    }
    out.exponent += (full ? 4 : 0) - (seen_point ? 4 : 0);
  }
  return digits != 0;
}

bool read_binary_exponent(std::string_view& text, HexNumber& out) {
  constexpr i64 kClamp = i64{1} << 60;
  if (text.empty() || (text[0] | 0x20) != 'p') return true;
  text.remove_prefix(1);
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  if (text.empty() || !is_decimal_digit(text[0])) return false;
  i64 exponent = 0;
  while (!text.empty() && is_decimal_digit(text[0])) {
    if (exponent < kClamp / 16) exponent = exponent * 10 + (text[0] - '0');
    text.remove_prefix(1);
  }
  out.exponent += negative ? -exponent : exponent;
  return true;
}

HexFloat round_hex(const HexNumber& number) {
  if (number.mantissa == 0) return {0.0, HexFloatStatus::kOk};
  int bits = std::bit_width(number.mantissa);
  i64 top = number.exponent + bits;
  if (top > 1024) return {0.0, HexFloatStatus::kOverflow};
  i64 kept = std::min<i64>(53, top + 1074);
  if (kept < 0) return {0.0, HexFloatStatus::kOk};
  int drop = bits - static_cast<int>(kept);
  u64 mantissa = number.mantissa;
  if (drop > 0) {
    u64 rest = drop == 64 ? mantissa : mantissa & ((u64{1} << drop) - 1);
    u64 half = u64{1} << (drop - 1);
    mantissa = drop == 64 ? 0 : mantissa >> drop;
    if (rest > half || (rest == half && (number.sticky || (mantissa & 1) != 0))) ++mantissa;
  } else {
    drop = 0;
  }
  double value = std::ldexp(static_cast<double>(mantissa), static_cast<int>(number.exponent + drop));
  return {value, std::isinf(value) ? HexFloatStatus::kOverflow : HexFloatStatus::kOk};
}

}  // namespace

HexFloat parse_float_hex(std::string_view text) {
  constexpr HexFloat kInvalid{0.0, HexFloatStatus::kInvalid};
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  HexFloat out;
  if (Word word = read_word(text); word.length != 0) {
    text.remove_prefix(word.length);
    out = {word.value, HexFloatStatus::kOk};
  } else {
    if (text.size() > 1 && text[0] == '0' && (text[1] | 0x20) == 'x') text.remove_prefix(2);
    HexNumber number;
    if (!read_hex_digits(text, number) || !read_binary_exponent(text, number)) return kInvalid;
    out = round_hex(number);
  }
  if (!text.empty()) return kInvalid;
  if (negative) out.value = -out.value;
  return out;
}

}  // namespace rt::num
