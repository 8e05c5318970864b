// The slow paths of the object lock. The futex word is `meta` itself.
//
// kParked says that somebody may be asleep. It is set by whoever goes to sleep, and by everyone who takes the lock here, after having
// possibly slept: others may still be asleep and only this thread would know. An unlock that finds it set clears it and wakes one
// thread, which sets it again. Other bits of `meta` may change at any time; a thread that fails to fall asleep because of that simply
// looks again.
//
// Before it sleeps, and after it was woken, a thread looks now and then for longer than a sleep takes to end (gc/sync/backoff.h). So who is
// busy with the object goes on at full speed, wakes at most one sleeper in that time, and still lets go of the lock between any two steps.
//
// The holder never reaches a safepoint, so it is never suspended by a pause, and the wait is short: the waiter stays attached.
#include "gc/refcount/object_lock.h"

#include "gc/sync/backoff.h"
#include "gc/sync/parking.h"

namespace gc {
namespace {
constexpr u32 kLockedParked = static_cast<u32>(kLocked) | static_cast<u32>(kParked);
}  // namespace

void lock_object_slow(Object* object) {
  for (u32 asleep = 0;; asleep = kParked) {
    for (Backoff backoff; backoff.wait();) {
      u32 meta = object->meta.load(relaxed);
      // Acquire pairs with the release in unlock_object().
      if (!(meta & kLocked) && object->meta.compare_exchange_strong(meta, meta | kLocked | asleep, acquire, relaxed)) return;
    }
    u32 meta = object->meta.load(relaxed);
    u32 wanted = meta | kLockedParked;
    bool free = (meta & kLocked) == 0;
    if (!object->meta.compare_exchange_strong(meta, wanted, acquire, relaxed)) continue;
    if (free) return;
    park(object->meta, wanted);
  }
}

// The lock is free already and the object may be dying, but its block is valid: it is published and we are attached.
void unlock_object_slow(Object* object) {
  object->meta.fetch_and(~static_cast<u32>(kParked), relaxed);
  unpark_one(object->meta);
}

}  // namespace gc
