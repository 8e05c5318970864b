// The operating system's threads, on which Python threads run.
//
// Making one and ending it costs the kernel and the allocator tens of microseconds: stack, guard page, a heap that is
// given up with what others still use of it. One that has done its work therefore waits a while for more. What it runs
// cannot tell it from a new one: signal mask and name are those of the starter, and once anything else that threads
// inherit has changed, those that wait are not used again.
#pragma once

#include "runtime/object/value.h"

namespace rt {

// Runs work(argument) on an OS thread with a stack of `stack_bytes`. *ident: its pthread_t. False: the system gives
// none.
bool run_on_os_thread(void (*work)(void*), void* argument, size_t stack_bytes, u64* ident);
// The lowest address of the calling thread's stack, or little above. Only on a thread that run_on_os_thread() uses.
char* os_thread_stack();
// Names the calling thread, which may be any; at most 15 bytes and a zero.
void name_os_thread(const char (&name)[16]);
// Niceness, scheduling or processors of some thread have been changed.
void dismiss_idle_os_threads();
void os_threads_after_fork_child();

}  // namespace rt
