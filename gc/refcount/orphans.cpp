// Orphans: batches that a detaching or ending thread leaves, in one list. Any attached thread releases them when they
// are due.
#include "gc/refcount/qsbr.h"
#include "gc/refcount/retired.h"
#include "gc/refcount/valid.h"
#include "gc/sync/mutex.h"
#include "gc/threads/registry.h"

#include <utility>

namespace gc {

namespace {

Mutex g_orphan_mutex;
Batch* g_orphans = nullptr;          // orphan mutex; by ascending epoch
Batch* g_youngest_orphan = nullptr;  // likewise
Atomic<u32> g_orphans_exist{0};      // written under the mutex, a hint without it
Atomic<u64> g_orphans_urgent{0};     // likewise: latest epoch of an urgent orphan; 0: there is none

// The orphan behind which a batch with that epoch belongs. Null: it comes first. Under the orphan mutex. Searches from
// the latest epoch, after a look at the earliest: most batches are newer than nearly all orphans, and the others have
// been due for a while and are older than all.
Batch* place_among_orphans(u64 epoch) {
  ASSERT(g_orphan_mutex.is_mine());
  if (g_orphans && g_orphans->epoch > epoch) return nullptr;
  Batch* before = g_youngest_orphan;
  while (before && before->epoch > epoch) before = before->previous;
  return before;
}

void insert_orphan(Batch* before, Batch* batch) {
  ASSERT(!before || before->epoch <= batch->epoch);
  batch->previous = before;
  batch->next = before ? before->next : g_orphans;
  (before ? before->next : g_orphans) = batch;
  (batch->next ? batch->next->previous : g_youngest_orphan) = batch;
}

}  // namespace

// Both lists are in the order of epochs, so one walk finds all places.
void make_orphans(Batch* first) {
  ASSERT(first && first->epoch != 0);
  ASSERT_SLOW(batches_are_valid(first));
  MutexGuard guard(g_orphan_mutex);
  u64 urgent = g_orphans_urgent.load(relaxed);
  Batch* before = place_among_orphans(first->epoch);
  while (Batch* batch = first) {
    first = batch->next;
    if (batch->urgent && batch->epoch > urgent) urgent = batch->epoch;
    for (Batch* next; (next = before ? before->next : g_orphans) && next->epoch <= batch->epoch;) before = next;
    insert_orphan(before, batch);
    before = batch;
  }
  g_orphans_exist.store(1, relaxed);
  g_orphans_urgent.store(urgent, relaxed);
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
  if (g_orphans_urgent.load(relaxed) < lowest) g_orphans_urgent.store(0, relaxed);
  return due;
}

bool orphans_exist() { return g_orphans_exist.load(relaxed); }

u64 urgent_orphans() { return g_orphans_urgent.load(relaxed); }

bool orphans_wait() { return urgent_orphans() != 0; }

void ask_for_orphans() {
  if (g_orphans_urgent.load(relaxed) == 0) return;
  MutexGuard guard(g_registry_mutex);
  for (Thread* t = first_thread(); t; t = t->next) {
    if (t->epoch.load(seq_cst) != 0) return ask(*t);
  }
}

#if defined(TINYPY_DEBUG)
bool orphans_are_valid() {
  MutexGuard guard(g_orphan_mutex);
  u64 urgent = g_orphans_urgent.load(relaxed);
  const Batch* last = nullptr;
  for (const Batch* batch = g_orphans; batch; last = batch, batch = batch->next) {
    if (batch->previous != last || (batch->urgent && batch->epoch > urgent)) return false;
  }
  return batches_are_valid(g_orphans) && last == g_youngest_orphan &&
         g_orphans_exist.load(relaxed) == (g_orphans != nullptr);
}
#endif

}  // namespace gc
