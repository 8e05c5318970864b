// Handlers: iteration and unpacking.
//
// The iterator of a loop takes four registers from `it`. The last one, the kind, tells the meaning of the others:
//
//   kind (it+3)      it                  it+1          it+2
//   kRange           step (int)          next value    stop        there is no iterator object
//   kList, kTuple    the sequence        next index    -           there is no iterator object
//   kGenerator       generator           -             -           resumed in place, without C++ recursion
//   kListIterator    list_iterator       -             -           the argument of a generator expression, for example
//   kIterator        iterator object     -             -           if its type is native, the first step changes the
//                                                                  kind to one of those below
//   kNative          iterator object     its `next`    -           calls the C++ function without looking it up
//   kPairs           iterator object     `next_pair`   -           the body begins by unpacking into two: no tuple is
//                                                                  made
//   kKeys, kValues   dict's iterator     its `next`    -           while it and its dict are private; then kNative
//   kItems           dict's iterator     `next_pair`   -           the same as kPairs for a dict's items
#include <memory>
#include <new>

#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/generator.h"
#include "interp/vm/handler.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict_iterators.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/iterators/sequence_iterators.h"
#include "runtime/types/numbers/range.h"

namespace vm {

namespace {

enum IterKind : i64 {
  kRange,
  kList,
  kTuple,
  kGenerator,
  kListIterator,
  kIterator,
  kNative,
  kPairs,
  kKeys,
  kValues,
  kItems
};
constexpr Value kind_value(IterKind kind) { return Value::small_int(kind); }

bool small_range(Value v, Value* start, Value* stop, Value* step) {
  auto* range = v.as<rt::Range>();
  *start = range->start.get();
  *stop = range->stop.get();
  *step = range->step.get();
  if (!Value::both_small(*start, *stop) || !step->is_small_int()) return false;
  constexpr i64 kMargin = i64{1} << 60;  // so that the next value cannot overflow
  auto near_zero = [](Value n) { return n.small() < kMargin && n.small() > -kMargin; };
  return near_zero(*start) && near_zero(*stop) && near_zero(*step);
}

// Sets up it .. it+3 from an iterable (owned). `ready`: if it is an iterator, its __iter__ is not asked. False: error.
bool start_iteration_py(Thread& t, Value* it, Ref iterable, bool ready) {
  Value v = iterable;
  it[1] = it[2] = Value::small_int(0);
  if (v.is_pointer()) {
    switch (static_cast<rt::TypeId>(v.object()->shape_id())) {
      case rt::TypeId::kRange: {
        Value start, stop, step;
        if (!small_range(v, &start, &stop, &step)) break;
        it[0] = step;
        it[1] = start;
        it[2] = stop;
        it[3] = kind_value(kRange);
        return true;
      }
      case rt::TypeId::kList:
      case rt::TypeId::kTuple:
        it[3] = kind_value(rt::is_exact_list(v) ? kList : kTuple);
        it[0] = iterable.release();
        return true;
      case rt::TypeId::kGenerator:
        it[3] = kind_value(kGenerator);
        it[0] = iterable.release();
        return true;
      default: break;
    }
  }
  Ref iterator = ready && rt::type_of(v)->slots.next ? std::move(iterable) : rt::iter_py(t, v);
  if (!iterator) return false;
  it[3] = kind_value(rt::is_exact(iterator, rt::TypeId::kGenerator)      ? kGenerator
                     : rt::is_exact(iterator, rt::TypeId::kListIterator) ? kListIterator
                                                                         : kIterator);
  it[0] = iterator.release();
  return true;
}

}  // namespace

SLOW_HANDLER get_iter_slow(HANDLER_ARGS) {
  SAVE();
  if (!start_iteration_py(*t, &DEST, take(t, REG_B, b_is_temp(insn)), OPERAND_C != 0)) UNWIND();
  NEXT();
}

// A list or tuple moves into the loop's register as it is. An uncounted reference stays uncounted, and a lent object
// becomes uncounted.
OP_HANDLER(GET_ITER) {
  Value v = REG_B;
  u32 shape = shape_id_of(v);
  bool list = shape == static_cast<u32>(rt::TypeId::kList);
  if (!list && shape != static_cast<u32>(rt::TypeId::kTuple)) TAIL(get_iter_slow, 0);
  if (b_is_temp(insn)) REG_B = Value();
  else if (holds_count(v) && !keep_loaded(t, v)) [[unlikely]] TAIL(get_iter_slow, 0);
  Value* it = &DEST;
  it[0] = v;
  it[1] = it[2] = Value::small_int(0);
  it[3] = kind_value(list ? kList : kTuple);
  NEXT();
}

// Releases the old value of the loop variable, which may be empty, if that takes no call. False: nothing has changed.
TINYPY_INLINE static bool quick_drop(const Thread* t, Value old) {
  return !holds_count(old) || !old || quick_release(t, old.object());
}
SLOW_HANDLER release_then_poll(HANDLER_ARGS) {  // aux: the old value of the loop variable
  SAVE();
  drop(t, Value(aux));
  if (t->poll.load(gc::relaxed)) TAIL(poll_next, 0);
  NEXT();
}

// for_item: the loop goes on with the item in aux. The other: the loop has ended.
SLOW_HANDLER for_item(HANDLER_ARGS) {
  Value& item = REG_B;
  Value old = item;
  item = Value(aux);
  pc += low_half(pc) + 1;
  if (!quick_drop(t, old)) TAIL(release_then_poll, old.bits());
  if (t->poll.load(gc::relaxed)) [[unlikely]]
    TAIL(poll_next, 0);
  NEXT();
}

// aux: an item of a tuple, which another thread owns. The tuple keeps the item alive.
SLOW_HANDLER for_foreign_item(HANDLER_ARGS) { TAIL(for_item, hold_foreign(*t, Value(aux)).bits()); }

SLOW_HANDLER for_end(HANDLER_ARGS) {
  SAVE();
  Value* it = &DEST;
  Value sequence = it[0];
  it[0] = Value();
  drop(t, sequence);
  pc += 1;
  NEXT();
}

// True if the loop body begins by unpacking the item into two. Then an iterator of pairs need not make a tuple.
static bool unpacks_pair(u64 body, u64 insn) {
  return is_op(body, Op::UNPACK) && b_is_temp(body) && op_b(body) == op_b(insn) && op_c(body) == 2;
}

// The address of a C++ function as an immediate that a register can hold.
template <class F>
static Value function_value(F* function) {
  return Value::small_int(reinterpret_cast<i64>(function));
}

using NextFunction = Ref(Thread&, Value);
using NextPairFunction = Ref(Thread&, Value, Ref*);

// The kind for an iterator of a native type: a dict's iterators have kinds of their own.
static IterKind native_kind(const rt::Type* type, bool pairs) {
  switch (type->layout) {
    case rt::TypeId::kDictKeyIterator: return kKeys;
    case rt::TypeId::kDictValueIterator: return kValues;
    case rt::TypeId::kDictItemIterator: return pairs ? kItems : kNative;
    default: return pairs ? kPairs : kNative;
  }
}

// Chooses the kind for an iterator of a native type, whose functions never change.
static void choose_native(Value* it, bool unpacks) {
  const rt::Type* type = rt::type_of(it[0]);
  if ((type->flags & rt::kTypeHeap) || !type->slots.next) return;
  bool pairs = unpacks && type->slots.next_pair;
  it[1] = pairs ? function_value(type->slots.next_pair.get()) : function_value(type->slots.next.get());
  it[3] = kind_value(native_kind(type, pairs));
}

SLOW_HANDLER for_native(HANDLER_ARGS) {
  SAVE();
  Value* it = &DEST;
  Value v = reinterpret_cast<NextFunction*>(it[1].small())(*t, it[0]).release();
  if (!v) [[unlikely]] {
    if (!rt::catch_stop_iteration(*t)) UNWIND();
    TAIL(for_end, 0);
  }
  if (v == rt::kStop) TAIL(for_end, 0);
  TAIL(for_item, v.bits());
}

// Fetches the iterator's next pair. kTrue: the pair is in out[0] and out[1]. kStop: the iterator has ended. Empty: an
// error is pending. Any other value: the next item, which is no pair.
static Value next_pair_py(Thread& t, Value* it, Value* out) {
  Ref pair[2];
  Ref state = reinterpret_cast<NextPairFunction*>(it[1].small())(t, it[0], pair);
  if (!state) return rt::catch_stop_iteration(t) ? rt::kStop : Value();
  if (state.get() != rt::kTrue) return state.release();
  for (int i = 0; i < 2; ++i) {
    Value old = std::exchange(out[i], pair[i].release());
    drop(&t, old);
  }
  return rt::kTrue;
}

SLOW_HANDLER for_pairs(HANDLER_ARGS) {
  SAVE();
  Value* it = &DEST;
  const u64* body = pc + 1 + low_half(pc);
  Value state = next_pair_py(*t, it, &r[op_a(load_word(body))]);
  if (state == rt::kTrue) [[likely]] {
    pc = body + 1;
    if (t->poll.load(gc::relaxed)) [[unlikely]]
      TAIL(poll_next, 0);
    NEXT();
  }
  if (!state) UNWIND();
  if (state == rt::kStop) TAIL(for_end, 0);
  choose_native(it, false);
  TAIL(for_native, 0);
}

// One step of a private iterator over the keys or values of a private dict. In all other cases, also at the end, the
// general path makes this step and those that follow.
template <IterKind kKind>
SLOW_HANDLER for_private_dict(HANDLER_ARGS) {
  auto* iterator = DEST.as<rt::DictIterator>();
  const rt::DictTable* table;
  i64 entry = rt::next_private_entry(iterator, &table);
  if (entry >= 0) [[likely]] {
    auto place = static_cast<u64>(entry);
    Value v = (kKind == kKeys ? table->key(place) : table->value(place)).get();
    if (keep_loaded(t, v)) [[likely]] {
      rt::step_to_private_entry(iterator, entry);
      TAIL(for_item, v.bits());
    }
  }
  (&DEST)[3] = kind_value(kNative);
  TAIL(for_native, 0);
}

// Writes the items to the registers from `out` on. False: an item belongs to another thread, or the release of an old
// value takes a call. Then the slow path starts from the beginning, which is harmless: writing an item twice has no
// effect.
TINYPY_INLINE bool unpack_items(rt::Thread* t, const Slot* items, Value* out, u32 count) {
  for (u32 i = 0; i < count; ++i) {
    Value v = items[i].get(), old = out[i];
    if (old.is_counted() && !quick_release(t, old.object())) return false;
    out[i] = Value();
    if (!keep_loaded(t, v)) return false;
    out[i] = v;
  }
  return true;
}

// One step over the items of a private dict, which the body unpacks. If the registers cannot be written without a call,
// the general path makes the step from the start.
SLOW_HANDLER for_private_items(HANDLER_ARGS) {
  Value* it = &DEST;
  auto* iterator = it[0].as<rt::DictIterator>();
  const u64* body = pc + 1 + low_half(pc);
  const rt::DictTable* table;
  i64 entry = rt::next_private_entry(iterator, &table);
  if (entry < 0) [[unlikely]] {
    it[3] = kind_value(kPairs);
    TAIL(for_pairs, 0);
  }
  if (!unpack_items(t, &table->key(static_cast<u64>(entry)), &r[op_a(load_word(body))], 2)) [[unlikely]]
    TAIL(for_pairs, 0);
  rt::step_to_private_entry(iterator, entry);
  pc = body + 1;
  if (t->poll.load(gc::relaxed)) [[unlikely]]
    TAIL(poll_next, 0);
  NEXT();
}

SLOW_HANDLER for_iterator(HANDLER_ARGS) {
  Value* it = &DEST;
  choose_native(it, unpacks_pair(load_word(pc + 1 + low_half(pc)), insn));
  if (it[3] != kind_value(kIterator)) TAIL(op_FOR_ITER, 0);
  SAVE();
  Value v = rt::next_py(*t, it[0]).release();
  if (!v) UNWIND();
  if (v == rt::kStop) TAIL(for_end, 0);
  TAIL(for_item, v.bits());
}

SLOW_HANDLER for_generator_slow(HANDLER_ARGS) {
  SAVE();
  auto* generator = DEST.as<Generator>();
  if (!claim_generator(*t, generator)) UNWIND();
  if (generator->state.load(gc::relaxed) == GeneratorState::kFinished) TAIL(for_end, 0);
  link_in_place(generator, pc, pc + 1 + low_half(pc), r, OPERAND_B);
  TAIL(enter_generator, reinterpret_cast<u64>(generator));
}

SLOW_HANDLER for_generator(HANDLER_ARGS) {
  auto* generator = DEST.as<Generator>();
  if (!has_room_above(t, r) || !claim_quickly(generator)) [[unlikely]]
    TAIL(for_generator_slow, 0);
  link_in_place(generator, pc, pc + 1 + low_half(pc), r, OPERAND_B);
  MUSTTAIL return go_on_in_generator(insn, pc, r, t, k, reinterpret_cast<u64>(generator));
}

SLOW_HANDLER for_tuple(HANDLER_ARGS) {
  Value* it = &DEST;
  auto* tuple = it[0].as<rt::Tuple>();
  u64 index = static_cast<u64>(it[1].small());
  if (index >= tuple->length) TAIL(for_end, 0);
  Value v = tuple->items[index].get();
  it[1] = Value::small_int(static_cast<i64>(index) + 1);
  if (!keep_loaded(t, v)) [[unlikely]]
    TAIL(for_foreign_item, v.bits());
  TAIL(for_item, v.bits());
}

// One step of a private iterator over a list. All other cases, also the end, take the general path.
SLOW_HANDLER for_list_iterator(HANDLER_ARGS) {
  auto* iterator = DEST.as<rt::SequenceIterator>();
  Value sequence = iterator->sequence.get();
  if ((gc::kFreeThreaded && iterator->published()) || !sequence) [[unlikely]]
    TAIL(for_iterator, 0);
  auto* list = sequence.as<rt::List>();
  i64 index = iterator->index.load(gc::relaxed);
  if (static_cast<u64>(index) >= list->length.load(gc::acquire)) [[unlikely]]
    TAIL(for_iterator, 0);
  Value v = item_of(list, static_cast<u64>(index));
  if (!v || !keep_loaded(t, v)) [[unlikely]]
    TAIL(for_iterator, 0);
  iterator->index.store(index + 1, gc::relaxed);
  TAIL(for_item, v.bits());
}

// Slow path for lists: another thread owns the item, or another thread is changing the list.
SLOW_HANDLER for_shared_list(HANDLER_ARGS) {
  Value* it = &DEST;
  SAVE();
  auto* list = it[0].as<rt::List>();
  Value v = load_item(*t, list, static_cast<u64>(it[1].small()));
  if (!v) v = rt::list_get(*t, list, it[1].small()).release();
  if (!v) TAIL(for_end, 0);
  it[1] = Value::small_int(it[1].small() + 1);
  TAIL(for_item, v.bits());
}

// The handlers of one step by kind. Ranges and private lists are handled by FOR_ITER itself.
static constexpr Handler kSteps[] = {
    nullptr,          for_shared_list, for_tuple, for_generator,           for_list_iterator,
    for_iterator,     for_native,      for_pairs, for_private_dict<kKeys>, for_private_dict<kValues>,
    for_private_items};

OP_HANDLER(FOR_ITER) {
  Value* it = &DEST;
  Value v;
  if (it[3] == kind_value(kRange)) [[likely]] {
    Value next = it[1];
    i64 step = static_cast<i64>(it[0].bits()) - 1;
    i64 left = static_cast<i64>(it[2].bits()) - static_cast<i64>(next.bits());
    if (step > 0 ? left <= 0 : left >= 0) [[unlikely]]
      TAIL(for_end, 0);
    it[1] = Value(next.bits() + static_cast<u64>(step));
    v = next;
  } else if (it[3] == kind_value(kList)) {
    auto* list = it[0].as<rt::List>();
    u64 index = static_cast<u64>(it[1].small());
    if (index >= list->length.load(gc::acquire)) TAIL(for_end, 0);
    v = item_of(list, index);
    if (!v || !keep_loaded(t, v)) [[unlikely]]
      TAIL(for_shared_list, 0);
    it[1] = Value::small_int(static_cast<i64>(index) + 1);
  } else {
    TAIL(kSteps[it[3].small()], 0);
  }
  Value& item = REG_B;
  Value old = item;
  item = v;
  pc += low_half(pc) + 1;
  if (!quick_drop(t, old)) [[unlikely]]
    TAIL(release_then_poll, old.bits());
  if (t->poll.load(gc::relaxed)) [[unlikely]]
    TAIL(poll_next, 0);
  NEXT();
}

// ---- unpacking

// `whole`: the source has `got` values; else it has at least one more than wanted.
static bool unpack_error(Thread& t, u64 wanted, u64 got, bool at_least, bool whole) {
  if (got < wanted) {
    return rt::raise_value_error(t, "not enough values to unpack (expected %s%zu, got %zu)",
                                 at_least ? "at least " : "", static_cast<size_t>(wanted), static_cast<size_t>(got));
  }
  if (whole && rt::library_minor() >= 14)
    return rt::raise_value_error(t, "too many values to unpack (expected %zu, got %zu)", static_cast<size_t>(wanted),
                                 static_cast<size_t>(got));
  return rt::raise_value_error(t, "too many values to unpack (expected %zu)", static_cast<size_t>(wanted));
}

// Writes a register and releases its old value.
static void write_register(Thread& t, Value& reg, Value v) {
  ASSERT(keeps_itself_alive(v));
  Value old = reg;
  reg = v;
  drop(&t, old);
}

// Fetches exactly `wanted` items of a list; false: an error is pending. Another thread may shorten the list meanwhile.
static bool list_items(Thread& t, rt::List* list, Ref* out, u64 wanted) {
  u64 size = list->size();
  for (u64 i = 0; size == wanted && i < wanted; ++i) {
    out[i] = rt::list_get(t, list, static_cast<i64>(i));
    if (!out[i]) size = i;
  }
  return size == wanted || unpack_error(t, wanted, size, false, true);
}

// The same of any iterable.
static bool items_py(Thread& t, Value source, Ref* out, u64 wanted) {
  if (rt::is_exact_list(source)) return list_items(t, rt::as_list(source), out, wanted);
  if (!rt::type_of(source)->slots.iter && !rt::type_of(source)->slots.getitem) {
    return rt::raise_type_error(t, "cannot unpack non-iterable %T object", source);
  }
  Ref iterator = rt::iter_py(t, source);
  if (!iterator) return false;
  for (u64 i = 0; i < wanted; ++i) {
    out[i] = rt::next_py(t, iterator);
    if (!out[i]) return false;
    if (out[i].get() == rt::kStop) return unpack_error(t, wanted, i, false, false);
  }
  Ref rest = rt::next_py(t, iterator);
  if (!rest || rest.get() == rt::kStop) return bool(rest);
  bool is_dict = rt::is_exact_dict(source);
  return unpack_error(t, wanted, is_dict ? rt::as_dict(source)->size() : wanted + 1, false, is_dict);
}

// Writes no register before all values have been fetched, so that an error changes no variable. Each write may run
// Python code, since it releases an old value.
static bool unpack_py(Thread& t, Value* out, Value source, u64 wanted) {
  if (rt::is_exact_tuple(source)) {
    auto* tuple = rt::as_tuple(source);
    if (tuple->length != wanted) return unpack_error(t, wanted, tuple->length, false, true);
    for (u64 i = 0; i < wanted; ++i) write_register(t, out[i], hold(&t, (*tuple)[i]));
    return true;
  }
  constexpr u64 kFew = 8;
  Ref few[kFew], *values = few;
  std::unique_ptr<Ref[]> many;
  if (wanted > kFew) {
    many.reset(new (std::nothrow) Ref[wanted]);
    if (!many) return rt::raise_memory_error(t);
    values = many.get();
  }
  if (!items_py(t, source, values, wanted)) return false;
  for (u64 i = 0; i < wanted; ++i) write_register(t, out[i], values[i].release());
  return true;
}

// Takes a temporary operand, which is released at the end. It is moved out of its register, which may be one of the
// destinations. A borrowed operand stays in its register unless that is a destination, since it would have to be
// counted elsewhere.
static Value take_operand(rt::Thread* t, Value& reg, bool is_destination) {
  if (reg.is_uncounted() && !is_destination) return reg;
  return take(t, reg, true).release();
}

SLOW_HANDLER unpack_release(HANDLER_ARGS) {
  SAVE();
  CONSUME_B();
  NEXT();
}

SLOW_HANDLER unpack_slow(HANDLER_ARGS) {
  SAVE();
  Value source = REG_B;
  bool temp = b_is_temp(insn);
  if (temp) source = take_operand(t, REG_B, OPERAND_B - OPERAND_A < OPERAND_C);
  if (!unpack_py(*t, &DEST, source, OPERAND_C)) {
    if (temp && !source.is_uncounted()) REG_B = source;
    UNWIND();
  }
  if (temp && source.is_uncounted()) consume(t, REG_B);  // it may have been counted meanwhile
  else if (temp) drop(t, source);
  NEXT();
}

// The items of a list that no other thread can change.
SLOW_HANDLER unpack_list(HANDLER_ARGS) {
  Value source = REG_B;
  u32 count = OPERAND_C;
  if (!rt::is_exact_list(source) || (gc::kFreeThreaded && source.object()->published()) ||
      OPERAND_B - OPERAND_A < count)
    TAIL(unpack_slow, 0);
  auto* list = rt::as_list(source);
  if (count == 0 || list->size() != count || !unpack_items(t, list->storage.load(gc::relaxed)->items, &DEST, count))
      [[unlikely]]
    TAIL(unpack_slow, 0);
  if (b_is_temp(insn) && !quick_consume(t, REG_B)) TAIL(unpack_release, 0);
  NEXT();
}

OP_HANDLER(UNPACK) {
  Value source = REG_B;
  if (!rt::is_exact_tuple(source)) TAIL(unpack_list, 0);
  const auto* tuple = rt::as_tuple(source);
  u32 count = OPERAND_C;
  if (tuple->length != count || OPERAND_B - OPERAND_A < count || !unpack_items(t, tuple->items, &DEST, count))
      [[unlikely]]
    TAIL(unpack_slow, 0);
  if (b_is_temp(insn) && !quick_consume(t, REG_B)) TAIL(unpack_release, 0);
  NEXT();
}

// All items of an iterable as a list, or fewer than `before` if it has no more. As in CPython: __len__ of a Python
// class is not called, and after the first `before` items __iter__ of the iterator is called, since CPython makes a
// list of the rest.
static Ref items_of_py(Thread& t, Value source, u64 before) {
  if (!(rt::type_of(source)->flags & rt::kTypeHeap)) return rt::to_list_py(t, source);
  Ref iterator = rt::iter_py(t, source);
  Ref items = iterator ? rt::make_list(t) : Ref();
  for (u64 i = 0; items && i < before; ++i) {
    Ref item = rt::next_py(t, iterator);
    if (item && item.get() == rt::kStop) return items;
    if (!item || !rt::list_append(t, rt::as_list(items), std::move(item))) return Ref();
  }
  return items && rt::list_extend_py(t, rt::as_list(items), iterator) ? std::move(items) : Ref();
}

static bool unpack_star_py(Thread& t, Value* out, Value source, u64 before, u64 after) {
  if (!rt::type_of(source)->slots.iter && !rt::type_of(source)->slots.getitem) {
    return rt::raise_type_error(t, "cannot unpack non-iterable %T object", source);
  }
  Ref items = items_of_py(t, source, before);
  if (!items) return false;
  auto* list = rt::as_list(items);
  u64 size = list->size();
  if (size < before + after) return unpack_error(t, before + after, size, true, true);
  for (u64 i = 0; i < before; ++i) write_register(t, out[i], Ref::share(t, (*list)[i]).release());
  for (u64 i = 0; i < after; ++i) {
    write_register(t, out[before + 1 + i], Ref::share(t, (*list)[size - after + i]).release());
  }
  Ref middle = rt::list_slice(t, list, static_cast<i64>(before), static_cast<i64>(size - after));
  if (!middle) return false;
  write_register(t, out[before], middle.release());
  return true;
}

OP_HANDLER(UNPACK_EX) {
  SAVE();
  Value source = REG_B;
  bool temp = b_is_temp(insn);
  if (temp) source = take_operand(t, REG_B, OPERAND_B - OPERAND_A <= (OPERAND_C & 0xff) + (OPERAND_C >> 8));
  if (!unpack_star_py(*t, &DEST, source, OPERAND_C & 0xff, OPERAND_C >> 8)) {
    if (temp && !source.is_uncounted()) REG_B = source;
    UNWIND();
  }
  if (temp && source.is_uncounted()) consume(t, REG_B);  // it may have been counted meanwhile
  else if (temp) drop(t, source);
  NEXT();
}

}  // namespace vm
