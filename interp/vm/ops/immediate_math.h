// Arithmetic on small ints and inline floats, which live in the Value's word: no object is made, no call is needed.
#pragma once

#include <cmath>

#include "interp/vm/handler.h"
#include "runtime/types/numbers/float.h"

namespace vm {

using rt::BinaryOp;

// The result of an operation on two small ints. False: the result needs the slow path (overflow, division by zero).
template <BinaryOp kOp>
TINYPY_INLINE bool int_op(Value b, Value c, Value* out) {
  i64 x = static_cast<i64>(b.bits()), y = static_cast<i64>(c.bits()), z;
  if constexpr (kOp == BinaryOp::kAdd) {
    if (__builtin_add_overflow(x, y - 1, &z)) return false;
    *out = Value(static_cast<u64>(z));
    return true;
  } else if constexpr (kOp == BinaryOp::kSub) {
    if (__builtin_sub_overflow(x, y - 1, &z)) return false;
    *out = Value(static_cast<u64>(z));
    return true;
  } else if constexpr (kOp == BinaryOp::kMul) {
    if (__builtin_mul_overflow(x - 1, y >> 1, &z)) return false;
    *out = Value(static_cast<u64>(z) | 1);
    return true;
  } else if constexpr (kOp == BinaryOp::kFloorDiv || kOp == BinaryOp::kMod) {
    i64 n = x >> 1, d = y >> 1;
    if (d == 0 || d == -1) return false;
    i64 q, m;
    if (((n | d) >> 31) == 0) {  // both small and not negative: 32-bit division is three times as fast
      q = static_cast<u32>(n) / static_cast<u32>(d);
      m = static_cast<u32>(n) % static_cast<u32>(d);
    } else {
      q = n / d;
      m = n % d;
      if (m != 0 && (m ^ d) < 0) {
        m += d;
        --q;
      }
    }
    *out = Value::small_int(kOp == BinaryOp::kMod ? m : q);
    return true;
  } else if constexpr (kOp == BinaryOp::kAnd) {
    *out = Value(b.bits() & c.bits());
    return true;
  } else if constexpr (kOp == BinaryOp::kOr) {
    *out = Value(b.bits() | c.bits());
    return true;
  } else if constexpr (kOp == BinaryOp::kXor) {
    *out = Value((b.bits() ^ c.bits()) | 1);
    return true;
  } else if constexpr (kOp == BinaryOp::kLshift) {
    i64 n = x >> 1, s = y >> 1;
    if (s < 0 || s > 61) return false;
    i64 shifted = static_cast<i64>(static_cast<u64>(n) << s);
    if (shifted >> s != n || !Value::fits_small(shifted)) return false;
    *out = Value::small_int(shifted);
    return true;
  } else if constexpr (kOp == BinaryOp::kRshift) {
    i64 s = y >> 1;
    if (s < 0) return false;
    *out = Value::small_int((x >> 1) >> (s > 63 ? 63 : s));
    return true;
  } else {
    return false;
  }
}

constexpr bool has_float_form(BinaryOp op) {
  return op == BinaryOp::kAdd || op == BinaryOp::kSub || op == BinaryOp::kMul || op == BinaryOp::kTrueDiv;
}

template <BinaryOp kOp>
TINYPY_INLINE bool float_op(double x, double y, Value* out) {
  double z;
  if constexpr (kOp == BinaryOp::kAdd) z = x + y;
  else if constexpr (kOp == BinaryOp::kSub) z = x - y;
  else if constexpr (kOp == BinaryOp::kMul) z = x * y;
  else {
    if (y == 0) return false;
    z = x / y;
  }
  bool fits;
  *out = Value::encode_float(z, &fits);
  if (fits) return true;
  if (z == 0) {
    *out = std::signbit(z) ? rt::kMinusZero : rt::kPlusZero;
    return true;
  }
  return false;
}

// int_op for two small ints, float_op for two inline floats; false for all other operands, too.
template <BinaryOp kOp>
TINYPY_INLINE bool alike_op(Value b, Value c, Value* out) {
  if (Value::both_small(b, c)) return int_op<kOp>(b, c, out);
  return b.is_inline_float() && c.is_inline_float() && float_op<kOp>(b.inline_float(), c.inline_float(), out);
}

}  // namespace vm
