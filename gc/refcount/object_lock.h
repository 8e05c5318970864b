// The lock inside every object: kLocked and kParked bits of `meta`. Only published objects are ever locked; for a
// private object the guard is one test of a flag. A thread that locks the same object again and again reserves it
// (gc/sync/lock_reservation.h): kLocked stays set. Never held across a safepoint, an allocation that may collect,
// Python code or a blocking call.
#pragma once

#include "gc/base/no_safepoint.h"
#include "gc/refcount/header.h"
#include "gc/refcount/tally.h"
#include "gc/sync/lock_reservation.h"
#include "gc/threads/attach.h"

namespace gc {

void lock_object_slow(Object* object);
void unlock_object_slow(Object* object);

// The objects that the calling thread has locked, in builds with debug checks. kLocked alone would not tell: it may be
// another thread's.
class LockedObjects {
 public:
  void add(const Object* object) {
    if constexpr (!kChecksSafepoints) return;
    ASSERT(count_ < kMost);
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

inline void note_locked(const Object* object) {
  if constexpr (kChecksSafepoints) t_locked_objects.add(object);
}
inline void note_unlocked(const Object* object) {
  if constexpr (kChecksSafepoints) t_locked_objects.remove(object);
}

TINYPY_INLINE void lock_object(Object* object) {
  if (!own_reservations().objects.enter(object)) lock_object_slow(object);
  note_locked(object);
}

TINYPY_INLINE void unlock_object(Object* object) {
  note_unlocked(object);
  LockReservation& mine = own_reservations().objects;
  if (mine.is_inside(object)) return mine.leave();
  u32 before = object->meta.fetch_sub(kLocked, release);  // it is set: one instruction tells what else was
  if (before & kParked) unlock_object_slow(object);
}

// For who has seen that the object is published: takes the lock if that takes no call and nothing of `meta` has changed
// since, the shape included. unlock_object() gives it back.
TINYPY_INLINE bool try_lock_object(Object* object, u32 meta) {
  LockReservation& mine = own_reservations().objects;
  if (!mine.enter(object)) {
    if ((meta & kLocked) || mine.was_of(object) || mine.often(object)) return false;
    ++t_shared_writes.locks;
    if (!object->meta.compare_exchange_strong(meta, meta | kLocked, acquire, relaxed)) return false;
  }
  note_locked(object);
  return true;
}

// Guards one object, or two in address order.
class ObjectLock {
 public:
  explicit ObjectLock(Object* object) {
    if constexpr (kFreeThreaded) {
      if (object->published()) [[unlikely]]
        lock_object(held_ = object);
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
// f() under the object's lock, for the short work of operations that many threads may want at once: where the object is
// private or reserved, the lock makes no call, and costs no registers. So `f` is to be inlined, to capture values, and
// to return what it has found; and it takes no other lock of an object, which might be reserved instead of this one.
template <class F>
TINYPY_INLINE auto with_lock(Object* object, F f) {
  NoSafepoint no_safepoint;
  ReservationWords* reserved = nullptr;
  if constexpr (kFreeThreaded) {
    if (object->published()) [[unlikely]] {
      reserved = &own_reservations().objects.words();
      if (!reserved->enter(object)) return with_lock_slow(object, f);
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
      else first_ = nullptr;
      if (second_ && second_->published()) lock_object(second_);
      else second_ = nullptr;
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

// For assertions: nobody else changes the object, as it is private, the caller has its lock, or the world is stopped.
inline bool lock_held_or_private(const Object* object) {
  if (!kFreeThreaded || !object->published() || world_stopped()) return true;
  if constexpr (kChecksSafepoints) return t_locked_objects.has(object);
  return object->has_flag(kLocked);
}

}  // namespace gc
