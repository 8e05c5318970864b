// Reference counting: the fast paths, inlined everywhere, and the declarations of the slow ones (refcount.cpp).
//
// Biased reference counting (Choi, Shull, Torrellas, PACT 2018; PEP 703): the owner counts in `local` without atomic
// instructions, all other threads count in `shared`. The protocol, by the word `shared` before the operation. An object
// is lent if registers may borrow it (lending.h); without that accelerator the column "lent" does not exist.
//
//   operation                    by      word before            effect, not lent           effect, lent
//   incref                       owner   any                    ++local                    the same
//   incref                       other   any but dead           count + 1                  noted; or count + 1
//   try_incref (published slot)  other   not dead               CAS count + 1, acquire     the same
//   try_incref                   other   dead                   false                      false
//   decref, local stays > 0      owner   any                    --local                    the same
//   decref, local becomes 0      owner   biased 0, private      destroy, no atomic         -
//   decref, local becomes 0      owner   biased 0, published    CAS to dead: destroy       next row
//   the same                     owner   other                  merge with extra 0         the same
//   decref                       other   biased > 0 or queued   count - 1 (queued may      note taken back; or the
//                                                               go negative)               same
//   decref                       other   biased 0               queued; the reference      the same
//                                                               passes to the owner's
//                                                               merge queue
//   decref                       other   merged > 1             count - 1                  note taken back; or the same
//   decref                       last    merged 1               CAS to dead: destroy       waiting(1): passes to the list
//   merge, extra -1              owner   queued                 total = local + count + extra; local := 0; owner := 0;
//                                                               merged(total);             merged(total);
//                                                               at 0 dead: destroy         below 1 waiting(total + 1),
//                                                                                          touched if total < 0
//   merge                        owner   merged meanwhile       an ordinary decref of the queue's reference
//   hand over (transfer.h)       owner   any                    published; count + 1, --local; or merge with extra 0
//   adopt (transfer.h)           holder  merged 1               biased 0, local := 1       false
//   decref                       other   waiting > 2            -                          count - 1
//   decref                       other   waiting <= 2           -                          count - 1, touched
//   its grace period has ended   list    waiting 1              -                          CAS to dead: destroy
//   the same                     list    waiting 1, touched     -                          waiting(1): another period
//   the same                     list    waiting > 1            -                          merged(count - 1), lent
//   the same                     list    waiting < 1            -                          touched: another period
//
// Invariants. References = local + count + notes of all threads, including those that a merge queue or the list holds.
// If owner == my id and I hold a reference, then local >= 1: so an owner may count its object without asking whether
// the object is alive. A private object has shared = (biased, 0) until its destruction begins. Only of a lent object
// the count may be too low for a while, even negative: a noted reference (held_counts.h) may be stored in a slot, and
// dropped by another thread, before it is counted.
//
// Finalizers. While its finalizer runs, a dead object is alive again: merged(1). A reader that read a slot before the
// slot was overwritten might now count the object successfully. So if a reader finds an object whose finalizer has run,
// it reads the slot again, as if the object were dead. It sees the new contents, because it has synchronized with the
// thread that brought the object back. If it finds the same object again, the object has been stored again. Lent
// objects need no such rule: they are finalized after a grace period, which no such reader outlives, and a finalized
// object is never lent.
//
// Published deferred objects are exempt from the table: counts by threads other than the owner wait in tables of these
// threads (deferred_counts.h), and only the collector acts on the sum. Counts near their limits stay there
// (saturation.h).
//
// With policy kAtomic objects are born merged and never have an owner; with kPlain `local` is the only count.
#pragma once

#include "gc/base/studio.h"
#include "gc/heap/header.h"
#include "gc/threads/thread.h"

