// What a thread's life means for the folders above: each step of attach.cpp, stop_world.cpp and fork.cpp calls their
// part of it here. Each folder defines its part as a constant; install_thread_hooks() (cycle/collector.h) puts the
// parts together, before the first thread is registered.
//
// `thread` is the calling thread, unless a comment says otherwise. No hook is null. None runs Python code or reaches a
// safepoint, unless a comment says so.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// gc/heap
struct HeapSteps {
  // Gives the thread, which need not be the calling one, a heap. False: no memory.
  bool (*start)(Thread& thread);
  // Takes the heap away; what it still has in use goes to the other threads. Also for a thread that a fork has ended.
  void (*end)(Thread& thread);
  // Hold the locks that detached threads may take across a fork.
  void (*before_fork)();
  void (*after_fork)();  // in the parent and in the child
};

// gc/refcount. Only the program without a GIL calls these.
struct CountingSteps {
  // The thread has attached and has read no object yet: announces the epoch, and asks the thread to do at its next
  // safepoint what nobody else was there to do.
  void (*attached)(Thread& thread);
  // Before the thread detaches: merges the counts in its queue.
  void (*settle_queue)(Thread& thread);
  // The thread is about to detach or to stop: counts what its registers borrow, and announces that it delays nobody.
  void (*detaching)(Thread& thread);
  // The thread had been asked to announce and is detached now: tells those that waited for that.
  void (*detached)(Thread& thread);
  // At a safepoint, for kPollMerge: merges and empties the queue. May run Python code.
  void (*merge)(Thread& thread);
  // At a safepoint, for kPollQuiesce: announces a quiescent state, frees what is due. May run Python code.
  void (*quiesce)(Thread& thread);
  // The thread ends: merges and calls drop_state(), see end_thread(), until the queue is empty and no state is left;
  // closes the queue, and writes all counts that wait in tables. May run Python code and reach safepoints.
  void (*counts_end)(Thread& thread, bool (*drop_state)(Thread&));
  // The thread has ended, and has no heap any more: leaves what it has retired to the others.
  void (*ended)(Thread& thread);
  // counts_end() and ended() for a thread that the fork has ended; it still has its heap.
  void (*lost_in_fork)(Thread& other);
};

// gc/cycle
struct CollectorSteps {
  // At a safepoint, for kPollCollect. Runs Python code.
  void (*collect_if_due)(Thread& thread);
  void (*after_fork_child)(Thread& thread);
};

struct ThreadHooks {
  HeapSteps heap;
  CountingSteps counting;
  CollectorSteps collector;
};
extern constinit ThreadHooks g_thread_hooks;

// What code above locks until the calling thread detaches: critical sections of C code. A thread that a pause stops
// keeps them, and so does one that waits for its turn to stop the world (t_keeps_sections): C code does not expect to
// lose them in a function that runs no Python code, and who has the turn needs none in its pause. The first two may
// wait; the thread is attached when they are called, and it may hold no other lock.
struct SectionSteps {
  void (*give_up)();     // before the thread detaches
  void (*take_again)();  // after it has attached
  // In a fork's child: gives up what threads hold that the fork has ended. Does not wait.
  void (*after_fork_child)();
};
// Null until the first section begins, by any thread: what detaches without it has no section.
extern Atomic<const SectionSteps*> g_section_steps;
extern constinit thread_local bool t_keeps_sections [[gnu::tls_model("initial-exec")]];

// Keeps the sections for its lifetime though the calling thread detaches.
class KeptSections {
 public:
  KeptSections() { t_keeps_sections = true; }
  ~KeptSections() { t_keeps_sections = false; }
  KeptSections(const KeptSections&) = delete;
  KeptSections& operator=(const KeptSections&) = delete;
};

}  // namespace gc
