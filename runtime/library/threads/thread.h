// Starting threads, and the steps of start-up, fork and shut-down that concern threads.
#pragma once

#include <optional>

#include "gc/base/clock.h"
#include "runtime/object/ops.h"

namespace rt {

// Completes the record of the thread that starts the program: ident and the limit of its native stack.
void init_main_thread(Thread& t);
// The ident of the main thread; another one in a fork's child.
u64 main_thread_ident();
// Around fork(), for the locks that threads take which are not attached: a lock that another thread held would guard a
// half-changed list in the child. The world is stopped meanwhile.
void threads_before_fork();
void threads_after_fork_parent();
// In a fork's child: makes the calling thread the main thread and the only one.
void threads_after_fork_child(Thread& t);

// Runs threading._shutdown(), which returns when all threads that are no daemons have ended. Errors are reported, none
// is pending afterwards. An error, a second Ctrl-C for instance, ends the wait: the threads that run at that moment are
// not waited for again.
void wait_for_threads_py(Thread& t);
// True if a thread runs, other than the calling one, that is no daemon.
bool has_thread_to_wait_for(Thread& t);
// Stops all other threads where they are, for ever: from here on only the calling thread touches objects, and no thread
// can be started. Called once, after all steps that may wait for another thread.
void mark_finalizing(Thread& t);
// True from the beginning of mark_finalizing() on. Any thread.
bool is_finalizing();
// True if mark_finalizing() has stopped all threads but `t`.
bool is_last(const Thread& t);
// How long the last thread waits although all others are stopped: a thread that had already left the registry at that
// moment is not stopped, and may still be about to wake this one.
inline constexpr i64 kLastThreadsNs = gc::kNsPerSecond;

// The stack of threads that are started from now on, in bytes; 0: the default. Any thread.
size_t stack_size();
// Sets it, and returns what it was. If it is too small, nothing changes, and there is no result.
std::optional<size_t> exchange_stack_size(size_t bytes);

// ---- threads that C code makes, and that call Python (thread_adopted.cpp)

// From now on the program is one with threads. `t`: the first thread, which calls, or is stopped. Called where C code
// is about to start a thread; adopt_thread() does so for C code that has not said so.
void expect_threads(Thread& t);
// Makes the calling OS thread, which has no record, a thread of the program, and attaches it. Null: no memory. Waits
// for ever once the program is ending.
Thread* adopt_thread();
// Makes it a thread without a record again.
void dismiss_adopted_thread_py(Thread& t);

// In thread.cpp, for the end of a thread and for its record.
// Drops the objects that the record has. True: there were some. Destructors may run Python code and fill it again.
bool drop_thread_state_py(gc::Thread& t);
void free_record(Thread* thread);
constexpr size_t kStackReserve = size_t{192} << 10;  // of a native stack, for C code that checks no limit
// The thread's C++ code may use this many bytes of the stack below the caller's frame.
void set_native_limit(Thread& t, size_t usable);

// In thread_local.cpp. False: an error is pending.
bool init_thread_locals(Thread& t, Value module);

}  // namespace rt
