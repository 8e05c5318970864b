// Adaptive spinning: a thread that has to wait looks on for a moment before it sleeps. To sleep and to be woken takes
// 20 to 40 us, while most waits are over after one or two. All waits of Python threads do it by this policy: those for
// object locks, for threading.Lock, for an item of a queue, and what is built on them: Condition, Queue, pools.
//
// A lock (for_lock):
//
//   time --->
//   | found held | pause: p | close look | the caller sleeps
//                             1.6 us
//
//   p := 2 * last p     if now - end of the last wait < 4 * last p + a close look       contention: back off further
//   p := last p / 2     otherwise
//   p between 150 ns and 300 us
//
// Why pause at all: a lock that two cores take in turns moves its cache line at every turn, which costs many times as
// much as a short critical section. If one thread pauses, the other one does many turns meanwhile without moving it, or
// even reserves the lock (lock_reservation.h). The pause is remembered from wait to wait, because contention of the
// recent past is the best guess about the present. If waits are rarer than one in 5 p, at most a fifth of the time goes
// into pauses. After a thread has given up a reserved lock on request, its next pause is as long as it has had the lock
// (gave_up()); otherwise it would come back at once, and one of two threads would do nearly all the turns.
//
// An answer (for_answer): another thread is about to do something for this one, once. A pause would only be late.
//
//   | close look | looks and yields in turn | the caller sleeps
//     1.6 us       26 us in all
//
// The close look catches the answer of a thread on another processor. Where more threads take turns than there are
// processors, the one that has the turn may stand behind this one: the yields let it run.
//
// What adapts (Trial): what has been in vain is tried less often. Where answers take long, or locks are held for long,
// spinning only costs time: after some waits in vain the thread spins in one of 17. Where a third thread computes, a
// yield lasts for its time slice, a hundred times as long as a sleep: after some such yields the thread yields in one
// wait of thousands, and pauses in the others.
//
// Cost: a spin that was in vain costs as much as the sleep that it would have saved, so that the two together take at
// most twice the time of the better one (Karlin, Li, Manasse, Owicki, "Empirical studies of competitive spinning for a
// shared-memory multiprocessor", SOSP 1991). Pauses: Anderson, "The performance of spin lock alternatives for
// shared-memory multiprocessors", IEEE TPDS 1990. Spinning by what the last spins have gained: the adaptive mutexes of
// Solaris and of HotSpot; WebKit's ParkingLot spins and yields before it parks.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/bits.h"
#include "gc/base/build.h"
#include "gc/base/clock.h"

namespace gc {

// Something that pays now and then. The more failures weigh, the fewer attempts: after the n-th unit of them the next
// 2^n / 8 are skipped, n at most `most`.
class Trial {
 public:
  constexpr Trial(u32 weight, u32 most) : weight_(weight), most_(most) {}
  // True: the caller tries, and says how that has ended.
  bool pays() {
    if (skips_ == 0) return true;
    --skips_;
    return false;
  }
  void ends(bool well) {
    if (well) {
      failures_ -= failures_ != 0;
    } else {
      failures_ = failures_ + weight_ < most_ ? failures_ + weight_ : most_;
      skips_ = (1u << failures_) / 8;
    }
  }

 private:
  u32 weight_, most_;
  u32 failures_ = 0;  // those that no success has made up for
  u32 skips_ = 0;
};

// How the calling thread spins, and its history. All durations are in ticks of the processor's clock (clock.h), which
// take about 0.4 ns.
class Spin {
 public:
  // For about as long as most critical sections take, and some ways of a cache line: true as soon as ready() is.
  template <class Ready>
  static bool look_closely(Ready ready) {
    for (u64 began = ticks(); !ready(); cpu_pause()) {
      if (ticks() - began >= kClose) return false;
    }
    return true;
  }

  // Waits for a lock. True: take() has taken it. False: the caller sleeps. The thread is not stopped meanwhile, so it
  // holds up a pause of the world: for some 0.3 ms at most.
  template <class Take>
  bool for_lock(Take take) {
    u64 pause = next_pause();
    bool taken = false;
    if (spins_.pays()) {
      keep_off(pause);
      spins_.ends(taken = look_closely(take));
    }
    ended_ = ticks();
    return taken;
  }

  // Waits for ready(), which reads atomic words only, and which may become false again later. False: the caller sleeps.
  // `Away` is constructed with `thread` for that time: Detached (threads/attach.h), for a thread that is attached.
  template <class Away, class T, class Ready>
  bool for_answer(T& thread, Ready ready) {
    if (!kFreeThreaded || !spins_.pays()) return false;  // with a GIL, the thread that answers needs it first
    Away away(thread);
    bool may_yield = yields_.pays(), yielded = false, slow = false, answered;
    u64 began = ticks(), now = began;
    while (!(answered = ready()) && now - began < kAnswer) {
      if (may_yield && now - began >= kClose) {
        yield_cpu();
        yielded = true;
        slow |= ticks() - now >= kLongest;
      } else {
        cpu_pause();
      }
      now = ticks();
    }
    if (yielded) yields_.ends(!slow);
    spins_.ends(answered);
    if (answered) forget();
    return answered;
  }

  // The thread, which has had a reserved lock for `had` ticks, has given it up on request.
  void gave_up(u64 had);
  // The thread has told another one something, or has been told: they take turns on purpose, and the other one lets go
  // of its locks soon. So the next wait for a lock begins with a short pause.
  void forget() {
    pause_ = kShortest;
    ended_ = 0;
  }

 private:
  // The shortest pause is the way of a cache line to another core and back. The longest one is many thousand short
  // critical sections; a yield that takes as long has met a thread that computes.
  static constexpr u64 kShortest = 384, kLongest = 786432;
#if defined(TINYPY_MODEL)
  // The model checker explores one look before parking, in each wait.
  static constexpr u64 kClose = 0;
  static constexpr u32 kVain = 0;
#else
  static constexpr u64 kClose = 4096;
  static constexpr u32 kVain = 7;  // at most 16 waits skipped: the thread notices soon that spinning pays again
#endif
  static constexpr u64 kAnswer = 65536;

  u64 next_pause();
  static void keep_off(u64 duration);

  u64 pause_ = kShortest;  // the first pause of the last wait for a lock
  u64 ended_ = 0;          // the end of that wait
  Trial spins_{1, kVain};
  Trial yields_{4, 16};  // at most 8192 waits skipped: a slow yield costs as much as a hundred spins
};
extern constinit thread_local Spin t_spin [[gnu::tls_model("initial-exec")]];

}  // namespace gc
