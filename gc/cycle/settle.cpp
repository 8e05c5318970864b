// Settling takes four steps for each thread; the last one returns blocks that other threads have freed to its pages.
#include "gc/cycle/settle.h"

#include "gc/heap/local_heap.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/merge_queue.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

void settle_counts_of(Thread& thread, void*) {
  settle_queue_of(thread);
  settle_deferred_counts(thread);
  settle_held_counts(thread);
  if (thread.heap) absorb_remote_pages(heap_of(thread));
}

}  // namespace

void settle_all_counts() {
  ASSERT(world_stopped());
  if constexpr (kFreeThreaded) for_each_thread(settle_counts_of, nullptr);
}

}  // namespace gc
