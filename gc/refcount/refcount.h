// Reference counting: the fast paths, inlined everywhere, and the names of the slow ones (refcount.cpp).
//
// Biased reference counting (Choi, Shull, Torrellas, PACT 2018; PEP 703): the owner counts in `local` without atomics,
// all others in `shared`. The protocol, for word = shared:
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
//   decref                       other   biased 0                queued; the reference passes to the owner's merge queue
//   decref                       other   merged > 1              count - 1
//   decref                       last    merged 1                CAS to dead: destroy
//   decref                       other   waiting 2               waiting(1), marked
//   decref                       other   waiting > 2             count - 1
//   merge                        owner   queued                  total = local + count - 1; local := 0; owner := 0; merged(total) or dead
//   merge                        owner   merged meanwhile        an ordinary decref of the queue's reference
//   its grace period has passed  list    waiting 1               CAS to dead: destroy
//   the same                     list    waiting 1, marked       CAS to waiting(1): once more
//   the same                     list    waiting > 1             merged(count - 1), marked
//   the same                     list    waiting < 1, marked     once more
//
// References that are not counted exist only in registers of the virtual machine; interp/vm/uncounted.h lists their
// reasons and finds all of them. This table covers the one reason that needs the words of an object: borrowing.
//
// Borrowing. A register may hold an object without a count if the object says so (kBorrowed): reading what threads
// share then writes nothing. The mark in `shared` is set before that flag, by a thread that holds a count, and never
// goes away while others can see the object; with it, every "dead" above except the first row and the list's reads
// "waiting(1), the reference passes to the list", and every word keeps its mark. The list (qsbr.h) lets go of its
// reference when each thread that was attached has announced quiescence, for which it counts what it borrows. Right,
// because
//   - who borrows has read a slot that was counted; this count went, by overwriting the slot, later than the reading;
//   - if it was the last one, the object went to the list then, or, being there already, got the mark that sends it there again;
//   - so the list's grace period began after the borrowing, and its end finds the borrower's count.
// References that C++ holds for a while are noted by their thread and counted with what it borrows (held_counts.h). A
// slot may therefore be counted later than it is filled, and emptied by another thread before that: the count of a lent
// object (never of another) may be below what the table says, even below 0, and then "0" above stands for "0 or less".
// The proof holds if a count that went without a change of the word (a note taken back) marks a waiting object, too.
//
// Finalizers. A dead object that has one is alive again while it runs: merged(1). Who read a slot before it was
// overwritten may then succeed in counting what the finalizer is at work on (a lent object is finalized after a grace
// period, which no such reader outlives; and what has been finalized is never lent). So a reader that finds an object
// whose finalizer has run does as if it had found a dead one, and reads the slot again: from where it has learnt of the
// object's death it sees what was stored before that. If it finds the same object a second time, the object has been
// stored again.
//
// While no other thread is attached there is nobody to wait for: our own registers are counted, and if that changes
// nothing the object is destroyed at once.
//
// The list holds a reference, and a mark says that it has to hold it longer; a state of its own for objects without
// references, with a stamp that tells the list's entries apart in the place of the count, would do as well. But then
// every incref of another thread's object had to look for that state and to exchange the word, where now it adds: 5.4
// against 5.2 ns, and 13.4 against 12.0 with two threads at one word. The mark costs the count a bit: it has 29. Counts
// that near their limits stay there (saturation.h).
//
// Invariants: references = local + count, the one held by a merge queue or by the list included. owner == me implies
// local >= 1, so an owner may count an object without asking whether it is alive. A private object has shared =
// (biased, 0).
//
// Deferred objects that are published are left out of all this: what others than the owner count waits in tables of
// their own (deferred_counts.h), and only the collector acts on the sum.
//
// With policy kAtomic objects are born merged and never have an owner; with kPlain `local` is the only count.
#pragma once

#include "gc/refcount/header.h"
#include "gc/threads/thread.h"

