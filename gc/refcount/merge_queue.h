// The merge queue: how a foreign thread's decrement reaches the owner of an object.
//
// A foreign decrement that finds the shared count at biased 0 must be subtracted from the owner's `local`, which only
// the owner may write. So the reference passes into the owner's queue, a lock-free stack of nodes with many pushers.
// The owner takes all nodes at its next safepoint, and merges. If the owner cannot do that soon:
//
//   owner            what happens
//   detached         the pusher claims the owner's record (detached -> claimed), so that the owner cannot attach;
//                    merges in its stead; releases the claim
//   stopped          the pusher merges at once: the pause cannot end before the pusher itself has stopped, so the owner
//                    stays stopped
//   claimed          the claimer looks at the queue once more after its release
//   detaching        it settles the counts of its queue first. It must not run Python code then, so it leaves objects
//                    that have died to the other threads (g_abandoned)
//   ending           it closes its queue when the queue is empty; from then on every pusher merges by itself
//
// A merge in the owner's stead changes counts only. Objects that have died are destroyed after the claim and the pin
// have been released, because finalizers are Python code and may wait for the owner.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// Passes the caller's reference to `object`, which the caller has just set to queued, to the queue of the thread with
// id `owner`. `thread` is the calling, attached thread. May stop the world if there is no memory. May run Python code,
// if objects die.
void enqueue_merge(Thread& thread, Object* object, u32 owner);

// Merges the counts of the calling thread's queue before it detaches. No Python code.
void settle_queue_of(Thread& thread);
// True if dead objects from merge queues wait for an attached thread to destroy them. Any thread.
bool abandoned_merges();
// Closes the queue of the calling thread, which is about to end. False: the queue is not empty; drain it first.
bool close_merge_queue(Thread& thread);
// In a fork's child: closes the queue of a thread that does not exist there, and settles its counts.
void drop_merge_queue_after_fork(Thread& thread);

}  // namespace gc
