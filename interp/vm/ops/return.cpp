// Handlers: returns. The result goes to the register that the link of the frame names, and the frame's references are
// released. A frame that C++ has entered ends with a return to C++.
#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/call.h"
#include "interp/vm/frame/operand_frame.h"
#include "interp/vm/handler.h"
#include "interp/vm/ops/call_handlers.h"

namespace vm {

SLOW_HANDLER return_slow(HANDLER_ARGS);
SLOW_HANDLER release_locals(HANDLER_ARGS);

enum class Leave { kCall, kConstructor, kEntry, kOperand };

// Leaves the frame with the result in aux, which is owned or uncounted and keeps itself alive. kConstructor: aux is
// None, and the call's result is the new object. kEntry: returns to C++.
template <Leave kLeave>
TINYPY_INLINE static HANDLER leave_frame(HANDLER_ARGS) {
  ASSERT(!Value(aux).is_uncounted() || needs_no_count(Value(aux).object()));
  Function* f = function_of(r);
  if (r[kFrameObject]) [[unlikely]]
    TAIL(return_slow, aux);
  for (u32 i = 0, n = f->locals; i < n; ++i) {
    Value v = r[i];
    if (v.is_immediate()) continue;
    if (holds_count(v)) {
      if (!v) continue;
      if (!quick_release(t, v.object())) [[unlikely]]
        TAIL(release_locals, aux);
    }
    r[i] = Value();
  }
  if (holds_count(r[kCallee]) && !quick_release(t, f)) [[unlikely]]
    TAIL(return_slow, aux);
  if constexpr (kLeave == Leave::kConstructor) aux = std::exchange(r[kFrameObject - 1], Value()).bits();
  r[kCallee] = Value();
  t->depth -= 1;
  if constexpr (kLeave == Leave::kEntry) return aux;
  u64 link = link_of(r);
  pc = return_pc(r);
  r = link_caller(link);
  k = function_of(r)->constants;
  if constexpr (kLeave == Leave::kOperand) TAIL(operand_method_returned, aux);
  FINISH(r[link_destination(link)], Value(aux));
}

SLOW_HANDLER leave_flagged(HANDLER_ARGS) {
  u64 flags = link_flags(link_of(r));
  if (flags == kEntryFrame) MUSTTAIL return leave_frame<Leave::kEntry>(insn, pc, r, t, k, aux);
  if (flags == kOperandFrame && Value(aux) != rt::kNotImplemented)
    MUSTTAIL return leave_frame<Leave::kOperand>(insn, pc, r, t, k, aux);
  if (flags != kConstructFrame || Value(aux) != rt::kNone) TAIL(return_slow, aux);
  MUSTTAIL return leave_frame<Leave::kConstructor>(insn, pc, r, t, k, aux);
}

TINYPY_INLINE static HANDLER leave(HANDLER_ARGS) {
  if (link_flags(link_of(r))) [[unlikely]]
    TAIL(leave_flagged, aux);
  MUSTTAIL return leave_frame<Leave::kCall>(insn, pc, r, t, k, aux);
}

// A local may have the last count of its object. Releases the locals, which may run Python code; then the frame is left
// as any other.
SLOW_HANDLER release_locals(HANDLER_ARGS) {
  if (Value(aux).is_uncounted()) TAIL(return_slow, aux);
  SAVE();
  for (u32 i = 0, n = function_of(r)->locals; i < n; ++i) consume(t, r[i]);
  MUSTTAIL return leave(insn, pc, r, t, k, aux);
}

// Leaves a frame with an uncounted result. The frame's references are released only after the result has been written
// to its destination. Releasing may run Python code, which may announce a quiescent state or collect; then the result
// must be in a register.
static constexpr u32 kMostReleasedLater = 16;

static void leave_then_release(Thread& t, Value* r, Value result) {
  Value held[kMostReleasedLater + 2];
  u32 count = 0;
  for (u32 i = 0, n = function_of(r)->locals; i < n; ++i) {
    if (r[i].is_pointer()) held[count++] = std::exchange(r[i], Value());
  }
  held[count++] = std::exchange(r[kCallee], Value());
  u64 link = link_of(r);
  t.frame = link_caller(link);
  t.pc = return_pc(r);
  t.depth -= 1;
  held[count++] = std::exchange(t.frame[link_destination(link)], result);
  for (u32 i = 0; i < count; ++i) drop(&t, held[i]);
}

SLOW_HANDLER return_slow(HANDLER_ARGS) {
  SAVE();
  u64 link = link_of(r);
  Value result(aux);
  if (result.is_uncounted()) {
    if (link_flags(link) == 0 && !r[kFrameObject] && function_of(r)->locals <= kMostReleasedLater) {
      pc = return_pc(r);
      leave_then_release(*t, r, result);
      r = link_caller(link);
      k = function_of(r)->constants;
      NEXT();
    }
    result = Ref::share(*t, result).release();
  }
  if (is_op(insn, Op::RETURN)) keep_returned_local(*t, r, insn, result);
  empty_frame(*t, r, function_of(r)->locals);
  Value no_result;
  if (link_flags(link) & kConstructFrame) {
    Value object = std::exchange(r[kFrameObject - 1], Value());
    if (result != rt::kNone) {
      raise_init_result(*t, result);
      no_result = object;
      result = Value();
    } else {
      result = object;
    }
  }
  pc = return_pc(r);
  leave_callee(*t, r);
  drop(t, no_result);
  if (link_flags(link) & kEntryFrame) return result.bits();
  r = link_caller(link);
  k = function_of(r)->constants;
  if (!result) UNWIND();
  if ((link_flags(link) & (kOperandFrame | kGeneratorFrame)) == kOperandFrame) {
    if (result == rt::kNotImplemented && is_arithmetic(load_word(pc - 1))) TAIL(operator_declined, 0);
    TAIL(operand_method_returned, result.bits());
  }
  FINISH(r[link_destination(link)], result);
}

SLOW_HANDLER return_foreign(HANDLER_ARGS) {  // aux: an operand or a constant, another thread's object
  MUSTTAIL return leave(insn, pc, r, t, k, hold_foreign(*t, Value(aux)).bits());
}

// Returns an operand or a constant. Its reason to be alive ends with the frame (uncounted.h), so it is counted, unless
// the object needs no count.
SLOW_HANDLER return_lent(HANDLER_ARGS) {
  Object* o = Value(aux).object();
  if (needs_no_count(o)) MUSTTAIL return leave(insn, pc, r, t, k, aux);
  if (!quick_count(t, o)) [[unlikely]]
    TAIL(return_foreign, Value(o).bits());
  MUSTTAIL return leave(insn, pc, r, t, k, Value(o).bits());
}

OP_HANDLER(RETURN) {
  Value v = REG_A;
  if (!v.is_immediate()) {
    REG_A = Value();
    if (v.is_uncounted()) TAIL(return_lent, v.bits());
  }
  MUSTTAIL return leave(insn, pc, r, t, k, v.bits());
}

OP_HANDLER(RETURN_K) {
  Value v = CONSTANT_BC;
  if (!v.is_immediate()) {
    v = borrow(v, gc::ObjectEvent::borrowed_constant);
    // Most constants that are returned are names and short strs, which are immortal. Others are counted.
    if (!needs_no_count(v.object())) [[unlikely]]
      TAIL(return_lent, v.bits());
  }
  MUSTTAIL return leave(insn, pc, r, t, k, v.bits());
}

SHARED_HANDLER return_value(HANDLER_ARGS) { MUSTTAIL return leave(insn, pc, r, t, k, aux); }

}  // namespace vm
