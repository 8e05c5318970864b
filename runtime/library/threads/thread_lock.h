// The locks that scripts see: _thread.lock and _thread.RLock. Their quick paths are inline here, also for the virtual
// machine's `with`; thread_lock.cpp has the rest.
#pragma once

#include "gc/sync/parking_lock.h"
#include "gc/threads/watch.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/library/threads/waits.h"

namespace rt {

enum class Acquired { kYes, kTimedOut, kError };
// The slow path after a failed attempt: waits until `deadline` (monotonic nanoseconds; negative: for ever), detached
// while asleep. Signal handlers run meanwhile. kError: an error is pending. `what`: kLock or kRLock, of which `lock` is
// a part.
Acquired acquire_slow_py(Thread& t, gc::ParkingLock& lock, i64 deadline, Wait::For what);

struct Lock : Object {
  gc::ParkingLock lock;
};
struct RLock : Object {
  gc::ParkingLock lock;
  gc::Atomic<u32> depth;  // only the holder writes it; others read it for display
  // ident of the holder; 0: free. Only the thread itself stores its own ident, so a comparison with it needs no lock.
  // The exception is _acquire_restore() with the state of another thread, which is the holder from then on.
  gc::Atomic<u64> owner;
};

// True while no other thread can touch the object: then plain stores suffice. With a GIL always true.
inline bool is_alone(const Object* object) { return !gc::kFreeThreaded || !object->published(); }

// True if a watcher is told of each lock: the quick paths do not apply then.
inline bool locks_are_watched() { return gc::thread_watcher() != nullptr; }

// The object that the lock is a part of.
template <class L>
const L* object_of(const gc::ParkingLock* lock) {
  return reinterpret_cast<const L*>(reinterpret_cast<const char*>(lock) - offsetof(L, lock));
}

// Shape ids of the two types' instances. Those of a subclass, which may override the methods, have another one.
extern u32 g_lock_shape, g_rlock_shape;
inline bool is_lock(Value v) { return v.is_pointer() && v.object()->shape_id() == g_lock_shape; }
inline bool is_rlock(Value v) { return v.is_pointer() && v.object()->shape_id() == g_rlock_shape; }

inline bool is_mine(const Thread& t, const RLock* lock) { return lock->owner.load(gc::relaxed) == t.ident; }
inline void set_owner(RLock* lock, u64 owner, u32 depth) {
  lock->depth.store(depth, gc::relaxed);
  lock->owner.store(owner, gc::relaxed);
}

// The quick paths take no call and no atomic operation. They run no Python code, and touch only the lock. False: the
// quick path does not apply; the caller takes the slow path. No error is pending.
TINYPY_INLINE bool quick_acquire(const Thread&, Lock* lock) {
  if (locks_are_watched()) return false;
  return lock->lock.quick_acquire([=] { return is_alone(lock); });
}
TINYPY_INLINE bool quick_release(const Thread&, Lock* lock) {
  if (locks_are_watched()) return false;
  return lock->lock.quick_release([=] { return is_alone(lock); });
}
TINYPY_INLINE bool quick_acquire(const Thread& t, RLock* lock) {
  if (locks_are_watched()) return false;
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
  if (locks_are_watched()) return false;
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
// The same for a context manager of any type: quick_enter() is false, too, if it is no lock. quick_exit() is for locks.
TINYPY_INLINE bool quick_enter(const Thread& t, Value v) {
  if (v.is_immediate()) return false;
  u32 shape = v.object()->shape_id();
  if (shape == g_lock_shape) [[likely]]
    return quick_acquire(t, v.as<Lock>());
  return shape == g_rlock_shape && quick_acquire(t, v.as<RLock>());
}
TINYPY_INLINE bool quick_exit(const Thread& t, Value v) {
  return v.object()->shape_id() == g_lock_shape ? quick_release(t, v.as<Lock>()) : quick_release(t, v.as<RLock>());
}
// __enter__ and __exit__ of either type. Empty or false: an error is pending. lock_exit() runs no Python code.
Ref lock_enter_py(Thread& t, Value lock);
bool lock_exit(Thread& t, Value lock);

// The lock in a _thread.lock or _thread.RLock, which keeps it alive; null: the object is neither.
const gc::ParkingLock* parking_lock_of(Value v);
// A new free lock. Empty: MemoryError.
Ref make_lock(Thread& t);
// The ledger of locks learns that `lock`, a _thread.lock, is released when the calling thread ends.
void note_sentinel(Thread& t, Value lock);
// Releases `lock`, a _thread.lock. The calling thread may have left the registry; the caller keeps the lock alive.
// False, without error: the lock was not held.
bool lock_release(Value lock);
// Takes `lock`, a _thread.lock, if it is free; never waits. False, without error: it is held.
bool lock_try_acquire(Value lock);
// Adds the types to the module `_thread`. False: an error is pending.
bool init_thread_locks(Thread& t, Value module);

}  // namespace rt
