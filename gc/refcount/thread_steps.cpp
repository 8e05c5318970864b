// The steps that concern more than one file of this folder, and the table of all.
#include "gc/refcount/thread_steps.h"

#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/merge_queue.h"
#include "gc/refcount/qsbr.h"
#include "gc/threads/attach.h"

namespace gc {
namespace {

void attached(Thread& thread) {
  qsbr_attach(thread);
  // A thread that detached with dead objects in its queue may have found no attached thread to destroy them. Pairs with
  // settle_queue_of().
  if (abandoned_merges()) [[unlikely]]
    request(thread, kPollMerge);
  if (orphans_wait()) [[unlikely]]
    request(thread, kPollQuiesce);
}

void end_tables(Thread& thread) {
  end_deferred_counts(thread);
  end_held_counts(thread);
}

void counts_end(Thread& thread, bool (*drop_state)(Thread&)) {
  u32 rounds = 0;
  do {
    safepoint(thread);
    drain_merge_queue(thread);
  } while ((rounds++ < kMostStateRounds && drop_state(thread)) || !close_merge_queue(thread));
  end_tables(thread);
}

void lost_in_fork(Thread& other) {
  drop_merge_queue_after_fork(other);
  end_tables(other);
  qsbr_thread_ended(other);
}

}  // namespace

constinit const CountingSteps kCountingSteps = {
    .attached = attached,
    .settle_queue = settle_queue_of,
    .detaching = qsbr_detach,
    .detached = qsbr_detached,
    .merge = drain_merge_queue,
    .quiesce = quiesce,
    .counts_end = counts_end,
    .ended = qsbr_thread_ended,
    .lost_in_fork = lost_in_fork,
};

}  // namespace gc
