// The iterators of list (in both directions) and of tuple.
#include "runtime/types/iterators/sequence_iterators.h"

#include "runtime/types/all.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

Ref make_iterator(Thread& t, TypeId id, Value sequence, i64 index) {
  auto* it = allocate_exact<SequenceIterator>(t, id, sizeof(SequenceIterator), true);
  if (!it) return Ref();
  init_field(it->sequence, Ref::share(t, sequence));
  it->index.store(index, gc::relaxed);
  return Ref::steal(it);
}

SequenceIterator* as_iterator(Value self) { return self.as<SequenceIterator>(); }

// Releases the sequence, so that the iterator stays exhausted even if the list grows again. Returns kStop.
Ref exhaust(Thread& t, SequenceIterator* it) {
  store_field(t, it, it->sequence, Ref());
  return Ref::immediate(kStop);
}

i64 list_length(Value list) { return static_cast<i64>(as_list(list)->length.load(gc::acquire)); }

// The next item of `list`, which the caller keeps alive.
TINYPY_INLINE Ref next_of_list(Thread& t, SequenceIterator* it, Value list) {
  if (!list) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  Ref item = list_get(t, as_list(list), index);
  if (!item) return exhaust(t, it);
  it->index.store(index + 1, gc::relaxed);
  return item;
}
// If the iterator is private, its sequence needs no count for the step, because no other thread can make the iterator
// release the sequence.
Ref list_next(Thread& t, Value self) {
  SequenceIterator* it = as_iterator(self);
  if (!is_shared(it)) return next_of_list(t, it, it->sequence.get());
  return next_of_list(t, it, load_field(t, it, it->sequence));
}

Ref list_reverse_next(Thread& t, Value self) {
  SequenceIterator* it = as_iterator(self);
  Ref list = load_field(t, it, it->sequence);
  if (!list) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  Ref item = index < 0 ? Ref() : list_get(t, as_list(list), index);
  it->index.store(item ? index - 1 : -1, gc::relaxed);
  return item ? std::move(item) : exhaust(t, it);
}

// The next item of `tuple`, which the caller keeps alive.
TINYPY_INLINE Ref next_of_tuple(Thread& t, SequenceIterator* it, Value tuple) {
  if (!tuple) return Ref::immediate(kStop);
  u64 index = static_cast<u64>(it->index.load(gc::relaxed));
  if (index >= as_tuple(tuple)->length) return exhaust(t, it);
  it->index.store(static_cast<i64>(index) + 1, gc::relaxed);
  return Ref::share(t, (*as_tuple(tuple))[index]);
}
Ref tuple_next(Thread& t, Value self) {
  SequenceIterator* it = as_iterator(self);
  if (!is_shared(it)) return next_of_tuple(t, it, it->sequence.get());
  return next_of_tuple(t, it, load_field(t, it, it->sequence));
}

Ref forward_hint(Thread& t, Value self, i64 (*length_of)(Value)) {
  SequenceIterator* it = as_iterator(self);
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return make_int(t, 0);
  i64 left = length_of(sequence) - it->index.load(gc::relaxed);
  return make_int(t, left > 0 ? left : 0);
}
i64 tuple_length(Value tuple) { return static_cast<i64>(as_tuple(tuple)->length); }
Ref list_length_hint(Thread& t, Value self) { return forward_hint(t, self, list_length); }
Ref tuple_length_hint(Thread& t, Value self) { return forward_hint(t, self, tuple_length); }

Ref list_reverse_length_hint(Thread& t, Value self) {
  SequenceIterator* it = as_iterator(self);
  Ref list = load_field(t, it, it->sequence);
  i64 left = it->index.load(gc::relaxed) + 1;
  return make_int(t, list && left <= list_length(list) ? left : 0);
}

// __reduce__. `exhausted` replaces the sequence if the iterator has released it. The builtin is looked up first,
// because the look-up may run Python code, which may advance the iterator.
Ref reduce_py(Thread& t, Value self, const char* function, const Ref& exhausted) {
  SequenceIterator* it = as_iterator(self);
  Ref make = exhausted ? builtin_function(t, function) : Ref();
  if (!make) return Ref();
  Ref sequence = load_field(t, it, it->sequence);
  Ref args = make_tuple(t, sequence ? sequence.get() : exhausted.get());
  if (!args) return Ref();
  if (!sequence) return make_tuple(t, make, args);
  Ref index = make_int(t, it->index.load(gc::relaxed));
  return index ? make_tuple(t, make, args, index) : Ref();
}

