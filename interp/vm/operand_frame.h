// Methods that an operator, the store of an attribute or a with block calls run in a frame above the one that executes
// the instruction, without C++ between.
//
// The operands stay where they are, in the caller's registers, and the method has them on loan. When it has returned,
// the instruction is looked at again: it stands right before the return pc.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// The Python function that `left op right` calls first, fit for a register, if nothing else has to be asked before it
// and a frame may start with it; else empty. SAVE first.
Value operator_method(Thread& t, rt::BinaryOp op, Value left, Value right, bool inplace);
// Runs it (aux) for an arithmetic instruction.
HANDLER enter_operator(HANDLER_ARGS);

// The setter of the property that the record describes, fit for a register, if a frame may start with it; else empty.
// SAVE first.
Value property_setter(Thread& t, const rt::AttrRecord* record, Value object);
// Runs it (aux) for SET_ATTR.
HANDLER enter_setter(HANDLER_ARGS);

// In the caller again: aux is what the method has returned. A left operand's method may not know the answer:
// operator_declined goes on then.
HANDLER operand_method_returned(HANDLER_ARGS);
HANDLER manager_method_returned(HANDLER_ARGS);  // where is_with() (ops_with.cpp)
HANDLER operator_declined(HANDLER_ARGS);
bool is_arithmetic(u64 insn);
inline bool is_with(u64 insn) {
  return is_op(insn, Op::WITH_ENTER) || is_op(insn, Op::WITH_ENTER_ONLY) || is_op(insn, Op::WITH_EXIT);
}

// ---- how such a frame begins, in the window on top of the stack

// May a frame of a function that is awake start now? SAVE first.
inline bool has_room_for(Thread& t, const Function* f) {
  return on_stack(t, frame_top(t) + kHeader, f->frame_size) && t.depth < t.recursion_limit.load(gc::relaxed) &&
         t.poll.load(gc::relaxed) == 0;
}

// Gives the parameters what the caller's registers hold, which stays theirs.
template <u32 count>
TINYPY_INLINE void lend_arguments(Value* window, const Function* f, const Value (&arguments)[count]) {
  for (u32 i = 0; i < count; ++i) window[i] = arguments[i].uncounted();
  for (u32 i = count; i < f->locals; ++i) window[i] = Value();
}

// The header of the window; the frame takes the count of `method`. START_OPERAND_FRAME goes there.
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
