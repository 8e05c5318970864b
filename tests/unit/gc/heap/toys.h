// Toy kinds of objects for the tests of heap and collector: records with a few slots, with and without finalizers,
// leaves without references, classes, weak references.
#pragma once

#include <thread>
#include <vector>

#include "gc/heap/heap.h"
#include "gc/heap/local_heap.h"
#include "gc/refcount/hooks.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/weakref.h"
#include "gc/threads/attach.h"

namespace toys {

using namespace gc;

enum ToyShape : u32 { kLeaf = 1, kRecord, kWithFinalizer, kTuple, kWeak, kTracedWeak, kClass, kFirstInstance };

struct Record : Object {
  u32 count;   // of slots
  u32 number;  // what tests tell records by
  Object* slots[1];

  static size_t bytes_for(u32 slots) { return sizeof(Record) + (slots > 1 ? slots - 1 : 0) * sizeof(Object*); }
};

struct Weak : Object {
  WeakEntry entry;
  u32 number;
};

// What happened, in order, to objects with a number. Reset by each test. Tests with threads do not look at it.
struct Log {
  std::vector<u32> finalized, disposed, callbacks;
  void (*in_finalizer)(Thread&, Record*) = nullptr;
  bool keep = true;  // false: record nothing
};
inline Log g_log;

inline void trace_record(Object* object, Visitor& visitor) {
  auto* record = static_cast<Record*>(object);
  for (u32 n = 0; n < record->count; ++n) {
    if (record->slots[n]) visitor(record->slots[n]);
  }
}
// The same for slots as the runtime has them: words side by side.
inline void trace_words(Object* object, Visitor& visitor) {
  auto* record = static_cast<Record*>(object);
  visitor.words(reinterpret_cast<const Atomic<u64>*>(record->slots), record->count);
}
inline void clear_record(Thread& thread, Object* object) {
  auto* record = static_cast<Record*>(object);
  for (u32 n = 0; n < record->count; ++n) {
    Object* child = record->slots[n];
    record->slots[n] = nullptr;
    if (child) decref(thread, child);
  }
}
inline void finalize_record(Thread& thread, Object* object) {
  auto* record = static_cast<Record*>(object);
  if (g_log.keep) g_log.finalized.push_back(record->number);
  if (g_log.in_finalizer) g_log.in_finalizer(thread, record);
}
inline void dispose_record(Thread& thread, Object* object) {
  if (g_log.keep) g_log.disposed.push_back(static_cast<Record*>(object)->number);
  clear_record(thread, object);
}
inline void trace_nothing(Object*, Visitor&) {}
inline void dispose_weak(Thread& thread, Object* object) { weakref_remove(thread, &static_cast<Weak*>(object)->entry); }
inline WeakEntry* entry_of_weak(Object* object) { return &static_cast<Weak*>(object)->entry; }
inline void weak_callback(Thread& thread, Object* holder) {
  if (g_log.keep) g_log.callbacks.push_back(static_cast<Weak*>(holder)->number);
  decref(thread, holder);
}

inline Lifetime lifetime_with(bool refs, bool clear, bool finalizer) {
  Lifetime lifetime{};
  lifetime.trace = refs ? trace_record : nullptr;
  lifetime.clear = clear ? clear_record : nullptr;
  lifetime.finalize = finalizer ? finalize_record : nullptr;
  lifetime.dispose = refs ? dispose_record : nullptr;
  return lifetime;
}
inline const Lifetime kLeafLife = lifetime_with(false, false, false);
inline const Lifetime kRecordLife = lifetime_with(true, true, false);
inline const Lifetime kFinalizedLife = lifetime_with(true, true, true);
inline const Lifetime kTupleLife = [] {
  Lifetime lifetime = lifetime_with(true, false, false);
  lifetime.trace = trace_words;
  return lifetime;
}();
inline const Lifetime kWeakLife = [] {
  Lifetime lifetime = lifetime_with(false, false, false);
  lifetime.dispose = dispose_weak;
  lifetime.weak_entry = entry_of_weak;
  return lifetime;
}();
inline const Lifetime kTracedWeakLife = [] {
  Lifetime lifetime = kWeakLife;
  lifetime.trace = trace_nothing;
  return lifetime;
}();

inline ShapeBase g_toy_shapes[] = {{nullptr, nullptr},          {&kLeafLife, nullptr},  {&kRecordLife, nullptr},
                                   {&kFinalizedLife, nullptr},  {&kTupleLife, nullptr}, {&kWeakLife, nullptr},
                                   {&kTracedWeakLife, nullptr}, {&kRecordLife, nullptr}};

inline bool install() {
  for (u32 id = 1; id < kFirstInstance; ++id) g_shapes[id] = &g_toy_shapes[id];
  g_counting_hooks.weakref_callback = weak_callback;
  return true;
}

// The calling OS thread's record, registered when first asked for.
inline Thread& this_thread() {
  static const bool installed [[maybe_unused]] = install();
  static thread_local Thread record;
  if (record.id == 0) register_thread(record);
  return record;
}

// Fixture: the calling OS thread is a registered thread while a test runs.
struct Attached {
  Attached() {
    install();
    register_thread(thread);
  }
  ~Attached() { end_thread(thread); }
  Thread thread;
};

// Runs f(Thread&) on a new registered thread and waits for its end, detached.
template <class F>
void on_new_thread(F f) {
  Detached detached(*current_thread());
  std::thread([&] {
    Thread& thread = this_thread();
    f(thread);
    end_thread(thread);
  }).join();
}

// Blocks in use. A block that a thread gave back to an ended thread's page counts as used until its page hears of it,
// and that is now.
inline u64 live_blocks(Thread& thread) {
  StopTheWorld pause(thread, "test");
  absorb_orphans();
  return heap_stats().live_objects;
}

inline Record* new_record(Thread& thread, u32 slots, u32 number = 0, ToyShape shape = kRecord) {
  auto* record = static_cast<Record*>(allocate(thread, Record::bytes_for(slots), shape, true));
  record->count = slots;
  record->number = number;
  for (u32 n = 0; n < slots; ++n) record->slots[n] = nullptr;
  return record;
}
inline Object* new_leaf(Thread& thread, size_t bytes = 32) { return allocate(thread, bytes, kLeaf, false); }

// Stores a reference; takes over the caller's.
inline void put(Thread& thread, Record* record, u32 slot, Object* value) {
  before_store(thread, record, value);
  record->slots[slot] = value;
}
// Stores a reference of its own.
inline void share(Thread& thread, Record* record, u32 slot, Object* value) {
  incref(thread, value);
  put(thread, record, slot, value);
}

// A ring of `n` records, numbered from `first`; nothing outside holds it.
inline Record* make_ring(Thread& thread, u32 n, u32 first, ToyShape shape = kRecord) {
  Record* head = new_record(thread, 2, first, shape);
  Record* last = head;
  for (u32 k = 1; k < n; ++k) {
    Record* next = new_record(thread, 2, first + k, shape);
    put(thread, last, 0, next);
    last = next;
  }
  put(thread, last, 0, head);
  return head;
}

inline Weak* new_weak(Thread& thread, Object* referent, u32 number, bool callback = true, ToyShape shape = kWeak) {
  auto* weak = static_cast<Weak*>(allocate(thread, sizeof(Weak), shape, shape == kTracedWeak));
  new (&weak->entry) WeakEntry{};
  weak->entry.held = WeakEntry::held_by(weak, callback);
  weak->number = number;
  weakref_add(thread, referent, &weak->entry);
  return weak;
}

// What the tests hold as roots: kept by trace_roots, not counted twice.
inline std::vector<Object*> g_roots;
inline void use_roots() {
  static bool done = false;
  if (!done)
    add_root_tracer([](Visitor& visitor) {
      for (Object* root : g_roots) visitor(root);
    });
  done = true;
}

}  // namespace toys
