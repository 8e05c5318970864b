// The slow paths of the object lock. The futex word is `meta` itself.
//
// kParked says that somebody may be asleep. It is set by whoever goes to sleep, and by everyone who takes the lock
// here, after having possibly slept: others may still be asleep and only this thread would know. An unlock that finds
// it set clears it and wakes one thread, which sets it again. Other bits of `meta` may change at any time; a thread
// that fails to fall asleep because of that simply looks again.
//
// Before it sleeps, and after it was woken, a thread looks now and then for longer than a sleep takes to end
// (gc/sync/backoff.h). So who is busy with the object goes on at full speed, wakes at most one sleeper in that time,
// and still lets go of the lock between any two steps.
//
// The holder never reaches a safepoint, so it is never suspended by a pause, and the wait is short: the waiter stays
// attached.
#include "gc/refcount/object_lock.h"

#include "gc/sync/backoff.h"
#include "gc/sync/parking.h"

namespace gc {

constinit thread_local LockedObjects t_locked_objects;

namespace {
constexpr u32 kLockedParked = static_cast<u32>(kLocked) | static_cast<u32>(kParked);

void unlock(Object* object) {
  u32 before = object->meta.fetch_sub(kLocked, release);
  if (before & kParked) unlock_object_slow(object);
}

// The caller has the lock. Who sleeps on it would not be woken while it is reserved: such a thread sets kParked first
// and looks for reservations second, the other way round than here.
TINYPY_COLD void reserve_locked(LockReservation& mine, Object* object) {
  if (object->has_flag(kParked) || !mine.reserve(object, [](void* lock) { unlock(static_cast<Object*>(lock)); }))
    return;
  if (object->has_flag(kParked)) mine.cancel();
}

TINYPY_COLD void lock_taken(Object* object) {
  give_up_reservations();
  for (u32 asleep = 0;; asleep = kParked) {
    for (Backoff backoff(is_reserved(object)); backoff.wait();) {
      u32 meta = object->meta.load(relaxed);
      if (meta & kLocked) {
        ask_for_reserved(object);
      } else if (object->meta.compare_exchange_strong(meta, meta | kLocked | asleep, acquire, relaxed)) {
        return;  // acquire pairs with the release in unlock_object()
      }
    }
    u32 meta = object->meta.load(relaxed);
    u32 wanted = meta | kLockedParked;
    bool free = (meta & kLocked) == 0;
    if (!object->meta.compare_exchange_strong(meta, wanted, acquire, relaxed)) continue;
    if (free || revoke_reservation(object)) return;
    park(object->meta, wanted);
  }
}

}  // namespace

void lock_object_slow(Object* object) {
  LockReservation& mine = own_reservations().objects;
  if (mine.was_of(object)) {
    mine.lose();
    for (CloseLook look(CloseLook::At::kWay); !object->has_flag(kLocked) && look.goes_on();) {
    }
  }
  ++t_shared_writes.locks;
  u32 meta = object->meta.load(relaxed) & ~static_cast<u32>(kLocked);
  if (!object->meta.compare_exchange_strong(meta, meta | kLocked, acquire, relaxed)) lock_taken(object);
  if (mine.often(object)) [[unlikely]]
    reserve_locked(mine, object);
}

// The lock is free already and the object may be dying, but its block is valid: it is published and we are attached.
void unlock_object_slow(Object* object) {
  object->meta.fetch_and(~static_cast<u32>(kParked), relaxed);
  unpark_one(object->meta);
}

}  // namespace gc
