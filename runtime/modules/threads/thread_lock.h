// Locks that scripts see: _thread.lock and _thread.RLock.
#pragma once

#include "gc/sync/parking_lock.h"
#include "runtime/modules/threads/waiting.h"

namespace rt {

enum class Acquired { kYes, kTimedOut, kError };
// For who has found the lock held: waits until `deadline` (negative: for ever). Runs signal handlers; kError: one
// raised.
Acquired acquire_slow_py(Thread& t, gc::ParkingLock& lock, i64 deadline);

struct Lock : Object {
  static constexpr auto kKind = gc::ParkingLock::Kind::kLock;
  gc::ParkingLock lock;
};
// Instances of subclasses have locks of another kind.
struct RLock : Object {
  static constexpr auto kKind = gc::ParkingLock::Kind::kRLock;
  gc::ParkingLock lock;
  gc::Atomic<u32> depth;  // holder only; others read it for display
  gc::Atomic<u64> owner;  // ident of the holder; 0: free. Only a thread itself can make it equal to its own ident.
};

// True while no other thread can touch the object.
inline bool is_alone(const Object* object) { return !gc::kFreeThreaded || !object->published(); }

// Shape ids of the two types' instances.
extern u32 g_lock_shape, g_rlock_shape;
inline bool is_lock(Value v) { return v.is_pointer() && v.object()->shape_id() == g_lock_shape; }
inline bool is_rlock(Value v) { return v.is_pointer() && v.object()->shape_id() == g_rlock_shape; }

inline bool is_mine(const Thread& t, const RLock* lock) { return lock->owner.load(gc::relaxed) == t.ident; }
inline void set_owner(RLock* lock, u64 owner, u32 depth) {
  lock->depth.store(depth, gc::relaxed);
  lock->owner.store(owner, gc::relaxed);
}

// The name of what the calling thread has reserved, or null; and where in `v` it points.
inline const void* reserved_name() { return gc::kFreeThreaded ? gc::ParkingLock::reserved_name() : nullptr; }
inline u64 place_in(Value v, const void* name) {
  return gc::kFreeThreaded ? reinterpret_cast<u64>(name) - reinterpret_cast<u64>(v.object()) : 0;
}
// If that is the place, `v` is a lock of type L, and reserved.
template <class L>
constexpr u64 kReserved = offsetof(L, lock) + static_cast<u64>(L::kKind);

// What takes no call and no atomic operation. False: the long way.
TINYPY_INLINE bool quick_acquire(const Thread&, Lock* lock) {
  return lock->lock.quick_acquire([=] { return is_alone(lock); });
}
TINYPY_INLINE bool quick_release(const Thread&, Lock* lock) {
  return lock->lock.quick_release([=] { return is_alone(lock); });
}
TINYPY_INLINE bool quick_acquire(const Thread& t, RLock* lock) {
  if (lock->lock.quick_acquire([=] { return is_alone(lock); })) {
    set_owner(lock, t.ident, 1);
    return true;
  }
  u32 depth = lock->depth.load(gc::relaxed);
  if (!is_mine(t, lock) || depth == ~u32{0}) return false;
  lock->depth.store(depth + 1, gc::relaxed);
  return true;
}
TINYPY_INLINE bool quick_release(const Thread& t, RLock* lock) {
  if (!is_mine(t, lock)) return false;
  if (u32 depth = lock->depth.load(gc::relaxed); depth > 1) {
    lock->depth.store(depth - 1, gc::relaxed);
    return true;
  }
  set_owner(lock, 0, 0);
  if (lock->lock.quick_release([=] { return is_alone(lock); })) return true;
  set_owner(lock, t.ident, 1);
  return false;
}
// The same for who has reserved the lock, under that name. Whoever holds it then is the calling thread.
TINYPY_INLINE bool acquire_reserved(const Thread&, Lock* lock, const void* name) {
  return lock->lock.acquire_reserved(name);
}
TINYPY_INLINE bool release_reserved(Lock* lock, const void* name) {
  return lock->lock.release_reserved(name, [] {});
}
TINYPY_INLINE bool acquire_reserved(const Thread& t, RLock* lock, const void* name) {
  if (!lock->lock.acquire_reserved(name)) return false;
  set_owner(lock, t.ident, 1);
  return true;
}
TINYPY_INLINE bool release_reserved(RLock* lock, const void* name) {
  return lock->depth.load(gc::relaxed) <= 1 && lock->lock.release_reserved(name, [=] { set_owner(lock, 0, 0); });
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
