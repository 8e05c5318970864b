// The header of every counted object.
//
//    0        4        8         12        16
//    | owner  | local  | shared  | meta    | payload ...
//
//    owner   id of the thread that created (or adopted) the object; kNobody once merged; kImmortalOwner = never counted
//    local   the owner's count, written by the owner only
//    shared  the count of all other threads (signed, upper 29 bits) and the state of the protocol (lower 3 bits), see
//            refcount.h
//    meta    shape id (upper 23 bits) and flags (lower 9): one masked compare tells "has this shape and is private"
//
// The GIL program keeps the same layout: `local` is the only count, `owner` is only the id of the thread that created
// it.
#pragma once

#include "gc/base/assert.h"
#include "gc/base/atomic.h"
#include "gc/base/bits.h"
#include "gc/base/build.h"
#include "gc/base/studio.h"
#include "gc/threads/thread.h"

namespace gc {

struct Object;

inline constexpr u32 kNobody = 0;
inline constexpr u32 kImmortalOwner = 0xFFFFFFFF;
// Immortal objects of the GIL program start here, so that balanced counting never brings them near zero.
inline constexpr u32 kImmortalLocal = 0x40000000;

// The lower two bits of `shared`: the state of the protocol (refcount.h).
enum SharedState : u32 {
  kBiased = 0,   // the owner counts in `local`, the other threads here
  kQueued = 1,   // likewise; one reference is held by the owner's merge queue
  kMerged = 2,   // there is no owner; the count here is the whole count
  kWaiting = 3,  // likewise; one reference is held by the list of objects that wait for their grace period (qsbr.h)
};
// The third bit of `shared`. In states biased, queued and merged: the object is lent, its end must wait for a grace
// period (refcount/lending.h).
inline constexpr u32 kLent = 4;
// The same bit in state waiting, where all objects are lent: a reference was dropped, or a note was taken back, since
// the object began to wait. So another grace period is needed.
inline constexpr u32 kTouched = 4;
// The word of an object whose destruction has begun, and of freed memory: waiting, with count 0, not touched.
inline constexpr u32 kDead = 3;
inline constexpr u32 kSharedOne = 8;
inline constexpr u32 kStateMask = 3;
inline constexpr SharedState state_of(u32 word) { return static_cast<SharedState>(word & kStateMask); }
inline constexpr i32 shared_count(u32 word) { return static_cast<i32>(word) >> 3; }
inline constexpr u32 shared_word(i32 count, SharedState state) { return (static_cast<u32>(count) << 3) | state; }
// Counts end here, see gc/refcount/saturation.h.
inline constexpr i32 kSaturated = 1 << 27;
inline constexpr u32 kLocalLimit = 1u << 31;
inline constexpr bool is_saturated(u32 word) { return shared_count(word) >= kSaturated; }

// Flags of `meta`.
enum Flag : u32 {
  kLocked = 1u << 0,     // the object lock is held or reserved (gc/refcount/object_lock.h)
  kParked = 1u << 1,     // threads are parked on the object lock
  kPublished = 1u << 2,  // reachable by other threads; never cleared
  kDeferred = 1u << 3,   // registers never count it; the collector holds one count and alone reclaims it
  kFinalized = 1u << 4,  // its finalizer has run (PEP 442: once)
  kWeakrefs = 1u << 5,   // the weak reference table has entries for it
  kFrozen = 1u << 6,     // gc.freeze(): the collector treats it as alive
  kLarge = 1u << 7,      // not in an object page: a block of its own (heap/large)
  kBorrowed = 1u << 8,   // lent: registers need not count it; kLent is set in `shared` (gc::lend)
};
inline constexpr u32 kFlagBits = 9;
inline constexpr u32 kFlagMask = (1u << kFlagBits) - 1;
inline constexpr u32 kShapeLimit = 1u << (32 - kFlagBits);
// A block whose meta says shape 0 is free memory; no live object has it.
inline constexpr u32 kFreeShape = 0;

// A counted object. Fields say which threads may access them.
struct alignas(16) Object {
  Atomic<u32> owner;   // any thread reads; only the owner (or a merger standing in for it) sets it to kNobody
  Atomic<u32> local;   // owner only; others read it for display
  Atomic<u32> shared;  // any thread, by compare-and-swap
  Atomic<u32> meta;    // shape: under the object lock when published; flags: atomic or/and

  u32 shape_id() const { return meta.load(acquire) >> kFlagBits; }
  bool has_flag(Flag f) const { return (meta.load(relaxed) & f) != 0; }
  bool published() const { return has_flag(kPublished); }
  bool dead() const { return shared.load(relaxed) == kDead; }
  bool immortal() const {
    return kFreeThreaded ? owner.load(relaxed) == kImmortalOwner : local.load(relaxed) >= kImmortalLocal / 2;
  }
  // Flags of a private object are set with plain stores, of a published one atomically.
  void set_flag(Flag f) {
    if (kFreeThreaded && published()) {
      meta.fetch_or(f, acq_rel);
    } else {
      meta.store(meta.load(relaxed) | f, relaxed);
    }
  }
  void clear_flag(Flag f) {
    if (kFreeThreaded && published()) {
      meta.fetch_and(~static_cast<u32>(f), acq_rel);
    } else {
      meta.store(meta.load(relaxed) & ~static_cast<u32>(f), relaxed);
    }
  }

 protected:
  Object() = default;
};

// Initialises the header of a fresh block: one reference, owned by the caller, private. `meta` is shape << kFlagBits
// plus flags.
TINYPY_INLINE void init_header(Thread& thread, Object* object, u32 meta) {
  object->owner.store(kRefcount == Refcount::kAtomic ? kNobody : thread.id, relaxed);
  object->local.store(kRefcount == Refcount::kAtomic ? 0 : 1, relaxed);
  object->shared.store(kRefcount == Refcount::kAtomic ? shared_word(1, kMerged) : shared_word(0, kBiased), relaxed);
  object->meta.store(meta, relaxed);
  observe(ObjectEvent::made, object);
}

}  // namespace gc
