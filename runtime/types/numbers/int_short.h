// Short ints: those whose magnitude has at most two limbs. Hashes, random numbers, masks and products of words are of
// this kind, so their operators need no kernel of runtime/num and no buffer for the result.
#pragma once

#include "runtime/types/numbers/int.h"

namespace rt {

using u128 = unsigned __int128;
using i128 = __int128;

struct ShortInt {
  u128 magnitude;
  bool negative;  // of an operand: false for zero

  bool is_word() const { return magnitude >> 64 == 0; }
  // True if the value fits into an i128 with its sign.
  bool is_signed() const { return magnitude >> 127 == 0; }
  i128 as_signed() const { return negative ? -static_cast<i128>(magnitude) : static_cast<i128>(magnitude); }
};

// Reads an exact int. False: it has more than two limbs.
inline bool read_short(Value v, ShortInt* out) {
  if (v.is_small_int()) {
    i64 n = v.small();
    *out = {n < 0 ? 0 - static_cast<u64>(n) : static_cast<u64>(n), n < 0};
    return true;
  }
  const Int* n = v.as<Int>();
  u64 limbs = static_cast<u64>(n->size < 0 ? -n->size : n->size);
  if (limbs > 2) return false;
  u64 high = limbs == 2 ? n->limbs[1] : 0;
  *out = {static_cast<u128>(high) << 64 | n->limbs[0], n->size < 0};
  return true;
}

// Negative, 0 or positive.
inline int compare_short(const ShortInt& a, const ShortInt& b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  if (a.magnitude == b.magnitude) return 0;
  return (a.magnitude < b.magnitude) != a.negative ? -1 : 1;
}

// A value of up to 128 bits as an int. Empty: MemoryError.
Ref make_short(Thread& t, u128 magnitude, bool negative);

// True for the operators that have a form for short ints.
constexpr bool has_short_form(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
    case BinaryOp::kSub:
    case BinaryOp::kMul:
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod:
    case BinaryOp::kLshift:
    case BinaryOp::kRshift:
    case BinaryOp::kAnd:
    case BinaryOp::kXor:
    case BinaryOp::kOr: return true;
    default: return false;
  }
}

// The operator kOp of two exact ints of any size, for the operators of has_short_form(). Runs no Python code. Empty:
// the error that int_binary() raises.
template <BinaryOp kOp>
Ref exact_int_binary(Thread& t, Value a, Value b);

}  // namespace rt
