// Accelerator: the superinstruction for o.name += x, where o is a local.
//
//   GET_ATTR      value, o, name
//   INPLACE_ADD   value, value*, x
//   SET_ATTR      o, value*, name
//
// UPDATE_ATTR_ADD stands in the place of GET_ATTR and does all three, if the attribute is a number in a slot and the
// object is private or reserved. Otherwise it does GET_ATTR only, and the next two instructions follow as usual. It has
// no inline cache of its own: if the words of GET_ATTR and SET_ATTR are equal, both mean the same slot of the same
// shape.
//
// Gains: a counter under a lock, the critical section that programs write most often, is a third shorter, and with it
// the time that other threads wait (bench/turns.py --only counter, bench/crowd.py). Programs of one thread gain
// nothing. Costs: one more form of GET_ATTR for a reader, and this file.
#include "interp/vm/ops/update_attr.h"

#include "interp/vm/cache/loaded.h"
#include "interp/vm/ops/immediate_math.h"

namespace vm {

namespace {

constexpr u32 kGetWords = 2, kArithmeticAt = kGetWords, kSetAt = kArithmeticAt + 1, kSetCacheAt = kSetAt + 1;

// The superinstruction for a GET_ATTR in front of an arithmetic instruction; GET_ATTR_SLOT: there is none.
Special form_before(u64 next) {
  if (is_op(next, Op::INPLACE_ADD)) return Special::UPDATE_ATTR_ADD;
  if (is_op(next, Op::INPLACE_SUB)) return Special::UPDATE_ATTR_SUB;
  if (is_op(next, Op::INPLACE_ADD_K)) return Special::UPDATE_ATTR_ADD_K;
  if (is_op(next, Op::INPLACE_SUB_K)) return Special::UPDATE_ATTR_SUB_K;
  return Special::GET_ATTR_SLOT;
}

// True if the attribute's value is the arithmetic instruction's left operand, and SET_ATTR stores what comes of it.
bool is_put_back(u64 get, u64 arithmetic, u64 set) {
  u32 value = op_a(get);
  bool computed = a_is_temp(get) && b_is_temp(arithmetic) && op_a(arithmetic) == value && op_b(arithmetic) == value;
  bool stored = comp::generic_form(static_cast<u16>(comp::op_number(set))) == Op::SET_ATTR && b_is_temp(set) &&
                op_b(set) == value && op_c(set) == op_c(get);
  return computed && stored && !a_is_temp(set) && !b_is_temp(get) && op_a(set) == op_b(get);
}

// Updates the slot. False: the slot or the other operand is not a small int or inline float; nothing has changed.
template <BinaryOp kOp>
TINYPY_INLINE bool update_slot(rt::Thread*, Object* o, u64 where, Value other) {
  Slot& slot = *reinterpret_cast<Slot*>(tagged_slot_address(o, where));
  Value v;
  if (!alike_op<kOp>(slot.get(), other, &v)) return false;
  slot.set_shared(v);
  return true;
}

template <BinaryOp kOp, bool kConstant>
TINYPY_INLINE HANDLER update_attr(HANDLER_ARGS) {
  u64 cache = load_word(pc);
  Value object = REG_B;
  if (object.is_immediate() || !(cache & kSlotTag) || load_word(pc + kSetCacheAt) != cache) [[unlikely]]
    TAIL(fresh_GET_ATTR_SLOT, 0);
  u32 place = op_c(load_word(pc + kArithmeticAt));
  Value other = kConstant ? k[place] : r[place];
  u32 unlike = unlike_private(object.object(), cache >> 32);
  bool done = unlike == 0 ? update_slot<kOp>(t, object.object(), cache, other)
              : gc::kFreeThreaded && unlike == gc::kPublished
                  ? store_reserved<update_slot<kOp>>(t, object.object(), cache, other)
                  : false;
  if (!done) [[unlikely]]
    TAIL(fresh_GET_ATTR_SLOT, 0);
  if (unlike == 0) gc::observe(gc::ObjectEvent::lock_private, object.object());
  pc += kSetCacheAt + kGetWords;
  NEXT();
}

}  // namespace

Special updating_form(const u64* pc, u64 insn) {
  u64 arithmetic = load_word(pc + kArithmeticAt);  // no code ends with GET_ATTR, or with arithmetic
  Special form = form_before(arithmetic);
  bool fits = form != Special::GET_ATTR_SLOT && is_put_back(insn, arithmetic, load_word(pc + kSetAt));
  return fits ? form : Special::GET_ATTR_SLOT;
}

OP_HANDLER(UPDATE_ATTR_ADD) { MUSTTAIL return update_attr<BinaryOp::kAdd, false>(insn, pc, r, t, k, aux); }
OP_HANDLER(UPDATE_ATTR_ADD_K) { MUSTTAIL return update_attr<BinaryOp::kAdd, true>(insn, pc, r, t, k, aux); }
OP_HANDLER(UPDATE_ATTR_SUB) { MUSTTAIL return update_attr<BinaryOp::kSub, false>(insn, pc, r, t, k, aux); }
OP_HANDLER(UPDATE_ATTR_SUB_K) { MUSTTAIL return update_attr<BinaryOp::kSub, true>(insn, pc, r, t, k, aux); }

}  // namespace vm
