// _queue.SimpleQueue: an unbounded first-in first-out queue, through which threads pass objects.
//
// The queue is a ring of references under the object lock. put() counts its reference as shared (gc::hand_over). So the
// consumer's last drop frees the object without asking the producer, and the consumer becomes the owner of an object
// that nobody else holds.
//
// A consumer that finds no item spins for a moment (gc/sync/spin.h), then registers under the lock and sleeps. A put()
// that finds more registered consumers than wake-ups on their way wakes one. So a producer makes one system call for a
// sleep, however many items it puts in before the sleeper runs.
//
//   waiting    registered consumers. Each comes back once, for whatever reason, and is registered no more from then on
//   waking     wake-ups after which no consumer has come back yet. Every return counts as the end of a wake-up. So the
//              number may be too small, which costs a needless wake-up, but is never too large: at least as many
//              consumers are on their way, or about to be woken
//
// While waking == waiting, every registered consumer is going to look at the queue anyway.
#include "gc/refcount/object_lock.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/transfer.h"
#include "gc/sync/spin.h"
#include "gc/threads/watch.h"
#include "runtime/library/threads/makers.h"
#include "runtime/library/threads/signal.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/library/threads/waits.h"
#include "runtime/object/native.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

constexpr u64 kFirstCapacity = 8;

struct SimpleQueue : Object {
  // All under the object lock.
  Value* ring;   // counted references
  u64 capacity;  // a power of two, or 0
  u64 head;
  gc::Atomic<u64> count;  // a consumer that waits for an item reads it without the lock
  u32 waiting, waking;
  gc::Atomic<u32> wakes;  // changes with every wake-up: the futex word
};

Type* g_queue_type = nullptr;  // made with the module, immortal
Type* g_empty_error = nullptr;

SimpleQueue* as_queue(Value v) { return v.as<SimpleQueue>(); }

// ---- the ring

// Under the lock. True: the caller wakes a consumer (unpark_one) after it has let go of the lock.
bool claim_sleeper(SimpleQueue* queue) {
  ASSERT(gc::lock_held_or_private(queue) && queue->waking <= queue->waiting);
  if (queue->waking == queue->waiting) [[likely]]
    return false;
  ++queue->waking;
  gc::add_unshared<u32>(queue->wakes, 1);
  return true;
}

enum class Pushed : u8 { kYes, kWakeOne, kFull };

// Puts `item` into the ring if there is room. The count of `item` passes to the ring.
TINYPY_INLINE Pushed try_push(SimpleQueue* queue, Value item) {
  return gc::with_lock(queue, [queue, item]() TINYPY_INLINE_LAMBDA {
    u64 count = queue->count.load(gc::relaxed);
    if (count == queue->capacity) [[unlikely]]
      return Pushed::kFull;
    queue->ring[(queue->head + count) & (queue->capacity - 1)] = item;
    queue->count.store(count + 1, gc::relaxed);
    return claim_sleeper(queue) ? Pushed::kWakeOne : Pushed::kYes;
  });
}

// Doubles the ring. Memory is allocated and freed outside of the lock, which is held for short times only.
bool grow(Thread& t, SimpleQueue* queue, u64 capacity) {
  u64 larger = capacity ? capacity * 2 : kFirstCapacity;
  auto* ring = static_cast<Value*>(gc::raw_alloc(larger * sizeof(Value)));
  if (!ring) return raise_memory_error(t);
  {
    gc::ObjectLock lock(queue);
    if (queue->capacity == capacity) {
      for (u64 i = 0, n = queue->count.load(gc::relaxed); i < n; ++i)
        ring[i] = queue->ring[(queue->head + i) & (capacity - 1)];
      queue->head = 0;
      queue->capacity = larger;
      std::swap(queue->ring, ring);
    }
  }
  gc::raw_free(ring);  // only holders of the lock look into a ring, so nobody reads this one
  return true;
}

u64 capacity_of(SimpleQueue* queue) {
  gc::ObjectLock lock(queue);
  return queue->capacity;
}

// The rest of put(). `owned` is a counted reference, which is dropped if there is no memory.
TINYPY_COLD bool push_slow(Thread& t, SimpleQueue* queue, Value owned, Pushed pushed) {
  while (pushed == Pushed::kFull) {
    if (!grow(t, queue, capacity_of(queue))) {
      decref(t, owned);
      return false;
    }
    pushed = try_push(queue, owned);
  }
  if (pushed == Pushed::kWakeOne) gc::unpark_one(queue->wakes);
  return true;
}

