// Handlers: arithmetic, comparison, conditional jumps. Small ints and inline floats are handled without a call; all
// other operands go to the abstract operations of the runtime, or to an operand frame (operand_frame.h).
#include <cmath>

#include "interp/vm/frame/operand_frame.h"
#include "interp/vm/handler.h"
#include "interp/vm/ops/immediate_math.h"
#include "runtime/object/arith.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int_short.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::CompareOp;

namespace {

enum class Right { kRegister, kConstant };

template <Right kRight>
TINYPY_INLINE Value right_operand(const u64* pc, Value* r, const Value* k) {
  if constexpr (kRight == Right::kConstant) return CONSTANT_C;
  return REG_C;
}

// `s += t` for a str in a register that is also the destination. The register gives up its reference first; if that was
// the only one, the str grows in place.
Value append_text(Thread& t, Value& reg, Value right) {
  Value left = std::exchange(reg, Value());
  return rt::str_append(t, Ref::steal(left), right).release();
}

// The left operand is an object, but neither a str nor an int. Its class is looked up once.
template <BinaryOp kOp, Right kRight, bool kInplace>
SLOW_HANDLER arith_object(HANDLER_ARGS) {
  SAVE();
  Value b = REG_B, c = right_operand<kRight>(pc, r, k);
  const rt::Type* type = rt::type_of(b.object());
  if (type->flags & rt::kTypeHeap) {
    if (Value method = operator_method(*t, kOp, b, c, kInplace)) TAIL(enter_operator, method.bits());
  }
  Value v = rt::object_op_py(*t, kOp, type, b, c, kInplace).release();
  if (!v) UNWIND();
  CONSUME_B();
  if constexpr (kRight == Right::kRegister) CONSUME_C();
  FINISH_SLOW(DEST, v);
}

template <BinaryOp kOp, Right kRight, bool kInplace>
SLOW_HANDLER arith_slow(HANDLER_ARGS) {
  Value b = REG_B, c = right_operand<kRight>(pc, r, k);
  u32 shape = b.is_pointer() ? b.object()->shape_id() : 0;  // read once
  constexpr u32 kStr = static_cast<u32>(rt::TypeId::kStr), kInt = static_cast<u32>(rt::TypeId::kInt);
  if (b.is_pointer() && shape != kStr && shape != kInt) TAIL((arith_object<kOp, kRight, kInplace>), 0);
  SAVE();
  if constexpr (kOp == BinaryOp::kAdd) {
    if (shape == kStr && rt::is_exact_str(c)) {
      bool grow = kInplace && OPERAND_A == OPERAND_B && b.is_counted();
      Value joined = grow ? append_text(*t, REG_B, c) : rt::str_concat(*t, b.stripped(), c.stripped()).release();
      if (!joined) UNWIND();
      CONSUME_B();
      if constexpr (kRight == Right::kRegister) CONSUME_C();
      FINISH_SLOW(DEST, joined);
    }
  }
  if constexpr (rt::has_short_form(kOp)) {
    if ((b.is_small_int() || shape == kInt) && rt::is_exact_int(c)) {
      Value v = rt::exact_int_binary<kOp>(*t, b, c).release();
      if (!v) UNWIND();
      CONSUME_B();
      if constexpr (kRight == Right::kRegister) CONSUME_C();
      FINISH_SLOW(DEST, v);
    }
  }
  Value v = (kInplace ? rt::inplace_op_py(*t, kOp, b, c) : rt::binary_op_py(*t, kOp, b, c)).release();
  if (!v) UNWIND();
  CONSUME_B();
  if constexpr (kRight == Right::kRegister) CONSUME_C();
  FINISH_SLOW(DEST, v);
}

// A number that is an immediate, as a double. False: `v` is no such number.
TINYPY_INLINE bool immediate_double(Value v, double* out) {
  if (v.is_inline_float()) *out = v.inline_float();
  else if (v.is_small_int()) {
    i64 n = v.small();
    if (n > (i64{1} << 53) || n < -(i64{1} << 53)) return false;
    *out = static_cast<double>(n);
  } else if (v == rt::kPlusZero) *out = 0.0;
  else if (v == rt::kMinusZero) *out = -0.0;
  else return false;
  return true;
}

// True and False as the ints they are; anything else as it is.
TINYPY_INLINE Value bool_as_int(Value v) {
  if (v == rt::kTrue) return Value::small_int(1);
  if (v == rt::kFalse) return Value::small_int(0);
  return v;
}

// A power of a positive number that is neither too large nor too small.
TINYPY_INLINE bool plain_power(double x, double y, Value* out) {
  if (!(x > 0)) return false;
  double z = std::pow(x, y);
  bool fits;
  *out = Value::encode_float(z, &fits);
  return fits && std::isfinite(z);
}

// Second attempt, for operands that the fast path does not handle: powers of floats, an int and a float, zeros, int /
// int, a bool and an int.
template <BinaryOp kOp, Right kRight, bool kInplace>
SLOW_HANDLER arith_mixed(HANDLER_ARGS) {
  Value b = REG_B, c = right_operand<kRight>(pc, r, k), v;
  if (!b.is_immediate() || !c.is_immediate()) TAIL((arith_slow<kOp, kRight, kInplace>), 0);
  if constexpr (kOp == BinaryOp::kAdd || kOp == BinaryOp::kSub || kOp == BinaryOp::kMul) {
    Value m = bool_as_int(b), n = bool_as_int(c);
    if (Value::both_small(m, n) && int_op<kOp>(m, n, &v)) FINISH(DEST, v);
  }
  double x, y;
  if constexpr (kOp == BinaryOp::kPow) {
    if (!Value::both_small(b, c) && immediate_double(b, &x) && immediate_double(c, &y) && plain_power(x, y, &v))
      FINISH(DEST, v);
  }
  if constexpr (has_float_form(kOp)) {
    if ((kOp == BinaryOp::kTrueDiv || !Value::both_small(b, c)) && immediate_double(b, &x) && immediate_double(c, &y) &&
        float_op<kOp>(x, y, &v)) {
      FINISH(DEST, v);
    }
  }
  TAIL((arith_slow<kOp, kRight, kInplace>), 0);
}

template <BinaryOp kOp, Right kRight, bool kInplace, bool kFresh = false>
TINYPY_INLINE HANDLER arith(HANDLER_ARGS) {
  Value b = REG_B, c = right_operand<kRight>(pc, r, k), v;
  if (kOp != BinaryOp::kTrueDiv && Value::both_small(b, c)) {
    if (int_op<kOp>(b, c, &v)) [[likely]]
      FINISH(DEST, v);
    TAIL((arith_mixed<kOp, kRight, kInplace>), 0);
  }
  if constexpr (has_float_form(kOp)) {
    if (b.is_inline_float() && c.is_inline_float()) {
      if (float_op<kOp>(b.inline_float(), c.inline_float(), &v)) [[likely]]
        FINISH(DEST, v);
    }
    TAIL((arith_mixed<kOp, kRight, kInplace>), 0);
  }
  if constexpr (kOp == BinaryOp::kPow) TAIL((arith_mixed<kOp, kRight, kInplace>), 0);
  TAIL((arith_slow<kOp, kRight, kInplace>), 0);
}

}  // namespace

