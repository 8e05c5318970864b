// The interface of pauses for attach.cpp, gil.cpp and fork.cpp. The protocol is described on top of stop_world.cpp.
#pragma once

#include "gc/threads/attach.h"
#include "gc/threads/registry.h"

namespace gc {

// True if `thread` holds the world stopped, or is stopping it. Any thread.
bool stopped_by(const Thread& thread);
// True if another thread does so. Any thread.
bool stopped_by_another(const Thread& thread);
// Stops the calling, attached thread for the present pause. The thread is attached again on return. Runs no Python
// code.
void stop_at_safepoint(Thread& thread);
// attach() for the calling thread if it has stopped, not detached: it still has its critical sections (hooks.h).
void attach_stopped(Thread& thread);
// Stops a thread that has just become detached and whose stop bit is set, unless it is stopped already or the pause is
// over. By the thread itself, or by a thread that has pinned the record.
void stop_detached(Thread& thread);
// The thread has left the registry: a pause that waits for it to stop waits no more. Under the registry's lock.
void count_ended_as_stopped(Thread& thread);
// Blocks until the pause that holds `thread`, the calling thread, stopped is over. True: it had to wait. Then the next
// pause does not begin before the caller has attached and called attached_after_pause().
bool await_resume(Thread& thread);
// The caller has attached after await_resume() or await_world_for_registration() returned true.
void attached_after_pause();
// Blocks until no pause is in progress. The registry's lock is held on entry and on return, and released while waiting.
// True: it had to wait; then call attached_after_pause() as above.
bool await_world_for_registration();

// The two ends of a pause (StopTheWorld). By an attached thread; begin_pause() may detach it while it waits.
void begin_pause(Thread& thread, const char* reason);
void end_pause(Thread& thread);
// In a fork's child, whose only thread has stopped the world: forgets all requesters and waiters.
void reset_pauses_after_fork();

}  // namespace gc
