// Quiescent-state based reclamation: memory that other threads may still be reading is kept until each of them has
// passed a safepoint (Hart et al., "Performance of memory reclamation for lockless synchronization", 2007; FreeBSD's
// GUS).
//
// A global epoch only grows. Each attached thread announces the epoch at safepoints; a detached thread announces 0 and
// never delays anyone. Retired memory carries the epoch of its retirement and is freed by the thread that retired it
// (or its heir) when every attached thread has announced a later one. The epoch advances by bytes retired; a thread
// that has not announced is asked through kPollQuiesce.
//
// Registers that borrow lent objects (interp/vm/uncounted.h, reason "borrowed") end with an announcement, too: it
// counts them first.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Frees raw memory (mi_malloc'ed) after a grace period. `bytes` paces the epoch. Any attached thread; no safepoint.
void retire_raw(Thread& thread, void* memory, size_t bytes);
// Returns an object's block to its page after a grace period.
void retire_object(Thread& thread, Object* object);
// Calls release(argument), which runs no Python code, after a grace period. `bytes` paces the epoch.
void retire_call(Thread& thread, void (*release)(Thread&, void*), void* argument, size_t bytes = 0);
// Gives a counted reference up after a grace period. It may be the last by then, and what follows run Python code: a
// safepoint does it.
void retire_reference(Thread& thread, Object* object);

// The last counted reference of an object that threads may have borrowed: kept for a grace period, then given back
// through gc::waited(). Sets kPollQuiesce, so that the period begins at the thread's next safepoint. No Python code.
// False: no memory.
bool retire_waiting(Thread& thread, Object* object);
// True if no other thread is attached; then what our registers borrow has been counted, and nobody borrows anything. No
// Python code.
bool alone(Thread& thread);
// Counts what the thread's registers borrow. Set by the interpreter; null: there are none. No Python code.
extern void (*g_count_borrowed)(Thread& thread);

// Counts what this thread borrows and announces that it holds no other pointer into published memory; frees what is
// due, which may run Python code. Safepoints call it.
void quiesce(Thread& thread);
// Attach and detach bracket the announcements.
void qsbr_attach(Thread& thread);
void qsbr_detach(Thread& thread);
// The thread has become detached and had been asked to announce: whoever waited for that is told.
void qsbr_detached(Thread& thread);
// True if objects that wait for their borrowers have been left to whoever comes to a safepoint first.
bool orphans_wait();
// Thread end: hands the thread's retired memory to a global list that others work off.
void qsbr_thread_ended(Thread& thread);

// Frees at once when the object (whose storage it was) was private, else after a grace period.
void free_storage(Thread& thread, const Object* owner, void* memory, size_t bytes);

}  // namespace gc
