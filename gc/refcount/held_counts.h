// Held counts: increments of lent objects' counts that a thread has noted in a table of its own (count_table.h), but
// not yet written to the object.
//
//   object         noted        incref of a lent object of another thread:   note + 1
//   | 0x7f10c0 |     2          decref of the same:                          note - 1, if there is a note
//   | 0x7f1250 |     1          announcement of quiescence:                  shared count += note; the table is emptied
//
//   references to an object = local + shared count + notes of all threads
//
// C++ code holds counted references for a short time: the attribute that a look-up finds, an argument, the item of an
// iteration. Most of them are dropped before the thread's next announcement. So an object that many threads use, such
// as a function or a class attribute, is counted without a write to shared memory. A note protects the object like a
// register that borrows it (lending.h): the object cannot be destroyed before the thread announces.
//
// A noted reference may be stored in a slot, and another thread may drop it from there before it has been counted. Then
// the object's count is too low for a while, and may be negative. The object waits in that case, and at the end of its
// grace period all notes about it have been counted.
#pragma once

#include "gc/heap/header.h"
#include "gc/threads/thread.h"

namespace gc {

// No function here runs Python code or reaches a safepoint. `thread` is the calling thread, unless a comment says more.

// Notes one more reference to a lent object. False: there is no memory, or this program notes nothing; the caller must
// count the reference.
bool note_held(Thread& thread, Object* object);
// Takes one note back. False: the thread has no note about the object; the caller must decrement the count.
bool forget_held(Thread& thread, Object* object);
// The number of references to the object that the thread has noted. For display; `thread` is stopped or the caller.
u64 noted_count(const Thread& thread, const Object* object);
// Adds all notes to the objects' counts and empties the table. By the thread itself, or with the world stopped.
void settle_held_counts(Thread& thread);
// The same, and frees the table. At the end of the thread.
void end_held_counts(Thread& thread);

}  // namespace gc