TINYPY_INLINE bool push(Thread& t, SimpleQueue* queue, Value item) {
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->sends(t, queue, item.stripped().bits());
  Value owned = Ref::share(t, item).release();
  if (gc::kFreeThreaded && owned.is_counted() && queue->published()) gc::hand_over(t, owned.object());
  Pushed pushed = try_push(queue, owned);
  return pushed == Pushed::kYes || push_slow(t, queue, owned, pushed);
}

// Takes the first item. Empty, without error: the queue is empty.
TINYPY_INLINE Ref pop(Thread& t, SimpleQueue* queue) {
  Value item = gc::with_lock(queue, [queue]() TINYPY_INLINE_LAMBDA {
    u64 count = queue->count.load(gc::relaxed);
    if (count == 0) return Value();
    Value first = queue->ring[queue->head];
    queue->head = (queue->head + 1) & (queue->capacity - 1);
    queue->count.store(count - 1, gc::relaxed);
    if (gc::kFreeThreaded && count > 1) {
      Value next = queue->ring[queue->head];
      // another thread has made it, so it is not in this core's cache
      if (next.is_counted()) __builtin_prefetch(next.object());
    }
    return first;
  });
  if (gc::kFreeThreaded && item.is_counted() && queue->published()) gc::adopt(t, item.object());
  if (gc::ThreadWatcher* watcher = gc::thread_watcher(); watcher && item)
    watcher->receives(t, queue, item.stripped().bits());
  return Ref::steal(item);
}

Ref raise_empty(Thread& t) {
  Ref error = call_py(t, g_empty_error);
  return error ? Ref(raise_error(t, error)) : Ref();
}

// Registers the caller as waiting; *seen is the futex word for its sleep. False: there are items, the caller is not
// registered.
bool enlist(SimpleQueue* queue, u32* seen) {
  gc::ObjectLock lock(queue);
  if (queue->count.load(gc::relaxed) != 0) return false;
  ++queue->waiting;
  *seen = queue->wakes.load(gc::relaxed);
  return true;
}

// Ends the caller's registration. If the caller does not look for an item (`looks`), it wakes another consumer that may
// have to.
void return_from_sleep(SimpleQueue* queue, bool looks) {
  bool wake;
  {
    gc::ObjectLock lock(queue);
    --queue->waiting;
    if (queue->waking != 0) --queue->waking;
    wake = !looks && queue->count.load(gc::relaxed) != 0 && claim_sleeper(queue);
  }
  if (wake) gc::unpark_one(queue->wakes);
}

bool has_items(const void* queue) { return static_cast<const SimpleQueue*>(queue)->count.load(gc::relaxed) != 0; }

Ref pop_waiting_py(Thread& t, SimpleQueue* queue, i64 timeout_ns) {
  i64 deadline = deadline_after(timeout_ns);
  for (;;) {
    if (Ref item = pop(t, queue)) return keep_result(t, std::move(item));
    if (gc::ThreadWatcher* watcher = gc::thread_watcher()) {
      gc::Waited waited = watcher->wait(t, {gc::WatchedWait::For::kQueue, queue, queue, has_items, timeout_ns});
      if (waited == gc::Waited::kTimedOut) return raise_empty(t);
      if (waited == gc::Waited::kInterrupted && !poll_py(t)) return Ref();
      if (waited != gc::Waited::kDeclined) continue;
    }
    if (deadline >= 0 && gc::now_ns() >= deadline) return raise_empty(t);
    u32 seen;
    if (gc::t_spin.for_answer<gc::Detached>(t, [&] { return has_items(queue); }) || !enlist(queue, &seen)) continue;
    Waiting waiting(t, Wait::For::kItem, queue, 0, deadline < 0);
    waiting.sleeps_py(t, queue->wakes, seen);
    bool ok = park_py(t, queue->wakes, seen, deadline);
    return_from_sleep(queue, ok);
    if (!ok) return Ref();
  }
}

// ---- methods

Ref put(Thread& t, Value self, Value item, Value, Value) { return push(t, as_queue(self), item) ? none() : Ref(); }
Ref put_nowait(Thread& t, Value self, Value item) { return push(t, as_queue(self), item) ? none() : Ref(); }

