// collections.deque: the ring buffer and the operations that change it.
#include "runtime/library/containers/collections_deque.h"

#include <bit>

#include "gc/refcount/transfer.h"
#include "gc/threads/watch.h"
#include "runtime/library/containers/collections.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"

namespace rt::collections {

Type* g_deque = nullptr;

namespace {

// Moves the items to a ring of another size. The lock is held. False: no memory.
bool change_capacity(Deque* deque, u64 capacity) {
  ASSERT(gc::lock_held_or_private(deque) && capacity >= deque->length());
  auto* ring = static_cast<Slot*>(gc::raw_alloc(capacity * sizeof(Slot)));
  if (!ring) return false;
  for (u64 i = 0, n = deque->length(); i < n; ++i) ring[i].set(deque->at(i).get());
  gc::raw_free(deque->ring);
  deque->ring = ring;
  deque->capacity = capacity;
  deque->head = 0;
  return true;
}

bool grow(Deque* deque) { return change_capacity(deque, deque->capacity ? deque->capacity * 2 : 8); }

void shrink_if_sparse(Deque* deque) {
  if (deque->capacity >= 64 && deque->length() < deque->capacity / 8) change_capacity(deque, deque->capacity / 4);
}

bool is_full(const Deque* deque) {
  i64 most = deque->max_length.load(gc::relaxed);
  return most >= 0 && deque->length() >= static_cast<u64>(most);
}

// Take the item at an end. The caller sets the new length, unless another item takes the place.
Value pop_first_locked(Deque* deque, u64 length) {
  ASSERT(gc::lock_held_or_private(deque));
  Value item = deque->at(0).get();
  deque->head = (deque->head + 1) & (deque->capacity - 1);
  ++deque->version;
  if (gc::kFreeThreaded && length != 1)
    // another thread may have made it, so it may not be in this core's cache
    __builtin_prefetch(deque->at(0).get().object());
  return item;
}
Value pop_last_locked(Deque* deque, u64 length) {
  ASSERT(gc::lock_held_or_private(deque));
  ++deque->version;
  return deque->at(length - 1).get();
}

}  // namespace

// Called before an item goes into a published deque. Its reference is counted as shared at once, so that the thread
// that takes it out, often another one, drops it without asking this thread.
static void enter(Thread& t, Deque* deque, Value item) {
  if (gc::ThreadWatcher* watcher = gc::thread_watcher(); watcher && deque->published())
    watcher->sends(t, deque, item.stripped().bits());
  if (gc::kFreeThreaded && item.is_counted() && deque->published()) gc::hand_over(t, item.object());
}

// Called after an item was taken out of a published deque. If nobody else holds the item, this thread becomes its
// owner.
static Ref leave(Thread& t, Deque* deque, Ref item) {
  if (gc::ThreadWatcher* watcher = gc::thread_watcher(); watcher && item && deque->published())
    watcher->receives(t, deque, item.get().stripped().bits());
  if (gc::kFreeThreaded && item.get().is_counted() && deque->published()) gc::adopt(t, item.object());
  return item;
}

bool deque_append(Thread& t, Deque* deque, Ref item) {
  enter(t, deque, item);
  Value pushed_out;
  {
    gc::ObjectLock lock(deque);
    u64 length = deque->length();
    if (is_full(deque)) {
      if (length == 0) return true;
      pushed_out = pop_first_locked(deque, length--);
    }
    if (length == deque->capacity && !grow(deque)) goto no_memory;
    deque->at(length).set(item.release());
    deque->set_length(length + 1);
    ++deque->version;
  }
  rt::decref(t, pushed_out);
  return true;
no_memory:
  return raise_memory_error(t);
}

bool deque_appendleft(Thread& t, Deque* deque, Ref item) {
  enter(t, deque, item);
  Value pushed_out;
  {
    gc::ObjectLock lock(deque);
    u64 length = deque->length();
    if (is_full(deque)) {
      if (length == 0) return true;
      pushed_out = pop_last_locked(deque, length--);
    }
    if (length == deque->capacity && !grow(deque)) goto no_memory;
    deque->head = (deque->head - 1) & (deque->capacity - 1);
    deque->at(0).set(item.release());
    deque->set_length(length + 1);
    ++deque->version;
  }
  rt::decref(t, pushed_out);
  return true;
no_memory:
  return raise_memory_error(t);
}

namespace {

// Opens a gap before item `index` by moving the shorter side. The lock is held, and there is room.
void open_gap(Deque* deque, u64 index) {
  ASSERT(gc::lock_held_or_private(deque) && deque->length() < deque->capacity);
  u64 n = deque->length();
  deque->set_length(n + 1);
  if (index < n / 2) {
    deque->head = (deque->head - 1) & (deque->capacity - 1);
    for (u64 i = 0; i < index; ++i) deque->at(i).set(deque->at(i + 1).get());
  } else {
    for (u64 i = n; i > index; --i) deque->at(i).set(deque->at(i - 1).get());
  }
}

}  // namespace

bool deque_insert(Thread& t, Deque* deque, i64 index, Ref item) {
  before_store(t, deque, item);
  {
    gc::ObjectLock lock(deque);
    i64 n = static_cast<i64>(deque->length());
    if (is_full(deque)) goto full;
    if (deque->length() == deque->capacity && !grow(deque)) goto no_memory;
    if (index < 0) index = index + n < 0 ? 0 : index + n;
    if (index > n) index = n;
    open_gap(deque, static_cast<u64>(index));
    deque->at(static_cast<u64>(index)).set(item.release());
    ++deque->version;
    return true;
  }
full:
  return raise_index_error(t, "deque already at its maximum size");
no_memory:
  return raise_memory_error(t);
}

static Ref take_locked(Deque* deque, Value (*pop)(Deque*, u64)) {
  gc::ObjectLock lock(deque);
  u64 length = deque->length();
  if (length == 0) return Ref();
  Ref item = Ref::steal(pop(deque, length));
  deque->set_length(length - 1);
  shrink_if_sparse(deque);
  return item;
}
Ref deque_take_last(Thread& t, Deque* deque) { return leave(t, deque, take_locked(deque, pop_last_locked)); }
Ref deque_take_first(Thread& t, Deque* deque) { return leave(t, deque, take_locked(deque, pop_first_locked)); }

Ref deque_item(Thread& t, Deque* deque, u64 index, u64* version) {
  gc::ObjectLock lock(deque);
  *version = deque->version;
  return index < deque->length() ? Ref::share(t, deque->at(index).get()) : Ref();
}

// Moves items from the nearer end to the other. In a full ring no item moves: only `head` does.
void deque_rotate(Deque* deque, i64 steps) {
  gc::ObjectLock lock(deque);
  i64 n = static_cast<i64>(deque->length());
  if (n <= 1) return;
  steps %= n;
  if (steps > n / 2) steps -= n;
  if (steps < -n / 2) steps += n;
  u64 mask = deque->capacity - 1;
  ++deque->version;
  for (; steps > 0; --steps) {
    Value last = deque->at(deque->length() - 1).get();
    deque->head = (deque->head - 1) & mask;
    deque->at(0).set(last);
  }
  for (; steps < 0; ++steps) {
    Value first = deque->at(0).get();
    deque->head = (deque->head + 1) & mask;
    deque->at(deque->length() - 1).set(first);
  }
}

void deque_clear(Thread& t, Deque* deque) {
  Slot* ring;
  u64 capacity, head, length;
  {
    gc::ObjectLock lock(deque);
    ring = std::exchange(deque->ring, nullptr);
    capacity = std::exchange(deque->capacity, 0);
    head = std::exchange(deque->head, 0);
    length = deque->length();
    deque->set_length(0);
    ++deque->version;
  }
  for (u64 i = 0; i < length; ++i) rt::decref(t, ring[(head + i) & (capacity - 1)].get());
  gc::raw_free(ring);
}

bool deque_extend_py(Thread& t, Deque* deque, Value iterable) {
  Ref snapshot = is_same(iterable, deque) ? deque_to_list(t, deque) : Ref::share(t, iterable);
  return snapshot && for_each_py(t, snapshot,
                                 [&](Thread& t2, Value item) { return deque_append(t2, deque, Ref::share(t2, item)); });
}

Ref deque_to_list(Thread& t, Deque* deque) {
  for (;;) {
    u64 length = deque->length();
    Ref list = make_list(t, length ? length : 1);
    if (!list) return Ref();
    gc::ObjectLock lock(deque);
    if (deque->length() > length) continue;
    // Under the lock: the list is private and has room for all items, so nothing is allocated.
    for (u64 i = 0; i < deque->length(); ++i) list_append(t, as_list(list), Ref::share(t, deque->at(i).get()));
    return list;
  }
}

Ref max_length_or_none(Thread& t, Value self) {
  i64 n = as_deque(self)->max_length.load(gc::relaxed);
  return n < 0 ? none() : make_int(t, n);
}

namespace {

bool max_length_py(Thread& t, Value v, i64* out) {
  *out = -1;
  if (!v || v == kNone) return true;
  if (!is_int(v)) return raise_type_error(t, "an integer is required");
  if (!size_argument_py(t, v, out)) return false;
  return *out >= 0 || raise_value_error(t, "maxlen must be non-negative");
}

Ref deque_create(Thread& t, Type* type, const CallArgs&) {
  Ref self = allocate_instance(t, type);
  if (self) self.as<Deque>()->max_length.store(-1, gc::relaxed);
  return self;
}

bool deque_init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(iterable=<unrepresentable>, maxlen=None)");
  Value bound[2];
  i64 max_length;
  if (!bind_arguments(t, "deque", kSignature, args, bound) || !max_length_py(t, bound[1], &max_length)) return false;
  Deque* deque = as_deque(self);
  deque_clear(t, deque);
  {
    gc::ObjectLock lock(deque);
    deque->max_length.store(max_length, gc::relaxed);
  }
  return !bound[0] || deque_extend_py(t, deque, bound[0]);
}

void deque_trace(Object* object, gc::Visitor& visitor) {
  auto* deque = static_cast<Deque*>(object);
  trace_attributes(object, visitor);
  for (u64 i = 0; i < deque->length(); ++i) trace_slot(visitor, deque->at(i));
}
void deque_drop_items(gc::Thread& thread, Object* object) {
  deque_clear(static_cast<Thread&>(thread), static_cast<Deque*>(object));
}
void deque_dispose(gc::Thread& thread, Object* object) {
  dispose_attributes(static_cast<Thread&>(thread), object);
  deque_drop_items(thread, object);
}

constexpr GetSetDef kGetSet[] = {
    {"maxlen", max_length_or_none, nullptr, "How many items fit; None: as many as you like."}, {}};

}  // namespace

bool add_deque(Thread& t, Value module) {
  static const TypeSpec kDequeSpec = [] {
    TypeSpec spec;
    spec.name = "collections.deque";
    spec.size = sizeof(Deque);
    spec.flags = kTypeTraced | kTypeSubclassable | kTypeHasWeakrefs | kTypeSequencePattern;
    spec.doc = "A list-like sequence optimised for appending and popping at both ends.";
    spec.lifetime = {deque_trace, deque_drop_items, nullptr, deque_dispose};
    spec.slots = kDequeSlots;
    spec.slots.create = deque_create;
    spec.slots.init = deque_init;
    spec.methods = kDequeMethods;
    spec.getset = kGetSet;
    return spec;
  }();
  return add_native_type(t, module, g_deque, kDequeSpec) && add_deque_iterators(t, module);
}

}  // namespace rt::collections
