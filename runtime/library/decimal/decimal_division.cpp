// Decimal division, remainders and square roots.
#include "runtime/library/decimal/decimal_number.h"

namespace rt::decimals {

namespace {

// Changes the last digit of a truncated, inexact result if it is 0 or 5. The result then differs from every number with
// fewer digits and from every midpoint between two, so that a later rounding cannot take it for exact or for a tie.
BigBuf make_sticky(BigBuf&& n) {
  u64 sum = 0;
  for (size_t i = 0; i < n.size(); ++i) sum += n.limbs()[i] % 5;  // 2^64 = 1 modulo 5
  return sum % 5 ? std::move(n) : num::add(n, num::from_uint64(1));
}

bool divide_special(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  bool negative = a.negative != b.negative;
  if (a.is_special() || b.is_special()) {
    if (take_nan(r, a, b, s, status)) return true;
    if (a.is_infinite() && b.is_infinite()) r.set_nan(kInvalidOperation, status);
    else if (a.is_infinite()) r.set_infinite(negative);
    else {
      r.set(negative, 0, s.etiny());
      *status |= kClamped;
    }
    return true;
  }
  if (!b.is_zero()) return false;
  if (a.is_zero()) {
    r.set_nan(kDivisionUndefined, status);
  } else {
    r.set_infinite(negative);
    *status |= kDivisionByZero;
  }
  return true;
}

// Divides coefficients of one or two limbs each.
bool divide_small(Number& r, u128 a, u128 b, bool negative, i64 exp, i64 shift) {
  u128 x = a, y = b;
  if (shift > 0) x *= kTens.power[shift];
  if (shift < 0) y *= kTens.power[-shift];
  u128 quotient;
  bool exact;
  if (static_cast<u64>(y >> 64) == 0) {
    u64 rest;
    quotient = divide_by_word(x, static_cast<u64>(y), &rest);
    exact = rest == 0;
  } else {
    quotient = x / y;
    exact = quotient * y == x;
  }
  if (!exact && (static_cast<u64>(quotient >> 64) % 5 + static_cast<u64>(quotient) % 5) % 5 == 0)
    ++quotient;  // as make_sticky()
  r.kind = Kind::kFinite;
  r.negative = negative;
  r.exp = exp - shift;
  r.coefficient = small_coefficient(quotient);
  r.digits = count_digits(quotient);
  return exact;
}

// r := coefficient(a) * 10^shift / coefficient(b), truncated. True: exact.
bool divide_shifted(Number& r, const View& a, const View& b, i64 shift, u32* status) {
  bool negative = a.negative != b.negative;
  i64 ideal = a.exp - b.exp;
  if (a.coefficient.size <= 2 && b.coefficient.size <= 2 && a.digits + shift <= static_cast<i64>(kSmallDigits) &&
      b.digits - shift <= static_cast<i64>(kSmallDigits)) {
    return divide_small(r, low_bits(a.coefficient), low_bits(b.coefficient), negative, ideal, shift);
  }
  BigBuf aligned;
  BigView x = a.coefficient, y = b.coefficient;
  if (shift) {
    aligned = shift_left(shift > 0 ? x : y, shift > 0 ? shift : -shift);
    if (!aligned.ok()) {
      r.set_nan(kNoMemory, status);
      return false;
    }
    (shift > 0 ? x : y) = aligned;
  }
  bool exact = false;
  BigBuf quotient = divide_coefficients(x, y, &exact);
  if (!quotient.ok()) {
    r.set_nan(kNoMemory, status);
    return false;
  }
  r.set(negative, ideal - shift, exact ? std::move(quotient) : make_sticky(std::move(quotient)));
  return exact;
}

// The shift for precisions of more digits than memory holds: only an exact quotient can be given, and its digits are at
// most those of the dividend and of 1 / divisor.
i64 exact_shift(const View& a, const View& b) { return 4 * (a.digits + b.digits) + b.digits - a.digits + 1; }

}  // namespace

void divide(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (divide_special(r, a, b, s, status)) return;
  i64 ideal = a.exp - b.exp;
  if (a.is_zero()) {
    r.set(a.negative != b.negative, 0, ideal);
    return finalize(r, s, status);
  }
  // Small integers often divide without a remainder.
  if (a.coefficient.size == 1 && b.coefficient.size == 1 && a.coefficient.limbs[0] % b.coefficient.limbs[0] == 0) {
    r.set(a.negative != b.negative, a.coefficient.limbs[0] / b.coefficient.limbs[0], ideal);
    return finalize(r, s, status);
  }
  i64 shift = b.digits - a.digits + s.prec + 1;
  u32 conditions = 0;
  bool exact = divide_shifted(r, a, b, shift, &conditions);
  if ((conditions & kNoMemory) && shift > exact_shift(a, b)) {
    conditions = 0;
    shift = exact_shift(a, b);
    exact = divide_shifted(r, a, b, shift, &conditions);
    if (!exact) return r.set_nan(kNoMemory, status);
  }
  *status |= conditions;
  if (exact && shift > 0) {
    i64 stripped = strip_zeros(&r.coefficient, shift);
    r.exp += stripped;
    r.digits -= stripped;
  }
  finalize(r, s, status);
}

// ---- quotient and remainder

namespace {

bool is_short(const View& v, i64 shift) {
  return v.coefficient.size <= 2 && v.digits + shift <= static_cast<i64>(kSmallDigits);
}

// The truncated quotient and the remainder of nonzero finite numbers, not fitted to the context. False:
// kDivisionImpossible or kNoMemory is in *status.
bool split(Number& q, Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  bool negative = a.negative != b.negative;
  i64 exp = a.exp < b.exp ? a.exp : b.exp, shift_a = a.exp - exp, shift_b = b.exp - exp;
  auto fail = [&](u32 condition) {
    q.set_nan(condition, status);
    r.set_nan(condition, status);
    return false;
  };
  if (a.is_zero()) {
    q.set(negative, 0, 0);
    r.set(a.negative, 0, exp);
    return true;
  }
  i64 distance = a.adjusted() - b.adjusted();
  if (distance > s.prec) return fail(kDivisionImpossible);
  if (distance < 0) {
    q.set(negative, 0, 0);
    r.set(a.negative, exp, shift_left(a.coefficient, shift_a));
    return r.coefficient.ok() || fail(kNoMemory);
  }
  if (is_short(a, shift_a) && is_short(b, shift_b)) {
    u128 x = low_bits(a.coefficient) * kTens.power[shift_a], y = low_bits(b.coefficient) * kTens.power[shift_b];
    u128 quotient =
        static_cast<u64>(x >> 64) | static_cast<u64>(y >> 64) ? x / y : static_cast<u64>(x) / static_cast<u64>(y);
    q.set(negative, 0, small_coefficient(quotient));
    r.set(a.negative, exp, small_coefficient(x - quotient * y));
  } else {
    BigBuf x = shift_left(a.coefficient, shift_a), y = shift_left(b.coefficient, shift_b);
    if (!x.ok() || !y.ok()) return fail(kNoMemory);
    num::DivMod both = num::floor_divmod(x, y);
    if (!both.quotient.ok() || !both.remainder.ok()) return fail(kNoMemory);
    q.set(negative, 0, std::move(both.quotient));
    r.set(a.negative, exp, std::move(both.remainder));
  }
  return q.digits <= s.prec || fail(kDivisionImpossible);
}

// Handles remainders of special numbers and zeros. False: both operands are nonzero and finite.
bool remainder_special(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (a.is_special() || b.is_special()) {
    if (take_nan(r, a, b, s, status)) return true;
    if (a.is_infinite()) {
      r.set_nan(kInvalidOperation, status);
    } else {
      r.copy(a);
      finalize(r, s, status);
    }
    return true;
  }
  if (!b.is_zero()) return false;
  r.set_nan(a.is_zero() ? kDivisionUndefined : kInvalidOperation, status);
  return true;
}

}  // namespace

void divide_with_remainder(Number& q, Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  bool negative = a.negative != b.negative;
  if (a.is_special() || b.is_special()) {
    if (take_nan(q, a, b, s, status)) return r.copy(q);
    if (a.is_infinite()) {
      r.set_nan(kInvalidOperation, status);
      return b.is_infinite() ? q.set_nan(kInvalidOperation, status) : q.set_infinite(negative);
    }
    r.copy(a);
    finalize(r, s, status);
    return q.set(negative, 0, 0);
  }
  if (b.is_zero()) {
    if (a.is_zero()) {
      q.set_nan(kDivisionUndefined, status);
      return r.set_nan(0, status);
    }
    q.set_infinite(negative);
    return r.set_nan(kDivisionByZero | kInvalidOperation, status);
  }
  if (!split(q, r, a, b, s, status)) return;
  finalize(q, s, status);
  finalize(r, s, status);
}

void divide_int(Number& q, const View& a, const View& b, const Settings& s, u32* status) {
  if (a.is_special() || b.is_special() || b.is_zero()) {
    if (a.is_finite() && b.is_infinite()) return q.set(a.negative != b.negative, 0, 0);
    divide_special(q, a, b, s, status);
    return;
  }
  Number r;
  if (split(q, r, a, b, s, status)) finalize(q, s, status);
}

void remainder(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (remainder_special(r, a, b, s, status)) return;
  Number q;
  if (split(q, r, a, b, s, status)) finalize(r, s, status);
}

void remainder_near(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (remainder_special(r, a, b, s, status)) return;
  Number q;
  if (!split(q, r, a, b, s, status)) return;
  i64 distance = b.adjusted() - r.adjusted();
  if (!r.is_zero() && distance >= -1 && distance <= 1) {
    // The quotient q + 1 has a remainder on the other side of zero, which may be nearer to zero.
    Number other;
    u32 conditions = 0;
    if (a.negative == b.negative) subtract(other, r, b, kMaxSettings, &conditions);
    else add(other, r, b, kMaxSettings, &conditions);
    if (conditions & kErrors) return r.set_nan(conditions & kErrors, status);
    int order = compare_magnitudes(other, r);
    if (order < 0 || (order == 0 && q.coefficient.view().is_odd())) {
      if (q.digits == s.prec) {
        BigBuf next = num::add(q.coefficient, num::from_uint64(1));
        if (!next.ok()) return r.set_nan(kNoMemory, status);
        if (count_digits(next) > s.prec) return r.set_nan(kDivisionImpossible, status);
      }
      r = std::move(other);
    }
  }
  finalize(r, s, status);
}

// ---- square root

void square_root(Number& r, const View& a, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return;
  i64 ideal = (a.exp - (a.exp & 1)) / 2;
  if (a.is_zero()) {
    r.set(a.negative, 0, ideal);
    return finalize(r, s, status);
  }
  if (a.negative) return r.set_nan(kInvalidOperation, status);
  if (a.is_infinite()) return r.set_infinite(false);
  i64 odd = a.exp & 1;
  i64 length = odd ? (a.digits >> 1) + 1 : (a.digits + 1) >> 1;
  i64 prec = s.prec + 1;
  // If the precision has more digits than memory holds, the computation takes only 3 * length + 1 digits. That is
  // enough for an exact root, which has at most half of the operand's digits. If the root proves inexact, the result is
  // kNoMemory.
  if (prec > 3 * length && prec > i64{1} << 32) prec = 3 * length + 1;
  i64 shift = prec - length;
  BigBuf radicand = shift_left(a.coefficient, odd);
  if (!radicand.ok()) return r.set_nan(kNoMemory, status);
  bool exact = true;
  if (shift >= 0) {
    radicand = shift_left(radicand, 2 * shift);
  } else {
    Rest rest;
    radicand = shift_right(radicand, -2 * shift, &rest);
    exact = rest == Rest::kNone;
  }
  BigBuf root = radicand.ok() ? num::isqrt(radicand) : BigBuf::failure();
  if (!root.ok()) return r.set_nan(kNoMemory, status);
  BigBuf square = exact ? num::mul(root, root) : BigBuf();
  if (!square.ok()) return r.set_nan(kNoMemory, status);
  exact = exact && num::equal(square, radicand);
  if (!exact && prec != s.prec + 1) return r.set_nan(kNoMemory, status);
  if (exact) {
    Rest none;
    root = shift >= 0 ? shift_right(root, shift, &none) : shift_left(root, -shift);
    r.set(false, ideal, std::move(root));
  } else {
    r.set(false, ideal - shift, make_sticky(std::move(root)));
  }
  Settings half_even = s;
  half_even.rounding = Rounding::kHalfEven;
  finalize(r, half_even, status);
}

}  // namespace rt::decimals
