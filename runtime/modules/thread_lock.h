// Locks that scripts see: _thread.lock and _thread.RLock.
#pragma once

#include "gc/sync/parking_lock.h"
#include "runtime/modules/waiting.h"

namespace rt {

enum class Acquired { kYes, kTimedOut, kError };
// For who has found the lock held: waits until `deadline` (negative: for ever). Runs signal handlers; kError: one raised.
Acquired acquire_slow_py(Thread& t, gc::ParkingLock& lock, i64 deadline);

struct Lock : Object {
  gc::ParkingLock lock;
};
struct RLock : Object {
  gc::ParkingLock lock;
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
