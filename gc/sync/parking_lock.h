// The lock under those that scripts see. Who waits for it sleeps in its own way; the protocol is here. Two words:
//
//   held     free; held; or granted: held for whichever waiter looks next, newcomers find it held. While it is held nobody but the releaser writes it.
//            Or it is reserved by a thread (lock_reservation.h), free or held: then only that one writes it, until the reservation is over.
//   waiting  | waiters (29 bits) | watched | starving | waking |, zero if there are no waiters
//
//   watched   a waiter looks again after a while, whether it is woken or not. It clears this when it waits no more, or sleeps until it is woken
//   starving  a waiter has waited for long in spite of wake-ups: the next release grants the lock instead of freeing it
//   waking    a waiter has been woken and has not looked yet: releasers need not wake another. Whoever waits clears it before it sleeps.
//
// While some threads sleep, others that pass the lock to each other without sleeping may reserve it in turn: waking a
// sleeper costs more than many turns of theirs, and so does an atomic release. The watcher then sees to it that those
// who sleep get theirs (passive and active waiters: Dice, "Malthusian locks", EuroSys 2017).
//
// A free lock goes to whoever comes first, which is fast; granting it keeps that fair. While nobody else can touch the
// words (the lock object is private, or the program has a GIL: then they change only under it) plain stores do.
//
// No wake-up is lost:
// - A releaser that finds nobody waiting frees the lock and looks again, a waiter counts itself and looks at `held`, both with full fences in between.
//   So the releaser's second look finds it, or it finds the lock free. (A lock that one thread uses again and again is reserved, so the fence costs little
//   where it is not needed. A waiter that made it for both, by a heavy one, would pay microseconds, and every wait of a Condition has its own lock.)
// - A releaser that finds waiters frees or grants the lock and then exchanges `waiting`, which is a full fence. A waiter makes `waiting` say that
//   nobody is awake, looks at `held`, and sleeps while `waiting` stays as it is. If the releaser's exchange comes first the waiter finds what became
//   of the lock; if it comes second it says that somebody is awake, so that the waiter does not fall asleep or is woken.
//
// - Who reserves the lock looks afterwards whether somebody waits whom neither a waking waiter nor a watcher looks after, and then does not. A waiter makes
//   `waiting` say that nobody is awake, or that it watches, and looks for reservations after that. So on a reserved lock nobody sleeps who is not watched for.
//
// Two threads that at the same moment release what is held once may both be told that they did.
#pragma once

#include "gc/base/build.h"
#include "gc/sync/lock_reservation.h"
#include "gc/sync/parking.h"

namespace gc {

class alignas(16) ParkingLock {
 public:
  // What kind of object the lock lies in. It is reserved under a name, its address plus this, so that a thread knows by
  // the name what it has reserved.
  enum class Kind : u32 { kOther, kLock = 4, kRLock = 8 };

  ParkingLock() = default;
  explicit ParkingLock(Kind kind) : kind_(kind) {}
  // For locks whose memory is zero at first, before anybody takes them.
  void set_kind(Kind kind) { kind_ = kind; }

  // If plain stores do. `alone()` tells whether nobody else can touch the lock at this moment; a reserved one need not
  // know.
  template <class Alone>
  bool quick_acquire(Alone alone) {
    u32 state = held_.load(relaxed);
    if (kFreeThreaded && state == kReservedFree) [[likely]]
      return acquire_reserved(name());
    if (state != kFree || !alone()) return false;
    held_.store(kHeld, relaxed);
    return true;
  }
  template <class Alone>
  bool quick_release(Alone alone) {
    u32 state = held_.load(relaxed);
    if (kFreeThreaded && state == kReservedHeld) [[likely]]
      return release_reserved(name(), [] {});
    if (!is_held(state) || !alone() || waiting_.load(relaxed) != 0) return false;
    held_.store(kFree, relaxed);
    return true;
  }
  // The name of what the calling thread has reserved; null: nothing. Whoever finds the name of a lock need not look at
  // anything else to know what it is.
  static const void* reserved_name() {
    return reinterpret_cast<const void*>(own_reservations().locks.words().lock.load(relaxed));
  }
  // The same with that name. `before` is called once it is certain.
  bool acquire_reserved(const void* name) {
    return put_reserved(name, kReservedFree, kReservedHeld, [] {});
  }
  template <class F>
  bool release_reserved(const void* name, F before) {
    return put_reserved(name, kReservedHeld, kReservedFree, before);
  }

