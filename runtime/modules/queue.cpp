// _queue.SimpleQueue: an unbounded first-in first-out queue, and the place where objects change hands.
//
// A ring of references under the object lock. A reference is counted as shared when it is put in (gc::hand_over), so the consumer's
// last drop frees the object without asking the producer, and the consumer becomes the owner of what nobody else holds. Consumers wait on `puts`.
#include "gc/refcount/object_lock.h"
#include "gc/refcount/publish.h"
#include "runtime/modules/waiting.h"
#include "runtime/object/native.h"
#include "runtime/types/descriptors.h"
#include "runtime/types/int.h"

namespace rt {

namespace {

constexpr u64 kFirstCapacity = 8;

struct SimpleQueue : Object {
  Value* ring;                // counted references; this and the next three under the object lock
  u64 capacity;               // a power of two, or 0
  u64 head, count;
  gc::Atomic<u32> puts;       // changes with every put: the futex word
  gc::Atomic<u32> waiters;    // consumers that sleep or are about to
};

Type* g_queue_type = nullptr;   // made with the module, immortal
Type* g_empty_error = nullptr;

SimpleQueue* as_queue(Value v) { return v.as<SimpleQueue>(); }

// ---- the ring

// Puts `item` in if there is room.
bool try_push(SimpleQueue* queue, Value item) {
  gc::ObjectLock lock(queue);
  if (queue->count == queue->capacity) return false;
  queue->ring[(queue->head + queue->count++) & (queue->capacity - 1)] = item;
  return true;
}

// Memory is got and given back outside the lock.
bool grow(Thread& t, SimpleQueue* queue, u64 capacity) {
  u64 larger = capacity ? capacity * 2 : kFirstCapacity;
  auto* ring = static_cast<Value*>(gc::raw_alloc(larger * sizeof(Value)));
  if (!ring) return raise_memory_error(t);
  {
    gc::ObjectLock lock(queue);
    if (queue->capacity == capacity) {
      for (u64 i = 0; i < queue->count; ++i) ring[i] = queue->ring[(queue->head + i) & (capacity - 1)];
      queue->head = 0;
      queue->capacity = larger;
      std::swap(queue->ring, ring);
    }
  }
  gc::raw_free(ring);  // only holders of the lock ever look into a ring
  return true;
}

u64 capacity_of(SimpleQueue* queue) {
  gc::ObjectLock lock(queue);
  return queue->capacity;
}

bool push(Thread& t, SimpleQueue* queue, Value item) {
  Value owned = Ref::share(t, item).release();
  if (owned.is_counted()) {
    gc::before_store(t, queue, owned.object());
    if (gc::kFreeThreaded && queue->published()) gc::hand_over(t, owned.object());
  }
  while (!try_push(queue, owned)) {
    if (grow(t, queue, capacity_of(queue))) continue;
    decref(t, owned);
    return false;
  }
  // seq_cst, both: a consumer counts itself, then looks at `puts` (in the kernel); it is seen here or sees the new value there.
  queue->puts.fetch_add(1, gc::seq_cst);
  if (queue->waiters.load(gc::seq_cst) != 0) gc::unpark_one(queue->puts);
  return true;
}

// Empty: the queue is.
Ref pop(Thread& t, SimpleQueue* queue) {
  Value item;
  {
    gc::ObjectLock lock(queue);
    if (queue->count == 0) return Ref();
    item = queue->ring[queue->head];
    queue->head = (queue->head + 1) & (queue->capacity - 1);
    --queue->count;
  }
  if (gc::kFreeThreaded && item.is_counted() && queue->published()) gc::adopt(t, item.object());
  return Ref::steal(item);
}

Ref raise_empty(Thread& t) {
  Ref error = call_py(t, g_empty_error);
  return error ? Ref(raise_error(t, error)) : Ref();
}

Ref pop_waiting_py(Thread& t, SimpleQueue* queue, i64 deadline) {
  for (;;) {
    u32 seen = queue->puts.load(gc::acquire);
    if (Ref item = pop(t, queue)) return item;
    if (deadline >= 0 && gc::now_ns() >= deadline) return raise_empty(t);
    queue->waiters.fetch_add(1, gc::seq_cst);
    bool ok = park_py(t, queue->puts, seen, deadline);
    queue->waiters.fetch_sub(1, gc::relaxed);
    if (ok) continue;
    gc::unpark_one(queue->puts);  // the wake-up may have been for an item that another consumer can take
    return Ref();
  }
}

// ---- methods

Ref put(Thread& t, Value self, Value item, Value, Value) { return push(t, as_queue(self), item) ? none() : Ref(); }
Ref put_nowait(Thread& t, Value self, Value item) { return push(t, as_queue(self), item) ? none() : Ref(); }

Ref get_nowait(Thread& t, Value self) {
  Ref item = pop(t, as_queue(self));
  return item ? std::move(item) : raise_empty(t);
}

Ref get(Thread& t, Value self, Value block, Value timeout) {
  int wait = truth_py(t, block);
  if (wait < 0) return Ref();
  i64 ns = -1;
  if (wait && timeout != kNone) {
    if (!seconds_to_ns_py(t, timeout, Rounding::kCeiling, &ns)) return Ref();
    if (ns < 0) return raise_value_error(t, "'timeout' must be a non-negative number");
  }
  if (Ref item = pop(t, as_queue(self))) return item;
  if (!wait) return raise_empty(t);
  return pop_waiting_py(t, as_queue(self), deadline_after(ns));
}

u64 size_of(Value self) {
  gc::ObjectLock lock(self.object());
  return as_queue(self)->count;
}
Ref empty(Thread&, Value self) { return bool_ref(size_of(self) == 0); }
Ref qsize(Thread& t, Value self) { return make_uint(t, size_of(self)); }

Ref create(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional || args.keywords()) return raise_type_error(t, "SimpleQueue() takes no arguments");
  Ref queue = allocate_instance(t, type);
  if (queue && gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, queue.object());
  return queue;
}

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  auto* queue = static_cast<SimpleQueue*>(object);
  for (u64 i = 0; i < queue->count; ++i) trace_value(visitor, queue->ring[(queue->head + i) & (queue->capacity - 1)]);
}
void clear(gc::Thread& thread, Object* object) {
  while (pop(static_cast<Thread&>(thread), static_cast<SimpleQueue*>(object))) {}
}
void dispose(gc::Thread& thread, Object* object) {
  dispose_attributes(static_cast<Thread&>(thread), object);
  clear(thread, object);
  gc::raw_free(static_cast<SimpleQueue*>(object)->ring);
}

