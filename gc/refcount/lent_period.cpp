#include "gc/refcount/lent_period.h"

#include <algorithm>

#include "gc/refcount/lending.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/retired.h"
#include "gc/sync/asymmetric_fence.h"

namespace gc {

static void release_waiting(Thread& thread, void* object) { waited(thread, static_cast<Object*>(object)); }
// The same after a period that began without a fence: that proves nothing, so another one begins.
static void release_waiting_unfenced(Thread& thread, void* object) { begin_wait(thread, static_cast<Object*>(object)); }

bool retire_waiting(Thread& thread, Object* object) {
  if (!retire(thread, release_waiting, object, sizeof(Object), true)) return false;
  ask(thread);
  return true;
}

void LentPace::fence() {
  i64 began = now_ns();
  asymmetric_heavy_fence();  // pairs with forget_held()
  pause_ = std::clamp(kFenceShare * (now_ns() - began), kShortest, kLongest);
}

bool lent_period_may_begin(Thread& thread, const RetireList& list) {
  if (!list.open->urgent || has_urgent(list.oldest)) return false;
  if (list.pace.is_over()) return true;
  ask(thread);
  return false;
}

void begin_lent_period(Batch& batch, LentPace& pace, Fence fence) {
  ASSERT(batch.urgent && batch.epoch == 0 && batch.count != 0);
  if (fence == Fence::kYes) pace.fence();
  for (u32 i = 0; fence == Fence::kNo && i < batch.count; ++i) {
    if (batch.entries[i].release == release_waiting) batch.entries[i].release = release_waiting_unfenced;
  }
  pace.note_start();
}

}  // namespace gc