Ref list_reduce_py(Thread& t, Value self) { return reduce_py(t, self, "iter", make_list(t)); }
Ref list_reverse_reduce_py(Thread& t, Value self) {
  bool exhausted = !load_field(t, self.object(), as_iterator(self)->sequence);
  return reduce_py(t, self, exhausted ? "iter" : "reversed", make_list(t));
}
Ref tuple_reduce_py(Thread& t, Value self) { return reduce_py(t, self, "iter", Ref::share(t, empty_tuple())); }

// __setstate__: a position beyond an end is set to that end.
Ref set_index_py(Thread& t, Value self, Value state, i64 lowest, i64 (*highest)(Value)) {
  SequenceIterator* it = as_iterator(self);
  i64 index;
  if (!index_i64_py(t, state, &index, kOverflowErrorType)) return Ref();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return none();
  i64 most = highest(sequence);
  it->index.store(index < lowest ? lowest : index > most ? most : index, gc::relaxed);
  return none();
}
Ref list_setstate(Thread& t, Value self, Value state) {
  return set_index_py(t, self, state, 0, [](Value list) { return list_length(list); });
}
Ref list_reverse_setstate(Thread& t, Value self, Value state) {
  return set_index_py(t, self, state, -1, [](Value list) { return list_length(list) - 1; });
}
Ref tuple_setstate(Thread& t, Value self, Value state) { return set_index_py(t, self, state, 0, tuple_length); }

void iterator_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<SequenceIterator*>(object)->sequence);
}
void iterator_dispose(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<SequenceIterator*>(object)->sequence);
}

constexpr const char* kHintDoc = "How many items are left, as far as known.";
constexpr const char* kReduceDoc = "Return state information for pickling.";
constexpr const char* kSetstateDoc = "Set state information for unpickling.";

constexpr MethodDef kListMethods[] = {{"__length_hint__", list_length_hint, "(self, /)", kHintDoc},
                                      {"__reduce__", list_reduce_py, "(self, /)", kReduceDoc},
                                      {"__setstate__", list_setstate, "(self, state, /)", kSetstateDoc},
                                      {}};
constexpr MethodDef kListReverseMethods[] = {{"__length_hint__", list_reverse_length_hint, "(self, /)", kHintDoc},
                                             {"__reduce__", list_reverse_reduce_py, "(self, /)", kReduceDoc},
                                             {"__setstate__", list_reverse_setstate, "(self, state, /)", kSetstateDoc},
                                             {}};
constexpr MethodDef kTupleMethods[] = {{"__length_hint__", tuple_length_hint, "(self, /)", kHintDoc},
                                       {"__reduce__", tuple_reduce_py, "(self, /)", kReduceDoc},
                                       {"__setstate__", tuple_setstate, "(self, state, /)", kSetstateDoc},
                                       {}};

constexpr TypeSpec iterator_spec(TypeId id, const char* name, Ref (*next)(Thread&, Value), const MethodDef* methods) {
  TypeSpec spec{};
  spec.id = id;
  spec.name = name;
  spec.size = sizeof(SequenceIterator);
  spec.flags = kTypeTraced | kTypeDisallowNew;
  spec.lifetime.trace = iterator_trace;
  spec.lifetime.clear = iterator_dispose;
  spec.lifetime.dispose = iterator_dispose;
  spec.slots.iter = self_iter;
  spec.slots.next = next;
  spec.methods = methods;
  return spec;
}

}  // namespace

Ref make_list_iterator(Thread& t, Value list) { return make_iterator(t, TypeId::kListIterator, list, 0); }
Ref make_list_reverse_iterator(Thread& t, Value list) {
  return make_iterator(t, TypeId::kListReverseIterator, list, list_length(list) - 1);
}
Ref make_tuple_iterator(Thread& t, Value tuple) { return make_iterator(t, TypeId::kTupleIterator, tuple, 0); }

constexpr TypeSpec kListIteratorSpec = iterator_spec(TypeId::kListIterator, "list_iterator", list_next, kListMethods);
constexpr TypeSpec kListReverseIteratorSpec =
    iterator_spec(TypeId::kListReverseIterator, "list_reverseiterator", list_reverse_next, kListReverseMethods);
constexpr TypeSpec kTupleIteratorSpec =
    iterator_spec(TypeId::kTupleIterator, "tuple_iterator", tuple_next, kTupleMethods);

}  // namespace rt
