// Parsing and writing of decimals.
#include "runtime/library/decimal/decimal_text.h"

#include <algorithm>

#include "gc/heap/heap.h"
#include "runtime/num/int_text.h"
#include "runtime/text/ascii.h"

namespace rt::decimals {

// ---- reading

namespace {

// Removes `word` (in lower case) from the front of the text, whatever the text's case. False: the text does not begin
// with it.
bool take_word(std::string_view* text, std::string_view word) {
  if (text->size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (((*text)[i] | 0x20) != word[i]) return false;
  }
  text->remove_prefix(word.size());
  return true;
}

BigBuf parse_digits(std::string_view digits) {
  num::ParsedInt n = num::parse_int(digits, 10);
  if (n.status != num::IntParseStatus::kOk) return BigBuf::failure();
  return n.is_small ? num::from_int64(n.small) : std::move(n.big);
}

void parse_special(Number& r, std::string_view text, bool negative, u32* status) {
  if (take_word(&text, "inf")) {
    take_word(&text, "inity");
    r.set_infinite(negative);
    if (!text.empty()) r.set_nan(kConversionSyntax, status);
    return;
  }
  bool signaling = take_word(&text, "s");
  if (!take_word(&text, "nan")) return r.set_nan(kConversionSyntax, status);
  for (char c : text) {
    if (!text::is_ascii_digit(c)) return r.set_nan(kConversionSyntax, status);
  }
  while (!text.empty() && text[0] == '0') text.remove_prefix(1);
  r.set_infinite(negative);
  r.kind = signaling ? Kind::kSignaling : Kind::kQuiet;
  if (text.empty()) return;
  r.coefficient = parse_digits(text);
  r.digits = static_cast<i64>(text.size());
}

// Parses the exponent behind the e. One that overflows stays too large for the caller's check.
bool parse_exponent(std::string_view text, i64* out) {
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.empty()) return false;
  i64 n = 0;
  for (char c : text) {
    if (!text::is_ascii_digit(c)) return false;
    if (n < -kExpClamp / 10) n = n * 10 + (c - '0');
    else n = -kExpClamp;
  }
  *out = negative ? -n : n;
  return true;
}

// The value of digits among which one character may be a point.
u128 small_value(std::string_view digits) {
  u64 part = 0, parts = 0;
  u128 n = 0;
  for (char c : digits) {
    if (c == '.') continue;
    part = part * 10 + static_cast<u64>(c - '0');
    if (++parts < 19) continue;
    n = n * kTens.power[19] + part;
    part = parts = 0;
  }
  return n * kTens.power[parts] + part;
}

}  // namespace

void parse(Number& r, std::string_view text, u32* status) {
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.empty() || (!text::is_ascii_digit(text[0]) && text[0] != '.'))
    return parse_special(r, text, negative, status);
  size_t end = 0, point = std::string_view::npos;
  for (; end < text.size(); ++end) {
    if (text::is_ascii_digit(text[end])) continue;
    if (text[end] != '.' || point != std::string_view::npos) break;
    point = end;
  }
  std::string_view digits = text.substr(0, end), behind = text.substr(end);
  bool has_point = point != std::string_view::npos;
  i64 exp = 0;
  if (digits.size() == has_point) return r.set_nan(kConversionSyntax, status);
  if (!behind.empty() && ((behind[0] | 0x20) != 'e' || !parse_exponent(behind.substr(1), &exp)))
    return r.set_nan(kConversionSyntax, status);
  if (has_point) exp -= static_cast<i64>(end - point - 1);
  size_t zeros = 0;
  while (zeros < digits.size() && (digits[zeros] == '0' || digits[zeros] == '.')) ++zeros;
  digits.remove_prefix(zeros);
  r.kind = Kind::kFinite;
  r.negative = negative;
  r.exp = exp;
  bool inside = has_point && zeros <= point;
  size_t count = digits.size() - inside;
  if (count <= kSmallDigits) {
    r.coefficient = small_coefficient(small_value(digits));
    r.digits = count ? static_cast<i64>(count) : 1;
    return;
  }
  text::ByteBuilder joined;
  if (inside) {
    joined.reserve(count);
    joined.append(digits.substr(0, point - zeros));
    joined.append(digits.substr(point - zeros + 1));
    digits = joined.text();
  }
  r.coefficient = joined.ok() ? parse_digits(digits) : BigBuf::failure();
  if (!r.coefficient.ok()) return r.set_nan(kNoMemory, status);
  r.digits = static_cast<i64>(count);
}

