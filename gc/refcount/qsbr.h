// Quiescent-state based reclamation: memory that other threads may still be reading is kept until each of them has passed a
// safepoint (Hart et al., "Performance of memory reclamation for lockless synchronization", 2007; FreeBSD's GUS).
//
// A global epoch only grows. Each attached thread announces the epoch at safepoints; a detached thread announces 0 and never delays
// anyone. Retired memory carries the epoch of its retirement and is freed by the thread that retired it (or its heir) when every
// attached thread has announced a later one. The epoch advances by bytes retired; a thread that has not announced is asked
// through kPollQuiesce.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Frees raw memory (mi_malloc'ed) after a grace period. `bytes` paces the epoch. Any attached thread; no safepoint.
void retire_raw(Thread& thread, void* memory, size_t bytes);
// Returns an object's block to its page after a grace period.
void retire_object(Thread& thread, Object* object);
// Calls release(argument) after a grace period. `bytes` paces the epoch.
void retire_call(Thread& thread, void (*release)(Thread&, void*), void* argument, size_t bytes = 0);

// Announces that this thread holds no borrowed pointer into published memory; frees what is due. Safepoints call it.
void quiesce(Thread& thread);
// Attach and detach bracket the announcements.
void qsbr_attach(Thread& thread);
void qsbr_detach(Thread& thread);
// Thread end: hands the thread's retired memory to a global list that others work off.
void qsbr_thread_ended(Thread& thread);

// Frees at once when the object (whose storage it was) was private, else after a grace period.
void free_storage(Thread& thread, const Object* owner, void* memory, size_t bytes);

}  // namespace gc
