// The dispatch table, and the handlers that every other one may end in.
#include "interp/compile/code_object.h"
#include "interp/vm/handler.h"
#include "interp/vm/pending.h"

namespace vm {

#define OP(name, operands, extras, effects) op_##name,
#define SPECIAL(name, generic) op_##name,
const Handler kHandlers[kDispatchSize] = {
#include "interp/compile/ops.def"
#include "interp/vm/special.def"
};
Handler g_dispatch[kDispatchSize] = {
#include "interp/compile/ops.def"
#include "interp/vm/special.def"
};
// One at a time: not with what the next instruction does with the result.
#define op_MUL_THEN_ADD op_MUL
#define op_MUL_THEN_SUB op_MUL
#define op_MUL_THEN_SUB_FROM op_MUL
#define op_MUL_K_THEN_ADD op_MUL_K
#define op_MUL_K_THEN_SUB op_MUL_K
#define op_MUL_K_THEN_SUB_FROM op_MUL_K
const Handler kSingleHandlers[kDispatchSize] = {
#include "interp/compile/ops.def"
#include "interp/vm/special.def"
};
#undef op_MUL_THEN_ADD
#undef op_MUL_THEN_SUB
#undef op_MUL_THEN_SUB_FROM
#undef op_MUL_K_THEN_ADD
#undef op_MUL_K_THEN_SUB
#undef op_MUL_K_THEN_SUB_FROM
#undef OP
#undef SPECIAL

const u32 g_special_shapes[rt::kSpecialCount] = {
    static_cast<u32>(rt::TypeId::kNoneType),     static_cast<u32>(rt::TypeId::kBool),
    static_cast<u32>(rt::TypeId::kBool),         static_cast<u32>(rt::TypeId::kEllipsisType),
    static_cast<u32>(rt::TypeId::kNotImplementedType), static_cast<u32>(rt::TypeId::kFloat),
    static_cast<u32>(rt::TypeId::kFloat),        static_cast<u32>(rt::TypeId::kObject),
};

static Op generic_form(u16 op) {
  static constexpr Op kGeneric[] = {
#define SPECIAL(name, generic) Op::generic,
#include "interp/vm/special.def"
#undef SPECIAL
  };
  constexpr u16 kFirst = static_cast<u16>(Op::kGenericCount);
  return op < kFirst ? static_cast<Op>(op) : kGeneric[op - kFirst];
}

void install_dispatch() { comp::g_generic_op = generic_form; }

HANDLER release_next(HANDLER_ARGS) {
  Object* o = Value(aux).object();
  if (quick_release(t, o)) [[likely]] NEXT();
  t->frame = r;
  t->pc = pc;
  gc::decref(*t, o);
  NEXT();
}

HANDLER poll_next(HANDLER_ARGS) {
  // pc is the start of the next instruction here; a pending exception belongs to it.
  t->frame = r;
  t->pc = pc + 1;
  if (!handle_pending_py(*t)) {
    pc += 1;
    UNWIND();
  }
  NEXT();
}

}  // namespace vm
