// Batches of retired memory: what qsbr.cpp and orphans.cpp share.
#pragma once

#include "gc/base/assert.h"
#include "gc/base/stress.h"
#include "gc/heap/heap.h"
#include "gc/refcount/lent_period.h"
#include "gc/threads/attach.h"

namespace gc {

struct Retired {
  void (*release)(Thread& thread, void* memory);
  void* memory;
};

struct Batch {
  Batch* next = nullptr;
  Batch* previous = nullptr;  // among the orphans
  u64 epoch = 0;              // the stamp; valid once closed
  u32 capacity;
  u32 count = 0;
  bool urgent = false;  // releasing it may run Python code: it has dropped references or waiting objects
  size_t bytes = 0;
  Retired entries[];

  explicit Batch(u32 entries_at_most) : capacity(entries_at_most) {}
};

// A batch is closed at so many entries or bytes.
inline constexpr u32 kBatchEntries = kStress ? 1 : 128;
inline constexpr size_t kBatchBytes = kStress ? 0 : size_t{1} << 20;
// A thread's own batches; Thread::retired. Owner only.
struct RetireList {
  Batch* open = nullptr;
  Batch* oldest = nullptr;  // closed, by ascending epoch
  Batch* newest = nullptr;
  LentPace pace;
  bool first = true;  // no batch has been closed yet
};

// Null: no memory. `first`: the thread's first batch, a small node of the object heap, because threads that retire
// little never need another.
RetireList* new_retire_list(Thread& thread);
Batch* new_batch(Thread& thread, bool first);
void free_batch(Thread& thread, Batch* batch);
bool has_urgent(const Batch* chain);

// Asks the thread to come to a safepoint and call quiesce(). Any thread.
inline void ask(Thread& thread) {
  if (!(thread.poll.load(relaxed) & kPollQuiesce)) request(thread, kPollQuiesce);
}

// Adds an entry to the open batch. False: no memory. Then the caller must leak `memory` or keep it: readers may still
// be reading it, so it can be neither freed nor written.
bool retire(Thread& thread, void (*release)(Thread&, void*), void* memory, size_t bytes, bool urgent);

// ---- orphans: batches of threads that have detached or ended (orphans.cpp). Any thread.

// Takes over a chain of closed batches, in the order of epochs.
void make_orphans(Batch* first);
// Unlinks the orphans that are due; the caller releases them.
Batch* take_due_orphans(u64 lowest);
// A hint: false as soon as the caller has taken the last one.
bool orphans_exist();
// The latest epoch of an urgent orphan; 0: there is none.
u64 urgent_orphans();
// Asks one attached thread to release urgent orphans. If none is attached, the next to attach does it.
void ask_for_orphans();

}  // namespace gc
