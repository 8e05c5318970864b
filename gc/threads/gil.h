// The global lock (GIL) of the GIL program: one thread at a time touches objects.
//
//   holder: runs ------------------> safepoint: hands the GIL over to the head of the queue; queues again
//   head:   queues ... interval --> asks the holder (kPollGilDrop) ... has the GIL
//
// A thread that finds the GIL held queues. One switch interval after it became the head of the queue, it asks the
// holder to drop the GIL. At its next safepoint the holder hands the GIL to the head without freeing it, so that no
// newcomer takes the head's turn. A GIL that is released for a blocking call is free, and goes to the thread that comes
// first; the head is only woken.
//
// The program without a GIL has the same lock, for native code that expects it: code_gil.h. There it has no part in the
// states of threads, and a thread that queues is detached.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Takes the GIL for the calling thread, and makes the thread attached in the GIL program. Blocks; signals do not
// interrupt that.
void gil_acquire(Thread& thread);
// Releases the calling thread's GIL, and makes the thread detached in the GIL program.
void gil_release(Thread& thread);
// For the program without a GIL: takes it if it is free; takes it unless the thread has it, and may block; releases it
// if the thread has it.
[[nodiscard]] bool gil_try(Thread& thread);
void gil_retake(Thread& thread);
void gil_let_go(Thread& thread);
// At a safepoint: hands the calling thread's GIL to the head of the queue, if that has asked for it, and queues for it
// again. Does nothing if the caller holds the world stopped.
void gil_yield(Thread& thread);
// A pause is over, in which no other thread could take the GIL: wakes the head of the queue.
void gil_look_again();

// sys.setswitchinterval() and sys.getswitchinterval(), in nanoseconds. Any thread.
void set_switch_interval(i64 ns);
i64 switch_interval();

// Fork support: the queue's lock is held across the fork; the child is the only thread and holds the GIL, or
// holds it as before in the program without one for all.
void gil_before_fork();
void gil_after_fork_parent();
void gil_after_fork_child(Thread& thread);

}  // namespace gc