constexpr MethodDef kMethods[] = {
    {"put", put, "(self, item, block=True, timeout=None)", "Add an item. It never waits; block and timeout exist for the sake of Queue's interface."},
    {"put_nowait", put_nowait, "(self, item)", "Add an item."},
    {"get", get, "(self, block=True, timeout=None)",
     "Take an item out. Without one: raise Empty if block is false, else wait for it, at most timeout seconds."},
    {"get_nowait", get_nowait, "(self)", "Take an item out, or raise Empty if there is none now."},
    {"empty", empty, "(self, /)", "Are there no items?"},
    {"qsize", qsize, "(self, /)", "Return the number of items in the queue."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  return s;
}();

constexpr TypeSpec kQueueSpec = {
    .name = "_queue.SimpleQueue",
    .size = sizeof(SimpleQueue),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasWeakrefs,
    .doc = "Simple, unbounded, reentrant FIFO queue.",
    .lifetime = {trace, clear, nullptr, dispose},
    .slots = kSlots,
    .methods = kMethods,
};
constexpr TypeSpec kEmptySpec = {
    .name = "_queue.Empty",
    .base = TypeId::kException,
    .flags = kTypeSubclassable,
    .doc = "There was no item to take from the queue.",
};

bool init(Thread& t, Value module) {
  if (!g_queue_type) {
    g_queue_type = make_native_type(t, kQueueSpec);
    g_empty_error = make_native_type(t, kEmptySpec);
  }
  return module_add(t, module, "SimpleQueue", Ref::share(t, g_queue_type)) && module_add(t, module, "Empty", Ref::share(t, g_empty_error));
}

}  // namespace

extern const ModuleDef kUnderQueueModule;
const ModuleDef kUnderQueueModule = {"_queue", "The native part of the module queue.", nullptr, init};

}  // namespace rt
