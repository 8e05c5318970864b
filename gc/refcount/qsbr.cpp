// Epochs and batches.
//
//   retire()        close_batch()                    take_due()
//   entry --> open ---------------> closed, stamp e ------------> released, by the thread itself
//                                       | orphan()    take_due_orphans()
//                                       +---> orphans ------------> released, by any attached thread at a safepoint
//
//   retiring thread   unlinks the memory; ...; e = g_epoch.fetch_add(1)      stamps the batch, advances the epoch
//   reading thread    a = g_epoch.load(acquire); epoch.store(a, release)     at a safepoint, borrowing nothing
//   batch e is due when every attached thread has announced more than e
//
// Proof. A reader that announces a > e has read a value that the retirer's addition, or a later one, wrote. So the
// unlinking happens before all that the reader does from then on, and all that it did before happens before the free
// (its release store pairs with the load in lowest_epoch()). A thread that attaches stores its epoch with a full
// barrier before it first reads an object; the retirer's addition is a full barrier between the unlinking and the look
// at the epochs. So either the retirer sees the newcomer, or the newcomer sees the unlinking.
//
// Who asks whom. Closing a full batch asks the laggards, the threads that have announced no later epoch, to announce
// (kPollQuiesce). Their announcements ask the threads whose batches become due by that.
//
// Waiting objects (state kWaiting, refcount.h) should end soon, because a program may depend on their finalizers. While
// no other thread is attached they do not wait at all (end_object()). Otherwise a batch with waiting objects is closed
// at the next safepoint, even if it is not full, and the laggards are asked at once. But if the last such batch of the
// thread is not released yet, or was closed a short time ago (kPace), the next one is delayed, so that the cost does
// not grow with the number of objects.
//
// A heavy fence begins the grace period of waiting objects. A thread that takes back a note (held_counts.h) has
// overwritten the slot of that reference, by a plain store, and then reads whether the object waits, by a plain load.
// The store may still be in its store buffer when the load is complete:
//
//   F: takes back a note             X: drops the last count            G: reads the slot S
//   S := other  (in the buffer)
//   reads the word: not waiting
//                                    word := waiting; epoch + 1
//                                                                       announces the new epoch
//                                                                       reads S: the old value; borrows it
//   (S is written)
//   announces                        period over; the object has no
//                                    mark: it is destroyed under G
//
// With a heavy fence between X's two steps, either F's load comes after the fence: F sees that the object waits, and
// marks it. Or F's store comes before the fence: G, which has announced a later epoch, reads the new value. The fence
// costs X some microseconds, on virtual machines a hundred, now and then, and F nothing. If X finds no other thread
// attached, it needs no fence: F has written S before it detached, and if it attaches again, it sees that the object
// waits. A thread that detaches or ends makes no fence, because it would pay for it at every blocking call: the period
// of its waiting objects begins after one without a fence (release_waiting_unfenced()).
#include "gc/refcount/qsbr.h"

#include "gc/base/assert.h"
#include "gc/base/clock.h"
#include "gc/base/stress.h"
#include "gc/heap/heap.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/hooks.h"
#include "gc/refcount/transitions.h"
#include "gc/sync/asymmetric_fence.h"
#include "gc/sync/lock_reservation.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "gc/threads/registry.h"

#include <algorithm>
#include <new>
#include <utility>

namespace gc {

namespace {

// A batch is closed at so many entries or bytes.
constexpr u32 kBatchEntries = kStress ? 1 : 128;
constexpr size_t kBatchBytes = kStress ? 0 : size_t{1} << 20;
constexpr u64 kNothingRetired = ~u64{0};  // as an epoch: later than all others
// ns between two batches with waiting objects of one thread: kFenceShare times what the last heavy fence has taken, so
// that a thread spends a twentieth of its time in fences; within these limits.
constexpr i64 kFenceShare = 20, kPace = 50'000, kSlowestPace = 2'000'000;

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
  bool waiting = false;  // has waiting objects or references: releasing them may run Python code
  size_t bytes = 0;
  Retired entries[];

