// exp, ln and log10 of decimals, correctly rounded.
//
// The computation is in binary fixed point: a value v stands for v * 2^-bits. Each function gives a decimal
// approximation with a few more digits than the precision, whose error is at most one unit of its last digit. If both
// ends of that interval round to the same number, that number is the result; else the computation is repeated with more
// digits (Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last bit", 1991). The
// repetition ends, because e^x and ln x are irrational for rational x except 0 and 1, and log10 x except for powers of
// ten.
#include <cmath>

#include "gc/base/atomic.h"
#include "runtime/library/decimal/decimal_number.h"
#include "runtime/num/steps.h"

namespace rt::decimals {

namespace {

BigBuf scaled(const BigBuf& v, i64 bits) {
  return bits >= 0 ? num::shift_left(v, static_cast<u64>(bits)) : num::shift_right(v, static_cast<u64>(-bits));
}
BigBuf small(i64 n) { return num::from_int64(n); }
BigBuf multiply_fixed(const BigBuf& a, const BigBuf& b, i64 bits) {
  return num::shift_right(num::mul(a, b), static_cast<u64>(bits));
}
i64 bits_of_digits(i64 digits) { return static_cast<i64>(static_cast<double>(digits) * 3.3219280949) + 2; }

// ---- ln(10)

// The terms [from, to) of atanh(1/x) * x = sum of 1 / ((2k + 1) * x^2k), as a fraction: sum = t / (b * q). Binary
// splitting: each half is computed apart, so that most products are of numbers of equal length.
struct Terms {
  BigBuf q, b, t;
};
Terms sum_terms(u64 square, u64 from, u64 to) {
  if (to - from == 1) {
    Terms one;
    one.q = from == 0 ? small(1) : num::from_uint64(square);
    one.b = num::from_uint64(2 * from + 1);
    one.t = small(1);
    return one;
  }
  if (!num::step()) return {BigBuf::failure(), BigBuf::failure(), BigBuf::failure()};
  u64 middle = (from + to) / 2;
  Terms left = sum_terms(square, from, middle), right = sum_terms(square, middle, to);
  Terms both;
  both.t = num::add(num::mul(left.t, num::mul(right.b, right.q)), num::mul(right.t, left.b));
  both.q = num::mul(left.q, right.q);
  both.b = num::mul(left.b, right.b);
  return both;
}

BigBuf inverse_atanh(u64 x, i64 bits) {
  u64 count = static_cast<u64>(static_cast<double>(bits) / (2 * std::log2(static_cast<double>(x)))) + 2;
  Terms sum = sum_terms(x * x, 0, count);
  BigBuf divisor = num::mul(num::mul(sum.b, sum.q), num::from_uint64(x));
  return num::floor_div(num::shift_left(sum.t, static_cast<u64>(bits)), divisor);
}

struct Ln10 {
  i64 bits;
  BigBuf value;
};
// The value with the most digits so far. Replaced values are never freed, because another thread may be reading them.
// Each value is at least half as long again as the one before, so the total stays below three times the last.
gc::Atomic<const Ln10*> g_ln10{nullptr};

// ln(10) = 46 atanh(1/31) + 34 atanh(1/49) + 20 atanh(1/161)
const Ln10* make_ln10(i64 bits) {
  i64 work = bits + 16;
  BigBuf sum = num::mul(inverse_atanh(31, work), small(46));
  sum = num::add(sum, num::mul(inverse_atanh(49, work), small(34)));
  sum = num::add(sum, num::mul(inverse_atanh(161, work), small(20)));
  if (!sum.ok()) return nullptr;
  return new Ln10{bits, num::shift_right(sum, 16)};
}

// ln(10) in fixed point; the error is below 2^-bits.
BigBuf ln10(i64 bits) {
  const Ln10* known = g_ln10.load(gc::acquire);  // pairs with the exchange below
  while (!known || known->bits < bits) {
    const Ln10* longer = make_ln10(bits < 1024 ? 1024 : bits + bits / 2);
    if (!longer) return BigBuf::failure();
    if (g_ln10.compare_exchange_strong(known, longer, gc::acq_rel, gc::acquire)) known = longer;
    else delete longer;
  }
  return num::shift_right(known->value, static_cast<u64>(known->bits - bits));
}

// ---- e^x and ln x in fixed point

// e^r for |r| < 2; the error is some hundred units at most.
BigBuf exp_fixed(const BigBuf& r, i64 bits) {
  // e^r = (e^(r / 2^halvings))^(2^halvings): each halving saves terms of the series and costs a squaring, with a bit of
  // precision.
  i64 halvings = static_cast<i64>(std::sqrt(static_cast<double>(bits)) * 0.7) + 2;
  i64 work = bits + halvings + 8;
  BigBuf x = scaled(r, work - bits - halvings);
  BigBuf one = num::shift_left(small(1), static_cast<u64>(work));
  BigBuf term = num::add(x, small(0)), sum = num::add(one, x);
  for (i64 n = 2; !term.is_zero(); ++n) {
    term = num::floor_div(multiply_fixed(term, x, work), small(n));
    if (!term.ok() || !num::step()) return BigBuf::failure();
    sum = num::add(sum, term);
  }
  for (i64 i = 0; i < halvings && sum.ok() && num::step(); ++i) sum = multiply_fixed(sum, sum, work);
  if (!sum.ok() || !num::step()) return BigBuf::failure();
  return num::shift_right(sum, static_cast<u64>(work - bits));
}

// ln m for m in [0.5, 5), by Halley's iteration y += 2 (m - e^y) / (m + e^y), which triples the number of right digits.
BigBuf ln_fixed(const BigBuf& m, i64 bits) {
  i64 exact = bits < 60 ? bits : 60;
  double start = std::log(
      std::ldexp(*num::to_double(num::shift_right(m, static_cast<u64>(bits - exact))), -static_cast<int>(exact)));
  i64 known = 45;
  BigBuf y = scaled(num::from_double(std::ldexp(start, 52)), 0);
  i64 y_bits = 52;
  while (known < bits) {
    known = known * 3 - 8;
    i64 work = known < bits ? known + 12 : bits;
    if (work > bits) work = bits;
    y = scaled(y, work - y_bits);
    y_bits = work;
    BigBuf target = num::shift_right(m, static_cast<u64>(bits - work));
    BigBuf power = exp_fixed(y, work);
    if (!target.ok() || !power.ok()) return BigBuf::failure();
    BigBuf difference = num::shift_left(num::sub(target, power), static_cast<u64>(work + 1));
    y = num::add(y, num::floor_div(difference, num::add(target, power)));
  }
  return scaled(y, bits - y_bits);
}

// ---- approximations: value and last digit

// |coefficient * 10^exp| of a finite number in fixed point, rounded down.
BigBuf to_fixed(const View& a, i64 bits) {
  BigBuf coefficient = BigBuf::copy_of(a.coefficient.magnitude());
  if (a.exp >= 0) return num::shift_left(shift_left(coefficient, a.exp), static_cast<u64>(bits));
  PowerOfTen ten(-a.exp);
  if (!ten.ok()) return BigBuf::failure();
  return num::floor_div(num::shift_left(coefficient, static_cast<u64>(bits)), ten);
}

// r := v * 2^-bits * 10^exp, with `digits` digits behind the point. The error is below one unit of the last digit.
void to_decimal(Number& r, const BigBuf& v, i64 bits, i64 digits, i64 exp) {
  bool negative = v.negative();
  PowerOfTen ten(digits < 0 ? 0 : digits);
  BigBuf n =
      ten.ok() && v.ok() ? num::shift_right(num::mul(num::abs(v), ten), static_cast<u64>(bits)) : BigBuf::failure();
  if (!n.ok()) {
    r.coefficient = BigBuf::failure();
    return;
  }
  r.set(negative, exp - digits, std::move(n));
}

// e^a to about `digits` digits.
void approximate_exp(Number& r, const View& a, i64 digits) {
  if (a.adjusted() < -(digits + 2)) {
    PowerOfTen one(digits);
    if (!one.ok()) r.coefficient = BigBuf::failure();
    else r.set(false, -digits, BigBuf::copy_of(one));
    return;
  }
  // a = count * ln(10) + rest
  i64 whole = a.adjusted() < 0 ? 0 : a.adjusted() + 1;
  i64 bits = bits_of_digits(digits + whole) + 24;
  BigBuf x = to_fixed(a, bits);
  if (a.negative) x = num::neg(x);
  BigBuf ten = ln10(bits);
  if (!x.ok() || !ten.ok()) {
    r.coefficient = BigBuf::failure();
    return;
  }
  // The error of ln(10) counts once for each subtraction.
  num::DivMod both = num::floor_divmod(x, ten);
  std::optional<i64> count = both.quotient.ok() ? num::to_int64(both.quotient) : std::nullopt;
  if (!count || !both.remainder.ok()) {
    r.coefficient = BigBuf::failure();
    return;
  }
  i64 spare = bits - (bits_of_digits(digits) + 24);
  bits -= spare;
  BigBuf rest = num::shift_right(both.remainder, static_cast<u64>(spare));
  // The rest is in [-1.31, 1].
  i64 exp = *count;
  BigBuf one = num::shift_left(small(1), static_cast<u64>(bits));
  if (num::compare(rest, one) > 0) {
    rest = num::sub(rest, num::shift_right(ten, static_cast<u64>(spare)));
    ++exp;
  }
  to_decimal(r, exp_fixed(rest, bits), bits, digits, exp);
}

// ln a in fixed point with `bits` bits behind the point; a is positive. The error is a few units.
BigBuf ln_of(const View& a, i64 bits) {
  // a = m * 10^shift with m in [0.5, 5)
  i64 shift = a.adjusted();
  View m = a.with_exp(1 - a.digits);
  SmallNumber five(false, 5, 0);
  if (compare_magnitudes(m, five) >= 0) {
    ++shift;
    --m.exp;
  }
  i64 work = bits + 72;
  BigBuf value = ln_fixed(to_fixed(m, work), work);
  if (shift) {
    BigBuf ten = ln10(work);
    value = ten.ok() ? num::add(value, num::mul(ten, small(shift))) : BigBuf::failure();
  }
  return value.ok() ? num::shift_right(value, 72) : BigBuf::failure();
}

// If a is close to 1, |ln a| is small: the number of digits by which it is below 1.
i64 closeness(const View& a) {
  if (a.adjusted() != 0 && a.adjusted() != -1) return 0;
  Number distance;
  u32 conditions = 0;
  SmallNumber one(false, 1, 0);
  subtract(distance, a, one, kMaxSettings, &conditions);
  return distance.is_zero() || distance.adjusted() >= 0 ? 0 : -distance.adjusted() + 1;
}

void approximate_ln(Number& r, const View& a, i64 digits) {
  i64 after_point = digits + closeness(a);
  i64 bits = bits_of_digits(after_point) + 16;
  to_decimal(r, ln_of(a, bits), bits, after_point, 0);
}

void approximate_log10(Number& r, const View& a, i64 digits) {
  i64 after_point = digits + closeness(a) + 1;
  i64 bits = bits_of_digits(after_point) + 16;
  BigBuf log = ln_of(a, bits), ten = ln10(bits + 64);
  if (!log.ok() || !ten.ok()) {
    r.coefficient = BigBuf::failure();
    return;
  }
  to_decimal(r, num::floor_div(num::shift_left(log, static_cast<u64>(bits + 64)), ten), bits, after_point, 0);
}

// ---- rounding

void round_correctly(Number& r, const View& a, void (*approximate)(Number&, const View&, i64), const Settings& s,
                     u32* status) {
  Settings half_even = s;
  half_even.rounding = Rounding::kHalfEven;
  if (s.prec > i64{1} << 30) return r.set_nan(kNoMemory, status);
  for (i64 digits = s.prec + 4;; digits += 19) {
    Number low;
    approximate(low, a, digits);
    if (!low.coefficient.ok()) return r.set_nan(kNoMemory, status);
    Number high;
    high.set(low.negative, low.exp, num::add(low.coefficient, num::from_uint64(2)));
    // The middle of the interval is never a number of the precision, nor a tie: its last digit is neither 0 nor 5, or
    // digits follow it.
    Number middle;
    middle.set(low.negative, low.exp, num::add(low.coefficient, num::from_uint64(1)));
    low.set(low.negative, low.exp,
            low.coefficient.is_zero() ? BigBuf() : num::sub(low.coefficient, num::from_uint64(1)));
    u32 conditions = 0;
    Number a1, a2;
    a1.copy(low);
    a2.copy(high);
    finalize(a1, half_even, &conditions);
    finalize(a2, half_even, &conditions);
    if (conditions & kNoMemory) return r.set_nan(kNoMemory, status);
    if (a1.kind != a2.kind || (a1.kind == Kind::kFinite && (compare_values(a1, a2) != 0))) continue;
    *status |= kInexact | kRounded;
    r = std::move(middle);
    finalize(r, half_even, status);
    if (*status & kSubnormal) *status |= kUnderflow;
    return;
  }
}

i64 digit_count(i64 n) { return count_digits(u128{static_cast<u64>(n)}); }

// Handles special, zero and negative operands of both logarithms. False: the operand is positive and finite.
bool log_special(Number& r, const View& a, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return true;
  if (a.is_zero()) {
    r.set_infinite(true);
  } else if (a.negative) {
    r.set_nan(kInvalidOperation, status);
  } else if (a.is_infinite()) {
    r.set_infinite(false);
  } else {
    return false;
  }
  return true;
}

// Is the logarithm, whose magnitude is about `factor` * adjusted exponent, beyond Emax?
bool log_overflows(Number& r, const View& a, i64 factor, const Settings& s, u32* status) {
  i64 adjusted = a.adjusted(), t = (adjusted < 0 ? -adjusted - 1 : adjusted) * factor;
  if (digit_count(t) - 1 <= s.emax) return false;
  *status |= kOverflow | kInexact | kRounded;
  r.set_infinite(adjusted < 0);
  return true;
}

}  // namespace

void exponential(Number& r, const View& a, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return;
  if (a.is_infinite()) return a.negative ? r.set(false, 0, 0) : r.set_infinite(false);
  if (a.is_zero()) return r.set(false, 1, 0);
  if (a.adjusted() + 1 > 19) {
    *status |= kInexact | kRounded;
    if (!a.negative) {
      *status |= kOverflow;
      return r.set_infinite(false);
    }
    *status |= kSubnormal | kUnderflow | kClamped;
    r.set(false, 0, s.etiny());
    return;
  }
  round_correctly(r, a, approximate_exp, s, status);
}

void natural_log(Number& r, const View& a, const Settings& s, u32* status) {
  if (log_special(r, a, s, status)) return;
  SmallNumber one(false, 1, 0);
  if (compare_values(a, one) == 0) return r.set(false, 0, 0);
  if (!log_overflows(r, a, 2, s, status)) round_correctly(r, a, approximate_ln, s, status);
}

void log10(Number& r, const View& a, const Settings& s, u32* status) {
  if (log_special(r, a, s, status)) return;
  BigBuf stripped = BigBuf::copy_of(a.coefficient);
  strip_zeros(&stripped, a.digits - 1);
  if (num::equal(stripped, num::from_uint64(1))) {
    i64 n = a.adjusted();
    r.set(n < 0, static_cast<u64>(n < 0 ? -n : n), 0);
    Settings half_even = s;
    half_even.rounding = Rounding::kHalfEven;
    return finalize(r, half_even, status);
  }
  if (!log_overflows(r, a, 1, s, status)) round_correctly(r, a, approximate_log10, s, status);
}

}  // namespace rt::decimals
