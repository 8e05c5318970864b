// Methods that an operator or the store of an attribute calls run in a frame above the one that executes the instruction, without C++ between.
//
// The operands stay where they are, in the caller's registers, and the method has them on loan. When it has returned, the instruction is looked
// at again: it stands right before the return pc.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// The Python function that `left op right` calls first, fit for a register, if nothing else has to be asked before it and a frame may start with it;
// else empty. SAVE first.
Value operator_method(Thread& t, rt::BinaryOp op, Value left, Value right, bool inplace);
// Runs it (aux) for an arithmetic instruction.
HANDLER enter_operator(HANDLER_ARGS);

// The setter of the property that the record describes, fit for a register, if a frame may start with it; else empty. SAVE first.
Value property_setter(Thread& t, const rt::AttrRecord* record, Value object);
// Runs it (aux) for SET_ATTR.
HANDLER enter_setter(HANDLER_ARGS);

// In the caller again: aux is what the method has returned. A left operand's method may not know the answer: operator_declined goes on then.
HANDLER operand_method_returned(HANDLER_ARGS);
HANDLER operator_declined(HANDLER_ARGS);
bool is_arithmetic(u64 insn);

}  // namespace vm
