// Powers of decimals. With an integer exponent a power is a product, else exp(ln(base) * exponent), both computed with
// spare digits. The results are almost always correctly rounded. They are always those of libmpdec, because every step
// is libmpdec's.
#include "runtime/library/decimal/decimal_number.h"
#include "runtime/num/steps.h"

namespace rt::decimals {

namespace {

constexpr i64 kExponentDigits = 19;

i64 digits_of(i64 n) { return count_digits(u128{static_cast<u64>(n < 0 ? -n : n)}); }
bool is_done(const Number& r, u32 conditions) {
  return r.kind != Kind::kFinite || (r.is_zero() && (conditions & kClamped));
}

// r := 1.00..0 with `zeros` zeros.
void set_padded_one(Number& r, bool negative, i64 zeros, u32* status) {
  PowerOfTen ten(zeros);
  if (!ten.ok()) return r.set_nan(kNoMemory, status);
  r.set(negative, -zeros, BigBuf::copy_of(ten));
}

void multiply_into(Number& r, const Number& by, const Settings& s, u32* status) {
  Number product;
  if (num::step()) multiply(product, r, by, s, status);
  else product.set_nan(kNoMemory, status);
  r = std::move(product);
}

// A power by squaring, from the exponent's top bit down.
void power_of_word(Number& r, const Number& base, u64 exponent, const Settings& s, u32* status) {
  u32 conditions = 0;
  r.copy(base);
  for (u64 bit = u64{1} << (63 - __builtin_clzll(exponent)); bit >>= 1;) {
    multiply_into(r, r, s, &conditions);
    if (exponent & bit) multiply_into(r, base, s, &conditions);
    if (is_done(r, conditions)) break;
  }
  *status |= conditions;
}

// A power by squaring, from the exponent's lowest bit up.
void power_of_words(Number& r, Number&& base, const BigBuf& exponent, const Settings& s, u32* status) {
  u32 conditions = 0;
  r.set(false, 1, 0);
  u64 bits = num::bit_length(exponent);
  for (u64 i = 0; i < bits; ++i) {
    if (exponent.limbs()[i / 64] >> (i % 64) & 1) {
      multiply_into(r, base, s, &conditions);
      *status |= conditions;
      if (is_done(r, conditions)) break;
    }
    multiply_into(base, base, s, &conditions);
    if (base.kind == Kind::kQuiet) return r.set_nan(conditions & kErrors, status);
  }
}

void integer_power(Number& r, const View& base, const View& exponent, bool negative, const Settings& s, u32* status) {
  Settings work = s;
  work.prec += exponent.digits + exponent.exp + 2;
  work.rounding = Rounding::kHalfEven;
  work.clamp = false;
  Number factor;
  if (exponent.negative) {
    ++work.prec;
    SmallNumber one(false, 1, 0);
    u32 conditions = 0;
    divide(factor, one, base, work, &conditions);
    *status |= conditions;
    if (conditions & kErrors) return r.set_nan(0, status);
  } else {
    factor.copy(base);
  }
  u64 n;
  if (to_u64(exponent, &n)) power_of_word(r, factor, n, work, status);
  else power_of_words(r, std::move(factor), to_integer(exponent, Rounding::kDown), work, status);
  r.negative = negative;
  // An infinite product becomes a number that overflows in finalize(): in some rounding modes the result is finite.
  if (r.kind == Kind::kInfinite) r.set(negative, 1, kExpInfinite);
  finalize(r, s, status);
}

void real_power(Number& r, const View& base, const View& exponent, const Settings& s, u32* status) {
  Settings work = kMaxSettings;
  work.prec = (base.digits > s.prec ? base.digits : s.prec) + 4 + kExponentDigits;
  u32 conditions = 0;
  Number log, product;
  natural_log(log, base, work, &conditions);
  multiply(product, log, exponent, work, &conditions);
  exponential(r, product, work, status);
  *status |= (conditions & kErrors) | kInexact | kRounded;
  SmallNumber one(false, 1, 0);
  if (r.kind == Kind::kFinite && compare_values(r, one) == 0) set_padded_one(r, false, s.prec - 1, status);
  if (r.kind == Kind::kInfinite) r.set(false, 1, kExpInfinite);
  finalize(r, s, status);
}

// Powers of 1 and -1.
void power_of_one(Number& r, const View& base, const View& exponent, bool negative, const Settings& s, u32* status) {
  i64 zeros = s.prec - 1;
  if (!is_integer(exponent)) {
    *status |= kInexact | kRounded;
  } else if (exponent.negative) {
    return r.set(negative, 1, 0);
  } else {
    // 1.00 ** 3 = 1.000000: the result has as many zeros as the product.
    u64 n, product;
    bool fits = to_u64(exponent, &n) || base.exp == 0;
    if (base.exp == 0) n = 0;
    // libmpdec multiplies in the context: a product that overflows there counts as too large.
    if (!fits || __builtin_mul_overflow(n, static_cast<u64>(-base.exp), &product) ||
        product > static_cast<u64>(zeros) || count_digits(u128{product}) - 1 > s.emax) {
      *status |= kRounded;
    } else {
      zeros = static_cast<i64>(product);
    }
  }
  set_padded_one(r, negative, zeros, status);
}

// A lower bound of log10(|log10(x)|), for positive x but 1.
i64 log_magnitude(const View& x) {
  i64 t = x.adjusted();
  if (t > 0) return digits_of(t) - 1;
  if (t < -1) return digits_of(t + 1) - 1;
  Number distance;
  u32 conditions = 0;
  SmallNumber one(false, 1, 0);
  subtract(distance, x, one, kMaxSettings, &conditions);
  return t == 0 ? distance.adjusted() - 2 : distance.adjusted() - 1;
}

// Handles results that lie far outside of the context's range. False: the result may lie within it.
bool is_out_of_range(Number& r, const View& base, const View& exponent, bool negative, const Settings& s, u32* status) {
  i64 magnitude = log_magnitude(base.with_sign(false)) + exponent.adjusted();
  bool tiny = (base.adjusted() < 0) != exponent.negative;
  if (digits_of(tiny ? s.etiny() : s.emax) >= magnitude) return false;
  r.set(negative, 1, tiny ? s.etiny() - 1 : kExpInfinite);
  finalize(r, s, status);
  return true;
}

// Powers with an infinite operand. If the exponent is infinite, the base is not negative.
void infinite_power(Number& r, const View& base, const View& exponent, bool negative, const Settings& s, u32* status) {
  if (exponent.is_infinite()) {
    SmallNumber one(false, 1, 0);
    int order = compare_values(base, one);
    if (order == 0) {
      *status |= kInexact | kRounded;
      return set_padded_one(r, negative, s.prec - 1, status);
    }
    return order * exponent.sign() < 0 ? r.set(negative, 0, 0) : r.set_infinite(negative);
  }
  if (exponent.is_zero()) return r.set(negative, 1, 0);
  return exponent.negative ? r.set(negative, 0, 0) : r.set_infinite(negative);
}

}  // namespace

void power(Number& r, const View& base, const View& exponent, const Settings& s, u32* status) {
  if (take_nan(r, base, exponent, s, status)) return;
  bool integral = is_integer(exponent), negative = base.negative && is_odd_integer(exponent);
  if (base.is_zero()) {
    if (exponent.is_zero()) return r.set_nan(kInvalidOperation, status);
    return exponent.negative ? r.set_infinite(negative) : r.set(negative, 0, 0);
  }
  if (base.negative && !integral) return r.set_nan(kInvalidOperation, status);
  if (base.is_infinite() || exponent.is_infinite()) return infinite_power(r, base, exponent, negative, s, status);
  if (exponent.is_zero()) return r.set(negative, 1, 0);
  SmallNumber one(false, 1, 0);
  if (compare_magnitudes(base, one) == 0) return power_of_one(r, base, exponent, negative, s, status);
  if (is_out_of_range(r, base, exponent, negative, s, status)) return;
  if (integral) integer_power(r, base, exponent, negative, s, status);
  else real_power(r, base, exponent, s, status);
}

void power_modulo(Number& r, const View& base, const View& exponent, const View& modulus, const Settings& s,
                  u32* status) {
  if (base.is_special() || exponent.is_special() || modulus.is_special()) {
    const View& first = base.is_signaling()       ? base
                        : exponent.is_signaling() ? exponent
                        : modulus.is_signaling()  ? modulus
                        : base.is_nan()           ? base
                        : exponent.is_nan()       ? exponent
                                                  : modulus;
    if (!take_nan(r, first, s, status)) r.set_nan(kInvalidOperation, status);
    return;
  }
  if (!is_integer(base) || !is_integer(exponent) || !is_integer(modulus) || modulus.is_zero() ||
      modulus.digits + modulus.exp > s.prec) {
    return r.set_nan(kInvalidOperation, status);
  }
  bool negative = base.negative && is_odd_integer(exponent);
  BigBuf m = to_integer(modulus, Rounding::kDown);
  if (!m.ok()) return r.set_nan(kNoMemory, status);
  if (exponent.is_zero()) {
    if (base.is_zero()) return r.set_nan(kInvalidOperation, status);
    return r.set(negative, !num::equal(m, num::from_uint64(1)), 0);
  }
  if (exponent.negative) return r.set_nan(kInvalidOperation, status);
  if (base.is_zero()) return r.set(negative, 0, 0);
  // The base is c * 10^e: reduce it modulo m, then raise it to the power.
  BigBuf ten = num::from_uint64(10), n;
  if (base.exp > 0) {
    BigBuf shift = num::pow_mod(ten, num::from_uint64(static_cast<u64>(base.exp)), m).value;
    n = num::floor_mod(num::mul(base.coefficient, shift), m);
  } else {
    n = to_integer(base.with_sign(false), Rounding::kDown);
  }
  i64 tens = exponent.exp > 0 ? exponent.exp : 0;
  BigBuf e = tens ? BigBuf::copy_of(exponent.coefficient) : to_integer(exponent, Rounding::kDown);
  for (i64 i = 0; i < tens && n.ok(); ++i) n = num::step() ? num::pow_mod(n, ten, m).value : BigBuf::failure();
  if (n.ok()) n = num::pow_mod(n, e, m).value;
  if (!n.ok()) return r.set_nan(kNoMemory, status);
  r.set(negative, 0, std::move(n));
}

}  // namespace rt::decimals
