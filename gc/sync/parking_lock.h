// The lock under threading.Lock and RLock. It parks waiters, but its callers sleep in their own way (with signals, with
// timeouts): the protocol is here, the waiting loop is theirs. Two words:
//
//   held_                                          who writes it next
//   free             nobody has the lock           any thread, by compare-and-swap: held
//   held             a thread has it               a releaser: free, or granted if STARVING. The thread that reserves it:
//                                                  reserved held
//   granted          released to the waiters       a waiter that looks: held. Newcomers see a lock that is held. The
//                                                  releaser, if no waiter is left: free
//   reserved free    a thread has reserved it      the reserving thread, by a plain store: reserved held
//   reserved held    the same, and has it          the reserving thread, by a plain store: reserved free
//                                                  the thread that ends the reservation: free or held
//
//   waiting_   | waiters, 29 bits | WATCHED | STARVING | WAKING |        0 if there are no waiters
//
//   WAKING     a waiter has been woken and has not looked at held_ yet. Releasers need not wake another one. Every
//              waiter clears the bit before it sleeps
//   STARVING   a waiter has waited long in spite of wake-ups. The next release grants the lock instead of freeing it
//   WATCHED    a waiter, the watcher, sleeps with a timeout and asks for the lock then. It clears the bit when it
//              leaves, or before it sleeps without a timeout
//
// A free lock goes to the thread that comes first, which is fast, because no thread switch is needed. Granting bounds
// how long that may starve a waiter. While some waiters sleep, running threads may even reserve the lock in turn,
// because to wake a sleeper costs more than many short critical sections. The watcher bounds how long that goes on
// (passive and active waiters: Dice, "Malthusian locks", EuroSys 2017). Where no other thread can touch the words (the
// lock object is private, or the program has a GIL), plain stores suffice.
//
// No wake-up is lost. Three cases:
//
// - A releaser sees no waiters. It frees the lock with a full fence and reads waiting_ again. A waiter counts itself
//   with a full fence and then reads held_. So the releaser sees the waiter, or the waiter sees the free lock. (An
//   asymmetric fence would be worse: a lock that one thread uses again and again is reserved anyway, and every
//   Condition.wait() has a new lock, whose waiter would pay microseconds for the heavy side.)
// - A releaser sees waiters. It frees or grants the lock and then exchanges waiting_, setting WAKING: a full fence. A
//   waiter clears WAKING, then reads held_, then sleeps only while waiting_ has the value that it wrote. If the
//   releaser's exchange comes first, the waiter sees the new held_. If it comes second, waiting_ has changed: the
//   waiter does not fall asleep, or is woken.
// - A thread reserves the lock. It re-reads waiting_ afterwards. If there are waiters but neither WAKING nor WATCHED is
//   set, or if STARVING is set, it gives the reservation up, because its plain releases would wake nobody. A waiter
//   clears WAKING, or sets WATCHED, and then reads held_. So no waiter sleeps on a reserved lock without a watcher.
//
// If two threads release at the same moment a lock that is held once, both calls may succeed.
#pragma once

#include "gc/base/build.h"
#include "gc/sync/lock_reservation.h"
#include "gc/sync/parking.h"

namespace gc {

// The lock. Its functions may be called by any attached thread, unless a comment says otherwise; none reaches a
// safepoint or runs Python code. In a program with a GIL, the caller holds the GIL.
class ParkingLock {
 public:
  ParkingLock() = default;

  // The fast paths, with plain stores: for a lock that the calling thread has reserved, or one that no other thread can
  // touch at this moment, as alone() tells. False: the caller takes another path; nothing has changed. No safepoint.
  template <class Alone>
  bool quick_acquire(Alone alone) {
    u32 state = held_.load(relaxed);
    if (kFreeThreaded && state == kReservedFree) [[likely]]
      return put_reserved(kReservedFree, kReservedHeld);
    if (state != kFree || !alone()) return false;
    held_.store(kHeld, relaxed);
    return true;
  }
  template <class Alone>
  bool quick_release(Alone alone) {
    u32 state = held_.load(relaxed);
    if (kFreeThreaded && state == kReservedHeld) [[likely]]
      return put_reserved(kReservedHeld, kReservedFree);
    if (!is_held(state) || !alone() || waiting_.load(relaxed) != 0) return false;
    held_.store(kFree, relaxed);
    return true;
  }

