// Parsing and printing of ints. Values of at most 63 bits use machine arithmetic, larger ones GMP's mpn_set_str() and
// mpn_get_str() for a part of their digits at a time.
#include "runtime/num/int_text.h"

#include <gmp.h>

#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <utility>

#include "runtime/num/gmp_scratch.h"
#include "runtime/num/steps.h"

namespace rt::num {

// ---- powers of a base

namespace {

// Numbers of more limbs are written by halves.
constexpr std::size_t kTextStepLimbs = std::size_t{1} << 12;

// Numbers of very many digits are read and written by halves: a number is high * base^n + low, where n is chunk() or
// its product with a power of two. The powers are computed when they are needed.
class DigitPowers {
 public:
  explicit DigitPowers(unsigned base) : base_(base) {}

  unsigned base() const { return base_; }
  // Numbers of so many digits are a single step. It is a multiple of 64: the powers of 2, 4, 8, ... are whole limbs.
  static constexpr std::size_t chunk() { return std::size_t{1} << 16; }
  static constexpr std::size_t digits(std::size_t level) { return chunk() << level; }
  // The largest level whose number of digits is less than `count`, which is more than chunk().
  std::size_t level_below(std::size_t count) const {
    return static_cast<std::size_t>(std::bit_width((count - 1) / chunk())) - 1;
  }

  // n * base^digits(level)
  BigBuf multiply(BigView n, std::size_t level) {
    if (std::has_single_bit(base_)) return shift_left(n, bits(level));
    return compute(level) ? mul(n, powers_[level]) : BigBuf::failure();
  }
  // n divided by base^digits(level).
  DivMod divide(BigView n, std::size_t level) {
    if (std::has_single_bit(base_)) {
      std::size_t limbs = static_cast<std::size_t>(bits(level) / kLimbBits);
      BigBuf low = BigBuf::copy_of({n.limbs, n.size < limbs ? n.size : limbs});
      if (low.ok()) low.normalize(false);
      return {shift_right(n, bits(level)), std::move(low)};
    }
    return compute(level) ? floor_divmod(n, powers_[level]) : DivMod{BigBuf::failure(), BigBuf::failure()};
  }

 private:
  u64 bits(std::size_t level) const { return u64{digits(level)} * static_cast<unsigned>(std::countr_zero(base_)); }

  bool compute(std::size_t level) {
    for (; known_ <= level; ++known_) {
      powers_[known_] = known_ == 0 ? pow(SmallBig(base_), chunk()) : mul(powers_[known_ - 1], powers_[known_ - 1]);
      if (!powers_[known_].ok()) return false;
    }
    return true;
  }