  // May fail though the lock is free: another thread has reserved it. That one then learns that it is wanted.
  bool try_acquire(bool alone) {
    return quick_acquire([=] { return alone; }) || acquire_shared();
  }
  // Fails only if it is held.
  bool acquire_free();
  // False: it is not held.
  bool release(bool alone) {
    return quick_release([=] { return alone; }) || release_shared(alone);
  }
  // The same for who does not hold the GIL in a program that has one.
  bool release_fenced();
  bool is_reserved() const { return is_reserved(held_.load(relaxed)); }
  bool held() const { return is_held(held_.load(acquire)); }
  // In a fork's child, where the holder may not exist.
  void reset() {
    end_reservation();
    held_.store(kFree, relaxed);
    waiting_.store(0, relaxed);
  }
  // Before its memory is freed.
  void forget() {
    if (kFreeThreaded && is_reserved(held_.load(relaxed))) forget_reservation(name());
  }

  // What waiters sleep on.
  const Atomic<u32>& word() const { return waiting_; }

 private:
  friend class LockWaiter;

  static constexpr u32 kFree = 0, kHeld = 1, kGranted = 2, kReservedFree = 3, kReservedHeld = 4;  // of held_
  static constexpr u32 kWaking = 1, kStarving = 2, kWatched = 4, kWaiter = 8;                     // of waiting_

  static bool is_held(u32 state) { return state != kFree && (!kFreeThreaded || state != kReservedFree); }
  static bool is_reserved(u32 state) { return state >= kReservedFree; }
  static bool may_reserve(u32 waiting) {
    return waiting == 0 || ((waiting & (kWatched | kWaking)) != 0 && (waiting & kStarving) == 0);
  }

  void* name() { return reinterpret_cast<char*>(this) + static_cast<u32>(kind_); }
  static ParkingLock* named(void* name) {
    return reinterpret_cast<ParkingLock*>(reinterpret_cast<u64>(name) & ~u64{alignof(ParkingLock) - 1});
  }

  // By who has reserved it, if it is as `from` says. False: it is not, or somebody else has reserved it, or wants it,
  // or has revoked the reservation.
  template <class F>
  bool put_reserved(const void* name, u32 from, u32 to, F before) {
    if (held_.load(relaxed) != from) [[unlikely]]
      return false;
    ReservationWords& mine = own_reservations().locks.words();
    if (!mine.enter_only(name)) [[unlikely]]
      return false;
    before();
    held_.store(to, gc::release);
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
  void wake_waiter(u32 done);

  Atomic<u32> held_{kFree};
  Atomic<u32> waiting_{0};
  Atomic<u32> woken_on_{0};  // the processor of who last woke a waiter
  Kind kind_ = Kind::kOther;
};

// A thread that waits: until it takes the lock, or leaves. In between it sleeps, as prepare_sleep() allows, while the
// lock's word is as expected().
class LockWaiter {
 public:
  explicit LockWaiter(ParkingLock& lock);
  LockWaiter(const LockWaiter&) = delete;
  LockWaiter& operator=(const LockWaiter&) = delete;

  // Nobody else was waiting when it came.
  bool is_first() const { return first_; }
  // If the lock is free or granted, and not reserved.
  bool take();
  // The same; ends a reservation.
  bool take_reserved();
  // Another thread that has reserved the lock learns that it is wanted, and when it is released next it is granted.
  void ask();

  enum class Sleep {
    kNot,
    kUntilWoken,
    kForAWhile
  };  // kNot: look again. kForAWhile: and then ask for the lock, others may rely on that
  Sleep prepare_sleep(bool starving);
  u32 expected() const { return expected_; }
  // Who was just woken runs where its waker did, which the system may have put aside for it.
  bool is_beside_waker() const { return lock_.woken_on_.load(relaxed) == current_processor(); }

  // Gives up. May the lock be taken after all, and was it?
  bool leave(bool may_take);

 private:
  void dequeue();

  ParkingLock& lock_;
  u32 expected_ = 0;
  bool first_;
  bool watches_ = false;  // the lock is watched, by us
};

}  // namespace gc
