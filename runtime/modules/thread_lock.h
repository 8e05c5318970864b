// Locks that scripts see: _thread.lock and _thread.RLock.
//
// One word holds everything:
//
//   | waiters (28 bits) | waking | starving | granted | held |
//
//   held      somebody has the lock, or it is reserved for a waiter (granted)
//   granted   the releaser passed the lock on: whichever waiter looks next has it. Newcomers find it held.
//   starving  a waiter has waited for a millisecond in spite of wake-ups: the next release passes the lock on instead of freeing it
//   waking    a waiter has been woken and has not looked yet: releasers need not wake another. Whoever waits clears it before it sleeps.
//
// A free lock goes to whoever comes first, which is fast; passing on after a millisecond keeps it fair. While nobody else can touch the
// word (the lock object is private, or the program has a GIL: then the word changes only under it) plain stores do.
#pragma once

#include "runtime/modules/waiting.h"

namespace rt {

class ParkingLock {
 public:
  // `alone`: nobody else can touch the word at this moment.
  bool try_acquire(bool alone) {
    u32 w = word_.load(gc::relaxed);
    while ((w & kHeld) == 0) {
      if (alone) {
        word_.store(w | kHeld, gc::relaxed);
        return true;
      }
      if (word_.compare_exchange_weak(w, w | kHeld, gc::acquire, gc::relaxed)) return true;
    }
    return false;
  }
  // False: it is not held.
  bool release(bool alone) {
    u32 w = word_.load(gc::relaxed);
    if (w == kHeld) [[likely]] {
      if (alone) {
        word_.store(0, gc::relaxed);
        return true;
      }
      if (word_.compare_exchange_strong(w, 0, gc::release, gc::relaxed)) return true;
    }
    return release_slow();
  }
  bool held() const { return word_.load(gc::acquire) & kHeld; }
  // In a fork's child, where the holder may not exist.
  void reset() { word_.store(0, gc::relaxed); }

  enum class Result { kAcquired, kTimedOut, kError };
  // Waits until `deadline` (negative: for ever). Runs signal handlers; kError: one raised.
  Result acquire_slow_py(Thread& t, i64 deadline);

 private:
  static constexpr u32 kHeld = 1, kGranted = 2, kStarving = 4, kWaking = 8, kWaiter = 16;

  bool enqueue();
  bool take();
  bool leave(bool may_take);
  bool prepare_sleep(bool starving, u32* expected);
  bool release_slow();

  gc::Atomic<u32> word_{0};
};

struct Lock : Object {
  ParkingLock lock;
};
struct RLock : Object {
  ParkingLock lock;
  u32 depth;               // holder only
  gc::Atomic<u64> owner;   // ident of the holder; 0: free. Only a thread itself can make it equal to its own ident.
};

// True while no other thread can touch the object.
inline bool is_alone(const Object* object) { return !gc::kFreeThreaded || !object->published(); }

// Shape ids of the two types' instances.
extern u32 g_lock_shape, g_rlock_shape;
inline bool is_lock(Value v) { return v.is_pointer() && v.object()->shape_id() == g_lock_shape; }
inline bool is_rlock(Value v) { return v.is_pointer() && v.object()->shape_id() == g_rlock_shape; }

bool rlock_enter_at_once(Thread& t, Value lock);
bool rlock_exit_at_once(Thread& t, Value lock);

// Takes a lock of either type if that needs no waiting: it is free, or the caller's RLock. False also for what is no lock.
inline bool lock_enter_at_once(Thread& t, Value v) {
  if (is_lock(v)) [[likely]] return v.as<Lock>()->lock.try_acquire(is_alone(v.object()));
  return is_rlock(v) && rlock_enter_at_once(t, v);
}
// Gives a lock of either type back. False: it is not held, or not by the caller.
inline bool lock_exit_at_once(Thread& t, Value v) {
  return is_lock(v) ? v.as<Lock>()->lock.release(is_alone(v.object())) : rlock_exit_at_once(t, v);
}
// What __enter__ and __exit__ of either type do. Empty, false: an error is pending.
Ref lock_enter_py(Thread& t, Value lock);
bool lock_exit(Thread& t, Value lock);

Ref make_lock(Thread& t);
// Also by a thread that has left the registry; the caller keeps the lock alive. False: it was not held.
bool lock_release(Value lock);
// Takes it if it is free.
bool lock_try_acquire(Value lock);
// Adds the types and functions to the module `_thread`.
bool init_thread_locks(Thread& t, Value module);

}  // namespace rt
