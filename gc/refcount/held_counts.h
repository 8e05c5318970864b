// Counts of lent objects that a thread takes for a while.
//
// C++ holds what it works with: the attribute that a look-up finds, an argument, the item of an iteration. If the
// object is lent, such a reference is as good as a register that borrows (refcount.h): the thread notes it in a table
// of its own, and the note is gone when the reference is dropped, which it mostly is soon. What is still noted when the
// thread announces quiescence is counted then. So the count word of an object that all threads use is written by none
// of them.
//
// A noted reference may come to lie in a slot, from which another thread drops it before it has been counted. Then the
// count of a lent object is below 0 for a while; the object waits, and the grace period after which the list looks at
// it ends with all notes counted.
#pragma once

#include "gc/refcount/header.h"
#include "gc/threads/thread.h"

namespace gc {

// Notes one more reference. False: there is no memory, or nothing is noted in this program; the caller counts.
TINYPY_RARE bool note_held(Thread& thread, Object* object);
// Takes one note back. False: there is none, the caller counts.
bool forget_held(Thread& thread, Object* object);
// How many references of the thread's are noted, for display.
u64 noted_count(const Thread& thread, const Object* object);
// An object of another thread has been counted, not being lent. Once in a while it is lent, if it is published: what is
// met again and again is met soon at such a moment, and what merely passes by rarely is.
TINYPY_RARE void lend_now_and_then(Thread& thread, Object* object);
// Counts what is noted. By the thread itself, or with the world stopped.
void settle_held_counts(Thread& thread);
// The same, and frees the table: the thread has ended.
void end_held_counts(Thread& thread);

}  // namespace gc
