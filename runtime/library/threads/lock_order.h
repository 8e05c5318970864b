// Lock orders that could deadlock, though they have not: A before B in one thread, B before A in another, and circles
// of any length. For --deadlocks and --races; the ledger of locks (lock_ledger.h) says what is taken and released.
//
// The locks are the nodes of a graph. A thread that holds A and waits for B, successfully, adds a step to the edge
// A -> B: who took both, where, which locks it held, and what it knew of other threads. Only steps that could meet make
// a circle a warning:
//
//   - each is another thread's: one thread does not wait for itself in this way
//   - no lock is held in two of them: such a gate lets one of the threads in at a time
//   - none comes before another by the start or the join of a thread
//
// An attempt that does not wait for ever (try-lock, timeout) is no step, nor is an RLock that the thread has already.
// A lock that another thread releases is a signal, no mutex, and leaves the graph.
//
// The conditions are those of Goodlock (Havelund, "Using runtime analysis to guide model checking of Java programs",
// SPIN 2000; Bensalem, Havelund, "Dynamic deadlock analysis of multi-threaded programs", HVC 2005, which adds the order
// by start and join).
#pragma once

#include <vector>

#include "gc/base/site.h"
#include "gc/sync/parking_lock.h"

namespace rt {

// One thread's part in a circle: it took `first`, and then, still holding that, the lock that is `first` of the next.
struct OrderPart {
  gc::u32 thread;
  const char* first;  // name of the lock, never freed (makers.h); null: not known
  const gc::Site *first_taken, *then_taken;
};
using LockCircle = std::vector<OrderPart>;

// True: orders are looked for. Set before the first lock is made.
extern bool g_finds_lock_orders;

// What is known of a lock; the ledger keeps it from the first taking on, until the lock is freed.
struct LockNode;

// All functions: any thread; no safepoint; they touch no object. Threads are known by their ids, which are not reused.

LockNode* make_lock_node(const gc::ParkingLock* lock);
// The calling thread has taken the lock. `waits`: it would have waited for ever. True: that closes circles, which
// take_lock_circles() tells.
bool order_taken(gc::u32 thread, LockNode* lock, const gc::Site* site, bool waits);
// The calling thread, which holds the lock, is about to release it.
void order_released(gc::u32 holder, LockNode* lock);
// The lock turns out to be no mutex.
void order_excludes(LockNode* lock);
// The lock is about to be freed. The node is not valid any more.
void order_forgets(LockNode* lock);
// What the parent has done comes before all that the child does; what the ended thread has done, before all that the
// joiner does from now on.
void order_starts(gc::u32 parent, gc::u32 child);
void order_joined(gc::u32 joiner, gc::u32 ended);
// The circles that have been found since the last call. Each circle of locks is told once, and each circle of lines.
std::vector<LockCircle> take_lock_circles();
void lock_order_before_fork();
void lock_order_after_fork_parent();
void lock_order_after_fork_child();

}  // namespace rt
