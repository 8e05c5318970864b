// Division, true division, gcd, modular powers and square roots.
#include <gmp.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "runtime/num/gmp_scratch.h"
#include "runtime/num/long_ops.h"
#include "runtime/num/mpint.h"
#include "runtime/num/steps.h"

namespace rt::num {

namespace {

// Divides magnitudes; `a` is not shorter than `b`, and `b` has at least two limbs if `a` is a single step. The quotient
// has a.size - b.size + 1 limbs, the remainder b.size. False: out of memory, or given up.
bool divide_limbs(Limb* quotient, Limb* remainder, BigView a, BigView b) {
  if (a.size > kStepLimbs) [[unlikely]]
    return long_divide(quotient, remainder, a, b);
  return with_scratch(
      a.size, [=] { mpn_tdiv_qr(quotient, remainder, 0, a.limbs, gmp_size(a.size), b.limbs, gmp_size(b.size)); });
}

// Quotient and remainder of the magnitudes; the divisor is not zero.
DivMod divide_magnitudes(BigView a, BigView b) {
  if (a.failed() || b.failed()) return {BigBuf::failure(), BigBuf::failure()};
  if (a.size < b.size) return {BigBuf(), BigBuf::copy_of(a.magnitude())};
  DivMod out{BigBuf(a.size - b.size + 1), BigBuf(b.size)};
  if (!out.quotient.ok() || !out.remainder.ok()) return {BigBuf::failure(), BigBuf::failure()};
  if (b.size == 1 && a.size <= kStepLimbs) {
    out.remainder.limbs()[0] = mpn_divrem_1(out.quotient.limbs(), 0, a.limbs, gmp_size(a.size), b.limbs[0]);
  } else if (!divide_limbs(out.quotient.limbs(), out.remainder.limbs(), a, b)) {
    return {BigBuf::failure(), BigBuf::failure()};
  }
  out.quotient.normalize(false);
  out.remainder.normalize(false);
  return out;
}

}  // namespace

DivMod floor_divmod(BigView a, BigView b) {
  DivMod out = divide_magnitudes(a, b);
  if (!out.quotient.ok()) return out;
  bool differ = a.negative != b.negative;
  out.quotient.normalize(differ);
  out.remainder.normalize(a.negative);
  if (differ && !out.remainder.is_zero()) {
    out.quotient = sub(out.quotient, SmallBig(1));
    out.remainder = add(out.remainder, b);
  }
  return out;
}

BigBuf floor_div(BigView a, BigView b) { return std::move(floor_divmod(a, b).quotient); }

BigBuf floor_mod(BigView a, BigView b) {
  if (b.size == 1 && a.size != 0) {
    Limb rest = mpn_mod_1(a.limbs, gmp_size(a.size), b.limbs[0]);
    if (rest != 0 && a.negative != b.negative) rest = b.limbs[0] - rest;
    BigBuf out = from_uint64(rest);
    out.normalize(b.negative);
    return out;
  }
  return std::move(floor_divmod(a, b).remainder);
}

// ---- true division

namespace {

// Rounds q * 2^exponent to a double, half to even. `sticky`: the exact value is slightly more than q. q has 65 or 66
// bits. Subnormal results are rounded to their fewer bits directly, so that rounding happens only once.
double round_scaled(unsigned __int128 q, bool sticky, int exponent) {
  int bits = 128 - std::countl_zero(static_cast<u64>(q >> 64));
  int kept = std::min(53, bits + exponent + 1074);
  if (kept < 0) return 0.0;
  int drop = bits - kept;
  unsigned __int128 half = static_cast<unsigned __int128>(1) << (drop - 1);
  auto mantissa = static_cast<u64>(q >> drop);
  unsigned __int128 rest = q & ((half << 1) - 1);
  bool up = rest > half || (rest == half && (sticky || (mantissa & 1) != 0));
  return std::ldexp(static_cast<double>(mantissa + (up ? 1 : 0)), exponent + drop);
}

bool any_bit_below(BigView value, u64 bit) { return !value.is_zero() && mpn_scan1(value.limbs, 0) < bit; }

Quotient divide_wide(BigView a, BigView b) {
  auto length_difference = static_cast<i64>(bit_length(a)) - static_cast<i64>(bit_length(b));
  if (length_difference > 1025) return {0.0, DivideStatus::kOverflow};
  if (length_difference < -1080) return {0.0, DivideStatus::kOk};
  // The operands are scaled so that the quotient has 65 or 66 bits: more than the rounding needs.
  i64 shift = 65 - length_difference;
  bool sticky = false;
  BigBuf scaled;
  if (shift >= 0) {
    scaled = shift_left(a, static_cast<u64>(shift));
  } else {
    sticky = any_bit_below(a, static_cast<u64>(-shift));
    scaled = shift_right(a, static_cast<u64>(-shift));
  }
  DivMod parts = divide_magnitudes(scaled, b);
  if (!parts.quotient.ok()) return {0.0, DivideStatus::kNoMemory};
  const Limb* q = parts.quotient.limbs();
  auto wide = (static_cast<unsigned __int128>(q[1]) << 64) | q[0];
  double value = round_scaled(wide, sticky || !parts.remainder.is_zero(), static_cast<int>(-shift));
  return {value, std::isinf(value) ? DivideStatus::kOverflow : DivideStatus::kOk};
}

bool is_exact_double(BigView value) {
  return value.size == 0 || (value.size == 1 && value.limbs[0] <= (Limb{1} << 53));
}

}  // namespace

Quotient true_divide(BigView a, BigView b) {
  if (a.failed() || b.failed()) return {0.0, DivideStatus::kNoMemory};
  if (b.is_zero()) return {0.0, DivideStatus::kZeroDivision};
  bool negative = a.negative != b.negative;
  Quotient out{0.0, DivideStatus::kOk};
  if (is_exact_double(a) && is_exact_double(b)) {
    out.value = a.is_zero() ? 0.0 : static_cast<double>(a.limbs[0]) / static_cast<double>(b.limbs[0]);
  } else if (!a.is_zero()) {
    out = divide_wide(a.magnitude(), b.magnitude());
  }
  if (negative) out.value = -out.value;
  return out;
}

// ---- gcd

BigBuf gcd(BigView a, BigView b) {
  if (a.is_zero() || b.is_zero()) return add(a.magnitude(), b.magnitude());  // the magnitude of the other operand
  if (a.size == 1 || b.size == 1) {
    if (a.size == 1) std::swap(a, b);
    return from_uint64(mpn_gcd_1(a.limbs, gmp_size(a.size), b.limbs[0]));
  }
  // mpn_gcd() needs odd operands, with the larger one first, and destroys them.
  u64 a_twos = mpn_scan1(a.limbs, 0);
  u64 b_twos = mpn_scan1(b.limbs, 0);
  BigBuf x = shift_right(a.magnitude(), a_twos);
  BigBuf y = shift_right(b.magnitude(), b_twos);
  if (!x.ok() || !y.ok()) return BigBuf::failure();
  if (compare_magnitude(x, y) < 0) std::swap(x, y);
  if (x.size() > kStepLimbs) return shift_left(long_gcd(x, y), std::min(a_twos, b_twos));
  BigBuf out(y.size());
  if (!out.ok()) return out;
  mp_size_t size = 0;
  bool done = with_scratch(
      x.size(), [&] { size = mpn_gcd(out.limbs(), x.limbs(), gmp_size(x.size()), y.limbs(), gmp_size(y.size())); });
  if (!done) return BigBuf::failure();
  out.set_size(static_cast<std::size_t>(size));
  out.normalize(false);
  return shift_left(out, std::min(a_twos, b_twos));
}

// ---- modular powers

namespace {

// Arithmetic of residues modulo m > 1. Residues have m's number of limbs and are not normalized. Odd moduli use
// Montgomery's representation (1985), whose reduction needs no division. Beyond kMontgomeryLimbs limbs GMP's
// subquadratic division is faster.
constexpr std::size_t kMontgomeryLimbs = 96;

// The cost of a product is quadratic in their size, and at least that of the calls.
constexpr std::size_t kCostOfStep = std::size_t{1} << 21;

class ModRing {
 public:
  explicit ModRing(BigView modulus)
      : m_(modulus),
        n_(modulus.size),
        cost_(n_ * (n_ + 16)),
        montgomery_(modulus.is_odd() && modulus.size <= kMontgomeryLimbs),
        product_(2 * n_ + 1),
        quotient_(n_ + 2) {
    if (!montgomery_) return;
    Limb inverse = m_.limbs[0];  // correct to 3 bits; each step of Newton's method doubles their number
    for (int i = 0; i < 5; ++i) inverse *= 2 - m_.limbs[0] * inverse;
    negative_inverse_ = Limb{0} - inverse;
  }