  explicit Batch(u32 entries_at_most) : capacity(entries_at_most) {}
};

// The first batch of a thread is a small node of the object heap, because threads that retire little never need
// another.
constexpr size_t kNodeBytes = 256;
constexpr u32 kFirstEntries = (kNodeBytes - sizeof(Batch)) / sizeof(Retired);

// A thread's own batches; Thread::retired. Owner only.
struct RetireList {
  Batch* open = nullptr;
  Batch* oldest = nullptr;  // closed, by ascending epoch
  Batch* newest = nullptr;
  i64 closed_at = 0;  // when the last batch with waiting objects was closed
  i64 pace = kPace;   // how long after that the next one may be closed
  bool first = true;  // no batch has been closed yet
};

Atomic<u64> g_epoch{1};

Mutex g_orphan_mutex;
Batch* g_orphans = nullptr;          // orphan mutex; by ascending epoch
Batch* g_youngest_orphan = nullptr;  // likewise
Atomic<u32> g_orphans_exist{0};      // written under the mutex, a hint without it
Atomic<u64> g_orphans_waiting{0};    // likewise: latest epoch of an orphan with waiting objects; 0: there is none

// Null: no memory.
RetireList* new_list(Thread& thread) {
  void* memory = node_alloc(thread, sizeof(RetireList));
  return memory ? new (memory) RetireList : nullptr;
}

Batch* new_batch(Thread& thread, bool first) {
  void* memory = first ? node_alloc(thread, kNodeBytes) : raw_alloc(sizeof(Batch) + kBatchEntries * sizeof(Retired));
  return memory ? new (memory) Batch(first ? kFirstEntries : kBatchEntries) : nullptr;
}

void free_batch(Thread& thread, Batch* batch) {
  if (batch->capacity == kFirstEntries) {
    node_free(thread, batch);
  } else {
    raw_free(batch);
  }
}

// The list of a thread that has retired something.
RetireList& list_of(Thread& thread) { return *static_cast<RetireList*>(thread.retired); }

// The batch that takes the next entry. Null: no memory.
Batch* open_batch(Thread& thread) {
  if (!thread.retired && !(thread.retired = new_list(thread))) return nullptr;
  RetireList& list = list_of(thread);
  if (!list.open) list.open = new_batch(thread, list.first);
  return list.open;
}

void note_oldest(Thread& thread, const RetireList& list) {
  thread.oldest_retired.store(list.oldest ? list.oldest->epoch : kNothingRetired, relaxed);
}

// Asks the thread to come to a safepoint and call quiesce().
void ask(Thread& thread) {
  if (!(thread.poll.load(relaxed) & kPollQuiesce)) request(thread, kPollQuiesce);
}

// Asks the other attached threads that have announced no later epoch than `epoch`.
void ask_laggards(const Thread& self, u64 epoch) {
  MutexGuard guard(g_registry_mutex);
  for (Thread* t = first_thread(); t; t = t->next) {
    u64 announced = t->epoch.load(relaxed);
    if (t != &self && announced != 0 && announced <= epoch) ask(*t);
  }
}

void release_waiting(Thread& thread, void* object) { waited(thread, static_cast<Object*>(object)); }
// The same after a period that began without a fence: that proves nothing, so another one begins.
void release_waiting_unfenced(Thread& thread, void* object) { end_object(thread, static_cast<Object*>(object)); }

enum class Fence { kNo, kYes, kNeedless };

// Stamps the open batch and appends it to the closed ones. kNo: the thread detaches or ends. kNeedless: alone().
void close_batch(Thread& thread, RetireList& list, Fence fence = Fence::kYes) {
  Batch* batch = list.open;
  list.open = nullptr;
  list.first = false;
  if (batch->waiting && fence == Fence::kYes) {
    i64 began = now_ns();
    asymmetric_heavy_fence();  // pairs with forget_held(): see the top
    list.pace = std::clamp(kFenceShare * (now_ns() - began), kPace, kSlowestPace);
  }
  for (u32 i = 0; batch->waiting && fence == Fence::kNo && i < batch->count; ++i) {
    if (batch->entries[i].release == release_waiting) batch->entries[i].release = release_waiting_unfenced;
  }
  // Release: pairs with the acquire in quiesce(). seq_cst: the full barrier of the argument on top.
  batch->epoch = g_epoch.fetch_add(1, seq_cst);
  if (batch->waiting) list.closed_at = now_ns();
  (list.newest ? list.newest->next : list.oldest) = batch;
  list.newest = batch;
  note_oldest(thread, list);
}

// Adds an entry to the open batch. False: no memory. Then the caller must leak `memory` or keep it: readers may still
// be reading it, so it can be neither freed nor written.
bool retire(Thread& thread, void (*release)(Thread&, void*), void* memory, size_t bytes, bool waiting = false) {
  Batch* batch = open_batch(thread);
  if (!batch) return false;
  RetireList& list = list_of(thread);
  batch->entries[batch->count++] = {release, memory};
  batch->bytes += bytes;
  batch->waiting |= waiting;
  if (batch->count < batch->capacity && batch->bytes < kBatchBytes) return true;
  close_batch(thread, list);
  ask_laggards(thread, batch->epoch);
  ask(thread);
  return true;
}

struct Lowest {
  u64 epoch;   // the lowest epoch that an attached thread has announced
  bool alone;  // no other thread is attached
};

// Reads the announcements of all threads. Also asks the other threads whose oldest batch is due to free it.
Lowest lowest_epoch(const Thread& self) {
  MutexGuard guard(g_registry_mutex);
  Lowest lowest{kNothingRetired, true};
  for (Thread* t = first_thread(); t; t = t->next) {
    u64 announced =
        t->epoch.load(seq_cst);  // pairs with the announcements in quiesce(), qsbr_attach() and qsbr_detach()
    if (announced == 0) continue;
    if (t != &self) lowest.alone = false;
    if (announced < lowest.epoch) lowest.epoch = announced;
  }
  for (Thread* t = first_thread(); t; t = t->next) {
    if (t != &self && t->oldest_retired.load(relaxed) < lowest.epoch && t->epoch.load(relaxed) != 0) ask(*t);
  }
  return lowest;
}

void release_batches(Thread& thread, Batch* batch) {
  while (batch) {
    for (u32 i = 0; i < batch->count; ++i) batch->entries[i].release(thread, batch->entries[i].memory);
    Batch* next = batch->next;
    free_batch(thread, batch);
    batch = next;
  }
}

bool has_waiting(const Batch* batch) {
  while (batch && !batch->waiting) batch = batch->next;
  return batch;
}

// True if the open batch has waiting objects whose grace period shall begin now. If it is only too early for that, the
// thread asks itself to quiesce again.
bool waiting_may_start(Thread& thread, const RetireList& list) {
  if (!list.open->waiting || has_waiting(list.oldest)) return false;
  if (now_ns() - list.closed_at >= list.pace) return true;
  ask(thread);
  return false;
}

// Unlinks the thread's own batches that are due. The caller releases them afterwards, because a release may retire more
// memory and so change the list.
Batch* take_due(Thread& thread, RetireList& list, u64 lowest) {
  Batch* due = list.oldest;
  Batch* last = nullptr;
  for (Batch* b = due; b && b->epoch < lowest; b = b->next) last = b;
  if (!last) return nullptr;
  list.oldest = last->next;
  if (!list.oldest) list.newest = nullptr;
  last->next = nullptr;
  note_oldest(thread, list);
  return due;
}

Batch* take_due_orphans(u64 lowest) {
  MutexGuard guard(g_orphan_mutex);
  Batch* due = g_orphans;
  Batch* last = nullptr;
  for (Batch* batch = due; batch && batch->epoch < lowest; batch = batch->next) last = batch;
  if (!last) return nullptr;
  g_orphans = std::exchange(last->next, nullptr);
  (g_orphans ? g_orphans->previous : g_youngest_orphan) = nullptr;
  g_orphans_exist.store(g_orphans != nullptr, relaxed);
  if (g_orphans_waiting.load(relaxed) < lowest) g_orphans_waiting.store(0, relaxed);
  return due;
}

// The orphan behind which a batch with that epoch belongs. Null: it comes first. Under the orphan mutex. Searches from
// the latest epoch, after a look at the earliest: most batches are newer than nearly all orphans, and the others have
// been due for a while and are older than all.
Batch* place_among_orphans(u64 epoch) {
  if (g_orphans && g_orphans->epoch > epoch) return nullptr;
  Batch* before = g_youngest_orphan;
  while (before && before->epoch > epoch) before = before->previous;
  return before;
}

void insert_orphan(Batch* before, Batch* batch) {
  batch->previous = before;
  batch->next = before ? before->next : g_orphans;
  (before ? before->next : g_orphans) = batch;
  (batch->next ? batch->next->previous : g_youngest_orphan) = batch;
}

// Moves a chain of closed batches to the orphans. Both lists are in the order of epochs, so one walk finds all places.
void orphan(Batch* first) {
  MutexGuard guard(g_orphan_mutex);
  u64 waiting = g_orphans_waiting.load(relaxed);
  Batch* before = place_among_orphans(first->epoch);
  while (Batch* batch = first) {
    first = batch->next;
    if (batch->waiting && batch->epoch > waiting) waiting = batch->epoch;
    for (Batch* next; (next = before ? before->next : g_orphans) && next->epoch <= batch->epoch;) before = next;
    insert_orphan(before, batch);
    before = batch;
  }
  g_orphans_exist.store(1, relaxed);
  g_orphans_waiting.store(waiting, relaxed);
}

void orphan_closed(Thread& thread, RetireList& list) {
  if (!list.oldest) return;
  orphan(list.oldest);
  list.oldest = list.newest = nullptr;
  note_oldest(thread, list);
}

// Asks one attached thread to release orphans with waiting objects. If none is attached, the next to attach does it.
void ask_for_orphans() {
  if (g_orphans_waiting.load(relaxed) == 0) return;
  MutexGuard guard(g_registry_mutex);
  for (Thread* t = first_thread(); t; t = t->next) {
    if (t->epoch.load(seq_cst) != 0) return ask(*t);
  }
}

// After the announcement: closes the open batch if its waiting objects shall not wait longer, asks the laggards on
// their behalf, and releases the thread's batches and orphans that are due.
void reclaim(Thread& thread) {
  auto* list = static_cast<RetireList*>(thread.retired);
  Lowest lowest = lowest_epoch(thread);
  // If no other thread is attached, the batch need not fill. The second look comes after the barrier in close_batch().
  if (list && list->open && (lowest.alone || waiting_may_start(thread, *list))) {
    close_batch(thread, *list, lowest.alone && alone(thread) ? Fence::kNeedless : Fence::kYes);
    thread.epoch.store(g_epoch.load(acquire), release);
    lowest = lowest_epoch(thread);
  }
  // For waiting objects: ask, then look again, because a thread that detached meanwhile may not have seen the request.
  u64 hurry = list && has_waiting(list->oldest) ? list->newest->epoch : 0;
  if (u64 orphans = g_orphans_waiting.load(relaxed); orphans > hurry) hurry = orphans;
  if (hurry >= lowest.epoch) {
    ask_laggards(thread, hurry);
    lowest = lowest_epoch(thread);
  }
  if (list) release_batches(thread, take_due(thread, *list, lowest.epoch));
  // If objects began to wait while the previous batch with waiting objects was pending, and that is released now, their
  // batch can be closed at the next safepoint.
  if (list && list->open && list->open->waiting && !has_waiting(list->oldest)) ask(thread);
  if (g_orphans_exist.load(relaxed)) release_batches(thread, take_due_orphans(lowest.epoch));
}

void release_raw(Thread&, void* memory) { raw_free(memory); }
void release_object(Thread& thread, void* memory) { heap_release_block(thread, static_cast<Object*>(memory)); }
void release_reference(Thread& thread, void* object) { decref(thread, static_cast<Object*>(object)); }

// Releases a chain of due batches without running Python code: batches that might run some become orphans, which
// threads at safepoints release.
void release_quietly(Thread& thread, Batch* batch) {
  while (batch) {
    Batch* next = batch->next;
    batch->next = nullptr;
    if (batch->waiting) {
      orphan(batch);
    } else {
      release_batches(thread, batch);
    }
    batch = next;
  }
}

void count_borrowed(Thread& thread) {
  if (g_counting_hooks.count_borrowed) g_counting_hooks.count_borrowed(thread);
  settle_held_counts(thread);
  thread.suspect = nullptr;  // its memory may become another object's
}

}  // namespace