namespace gc {

// In all functions `thread` is the calling thread, which is attached. None of them reaches a safepoint itself. Those
// that drop a reference may destroy objects and so run Python code, which may reach safepoints.

// ---- slow paths (refcount.cpp)

// incref() of an object that the caller does not own.
void incref_shared(Thread& thread, Object* object);
// decref() of the caller's own object after `local` has become 0 or was beyond its limit. May run Python code.
void decref_last(Thread& thread, Object* object);
// decref() of an object that the caller does not own. May run Python code. Two functions, because neither has to ask
// again who owns the object.
void decref_unowned(Thread& thread, Object* object);
// The slow paths of try_incref(), try_incref_in_slot() and try_incref_found().
bool try_incref_shared(Thread& thread, Object* object);
bool try_incref_in_slot_shared(Thread& thread, Object* object);
bool try_incref_found_shared(Thread& thread, Object* object);
// Counts n more references at once, as for a list that repeats an item. Any n for which the slots fit into memory.
void incref_many(Thread& thread, Object* object, u64 n);
// Merges the objects in the thread's queue, and destroys those that end by that. Called by the thread at safepoints.
// May run Python code.
void drain_merge_queue(Thread& thread);

// Destroys an object whose count has become 0: finalizer (which may resurrect it), weak references, dispose, free.
// Nesting is bounded (gc/refcount/destroy.cpp). May run Python code.
void destroy(Thread& thread, Object* object);

// ---- fast paths

// Adds to the owner's count. By the owner; in the GIL program, by the holder of the GIL.
TINYPY_INLINE void count_by_owner(Object* object) {
  add_unshared<u32>(object->local, 1);
  observe(ObjectEvent::incref_owner, object);
}

// Adds a counted reference. The caller holds one, counted or borrowed, or owns the object.
TINYPY_INLINE void incref(Thread& thread, Object* object) {
  ASSERT_SLOW(thread.attached());
  if constexpr (kRefcount == Refcount::kPlain) {
    count_by_owner(object);
  } else if constexpr (kRefcount == Refcount::kBiased) {
    if (object->owner.load(relaxed) == thread.id) [[likely]] {
      count_by_owner(object);
    } else {
      incref_shared(thread, object);
    }
  } else {
    incref_shared(thread, object);
  }
}

// Drops one counted reference, which the caller holds. May run Python code.
TINYPY_INLINE void decref(Thread& thread, Object* object) {
  ASSERT_SLOW(thread.attached());
  if (kRefcount == Refcount::kPlain || (kRefcount == Refcount::kBiased && object->owner.load(relaxed) == thread.id))
      [[likely]] {
    u32 before = object->local.load(relaxed);
    object->local.store(before - 1, relaxed);
    observe(ObjectEvent::decref_owner, object);
    if (static_cast<i32>(before) > 1) [[likely]]
      return;  // signed: a count beyond its limit is not (saturation.h)
    return decref_last(thread, object);
  }
  decref_unowned(thread, object);
}

namespace detail {

template <bool (*kSlow)(Thread&, Object*)>
TINYPY_INLINE bool try_incref_or(Thread& thread, Object* object) {
  if (kRefcount == Refcount::kPlain || (kRefcount == Refcount::kBiased && object->owner.load(relaxed) == thread.id)) {
    count_by_owner(object);
    return true;
  }
  return kSlow(thread, object);
}

}  // namespace detail

// Takes a counted reference to an object that other threads may be about to destroy. The object is the caller's and
// alive, or published, so that its memory is kept for a grace period. False: the object is being destroyed.
TINYPY_INLINE bool try_incref(Thread& thread, Object* object) {
  return detail::try_incref_or<try_incref_shared>(thread, object);
}

// The same for an object that the caller has found by a weak reference, or by a walk over the heap. No counted
// reference led there, so the object may also be the caller's own, with count 0, at any point of its destruction: then
// false, too.
bool try_incref_weak(Thread& thread, Object* object);

// The same as try_incref() for an object that the caller has read from a slot with a counted reference, which other
// threads may overwrite. The memory of the slot is kept for a grace period, too. False: the object is being destroyed,
// or its finalizer has run. Then the caller reads the slot again, beginning with the pointer by which it found the
// slot.
TINYPY_INLINE bool try_incref_in_slot(Thread& thread, Object* object) {
  return detail::try_incref_or<try_incref_in_slot_shared>(thread, object);
}

// The same, and lends the object if it is found often.
TINYPY_INLINE bool try_incref_found(Thread& thread, Object* object) {
  return detail::try_incref_or<try_incref_found_shared>(thread, object);
}

// The sum of all counts and of the calling thread's notes; exact only while no other thread counts the object.
// UINT32_MAX for immortal objects and saturated counts.
u32 total_count(const Object* object);
// True if the caller holds the only reference and no other thread can get one: the object may be changed in place.
TINYPY_INLINE bool uniquely_held(Thread& thread, const Object* object) {
  if constexpr (kRefcount == Refcount::kPlain) return object->local.load(relaxed) == 1;
  return object->owner.load(relaxed) == thread.id && object->local.load(relaxed) == 1 &&
         (object->meta.load(relaxed) & kPublished) == 0;
}
// Makes the object immortal: it is never counted again and never dies. Only while one thread runs, or by the owner of
// an object that no other thread has found yet.
void make_immortal(Object* object);
// Defers the object: registers do not count it from now on, and only a collection reclaims it. By its owner, right
// after creation.
void make_deferred(Thread& thread, Object* object);

}  // namespace gc
