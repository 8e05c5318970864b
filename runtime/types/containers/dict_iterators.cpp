// Iterators of dict and its views, in both directions.
#include "runtime/types/containers/dict_iterators.h"

#include <memory>

#include "runtime/types/all.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

constexpr u64 kBroken = ~u64{0};  // `expected` after an error: every further step raises the error again

DictIterator* as_iterator(Value self) { return self.as<DictIterator>(); }

Ref exhaust(Thread& t, DictIterator* it) {
  store_field(t, it, it->dict, Ref());
  return Ref::immediate(kStop);
}

Ref broken(Thread& t, DictIterator* it, const char* message) {
  it->expected.store(kBroken, gc::relaxed);
  return raise(t, kRuntimeErrorType, "%s", message);
}

// Advances the position. False: another thread has taken this item.
bool advance(DictIterator* it, u64 from, u64 to) {
  if (is_shared(it)) return it->position.compare_exchange_strong(from, to, gc::relaxed, gc::relaxed);
  it->position.store(to, gc::relaxed);
  return true;
}

// Decrements `remaining`; returns its value before.
i64 count_down(DictIterator* it) {
  if (is_shared(it)) return it->remaining.fetch_sub(1, gc::relaxed);
  gc::add_unshared(it->remaining, i64{-1});
  return it->remaining.load(gc::relaxed) + 1;
}

using Step = bool(Thread&, Dict*, u64*, Ref*, Ref*);

enum class Part { kKey, kValue, kItem };

// One step of an iterator over `dict`, which the caller keeps alive.
template <Part kPart, Step kStep>
TINYPY_INLINE Ref step(Thread& t, DictIterator* it, Value dict, Ref* pair) {
  if (!dict) return Ref::immediate(kStop);
  if (as_dict(dict)->size() != it->expected.load(gc::relaxed))
    return broken(t, it, "dictionary changed size during iteration");
  u64 from, to;
  do {
    from = to = it->position.load(gc::relaxed);
    if (!kStep(t, as_dict(dict), &to, kPart != Part::kValue ? &pair[0] : nullptr,
               kPart != Part::kKey ? &pair[1] : nullptr))
      return exhaust(t, it);
  } while (!advance(it, from, to));
  if (count_down(it) <= 0) return broken(t, it, "dictionary keys changed during iteration");
  return Ref::immediate(kTrue);
}

// Fast path of a forward step if both the iterator and its dict are private. The result is the entry; -1: nothing has
// been done, and the general path must make the step. *table: that of the dict.
TINYPY_INLINE i64 step_privately(DictIterator* it, const DictTable** table) {
  i64 entry = next_private_entry(it, table);
  if (entry >= 0) step_to_private_entry(it, entry);
  return entry;
}

// If the iterator is private, its dict needs no count for the step, because no other thread can make the iterator
// release the dict.
template <Part kPart, Step kStep>
Ref step_in_general(Thread& t, DictIterator* it, Ref* pair) {
  if (!is_shared(it)) return step<kPart, kStep>(t, it, it->dict.get(), pair);
  return step<kPart, kStep>(t, it, load_field(t, it, it->dict), pair);
}

// The next key, value or both. kTrue: they are written to `pair`.
template <Part kPart, Step kStep>
Ref next_pair(Thread& t, Value self, Ref* pair) {
  DictIterator* it = as_iterator(self);
  const DictTable* table;
  if (i64 entry; kStep == dict_next && (entry = step_privately(it, &table)) >= 0) [[likely]] {
    // The elements of `pair` are empty, so they can be constructed without destroying a former value.
    if (kPart != Part::kValue) std::construct_at(&pair[0], Ref::share(t, table->key(static_cast<u64>(entry)).get()));
    if (kPart != Part::kKey) std::construct_at(&pair[1], Ref::share(t, table->value(static_cast<u64>(entry)).get()));
    return Ref::immediate(kTrue);
  }
  return step_in_general<kPart, kStep>(t, it, pair);
}

template <Part kPart, Step kStep>
Ref next(Thread& t, Value self) {
  if constexpr (kPart != Part::kItem && kStep == dict_next) {
    const DictTable* table;
    i64 entry = step_privately(as_iterator(self), &table);
    auto place = static_cast<u64>(entry);
    if (entry >= 0) [[likely]]
      return Ref::share(t, (kPart == Part::kKey ? table->key(place) : table->value(place)).get());
  }
  Ref pair[2];
  Ref state = next_pair<kPart, kStep>(t, self, pair);
  if (state.get() != kTrue) return state;
  if (kPart == Part::kItem) return make_tuple_stealing(t, pair, 2);
  return std::move(pair[kPart == Part::kValue]);
}

