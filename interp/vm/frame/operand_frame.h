// Operand frames: a method that an operator, o[i], the store of an attribute or a with block calls runs in a frame
// above the frame of the instruction, without C++ between. So such a method costs no recursion on the C stack.
//
// The operands stay in the caller's registers, and the method has them on loan. The instruction is not finished when
// the method returns: operand_method_returned reads it again (it stands right before the return pc), releases the
// operands and writes the destination.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// False for an instance of a native class, which has no methods in Python: then the two functions below need no call.
inline bool may_have_methods(Value v) { return v.is_pointer() && (rt::type_of(v.object())->flags & rt::kTypeHeap); }
// The Python function that `left op right` calls first; owned, fit for a register. Empty without an error: the
// operation starts in another way (the right operand's class goes first, or the method is native), or there is no room
// for a frame. may_have_methods(left). SAVE first.
Value operator_method(Thread& t, rt::BinaryOp op, Value left, Value right, bool inplace);
// The __getitem__ in Python of the container's class; the same otherwise. may_have_methods(container). SAVE first.
Value item_method(Thread& t, Value container);
// Handlers: run the function in aux as an operand frame; the first one that of an arithmetic instruction, GET_ITEM or
// GET_ITEM_K, the second one that of GET_ITEM alone.
HANDLER enter_operator(HANDLER_ARGS);
HANDLER enter_item(HANDLER_ARGS);

// The setter of the property that the record describes; owned, fit for a register. Empty without an error: the setter
// is no plain Python function, or there is no room for a frame. SAVE first.
Value property_setter(Thread& t, const rt::AttrRecord* record, Value object);
// Handler: runs the setter in aux as an operand frame of a SET_ATTR.
HANDLER enter_setter(HANDLER_ARGS);

// Handler: the method has returned aux; finishes the instruction in the caller's frame.
HANDLER operand_method_returned(HANDLER_ARGS);
// The same for instructions with is_with() (ops/with.cpp).
HANDLER manager_method_returned(HANDLER_ARGS);
// The same if the left operand's method has returned NotImplemented: asks the right operand.
HANDLER operator_declined(HANDLER_ARGS);
bool is_arithmetic(u64 insn);
inline bool is_with(u64 insn) {
  return is_op(insn, Op::WITH_ENTER) || is_op(insn, Op::WITH_ENTER_ONLY) || is_op(insn, Op::WITH_EXIT);
}

// ---- the start of an operand frame, in the window on top of the stack

// True if a frame of the function, which must be awake, may start now. SAVE first.
inline bool has_room_for(Thread& t, const Function* f) {
  return on_stack(t, frame_top(t) + kHeader, f->frame_size) && t.depth < t.recursion_limit.load(gc::relaxed) &&
         t.poll.load(gc::relaxed) == 0;
}

// Lends the values of the caller's registers to the parameters, and empties the other locals.
template <u32 count>
TINYPY_INLINE void lend_arguments(Value* window, const Function* f, const Value (&arguments)[count]) {
  for (u32 i = 0; i < count; ++i) window[i] = borrow(arguments[i], gc::ObjectEvent::borrowed_operand);
  for (u32 i = count; i < f->locals; ++i) window[i] = Value();
}

// Writes the header of the window; the frame takes over the reference to `method`. START_OPERAND_FRAME then enters it.
TINYPY_INLINE Value* open_operand_frame(Thread& t, Value* r, const u64* pc, Value method) {
  Value* window = frame_top(t) + kHeader;
  window[kFrameObject] = Value();
  window[kCallee] = method;
  window[kReturnPc] = Value(reinterpret_cast<u64>(pc) | 1);
  window[kLink] = Value(make_link(r, 0, kOperandFrame));
  t.depth += 1;
  return window;
}
#define START_OPERAND_FRAME(window)  \
  do {                               \
    r = (window);                    \
    pc = function_of(r)->entry;      \
    k = function_of(r)->constants;   \
    NEXT();                          \
  } while (0)

}  // namespace vm
