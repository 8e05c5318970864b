// Comparison of decimals; maximum and minimum; a number's neighbours.
#include "runtime/library/decimal/decimal_number.h"

namespace rt::decimals {

namespace {

int compare_same_adjusted(const View& a, const View& b) {
  if (a.exp == b.exp) return num::compare_magnitude(a.coefficient, b.coefficient);
  i64 shift = a.exp - b.exp;
  const View& high = shift > 0 ? a : b;
  const View& low = shift > 0 ? b : a;
  if (shift < 0) shift = -shift;
  int order;
  if (low.coefficient.size <= 2 && low.digits <= static_cast<i64>(kSmallDigits)) {
    u128 x = low_bits(high.coefficient) * kTens.power[shift], y = low_bits(low.coefficient);
    order = x < y ? -1 : x > y;
  } else {
    order = num::compare_magnitude(shift_left(high.coefficient, shift), low.coefficient);
  }
  return a.exp > b.exp ? order : -order;
}

}  // namespace

int compare_magnitudes(const View& a, const View& b) {
  if (a.is_infinite() || b.is_infinite()) return a.is_infinite() - b.is_infinite();
  if (a.is_zero() || b.is_zero()) return b.is_zero() - a.is_zero();
  i64 x = a.adjusted(), y = b.adjusted();
  if (x != y) return x < y ? -1 : 1;
  return compare_same_adjusted(a, b);
}

int compare_values(const View& a, const View& b) {
  if (a.is_zero() && b.is_zero()) return 0;
  if (a.is_zero()) return -b.sign();
  if (b.is_zero() || a.negative != b.negative) return a.sign();
  return compare_magnitudes(a, b) * a.sign();
}

int compare_all(const View& a, const View& b) {
  if (a.negative != b.negative) return a.sign();
  int order;
  if (a.is_nan() && b.is_nan()) {
    order = a.kind == b.kind ? num::compare_magnitude(a.coefficient, b.coefficient) : a.kind == Kind::kQuiet ? 1 : -1;
  } else if (a.is_nan() || b.is_nan()) {
    order = a.is_nan() ? 1 : -1;
  } else {
    order = compare_magnitudes(a, b);
    if (order == 0 && a.exp != b.exp) order = a.exp < b.exp ? -1 : 1;
  }
  return order * a.sign();
}

namespace {

void set_order(Number& r, int order) { r.set(order < 0, order != 0, 0); }

}  // namespace

void compare(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (!take_nan(r, a, b, s, status)) set_order(r, compare_values(a, b));
}
void compare_signal(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (take_nan(r, a, b, s, status)) *status |= kInvalidOperation;
  else set_order(r, compare_values(a, b));
}
void compare_total(Number& r, const View& a, const View& b, const Settings&, u32*) { set_order(r, compare_all(a, b)); }
void compare_total_mag(Number& r, const View& a, const View& b, const Settings&, u32*) {
  set_order(r, compare_all(a.with_sign(false), b.with_sign(false)));
}

// ---- maximum and minimum

namespace {

// The order of two numbers of equal value.
int order_of_equals(const View& a, const View& b) {
  if (a.negative != b.negative) return a.sign();
  return (a.exp < b.exp ? -1 : 1) * a.sign();
}

void choose(Number& r, const View& a, const View& b, int (*order_of)(const View&, const View&), int wanted,
            const Settings& s, u32* status) {
  if (a.kind == Kind::kQuiet && !b.is_nan()) {
    r.copy(b);
  } else if (b.kind == Kind::kQuiet && !a.is_nan()) {
    r.copy(a);
  } else if (take_nan(r, a, b, s, status)) {
    return;
  } else {
    int order = order_of(a, b);
    if (order == 0) order = order_of_equals(a, b);
    r.copy((order < 0) == (wanted < 0) ? a : b);
  }
  finalize(r, s, status);
}

}  // namespace

void max(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  choose(r, a, b, compare_values, 1, s, status);
}
void min(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  choose(r, a, b, compare_values, -1, s, status);
}
void max_mag(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  choose(r, a, b, compare_magnitudes, 1, s, status);
}
void min_mag(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  choose(r, a, b, compare_magnitudes, -1, s, status);
}

// ---- neighbours

namespace {

// The next larger (`up`) or smaller number that the context can represent.
void next(Number& r, const View& a, bool up, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return;
  if (a.is_infinite()) {
    if (a.negative != up) return r.copy(a);
    r.negative = a.negative;
    set_nines(r, s, status);
    return;
  }
  Settings directed = s;
  directed.rounding = up ? Rounding::kCeiling : Rounding::kFloor;
  u32 conditions = 0;
  r.copy(a);
  finalize(r, directed, &conditions);
  if (!(conditions & (kInexact | kErrors))) {
    conditions = 0;
    SmallNumber tiny(!up, 1, s.etiny() - 1);
    add(r, a, tiny, directed, &conditions);
  }
  *status |= conditions & kErrors;
}

}  // namespace

void next_minus(Number& r, const View& a, const Settings& s, u32* status) { next(r, a, false, s, status); }
void next_plus(Number& r, const View& a, const Settings& s, u32* status) { next(r, a, true, s, status); }

void next_toward(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (take_nan(r, a, b, s, status)) return;
  int order = compare_values(a, b);
  if (order == 0) {
    r.copy(a);
    r.negative = b.negative;
    return;
  }
  next(r, a, order < 0, s, status);
  if (r.kind == Kind::kInfinite) {
    *status |= kOverflow | kRounded | kInexact;
  } else if (r.kind == Kind::kFinite && r.adjusted() < s.emin) {
    *status |= kUnderflow | kSubnormal | kRounded | kInexact;
    if (r.is_zero()) *status |= kClamped;
  }
}

// ---- classes

const char* number_class(const View& a, const Settings& s) {
  if (a.is_nan()) return a.is_signaling() ? "sNaN" : "NaN";
  if (a.is_infinite()) return a.negative ? "-Infinity" : "+Infinity";
  if (a.is_zero()) return a.negative ? "-Zero" : "+Zero";
  if (is_subnormal(a, s)) return a.negative ? "-Subnormal" : "+Subnormal";
  return a.negative ? "-Normal" : "+Normal";
}

bool same_quantum(const View& a, const View& b) {
  if (a.is_special() || b.is_special()) return (a.is_nan() && b.is_nan()) || (a.is_infinite() && b.is_infinite());
  return a.exp == b.exp;
}

void logb(Number& r, const View& a, const Settings& s, u32* status) {
  if (take_nan(r, a, s, status)) return;
  if (a.is_infinite()) return r.set_infinite(false);
  if (a.is_zero()) {
    r.set_infinite(true);
    *status |= kDivisionByZero;
    return;
  }
  i64 n = a.adjusted();
  r.set(n < 0, static_cast<u64>(n < 0 ? -n : n), 0);
  finalize(r, s, status);
}

}  // namespace rt::decimals
