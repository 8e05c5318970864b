// The merge queue: how a foreign thread's decrement reaches the owner of an object.
//
// A foreign decrement that finds the shared count at biased 0 must be taken from the owner's `local`, which only the
// owner may write. The reference passes into the owner's queue, a lock-free stack of nodes with many pushers; the owner
// takes everything at its next safepoint and merges. When the owner cannot:
//
//   owner detached   the pusher claims its record (detached -> claimed; the owner cannot attach meanwhile), merges, releases
//   owner stopped    the pusher merges at once: the pause cannot end before the pusher itself has stopped, so the owner stays stopped
//   owner claimed    the claimer looks at the queue once more after its release
//   owner detaching  settles the counts before it goes; what died is left to the other threads (`abandoned`), since detaching
//                    must not run Python code
//   owner ending     closes its queue while it is empty; from then on every pusher merges by itself
//
// A merge in somebody's stead changes counts only. What died is destroyed after claim and pin have been released,
// because finalizers are Python code and may wait for the owner.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// `object` has just been set to queued by the caller, who gives up its reference. May run Python code (destroy).
void enqueue_merge(Thread& thread, Object* object, u32 owner);

// Before a thread detaches: merges its queue's counts; no Python code. Attached.
void settle_queue_of(Thread& thread);
// True if dead objects wait to be destroyed by whoever comes to a safepoint first.
bool abandoned_merges();
// The thread is about to end: closes its queue if it is empty.
bool close_merge_queue(Thread& thread);
// In a fork's child: settles the queue of a thread that does not exist there.
void drop_merge_queue_after_fork(Thread& thread);

}  // namespace gc
