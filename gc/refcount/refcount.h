// Reference counting: the fast paths, inlined everywhere, and the declarations of the slow ones (refcount.cpp).
//
// Biased reference counting (Choi, Shull, Torrellas, PACT 2018; PEP 703): the owner counts in `local` without atomic
// instructions, all other threads count in `shared`. The protocol, by the word `shared` before the operation:
//
//   operation                    by      word before             effect
//   incref                       owner   any                     ++local
//   incref                       other   any but dead            count + 1
//   try_incref (published slot)  other   not dead                CAS count + 1, acquire; false if dead
//   decref, local stays > 0      owner   any                     --local
//   decref, local becomes 0      owner   biased 0, private       destroy, no atomic
//   decref, local becomes 0      owner   biased 0, published     CAS to dead: destroy; CAS failed: next row
//   the same                     owner   other                   owner := 0, CAS to merged; count 0: dead, destroy
//   decref                       other   biased > 0 or queued    count - 1 (queued may go negative)
//   decref                       other   biased 0                queued; the reference passes to owner's merge queue
//   decref                       other   merged > 1              count - 1
//   decref                       last    merged 1                CAS to dead: destroy
//   decref                       other   waiting 2               waiting(1), marked
//   decref                       other   waiting > 2             count - 1
//   merge                        owner   queued                  total = local + count - 1; local := 0; owner := 0;
//                                                                merged(total), or dead if total is 0
//   merge                        owner   merged meanwhile        an ordinary decref of the queue's reference
//   its grace period has ended   list    waiting 1               CAS to dead: destroy
//   the same                     list    waiting 1, marked       CAS to waiting(1): another grace period
//   the same                     list    waiting > 1             merged(count - 1), marked
//   the same                     list    waiting < 1, marked     another grace period
//
// Invariants. References = local + count, including those that a merge queue or the list holds. If owner == my id and I
// hold a reference, then local >= 1: so an owner may count its object without asking whether the object is alive. A
// private object has shared = (biased, 0) until its destruction begins.
//
// Borrowing. Only registers of the virtual machine hold uncounted references; interp/vm/frame/uncounted.h lists the
// reasons. One reason needs the words of the object: a register may borrow an object with the flag kBorrowed, a lent
// object. So a thread that reads a lent object from a shared slot writes no shared memory. lend() sets the mark (kMark)
// in `shared`, then the flag, while its caller holds a count. The mark stays as long as other threads can see the
// object. For a marked word the table changes: where a row says "dead", except in the first such row and in the list's
// rows, read "waiting(1); the reference passes to the list". The list (qsbr.h) drops that reference after a grace
// period: each thread that was attached has announced quiescence, and has counted what it borrows before that. A
// borrowed object is not destroyed, because
//   - the borrower has read a slot that held a counted reference, which was dropped after the read;
//   - if that was the last one, the object went to the list then; or it was there already, and got the mark that means
//     another grace period;
//   - so the grace period began after the borrowing, and at its end the list sees the borrower's count.
//
// Notes. The references to a lent object that C++ code holds are noted by their thread, and counted when it announces
// (held_counts.h). Such a reference may be stored in a slot, and dropped by another thread, before it is counted. So
// the count of a lent object, and only of such, may be too low for a while, even negative: then read "0 or less" where
// the table says 0. If a note is taken back, no word changes; so the proof needs that this marks a waiting object, too.
//
// Finalizers. While its finalizer runs, a dead object is alive again: merged(1). A reader that read a slot before the
// slot was overwritten might now count the object successfully. So if a reader finds an object whose finalizer has run,
// it reads the slot again, as if the object were dead. It sees the new contents, because it has synchronized with the
// thread that brought the object back. If it finds the same object again, the object has been stored again. Lent
// objects need no such rule: they are finalized after a grace period, which no such reader outlives, and a finalized
// object is never lent.
//
// While no other thread is attached, nobody has to be waited for: the thread counts what its own registers borrow, and
// destroys the object at once if that leaves the count as it is.
//
// Why a list that holds a reference, and not a zero-count table with a state of its own and a stamp in place of the
// count? Because then every incref of a foreign object would have to test for that state and exchange the word, instead
// of adding: 5.4 against 5.2 ns, and 13.4 against 12.0 ns with two threads at one word. The mark costs one bit of the
// count, which has 29 bits. Counts near their limits stay there (saturation.h).
//
// Published deferred objects are exempt from the table: counts by threads other than the owner wait in tables of these
// threads (deferred_counts.h), and only the collector acts on the sum.
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

// incref() of an object that the caller does not own. TINYPY_RARE, because for many functions it is the only call.
TINYPY_RARE void incref_shared(Thread& thread, Object* object);
// decref() of the caller's own object after `local` has become 0 or was beyond its limit. May run Python code.
void decref_last(Thread& thread, Object* object);
// decref() of an object that the caller does not own. May run Python code. Two functions, because neither has to ask
// again who owns the object.
void decref_unowned(Thread& thread, Object* object);
// The slow paths of try_incref(), try_incref_in_slot() and try_incref_found().
bool try_incref_shared(Thread& thread, Object* object);
bool try_incref_in_slot_shared(Thread& thread, Object* object);
bool try_incref_found_shared(Thread& thread, Object* object);
// Lends the object: from now on registers may borrow it. Does nothing if its finalizer has run. The object is
// published; the caller holds a counted reference.
void lend(Object* object);
// Counts n more references at once, as for a list that repeats an item. Any n for which the slots fit into memory.
void incref_many(Thread& thread, Object* object, u64 n);
// Moves one of the caller's counted references to a place from which another thread will take it, such as a queue.
// Publishes the object. The reference is counted in `shared` at once, so that the consumer's last drop needs no merge
// queue. May run Python code.
void hand_over(Thread& thread, Object* object);
// Makes the caller the owner of a merged object of which it holds the only reference. False: another reference exists,
// or the object is not merged; nothing has changed.
bool adopt(Thread& thread, Object* object);
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
// Makes the object immortal: it is never counted again and never dies. Only while one thread runs, or on a private
// object.
void make_immortal(Object* object);
// Defers the object: registers do not count it from now on, and only a collection reclaims it. By its owner, right
// after creation.
void make_deferred(Thread& thread, Object* object);

}  // namespace gc
