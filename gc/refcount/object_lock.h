// The lock inside every object: the bits kLocked and kParked of `meta`.
//
//   kLocked   kParked
//   0         0         free
//   1         0         held, or reserved by a thread (gc/sync/lock_reservation.h)
//   1         1         likewise; threads may be parked on `meta`
//
// Only published objects are ever locked; for a private object the guard is one test of a flag. A thread that locks the
// same object again and again reserves it. The lock is never held across a safepoint, an allocation that may collect,
// Python code or a blocking call. So a holder is never stopped, waits are short, and a waiter stays attached.
#pragma once

#include "gc/base/no_safepoint.h"
#include "gc/base/studio.h"
#include "gc/heap/header.h"
#include "gc/refcount/tally.h"
#include "gc/sync/lock_reservation.h"
#include "gc/threads/attach.h"

#include <utility>

namespace gc {

// The slow paths of lock_object() and unlock_object().
void lock_object_slow(Object* object);
void unlock_object_slow(Object* object);

// The objects that the calling thread has locked, in builds with debug checks; empty in others. kLocked alone does not
// tell, because another thread may have set it.
class LockedObjects {
 public:
  void add(const Object* object) {
    if constexpr (!kChecksSafepoints) return;
    ASSERT(count_ < kMost && !has(object));  // not recursive
    objects_[count_++] = object;
  }
  void remove(const Object* object) {
    if constexpr (!kChecksSafepoints) return;
    ASSERT(has(object));
    u32 i = 0;
    while (objects_[i] != object) ++i;
    objects_[i] = objects_[--count_];
  }
  bool has(const Object* object) const {
    for (u32 i = 0; i < count_; ++i) {
      if (objects_[i] == object) return true;
    }
    return false;
  }

 private:
  static constexpr u32 kMost = kChecksSafepoints ? 8 : 1;
  const Object* objects_[kMost] = {};
  u32 count_ = 0;
};
extern constinit thread_local LockedObjects t_locked_objects [[gnu::tls_model("initial-exec")]];

// Keep t_locked_objects up to date.
inline void note_locked(const Object* object) {
  if constexpr (kChecksSafepoints) t_locked_objects.add(object);
}
inline void note_unlocked(const Object* object) {
  if constexpr (kChecksSafepoints) t_locked_objects.remove(object);
}

// Locks a published object; waits attached. Not recursive. Any attached thread; no safepoint.
TINYPY_INLINE void lock_object(Object* object) {
  ASSERT(object->published());
  if (!own_reservations().objects.enter(object)) lock_object_slow(object);
  else observe(ObjectEvent::lock_reserved, object);
  note_locked(object);
}

// Unlocks an object that the calling thread has locked.
TINYPY_INLINE void unlock_object(Object* object) {
  note_unlocked(object);
  LockReservation& mine = own_reservations().objects;
  if (mine.is_inside(object)) return mine.leave();
  u32 before = object->meta.fetch_sub(kLocked, release);  // kLocked is set; subtracting returns the other bits, too
  if (before & kParked) unlock_object_slow(object);
}

// Locks the object if that needs no call and its `meta`, including the shape, is still `meta`, which the caller has
// read and which says published. False: use lock_object(). The caller unlocks with unlock_object().
TINYPY_INLINE bool try_lock_object(Object* object, u32 meta) {
  ASSERT(meta & kPublished);
  LockReservation& mine = own_reservations().objects;
  if (!mine.enter(object)) {
    if ((meta & kLocked) || mine.was_of(object) || mine.often(object)) return false;
    ++t_shared_writes.locks;
    if (!object->meta.compare_exchange_strong(meta, meta | kLocked, acquire, relaxed)) return false;
    observe(ObjectEvent::lock_taken, object);
  } else {
    observe(ObjectEvent::lock_reserved, object);
  }
  note_locked(object);
  return true;
}

// Holds an object's lock for its lifetime, if the object is published when it is constructed. ObjectLock2 does the same
// for two objects, in the order of their addresses.
class ObjectLock {
 public:
  explicit ObjectLock(Object* object) {
    if constexpr (kFreeThreaded) {
      if (object->published()) [[unlikely]]
        lock_object(held_ = object);
      else observe(ObjectEvent::lock_private, object);
    }
  }
  ~ObjectLock() {
    if constexpr (kFreeThreaded) {
      if (held_) [[unlikely]]
        unlock_object(held_);
    }
  }
  ObjectLock(const ObjectLock&) = delete;
  ObjectLock& operator=(const ObjectLock&) = delete;

 private:
  Object* held_ = nullptr;
  [[no_unique_address]] NoSafepoint no_safepoint_;
};

template <class F>
[[gnu::noinline]] auto with_lock_slow(Object* object, F f) {
  lock_object_slow(object);
  note_locked(object);
  auto found = f();
  unlock_object(object);
  return found;
}
// Returns f(), called under the object's lock. For short operations that many threads may perform at once: if the
// object is private or reserved, the lock makes no call and costs no registers. Therefore f should be inlined and
// should capture by value. f must not lock another object, whose reservation might replace that of this one.
template <class F>
TINYPY_INLINE auto with_lock(Object* object, F f) {
  NoSafepoint no_safepoint;
  ReservationWords* reserved = nullptr;
  if constexpr (kFreeThreaded) {
    if (object->published()) [[unlikely]] {
      reserved = &own_reservations().objects.words();
      if (!reserved->enter(object)) return with_lock_slow(object, f);
      observe(ObjectEvent::lock_reserved, object);
    } else {
      observe(ObjectEvent::lock_private, object);
    }
  }
  if (reserved) [[unlikely]]
    note_locked(object);
  auto found = f();
  if (reserved) [[unlikely]] {
    note_unlocked(object);
    reserved->leave();
  }
  return found;
}

class ObjectLock2 {
 public:
  ObjectLock2(Object* a, Object* b) : first_(a < b ? a : b), second_(a == b ? nullptr : a < b ? b : a) {
    if constexpr (kFreeThreaded) {
      if (first_->published()) lock_object(first_);
      else observe(ObjectEvent::lock_private, std::exchange(first_, nullptr));
      if (second_ && second_->published()) lock_object(second_);
      else if (second_) observe(ObjectEvent::lock_private, std::exchange(second_, nullptr));
    }
  }
  ~ObjectLock2() {
    if constexpr (kFreeThreaded) {
      if (second_) unlock_object(second_);
      if (first_) unlock_object(first_);
    }
  }
  ObjectLock2(const ObjectLock2&) = delete;
  ObjectLock2& operator=(const ObjectLock2&) = delete;

 private:
  Object* first_;
  Object* second_;
  [[no_unique_address]] NoSafepoint no_safepoint_;
};

// For assertions. True: no other thread changes the object, because it is private, or the caller has its lock, or the
// world is stopped.
inline bool lock_held_or_private(const Object* object) {
  if (!kFreeThreaded || !object->published() || world_stopped()) return true;
  if constexpr (kChecksSafepoints) return t_locked_objects.has(object);
  return object->has_flag(kLocked);
}

}  // namespace gc