Ref length_hint(Thread& t, Value self) {
  DictIterator* it = as_iterator(self);
  Ref dict = load_field(t, it, it->dict);
  bool valid = dict && as_dict(dict)->size() == it->expected.load(gc::relaxed);
  return make_int(t, valid ? it->remaining.load(gc::relaxed) : 0);
}

// iter(list of the remaining items). A copy of the iterator collects them, so the iterator itself stays in place.
Ref reduce(Thread& t, Value self) {
  DictIterator* it = as_iterator(self);
  Ref rest = make_list(t);
  if (!rest) return Ref();
  if (Ref dict = load_field(t, it, it->dict)) {
    Ref copy = make_dict_iterator(t, type_of(self)->layout, dict);
    if (!copy) return Ref();
    as_iterator(copy)->position.store(it->position.load(gc::relaxed), gc::relaxed);
    as_iterator(copy)->expected.store(it->expected.load(gc::relaxed), gc::relaxed);
    as_iterator(copy)->remaining.store(it->remaining.load(gc::relaxed), gc::relaxed);
    if (!list_extend_py(t, as_list(rest), copy)) return Ref();
  }
  Ref args = make_tuple(t, rest);
  Ref iter = args ? builtin_function(t, "iter") : Ref();
  return iter ? make_tuple(t, iter, args) : Ref();
}

void iterator_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<DictIterator*>(object)->dict);
}
void iterator_dispose(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<DictIterator*>(object)->dict);
}

constexpr MethodDef kMethods[] = {
    {"__length_hint__", length_hint, "(self, /)", "How many items are left, as far as known."},
    {"__reduce__", reduce, "(self, /)", "Return state information for pickling."},
    {},
};

constexpr TypeSpec iterator_spec(TypeId id, const char* name, Ref (*next)(Thread&, Value),
                                 Ref (*next_pair)(Thread&, Value, Ref*) = nullptr) {
  TypeSpec spec{};
  spec.id = id;
  spec.name = name;
  spec.size = sizeof(DictIterator);
  spec.flags = kTypeTraced | kTypeDisallowNew;
  spec.lifetime.trace = iterator_trace;
  spec.lifetime.dispose = iterator_dispose;
  spec.slots.iter = self_iter;
  spec.slots.next = next;
  spec.slots.next_pair = next_pair;
  spec.methods = kMethods;
  return spec;
}

bool is_reverse(TypeId id) {
  return id == TypeId::kDictReverseKeyIterator || id == TypeId::kDictReverseValueIterator ||
         id == TypeId::kDictReverseItemIterator;
}

}  // namespace

Ref make_dict_iterator(Thread& t, TypeId id, Value dict) {
  auto* it = allocate_exact<DictIterator>(t, id, sizeof(DictIterator), true);
  if (!it) return Ref();
  u64 size = as_dict(dict)->size();
  init_field(it->dict, Ref::share(t, dict));
  u64 behind = as_dict(dict)->table.load(gc::acquire)->entries_used.load(gc::acquire);
  it->position.store(is_reverse(id) ? behind : 0, gc::relaxed);
  it->expected.store(size, gc::relaxed);
  it->remaining.store(static_cast<i64>(size), gc::relaxed);
  return Ref::steal(it);
}

constexpr TypeSpec kDictKeyIteratorSpec =
    iterator_spec(TypeId::kDictKeyIterator, "dict_keyiterator", next<Part::kKey, dict_next>);
constexpr TypeSpec kDictValueIteratorSpec =
    iterator_spec(TypeId::kDictValueIterator, "dict_valueiterator", next<Part::kValue, dict_next>);
constexpr TypeSpec kDictItemIteratorSpec = iterator_spec(
    TypeId::kDictItemIterator, "dict_itemiterator", next<Part::kItem, dict_next>, next_pair<Part::kItem, dict_next>);
constexpr TypeSpec kDictReverseKeyIteratorSpec =
    iterator_spec(TypeId::kDictReverseKeyIterator, "dict_reversekeyiterator", next<Part::kKey, dict_previous>);
constexpr TypeSpec kDictReverseValueIteratorSpec =
    iterator_spec(TypeId::kDictReverseValueIterator, "dict_reversevalueiterator", next<Part::kValue, dict_previous>);
constexpr TypeSpec kDictReverseItemIteratorSpec =
    iterator_spec(TypeId::kDictReverseItemIterator, "dict_reverseitemiterator", next<Part::kItem, dict_previous>);

}  // namespace rt
