// Waiting, before a sleep, for a thread that answers soon. Two threads that take turns answer each other within a
// microsecond or two, while to fall asleep and to be woken takes ten times that. Three steps:
//
//   | close look: reads the word again and again | looks and yields in turn, detached | the caller sleeps
//     1 us                                         25 us at most; 50 us if others run
//
// - The close look catches the answer of a thread on another processor.
// - Where more threads take turns than there are processors, the one that has the turn may stand behind this one: the
//   yields let it run. So a thread whose last answer came after such a switch looks for a shorter time before it
//   yields. Several threads may have their turns before the answer comes, so it yields for twice as long. When it runs
//   again, it has waited longer than the threads that ran meanwhile, and its turn is probably near: it looks closely
//   for a moment before it yields again, unless many threads seem to have run.
// - Where a third thread or another process computes, a yield lasts for its time slice, hundreds of times longer than a
//   sleep. So a thread that has met one pauses in place of the yields in many waits, four times as many each time.
// - Where answers take long, looking costs time and gains nothing. So a thread that has looked in vain some times in a
//   row does it seldom. But once two threads sleep at each turn, every answer takes as long as to wake a thread, and
//   neither would look any more. So a wait in vain counts less if the answer has come soon after it.
//
// With one processor nothing of this is done; with a GIL neither, as the answering thread needs the lock first.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/build.h"
#include "gc/threads/attach.h"
#include "runtime/object/thread.h"

namespace rt {

// One such wait of the calling thread. The loops in comes_soon() are the only user.
class SoonWait {
 public:
  SoonWait();
  SoonWait(const SoonWait&) = delete;
  SoonWait& operator=(const SoonWait&) = delete;

  // False: the caller sleeps at once.
  bool pays() const { return pays_; }
  // Pauses for a moment. False: the step is over.
  bool looks_closely();
  bool yields();
  // The end of the wait, for the thread's next ones.
  bool ends(bool answered);
  // The calling thread has slept after a wait in vain, and is awake.
  static void slept();

 private:
  bool pays_;
  bool may_yield_ = true;
  bool switched_ = false;     // a yield has let another thread run
  bool slow_ = false;         // for long
  u64 stays_until_ = 0;       // ticks: before that it does not yield
  u64 began_, until_, last_;  // ticks: the begin of the wait; the end of the step; the time of the last look
};

// Waits a moment for ready(), which reads atomic words only, without a lock, and which may become false again later.
// False: the caller should sleep, and call SoonWait::slept() after that. The thread is detached while it yields; no
// Python code runs.
template <class Ready>
bool comes_soon(Thread& t, Ready ready) {
  if (!gc::kFreeThreaded) return false;
  SoonWait wait;
  if (!wait.pays()) return false;
  while (wait.looks_closely()) {
    if (ready()) return wait.ends(true);
  }
  gc::Detached detached(t);
  while (wait.yields()) {
    if (ready()) return wait.ends(true);
  }
  return wait.ends(false);
}

}  // namespace rt
