// Declarations for the files of int: int.cpp (representation), int_arith.cpp and int_short.cpp (operators),
// int_methods.cpp, bool.cpp.
#pragma once

#include "runtime/object/native.h"
#include "runtime/types/numbers/int_short.h"

namespace rt {

// An operand of a kernel of runtime/num. It stores the limb of a small int itself, and borrows from a larger one.
struct IntOperand {
  explicit IntOperand(Value v) : view(big_view(v, &scratch)) {}
  IntOperand(const IntOperand&) = delete;
  IntOperand& operator=(const IntOperand&) = delete;
  operator num::BigView() const { return view; }

  u64 scratch;
  num::BigView view;
};

inline bool is_zero_int(Value v) { return v.is_small_int() ? v.small() == 0 : IntOperand(v).view.is_zero(); }

// The value as an exact int: `v` itself, or a copy of an instance of a subclass.
Ref exact_int(Thread& t, Value v);
// int(x): by __int__, by __index__, or from text.
Ref int_from_value_py(Thread& t, Value v);
template <BinaryOp kOp>
Ref int_operator(Thread& t, Value a, Value b) {
  if constexpr (has_short_form(kOp)) {
    if (is_exact_int(a) && is_exact_int(b)) return exact_int_binary<kOp>(t, a, b);
  }
  if (!is_int(a) || !is_int(b)) return Ref::immediate(kNotImplemented);
  return int_binary(t, kOp, a, b);
}
Ref int_power(Thread& t, Value base, Value exponent, Value modulus);
Ref int_neg(Thread& t, Value self);
Ref int_abs(Thread& t, Value self);
Ref int_invert(Thread& t, Value self);

template <BinaryOp... kOps>
constexpr void set_int_operators(Slots& s) {
  ((s.binary[static_cast<int>(kOps)] = int_operator<kOps>), ...);
}
constexpr void fill_int_operators(Slots& s) {
  using enum BinaryOp;
  set_int_operators<kAdd, kSub, kMul, kTrueDiv, kFloorDiv, kMod, kDivmod, kPow, kLshift, kRshift, kAnd, kXor, kOr>(s);
  s.power = int_power;
  s.unary[static_cast<int>(UnaryOp::kNeg)] = int_neg;
  s.unary[static_cast<int>(UnaryOp::kPos)] = exact_int;
  s.unary[static_cast<int>(UnaryOp::kAbs)] = int_abs;
  s.unary[static_cast<int>(UnaryOp::kInvert)] = int_invert;
}

extern const MethodDef kIntMethods[];
extern const GetSetDef kIntGetSet[];

Ref int_repr(Thread& t, Value self);

}  // namespace rt
