// Handlers: type parameters and type aliases.
#include "interp/vm/handler.h"
#include "runtime/library/core/typing.h"

namespace vm {

static Value make_type_param_py(Thread& t, Value* w, u32 what) {
  rt::ParameterParts parts;
  parts.name = w[0];
  u32 next = 1;
  if (what & 4) parts.evaluate_bound = w[next++];
  if (what & 8) parts.evaluate_constraints = w[next++];
  if (what & 16) parts.evaluate_default = w[next++];
  Value v = rt::make_type_parameter_py(t, static_cast<rt::ParameterKind>(what & 3), parts).release();
  for (u32 i = 0; v && i < next; ++i) consume(&t, w[i]);
  return v;
}

OP_HANDLER(MAKE_TYPE_PARAM) {
  SAVE();
  Value v = make_type_param_py(*t, &REG_B, OPERAND_C);
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

static Value make_alias_py(Thread& t, Value* w) {
  Value v = rt::make_type_alias_py(t, w[0], w[1], w[2]).release();
  for (u32 i = 0; v && i < 3; ++i) consume(&t, w[i]);
  return v;
}

OP_HANDLER(MAKE_TYPE_ALIAS) {
  SAVE();
  Value v = make_alias_py(*t, &REG_B);
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(SET_TYPE_PARAMS) {
  SAVE();
  auto* function = REG_A.as<Function>();
  rt::store_field(*t, function, function->type_params, Ref::share(*t, REG_B));
  NEXT();
}

OP_HANDLER(MAKE_GENERIC_BASE) {
  SAVE();
  Value v = rt::make_generic_base_py(*t, REG_B).release();
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

}  // namespace vm
