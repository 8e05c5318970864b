// Decimal arithmetic: results of a context, and all operations but division.
#include "runtime/library/decimal/decimal_number.h"

namespace rt::decimals {

// ---- results

void Number::set(bool minus, u64 n, i64 exponent) {
  kind = Kind::kFinite;
  negative = minus;
  exp = exponent;
  coefficient = num::from_uint64(n);
  digits = count_digits(u128{n});
}
void Number::set(bool minus, i64 exponent, BigBuf&& n) {
  kind = Kind::kFinite;
  negative = minus;
  exp = exponent;
  coefficient = std::move(n);
  digits = count_digits(coefficient);
}
void Number::set_infinite(bool minus) {
  kind = Kind::kInfinite;
  negative = minus;
  exp = 0;
  digits = 0;
  coefficient = BigBuf();
}
void Number::set_nan(u32 condition, u32* status) {
  set_infinite(false);
  kind = Kind::kQuiet;
  *status |= condition;
}
void Number::copy(const View& v) {
  kind = v.kind;
  negative = v.negative;
  exp = v.exp;
  digits = v.digits;
  coefficient = BigBuf::copy_of(v.coefficient);
}

bool set_nines(Number& r, const Settings& s, u32* status) {
  PowerOfTen ten(s.prec);
  BigBuf nines = ten.ok() ? num::sub(ten, num::from_uint64(1)) : BigBuf::failure();
  if (!nines.ok()) {
    r.set_nan(kNoMemory, status);
    return false;
  }
  r.set(r.negative, s.etop(), std::move(nines));
  return true;
}

namespace {

void overflow(Number& r, const Settings& s, u32* status) {
  *status |= kOverflow | kInexact | kRounded;
  bool largest = s.rounding == Rounding::kDown || s.rounding == Rounding::k05Up ||
                 (s.rounding == Rounding::kCeiling && r.negative) || (s.rounding == Rounding::kFloor && !r.negative);
  if (!largest) return r.set_infinite(r.negative);
  set_nines(r, s, status);
}

// Drops digits and rounds. True: a digit that was not zero was dropped. The result may have one digit more than
// planned, if rounding carries.
bool round_off(Number& r, i64 digits, const Settings& s, u32* status) {
  Rest rest;
  if (!round_off(&r.coefficient, digits, s.rounding, r.negative, &rest)) {
    r.set_nan(kNoMemory, status);
    return false;
  }
  *status |= rest == Rest::kNone ? kRounded : kRounded | kInexact;
  r.exp += digits;
  r.digits = count_digits(r.coefficient);
  return rest != Rest::kNone;
}

void clamp_zero(Number& r, i64 exp, u32* status) {
  r.exp = exp;
  *status |= kClamped;
}

void fit_small(Number& r, const Settings& s, u32* status) {
  i64 etiny = s.etiny();
  if (r.is_zero()) {
    if (r.exp < etiny) clamp_zero(r, etiny, status);
    return;
  }
  *status |= kSubnormal;
  if (r.exp >= etiny) return;
  if (round_off(r, etiny - r.exp, s, status)) *status |= kUnderflow;
  if (r.is_zero()) *status |= kClamped;
}

void fold_down(Number& r, const Settings& s, u32* status) {
  *status |= kClamped;
  i64 shift = r.exp - s.etop();
  if (!r.is_zero()) {
    BigBuf padded = shift_left(r.coefficient, shift);
    if (!padded.ok()) return r.set_nan(kNoMemory, status);
    r.coefficient = std::move(padded);
    r.digits += shift;
  }
  r.exp -= shift;
  if (!r.is_zero() && r.adjusted() < s.emin) *status |= kSubnormal;
}

void check_exponent(Number& r, const Settings& s, u32* status) {
  i64 adjusted = r.adjusted();
  if (adjusted > s.emax) {
    if (!r.is_zero()) return overflow(r, s, status);
    clamp_zero(r, s.clamp ? s.etop() : s.emax, status);
  } else if (s.clamp && r.exp > s.etop()) {
    fold_down(r, s, status);
  } else if (adjusted < s.emin) {
    fit_small(r, s, status);
  }
}

// Cuts a NaN's payload to its last digits, as many as the context allows.
void fit_payload(Number& r, const Settings& s, u32* status) {
  i64 most = s.prec - s.clamp;
  if (r.digits <= most) return;
  r.coefficient = last_digits(r.coefficient, most);
  if (!r.coefficient.ok()) r.set_nan(kNoMemory, status);
  r.digits = r.coefficient.is_zero() ? 0 : count_digits(r.coefficient);
}

}  // namespace

void finalize(Number& r, const Settings& s, u32* status) {
  if (!r.coefficient.ok()) return r.set_nan(kNoMemory, status);
  if (r.kind != Kind::kFinite) {
    if (r.kind != Kind::kInfinite) fit_payload(r, s, status);
    return;
  }
  i64 adjusted = r.adjusted();
  if (adjusted > s.emax || adjusted < s.emin || s.clamp) [[unlikely]] {
    check_exponent(r, s, status);
    if (r.kind != Kind::kFinite) return;
  }
  if (r.digits <= s.prec) return;
  round_off(r, r.digits - s.prec, s, status);
  if (r.digits <= s.prec || r.kind != Kind::kFinite) return;
  // Rounding carried 99..9 to 100..0: drop the last zero.
  Rest none;
  r.set(r.negative, r.exp + 1, shift_right(r.coefficient, 1, &none));
  check_exponent(r, s, status);
}

bool take_nan(Number& r, const View& a, const Settings& s, u32* status) {
  if (!a.is_nan()) return false;
  if (a.is_signaling()) *status |= kInvalidOperation;
  r.copy(a);
  r.kind = Kind::kQuiet;
  fit_payload(r, s, status);
  return true;
}

bool take_nan(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (!a.is_nan() && !b.is_nan()) return false;
  bool first = a.is_signaling() || (a.is_nan() && !b.is_signaling());
  return take_nan(r, first ? a : b, s, status);
}

// ---- addition

namespace {

// r := |a| + |b|, or |a| - |b| if the signs differ. The exponents are equal. The sign is that of `a`, or the opposite
// one if |a| < |b|.
void combine(Number& r, const BigView& a, const BigView& b, bool negative, bool differ, i64 exp, const Settings& s) {
  if (!differ) return r.set(negative, exp, num::add(a, b));
  int order = num::compare_magnitude(a, b);
  if (order == 0) return r.set(s.rounding == Rounding::kFloor, 0, exp);
  if (order > 0) return r.set(negative, exp, num::sub(a, b));
  r.set(!negative, exp, num::sub(b, a));
}

// The same for coefficients that fit 128 bits. False: they do not.
bool combine_small(Number& r, const View& high, const View& low, bool negative, bool differ, i64 shift,
                   const Settings& s) {
  if (high.coefficient.size > 2 || low.coefficient.size > 2 || high.digits + shift > 37 || low.digits > 37)
    return false;
  u128 x = low_bits(high.coefficient) * kTens.power[shift], y = low_bits(low.coefficient);
  u128 sum = x + y;
  if (differ) {
    if (x == y) negative = s.rounding == Rounding::kFloor;
    if (x < y) negative = !negative;
    sum = x < y ? y - x : x - y;
  }
  r.kind = Kind::kFinite;
  r.negative = negative;
  r.exp = low.exp;
  r.coefficient = small_coefficient(sum);
  r.digits = count_digits(sum);
  return true;
}

void add_finite(Number& r, const View& a, const View& b, bool b_negative, const Settings& s, u32* status) {
  bool swapped = a.exp < b.exp;
  const View& high = swapped ? b : a;
  const View* low = swapped ? &a : &b;
  bool negative = swapped ? b_negative : a.negative, differ = a.negative != b_negative;
  // If one operand is far below the last digit of the result, only its sign matters: a 1 just below that digit rounds
  // alike, and the sum needs no long shift.
  SmallNumber tiny(false, low->coefficient.is_zero() ? 0 : 1, 0);
  View substitute = tiny;
  i64 shift = high.exp - low->exp;
  if (high.coefficient.is_zero()) {
    if (!low->coefficient.is_zero()) negative = differ != negative;
    if (low->coefficient.is_zero() && differ) negative = s.rounding == Rounding::kFloor;
    r.set(negative, low->exp, BigBuf::copy_of(low->coefficient));
    return finalize(r, s, status);
  }
  if (shift > 0) {
    i64 exp = high.exp - 1 - (high.digits > s.prec ? 0 : s.prec - high.digits + 1);
    if (low->adjusted() < exp) {
      substitute.exp = exp;
      low = &substitute;
      shift = high.exp - exp;
    }
  }
  if (!combine_small(r, high, *low, negative, differ, shift, s)) {
    if (shift == 0) {
      combine(r, high.coefficient, low->coefficient, negative, differ, low->exp, s);
    } else {
      BigBuf aligned = shift_left(high.coefficient, shift);
      if (!aligned.ok()) return r.set_nan(kNoMemory, status);
      combine(r, aligned, low->coefficient, negative, differ, low->exp, s);
    }
  }
  finalize(r, s, status);
}

void add_signed(Number& r, const View& a, const View& b, bool b_negative, const Settings& s, u32* status) {
  if (a.is_finite() && b.is_finite()) [[likely]]
    return add_finite(r, a, b, b_negative, s, status);
  if (take_nan(r, a, b, s, status)) return;
  if (!a.is_infinite()) return r.set_infinite(b_negative);
  if (b.is_infinite() && a.negative != b_negative) return r.set_nan(kInvalidOperation, status);
  r.set_infinite(a.negative);
}

}  // namespace

void add(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  add_signed(r, a, b, b.negative, s, status);
}
void subtract(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  add_signed(r, a, b, !b.negative, s, status);
}

// ---- multiplication

namespace {

// The exact product, not fitted to the context.
void multiply_exact(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  bool negative = a.negative != b.negative;
  if (a.is_special() || b.is_special()) {
    if (take_nan(r, a, b, s, status)) return;
    if (a.is_zero() || b.is_zero()) return r.set_nan(kInvalidOperation, status);
    return r.set_infinite(negative);
  }
  if (a.digits + b.digits <= static_cast<i64>(kSmallDigits)) {
    u128 product = low_bits(a.coefficient) * low_bits(b.coefficient);
    r.kind = Kind::kFinite;
    r.negative = negative;
    r.exp = a.exp + b.exp;
    r.coefficient = small_coefficient(product);
    r.digits = count_digits(product);
    return;
  }
  r.set(negative, a.exp + b.exp, multiply_coefficients(a.coefficient, b.coefficient));
}

}  // namespace

void multiply(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  multiply_exact(r, a, b, s, status);
  if (r.kind == Kind::kFinite) finalize(r, s, status);
}

void fma(Number& r, const View& a, const View& b, const View& c, const Settings& s, u32* status) {
  Number product;
  u32 conditions = 0;
  multiply_exact(product, a, b, s, &conditions);
  if (!product.coefficient.ok()) product.set_nan(kNoMemory, &conditions);
  if (conditions & (kInvalidOperation | kNoMemory)) {
    r = std::move(product);
  } else {
    add(r, product, c, s, &conditions);
  }
  *status |= conditions;
}

// ---- one operand

void plus(Number& r, const View& a, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return;
  r.copy(a);
  if (a.is_zero() && s.rounding != Rounding::kFloor) r.negative = false;
  finalize(r, s, status);
}
void minus(Number& r, const View& a, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return;
  r.copy(a);
  r.negative = !a.negative && !(a.is_zero() && s.rounding != Rounding::kFloor);
  finalize(r, s, status);
}
void absolute(Number& r, const View& a, const Settings& s, u32* status) {
  if (a.negative) minus(r, a, s, status);
  else plus(r, a, s, status);
}

void normalize(Number& r, const View& a, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return;
  r.copy(a);
  if (a.is_special()) return;
  finalize(r, s, status);
  if (r.kind != Kind::kFinite) return;
  if (r.is_zero()) return r.set(a.negative, 0, 0);
  i64 stripped = strip_zeros(&r.coefficient, (s.clamp ? s.etop() : s.emax) - r.exp);
  r.exp += stripped;
  r.digits -= stripped;
}

// ---- exponents

void rescale(Number& r, const View& a, i64 exp, const Settings& s, u32* status) {
  r.copy(a);
  if (a.is_special()) return;
  if (a.is_zero()) return r.set(a.negative, 0, exp);
  if (a.exp >= exp) {
    i64 shift = a.exp - exp;
    if (a.digits + shift > kMaxPrec + 1) return r.set_nan(kInvalidOperation, status);
    BigBuf padded = shift_left(a.coefficient, shift);
    if (!padded.ok()) return r.set_nan(kNoMemory, status);
    r.set(a.negative, exp, std::move(padded));
  } else {
    round_off(r, exp - a.exp, s, status);
  }
  if (is_subnormal(r, s)) *status |= kSubnormal;
}

void quantize(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (a.is_special() || b.is_special()) {
    if (take_nan(r, a, b, s, status)) return;
    if (a.is_infinite() && b.is_infinite()) return r.copy(a);
    return r.set_nan(kInvalidOperation, status);
  }
  if (b.exp > s.emax || b.exp < s.etiny()) return r.set_nan(kInvalidOperation, status);
  if (a.is_zero()) {
    r.set(a.negative, 0, b.exp);
    return finalize(r, s, status);
  }
  i64 shift = a.exp - b.exp;
  if (a.digits + shift > s.prec) return r.set_nan(kInvalidOperation, status);
  u32 conditions = 0;
  r.copy(a);
  if (shift >= 0) {
    r.set(a.negative, b.exp, shift_left(a.coefficient, shift));
    if (!r.coefficient.ok()) return r.set_nan(kNoMemory, status);
  } else {
    round_off(r, -shift, s, &conditions);
  }
  if (r.digits > s.prec || r.adjusted() > s.emax || r.adjusted() < s.etiny())
    return r.set_nan(kInvalidOperation, status);
  *status |= conditions;
  finalize(r, s, status);
}

namespace {

void to_integral(Number& r, const View& a, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return;
  if (a.is_zero() && a.exp < 0) return r.set(a.negative, 0, 0);
  r.copy(a);
  if (a.is_finite() && a.exp < 0) round_off(r, -a.exp, s, status);
}

}  // namespace

void to_integral_exact(Number& r, const View& a, const Settings& s, u32* status) { to_integral(r, a, s, status); }
void to_integral_value(Number& r, const View& a, const Settings& s, u32* status) {
  u32 conditions = 0;
  to_integral(r, a, s, &conditions);
  *status |= conditions & (kInvalidOperation | kNoMemory);
}

}  // namespace rt::decimals