void retire_raw(Thread& thread, void* memory, size_t bytes) {
  if constexpr (!kFreeThreaded) return raw_free(memory);
  retire(thread, release_raw, memory, bytes);
}

void retire_object(Thread& thread, Object* object) {
  if constexpr (!kFreeThreaded) return heap_release_block(thread, object);
  if (object->has_flag(kLocked)) forget_reservation(object);  // no thread is inside a dead object's lock
  // An estimate is enough to close batches in time; only the heap knows the exact size.
  size_t bytes = object->has_flag(kLarge) ? kBatchBytes / 16 : 64;
  retire(thread, release_object, object, bytes);
}

void retire_call(Thread& thread, void (*release)(Thread&, void*), void* argument, size_t bytes) {
  if constexpr (!kFreeThreaded) return release(thread, argument);
  retire(thread, release, argument, bytes);
}

void retire_reference(Thread& thread, Object* object) {
  if constexpr (!kFreeThreaded) return decref(thread, object);
  retire(thread, release_reference, object, sizeof(Object), true);
}

void quiesce(Thread& thread) {
  if constexpr (!kFreeThreaded) return;
  u64 epoch = g_epoch.load(acquire);  // pairs with close_batch()
  count_borrowed(thread);
  thread.epoch.store(epoch, release);  // pairs with lowest_epoch()
  reclaim(thread);
}