Ref get_nowait(Thread& t, Value self) {
  Ref item = pop(t, as_queue(self));
  return item ? keep_result(t, std::move(item)) : raise_empty(t);
}

TINYPY_COLD Ref get_slow_py(Thread& t, Value self, Value block, Value timeout) {
  int wait = truth_py(t, block);
  if (wait < 0) return Ref();
  i64 ns = -1;
  if (wait && timeout != kNone) {
    if (!seconds_to_ns_py(t, timeout, Rounding::kCeiling, &ns)) return Ref();
    if (ns < 0) return raise_value_error(t, "'timeout' must be a non-negative number");
  }
  if (Ref item = pop(t, as_queue(self))) return keep_result(t, std::move(item));
  if (!wait) return raise_empty(t);
  return pop_waiting_py(t, as_queue(self), ns);
}

Ref get(Thread& t, Value self, Value block, Value timeout) {
  if (block == kTrue && timeout == kNone) {
    if (Ref item = pop(t, as_queue(self))) return keep_result(t, std::move(item));
  }
  return get_slow_py(t, self, block, timeout);
}

u64 size_of(Value self) { return as_queue(self)->count.load(gc::relaxed); }
Ref empty(Thread&, Value self) { return bool_ref(size_of(self) == 0); }
Ref qsize(Thread& t, Value self) { return make_uint(t, size_of(self)); }

Ref create(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional || args.keywords()) return raise_type_error(t, "SimpleQueue() takes no arguments");
  Ref queue = allocate_instance(t, type);
  if (queue && gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, queue.object());
  if (queue && g_notes_makers) note_made(t, queue.object(), "SimpleQueue");
  return queue;
}

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  auto* queue = static_cast<SimpleQueue*>(object);
  for (u64 i = 0, n = queue->count.load(gc::relaxed); i < n; ++i)
    trace_value(visitor, queue->ring[(queue->head + i) & (queue->capacity - 1)]);
}
void clear(gc::Thread& thread, Object* object) {
  while (pop(static_cast<Thread&>(thread), static_cast<SimpleQueue*>(object))) {
  }
}
void dispose(gc::Thread& thread, Object* object) {
  if (g_notes_makers) forget_made(object);
  dispose_attributes(static_cast<Thread&>(thread), object);
  clear(thread, object);
  gc::raw_free(static_cast<SimpleQueue*>(object)->ring);
}

constexpr MethodDef kMethods[] = {
    {"put", put, "(self, item, block=True, timeout=None)",
     "Add an item. It never waits; block and timeout exist for the sake of Queue's interface."},
    {"put_nowait", put_nowait, "(self, item)", "Add an item."},
    {"get", get, "(self, block=True, timeout=None)",
     "Take an item out. Without one: raise Empty if block is false, else wait for it, at most timeout seconds."},
    {"get_nowait", get_nowait, "(self)", "Take an item out, or raise Empty if there is none now."},
    {"empty", empty, "(self, /)", "Are there no items?"},
    {"qsize", qsize, "(self, /)", "Return the number of items in the queue."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {},
};

constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  return s;
}();

constexpr TypeSpec kQueueSpec = {
    .name = "_queue.SimpleQueue",
    .size = sizeof(SimpleQueue),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasWeakrefs,
    .doc = "SimpleQueue()\n--\n\nSimple, unbounded, reentrant FIFO queue.",
    .lifetime = {trace, clear, nullptr, dispose},
    .slots = kSlots,
    .methods = kMethods,
};
constexpr TypeSpec kEmptySpec = {
    .name = "_queue.Empty",
    .base = TypeId::kException,
    .flags = kTypeSubclassable | kTypeHasWeakrefs,
    .doc = "There was no item to take from the queue.",
};

bool init(Thread& t, Value module) {
  if (!g_queue_type) {
    g_queue_type = make_native_type(t, kQueueSpec);
    g_empty_error = make_native_type(t, kEmptySpec);
  }
  return module_add(t, module, "SimpleQueue", Ref::share(t, g_queue_type)) &&
         module_add(t, module, "Empty", Ref::share(t, g_empty_error));
}

}  // namespace

extern const ModuleDef kUnderQueueModule = {"_queue", "The native part of the module queue.", nullptr, init};

}  // namespace rt
