// The dispatch tables, and the handlers in which any other handler may end (release_next, poll_next, poll_after_call).
#include <algorithm>

#include "interp/compile/code_object.h"
#include "interp/compile/instruction.h"
#include "interp/vm/frame/pending.h"
#include "interp/vm/handler.h"

namespace vm {

namespace {

constexpr u32 kTempDestination = comp::kTempA;

constexpr HandlerTable make_table() {
  constexpr Handler kByOp[] = {
#define OP(name, ...) op_##name,
#include "interp/compile/ops.def"
#define FORM(name, ...) op_##name,
#include "interp/compile/ops.def"
  };
  HandlerTable table{};
  for (u32 i = 0; i < kDispatchSize; ++i) table.at[i] = kByOp[i >> comp::kOpShift];
  auto fresh = [&](u32 op, Handler handler) {
    for (u32 form = 0; form < comp::kOpForms; ++form) {
      if (form & kTempDestination) table.at[op << comp::kOpShift | form] = handler;
    }
  };
#define FRESH(kind, name) fresh(static_cast<u32>(kind::name), fresh_##name);
#include "interp/vm/fresh.def"
#undef FRESH
  return table;
}

// The table without superinstructions: each handler executes its own instruction only.
constexpr HandlerTable make_single_table() {
  HandlerTable table = make_table();
  auto use = [&](auto op, Handler handler) {
    for (u32 form = 0; form < comp::kOpForms; ++form) table.at[static_cast<u32>(op) << comp::kOpShift | form] = handler;
  };
  for (Op op : {Op::MUL_THEN_ADD, Op::MUL_THEN_SUB, Op::MUL_THEN_SUB_FROM}) use(op, op_MUL);
  for (Op op : {Op::MUL_K_THEN_ADD, Op::MUL_K_THEN_SUB, Op::MUL_K_THEN_SUB_FROM}) use(op, op_MUL_K);
  using enum Special;
  for (Special op : {UPDATE_ATTR_ADD, UPDATE_ATTR_ADD_K, UPDATE_ATTR_SUB, UPDATE_ATTR_SUB_K}) use(op, op_GET_ATTR_SLOT);
  return table;
}

}  // namespace

constexpr HandlerTable kHandlers = make_table();
constexpr HandlerTable kSingleHandlers = make_single_table();
constinit HandlerTable g_dispatch = make_table();

const u32 g_special_shapes[rt::kSpecialCount] = {
    static_cast<u32>(rt::TypeId::kNoneType),
    static_cast<u32>(rt::TypeId::kBool),
    static_cast<u32>(rt::TypeId::kBool),
    static_cast<u32>(rt::TypeId::kEllipsisType),
    static_cast<u32>(rt::TypeId::kNotImplementedType),
    static_cast<u32>(rt::TypeId::kFloat),
    static_cast<u32>(rt::TypeId::kFloat),
    ~0u,  // kStop: no object has this shape
};

SHARED_HANDLER release_next(HANDLER_ARGS) {
  Object* o = Value(aux).object();
  if (quick_release(t, o)) [[likely]]
    NEXT();
  t->frame = r;
  t->pc = pc;
  gc::decref(*t, o);
  NEXT();
}

// How far the instruction, of which this is the word, has jumped forward. 0: it leads back, as FOR_ITER, or is no jump.
static i64 jumped_forward(u64 insn) {
  i64 distance;
  return comp::jump_distance(insn, &distance) ? std::max<i64>(distance, 0) : 0;
}

// pc is the start of the next instruction here. What is raised belongs to it; but behind a forward jump it belongs to
// the jump, which may have led out of a `with` or a `try`: then the manager's exit, or the `finally`, has still to run.
SHARED_HANDLER poll_next(HANDLER_ARGS) {
  i64 distance = jumped_forward(insn);
  const u64* at = distance ? pc - distance : pc + 1;
  t->frame = r;
  t->pc = at;
  if (!handle_pending_py(*t)) {
    pc = at;
    UNWIND();
  }
  NEXT();
}

SHARED_HANDLER poll_after_call(HANDLER_ARGS) {
  SAVE();  // pc is behind the instruction's own word: a pending exception belongs to the call
  if (!handle_pending_after_call_py(*t)) UNWIND();
  pc += aux;
  NEXT();
}

}  // namespace vm
