// Reading and writing decimals.
#include "runtime/modules/decimal_text.h"

#include <cstdlib>

#include "gc/heap/heap.h"
#include "runtime/num/int_text.h"

namespace rt::decimals {

// ---- reading

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Case does not matter; `word` is in lower case.
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
    if (!is_digit(c)) return r.set_nan(kConversionSyntax, status);
  }
  while (!text.empty() && text[0] == '0') text.remove_prefix(1);
  r.set_infinite(negative);
  r.kind = signaling ? Kind::kSignaling : Kind::kQuiet;
  if (text.empty()) return;
  r.coefficient = parse_digits(text);
  r.digits = static_cast<i64>(text.size());
}

// The exponent behind the e; too large ones stay too large.
bool parse_exponent(std::string_view text, i64* out) {
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.empty()) return false;
  i64 n = 0;
  for (char c : text) {
    if (!is_digit(c)) return false;
    if (n < -kExpClamp / 10) n = n * 10 + (c - '0');
    else n = -kExpClamp;
  }
  *out = negative ? -n : n;
  return true;
}

// Digits, of which one may be a point.
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
  if (text.empty() || (!is_digit(text[0]) && text[0] != '.')) return parse_special(r, text, negative, status);
  size_t end = 0, point = std::string_view::npos;
  for (; end < text.size(); ++end) {
    if (is_digit(text[end])) continue;
    if (text[end] != '.' || point != std::string_view::npos) break;
    point = end;
  }
  std::string_view digits = text.substr(0, end), behind = text.substr(end);
  bool has_point = point != std::string_view::npos;
  i64 exp = 0;
  if (digits.size() == has_point) return r.set_nan(kConversionSyntax, status);
  if (!behind.empty() && ((behind[0] | 0x20) != 'e' || !parse_exponent(behind.substr(1), &exp))) return r.set_nan(kConversionSyntax, status);
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
  std::string joined;
  if (inside) {
    joined.assign(digits.substr(0, point - zeros)).append(digits.substr(point - zeros + 1));
    digits = joined;
  }
  r.coefficient = parse_digits(digits);
  if (!r.coefficient.ok()) return r.set_nan(kNoMemory, status);
  r.digits = static_cast<i64>(count);
}

// ---- writing

namespace {

class Digits {
 public:
  explicit Digits(BigView v) {
    if (v.size <= 2) {
      write_small(low_bits(v));
      return;
    }
    big_.resize(num::big_text_bound(v, 10));
    big_.resize(num::write_big(v, 10, big_.data()));
    text_ = big_;
  }
  std::string_view text() const { return text_; }

 private:
  void write_small(u128 n) {
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
  // At least so many digits.
  static char* write_word(u64 n, char* at, int least) {
    while (n != 0 || least > 0) {
      *--at = static_cast<char>('0' + n % 10);
      n /= 10;
      --least;
    }
    return at;
  }

  char small_[48];
  std::string big_;
  std::string_view text_;
};

void append_special(std::string& out, const View& v) {
  if (v.is_infinite()) {
    out += "Infinity";
    return;
  }
  out += v.is_signaling() ? "sNaN" : "NaN";
  if (v.coefficient.size) out += Digits(v.coefficient).text();
}

// Text is written with its parts and copied: some bytes for each character, at least for the moment.
constexpr i64 kShortText = 1 << 20, kLongestText = i64{1} << 31, kBytesOfCharacter = 8;

i64 positive_mod3(i64 n) { return (n % 3 + 3) % 3; }

}  // namespace

bool text_fits(i64 length) {
  if (length < kShortText) return true;
  if (length > kLongestText) return false;
  return gc::has_room(static_cast<size_t>(length * kBytesOfCharacter));
}

bool append_number(std::string& out, const View& v, Notation notation, bool capitals, i64 point) {
  if (!text_fits(v.digits)) return false;
  if (v.negative) out += '-';
  if (v.is_special()) {
    append_special(out, v);
    return true;
  }
  Digits digits(v.coefficient);
  std::string_view text = digits.text();
  i64 length = static_cast<i64>(text.size()), whole = length + v.exp;  // digits in front of the point, were there no exponent
  if (notation == Notation::kFixed || (notation != Notation::kExponent && v.exp <= 0 && whole > -6)) {
    point = whole;
  } else if (notation == Notation::kEngineering) {
    if (v.is_zero()) point = positive_mod3(v.exp + 2) - 1;
    else point += positive_mod3(whole - 1);
  }
  if (!text_fits(point < 0 ? length - point : point)) return false;
  if (point <= 0) {
    out += "0.";
    out.append(static_cast<size_t>(-point), '0');
    out += text;
  } else if (point >= length) {
    out += text;
    out.append(static_cast<size_t>(point - length), '0');
  } else {
    out += text.substr(0, static_cast<size_t>(point));
    out += '.';
    out += text.substr(static_cast<size_t>(point));
  }
  if (whole == point && notation != Notation::kExponent) return true;
  out += capitals ? 'E' : 'e';
  i64 exponent = whole - point;
  if (exponent >= 0) out += '+';
  char number[24];
  out.append(number, num::write_int64(exponent, number));
  return true;
}

}  // namespace rt::decimals
