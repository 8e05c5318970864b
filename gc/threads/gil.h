// The global lock of the GIL program: one thread at a time touches objects.
//
// A thread that finds the lock held queues. The head of the queue asks the holder to drop the lock (kPollGilDrop) one
// switch interval after it became the head; the holder hands the lock directly to the head at its next safepoint, so
// the head really gets its turn. A lock released for a blocking call is free for whoever comes first; the head is
// merely woken.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

void gil_acquire(Thread& thread);
void gil_release(Thread& thread);
// Hands the lock to the thread that asked for it, and queues for it again. Does nothing if nobody waits or the caller
// holds the world.
void gil_yield(Thread& thread);
// The pause is over during which nobody else could take the lock.
void gil_look_again();

// sys.setswitchinterval(), in nanoseconds.
void set_switch_interval(i64 ns);
i64 switch_interval();

// Fork support: the queue's lock is held across the fork; the child is the only thread and holds the GIL.
void gil_before_fork();
void gil_after_fork_parent();
void gil_after_fork_child(Thread& thread);

}  // namespace gc
