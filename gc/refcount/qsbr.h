// Quiescent-state based reclamation (QSBR): memory that other threads may still be reading is freed after a grace
// period, in which every attached thread has passed a quiescent state (Hart et al., "Performance of memory reclamation
// for lockless synchronization", 2007; FreeBSD's GUS).
//
//   thread A                        thread B                     global epoch
//   unlinks M; retires M            may hold a pointer to M      7      M's batch is stamped with 7
//                                   still may                    8      closing the batch advances the epoch
//                                   safepoint: announces 8       8      B was quiescent after the unlinking
//   safepoint: announces 8                                       8      all have announced more than 7: M is freed
//
// A safepoint is a quiescent state: there a thread holds no pointer into published memory but counted references. So it
// first counts what its registers borrow (interp/vm/frame/uncounted.h, reason "borrowed"), then announces the global
// epoch in Thread::epoch. A detached thread announces 0 and never delays anyone.
//
// Retired memory collects in batches of the retiring thread. A batch is closed when it has enough entries or bytes;
// then threads that lag behind are asked to announce, through kPollQuiesce. The retiring thread frees its batches at
// its safepoints. Batches that a detaching or ending thread leaves become orphans, which any attached thread frees.
//
// All functions here must be called by `thread` itself. None reaches a safepoint, and none runs Python code, except for
// quiesce(), and for retire_reference() in the GIL program, where nothing is delayed.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Frees raw memory (raw_alloc) after a grace period; takes the memory over. `bytes` counts towards closing the batch.
// If there is no memory to note the entry, the memory is leaked.
void retire_raw(Thread& thread, void* memory, size_t bytes);
// Returns the block of a dead published object to its page after a grace period. Likewise.
void retire_object(Thread& thread, Object* object);
// Calls release(argument), which must not run Python code, after a grace period. Likewise.
void retire_call(Thread& thread, void (*release)(Thread&, void*), void* argument, size_t bytes = 0);
// The same for a release() that may run Python code: at a safepoint after a grace period.
void retire_to_safepoint(Thread& thread, void (*release)(Thread&, void*), void* argument, size_t bytes = 0);
// Takes over a counted reference and drops it after a grace period, at a safepoint, because the drop may run Python
// code. Likewise.
void retire_reference(Thread& thread, Object* object);

// Takes over the last counted reference of an object that threads may have borrowed; passes it to gc::waited() after a
// grace period, which begins when the batch of the entry is closed: at the thread's next safepoint or later, or at once
// if the batch is full. False: no memory; the reference stays the caller's.
bool retire_waiting(Thread& thread, Object* object);
// True if no other thread is attached. Then the references that the thread's registers borrow have been counted, so
// that no thread borrows anything.
bool alone(Thread& thread);

// The quiescent state: counts what the thread borrows, announces the epoch, and frees batches that are due. The latter
// may run Python code. Called by safepoints.
void quiesce(Thread& thread);
// Announces the epoch for the first time, before the attaching thread reads an object.
void qsbr_attach(Thread& thread);
// Counts what the thread borrows, frees batches that are due, leaves the others to the orphans, and announces 0.
void qsbr_detach(Thread& thread);
// After the thread, which had been asked to announce, has become detached: tells the threads that waited for that.
void qsbr_detached(Thread& thread);
// True if orphans include waiting objects, which the next thread at a safepoint has to release. Any thread.
bool orphans_wait();
// Thread end: leaves all batches to the orphans and announces 0 for ever.
void qsbr_thread_ended(Thread& thread);

// Frees the storage of `owner`: at once if that is private, otherwise after a grace period.
void free_storage(Thread& thread, const Object* owner, void* memory, size_t bytes);

}  // namespace gc
