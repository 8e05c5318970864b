// Lending: registers of the virtual machine borrow objects of other threads without counting them. An accelerator.
//
// Replaces two writes to the shared word for each use of another thread's object by none. Switch: lending. With it off,
// no object is ever lent, and nothing in this file is called but with unlent words. gc/docs/lending.md has the figures.
//
// Only registers of the virtual machine hold uncounted references; interp/vm/frame/uncounted.h lists the reasons. One
// reason needs the words of the object: a register may borrow an object with the flag kBorrowed, a lent object. So a
// thread that reads a lent object from a shared slot writes no shared memory. lend() sets kLent in `shared`, then the
// flag, while its caller holds a count. Both stay as long as other threads can see the object.
//
// The last drop of a lent object does not destroy it: the object waits (state kWaiting), and its last reference passes
// to a list (qsbr.h). The list drops that reference after a grace period: each thread that was attached has announced
// quiescence, and has counted what it borrows before that. A borrowed object is not destroyed, because
//   - the borrower has read a slot that held a counted reference, which was dropped after the read;
//   - if that was the last one, the object went to the list then; or it was there already, and was touched (kTouched),
//     which means another grace period;
//   - so the grace period began after the borrowing, and at its end the list sees the borrower's count.
//
// While no other thread is attached, nobody has to be waited for: the thread counts what its own registers borrow, and
// destroys the object at once if that leaves the count as it is.
//
// Why a list that holds a reference, and not a zero-count table (Deutsch, Bobrow 1976) with a state of its own and a
// stamp in place of the count? Because then every incref of a foreign object would have to test for that state and
// exchange the word, instead of adding: 5.4 against 5.2 ns, and 13.4 against 12.0 ns with two threads at one word. The
// bit costs one of the count's 30.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// No function here reaches a safepoint. `thread` is the calling, attached thread.

// Lends the object: from now on registers may borrow it. Does nothing if its finalizer has run. The object is
// published; the caller holds a counted reference.
void lend(Object* object);
// To be called after the caller has counted an object of another thread, or of nobody, in the shared word. Lends one in
// kLendEvery such objects, if it is published: an object that is counted often is soon hit, one that is counted once,
// as when a producer passes it to a consumer, hardly ever.
void consider_lending(Thread& thread, Object* object);

inline bool is_lent(const Object* object) { return object->has_flag(kBorrowed); }
// True if the word is that of a lent object without an owner.
inline bool is_word_of_lent(u32 word) { return (word & (kLent | kStateMask)) != kMerged; }

// The word of a lent object that has lost its owner and has `count` references. Below 1 it waits: with one reference
// more, that of the list. Below 0, while threads have notes about it that they have not counted yet (held_counts.h).
constexpr u32 merged_word_of_lent(i32 count) {
  if (count > 0) return shared_word(count, kMerged) | kLent;
  return shared_word(count + 1, kWaiting) | (count < 0 ? kTouched : 0);
}
// decref_merged() for a lent object. True: it waits now, and the caller must call end_object().
bool decref_lent(Object* object, u32 word);
// end_object() for an object that waits: gives its last reference to the list, or drops it if no other thread is
// attached. May run Python code.
void begin_wait(Thread& thread, Object* object);
// Drops the list's reference to a waiting object after its grace period (qsbr.cpp), or begins another period. May run
// Python code.
void waited(Thread& thread, Object* object);

}  // namespace gc
