// The operators of int. The fast paths for small operands are elsewhere (object/arith.cpp and the VM), those for
// operands of two limbs in int_short.cpp; here all operands go through the limb kernels of runtime/num.
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int_parts.h"
#include "runtime/types/numbers/long_work.h"

namespace rt {

namespace {

Ref zero_division(Thread& t, BinaryOp op) {
  if (library_minor() >= 14) return raise(t, kZeroDivisionErrorType, "division by zero");
  switch (op) {
    case BinaryOp::kTrueDiv: return raise(t, kZeroDivisionErrorType, "division by zero");
    case BinaryOp::kMod: return raise(t, kZeroDivisionErrorType, "integer modulo by zero");
    default: return raise(t, kZeroDivisionErrorType, "integer division or modulo by zero");
  }
}

Ref make_quotient(Thread& t, num::Quotient q) {
  if (q.status == num::DivideStatus::kNoMemory) return raise_no_result(t);
  if (q.status == num::DivideStatus::kOverflow)
    return raise_overflow_error(t, "integer division result too large for a float");
  return make_float(t, q.value);
}

Ref divide(Thread& t, BinaryOp op, num::BigView a, num::BigView b) {
  if (b.is_zero()) return zero_division(t, op);
  if (op == BinaryOp::kTrueDiv) return make_quotient(t, num::true_divide(a, b));
  if (op == BinaryOp::kFloorDiv) return make_int(t, num::floor_div(a, b));
  if (op == BinaryOp::kMod) return make_int(t, num::floor_mod(a, b));
  num::DivMod both = num::floor_divmod(a, b);
  Ref quotient = make_int(t, std::move(both.quotient));
  Ref remainder = quotient ? make_int(t, std::move(both.remainder)) : Ref();
  return remainder ? make_tuple(t, quotient, remainder) : Ref();
}

// False: a << n may have more bits than an int of CPython can have, which counts bits in 63 bits, by digits of 30.
bool can_shift(num::BigView a, std::optional<u64> n) {
  constexpr u64 kDigit = 30, kMostDigits = static_cast<u64>(INT64_MAX - 1) / kDigit;
  auto digits = [](u64 bits) { return (bits + kDigit - 1) / kDigit; };
  return n && *n <= static_cast<u64>(INT64_MAX) && digits(num::bit_length(a)) + digits(*n) <= kMostDigits;
}

// a << count or a >> count. If the count does not fit into 64 bits, the result is 0 or -1, or too large for any memory.
Ref shift(Thread& t, BinaryOp op, num::BigView a, num::BigView count) {
  if (count.negative) return raise_value_error(t, "negative shift count");
  std::optional<u64> n = num::to_uint64(count);
  if (op == BinaryOp::kRshift) {
    if (!n) return Ref::immediate(Value::small_int(a.negative ? -1 : 0));
    return make_int(t, num::shift_right(a, *n));
  }
  if (a.is_zero()) return Ref::immediate(Value::small_int(0));
  if (!can_shift(a, n)) return raise_overflow_error(t, "too many digits in integer");
  return make_int(t, num::shift_left(a, *n));
}

// An int to a negative power is a float.
// lint: name: ints convert themselves to floats, and the power is that of floats
Ref negative_power(Thread& t, Value base, Value exponent) {
  double x, y;
  if (!to_double_py(t, base, &x) || !to_double_py(t, exponent, &y)) return Ref();
  Ref fx = make_float(t, x), fy = make_float(t, y);
  return fx && fy ? binary_op_py(t, BinaryOp::kPow, fx, fy) : Ref();
}

Ref power(Thread& t, Value base, Value exponent) {
  IntOperand a(base), b(exponent);
  if (b.view.negative) return negative_power(t, base, exponent);
  std::optional<u64> n = num::to_uint64(b);
  if (n) return make_int(t, num::pow(a, *n));
  // The exponent does not fit into 64 bits: only powers of 0, 1 and -1 can be represented.
  if (a.view.is_zero()) return Ref::immediate(Value::small_int(0));
  if (num::bit_length(a) > 1) return raise_memory_error(t);
  return Ref::immediate(Value::small_int(a.view.negative && b.view.is_odd() ? -1 : 1));
}

// True if the operator may take more than some microseconds: then its operands or its result are long.
bool may_last(BinaryOp op, num::BigView a, num::BigView b) {
  if (a.size + b.size > kLongLimbs) return true;
  if (op != BinaryOp::kPow && op != BinaryOp::kLshift) return false;
  std::optional<u64> n = num::to_uint64(b);
  u64 bits_for_each = op == BinaryOp::kPow ? num::bit_length(a) : 1;
  return n && bits_for_each != 0 && *n > kLongLimbs * num::kLimbBits / bits_for_each;
}

// False: the operator raises an error, or needs no computation.
bool is_computable(BinaryOp op, num::BigView a, num::BigView b) {
  switch (op) {
    case BinaryOp::kTrueDiv:
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod:
    case BinaryOp::kDivmod: return !b.is_zero();
    case BinaryOp::kPow: return !b.negative && num::to_uint64(b);
    case BinaryOp::kLshift: return !b.negative && !a.is_zero() && can_shift(a, num::to_uint64(b));
    case BinaryOp::kRshift: return !b.negative && num::to_uint64(b);
    default: return true;
  }
}

// The same as below for operands that are checked: the divisor is not zero, nor the shift count or exponent negative.
num::DivMod compute(BinaryOp op, num::BigView a, num::BigView b) {
  u64 n = num::to_uint64(b).value_or(0);
  switch (op) {
    case BinaryOp::kAdd: return {num::add(a, b), {}};
    case BinaryOp::kSub: return {num::sub(a, b), {}};
    case BinaryOp::kMul: return {num::mul(a, b), {}};
    case BinaryOp::kFloorDiv: return {num::floor_div(a, b), {}};
    case BinaryOp::kMod: return {num::floor_mod(a, b), {}};
    case BinaryOp::kDivmod: return num::floor_divmod(a, b);
    case BinaryOp::kPow: return {num::pow(a, n), {}};
    case BinaryOp::kLshift: return {num::shift_left(a, n), {}};
    case BinaryOp::kRshift: return {num::shift_right(a, n), {}};
    case BinaryOp::kAnd: return {num::bit_and(a, b), {}};
    case BinaryOp::kXor: return {num::bit_xor(a, b), {}};
    default: return {num::bit_or(a, b), {}};
  }
}

Ref long_binary(Thread& t, BinaryOp op, Value a, Value b) {
  IntOperand x(a), y(b);
  num::DivMod both;
  num::Quotient fraction{};
  {
    LongWork work(t, {a, b});
    if (op == BinaryOp::kTrueDiv) fraction = num::true_divide(x, y);
    else both = compute(op, x, y);
  }
  if (op == BinaryOp::kTrueDiv) return make_quotient(t, fraction);
  Ref result = make_int(t, std::move(both.quotient));
  if (op != BinaryOp::kDivmod) return result;
  Ref remainder = result ? make_int(t, std::move(both.remainder)) : Ref();
  return remainder ? make_tuple(t, result, remainder) : Ref();
}

}  // namespace

// lint: name: borrow: signal handlers run during operations with long numbers only
Ref int_binary(Thread& t, BinaryOp op, Value a, Value b) {
  IntOperand x(a), y(b);
  if (may_last(op, x, y) && is_computable(op, x, y)) [[unlikely]]
    return long_binary(t, op, a, b);
  switch (op) {
    case BinaryOp::kAdd: return make_int(t, num::add(x, y));
    case BinaryOp::kSub: return make_int(t, num::sub(x, y));
    case BinaryOp::kMul: return make_int(t, num::mul(x, y));
    case BinaryOp::kTrueDiv:
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod:
    case BinaryOp::kDivmod: return divide(t, op, x, y);
    case BinaryOp::kPow: return power(t, a, b);
    case BinaryOp::kLshift:
    case BinaryOp::kRshift: return shift(t, op, x, y);
    case BinaryOp::kAnd: return make_int(t, num::bit_and(x, y));
    case BinaryOp::kXor: return make_int(t, num::bit_xor(x, y));
    case BinaryOp::kOr: return make_int(t, num::bit_or(x, y));
    default: return Ref::immediate(kNotImplemented);
  }
}

namespace {

// pow(base, exponent, modulus) for small ints; the exponent is not negative, the modulus is not 0. The result has the
// sign of the modulus, as the remainder of a division.
Value small_pow_mod(i64 base, i64 exponent, i64 modulus) {
  using Wide = unsigned __int128;
  u64 m = modulus < 0 ? 0 - static_cast<u64>(modulus) : static_cast<u64>(modulus);
  u64 magnitude = (base < 0 ? 0 - static_cast<u64>(base) : static_cast<u64>(base)) % m;
  u64 square = base < 0 && magnitude ? m - magnitude : magnitude;
  u64 result = 1 % m;
  for (u64 e = static_cast<u64>(exponent); e; e >>= 1) {
    if (e & 1) result = static_cast<u64>(Wide{result} * square % m);
    if (e > 1) square = static_cast<u64>(Wide{square} * square % m);
  }
  i64 signed_result = static_cast<i64>(result);
  return Value::small_int(modulus < 0 && result ? signed_result - static_cast<i64>(m) : signed_result);
}

}  // namespace

Ref int_power(Thread& t, Value base, Value exponent, Value modulus) {
  if (!is_int(base) || !is_int(exponent)) return Ref::immediate(kNotImplemented);
  if (!modulus || modulus == kNone) return power(t, base, exponent);
  if (!is_int(modulus)) return Ref::immediate(kNotImplemented);
  if (Value::both_small(base, exponent) && modulus.is_small_int() && exponent.small() >= 0 && modulus.small() != 0) {
    return Ref::immediate(small_pow_mod(base.small(), exponent.small(), modulus.small()));
  }
  IntOperand b(base), e(exponent), m(modulus);
  num::PowModResult r;
  // The power takes as many multiplications as the exponent has bits.
  if (b.view.size + (e.view.size + 1) * m.view.size > kLongLimbs) {
    LongWork work(t, {base, exponent, modulus});
    r = num::pow_mod(b, e, m);
  } else {
    r = num::pow_mod(b, e, m);
  }
  switch (r.status) {
    case num::PowModStatus::kOk: return make_int(t, std::move(r.value));
    case num::PowModStatus::kZeroModulus: return raise_value_error(t, "pow() 3rd argument cannot be 0");
    case num::PowModStatus::kNotInvertible: return raise_value_error(t, "base is not invertible for the given modulus");
    default: return raise_no_result(t);
  }
}

Ref int_neg(Thread& t, Value self) { return make_int(t, num::neg(IntOperand(self))); }
Ref int_abs(Thread& t, Value self) { return make_int(t, num::abs(IntOperand(self))); }
Ref int_invert(Thread& t, Value self) {
  ShortInt n;
  if (is_exact_int(self) && read_short(self, &n) && n.magnitude + 1 != 0)  // ~(2**128 - 1) has three limbs
    return make_short(t, n.negative ? n.magnitude - 1 : n.magnitude + 1, !n.negative);
  return make_int(t, num::bit_not(IntOperand(self)));
}

}  // namespace rt