void qsbr_attach(Thread& thread) {
  // An exchange for its full barrier: the thread reads no object before other threads can see its announcement.
  thread.epoch.exchange(g_epoch.load(acquire), seq_cst);
}

bool alone(Thread& thread) {
  // An exchange for its full barrier: a thread that attaches after the look sees what this thread unlinked before it
  // (pairs with qsbr_attach()).
  thread.epoch.exchange(thread.epoch.load(relaxed), seq_cst);
  if (!lowest_epoch(thread).alone) return false;
  count_borrowed(thread);
  return true;
}

bool retire_waiting(Thread& thread, Object* object) {
  if (!retire(thread, release_waiting, object, sizeof(Object), true)) return false;
  ask(thread);
  return true;
}

void qsbr_detach(Thread& thread) {
  count_borrowed(thread);
  auto* list = static_cast<RetireList*>(thread.retired);
  if (list && list->open && list->open->waiting) [[unlikely]]
    close_batch(thread, *list, Fence::kNo);
  if (thread.oldest_retired.load(relaxed) != kNothingRetired) [[unlikely]] {
    thread.epoch.store(g_epoch.load(acquire), release);
    release_quietly(thread, take_due(thread, *list, lowest_epoch(thread).epoch));
    orphan_closed(thread, *list);
  }
  thread.epoch.store(0, release);  // pairs with lowest_epoch()
}

bool orphans_wait() { return g_orphans_waiting.load(relaxed) != 0; }

void qsbr_detached(Thread& thread) {
  lowest_epoch(thread);  // asks those whose batches have become due
  ask_for_orphans();
}

void qsbr_thread_ended(Thread& thread) {
  if (auto* list = static_cast<RetireList*>(thread.retired)) {
    if (list->open) close_batch(thread, *list, Fence::kNo);
    orphan_closed(thread, *list);
    node_free(thread, list);
    thread.retired = nullptr;
  }
  // Others may wait for this thread's announcement, also if it has never retired anything. The epoch first, then the
  // look for them.
  thread.epoch.store(0, seq_cst);
  qsbr_detached(thread);
}

void free_storage(Thread& thread, const Object* owner, void* memory, size_t bytes) {
  if (kFreeThreaded && owner->published()) {
    retire_raw(thread, memory, bytes);
  } else {
    raw_free(memory, bytes);
  }
}

}  // namespace gc