  // Takes the lock if it is free; never waits. May fail though the lock is free, if another thread has reserved it:
  // then that thread is asked to give it up. Any thread; no safepoint.
  bool try_acquire(bool alone) {
    return quick_acquire([=] { return alone; }) || acquire_shared();
  }
  // The same, but ends a reservation of another thread, with a heavy fence. False: the lock is held.
  bool acquire_free();
  // Releases the lock and wakes a waiter if need be. False: the lock is not held. Any thread; no safepoint.
  bool release(bool alone) {
    return quick_release([=] { return alone; }) || release_shared(alone);
  }
  // The same for a thread that does not hold the GIL, in a program that has one.
  bool release_fenced();
  bool is_reserved() const { return is_reserved(held_.load(relaxed)); }
  // True if the lock is the one that the calling thread has taken last, and the thread has not released it. If such a
  // thread acquires the lock again, it probably waits for another thread to release it as a signal, as
  // Condition.wait() does.
  bool is_signal() const { return kFreeThreaded && own_reservations().taken == this; }
  bool held() const { return is_held(held_.load(acquire)); }
  // Frees the lock and forgets all waiters. For a fork's child, where the holder and the waiters may not exist.
  void reset() {
    end_reservation();
    held_.store(kFree, relaxed);
    waiting_.store(0, relaxed);
  }
  // Ends a reservation because the lock's memory is about to be freed. Nobody waits; it may be held, because programs
  // drop locks that they have taken.
  void forget() {
    ASSERT(waiting_.load(relaxed) == 0);
    if (kFreeThreaded && is_reserved(held_.load(relaxed))) forget_reservation(this);
  }

  // For assertions, while no thread takes, releases or awaits the lock:
  //   held_ <= reserved held;  granted => waiters > 0;  reserved => a place of the table says so
  //   waiting_ / 8 = waiters;  waiters = 0 => no flag is set
  bool is_valid(u32 waiters) const;

  // The word that waiters park on.
  const Atomic<u32>& word() const { return waiting_; }

 private:
  friend class LockWaiter;

  static constexpr u32 kFree = 0, kHeld = 1, kGranted = 2, kReservedFree = 3, kReservedHeld = 4;  // of held_
  static constexpr u32 kWaking = 1, kStarving = 2, kWatched = 4, kWaiter = 8;                     // of waiting_

  static bool is_held(u32 state) { return state != kFree && (!kFreeThreaded || state != kReservedFree); }
  static bool is_reserved(u32 state) { return state >= kReservedFree; }
  // True if no waiter sleeps, or if somebody is bound to look after those that sleep.
  static bool may_reserve(u32 waiting) {
    return waiting == 0 || ((waiting & (kWatched | kWaking)) != 0 && (waiting & kStarving) == 0);
  }

  // Changes held_, which is `from`, to `to`, by the reserving thread. False: the calling thread has not reserved the
  // lock, or another thread asks for it or has revoked the reservation.
  bool put_reserved(u32 from, u32 to) {
    ReservationWords& mine = own_reservations().locks.words();
    if (!mine.enter_only(this)) [[unlikely]]
      return false;
    ASSERT(held_.load(relaxed) == from);
    held_.store(to, gc::release);
    mine.leave();
    return true;
  }
  bool acquire_shared();
  bool release_shared(bool alone);
  void lose_reservation();
  void reserve();
  // Makes a reserved lock an ordinary one, free or held. By the thread that ends the reservation.
  void unreserve();
  void end_reservation();
  void wake_waiter(u32 done);
  void note_taken() const {
    if (kFreeThreaded) own_reservations().taken = this;
  }

  Atomic<u32> held_{kFree};
  Atomic<u32> waiting_{0};
  Atomic<u32> woken_on_{0};  // the processor on which the last thread that woke a waiter ran
};

// A waiter: counted in waiting_ from its construction until take() succeeds or leave() is called. The waiting thread
// only; it is detached while it sleeps. The loop:
//
//   LockWaiter waiter(lock);
//   while (!waiter.take())
//     switch (waiter.prepare_sleep(starving)):
//       kNot         look again
//       kUntilWoken  park(lock.word(), waiter.expected())
//       kForAWhile   the same with a timeout; after it: waiter.ask(), and take_reserved() if the lock stays reserved
class LockWaiter {
 public:
  explicit LockWaiter(ParkingLock& lock);
  LockWaiter(const LockWaiter&) = delete;
  LockWaiter& operator=(const LockWaiter&) = delete;

  // True if there was no other waiter at the construction.
  bool is_first() const { return first_; }
  // Takes the lock if it is free or granted. True: the thread has it and is a waiter no more.
  bool take();
  // The same, but ends a reservation first, with a heavy fence.
  bool take_reserved();
  // Asks the thread that has reserved the lock to give it up, and makes the next release grant the lock.
  void ask();

  // kForAWhile: this waiter is the watcher. It must sleep with a timeout and ask() then, because other waiters rely on
  // that.
  enum class Sleep { kNot, kUntilWoken, kForAWhile };
  // Clears WAKING, and sets STARVING if told so; tells how the waiter may sleep. The last step before it sleeps.
  Sleep prepare_sleep(bool starving);
  // The value of the lock's word to sleep on, after prepare_sleep().
  u32 expected() const { return expected_; }
  // True if this thread, just woken, runs on the processor of its waker. Then the kernel may have preempted the waker.
  bool is_beside_waker() const { return lock_.woken_on_.load(relaxed) == current_processor(); }

  // Gives up waiting; tries to take the lock first if may_take. True: the thread has it.
  bool leave(bool may_take);

 private:
  void dequeue();

  ParkingLock& lock_;
  u32 expected_ = 0;
  bool first_;
  bool watches_ = false;  // this waiter has set WATCHED
};

}  // namespace gc