  bool ok() const { return product_.ok() && quotient_.ok(); }

  // The residue of `value`, which is already less than the modulus.
  BigBuf enter(BigView value) {
    BigBuf scaled = montgomery_ ? shift_left(value, n_ * kLimbBits) : BigBuf::copy_of(value);
    if (montgomery_ && scaled.ok()) scaled = std::move(divide_magnitudes(scaled, m_).remainder);
    BigBuf out(n_);
    if (!out.ok() || !scaled.ok()) return BigBuf::failure();
    mpn_zero(out.limbs(), gmp_size(n_));
    if (scaled.size() != 0) mpn_copyi(out.limbs(), scaled.limbs(), gmp_size(scaled.size()));
    return out;
  }

  BigBuf leave(BigBuf value) {
    if (montgomery_) {
      mpn_copyi(product_.limbs(), value.limbs(), gmp_size(n_));
      mpn_zero(product_.limbs() + n_, gmp_size(n_));
      reduce(value.limbs());
    }
    value.normalize(false);
    return value;
  }

  // False: out of memory, or given up.
  bool multiply(Limb* out, const Limb* a, const Limb* b) {
    mp_size_t n = gmp_size(n_);
    Limb* product = product_.limbs();
    if (n_ > kStepLimbs) return long_multiply(product, {a, n_}, {b, n_}) && reduce(out);
    spent_ += cost_;
    if (spent_ >= kCostOfStep) {
      spent_ = 0;
      if (!step()) return false;
    }
    return with_scratch(n_, [=] { a == b ? mpn_sqr(product, a, n) : mpn_mul_n(product, a, b, n); }) && reduce(out);
  }

