// Lays out numbers and strings by a parsed format specifier (format_spec.h).
#include <algorithm>
#include <cmath>

#include "runtime/num/float_text.h"
#include "runtime/num/format_spec.h"
#include "runtime/num/int_text.h"

namespace rt::num {

bool is_float_code(char32_t type) {
  switch (type) {
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': return true;
    default: return false;
  }
}

void append_grouped(text::ByteBuilder& out, std::string_view digits, char separator, int group, std::size_t min_width) {
  auto size = static_cast<std::size_t>(group);
  std::size_t length = digits.size() + (digits.size() - 1) / size;
  if (length < min_width) {
    length = min_width % (size + 1) == 0 ? min_width + 1 : min_width;  // the text must not begin with a separator
  }
  u8* to = out.extend(length);
  if (to == nullptr) return;
  std::size_t left = digits.size(), in_group = 0;
  for (std::size_t i = length; i-- > 0; ++in_group) {
    bool between = in_group == size;
    if (between) in_group = static_cast<std::size_t>(-1);
    to[i] = static_cast<u8>(between ? separator : left > 0 ? digits[--left] : '0');
  }
}

namespace {

FormatError error(FormatErrorCode code, char32_t type = 0) { return {code, type, 0}; }

char sign_char(bool negative, char wanted) {
  if (negative) return '-';
  return wanted == '+' || wanted == ' ' ? wanted : 0;
}

// Distributes the fill characters that the width requires.
void place_padding(Layout& out, const FormatSpec& spec) {
  out.fill = spec.fill;
  std::size_t length = out.length();
  auto width = static_cast<std::size_t>(spec.width > 0 ? spec.width : 0);
  if (width <= length) return;
  std::size_t missing = width - length;
  switch (spec.align) {
    case '<': out.after = missing; break;
    case '=': out.between = missing; break;
    case '^':
      out.before = missing / 2;
      out.after = missing - missing / 2;
      break;
    default: out.before = missing;
  }
}

int group_size(char32_t type) { return type == 'b' || type == 'o' || type == 'x' || type == 'X' ? 4 : 3; }

// Sets the body: the grouped whole digits and the tail. If the number is padded with zeros, the zeros are grouped, too.
void put_body(Layout& out, const FormatSpec& spec, std::string_view whole, std::string_view tail) {
  bool zeros = spec.fill == '0' && spec.align == '=';
  if (spec.grouping == 0 || whole.empty()) {
    out.body.append(whole);
    out.body.append(tail);
    return;
  }
  std::size_t fixed = out.head.size() + tail.size();
  auto width = static_cast<std::size_t>(spec.width > 0 ? spec.width : 0);
  std::size_t min_width = zeros && width > fixed ? width - fixed : 0;
  append_grouped(out.body, whole, spec.grouping, group_size(spec.type), min_width);
  out.body.append(tail);
}

// ---- ints

FormatError check_integer(const FormatSpec& spec) {
  switch (spec.type) {
    case 0:
    case 'b':
    case 'c':
    case 'd':
    case 'n':
    case 'o':
    case 'x':
    case 'X': break;
    default: return error(FormatErrorCode::kUnknownCode, spec.type);
  }
  if (spec.precision >= 0) return error(FormatErrorCode::kPrecisionWithInteger);
  if (spec.no_negative_zero) return error(FormatErrorCode::kZeroCoercionWithInteger);
  if (spec.type == 'c' && spec.sign != 0) return error(FormatErrorCode::kSignWithChar);
  if (spec.type == 'c' && spec.alternate) return error(FormatErrorCode::kAlternateWithChar);
  return {};
}

FormatError format_char(std::optional<i64> value, const FormatSpec& spec, Layout& out) {
  if (!value) return error(FormatErrorCode::kCharTooLarge);
  if (*value < 0 || *value > 0x10FFFF) return error(FormatErrorCode::kCharOutOfRange);
  out.is_char = true;
  out.character = static_cast<char32_t>(*value);
  place_padding(out, spec);
  return {};
}

int base_of(char32_t type) {
  switch (type) {
    case 'b': return 2;
    case 'o': return 8;
    case 'x':
    case 'X': return 16;
    default: return 10;
  }
}

void put_prefix(std::string& head, char32_t type) {
  if (base_of(type) == 10) return;
  head += '0';
  head += static_cast<char>(type);
}

FormatError error_of_memory(const Layout& out) {
  return out.body.ok() ? FormatError{} : error(FormatErrorCode::kNoMemory);
}

// `text` has lower-case digits and perhaps a sign. It is modified: type X makes the digits upper-case.
FormatError format_int_text(std::span<char> text, const FormatSpec& spec, Layout& out) {
  bool negative = text[0] == '-';
  if (char sign = sign_char(negative, spec.sign)) out.head += sign;
  if (spec.alternate) put_prefix(out.head, spec.type);
  if (spec.type == 'X') {
    for (char& c : text) {
      if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    }
  }
  put_body(out, spec, std::string_view(text.data(), text.size()).substr(negative ? 1 : 0), {});
  place_padding(out, spec);
  return error_of_memory(out);
}

}  // namespace

FormatError format_int64(i64 value, const FormatSpec& spec, Layout& out) {
  if (FormatError e = check_integer(spec)) return e;
  if (spec.type == 'c') return format_char(value, spec, out);
  char buffer[kMaxInt64Text];
  return format_int_text({buffer, write_int64_base(value, base_of(spec.type), buffer)}, spec, out);
}

FormatError format_big(BigView value, const FormatSpec& spec, Layout& out) {
  if (FormatError e = check_integer(spec)) return e;
  if (spec.type == 'c') return format_char(to_int64(value), spec, out);
  int base = base_of(spec.type);
  text::ByteBuilder text;
  char* digits = reinterpret_cast<char*>(text.extend(big_text_bound(value, base)));
  std::size_t size = digits == nullptr ? 0 : write_big(value, base, digits);
  if (size == 0) return error(FormatErrorCode::kNoMemory);
  return format_int_text({digits, size}, spec, out);
}

// ---- floats

namespace {

// Appends the tail with its decimals in groups of three, counted from the point.
void append_fraction(text::ByteBuilder& out, std::string_view tail, char separator) {
  out.reserve(tail.size() + tail.size() / 3);
  std::size_t at = 0;
  if (at < tail.size() && tail[at] == '.') out.append(static_cast<u8>(tail[at++]));
  for (std::size_t digits = 0; out.ok() && at < tail.size() && tail[at] >= '0' && tail[at] <= '9'; ++at, ++digits) {
    if (digits != 0 && digits % 3 == 0) out.append(static_cast<u8>(separator));
    out.append(static_cast<u8>(tail[at]));
  }
  out.append(tail.substr(at));
}

// The FloatStyle for a specifier. Error: the type code is unknown, or the precision is too big.
FormatError float_style(const FormatSpec& spec, bool is_complex, FloatStyle& style) {
  if (spec.precision > max_float_precision(spec.type)) return error(FormatErrorCode::kPrecisionTooBig);
  style.alternate = spec.alternate;
  style.no_negative_zero = spec.no_negative_zero;
  style.precision = spec.precision < 0 ? 6 : spec.precision;
  switch (spec.type) {
    case 0:
      style.type = spec.precision < 0 ? 'r' : 'g';
      style.add_dot_zero = !is_complex;
      return {};
    case 'n': style.type = 'g'; return {};
    case '%':
      if (is_complex) return error(FormatErrorCode::kUnknownCode, spec.type);
      style.type = '%';
      return {};
    default:
      if (!is_float_code(spec.type)) return error(FormatErrorCode::kUnknownCode, spec.type);
      style.type = static_cast<char>(spec.type);
      return {};
  }
}

// Lays out the sign, the grouped digits and the tail of one number, without padding.
void put_float(double value, const FloatStyle& style, const FormatSpec& spec, Layout& out) {
  text::ByteBuilder text, grouped;
  append_float(text, value, style);
  if (!text.ok()) return out.body.fail();
  std::string_view number = text.text();
  bool negative = number[0] == '-';
  if (negative) number.remove_prefix(1);
  if (char sign = sign_char(negative, spec.sign)) out.head += sign;
  std::size_t whole = 0;
  while (whole < number.size() && number[whole] >= '0' && number[whole] <= '9') ++whole;
  std::string_view tail = number.substr(whole);
  if (spec.fraction_grouping != 0) {
    append_fraction(grouped, tail, spec.fraction_grouping);
    if (!grouped.ok()) return out.body.fail();
    tail = grouped.text();
  }
  put_body(out, spec, number.substr(0, whole), tail);
}

}  // namespace

FormatError format_double(double value, const FormatSpec& spec, Layout& out) {
  FloatStyle style;
  if (FormatError e = float_style(spec, false, style)) return e;
  put_float(value, style, spec, out);
  place_padding(out, spec);
  return error_of_memory(out);
}

FormatError format_complex(double real, double imag, const FormatSpec& spec, Layout& out) {
  FloatStyle style;
  if (FormatError e = float_style(spec, true, style)) return e;
  if (spec.fill == '0') return error(FormatErrorCode::kZeroPaddingWithComplex);
  if (spec.align == '=') return error(FormatErrorCode::kEqualAlignWithComplex);
  // Without a type code the format is that of str(): a real part of positive zero is not shown; if the real part is
  // shown, the number has parentheses.
  bool plain = spec.type == 0;
  bool skip_real = plain && real == 0 && !std::signbit(real);
  FormatSpec part = spec;
  part.width = -1;
  bool parentheses = plain && !skip_real;
  if (parentheses) out.body.append('(');
  for (int i = skip_real ? 1 : 0; i < 2; ++i) {
    Layout piece;
    if (i == 1 && !skip_real) part.sign = '+';
    put_float(i == 0 ? real : imag, style, part, piece);
    if (!piece.body.ok()) return error(FormatErrorCode::kNoMemory);
    out.body.append(piece.head);
    out.body.append(piece.body.text());
  }
  out.body.append(parentheses ? "j)" : "j");
  place_padding(out, spec);
  return error_of_memory(out);
}

// ---- strings

FormatError layout_string(std::size_t length, const FormatSpec& spec, StringLayout& out) {
  if (spec.type != 0 && spec.type != 's') return error(FormatErrorCode::kUnknownCode, spec.type);
  if (spec.sign == ' ') return error(FormatErrorCode::kSpaceWithString);
  if (spec.sign != 0) return error(FormatErrorCode::kSignWithString);
  if (spec.no_negative_zero) return error(FormatErrorCode::kZeroCoercionWithString);
  if (spec.alternate) return error(FormatErrorCode::kAlternateWithString);
  if (spec.align == '=') return error(FormatErrorCode::kEqualAlignWithString);
  out.take = spec.precision >= 0 && static_cast<std::size_t>(spec.precision) < length
                 ? static_cast<std::size_t>(spec.precision)
                 : length;
  auto width = static_cast<std::size_t>(spec.width > 0 ? spec.width : 0);
  std::size_t missing = width > out.take ? width - out.take : 0;
  out.before = spec.align == '>' ? missing : spec.align == '^' ? missing / 2 : 0;
  out.after = missing - out.before;
  return {};
}

}  // namespace rt::num
