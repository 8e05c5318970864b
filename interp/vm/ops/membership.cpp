// Handlers: `in` and `not in`. A short tuple of constants and a dict or set with a key of known hash are searched
// without a call.
#include "interp/vm/cache/quick_keys.h"
#include "interp/vm/handler.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/set_table.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

// The result of a search without a call.
enum class Membership { kNo, kYes, kUndecided };

TINYPY_INLINE Membership found_in_set(const rt::Set* set, Value key) {
  i64 hash;
  if (!quick_hash(key, &hash)) return Membership::kUndecided;
  const rt::SetTable* table = set->table.load(gc::acquire);
  if (!table) return Membership::kNo;
  Value first = table->entries[static_cast<u64>(hash) & table->mask].key.get_shared();
  return !first ? Membership::kNo : first == key ? Membership::kYes : Membership::kUndecided;
}

TINYPY_INLINE Membership found_in_dict(const rt::Dict* dict, Value key) {
  i64 entry = quick_entry(dict->table.load(gc::acquire), key);
  return entry >= 0 ? Membership::kYes : entry == rt::kAbsent ? Membership::kNo : Membership::kUndecided;
}

// Searches a short tuple of small ints and exact strs, as in `x in (1, 2, 3)`. Two interned strs are equal only if they
// are one object. kUndecided: a call must compare.
TINYPY_INLINE Membership found_in_tuple(const rt::Tuple* tuple, Value item) {
  constexpr u64 kMost = 8;
  bool is_int = item.is_small_int();
  if (tuple->length > kMost || (!is_int && !(rt::is_exact_str(item) && rt::is_interned(item))))
    return Membership::kUndecided;
  for (u64 i = 0; i < tuple->length; ++i) {
    Value v = (*tuple)[i];
    if (v == item) return Membership::kYes;
    if (v.is_small_int()) continue;
    if (!rt::is_exact_str(v) || (!is_int && !rt::is_interned(v))) return Membership::kUndecided;
  }
  return Membership::kNo;
}

TINYPY_INLINE Membership quick_contains(Value container, Value item) {
  if (container.is_immediate()) return Membership::kUndecided;
  Object* o = container.object();
  item = item.stripped();
  switch (static_cast<rt::TypeId>(o->shape_id())) {
    case rt::TypeId::kSet:
    case rt::TypeId::kFrozenSet: return found_in_set(static_cast<rt::Set*>(o), item);
    case rt::TypeId::kDict: return found_in_dict(static_cast<rt::Dict*>(o), item);
    case rt::TypeId::kTuple: return found_in_tuple(static_cast<rt::Tuple*>(o), item);
    default: return Membership::kUndecided;
  }
}

template <bool kNegate>
SLOW_HANDLER contains_slow(HANDLER_ARGS) {
  SAVE();
  int found = rt::contains_py(*t, REG_C, REG_B);
  if (found < 0) UNWIND();
  CONSUME_B();
  CONSUME_C();
  FINISH_SLOW(DEST, rt::boolean((found != 0) != kNegate));
}

template <bool kNegate>
TINYPY_INLINE HANDLER contains(HANDLER_ARGS) {
  Membership found = quick_contains(REG_C, REG_B);
  if (found == Membership::kUndecided) TAIL(contains_slow<kNegate>, 0);
  Value result = rt::boolean((found == Membership::kYes) != kNegate);
  if (!quick_consume_operands(insn, pc, r, t)) TAIL(write_decided, result.bits());
  FINISH(DEST, result);
}

template <bool kSense>
SLOW_HANDLER contains_jump_slow(HANDLER_ARGS) {
  SAVE();
  int found = rt::contains_py(*t, REG_C, REG_B);
  if (found < 0) UNWIND();
  CONSUME_B();
  CONSUME_C();
  if ((found != 0) == kSense) JUMP_TO(jump_a(pc));
  NEXT();
}

template <bool kSense>
TINYPY_INLINE HANDLER contains_jump(HANDLER_ARGS) {
  Membership found = quick_contains(REG_C, REG_B);
  if (found == Membership::kUndecided) TAIL(contains_jump_slow<kSense>, 0);
  bool jumps = (found == Membership::kYes) == kSense;
  if (!quick_consume_operands(insn, pc, r, t)) TAIL(jump_decided, jumps);
  if (jumps) JUMP_TO(jump_a(pc));
  NEXT();
}

}  // namespace

OP_HANDLER(IN) { MUSTTAIL return contains<false>(insn, pc, r, t, k, aux); }
OP_HANDLER(NOT_IN) { MUSTTAIL return contains<true>(insn, pc, r, t, k, aux); }
OP_HANDLER(JUMP_IF_IN) { MUSTTAIL return contains_jump<true>(insn, pc, r, t, k, aux); }
OP_HANDLER(JUMP_IF_NOT_IN) { MUSTTAIL return contains_jump<false>(insn, pc, r, t, k, aux); }

}  // namespace vm