namespace gc {

// ---- slow paths (refcount.cpp). None of them runs Python code except through destroy.
// Counting up is the only call of many functions, which need no stack frame for it.
TINYPY_RARE void incref_shared(Thread& thread, Object* object);
// Somebody else's object, or one of the caller's whose `local` has just become 0 or is at its limit: one call for both
// keeps what is inlined everywhere small.
void decref_slow(Thread& thread, Object* object);
bool try_incref_shared(Thread& thread, Object* object);
bool try_incref_in_slot_shared(Thread& thread, Object* object);
bool try_incref_found_shared(Thread& thread, Object* object);
// From now on threads may keep the object in registers without counting it, unless its finalizer has run. Published;
// the caller holds a counted reference.
void lend(Object* object);
// Counts `n` more references at once, as for a list that repeats an item; as many as memory has room for.
void incref_many(Thread& thread, Object* object, u64 n);
// Moves one of the caller's references into a place from which another thread will take it: counted as shared at once,
// so that the consumer's last drop needs no merge queue.
void hand_over(Thread& thread, Object* object);
// Makes the caller the owner of a merged object of which it holds the only reference. False if it is not.
bool adopt(Thread& thread, Object* object);
// Merges every object of `thread`'s queue; called at safepoints by the thread itself, or by who has claimed its record.
void drain_merge_queue(Thread& thread);

// Destroys an object whose count has become zero: finalizer (may resurrect), weak references, dispose, free. Nesting is
// bounded. Implemented by gc/heap/destroy.cpp. May run Python code.
void destroy(Thread& thread, Object* object);

// ---- fast paths

TINYPY_INLINE void incref(Thread& thread, Object* object) {
  if constexpr (kRefcount == Refcount::kPlain) {
    add_unshared<u32>(object->local, 1);
  } else if constexpr (kRefcount == Refcount::kBiased) {
    if (object->owner.load(relaxed) == thread.id) [[likely]] {
      add_unshared<u32>(object->local, 1);
    } else {
      incref_shared(thread, object);
    }
  } else {
    incref_shared(thread, object);
  }
}

TINYPY_INLINE void decref(Thread& thread, Object* object) {
  if (kRefcount == Refcount::kPlain || (kRefcount == Refcount::kBiased && object->owner.load(relaxed) == thread.id))
      [[likely]] {
    u32 before = object->local.load(relaxed);
    object->local.store(before - 1, relaxed);
    if (static_cast<i32>(before) > 1) [[likely]]
      return;  // signed: a count beyond its limit is not (saturation.h)
  }
  decref_slow(thread, object);
}

namespace detail {

template <bool (*kSlow)(Thread&, Object*)>
TINYPY_INLINE bool try_incref_or(Thread& thread, Object* object) {
  if (kRefcount == Refcount::kPlain || (kRefcount == Refcount::kBiased && object->owner.load(relaxed) == thread.id)) {
    add_unshared<u32>(object->local, 1);
    return true;
  }
  return kSlow(thread, object);
}

}  // namespace detail

// Takes a reference to an object that others may be about to destroy: found by a weak reference, say. The object's
// memory must be published (kept for a grace period). False: the object is being destroyed.
TINYPY_INLINE bool try_incref(Thread& thread, Object* object) {
  return detail::try_incref_or<try_incref_shared>(thread, object);
}

// The same for an object found in a slot that counts it and that other threads may overwrite; the slot's memory is
// published, too. False: the object is being destroyed, or its finalizer has run: read the slot again, and where the
// container found it.
TINYPY_INLINE bool try_incref_in_slot(Thread& thread, Object* object) {
  return detail::try_incref_or<try_incref_in_slot_shared>(thread, object);
}

// The same, and lends what is found often.
TINYPY_INLINE bool try_incref_found(Thread& thread, Object* object) {
  return detail::try_incref_or<try_incref_found_shared>(thread, object);
}

// Gives a fresh block its header: one reference, owned by the caller, private. `meta` is shape << kFlagBits plus flags.
TINYPY_INLINE void init_header(Thread& thread, Object* object, u32 meta) {
  object->owner.store(kRefcount == Refcount::kAtomic ? kNobody : thread.id, relaxed);
  object->local.store(kRefcount == Refcount::kAtomic ? 0 : 1, relaxed);
  object->shared.store(kRefcount == Refcount::kAtomic ? shared_word(1, kMerged) : shared_word(0, kBiased), relaxed);
  object->meta.store(meta, relaxed);
}

// The whole count, for display; exact only while no other thread counts. Immortal objects answer a large number.
u32 total_count(const Object* object);
// True if the caller holds the only reference and nobody else can get one: the object may be changed in place.
TINYPY_INLINE bool uniquely_held(Thread& thread, const Object* object) {
  if constexpr (kRefcount == Refcount::kPlain) return object->local.load(relaxed) == 1;
  return object->owner.load(relaxed) == thread.id && object->local.load(relaxed) == 1 &&
         (object->meta.load(relaxed) & kPublished) == 0;
}
// Takes the object out of counting for ever. Only while one thread runs, or on a private object.
void make_immortal(Object* object);
// Hands the object to the collector: registers stop counting it and only a collection reclaims it. Owner only, right
// after creation.
void make_deferred(Thread& thread, Object* object);

}  // namespace gc