 private:
  // Reduces product_ (2n limbs) to a residue of n limbs. False: out of memory, which cannot happen in Montgomery's
  // reduction.
  bool reduce(Limb* out) {
    Limb* t = product_.limbs();
    mp_size_t n = gmp_size(n_);
    if (!montgomery_) return divide_limbs(quotient_.limbs(), out, {t, 2 * n_}, m_);
    // Each step clears the lowest limb. The carries are kept in the cleared limbs and added at the end.
    for (std::size_t i = 0; i < n_; ++i) {
      Limb factor = t[i] * negative_inverse_;
      t[i] = mpn_addmul_1(t + i, m_.limbs, n, factor);
    }
    Limb carry = mpn_add_n(out, t + n_, t, n);
    if (carry != 0 || mpn_cmp(out, m_.limbs, n) >= 0) mpn_sub_n(out, out, m_.limbs, n);
    return true;
  }

  BigView m_;
  std::size_t n_;
  std::size_t cost_, spent_ = 0;
  bool montgomery_;
  Limb negative_inverse_ = 0;
  BigBuf product_;
  BigBuf quotient_;
};

unsigned window_bits(u64 exponent_bits) {
  return exponent_bits < 10 ? 1 : exponent_bits < 40 ? 2 : exponent_bits < 150 ? 3 : exponent_bits < 600 ? 4 : 5;
}

bool test_bit(BigView value, u64 bit) { return ((value.limbs[bit / kLimbBits] >> (bit % kLimbBits)) & 1) != 0; }

// base^exponent mod modulus, by sliding windows. All operands are positive; base < modulus; modulus > 1.
BigBuf pow_mod_positive(BigView base, BigView exponent, BigView modulus) {
  ModRing ring(modulus);
  std::size_t n = modulus.size;
  u64 bit = bit_length(exponent);
  unsigned width = window_bits(bit);
  std::size_t odd_powers = std::size_t{1} << (width - 1);
  BigBuf table(n * odd_powers);
  BigBuf entered = ring.enter(base);
  BigBuf result = ring.enter(from_uint64(1));
  BigBuf square(n);
  if (!ring.ok() || !table.ok() || !entered.ok() || !result.ok() || !square.ok()) return BigBuf::failure();
  mpn_copyi(table.limbs(), entered.limbs(), gmp_size(n));
  bool ok = ring.multiply(square.limbs(), entered.limbs(), entered.limbs());
  for (std::size_t i = 1; ok && i < odd_powers; ++i) {
    ok = ring.multiply(table.limbs() + i * n, table.limbs() + (i - 1) * n, square.limbs());
  }
  while (ok && bit != 0) {
    if (!test_bit(exponent, bit - 1)) {
      ok = ring.multiply(result.limbs(), result.limbs(), result.limbs());
      --bit;
      continue;
    }
    // The window: the longest one of at most `width` bits that ends with a one.
    u64 end = bit > width ? bit - width : 0;
    while (!test_bit(exponent, end)) ++end;
    std::size_t digits = 0;
    for (; ok && bit != end; --bit) {
      digits = digits * 2 + (test_bit(exponent, bit - 1) ? 1 : 0);
      ok = ring.multiply(result.limbs(), result.limbs(), result.limbs());
    }
    ok = ok && ring.multiply(result.limbs(), result.limbs(), table.limbs() + (digits >> 1) * n);
  }
  return ok ? ring.leave(std::move(result)) : BigBuf::failure();
}

// The inverse of a (0 < a < m) modulo m. `invertible`: gcd(a, m) is 1; else there is no inverse.
BigBuf inverse_mod(BigView a, BigView m, bool& invertible) {
  // mpn_gcdext() yields the cofactor of its first operand, which must be the larger one: so a + m replaces a.
  BigBuf x = add(a, m);
  BigBuf y = BigBuf::copy_of(m);
  BigBuf divisor(m.size + 1);
  BigBuf factor(m.size + 2);
  invertible = true;
  if (!x.ok() || !y.ok() || !divisor.ok() || !factor.ok()) return BigBuf::failure();
  mp_size_t factor_size = 0, divisor_size = 0;
  bool done = with_scratch(x.size(), [&] {
    divisor_size = mpn_gcdext(divisor.limbs(), factor.limbs(), &factor_size, x.limbs(), gmp_size(x.size()), y.limbs(),
                              gmp_size(y.size()));
  });
  if (!done) return BigBuf::failure();
  invertible = divisor_size == 1 && divisor.limbs()[0] == 1;
  if (!invertible) return BigBuf();
  factor.set_size(static_cast<std::size_t>(factor_size < 0 ? -factor_size : factor_size));
  factor.normalize(factor_size < 0);
  return floor_mod(factor, m);
}

}  // namespace

PowModResult pow_mod(BigView base, BigView exponent, BigView modulus) {
  if (base.failed() || exponent.failed() || modulus.failed()) return {BigBuf::failure(), PowModStatus::kNoMemory};
  if (modulus.is_zero()) return {BigBuf(), PowModStatus::kZeroModulus};
  BigView m = modulus.magnitude();
  bool is_one = m.size == 1 && m.limbs[0] == 1;
  if (is_one) return {BigBuf(), PowModStatus::kOk};
  BigBuf reduced = floor_mod(base, m);
  if (reduced.ok() && exponent.negative) {
    bool invertible = !reduced.is_zero();
    if (invertible) reduced = inverse_mod(reduced, m, invertible);
    if (!invertible) return {BigBuf(), PowModStatus::kNotInvertible};
  }
  if (!reduced.ok()) return {BigBuf::failure(), PowModStatus::kNoMemory};
  BigBuf result = pow_mod_positive(reduced, exponent.magnitude(), m);
  if (result.ok() && modulus.negative && !result.is_zero()) result = add(result, modulus);
  PowModStatus status = result.ok() ? PowModStatus::kOk : PowModStatus::kNoMemory;
  return {std::move(result), status};
}

BigBuf isqrt(BigView a) {
  if (a.is_zero()) return BigBuf::copy_of(a);
  if (a.size > kStepLimbs) return long_isqrt(a);
  BigBuf out((a.size + 1) / 2);
  if (!out.ok()) return out;
  if (!with_scratch(a.size, [&] { mpn_sqrtrem(out.limbs(), nullptr, a.limbs, gmp_size(a.size)); }))
    return BigBuf::failure();
  out.normalize(false);
  return out;
}

}  // namespace rt::num
