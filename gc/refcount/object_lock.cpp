// The slow paths of the object lock. The futex word is `meta` itself.
//
// kParked says that somebody may be asleep. It is set by whoever goes to sleep, and by everyone who takes the lock here, after having
// possibly slept: others may still be asleep and only this thread would know. An unlock that finds it set clears it and wakes one
// thread, which sets it again. Other bits of `meta` may change at any time; a thread that fails to fall asleep because of that simply
// looks again.
//
// The holder never reaches a safepoint, so it is never suspended by a pause, and the wait is short: the waiter stays attached.
#include "gc/refcount/object_lock.h"

#include "gc/sync/parking.h"

namespace gc {
namespace {
constexpr u32 kLockedParked = static_cast<u32>(kLocked) | static_cast<u32>(kParked);
}  // namespace

void lock_object_slow(Object* object) {
  for (int i = 0; i < kSpins; ++i) {
    u32 meta = object->meta.load(relaxed);
    // Acquire pairs with the release in unlock_object().
    if (!(meta & kLocked) && object->meta.compare_exchange_weak(meta, meta | kLocked, acquire, relaxed)) return;
    cpu_pause();
  }
  u32 meta = object->meta.load(relaxed);
  for (;;) {
    bool free = (meta & kLocked) == 0;
    if (!object->meta.compare_exchange_weak(meta, meta | kLockedParked, acquire, relaxed)) continue;
    if (free) return;
    park(object->meta, meta | kLockedParked);
    meta = object->meta.load(relaxed);
  }
}

// The lock is free already and the object may be dying, but its block is valid: it is published and we are attached.
void unlock_object_slow(Object* object) {
  object->meta.fetch_and(~static_cast<u32>(kParked), relaxed);
  unpark_one(object->meta);
}

}  // namespace gc
