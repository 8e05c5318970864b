// Starting threads, and the steps of start-up, fork and shut-down that concern threads.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Installed by the interpreter: reserve and give back a thread's register stack. False, without error: no memory.
extern bool (*g_thread_stack_hook)(Thread& t);
extern void (*g_thread_stack_free_hook)(Thread& t);
// Installed by the interpreter: the calling thread, which is about to leave the registry, drops the objects that the
// interpreter keeps for it. Destructors may run Python code.
extern void (*g_thread_end_hook)(Thread& t);

// For observers; null: there is none. The calling thread is about to call the function it was started with, or has
// called it: no error is pending. And: the thread is about to leave the registry.
extern void (*g_thread_runs_hook_py)(Thread& t, Value function);
extern void (*g_thread_ends_hook_py)(Thread& t);

// Completes the record of the thread that starts the program: ident and the limit of its native stack.
void init_main_thread(Thread& t);
// The ident of the main thread; another one in a fork's child.
u64 main_thread_ident();
// In a fork's child: makes the calling thread the main thread and the only one.
void threads_after_fork_child(Thread& t);

// Runs threading._shutdown(), which returns when all threads that are no daemons have ended. Errors are reported, none
// is pending afterwards.
void wait_for_threads_py(Thread& t);
// Stops all other threads where they are, for ever: from here on only the calling thread touches objects, and no thread
// can be started. Called once, after all steps that may wait for another thread.
void mark_finalizing(Thread& t);
// True from the beginning of mark_finalizing() on. Any thread.
bool is_finalizing();
// True if mark_finalizing() has stopped all threads but `t`.
bool is_last(const Thread& t);

// In thread_local.cpp. False: an error is pending.
bool init_thread_locals(Thread& t, Value module);

}  // namespace rt
