// The iterator of set and frozenset.
#include "runtime/types/all.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

// Threads may share an iterator: each word is atomic, but a step is not, so items may be skipped or repeated.
struct SetIterator : Object {
  Slot set;                   // empty once exhausted
  gc::Atomic<u64> position;   // for set_next()
  gc::Atomic<u64> expected;   // size of the set when the iteration began
  gc::Atomic<i64> remaining;  // items still to come
};
constexpr u64 kBroken = ~u64{0};  // `expected` after an error: every further step raises the error again

SetIterator* as_iterator(Value self) { return self.as<SetIterator>(); }
u64 set_size(Value set) { return as_set(set)->used.load(gc::acquire); }

Ref next(Thread& t, Value self) {
  SetIterator* it = as_iterator(self);
  Ref set = load_field(t, it, it->set);
  if (!set) return Ref::immediate(kStop);
  if (set_size(set) != it->expected.load(gc::relaxed)) {
    it->expected.store(kBroken, gc::relaxed);
    return raise(t, kRuntimeErrorType, "Set changed size during iteration");
  }
  Ref item;
  u64 position = it->position.load(gc::relaxed);
  bool found = set_next(t, as_set(set), &position, &item);
  it->position.store(position, gc::relaxed);
  if (!found) {
    store_field(t, it, it->set, Ref());
    return Ref::immediate(kStop);
  }
  it->remaining.store(it->remaining.load(gc::relaxed) - 1, gc::relaxed);
  return item;
}

Ref length_hint(Thread& t, Value self) {
  SetIterator* it = as_iterator(self);
  Ref set = load_field(t, it, it->set);
  bool valid = set && set_size(set) == it->expected.load(gc::relaxed);
  return make_int(t, valid ? it->remaining.load(gc::relaxed) : 0);
}

// iter(list of the remaining items); the iterator itself stays in place.
Ref iterator_reduce(Thread& t, Value self) {
  SetIterator* it = as_iterator(self);
  Ref rest = make_list(t);
  if (!rest) return Ref();
  if (Ref set = load_field(t, it, it->set)) {
    u64 position = it->position.load(gc::relaxed);
    Ref item;
    while (set_next(t, as_set(set), &position, &item)) {
      if (!list_append(t, as_list(rest), std::move(item))) return Ref();
    }
  }
  Ref args = make_tuple(t, rest);
  Ref iter = args ? builtin_function(t, "iter") : Ref();
  return iter ? make_tuple(t, iter, args) : Ref();
}

void iterator_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<SetIterator*>(object)->set);
}
void iterator_dispose(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<SetIterator*>(object)->set);
}

constexpr MethodDef kMethods[] = {
    {"__length_hint__", length_hint, "(self, /)", "How many items are left, as far as known."},
    {"__reduce__", iterator_reduce, "(self, /)", "Return state information for pickling."},
    {},
};

constexpr Slots kSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = next;
  return s;
}();

}  // namespace

Ref make_set_iterator(Thread& t, Value set) {
  auto* it = allocate_exact<SetIterator>(t, TypeId::kSetIterator, sizeof(SetIterator), true);
  if (!it) return Ref();
  u64 size = set_size(set);
  init_field(it->set, Ref::share(t, set));
  it->position.store(0, gc::relaxed);
  it->expected.store(size, gc::relaxed);
  it->remaining.store(static_cast<i64>(size), gc::relaxed);
  return Ref::steal(it);
}

const TypeSpec kSetIteratorSpec = {
    .id = TypeId::kSetIterator,
    .name = "set_iterator",
    .size = sizeof(SetIterator),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {.trace = iterator_trace, .dispose = iterator_dispose},
    .slots = kSlots,
    .methods = kMethods,
};

}  // namespace rt
