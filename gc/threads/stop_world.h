// What attach.cpp and the fork support need to know about pauses. The protocol stands on top of stop_world.cpp.
#pragma once

#include "gc/threads/attach.h"
#include "gc/threads/registry.h"

namespace gc {

// True if `thread` holds the world stopped (or is stopping it).
bool stopped_by(const Thread& thread);
// True if another thread does.
bool stopped_by_another(const Thread& thread);
// An attached thread stops for the pause that wants it and comes back attached.
void stop_at_safepoint(Thread& thread);
// `thread` has just become detached and its stop bit is set: stops it, unless that has been done or the pause is over.
// Record pinned or own.
void stop_detached(Thread& thread);
// Under the registry's lock: `thread` leaves the registry; the pause that waits for it, if any, need not.
void discount_ended(Thread& thread);
// Blocks until the pause that holds `thread` stopped is over. True if it had to wait: the caller then goes before the
// next pause and says went_first() once it is attached.
bool await_resume(Thread& thread);
void went_first();
// Registry lock held on entry and on return, released while waiting: true if it waited (then call went_first() as
// above).
bool await_world_for_registration();

void begin_pause(Thread& thread, const char* reason);
void end_pause(Thread& thread);
// In a fork's child, the world being stopped by the caller: forgets all requesters and waiters.
void reset_pauses_after_fork();

}  // namespace gc
