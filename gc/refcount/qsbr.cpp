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
// A batch is urgent if to release it may run Python code: it has dropped references, or lent objects that wait for
// their end (lending.h), and a program may depend on their finalizers. It is closed at the next safepoint, even if it
// is not full, and the laggards are asked at once; but see lent_period.h.
#include "gc/refcount/qsbr.h"

#include "gc/base/assert.h"
#include "gc/heap/heap.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/hooks.h"
#include "gc/refcount/lent_period.h"
#include "gc/refcount/refcount.h"
#include "gc/refcount/retired.h"
#include "gc/refcount/valid.h"
#include "gc/sync/lock_reservation.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "gc/threads/registry.h"

#include <utility>

namespace gc {

namespace {

constexpr u64 kNothingRetired = ~u64{0};  // as an epoch: later than all others
Atomic<u64> g_epoch{1};

// The list of a thread that has retired something.
RetireList& list_of(Thread& thread) { return *static_cast<RetireList*>(thread.retired); }

// The batch that takes the next entry. Null: no memory.
Batch* open_batch(Thread& thread) {
  if (!thread.retired && !(thread.retired = new_retire_list(thread))) return nullptr;
  RetireList& list = list_of(thread);
  if (!list.open) list.open = new_batch(thread, list.first);
  return list.open;
}

void note_oldest(Thread& thread, const RetireList& list) {
  thread.oldest_retired.store(list.oldest ? list.oldest->epoch : kNothingRetired, relaxed);
}

// Asks the other attached threads that have announced no later epoch than `epoch`.
void ask_laggards(const Thread& self, u64 epoch) {
  MutexGuard guard(g_registry_mutex);
  for (Thread* t = first_thread(); t; t = t->next) {
    u64 announced = t->epoch.load(relaxed);
    if (t != &self && announced != 0 && announced <= epoch) ask(*t);
  }
}

// Stamps the open batch and appends it to the closed ones. kNo: the thread detaches or ends. kNeedless: alone().
void close_batch(Thread& thread, RetireList& list, Fence fence = Fence::kYes) {
  Batch* batch = list.open;
  ASSERT(batch && batch->count != 0 && batch->epoch == 0);
  list.open = nullptr;
  list.first = false;
  if (batch->urgent) begin_lent_period(*batch, list.pace, fence);
  // Release: pairs with the acquire in quiesce(). seq_cst: the full barrier of the argument on top.
  batch->epoch = g_epoch.fetch_add(1, seq_cst);
  ASSERT(!list.newest || (!list.newest->next && list.newest->epoch < batch->epoch));
  (list.newest ? list.newest->next : list.oldest) = batch;
  list.newest = batch;
  note_oldest(thread, list);
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
    // Pairs with the announcements in quiesce(), qsbr_attach() and qsbr_detach().
    u64 announced = t->epoch.load(seq_cst);
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

// Unlinks the thread's own batches that are due. The caller releases them afterwards, because a release may retire more
// memory and so change the list.
Batch* take_due(Thread& thread, RetireList& list, u64 lowest) {
  Batch *due = list.oldest, *last = nullptr;
  for (Batch* b = due; b && b->epoch < lowest; b = b->next) last = b;
  if (!last) return nullptr;
  list.oldest = last->next;
  if (!list.oldest) list.newest = nullptr;
  last->next = nullptr;
  note_oldest(thread, list);
  return due;
}

void orphan_closed(Thread& thread, RetireList& list) {
  if (!list.oldest) return;
  make_orphans(list.oldest);
  list.oldest = list.newest = nullptr;
  note_oldest(thread, list);
}

// After the announcement: closes the open batch if it is urgent, asks the laggards on its behalf, and releases the
// thread's batches and orphans that are due.
void reclaim(Thread& thread) {
  auto* list = static_cast<RetireList*>(thread.retired);
  Lowest lowest = lowest_epoch(thread);
  // If no other thread is attached, the batch need not fill. The second look comes after the barrier in close_batch().
  if (list && list->open && (lowest.alone || lent_period_may_begin(thread, *list))) {
    close_batch(thread, *list, lowest.alone && alone(thread) ? Fence::kNeedless : Fence::kYes);
    thread.epoch.store(g_epoch.load(acquire), release);
    lowest = lowest_epoch(thread);
  }
  // For urgent batches: ask, then look again, because a thread that detached meanwhile may not have seen the request.
  u64 hurry = list && has_urgent(list->oldest) ? list->newest->epoch : 0;
  if (u64 orphans = urgent_orphans(); orphans > hurry) hurry = orphans;
  if (hurry >= lowest.epoch) {
    ask_laggards(thread, hurry);
    lowest = lowest_epoch(thread);
  }
  if (list) release_batches(thread, take_due(thread, *list, lowest.epoch));
  // If the open batch became urgent while the previous urgent one was pending, and that is released now, it can be
  // closed at the next safepoint.
  if (list && list->open && list->open->urgent && !has_urgent(list->oldest)) ask(thread);
  if (orphans_exist()) release_batches(thread, take_due_orphans(lowest.epoch));
}

// Releases a chain of due batches without running Python code: batches that might run some become orphans, which
// threads at safepoints release.
void release_quietly(Thread& thread, Batch* batch) {
  while (batch) {
    Batch* next = batch->next;
    batch->next = nullptr;
    if (batch->urgent) {
      make_orphans(batch);
    } else {
      release_batches(thread, batch);
    }
    batch = next;
  }
}

void count_borrowed(Thread& thread) {
  if (g_counting_hooks.count_borrowed) g_counting_hooks.count_borrowed(thread);
  settle_held_counts(thread);
  thread.last_finalized_seen = nullptr;  // its memory may become another object's
}

}  // namespace

bool retire(Thread& thread, void (*release)(Thread&, void*), void* memory, size_t bytes, bool urgent) {
  ASSERT(thread.attached());
  Batch* batch = open_batch(thread);
  if (!batch) return false;
  ASSERT(batch->count < batch->capacity);
  RetireList& list = list_of(thread);
  batch->entries[batch->count++] = {release, memory};
  batch->bytes += bytes;
  batch->urgent |= urgent;
  if (batch->count < batch->capacity && batch->bytes < kBatchBytes) return true;
  close_batch(thread, list);
  ask_laggards(thread, batch->epoch);
  ask(thread);
  return true;
}

void quiesce(Thread& thread) {
  if constexpr (!kFreeThreaded) return;
  ASSERT(thread.attached());
  u64 epoch = g_epoch.load(acquire);  // pairs with close_batch()
  count_borrowed(thread);
  thread.epoch.store(epoch, release);  // pairs with lowest_epoch()
  reclaim(thread);
}

void qsbr_attach(Thread& thread) {
  ASSERT(thread.attached() && thread.epoch.load(relaxed) == 0);
  // An exchange for its full barrier: the thread reads no object before other threads can see its announcement.
  thread.epoch.exchange(g_epoch.load(acquire), seq_cst);
}

bool alone(Thread& thread) {
  ASSERT(thread.attached());
  // An exchange for its full barrier: a thread that attaches after the look sees what this thread unlinked before it
  // (pairs with qsbr_attach()).
  thread.epoch.exchange(thread.epoch.load(relaxed), seq_cst);
  if (!lowest_epoch(thread).alone) return false;
  count_borrowed(thread);
  return true;
}

void qsbr_detach(Thread& thread) {
  ASSERT(thread.attached());
  count_borrowed(thread);
  auto* list = static_cast<RetireList*>(thread.retired);
  if (list && list->open && list->open->urgent) [[unlikely]]
    close_batch(thread, *list, Fence::kNo);
  if (thread.oldest_retired.load(relaxed) != kNothingRetired) [[unlikely]] {
    thread.epoch.store(g_epoch.load(acquire), release);
    release_quietly(thread, take_due(thread, *list, lowest_epoch(thread).epoch));
    orphan_closed(thread, *list);
  }
  thread.epoch.store(0, release);  // pairs with lowest_epoch()
}

void qsbr_detached(Thread& thread) {
  ASSERT(thread.epoch.load(relaxed) == 0);
  lowest_epoch(thread);  // asks those whose batches have become due
  ask_for_orphans();
}

void qsbr_thread_ended(Thread& thread) {
  ASSERT_SLOW(retire_list_is_valid(thread) && orphans_are_valid());
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

}  // namespace gc