  unsigned base_;
  std::size_t known_ = 0;
  BigBuf powers_[32];  // the last would have 2^47 digits
};

}  // namespace

// ---- parsing

namespace {

constexpr u8 kNoDigit = 255;

constexpr std::array<u8, 256> make_digit_values() {
  std::array<u8, 256> values{};
  values.fill(kNoDigit);
  for (unsigned i = 0; i < 10; ++i) values['0' + i] = static_cast<u8>(i);
  for (unsigned i = 0; i < 26; ++i) {
    values['a' + i] = values['A' + i] = static_cast<u8>(10 + i);
  }
  return values;
}
constexpr auto kDigitValues = make_digit_values();

unsigned digit_value(char c) { return kDigitValues[static_cast<u8>(c)]; }

// The ASCII separators 0x1C to 0x1F are white space for str.strip(), but not for int().
bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view stripped(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

int base_of_prefix(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 0;
  }
}

// Removes a prefix such as "0x", with one underscore behind it, from the text and determines the base if it is 0.
struct BaseScan {
  int base;
  bool must_be_zero;  // base 0 and a leading zero without a letter: all digits must be zeros
};
BaseScan take_prefix(std::string_view& text, int base) {
  int found = base_of_prefix(text);
  if (found != 0 && (base == 0 || base == found)) {
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
    return {found, false};
  }
  bool leading_zero = !text.empty() && text[0] == '0';
  return {base == 0 ? 10 : base, base == 0 && leading_zero};
}

// Counts the digits. False: the text is not made of digits of the base with single underscores between them.
// `after_digit`: what stood before the text, then what stands at its end.
bool check_part(std::string_view text, unsigned base, std::size_t& digits, bool& after_digit) {
  for (char c : text) {
    if (c == '_') {
      if (!after_digit) return false;
      after_digit = false;
    } else {
      if (digit_value(c) >= base) return false;
      ++digits;
      after_digit = true;
    }
  }
  return true;
}

// The same for a whole text, which ends with a digit, in steps.
bool check_digits(std::string_view text, unsigned base, std::size_t& digits) {
  digits = 0;
  bool after_digit = false;
  for (; text.size() > kLinearStep; text.remove_prefix(kLinearStep)) {
    if (!step() || !check_part(text.substr(0, kLinearStep), base, digits, after_digit)) return false;
  }
  return check_part(text, base, digits, after_digit) && after_digit;
}

bool only_zeros(std::string_view text) { return text.find_first_not_of("0_") == std::string_view::npos; }

// For each base the number of digits whose value certainly fits into 63 bits.
constexpr std::array<u8, 37> make_safe_digits() {
  std::array<u8, 37> digits{};
  for (unsigned base = 2; base <= 36; ++base) {
    unsigned __int128 power = base;
    while (power <= (static_cast<unsigned __int128>(1) << 63)) {
      ++digits[base];
      power *= base;
    }
  }
  return digits;
}
constexpr auto kSafeDigits = make_safe_digits();

u64 parse_small(std::string_view text, unsigned base) {
  u64 value = 0;
  for (char c : text) {
    if (c != '_') value = value * base + digit_value(c);
  }
  return value;
}

// The value of digits in [0, base), by GMP. It needs log(base) / log(2^64) limbs for each digit.
BigBuf digits_to_limbs(const unsigned char* values, std::size_t count, unsigned base) {
  unsigned bits_per_digit = static_cast<unsigned>(std::bit_width(base - 1));
  BigBuf out(count * bits_per_digit / kLimbBits + 2);
  if (!out.ok()) return out;
  mp_size_t size = 0;
  bool done = count == 0 || with_scratch<kLimbsWithoutBlocksAsText>(out.size(), [&] {
                size = mpn_set_str(out.limbs(), values, count, static_cast<int>(base));
              });
  if (!done) return BigBuf::failure();
  out.set_size(static_cast<std::size_t>(size));
  out.normalize(false);
  return out;
}

// The same for any number of digits, in steps: by halves, which `powers` combines.
BigBuf read_by_halves(const unsigned char* values, std::size_t count, DigitPowers& powers) {
  if (count <= powers.chunk()) return step() ? digits_to_limbs(values, count, powers.base()) : BigBuf::failure();
  std::size_t level = powers.level_below(count);
  std::size_t low_count = powers.digits(level);
  BigBuf high = read_by_halves(values, count - low_count, powers);
  if (!high.ok()) return high;
  BigBuf low = read_by_halves(values + (count - low_count), low_count, powers);
  return add(powers.multiply(high, level), low);
}

// GMP takes the values of the digits, not their characters.
BigBuf parse_large(std::string_view text, unsigned base, std::size_t digits) {
  auto* values = reinterpret_cast<unsigned char*>(alloc_limbs(digits / 8 + 1));
  if (values == nullptr) return BigBuf::failure();
  std::size_t count = 0;
  for (char c : text) {
    if (c == '_' || (count == 0 && c == '0')) continue;
    values[count++] = static_cast<unsigned char>(digit_value(c));
  }
  BigBuf out;
  if (count <= DigitPowers::chunk()) {
    out = digits_to_limbs(values, count, base);
  } else {
    DigitPowers powers(base);
    out = read_by_halves(values, count, powers);
  }
  free_limbs(reinterpret_cast<Limb*>(values));
  return out;
}

ParsedInt parse_failure(IntParseStatus status) {
  ParsedInt out;
  out.status = status;
  return out;
}

}  // namespace

ParsedInt parse_int(std::string_view text, int base, std::size_t max_digits) {
  if (base != 0 && (base < 2 || base > 36)) return parse_failure(IntParseStatus::kBadBase);
  text = stripped(text);
  bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  BaseScan scan = take_prefix(text, base);
  auto actual = static_cast<unsigned>(scan.base);

  ParsedInt out;
  if (!check_digits(text, actual, out.digits)) return parse_failure(IntParseStatus::kInvalid);
  if (scan.must_be_zero && !only_zeros(text)) return parse_failure(IntParseStatus::kInvalid);
  if (max_digits != 0 && out.digits > max_digits && !std::has_single_bit(actual)) {
    out.status = IntParseStatus::kTooManyDigits;
    return out;
  }
  if (out.digits <= kSafeDigits[actual]) {
    auto value = static_cast<i64>(parse_small(text, actual));
    out.small = negative ? -value : value;
    out.is_small = true;
    return out;
  }
  out.big = parse_large(text, actual, out.digits);
  if (!out.big.ok()) {
    out.status = IntParseStatus::kNoMemory;
    return out;
  }
  out.big.normalize(negative);
  if (auto small = to_int64(out.big)) {
    out.small = *small;
    out.is_small = true;
  }
  return out;
}

// ---- printing

namespace {

constexpr std::array<char, 200> make_digit_pairs() {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}
constexpr std::array<char, 200> kDigitPairs = make_digit_pairs();

constexpr std::array<u64, 20> make_powers_of_ten() {
  std::array<u64, 20> powers{};
  for (u64 i = 0, power = 1; i < 20; ++i, power *= 10) powers[i] = power;
  return powers;
}
constexpr std::array<u64, 20> kPowersOfTen = make_powers_of_ten();

unsigned decimal_digits(u64 n) {
  // 1233 / 4096 is slightly less than log10(2): the estimate is right or one too small.
  unsigned few = static_cast<unsigned>(std::bit_width(n | 1)) * 1233 >> 12;
  return few + (few < 20 && n >= kPowersOfTen[few] ? 1 : 0);
}

}  // namespace

std::size_t write_int64(i64 value, char* out) {
  auto rest = static_cast<u64>(value);
  char* begin = out;
  if (value < 0) {
    rest = 0 - rest;
    *begin++ = '-';
  }
  unsigned digits = decimal_digits(rest | (rest == 0));
  char* end = begin + digits;
  char* at = end;
  for (; rest >= 100; rest /= 100) std::memcpy(at -= 2, &kDigitPairs[rest % 100 * 2], 2);
  if (rest >= 10) std::memcpy(at - 2, &kDigitPairs[rest * 2], 2);
  else at[-1] = static_cast<char>('0' + rest);
  return static_cast<std::size_t>(end - out);
}

std::size_t write_int64_base(i64 value, int base, char* out) {
  return static_cast<std::size_t>(std::to_chars(out, out + kMaxInt64Text, value, base).ptr - out);
}

std::size_t big_text_bound(BigView value, int base) {
  // mpn_get_str() may need one character more than mpn_sizeinbase(); the sign needs another.
  if (value.is_zero()) return 1;
  return mpn_sizeinbase(value.limbs, static_cast<mp_size_t>(value.size), base) + 2;
}

namespace {

// Writes the digits of a magnitude by GMP, and returns their number. 0: out of memory.
std::size_t limbs_to_digits(BigView value, int base, char* out) {
  static constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  // mpn_get_str() destroys its operand, and needs one limb more if the base is no power of two.
  BigBuf scratch(value.size + 1);
  if (!scratch.ok()) return 0;
  std::memcpy(scratch.limbs(), value.limbs, value.size * sizeof(Limb));
  std::size_t count = 0;
  bool done = with_scratch<kLimbsWithoutBlocksAsText>(value.size, [&] {
    count =
        mpn_get_str(reinterpret_cast<unsigned char*>(out), base, scratch.limbs(), static_cast<mp_size_t>(value.size));
  });
  if (!done) return 0;
  std::size_t zeros = 0;
  while (out[zeros] == 0) ++zeros;
  count -= zeros;
  for (std::size_t i = 0; i < count; ++i) out[i] = kDigits[static_cast<unsigned char>(out[i + zeros])];
  return count;
}

// Writes the digits of a magnitude of any size in steps, and returns their number. 0: out of memory, or given up. If
// `width` is not 0, zeros in front make so many digits.
std::size_t write_by_halves(BigView value, std::size_t width, DigitPowers& powers, char* out) {
  std::size_t most = value.is_zero() ? 0
                                     : mpn_sizeinbase(value.limbs, static_cast<mp_size_t>(value.size),
                                                      static_cast<int>(powers.base()));
  if (most > powers.chunk() && (width == 0 || width > powers.chunk())) {
    std::size_t level = powers.level_below(width != 0 ? width : most);
    DivMod parts = powers.divide(value, level);
    if (!parts.quotient.ok() || !parts.remainder.ok()) return 0;
    std::size_t low_width = powers.digits(level), high = 0;
    // Nothing is in the upper half if the number has one digit less than `most`.
    if (width != 0 || !parts.quotient.is_zero()) {
      high = write_by_halves(parts.quotient, width != 0 ? width - low_width : 0, powers, out);
      if (high == 0) return 0;
    }
    std::size_t low = write_by_halves(parts.remainder, low_width, powers, out + high);
    return low == 0 ? 0 : high + low;
  }
  // GMP may write one zero in front, for which there is no room in `out`.
  BigBuf text(most / sizeof(Limb) + 2);
  auto* digits = reinterpret_cast<char*>(text.limbs());
  std::size_t count = text.ok() && most != 0 ? limbs_to_digits(value, static_cast<int>(powers.base()), digits) : 0;
  if (!text.ok() || (most != 0 && count == 0) || !step()) return 0;
  std::size_t zeros = width > count ? width - count : 0;
  std::memset(out, '0', zeros);
  std::memcpy(out + zeros, digits, count);
  return zeros + count;
}

}  // namespace

std::size_t write_big(BigView value, int base, char* out) {
  if (value.is_zero()) {
    *out = '0';
    return 1;
  }
  char* at = out;
  if (value.negative) *at++ = '-';
  std::size_t count;
  if (value.size > kTextStepLimbs) {
    DigitPowers powers(static_cast<unsigned>(base));
    count = write_by_halves(value.magnitude(), 0, powers, at);
  } else {
    count = limbs_to_digits(value, base, at);
  }
  return count == 0 ? 0 : static_cast<std::size_t>(at - out) + count;
}

std::size_t decimal_digits_at_most(BigView value) {
  if (value.is_zero()) return 1;
  // 30103 / 100000 is slightly above log10(2).
  return static_cast<std::size_t>(static_cast<unsigned __int128>(bit_length(value)) * 30103 / 100000) + 1;
}

bool surely_exceeds_decimal_digits(BigView value, std::size_t limit) {
  if (value.is_zero()) return false;
  // A value of b bits has at least floor((b - 1) * log10(2)) + 1 digits; 30102 / 100000 is below log10(2).
  auto low = static_cast<unsigned __int128>(bit_length(value) - 1) * 30102 / 100000 + 1;
  return low > limit;
}

}  // namespace rt::num