// ---- writing

namespace {

// Writes at least `least` digits of `n` in front of `at`.
char* write_word(u64 n, char* at, int least) {
  while (n != 0 || least > 0) {
    *--at = static_cast<char>('0' + n % 10);
    n /= 10;
    --least;
  }
  return at;
}

}  // namespace

DigitText::DigitText(BigView v) {
  if (v.size <= 2) {
    write_small(low_bits(v));
    return;
  }
  char* to = reinterpret_cast<char*>(big_.extend(num::big_text_bound(v, 10)));
  size_t size = to ? num::write_big(v, 10, to) : 0;
  if (size) text_ = {to, size};
}

void DigitText::write_small(u128 n) {
  char* end = small_ + sizeof small_;
  char* at = end;
  while (n >> 64) {
    u128 rest = n / kTens.power[19];
    at = write_word(static_cast<u64>(n - rest * kTens.power[19]), at, 19);
    n = rest;
  }
  at = write_word(static_cast<u64>(n), at, 1);
  text_ = {at, static_cast<size_t>(end - at)};
}

namespace {

bool append_special(text::ByteBuilder& out, const View& v) {
  if (v.is_infinite()) {
    out.append("Infinity");
    return out.ok();
  }
  out.append(v.is_signaling() ? "sNaN" : "NaN");
  if (v.coefficient.size == 0) return out.ok();
  DigitText payload(v.coefficient);
  out.append(payload.view());
  return payload.ok() && out.ok();
}

i64 positive_mod3(i64 n) { return (n % 3 + 3) % 3; }

// The place of the point among or beside `length` digits. `whole`: its place without an exponent.
i64 place_point(const View& v, Notation notation, i64 point, i64 whole) {
  if (notation == Notation::kFixed || (notation != Notation::kExponent && v.exp <= 0 && whole > -6)) return whole;
  if (notation != Notation::kEngineering) return point;
  return v.is_zero() ? positive_mod3(v.exp + 2) - 1 : point + positive_mod3(whole - 1);
}

// Appends digits, then `zeros` zeros, with the point.
void append_digits(text::ByteBuilder& out, std::string_view digits, i64 zeros, i64 point) {
  i64 known = static_cast<i64>(digits.size()), length = known + zeros;
  auto put = [&](i64 from, i64 to) {
    if (from < known)
      out.append(digits.substr(static_cast<size_t>(from), static_cast<size_t>(std::min(to, known) - from)));
    if (to > known) out.append_repeated('0', static_cast<size_t>(to - std::max(from, known)));
  };
  constexpr i64 kSignPointAndExponent = 32;
  out.reserve(static_cast<size_t>((point < 0 ? length - point : std::max(point, length)) + kSignPointAndExponent));
  if (point <= 0) {
    out.append("0.");
    out.append_repeated('0', static_cast<size_t>(-point));
    put(0, length);
  } else if (point >= length) {
    put(0, length);
    out.append_repeated('0', static_cast<size_t>(point - length));
  } else {
    put(0, point);
    out.append('.');
    put(point, length);
  }
}

}  // namespace

bool append_number(text::ByteBuilder& out, const View& v, Notation notation, bool capitals, i64 point, i64 zeros) {
  if (v.negative) out.append('-');
  if (v.is_special()) return append_special(out, v);
  DigitText digits(v.coefficient);
  if (!digits.ok()) return false;
  // number of digits in front of the point in plain notation
  i64 whole = static_cast<i64>(digits.view().size()) + v.exp;
  point = place_point(v, notation, point, whole);
  append_digits(out, digits.view(), zeros, point);
  if (whole == point && notation != Notation::kExponent) return out.ok();
  out.append(capitals ? 'E' : 'e');
  i64 exponent = whole - point;
  if (exponent >= 0) out.append('+');
  char number[24];
  out.append(number, num::write_int64(exponent, number));
  return out.ok();
}

}  // namespace rt::decimals
