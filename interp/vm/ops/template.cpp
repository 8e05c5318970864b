// Handlers: t-strings (PEP 750). The objects are made by runtime/library/codecs/templatelib.h.
#include "interp/vm/handler.h"
#include "runtime/library/codecs/templatelib.h"

namespace vm {

static void consume_window(Thread& t, Value* w, u32 n) {
  for (u32 i = 0; i < n; ++i) consume(&t, w[i]);
}

OP_HANDLER(BUILD_INTERPOLATION) {
  SAVE();
  Value* w = &REG_B;
  Value v = rt::make_interpolation(*t, w[0], w[1], OPERAND_C, w[2]).release();
  if (!v) UNWIND();
  consume_window(*t, w, 3);
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(BUILD_TEMPLATE) {
  SAVE();
  Value* w = &REG_B;
  Value v = rt::make_template(*t, w[0], w[1]).release();
  if (!v) UNWIND();
  consume_window(*t, w, 2);
  FINISH_SLOW(DEST, v);
}

}  // namespace vm
