// Which threads wait for ever. A thread that waits without a timeout is stuck if everybody who could wake it is stuck,
// too:
//
//   waits for                        can be woken by
//   the end of a thread              that thread
//   an RLock                         its holder
//   a Lock that a `with` block took,
//   or that its holders release      its holder
//   a Lock used as a signal          any other thread: some thread has released it without having taken it, or the
//                                    waiting thread holds it itself, or its holder has ended
//   an item of a queue               any other thread
//
//   the import of a module           the thread that imports it
//
// The stuck threads are the largest set that agrees with this table. Threads in system calls and threads that wait with
// a timeout are never stuck. A signal handler of the program may run in the main thread and wake those that any thread
// can wake. If its timer runs, or children may end, they are not stuck. If it takes somebody who sends the signal, they
// are, with a reservation.
#pragma once

#include "runtime/library/threads/lock_ledger.h"
#include "runtime/library/threads/waits.h"

namespace rt {

struct StuckThread {
  Thread* thread;  // valid while the world is stopped; otherwise it may have ended: wait.thread is its id
  Wait wait;
  u32 waits_for = 0;          // id of the only thread that can wake it; 0: any other thread could
  bool for_end = false;       // it waits for the end of that thread
  bool holder_ended = false;  // the thread that took the lock has ended
  LockEntry lock;             // what is known of the lock it waits for
};

struct Stuck {
  std::vector<StuckThread> threads;
  std::vector<int> unless;  // signals that could wake one of them, by a handler of the program; empty: nothing can
};

// The stuck threads at this moment. `ending`: id of a thread that counts as ended; 0: none. With the ledger, any
// attached thread may ask, and there are no stuck threads if the result is empty; if it is not empty, only a second
// look with the world stopped is certain. Without the ledger the world must be stopped. No safepoint.
Stuck stuck_threads(u32 ending);
// All waits for a holder or an end that are known, stuck or not. World stopped.
std::vector<StuckThread> known_waits();
// The members of `stuck`, in order, that wait for each other in a circle; empty: there is none.
std::vector<StuckThread> find_circle(const std::vector<StuckThread>& stuck);

// Brackets of a new thread's life before it is registered, during which nobody else knows of it.
void thread_is_coming();
void thread_has_come();
void deadlocks_after_fork_child();

}  // namespace rt
