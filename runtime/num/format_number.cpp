// Laying out numbers and strings by a parsed format specifier.
#include <algorithm>
#include <cmath>
#include <limits>

#include "runtime/num/float_text.h"
#include "runtime/num/format_spec.h"
#include "runtime/num/int_text.h"

namespace rt::num {

bool is_float_code(char32_t type) {
  switch (type) {
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': return true;
    default: return false;
  }
}

void append_grouped(std::string& out, std::string_view digits, char separator, int group, std::size_t min_width) {
  std::string reversed;
  auto left = static_cast<std::int64_t>(digits.size());
  auto width = static_cast<std::int64_t>(min_width);
  for (bool first = true;; first = false) {
    if (!first) reversed += separator;
    // The last group shrinks to what digits or width still ask for, but never to nothing.
    std::int64_t wanted = std::max<std::int64_t>({left, width, 1});
    std::int64_t size = std::min<std::int64_t>(group, wanted);
    for (std::int64_t i = 0; i < size; ++i) {
      reversed += left > 0 ? digits[static_cast<std::size_t>(--left)] : '0';
    }
    width -= size;
    if (left <= 0 && width <= 0) break;
    --width;
  }
  out.append(reversed.rbegin(), reversed.rend());
}

namespace {

FormatError error(FormatErrorCode code, char32_t type = 0) { return {code, type, 0}; }

char sign_char(bool negative, char wanted) {
  if (negative) return '-';
  return wanted == '+' || wanted == ' ' ? wanted : 0;
}

// Distributes the missing width.
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

// Body = grouped whole digits + tail. Zeros of the padding take part in the grouping.
void put_body(Layout& out, const FormatSpec& spec, std::string_view whole, std::string_view tail) {
  bool zeros = spec.fill == '0' && spec.align == '=';
  if (spec.grouping == 0 || whole.empty()) {
    out.body.append(whole).append(tail);
    return;
  }
  std::size_t fixed = out.head.size() + tail.size();
  auto width = static_cast<std::size_t>(spec.width > 0 ? spec.width : 0);
  std::size_t min_width = zeros && width > fixed ? width - fixed : 0;
  append_grouped(out.body, whole, spec.grouping, group_size(spec.type), min_width);
  out.body.append(tail);
}

// --- ints ------------------------------------------------------------------------------------------

FormatError check_integer(const FormatSpec& spec) {
  switch (spec.type) {
    case 0: case 'b': case 'c': case 'd': case 'n': case 'o': case 'x': case 'X': break;
    default: return error(FormatErrorCode::kUnknownCode, spec.type);
  }
  if (spec.precision >= 0) return error(FormatErrorCode::kPrecisionWithInteger);
  if (spec.no_negative_zero) return error(FormatErrorCode::kZeroCoercionWithInteger);
  if (spec.type == 'c' && spec.sign != 0) return error(FormatErrorCode::kSignWithChar);
  if (spec.type == 'c' && spec.alternate) return error(FormatErrorCode::kAlternateWithChar);
  return {};
}

FormatError format_char(std::optional<std::int64_t> value, const FormatSpec& spec, Layout& out) {
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

// `text` has lower-case digits, perhaps with a sign in front.
void format_int_text(std::string& text, const FormatSpec& spec, Layout& out) {
  bool negative = text[0] == '-';
  if (char sign = sign_char(negative, spec.sign)) out.head += sign;
  if (spec.alternate) put_prefix(out.head, spec.type);
  if (spec.type == 'X') {
    for (char& c : text) {
      if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    }
  }
  put_body(out, spec, std::string_view(text).substr(negative ? 1 : 0), {});
  place_padding(out, spec);
}

}  // namespace

FormatError format_int64(std::int64_t value, const FormatSpec& spec, Layout& out) {
  if (FormatError e = check_integer(spec)) return e;
  if (spec.type == 'c') return format_char(value, spec, out);
  char buffer[kMaxInt64Text];
  std::string text(buffer, write_int64_base(value, base_of(spec.type), buffer));
  format_int_text(text, spec, out);
  return {};
}

FormatError format_big(BigView value, const FormatSpec& spec, Layout& out) {
  if (FormatError e = check_integer(spec)) return e;
  if (spec.type == 'c') return format_char(to_int64(value), spec, out);
  int base = base_of(spec.type);
  std::string text(big_text_bound(value, base), '\0');
  text.resize(write_big(value, base, text.data()));
  format_int_text(text, spec, out);
  return {};
}

// --- floats ----------------------------------------------------------------------------------------

namespace {

// Groups of three behind the point, from the left.
std::string group_fraction(std::string_view tail, char separator) {
  std::string out;
  std::size_t at = 0;
  if (at < tail.size() && tail[at] == '.') out += tail[at++];
  for (std::size_t digits = 0; at < tail.size() && tail[at] >= '0' && tail[at] <= '9'; ++at, ++digits) {
    if (digits != 0 && digits % 3 == 0) out += separator;
    out += tail[at];
  }
  return out.append(tail.substr(at));
}

// The style that a specifier means; false when the code is unknown or the precision absurd.
FormatError float_style(const FormatSpec& spec, bool is_complex, FloatStyle& style) {
  if (spec.precision > std::numeric_limits<int>::max()) return error(FormatErrorCode::kPrecisionTooBig);
  style.alternate = spec.alternate;
  style.no_negative_zero = spec.no_negative_zero;
  style.precision = spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
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

// Sign, grouped digits and tail of one number, without padding around it.
void put_float(double value, const FloatStyle& style, const FormatSpec& spec, Layout& out) {
  std::string text;
  append_float(text, value, style);
  bool negative = text[0] == '-';
  if (char sign = sign_char(negative, spec.sign)) out.head += sign;
  std::string_view number = std::string_view(text).substr(negative ? 1 : 0);
  std::size_t whole = 0;
  while (whole < number.size() && number[whole] >= '0' && number[whole] <= '9') ++whole;
  std::string_view tail = number.substr(whole);
  std::string grouped;
  if (spec.fraction_grouping != 0) {
    grouped = group_fraction(tail, spec.fraction_grouping);
    tail = grouped;
  }
  put_body(out, spec, number.substr(0, whole), tail);
}

}  // namespace

FormatError format_double(double value, const FormatSpec& spec, Layout& out) {
  FloatStyle style;
  if (FormatError e = float_style(spec, false, style)) return e;
  put_float(value, style, spec, out);
  place_padding(out, spec);
  return {};
}

FormatError format_complex(double real, double imag, const FormatSpec& spec, Layout& out) {
  FloatStyle style;
  if (FormatError e = float_style(spec, true, style)) return e;
  if (spec.fill == '0') return error(FormatErrorCode::kZeroPaddingWithComplex);
  if (spec.align == '=') return error(FormatErrorCode::kEqualAlignWithComplex);
  // Without a type a positive zero real part is not shown, and what is shown is put in parentheses.
  bool plain = spec.type == 0;
  bool skip_real = plain && real == 0 && !std::signbit(real);
  FormatSpec part = spec;
  part.width = -1;
  bool parentheses = plain && !skip_real;
  if (parentheses) out.body += '(';
  for (int i = skip_real ? 1 : 0; i < 2; ++i) {
    Layout piece;
    if (i == 1 && !skip_real) part.sign = '+';
    put_float(i == 0 ? real : imag, style, part, piece);
    out.body.append(piece.head).append(piece.body);
  }
  out.body += parentheses ? "j)" : "j";
  place_padding(out, spec);
  return {};
}

// --- strings ---------------------------------------------------------------------------------------

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
