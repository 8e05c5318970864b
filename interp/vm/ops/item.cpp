// Handlers: items and slices.
//
// Lists, tuples and strs with a small int as index are handled without a call, also lists that are published. So are
// exact dicts with a str or a small int as key, if the first probe finds the key; a store needs a private dict, too.
// All other accesses to dicts take a call: reads by such a key in get_item_dict, the rest in get_item_slow and
// set_item_slow.
#include "interp/vm/cache/loaded.h"
#include "interp/vm/cache/quick_keys.h"
#include "interp/vm/frame/operand_frame.h"
#include "interp/vm/handler.h"
#include "runtime/object/slice_items.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/slice.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_static.h"

namespace vm {

// ---- items

// aux: the item, owned or uncounted. The item may be borrowed from a temporary container's contents, so it is written
// to its register before the container is released. kKey: operand c is a register, which may need a release, too.
template <bool kKey>
SLOW_HANDLER get_item_finish(HANDLER_ARGS) {
  SAVE();
  Value container, key;
  if (b_is_temp(insn)) container = std::exchange(REG_B, Value());
  if (kKey && c_is_temp(insn)) key = std::exchange(REG_C, Value());
  Value replaced = std::exchange(DEST, Value(aux));
  drop(t, replaced);
  drop(t, container);
  drop(t, key);
  NEXT();
}

// An item that another thread owns, from a published list or a tuple. Empty without an error: take the generic path.
static Value foreign_item(Thread& t, Value container, i64 index) {
  if (rt::is_exact_list(container)) {
    auto* list = rt::as_list(container);
    if (index < 0) index += static_cast<i64>(list->length.load(gc::acquire));
    return load_item(t, list, static_cast<u64>(index));
  }
  if (!rt::is_exact_tuple(container)) return Value();
  auto* tuple = rt::as_tuple(container);
  if (index < 0) index += static_cast<i64>(tuple->length);
  return static_cast<u64>(index) < tuple->length ? load_foreign(t, tuple->items[index]) : Value();
}

// The value of a str or int key in a published dict, without counting if it is lent. Empty without an error: take the
// generic path.
static Value foreign_value(Thread& t, Value dict, Value key) {
  if (!dict.object()->published()) return Value();
  const Slot* slot;
  return rt::dict_find_slot(rt::as_dict(dict), key.stripped(), &slot) && slot ? load_published(t, *slot) : Value();
}

SLOW_HANDLER get_item_slow(HANDLER_ARGS) {
  SAVE();
  if (may_have_methods(REG_B)) {
    if (Value method = item_method(*t, REG_B)) TAIL(enter_item, method.bits());
  } else if (gc::kFreeThreaded && REG_C.is_small_int()) {
    Value item = foreign_item(*t, REG_B, REG_C.small());
    if (item) TAIL(get_item_finish<false>, item.bits());
  }
  Value v = rt::getitem_py(*t, REG_B, REG_C).release();
  if (!v) UNWIND();
  CONSUME_B();
  CONSUME_C();
  FINISH_SLOW(DEST, v);
}

// Resolves an index that counts from the end. An index that counts from the start passes with one comparison. False:
// out of range.
TINYPY_INLINE bool resolve_index(i64& index, u64 length) {
  if (static_cast<u64>(index) < length) [[likely]]
    return true;
  index += static_cast<i64>(length);
  return static_cast<u64>(index) < length;
}

// Item of an exact list, tuple or str at a small int index; empty: not handled.
TINYPY_INLINE Value quick_item(rt::Thread* t, Value container, i64 index) {
  if (container.is_immediate()) [[unlikely]]
    return Value();
  Object* o = container.object();
  u32 meta = o->meta.load(gc::relaxed);
  Value v;
  if (meta >> gc::kFlagBits == static_cast<u32>(rt::TypeId::kList)) [[likely]] {
    auto* list = static_cast<rt::List*>(o);
    if (!resolve_index(index, list->length.load(gc::acquire))) [[unlikely]]
      return Value();
    v = item_of(list, static_cast<u64>(index));
  } else if (meta >> gc::kFlagBits == static_cast<u32>(rt::TypeId::kTuple)) {
    auto* tuple = static_cast<rt::Tuple*>(o);
    if (!resolve_index(index, tuple->length)) [[unlikely]]
      return Value();
    v = tuple->items[index].get();
  } else if (meta >> gc::kFlagBits == static_cast<u32>(rt::TypeId::kStr)) {
    auto* s = static_cast<rt::Str*>(o);
    if (!resolve_index(index, s->length)) [[unlikely]]
      return Value();
    u32 c = s->at(static_cast<u64>(index));
    if (c >= 0x100) return Value();
    return borrow(rt::static_char(static_cast<u8>(c)));  // immortal
  } else {
    return Value();
  }
  if (v.is_immediate()) [[likely]]
    return v;
  return v && keep_loaded(t, v) ? v : Value();
}

// The item of a dict at a stripped key; empty: not handled.
TINYPY_INLINE Value quick_dict_item(rt::Thread* t, Value dict, Value key) {
  const rt::DictTable* table = rt::as_dict(dict)->table.load(gc::acquire);
  i64 entry = quick_entry(table, key);
  if (entry < 0) return Value();
  Value v = table->value(static_cast<u64>(entry)).get_shared();
  if (v.is_immediate()) return v;
  return v && keep_loaded(t, v) ? v : Value();
}

SLOW_HANDLER get_item_dict(HANDLER_ARGS) {  // exact dict, exact str or small int key
  SAVE();
  Value key(aux);
  if (gc::kFreeThreaded && !c_is_temp(insn)) {
    Value item = foreign_value(*t, REG_B, key);
    if (item) TAIL(get_item_finish<false>, item.bits());
  }
  Value v = (key.is_small_int() ? rt::dict_get_py(*t, rt::as_dict(REG_B), key)
                                : rt::dict_get_str(*t, rt::as_dict(REG_B), key))
                .release();
  if (!v) TAIL(get_item_slow, 0);
  CONSUME_B();
  CONSUME_C();
  FINISH_SLOW(DEST, v);
}

FRESH_HANDLER(GET_ITEM) {
  Value key = REG_C;
  if (key.is_small_int()) {
    Value v = quick_item(t, REG_B, key.small());
    if (!v && !rt::is_exact_dict(REG_B)) TAIL(get_item_slow, 0);
    if (!v) v = quick_dict_item(t, REG_B, key);
    if (!v) TAIL(get_item_dict, key.bits());
    if (b_is_temp(insn) && !quick_consume(t, REG_B)) TAIL(get_item_finish<false>, v.bits());
    FINISH(DEST, v);
  }
  if (!rt::is_exact_str(key) || !rt::is_exact_dict(REG_B)) TAIL(get_item_slow, 0);
  Value v = quick_dict_item(t, REG_B, key.stripped());
  if (!v) TAIL(get_item_dict, key.stripped().bits());
  if (!quick_consume_operands(insn, pc, r, t)) TAIL(get_item_finish<true>, v.bits());
  FINISH(DEST, v);
}

SLOW_HANDLER get_item_k_slow(HANDLER_ARGS) {
  SAVE();
  if (may_have_methods(REG_B)) {
    if (Value method = item_method(*t, REG_B)) TAIL(enter_operator, method.bits());
  } else if (gc::kFreeThreaded && CONSTANT_C.is_small_int()) {
    Value item = foreign_item(*t, REG_B, CONSTANT_C.small());
    if (item) TAIL(get_item_finish<false>, item.bits());
  } else if (gc::kFreeThreaded && rt::is_exact_dict(REG_B) && rt::is_exact_str(CONSTANT_C)) {
    Value item = foreign_value(*t, REG_B, CONSTANT_C);
    if (item) TAIL(get_item_finish<false>, item.bits());
  }
  Value v = rt::getitem_py(*t, REG_B, CONSTANT_C).release();
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

FRESH_HANDLER(GET_ITEM_K) {
  Value key = CONSTANT_C;
  if (key.is_small_int()) {
    Value v = quick_item(t, REG_B, key.small());
    if (!v) TAIL(get_item_k_slow, 0);
    if (b_is_temp(insn) && !quick_consume(t, REG_B)) TAIL(get_item_finish<false>, v.bits());
    FINISH(DEST, v);
  }
  if (!rt::is_exact_dict(REG_B)) TAIL(get_item_k_slow, 0);
  Value v = quick_dict_item(t, REG_B, key.stripped());
  if (!v) TAIL(get_item_k_slow, 0);
  if (b_is_temp(insn) && !quick_consume(t, REG_B)) TAIL(get_item_finish<false>, v.bits());
  FINISH(DEST, v);
}

// The store of an item by a call. New keys of dicts come here: dict_set_py does the hashing, the locking and the
// counting. All other containers go through their class's slot.
SLOW_HANDLER set_item_slow(HANDLER_ARGS) {
  SAVE();
  bool stored = rt::is_exact_dict(REG_A) ? rt::dict_set_py(*t, rt::as_dict(REG_A), REG_B, REG_C)
                                         : rt::setitem_py(*t, REG_A, REG_B, REG_C);
  if (!stored) UNWIND();
  CONSUME_C();
  CONSUME_B();
  CONSUME_A();
  NEXT();
}

SLOW_HANDLER set_item_release(HANDLER_ARGS) {  // aux: the replaced item
  SAVE();
  drop(t, Value(aux));
  CONSUME_B();
  CONSUME_A();
  NEXT();
}

// The same without a call, if neither the replaced item (aux) nor the key nor the container needs one.
SLOW_HANDLER set_item_finish(HANDLER_ARGS) {
  Value old(aux);
  if (old.is_counted() && !quick_release(t, old.object())) TAIL(set_item_release, aux);
  if (b_is_temp(insn) && !quick_consume(t, REG_B)) TAIL(set_item_release, 0);
  if (a_is_temp(insn) && !quick_consume(t, REG_A)) TAIL(set_item_release, 0);
  NEXT();
}

// Replaces the value of a key (aux, stripped) of an exact dict that is private, if the first probe finds it.
SLOW_HANDLER set_item_dict(HANDLER_ARGS) {
  rt::Dict* dict = rt::as_dict(REG_A);
  if (gc::kFreeThreaded && dict->published()) TAIL(set_item_slow, 0);
  rt::DictTable* table = dict->table.load(gc::relaxed);
  i64 entry = quick_entry(table, Value(aux));
  Value stored;
  if (entry < 0 || !quick_stored(t, REG_C, c_is_temp(insn), &stored)) TAIL(set_item_slow, 0);
  TAIL(set_item_finish, rt::replace_locked(table, entry, stored).bits());
}

// Replaces an item of a published list, whose lock the caller holds. False: nothing has changed; the index is out of
// range, the storage must not be written in place, or the value has to be published or counted by a call first.
TINYPY_INLINE static bool replace_item(rt::Thread* t, rt::List* list, i64 index, Value& reg, bool temp, Value* old) {
  Value stored;
  rt::ListItems* items = list->storage.load(gc::relaxed);
  if (!resolve_index(index, list->size()) || !items->counts_changes() || !quick_stored_published(t, reg, temp, &stored))
    return false;
  Slot& slot = items->items[index];
  *old = slot.get();
  slot.set_shared(stored);
  items->count_change();
  return true;
}

SLOW_HANDLER set_item_locked(HANDLER_ARGS);
SLOW_HANDLER set_item_publish(HANDLER_ARGS) {
  if (!publish_for(t, REG_C)) TAIL(set_item_slow, 0);
  TAIL(set_item_locked, 0);
}
SLOW_HANDLER set_item_locked(HANDLER_ARGS) {
  auto* list = rt::as_list(REG_A);
  Value old;
  if (!quick_lock(list, static_cast<u64>(rt::TypeId::kList))) TAIL(set_item_slow, 0);
  bool done = replace_item(t, list, REG_B.small(), REG_C, c_is_temp(insn), &old);
  gc::unlock_object(list);
  if (!done) TAIL(set_item_publish, 0);
  TAIL(set_item_finish, old.bits());
}

OP_HANDLER(SET_ITEM) {
  Value container = REG_A, key = REG_B;
  if (container.is_immediate()) TAIL(set_item_slow, 0);
  if (!key.is_small_int()) {
    if (rt::is_exact_str(key) && rt::is_exact_dict(container)) TAIL(set_item_dict, key.stripped().bits());
    TAIL(set_item_slow, 0);
  }
  auto* list = static_cast<rt::List*>(container.object());
  i64 index = key.small();
  if (u32 unlike = unlike_private(list, static_cast<u64>(rt::TypeId::kList))) {
    Value old;
    if (rt::is_exact_dict(container)) TAIL(set_item_dict, key.bits());
    if (!gc::kFreeThreaded || unlike != gc::kPublished) TAIL(set_item_slow, 0);
    if (!store_reserved<replace_item>(t, list, index, REG_C, c_is_temp(insn), &old)) TAIL(set_item_locked, 0);
    if ((old.bits() & 15) == 0 || a_is_temp(insn)) TAIL(set_item_finish, old.bits());
    NEXT();
  }
  if (!resolve_index(index, list->size())) [[unlikely]]
    TAIL(set_item_slow, 0);
  Value stored;
  if (!quick_stored(t, REG_C, c_is_temp(insn), &stored)) [[unlikely]]
    TAIL(set_item_slow, 0);
  gc::observe(gc::ObjectEvent::lock_private, list);
  Slot& slot = list->storage.load(gc::relaxed)->items[index];
  Value old = slot.get();
  slot.set(stored);
  if ((old.bits() & 15) == 0 || a_is_temp(insn)) TAIL(set_item_finish, old.bits());
  NEXT();
}

OP_HANDLER(DEL_ITEM) {
  SAVE();
  if (!rt::setitem_py(*t, REG_A, REG_B, Value())) UNWIND();
  CONSUME_B();
  CONSUME_A();
  NEXT();
}

// ---- slices

// A slice of a list, str or tuple is made without a slice object.
static Ref get_slice_py(Thread& t, Value object, Value start, Value stop, Value step) {
  bool list = rt::is_exact_list(object), str = rt::is_exact_str(object);
  if (!list && !str && !rt::is_exact_tuple(object)) {
    Ref slice = rt::make_slice(t, start, stop, step);
    return slice ? rt::getitem_py(t, object, slice) : Ref();
  }
  rt::SliceIndices indices;
  if (!rt::slice_indices_py(t, start, stop, step, &indices)) return Ref();
  if (list) return rt::list_get_slice(t, rt::as_list(object), indices);
  return str ? rt::str_get_slice(t, object.stripped(), indices) : rt::tuple_get_slice(t, object.stripped(), indices);
}

static bool plain_bound(Value v, i64 missing, i64* out) {
  *out = v.is_small_int() ? v.small() : missing;
  return v.is_small_int() || v == rt::kNone;
}

// object[start:stop]. The commonest case has a fast path: a str or list, and bounds that are small ints or missing.
static Value get_range_py(Thread& t, Value object, const Value* w) {
  i64 start, stop;
  if (plain_bound(w[0], 0, &start) && plain_bound(w[1], INT64_MAX, &stop)) {
    if (rt::is_exact_str(object)) {
      i64 length = static_cast<i64>(rt::as_str(object)->length);
      return rt::str_substring(t, object.stripped(), start < 0 ? start + length : start,
                               stop < 0 ? stop + length : stop)
          .release();
    }
    if (rt::is_exact_list(object)) return rt::list_slice(t, rt::as_list(object), start, stop).release();
  }
  return get_slice_py(t, object, w[0], w[1], rt::kNone).release();
}
static Value get_steps_py(Thread& t, Value object, const Value* w) {
  return get_slice_py(t, object, w[0], w[1], w[2]).release();
}

OP_HANDLER(GET_SLICE) {
  SAVE();
  Value* w = r + OPERAND_C;
  Value v = get_range_py(*t, REG_B, w);
  if (!v) UNWIND();
  for (int i = 0; i < 2; ++i) consume(t, w[i]);
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(GET_SLICE_STEP) {
  SAVE();
  Value* w = r + OPERAND_C;
  Value v = get_steps_py(*t, REG_B, w);
  if (!v) UNWIND();
  for (int i = 0; i < 3; ++i) consume(t, w[i]);
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

static bool set_slice_py(Thread& t, Value object, const Value* w, Value value) {
  if (rt::is_exact_list(object)) {
    rt::SliceIndices indices;
    return rt::slice_indices_py(t, w[0], w[1], rt::kNone, &indices) &&
           rt::list_set_slice_py(t, rt::as_list(object), indices, value);
  }
  Ref slice = rt::make_slice(t, w[0], w[1], rt::kNone);
  return slice && rt::setitem_py(t, object, slice, value);
}

OP_HANDLER(SET_SLICE) {
  SAVE();
  Value* w = r + OPERAND_C;
  if (!set_slice_py(*t, REG_A, w, REG_B)) UNWIND();
  for (int i = 0; i < 2; ++i) consume(t, w[i]);
  CONSUME_B();
  CONSUME_A();
  NEXT();
}

OP_HANDLER(BUILD_SLICE) {
  SAVE();
  Value* w = r + OPERAND_B;
  Value v = rt::make_slice(*t, w[0], w[1], w[2]).release();
  if (!v) UNWIND();
  for (int i = 0; i < 3; ++i) consume(t, w[i]);
  FINISH_SLOW(DEST, v);
}

}  // namespace vm