#define ARITH(NAME, op)                                                                                                     \
  FRESH_HANDLER(NAME) { MUSTTAIL return arith<BinaryOp::op, Right::kRegister, false, kFresh>(insn, pc, r, t, k, aux); }     \
  FRESH_HANDLER(NAME##_K) { MUSTTAIL return arith<BinaryOp::op, Right::kConstant, false, kFresh>(insn, pc, r, t, k, aux); } \
  OP_HANDLER(INPLACE_##NAME) { MUSTTAIL return arith<BinaryOp::op, Right::kRegister, true>(insn, pc, r, t, k, aux); }       \
  OP_HANDLER(INPLACE_##NAME##_K) { MUSTTAIL return arith<BinaryOp::op, Right::kConstant, true>(insn, pc, r, t, k, aux); }
ARITH(ADD, kAdd)
ARITH(SUB, kSub)
ARITH(MUL, kMul)
ARITH(MATMUL, kMatMul)
ARITH(TRUEDIV, kTrueDiv)
ARITH(FLOORDIV, kFloorDiv)
ARITH(MOD, kMod)
ARITH(POW, kPow)
ARITH(LSHIFT, kLshift)
ARITH(RSHIFT, kRshift)
ARITH(AND, kAnd)
ARITH(OR, kOr)
ARITH(XOR, kXor)
#undef ARITH

// ---- superinstructions: a product that the next instruction adds or subtracts

namespace {

enum class Then { kAdd, kSub, kSubFrom };

// The operand of the next instruction that is not the product. next: the word of that instruction.
template <Then kThen>
TINYPY_INLINE Value other_operand(u64 next, const Value* r, u32 product) {
  bool right = kThen == Then::kSub || (kThen == Then::kAdd && b_is_temp(next) && op_b(next) == product);
  return r[right ? op_c(next) : op_b(next)];
}

template <Then kThen, Right kRight>
TINYPY_INLINE HANDLER mul_then(HANDLER_ARGS) {
  Value b = REG_B, c = right_operand<kRight>(pc, r, k), v;
  u64 next = load_word(pc);
  Value d = other_operand<kThen>(next, r, OPERAND_A);
  bool done = false;
  if (Value::both_small(b, c)) {
    Value product;
    if (d.is_small_int() && int_op<BinaryOp::kMul>(b, c, &product)) {
      if constexpr (kThen == Then::kAdd) done = int_op<BinaryOp::kAdd>(product, d, &v);
      else if constexpr (kThen == Then::kSub) done = int_op<BinaryOp::kSub>(product, d, &v);
      else done = int_op<BinaryOp::kSub>(d, product, &v);
    }
  } else if (b.is_inline_float() && c.is_inline_float() && d.is_inline_float()) {
    double product = b.inline_float() * c.inline_float();  // rounded, as if it had been stored
    if constexpr (kThen == Then::kAdd) done = float_op<BinaryOp::kAdd>(product, d.inline_float(), &v);
    else if constexpr (kThen == Then::kSub) done = float_op<BinaryOp::kSub>(product, d.inline_float(), &v);
    else done = float_op<BinaryOp::kSub>(d.inline_float(), product, &v);
  }
  if (!done) MUSTTAIL return arith<BinaryOp::kMul, kRight, false>(insn, pc, r, t, k, aux);
  FINISH_SKIP(r[op_a(next)], v, 1);
}

}  // namespace

#define MUL_THEN(NAME, then)                                                                                      \
  OP_HANDLER(MUL_THEN_##NAME) { MUSTTAIL return mul_then<Then::then, Right::kRegister>(insn, pc, r, t, k, aux); } \
  OP_HANDLER(MUL_K_THEN_##NAME) { MUSTTAIL return mul_then<Then::then, Right::kConstant>(insn, pc, r, t, k, aux); }
MUL_THEN(ADD, kAdd)
MUL_THEN(SUB, kSub)
MUL_THEN(SUB_FROM, kSubFrom)
#undef MUL_THEN

// ---- unary

template <rt::UnaryOp kOp>
SLOW_HANDLER unary_slow(HANDLER_ARGS) {
  SAVE();
  Value v = rt::unary_op_py(*t, kOp, REG_B).release();
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(NEG) {
  Value b = REG_B;
  if (b.is_small_int() && b.small() != Value::kMinSmall) [[likely]]
    FINISH(DEST, Value::small_int(-b.small()));
  if (b.is_inline_float()) FINISH(DEST, Value(b.bits() ^ 4));  // the sign is bit 2
  TAIL(unary_slow<rt::UnaryOp::kNeg>, 0);
}
OP_HANDLER(POS) {
  if (REG_B.is_small_int() || REG_B.is_inline_float()) FINISH(DEST, REG_B);
  TAIL(unary_slow<rt::UnaryOp::kPos>, 0);
}
OP_HANDLER(INVERT) {
  if (REG_B.is_small_int()) FINISH(DEST, Value::small_int(~REG_B.small()));
  TAIL(unary_slow<rt::UnaryOp::kInvert>, 0);
}

// The truth of values that need no call: 1 or 0; -1: truth_py must decide.
TINYPY_INLINE static int quick_truth(Value v) {
  if (v == rt::kTrue) return 1;
  if (v == rt::kFalse || v == rt::kNone) return 0;
  if (v.is_small_int()) return v.bits() != 1;
  return -1;
}

// The same for strs and containers of built-in types. -1: it is none.
TINYPY_INLINE static int quick_emptiness(Value v) {
  if (v.is_immediate()) return -1;
  const Object* o = v.object();
  switch (static_cast<rt::TypeId>(o->shape_id())) {
    case rt::TypeId::kStr: return static_cast<const rt::Str*>(o)->length != 0;
    case rt::TypeId::kList: return static_cast<const rt::List*>(o)->length.load(gc::acquire) != 0;
    case rt::TypeId::kTuple: return static_cast<const rt::Tuple*>(o)->length != 0;
    case rt::TypeId::kDict: return static_cast<const rt::Dict*>(o)->size() != 0;
    default: return -1;
  }
}

SLOW_HANDLER not_slow(HANDLER_ARGS) {
  SAVE();
  int truth = rt::truth_py(*t, REG_B);
  if (truth < 0) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, rt::boolean(!truth));
}
SLOW_HANDLER not_decided(HANDLER_ARGS) {  // aux: the result
  SAVE();
  CONSUME_B();
  FINISH_SLOW(DEST, Value(aux));
}
OP_HANDLER(NOT) {
  int truth = quick_truth(REG_B);
  if (truth < 0) {
    truth = quick_emptiness(REG_B);
    if (truth < 0) TAIL(not_slow, 0);
    if (b_is_temp(insn) && !quick_consume(t, REG_B)) TAIL(not_decided, rt::boolean(!truth).bits());
  }
  FINISH(DEST, rt::boolean(!truth));
}

// ---- comparison

// aux: the result.
template <Right kRight>
SLOW_HANDLER write_decided_of(HANDLER_ARGS) {
  SAVE();
  CONSUME_B();
  if constexpr (kRight == Right::kRegister) CONSUME_C();
  FINISH_SLOW(DEST, Value(aux));
}

// aux: whether to jump.
template <Right kRight>
SLOW_HANDLER jump_decided_of(HANDLER_ARGS) {
  SAVE();
  CONSUME_B();
  if constexpr (kRight == Right::kRegister) CONSUME_C();
  if (aux) JUMP_TO(jump_a(pc));
  NEXT();
}

HANDLER write_decided(HANDLER_ARGS) { TAIL(write_decided_of<Right::kRegister>, aux); }
HANDLER jump_decided(HANDLER_ARGS) { TAIL(jump_decided_of<Right::kRegister>, aux); }

namespace {

template <CompareOp kOp, class T>
TINYPY_INLINE bool compare_numbers(T x, T y) {
  if constexpr (kOp == CompareOp::kLt) return x < y;
  if constexpr (kOp == CompareOp::kLe) return x <= y;
  if constexpr (kOp == CompareOp::kEq) return x == y;
  if constexpr (kOp == CompareOp::kNe) return x != y;
  if constexpr (kOp == CompareOp::kGt) return x > y;
  return x >= y;
}

template <CompareOp kOp>
TINYPY_INLINE bool quick_compare(Value b, Value c, bool* result) {
  if (Value::both_small(b, c)) [[likely]] {
    *result = compare_numbers<kOp>(static_cast<i64>(b.bits()), static_cast<i64>(c.bits()));
    return true;
  }
  if (b.is_inline_float() && c.is_inline_float()) {
    *result = compare_numbers<kOp>(b.inline_float(), c.inline_float());
    return true;
  }
  return false;
}

// Compares two exact strs without a call, if they are the same object or differ in length or first character (an empty
// str has a zero there). False: a call is needed.
template <CompareOp kOp>
TINYPY_INLINE bool quick_texts(Value b, Value c, bool* result) {
  if (!rt::is_exact_str(b) || !rt::is_exact_str(c)) return false;
  const rt::Str *x = rt::as_str(b), *y = rt::as_str(c);
  u32 first = x->data()[0], second = y->data()[0];
  if (x == y) {
    *result = compare_numbers<kOp>(0, 0);
    return true;
  }
  if constexpr (kOp == CompareOp::kEq || kOp == CompareOp::kNe) {
    *result = kOp == CompareOp::kNe;
    return x->length != y->length || first != second;
  }
  *result = compare_numbers<kOp>(first, second);
  return first != second && (x->kind | y->kind) == 1;
}

// Compares two exact ints of any size, or two exact strs by == and !=. False: compare_py must do it.
template <CompareOp kOp>
TINYPY_INLINE bool compare_exact(Value b, Value c, bool* result) {
  if constexpr (kOp == CompareOp::kEq || kOp == CompareOp::kNe) {
    if (rt::is_exact_str(b) && rt::is_exact_str(c)) {
      bool equal = rt::is_same(b, c) || rt::str_equal(b.stripped(), c.stripped());
      *result = equal == (kOp == CompareOp::kEq);
      return true;
    }
  }
  if (!rt::is_exact_int(b) || !rt::is_exact_int(c)) return false;
  *result = compare_numbers<kOp>(rt::int_compare(b, c), 0);
  return true;
}

template <CompareOp kOp, Right kRight>
SLOW_HANDLER compare_slow(HANDLER_ARGS) {
  SAVE();
  if (bool result; compare_exact<kOp>(REG_B, right_operand<kRight>(pc, r, k), &result)) {
    CONSUME_B();
    if constexpr (kRight == Right::kRegister) CONSUME_C();
    FINISH_SLOW(DEST, rt::boolean(result));
  }
  Value v = rt::compare_py(*t, REG_B, right_operand<kRight>(pc, r, k), kOp).release();
  if (!v) UNWIND();
  CONSUME_B();
  if constexpr (kRight == Right::kRegister) CONSUME_C();
  FINISH_SLOW(DEST, v);
}

template <CompareOp kOp, Right kRight>
TINYPY_INLINE HANDLER compare(HANDLER_ARGS) {
  bool result;
  if (quick_compare<kOp>(REG_B, right_operand<kRight>(pc, r, k), &result)) FINISH(DEST, rt::boolean(result));
  if (!quick_texts<kOp>(REG_B, right_operand<kRight>(pc, r, k), &result)) TAIL((compare_slow<kOp, kRight>), 0);
  if (!quick_consume_operands(insn, pc, r, t, kRight == Right::kRegister))
    TAIL(write_decided_of<kRight>, rt::boolean(result).bits());
  FINISH(DEST, rt::boolean(result));
}

// Truth of the comparison's result (which may be any object), without the identity short cut of compare_bool_py.
int compare_truth_py(Thread& t, Value b, Value c, CompareOp op) {
  Ref v = rt::compare_py(t, b, c, op);
  return v ? rt::truth_py(t, v) : -1;
}

template <CompareOp kOp, Right kRight, bool kSense>
SLOW_HANDLER compare_jump_slow(HANDLER_ARGS) {
  SAVE();
  int result;
  if (bool holds; compare_exact<kOp>(REG_B, right_operand<kRight>(pc, r, k), &holds)) result = holds;
  else result = compare_truth_py(*t, REG_B, right_operand<kRight>(pc, r, k), kOp);
  if (result < 0) UNWIND();
  CONSUME_B();
  if constexpr (kRight == Right::kRegister) CONSUME_C();
  if ((result != 0) == kSense) JUMP_TO(jump_a(pc));
  NEXT();
}

template <CompareOp kOp, Right kRight, bool kSense>
TINYPY_INLINE HANDLER compare_jump(HANDLER_ARGS) {
  bool result;
  if (!quick_compare<kOp>(REG_B, right_operand<kRight>(pc, r, k), &result)) [[unlikely]] {
    if (!quick_texts<kOp>(REG_B, right_operand<kRight>(pc, r, k), &result))
      TAIL((compare_jump_slow<kOp, kRight, kSense>), 0);
    if (!quick_consume_operands(insn, pc, r, t, kRight == Right::kRegister))
      TAIL(jump_decided_of<kRight>, result == kSense);
  }
  if (result == kSense) JUMP_TO(jump_a(pc));
  NEXT();
}

}  // namespace

#define COMPARE(NAME, op)                                                                                       \
  OP_HANDLER(NAME) { MUSTTAIL return compare<CompareOp::op, Right::kRegister>(insn, pc, r, t, k, aux); }        \
  OP_HANDLER(NAME##_K) { MUSTTAIL return compare<CompareOp::op, Right::kConstant>(insn, pc, r, t, k, aux); }    \
  OP_HANDLER(JUMP_IF_##NAME) {                                                                                  \
    MUSTTAIL return compare_jump<CompareOp::op, Right::kRegister, true>(insn, pc, r, t, k, aux);                \
  }                                                                                                             \
  OP_HANDLER(JUMP_IF_##NAME##_K) {                                                                              \
    MUSTTAIL return compare_jump<CompareOp::op, Right::kConstant, true>(insn, pc, r, t, k, aux);                \
  }                                                                                                             \
  OP_HANDLER(JUMP_IF_NOT_##NAME) {                                                                              \
    MUSTTAIL return compare_jump<CompareOp::op, Right::kRegister, false>(insn, pc, r, t, k, aux);               \
  }                                                                                                             \
  OP_HANDLER(JUMP_IF_NOT_##NAME##_K) {                                                                          \
    MUSTTAIL return compare_jump<CompareOp::op, Right::kConstant, false>(insn, pc, r, t, k, aux);               \
  }
COMPARE(LT, kLt)
COMPARE(LE, kLe)
COMPARE(EQ, kEq)
COMPARE(NE, kNe)
COMPARE(GT, kGt)
COMPARE(GE, kGe)
#undef COMPARE

// ---- identity

template <bool kSense>
TINYPY_INLINE static HANDLER identity(HANDLER_ARGS) {
  Value result = rt::boolean(rt::is_same(REG_B, REG_C) == kSense);
  if (!quick_consume_operands(insn, pc, r, t)) TAIL(write_decided, result.bits());
  FINISH(DEST, result);
}
OP_HANDLER(IS) { MUSTTAIL return identity<true>(insn, pc, r, t, k, aux); }
OP_HANDLER(IS_NOT) { MUSTTAIL return identity<false>(insn, pc, r, t, k, aux); }

template <Right kRight, bool kSense>
TINYPY_INLINE static HANDLER identity_jump(HANDLER_ARGS) {
  bool jumps = rt::is_same(REG_B, right_operand<kRight>(pc, r, k)) == kSense;
  if (!quick_consume_operands(insn, pc, r, t, kRight == Right::kRegister)) TAIL(jump_decided_of<kRight>, jumps);
  if (jumps) JUMP_TO(jump_a(pc));
  NEXT();
}
OP_HANDLER(JUMP_IF_IS) { MUSTTAIL return identity_jump<Right::kRegister, true>(insn, pc, r, t, k, aux); }
OP_HANDLER(JUMP_IF_IS_K) { MUSTTAIL return identity_jump<Right::kConstant, true>(insn, pc, r, t, k, aux); }
OP_HANDLER(JUMP_IF_NOT_IS) { MUSTTAIL return identity_jump<Right::kRegister, false>(insn, pc, r, t, k, aux); }
OP_HANDLER(JUMP_IF_NOT_IS_K) { MUSTTAIL return identity_jump<Right::kConstant, false>(insn, pc, r, t, k, aux); }

// ---- jumps

OP_HANDLER(JUMP) {
  pc += jump_bc(insn);
  NEXT();
}
OP_HANDLER(JUMP_BACK) { JUMP_TO(jump_bc(insn)); }

template <bool kSense>
SLOW_HANDLER truth_jump_slow(HANDLER_ARGS) {
  SAVE();
  int truth = rt::truth_py(*t, REG_A);
  if (truth < 0) UNWIND();
  CONSUME_A();
  if ((truth != 0) == kSense) JUMP_TO(jump_bc(insn));
  NEXT();
}
SLOW_HANDLER truth_jump_decided(HANDLER_ARGS) {  // aux: whether to jump
  SAVE();
  CONSUME_A();
  if (aux) JUMP_TO(jump_bc(insn));
  NEXT();
}
template <bool kSense>
TINYPY_INLINE static HANDLER truth_jump(HANDLER_ARGS) {
  int truth = quick_truth(REG_A);
  if (truth < 0) {
    truth = quick_emptiness(REG_A);
    if (truth < 0) TAIL(truth_jump_slow<kSense>, 0);
    if (a_is_temp(insn) && !quick_consume(t, REG_A)) TAIL(truth_jump_decided, (truth != 0) == kSense);
  }
  if ((truth != 0) == kSense) JUMP_TO(jump_bc(insn));
  NEXT();
}
OP_HANDLER(JUMP_IF_TRUE) { MUSTTAIL return truth_jump<true>(insn, pc, r, t, k, aux); }
OP_HANDLER(JUMP_IF_FALSE) { MUSTTAIL return truth_jump<false>(insn, pc, r, t, k, aux); }

}  // namespace vm
