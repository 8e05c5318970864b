// Exponential backoff: how long a thread that finds a lock held pauses before it looks at the lock again.
//
//   time --->
//   | lock found held | pause: p | close look | pause: 2 p | close look | park
//
//   p := 2 * last p     if now - end of the last wait < 4 * last p + sections       contention: back off further
//   p := last p / 2     otherwise
//   p between 150 ns and the limit: 13 us; 100 us for a reserved lock
//
// Why pause at all: a lock that two cores take in turns moves its cache line at every turn, which costs many times as
// much as a short critical section. If one thread pauses, the other one does many turns meanwhile without moving it.
//
// The pause is remembered from wait to wait of a thread (History), because contention of the recent past is the best
// guess about the present. If waits are rarer than one in 5 p, at most a fifth of the time goes into pauses; or, with
// `sections`, if less time has passed than a few critical sections take, then the threads meet nearly every time. A
// reserved lock is taken at short intervals by its holder, and to take it away costs more. So its limit is higher.
//
// A close look polls the lock for a few microseconds, so that the thread catches the end of the present critical
// section, even if the lock is hardly ever free for longer. If the lock is still held after that, the section is long,
// or its thread does not run: then pausing longer makes no sense.
//
// After a thread has given up a reserved lock on request, its next pause is about as long as it has had the lock
// (keep_off_as_long_as()). Otherwise it would come back at once, with a history of short waits, and one of the two
// threads would do nearly all the turns.
#pragma once

#include "gc/base/bits.h"

namespace gc {

// One wait for a lock, from the moment it is found held until the thread has the lock or parks. Any thread; never at a
// safepoint. All durations are in ticks of the processor's clock (clock.h).
//
//   for (Backoff backoff(reserved); backoff.wait();) if (try to take the lock) ...
class Backoff {
 public:
  static constexpr u64 kScripts = 4096;  // as `sections`: a few critical sections of Python code

  explicit Backoff(bool reserved, u64 sections = 0);
  ~Backoff();  // the wait has ended, with or without the lock
  Backoff(const Backoff&) = delete;
  Backoff& operator=(const Backoff&) = delete;

  // Pauses until the caller should look at the lock again. False, at once: the caller should park.
  bool wait();

 private:
  u64 limit_;            // of `pause_`
  u64 pause_;            // length of the next pause
  u64 close_until_ = 0;  // end of the close look
  int turns_ = 0;        // pauses so far
};

// To be called when the calling thread, which has had a reserved lock for `had` ticks, has given it up on request: sets
// the length of the thread's last pause to that, within the limits.
void keep_off_as_long_as(u64 had);
// To be called when the calling thread has told another one something, or has been told: they take turns on purpose,
// and the other one lets go of its locks soon. So the next wait begins with a short pause.
void forget_contention();

// A close look without a pause before it: `while (look.goes_on()) look at the lock`.
class CloseLook {
 public:
  // kSection: lasts longer than most critical sections take. kWay: lasts as long as another thread needs to take a lock
  // that was freed for it: some times the way of a cache line.
  enum class At { kSection, kWay };
  explicit CloseLook(At at = At::kSection);
  bool goes_on() const;  // makes a short pause

 private:
  u64 until_;
};

}  // namespace gc
