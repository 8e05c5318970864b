// Operand frames of operators, items and stores of attributes (operand_frame.h); those of with blocks are in
// ops/with.cpp.
#include "interp/vm/frame/operand_frame.h"
#include "runtime/types/classes/property.h"

#include "interp/vm/cache/loaded.h"
#include "runtime/object/names.h"
#include "runtime/object/slots_generic.h"

namespace vm {

using rt::AttrKind;
using rt::AttrRecord;
using rt::BinaryOp;

// ---- which method

static rt::N left_name(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd: return rt::N::__add__;
    case BinaryOp::kSub: return rt::N::__sub__;
    case BinaryOp::kMul: return rt::N::__mul__;
    case BinaryOp::kMatMul: return rt::N::__matmul__;
    case BinaryOp::kTrueDiv: return rt::N::__truediv__;
    case BinaryOp::kFloorDiv: return rt::N::__floordiv__;
    case BinaryOp::kMod: return rt::N::__mod__;
    case BinaryOp::kPow: return rt::N::__pow__;
    case BinaryOp::kLshift: return rt::N::__lshift__;
    case BinaryOp::kRshift: return rt::N::__rshift__;
    case BinaryOp::kAnd: return rt::N::__and__;
    case BinaryOp::kOr: return rt::N::__or__;
    default: return rt::N::__xor__;
  }
}

// The method, fit for a register, if it is a Python function of two plain parameters and there is room for its frame;
// else empty.
static Value startable(Thread& t, Value method) {
  if (!method || !is_function(method)) return Value();
  auto* f = method.as<Function>();
  bool starts = f->simple_args.load(gc::acquire) == 2 && has_room_for(t, f);
  return starts && keep_loaded(&t, method) ? method : Value();
}

Value operator_method(Thread& t, BinaryOp op, Value left, Value right, bool inplace) {
  auto i = static_cast<int>(op);
  rt::Type* type = rt::type_of(left.object());
  if (reinterpret_cast<rt::SlotFn>(type->slots.binary[i].get()) != rt::generic::binary(op)) return Value();
  if (inplace && type->slots.inplace[i]) return Value();
  rt::Type* other = rt::type_of(right);
  if (other != type && (other->flags & rt::kTypeHeap))
    return Value();  // it may be a subclass with an answer of its own
  AttrRecord* record = rt::find_attribute(t, type->root_shape, rt::name(left_name(op)));
  return record->fallback == AttrKind::kMethod ? startable(t, record->value.get_shared()) : Value();
}

Value item_method(Thread& t, Value container) {
  rt::Type* type = rt::type_of(container.object());
  if (type->slots.getitem != rt::generic::getitem) return Value();
  AttrRecord* record = rt::find_attribute(t, type->root_shape, rt::name(rt::N::__getitem__));
  return record->fallback == AttrKind::kMethod ? startable(t, record->value.get_shared()) : Value();
}

Value property_setter(Thread& t, const AttrRecord* record, Value object) {
  if (record->kind != AttrKind::kDataDescriptor ||
      rt::type_of(object.object())->slots.setattr != rt::generic_setattr_py)
    return Value();
  Value property = record->raw.get_shared();
  if (!property || !rt::is_exact(property, rt::TypeId::kProperty)) return Value();
  return startable(t, property.as<rt::Property>()->setter.get_shared());
}

// ---- entering

static Value* two_operands_frame(Thread& t, Value* r, const u64* pc, Value method, const Value (&operands)[2]) {
  Value* window = open_operand_frame(t, r, pc, method);
  lend_arguments(window, method.as<Function>(), operands);
  return window;
}

// The arithmetic instructions are those from Op::ADD up to the last superinstruction for a product.
bool is_arithmetic(u64 insn) {
  constexpr u32 kFirst = static_cast<u32>(Op::ADD), kEnd = static_cast<u32>(Op::NEG);
  return comp::op_number(insn) - kFirst < kEnd - kFirst;
}

