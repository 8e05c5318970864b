// Work that interrupts a running thread at a safepoint: signals, exceptions sent by other threads, finalizers, calls
// that C code has asked for.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// Takes the safepoint and does all pending work of this thread. SAVE first. False: an error is pending (a signal
// handler has raised it, or another thread has sent it).
bool handle_pending_py(Thread& t);

// The same at the end of a native call. A function that has taken or released a lock or has taken an item keeps its
// result (keep_result() in runtime/library/threads/signal.h): then the work is left to the next safepoint.
bool handle_pending_after_call_py(Thread& t);

// The same at the entry of a function. What may raise is left to the next safepoint if it is met there, even if that is
// another entry. So methods that are called for cleaning up, and that begin with the step that matters, take this step:
// for instance Condition._acquire_restore(), which Condition.wait() calls in its `finally`.
bool handle_pending_at_entry_py(Thread& t);

// Asks the main thread to call function(argument) at a safepoint, in the order of the requests. A result that is not 0
// means that the function has left an error pending, which is raised there. Any thread, with a record or without.
// False: too many requests wait.
bool add_pending_call(int (*function)(void*), void* argument);
// Makes the calls now, if this is the main thread. False: an error is pending.
bool make_pending_calls_py(Thread& t);

}  // namespace vm
