// Coefficients: counting, shifting and rounding decimal digits of binary integers.
#include <bit>
#include <cmath>
#include <cstring>

#include "runtime/library/decimal/decimal_number.h"

namespace rt::decimals {

namespace {

// Powers of ten of up to four limbs: enough for shifting the product of two small coefficients.
constexpr i64 kTableTens = 78;
struct TenTable {
  u64 limbs[kTableTens][4];
  u8 size[kTableTens];
  constexpr TenTable() : limbs(), size() {
    limbs[0][0] = 1;
    for (i64 n = 0; n < kTableTens; ++n) {
      if (n) {
        u128 carry = 0;
        for (int i = 0; i < 4; ++i) {
          carry += u128{limbs[n - 1][i]} * 10;
          limbs[n][i] = static_cast<u64>(carry);
          carry >>= 64;
        }
      }
      for (int i = 0; i < 4; ++i) {
        if (limbs[n][i]) size[n] = static_cast<u8>(i + 1);
      }
    }
  }
  BigView operator[](i64 n) const { return {limbs[n], size[n], false}; }
};
constexpr TenTable kTenTable;

// Shifts by more digits than any memory holds are refused at once.
constexpr i64 kMostDigits = static_cast<i64>(num::kMaxLimbs) * 19;

}  // namespace

PowerOfTen::PowerOfTen(i64 n) {
  if (n < kTableTens) {
    view_ = kTenTable[n];
    return;
  }
  if (n > kMostDigits) {
    owned_ = BigBuf::failure();
    return;
  }
  // 10^n = 5^n * 2^n: the squarings work on 5^n, which is shorter than 10^n, and the rest is one shift.
  u64 five = 5;
  BigBuf power = num::pow(BigView{&five, 1, false}, static_cast<u64>(n));
  owned_ = power.ok() ? num::shift_left(power, static_cast<u64>(n)) : BigBuf::failure();
  view_ = owned_;
}

BigBuf small_coefficient(u128 n) {
  BigBuf out(2);
  out.limbs()[0] = static_cast<u64>(n);
  out.limbs()[1] = static_cast<u64>(n >> 64);
  out.normalize(false);
  return out;
}

i64 count_digits(BigView v) {
  if (v.size <= 2) return count_digits(low_bits(v));
  i64 bits = static_cast<i64>(num::bit_length(v));
  if (v.size <= 4) {
    i64 digits = bits * 1233 >> 12;  // exact or one too small
    return digits + (digits >= kTableTens || num::compare_magnitude(v, kTenTable[digits]) >= 0);
  }
  // The logarithm of the first 64 bits decides, unless it is very close to an integer: then the number is compared with
  // the power of ten.
  u64 top = v.limbs[v.size - 1];
  int shift = std::countl_zero(top);
  if (shift) top = top << shift | v.limbs[v.size - 2] >> (64 - shift);
  constexpr long double kLog2 = 0.301029995663981195213738894724493027L;
  long double log = std::log10(static_cast<long double>(top)) + static_cast<long double>(bits - 64) * kLog2;
  long double nearest = std::round(log);
  if (std::fabs(log - nearest) > 1e-6L) return static_cast<i64>(std::floor(log)) + 1;
  i64 n = static_cast<i64>(nearest);
  PowerOfTen ten(n);
  return n + (num::compare_magnitude(v, ten) >= 0);
}

BigBuf shift_left(BigView v, i64 digits) {
  if (v.is_zero() || digits == 0) return BigBuf::copy_of(v);
  PowerOfTen ten(digits);
  return ten.ok() ? multiply_coefficients(v, ten) : BigBuf::failure();
}

namespace {

Rest rest_of(int order, bool zero) {
  return zero ? Rest::kNone : order < 0 ? Rest::kBelowHalf : order == 0 ? Rest::kHalf : Rest::kAboveHalf;
}

// Divides a few limbs by a power of ten, 19 digits at a time.
constexpr size_t kFewLimbs = 4;
constexpr i64 kFewDigits = 3 * 19;
Rest drop_digits(u64* n, size_t* count, i64 digits) {
  size_t size = *count;
  bool below = false;  // a digit dropped before this step was not zero
  for (;;) {
    i64 step = digits < 19 ? digits : 19;
    u64 ten = static_cast<u64>(kTens.power[step]), left = 0;
    for (size_t i = size; i-- > 0;) n[i] = divide_words(left, n[i], ten, &left);
    while (size && n[size - 1] == 0) --size;
    digits -= step;
    if (digits == 0) {
      *count = size;
      u64 half = ten / 2;
      if (left != half) return left > half ? Rest::kAboveHalf : left || below ? Rest::kBelowHalf : Rest::kNone;
      return below ? Rest::kAboveHalf : Rest::kHalf;
    }
    below = below || left;
  }
}

}  // namespace

BigBuf shift_right(BigView v, i64 digits, Rest* rest) {
  *rest = Rest::kNone;
  if (v.is_zero() || digits == 0) return BigBuf::copy_of(v);
  if (v.size <= kFewLimbs && digits <= kFewDigits) {
    BigBuf few = BigBuf::copy_of(v);
    size_t size = v.size;
    *rest = drop_digits(few.limbs(), &size, digits);
    few.set_size(size);
    return few;
  }
  if (digits > count_digits(v)) {
    *rest = Rest::kBelowHalf;
    return BigBuf();
  }
  PowerOfTen ten(digits);
  if (!ten.ok()) return BigBuf::failure();
  num::DivMod both = num::floor_divmod(v, ten);
  BigBuf twice = num::shift_left(both.remainder, 1);
  if (!both.quotient.ok() || !twice.ok()) return BigBuf::failure();
  *rest = rest_of(num::compare_magnitude(twice, ten), twice.is_zero());
  return std::move(both.quotient);
}

// ---- products and quotients

BigBuf multiply_coefficients(BigView a, BigView b) {
  if (a.size != 2 || b.size != 2) return num::mul(a, b);
  u128 low = u128{a.limbs[0]} * b.limbs[0], high = u128{a.limbs[1]} * b.limbs[1];
  u128 left = u128{a.limbs[1]} * b.limbs[0], right = u128{a.limbs[0]} * b.limbs[1];
  u128 middle = (low >> 64) + static_cast<u64>(left) + static_cast<u64>(right);
  high += (left >> 64) + (right >> 64) + (middle >> 64);
  BigBuf out(4);
  out.limbs()[0] = static_cast<u64>(low);
  out.limbs()[1] = static_cast<u64>(middle);
  out.limbs()[2] = static_cast<u64>(high);
  out.limbs()[3] = static_cast<u64>(high >> 64);
  out.normalize(false);
  return out;
}

namespace {

// Divides up to four limbs by two (Knuth, "The Art of Computer Programming" 4.3.1, algorithm D).
BigBuf divide_few(BigView a, BigView b, bool* exact) {
  int shift = std::countl_zero(b.limbs[1]);
  u64 high = shift ? b.limbs[1] << shift | b.limbs[0] >> (64 - shift) : b.limbs[1], low = b.limbs[0] << shift;
  u64 n[kFewLimbs + 1];
  size_t size = a.size;
  u64 carry = 0;
  for (size_t i = 0; i < size; ++i) {
    n[i] = a.limbs[i] << shift | carry;
    carry = shift ? a.limbs[i] >> (64 - shift) : 0;
  }
  n[size] = carry;
  BigBuf out(size - 1);
  u128 divisor = u128{high} << 64 | low;
  for (size_t i = size - 1; i-- > 0;) {
    // Guesses the next quotient limb from the top two limbs; the guess is at most two too large.
    u64 guess, rest;
    bool wide = false;
    if (n[i + 2] >= high) {
      guess = ~u64{0};
      u128 r = u128{n[i + 1]} + high;
      rest = static_cast<u64>(r);
      wide = r >> 64;
    } else {
      guess = divide_words(n[i + 2], n[i + 1], high, &rest);
    }
    while (!wide && u128{guess} * low > (u128{rest} << 64 | n[i])) {
      --guess;
      wide = __builtin_add_overflow(rest, high, &rest);
    }
    u128 left = (u128{n[i + 1]} << 64 | n[i]) - divisor * guess;
    n[i] = static_cast<u64>(left);
    n[i + 1] = static_cast<u64>(left >> 64);
    n[i + 2] = 0;
    out.limbs()[i] = guess;
  }
  *exact = (n[0] | n[1]) == 0;
  out.normalize(false);
  return out;
}

}  // namespace

BigBuf divide_coefficients(BigView a, BigView b, bool* exact) {
  if (b.size == 2 && a.size >= 2 && a.size <= kFewLimbs) return divide_few(a, b, exact);
  num::DivMod both = num::floor_divmod(a, b);
  if (!both.quotient.ok() || !both.remainder.ok()) return BigBuf::failure();
  *exact = both.remainder.is_zero();
  return std::move(both.quotient);
}

bool round_off(BigBuf* v, i64 digits, Rounding rounding, bool negative, Rest* rest) {
  if (v->size() > kFewLimbs || digits > kFewDigits || v->is_zero()) {
    BigBuf kept = shift_right(*v, digits, rest);
    if (kept.ok() && rounds_up(rounding, *rest, negative, kept)) kept = num::add(kept, num::from_uint64(1));
    *v = std::move(kept);
    return v->ok();
  }
  size_t size = v->size();
  u64* n = v->limbs();
  *rest = drop_digits(n, &size, digits);
  v->set_size(size);
  if (*rest == Rest::kNone || !rounds_up(rounding, *rest, negative, *v)) return true;
  // A carry beyond the top has room, because digits were dropped.
  size_t i = 0;
  while (i < size && ++n[i] == 0) ++i;
  if (i == size) {
    n[size] = 1;
    v->set_size(size + 1);
  }
  return true;
}

BigBuf last_digits(BigView v, i64 digits) {
  if (count_digits(v) <= digits) return BigBuf::copy_of(v);
  if (digits <= 0) return BigBuf();
  PowerOfTen ten(digits);
  return ten.ok() ? num::floor_mod(v, ten) : BigBuf::failure();
}

namespace {

u32 trailing_bits(BigView v) {
  u32 bits = 0;
  for (size_t i = 0; i < v.size; ++i, bits += 64) {
    if (v.limbs[i]) return bits + static_cast<u32>(std::countr_zero(v.limbs[i]));
  }
  return bits;
}

i64 strip_small(BigBuf* v, i64 most) {
  u128 n = low_bits(*v);
  i64 count = 0;
  for (i64 step = 32; step; step /= 2) {
    u128 ten = kTens.power[step];
    if (count + step > most || static_cast<i64>(trailing_bits(*v)) < count + step) continue;
    u128 quotient = n / ten;
    if (quotient * ten != n) continue;
    n = quotient;
    count += step;
  }
  if (count) *v = small_coefficient(n);
  return count;
}

}  // namespace

i64 strip_zeros(BigBuf* v, i64 most) {
  i64 bits = static_cast<i64>(trailing_bits(*v));
  if (most > bits) most = bits;  // each zero digit is also a zero bit, because ten is even
  if (most <= 0 || v->is_zero()) return 0;
  if (v->size() <= 2) return strip_small(v, most);
  i64 step = 1, count = 0;
  while (step * 2 <= most) step *= 2;
  for (; step; step /= 2) {
    while (count + step <= most) {
      PowerOfTen ten(step);
      if (!ten.ok() || num::compare_magnitude(*v, ten) < 0) break;
      num::DivMod both = num::floor_divmod(*v, ten);
      if (!both.quotient.ok() || !both.remainder.is_zero()) break;
      *v = std::move(both.quotient);
      count += step;
    }
  }
  return count;
}

bool rounds_up(Rounding rounding, Rest rest, bool negative, BigView kept) {
  if (rest == Rest::kNone) return false;
  switch (rounding) {
    case Rounding::kDown: return false;
    case Rounding::kUp: return true;
    case Rounding::kCeiling: return !negative;
    case Rounding::kFloor: return negative;
    case Rounding::kHalfUp: return rest >= Rest::kHalf;
    case Rounding::kHalfDown: return rest == Rest::kAboveHalf;
    case Rounding::kHalfEven: return rest == Rest::kAboveHalf || (rest == Rest::kHalf && kept.is_odd());
    default: break;
  }
  // 2^64 = 1 modulo 5, so the limbs' sum modulo 5 tells whether the last digit is 0 or 5.
  u64 sum = 0;
  for (size_t i = 0; i < kept.size; ++i) sum += kept.limbs[i] % 5;
  return sum % 5 == 0;
}

}  // namespace rt::decimals
