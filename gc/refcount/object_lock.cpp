// The slow paths of the object lock. The futex word is `meta` itself.
//
// kParked says that a thread may be parked. A thread sets it before it parks. A thread that takes the lock after it has
// parked sets it as well, because other threads may still be parked, and no other word tells that. An unlock that finds
// kParked clears it and wakes one thread, which sets it again. Other bits of `meta` may change at any time; if a thread
// fails to park because of that, it looks again.
//
// Before a thread parks, and after it was woken, it spins (gc/sync/spin.h). So a thread that uses the object all the
// time goes on at full speed, and wakes at most one waiter in that time.
//
// The holder reaches no safepoint, so no pause stops it, and the wait is short: the waiter stays attached.
#include "gc/refcount/object_lock.h"

#include "gc/base/trace.h"
#include "gc/sync/parking.h"
#include "gc/sync/spin.h"

namespace gc {

constinit thread_local LockedObjects t_locked_objects;

namespace {
constexpr u32 kLockedParked = static_cast<u32>(kLocked) | static_cast<u32>(kParked);

void unlock(Object* object) {
  ASSERT(object->has_flag(kLocked));
  u32 before = object->meta.fetch_sub(kLocked, release);
  if (before & kParked) unlock_object_slow(object);
}

// Reserves the object, which the caller has locked. A parked thread would not be woken while the object is reserved. So
// this function reserves first and looks at kParked second, while a thread that is going to park sets kParked first and
// looks for a reservation second: one of the two sees the other.
TINYPY_COLD void reserve_locked(LockReservation& mine, Object* object) {
  ASSERT(object->has_flag(kLocked));
  if (object->has_flag(kParked) || !mine.reserve(object, [](void* lock) { unlock(static_cast<Object*>(lock)); }))
    return;
  observe(ObjectEvent::lock_reservation, object);
  if (object->has_flag(kParked)) mine.cancel();
}

// Waits for the lock of an object that is locked or reserved by another thread, and takes it.
TINYPY_COLD void lock_taken(Object* object) {
  observe(ObjectEvent::lock_contended, object);
  give_up_reservations();
  for (u32 asleep = 0;; asleep = kParked) {
    auto take = [=] {
      u32 meta = object->meta.load(relaxed);
      if (meta & kLocked) ask_for_reserved(object);
      // Acquire: pairs with the release in unlock_object().
      else return object->meta.compare_exchange_strong(meta, meta | kLocked | asleep, acquire, relaxed);
      return false;
    };
    if (t_spin.for_lock(take)) return;
    u32 meta = object->meta.load(relaxed);
    u32 wanted = meta | kLockedParked;
    bool free = (meta & kLocked) == 0;
    if (!object->meta.compare_exchange_strong(meta, wanted, acquire, relaxed)) continue;
    if (free) return;
    if (revoke_reservation(object)) return observe(ObjectEvent::lock_revoked, object);
    observe(ObjectEvent::lock_parked, object);
    TraceSpan span(TraceKind::object_lock_wait, current_thread());
    park(object->meta, wanted);
  }
}

}  // namespace

void lock_object_slow(Object* object) {
  ASSERT(object->published());
  LockReservation& mine = own_reservations().objects;
  if (mine.was_of(object)) {
    mine.lose();
    Spin::look_closely([=] { return object->has_flag(kLocked); });
  }
  ++t_shared_writes.locks;
  u32 meta = object->meta.load(relaxed) & ~static_cast<u32>(kLocked);
  if (!object->meta.compare_exchange_strong(meta, meta | kLocked, acquire, relaxed)) lock_taken(object);
  observe(ObjectEvent::lock_taken, object);
  if (mine.often(object)) [[unlikely]]
    reserve_locked(mine, object);
}

// The lock is free already, so the object may be dying. Its block is valid, because the object is published and the
// calling thread is attached.
void unlock_object_slow(Object* object) {
  object->meta.fetch_and(~static_cast<u32>(kParked), relaxed);
  unpark_one(object->meta);
}

}  // namespace gc
