// The lock under those that scripts see. Who waits for it sleeps in its own way; the protocol is here. Two words:
//
//   held     free; held; or granted: held for whichever waiter looks next, newcomers find it held. While it is held nobody but the releaser writes it.
//            Or it is reserved by a thread (lock_reservation.h), free or held: then only that one writes it, until the reservation is over.
//   waiting  | waiters (30 bits) | starving | waking |, zero if there are no waiters
//
//   starving  a waiter has waited for long in spite of wake-ups: the next release grants the lock instead of freeing it
//   waking    a waiter has been woken and has not looked yet: releasers need not wake another. Whoever waits clears it before it sleeps.
//
// A free lock goes to whoever comes first, which is fast; granting it keeps that fair. While nobody else can touch the words (the lock object is
// private, or the program has a GIL: then they change only under it) plain stores do.
//
// No wake-up is lost:
// - A releaser that finds nobody waiting frees the lock and looks again, a waiter counts itself and looks at `held`, both with full fences in between.
//   So the releaser's second look finds it, or it finds the lock free. (A lock that one thread uses again and again is reserved, so the fence costs little
//   where it is not needed. A waiter that made it for both, by a heavy one, would pay microseconds, and every wait of a Condition has its own lock.)
// - A releaser that finds waiters frees or grants the lock and then exchanges `waiting`, which is a full fence. A waiter makes `waiting` say that
//   nobody is awake, looks at `held`, and sleeps while `waiting` stays as it is. If the releaser's exchange comes first the waiter finds what became
//   of the lock; if it comes second it says that somebody is awake, so that the waiter does not fall asleep or is woken.
//
// - Who reserves the lock looks afterwards whether somebody waits, and then does not. A waiter looks for reservations after it has counted itself, and
//   revokes them. So nobody sleeps on a reserved lock.
//
// Two threads that at the same moment release what is held once may both be told that they did.
#pragma once

#include "gc/base/build.h"
#include "gc/sync/lock_reservation.h"

namespace gc {

class ParkingLock {
 public:
  // If plain stores do. `alone`: nobody else can touch the lock at this moment.
  bool quick_acquire(bool alone) {
    u32 state = held_.load(relaxed);
    if (kFreeThreaded && state == kReservedFree) return put_reserved(kReservedHeld);
    if (state != kFree || !alone) return false;
    held_.store(kHeld, relaxed);
    return true;
  }
  bool quick_release(bool alone) {
    u32 state = held_.load(relaxed);
    if (kFreeThreaded && state == kReservedHeld) return put_reserved(kReservedFree);
    if (!is_held(state) || !alone || waiting_.load(relaxed) != 0) return false;
    held_.store(kFree, relaxed);
    return true;
  }
  // May fail though the lock is free: another thread has reserved it. That one then learns that it is wanted.
  bool try_acquire(bool alone) { return quick_acquire(alone) || acquire_shared(); }
  // Fails only if it is held.
  bool acquire_free();
  // False: it is not held.
  bool release(bool alone) { return quick_release(alone) || release_shared(alone); }
  // The same for who does not hold the GIL in a program that has one.
  bool release_fenced();
  bool held() const { return is_held(held_.load(acquire)); }
  // In a fork's child, where the holder may not exist.
  void reset() {
    end_reservation();
    held_.store(kFree, relaxed);
    waiting_.store(0, relaxed);
  }
  // Before its memory is freed.
  void forget() {
    if (kFreeThreaded && held_.load(relaxed) >= kReservedFree) forget_reservation(this);
  }

  // Waiting: enqueue(), then take() until it succeeds or the caller leaves; in between sleep, if prepare_sleep() allows, while word() is as it said.
  void enqueue();
  bool take();
  bool prepare_sleep(bool starving, u32* expected);
  const Atomic<u32>& word() const { return waiting_; }
  // Gives up. May the lock be taken after all, and was it?
  bool leave(bool may_take);

 private:
  static constexpr u32 kFree = 0, kHeld = 1, kGranted = 2, kReservedFree = 3, kReservedHeld = 4;  // of held_
  static constexpr u32 kWaking = 1, kStarving = 2, kWaiter = 4;  // of waiting_

  static bool is_held(u32 state) { return state != kFree && state != kReservedFree; }

  // By who has reserved it. False: somebody else has, or wants it, or has revoked the reservation.
  bool put_reserved(u32 state) {
    ReservationWords& mine = own_reservations().locks.words();
    if (!mine.enter(this)) [[unlikely]] return false;
    held_.store(state, gc::release);
    mine.leave();
    return true;
  }
  bool acquire_shared();
  bool release_shared(bool alone);
  void lose_reservation();
  void reserve();
  // By whoever ends a reservation.
  void unreserve();
  void end_reservation();
  u32 dequeue();
  void wake_waiter(u32 done);

  Atomic<u32> held_{kFree};
  Atomic<u32> waiting_{0};
};

}  // namespace gc
