// Threads that scripts start, and what start-up and shut-down need of them.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Installed by the interpreter: reserve and give back a thread's register stack. False: no memory.
extern bool (*g_thread_stack_hook)(Thread& t);
extern void (*g_thread_stack_free_hook)(Thread& t);
// The thread, attached for the last time, drops what the interpreter keeps for it.
extern void (*g_thread_end_hook)(Thread& t);

// Completes the record of the thread that starts the program: ident and the limit of its native stack.
void init_main_thread(Thread& t);
// ident of the main thread; changes in a fork's child.
u64 main_thread_ident();
// The calling thread of a fork's child is the main thread now, and the only one.
void threads_after_fork_child(Thread& t);

// Runs threading._shutdown(): returns when all threads that are not daemons have ended. Errors are reported, not
// returned.
void wait_for_threads_py(Thread& t);
// From here on only the calling thread touches objects: the others stop where they are, for ever, and no new one can be
// started. Called once, when everything that may wait for another thread has been done.
void mark_finalizing(Thread& t);
bool is_finalizing();
// The end of the program has stopped all threads but this one for good.
bool is_last(const Thread& t);

// thread_local.cpp
bool init_thread_locals(Thread& t, Value module);

}  // namespace rt