struct Arithmetic {
  BinaryOp op;
  bool inplace, constant;  // constant: on the right
};
// Decodes an arithmetic instruction.
static Arithmetic arithmetic_of(u64 insn) {
  static constexpr BinaryOp kOps[] = {BinaryOp::kAdd,     BinaryOp::kSub,      BinaryOp::kMul, BinaryOp::kMatMul,
                                      BinaryOp::kTrueDiv, BinaryOp::kFloorDiv, BinaryOp::kMod, BinaryOp::kPow,
                                      BinaryOp::kLshift,  BinaryOp::kRshift,   BinaryOp::kAnd, BinaryOp::kOr,
                                      BinaryOp::kXor};
  Op op = static_cast<Op>(comp::op_number(insn));
  if (op >= Op::MUL_THEN_ADD) return {BinaryOp::kMul, false, op >= Op::MUL_K_THEN_ADD};
  u32 index = static_cast<u32>(op) - static_cast<u32>(Op::ADD);
  return {kOps[index / 4], (index & 2) != 0, (index & 1) != 0};
}
static_assert(static_cast<u32>(Op::MUL_THEN_ADD) == static_cast<u32>(Op::ADD) + 13 * 4);

// True for the instructions with operands b and c and a destination.
static bool has_result(u64 insn) {
  return is_arithmetic(insn) || is_op(insn, Op::GET_ITEM) || is_op(insn, Op::GET_ITEM_K);
}
// True if operand c of such an instruction is a constant.
static bool has_constant(u64 insn) {
  return is_arithmetic(insn) ? arithmetic_of(insn).constant : is_op(insn, Op::GET_ITEM_K);
}

SHARED_HANDLER enter_operator(HANDLER_ARGS) {
  Value* window = two_operands_frame(*t, r, pc, Value(aux), {REG_B, has_constant(insn) ? CONSTANT_C : REG_C});
  START_OPERAND_FRAME(window);
}

SHARED_HANDLER enter_item(HANDLER_ARGS) {
  Value* window = two_operands_frame(*t, r, pc, Value(aux), {REG_B, REG_C});
  START_OPERAND_FRAME(window);
}

SHARED_HANDLER enter_setter(HANDLER_ARGS) {
  Value* window = two_operands_frame(*t, r, pc, Value(aux), {REG_A, REG_B});
  START_OPERAND_FRAME(window);
}

// ---- afterwards

SLOW_HANDLER release_operands(HANDLER_ARGS) {
  SAVE();
  if (has_result(insn)) {  // the result may be borrowed, so it is written before anything is released
    Value left, right;
    if (b_is_temp(insn)) left = std::exchange(REG_B, Value());
    if (c_is_temp(insn) && !has_constant(insn)) right = std::exchange(REG_C, Value());
    Value replaced = std::exchange(DEST, Value(aux));
    for (Value v : {left, right, replaced}) drop(t, v);
    NEXT();
  }
  drop(t, Value(aux));  // what a setter returns is of no interest
  CONSUME_B();
  CONSUME_A();
  pc += 2;
  NEXT();
}

SHARED_HANDLER operand_method_returned(HANDLER_ARGS) {
  insn = load_word(pc - 1);
  if (has_result(insn)) [[likely]] {
    bool done = !b_is_temp(insn) || quick_consume(t, REG_B);
    if (done && c_is_temp(insn) && !has_constant(insn)) done = quick_consume(t, REG_C);
    if (!done) TAIL(release_operands, aux);
    FINISH(DEST, Value(aux));
  }
  if (is_with(insn)) TAIL(manager_method_returned, aux);
  bool done = !b_is_temp(insn) || quick_consume(t, REG_B);
  if (done && a_is_temp(insn)) done = quick_consume(t, REG_A);
  if (!done || Value(aux).is_counted()) TAIL(release_operands, aux);
  pc += 2;
  NEXT();
}

SHARED_HANDLER operator_declined(HANDLER_ARGS) {
  insn = load_word(pc - 1);
  SAVE();
  Arithmetic a = arithmetic_of(insn);
  Value v = rt::binary_op_declined_py(*t, a.op, REG_B, a.constant ? CONSTANT_C : REG_C, a.inplace).release();
  if (!v) UNWIND();
  TAIL(release_operands, v.bits());
}

}  // namespace vm
