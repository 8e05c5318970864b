// How long a thread that finds a lock held leaves it alone before it looks again.
//
// A lock that two cores take in turns costs every turn the way of its cache line from one to the other, many times what
// a short critical section does. It is cheaper if one of them does many turns while the other looks elsewhere. So a
// thread that has to wait again, soon after it got a lock it had waited for, keeps off twice as long as then, up to
// some ten microseconds; when that was long ago, it waits less. It is soon if less than four pauses have passed, so
// where threads meet only now and then at most a fifth of the time goes into pauses; or if no more has passed than a
// few of the lock's critical sections take: then threads meet nearly every time. A lock that is reserved is taken at
// short intervals, so keeping off it loses nothing, and its turns cost more: there the limit is a hundred microseconds.
//
// Who has kept off looks closely: it finds the end of the present critical section, however seldom the lock is free for
// longer. So a thread with short sections gets its turn after one pause, also beside one that holds the lock most of
// the time. If the lock is still held after a few microseconds the section is a long one, or its thread does not run.
//
// Who gives a lock to a thread that asked for it lets it have it for as long: it leaves it alone until the other one
// has had time to take it, and keeps off it as long as it has had it, within the limit of reserved locks. Otherwise it
// would come back at once, with a history of short waits, and one of the two would do nearly all the turns.
#pragma once

#include "gc/base/bits.h"

namespace gc {

class Backoff {
 public:
  static constexpr u64 kScripts = 4096;  // ticks: some sections of Python code

  explicit Backoff(bool reserved, u64 sections = 0);  // the lock has been found held
  ~Backoff();                                         // it is ours, or we give up
  Backoff(const Backoff&) = delete;
  Backoff& operator=(const Backoff&) = delete;

  // Until the next look. False, at once: there have been enough, it is better to sleep.
  bool wait();

 private:
  u64 limit_;            // of `pause_`
  u64 pause_;            // length of the next turn of keeping off, in ticks of the processor's clock
  u64 close_until_ = 0;  // till then it looks closely
  int turns_ = 0;
};

// The calling thread has had a lock for so many ticks, and has freed it for one that asked for it. Bounded as every
// pause.
void keep_off_as_long_as(u64 had);

class CloseLook {
 public:
  // Goes on for as long as a critical section takes at most, mostly: for a thread whose turn it is. kWay: as long as
  // another thread needs to take what was freed for it, which is some times the way of a cache line.
  enum class At { kSection, kWay };
  explicit CloseLook(At at = At::kSection);
  bool goes_on() const;  // makes a short pause

 private:
  u64 until_;
};

}  // namespace gc
