// The operating system's threads, on which Python threads run.
//
// Making and ending an OS thread costs tens of microseconds in the kernel and the allocator: a stack, a guard page, a
// heap whose blocks other threads may still use. Therefore an OS thread that has done its work waits a while for more
// work. The work cannot tell a used OS thread from a new one: signal mask and name are the starter's. When any other
// attribute that threads inherit has changed, the idle threads are dismissed.
#pragma once

#include "runtime/object/value.h"

namespace rt {

// Runs work(argument) on an OS thread with a stack of `stack_bytes`, used or new. *ident: its pthread_t. False, without
// error: the system gives no thread, or memory is exhausted. Runs no Python code itself.
bool run_on_os_thread(void (*work)(void*), void* argument, size_t stack_bytes, u64* ident);
// The lowest address of the calling thread's stack, or an address little above. Only for threads that
// run_on_os_thread() uses.
char* os_thread_stack();
// Names the calling thread, which may be any thread; at most 15 bytes and a zero.
void name_os_thread(const char (&name)[16]);
// Called when niceness, scheduling or processors of some thread have been changed: no idle thread is used again.
void dismiss_idle_os_threads();
void os_threads_before_fork();
void os_threads_after_fork_parent();
// In a fork's child: forgets the idle threads, which do not exist.
void os_threads_after_fork_child();

}  // namespace rt
