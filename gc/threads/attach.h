// Attaching, detaching, safepoints and stop-the-world pauses. The transitions of Thread::state:
//
//   from       to         by                                when
//   detached   attached   the thread: attach()              CAS; waits while a pause holds the world
//   attached   detached   the thread: detach()
//   attached   stopped    the thread                        at a safepoint, when kPollStop is set
//   detached   stopped    the thread that stops the world   or the thread itself, when it has just detached
//   stopped    detached   the thread that stopped it        the pause ends; the thread attaches again by itself
//   detached   claimed    a thread that merges its queue    back to detached at once
//   attached   ended      the thread: end_thread()
//
// In the GIL program attach() takes the global lock and detach() releases it; to stop the world is to hold the lock.
#pragma once

#include "gc/base/no_safepoint.h"
#include "gc/base/trace.h"
#include "gc/threads/thread.h"

namespace gc {

// Gives the record an id and everything else for which registration needs memory, so that the code that starts a thread
// can still fail. False: no memory; nothing has changed. The caller is attached, or is the first thread.
[[nodiscard]] bool prepare_thread(Thread& thread);
// Takes back prepare_thread(), because the thread will not be registered. The caller is attached.
void drop_prepared_thread(Thread& thread);
// Prepares the record if that has not been done (without memory for that, the process ends); enters it into the
// registry; makes it the record of the calling OS thread; attaches.
void register_thread(Thread& thread);

inline bool has_no_state(Thread&) { return false; }  // for a thread for which the code above keeps nothing
inline constexpr u32 kMostStateRounds = 100;         // calls of drop_state() by end_thread()
// Ends the calling, attached thread: drains its queues, leaves its pages and its retired memory to the other threads,
// removes it from the registry. May run Python code and reach safepoints. The record may be freed afterwards.
//
// drop_state() drops what the code above keeps for the thread. True: there was something. Finalizers that run here may
// make such state again, and so may other threads while a finalizer runs; therefore it is called until there is none,
// before the queue is closed. After kMostStateRounds times the code above has to forget what is left, without a decref.
void end_thread(Thread& thread, bool (*drop_state)(Thread&) = has_no_state);

// Attaches the calling, detached thread. Blocks while the world is stopped; signals do not interrupt that.
void attach(Thread& thread);
// Detaches the calling, attached thread: settles its merge queue, gives up its reservations, announces quiescence. Runs
// no Python code. Counts as a safepoint: the thread's borrowed references have been counted afterwards.
void detach(Thread& thread);
// The same for a function of C that asks for it, in which the address `code` lies: a trace names it. Who asks computes
// the address only if there is a trace.
TINYPY_COLD void detach_traced(Thread& thread, const void* code);
TINYPY_INLINE void detach_for(Thread& thread, const void* code) {
  if (tracing()) [[unlikely]]
    return detach_traced(thread, code);
  detach(thread);
}

// Keeps the calling thread detached for its lifetime: around a blocking call or a long native computation, in which the
// thread touches no object. The destructor may block; neither end runs Python code.
class Detached {
 public:
  explicit Detached(Thread& thread) : thread_(thread) { detach(thread_); }
  ~Detached() { attach(thread_); }
  Detached(const Detached&) = delete;
  Detached& operator=(const Detached&) = delete;

 private:
  Thread& thread_;
};

// A safepoint of the calling, attached thread. If poll bits are set: stops for a pause, merges, announces quiescence,
// drops the GIL, collects; all of which may run Python code. Returns the bits that need the interpreter (kPollSignal,
// kPollAsyncError, kPollUser), which stay set.
u32 safepoint_slow(Thread& thread);
TINYPY_INLINE u32 safepoint(Thread& thread) {
  assert_safepoint_allowed();
  if (thread.poll.load(relaxed) == 0) [[likely]]
    return 0;
  return safepoint_slow(thread);
}
// Sets a poll bit of a thread whose record cannot be freed at this moment. Any thread.
inline void request(Thread& thread, PollBit bit) { thread.poll.fetch_or(bit, release); }
// Sets the bit of every registered thread. Any thread.
void request_all(PollBit bit);

// Holds the world stopped for its lifetime: every other thread is stopped, and so touches no object. By an attached
// thread; pauses of the same thread may be nested. The constructor detaches the thread while it waits for its turn: the
// pauses of other threads, in the order of their requests, may come first. Between two pauses, threads that have waited
// to attach do so. `reason` is a string constant, for the statistics.
class StopTheWorld {
 public:
  explicit StopTheWorld(Thread& thread, const char* reason);
  ~StopTheWorld();
  StopTheWorld(const StopTheWorld&) = delete;
  StopTheWorld& operator=(const StopTheWorld&) = delete;

 private:
  Thread& thread_;
};
// The same by a thread of the system that is not registered yet. `thread`: its record, prepared and detached. In the
// pause the caller may touch the objects of the stopped threads, on their behalf; it makes no objects. Of the program
// without a GIL only.
class StopTheWorldFromOutside {
 public:
  explicit StopTheWorldFromOutside(Thread& thread, const char* reason);
  ~StopTheWorldFromOutside();
  StopTheWorldFromOutside(const StopTheWorldFromOutside&) = delete;
  StopTheWorldFromOutside& operator=(const StopTheWorldFromOutside&) = delete;

 private:
  Thread& thread_;
};
// For assertions, and defined where these are checked: while a pause begins, it is true for a moment too early. True
// while some thread holds the world stopped. Any thread.
bool world_stopped();
// For assertions, of what is done by `thread` itself or with the world stopped. (Tests play several threads on one OS
// thread, so that the calling one says nothing.)
inline bool attached_or_stopped(const Thread& thread) { return thread.attached() || world_stopped(); }

// Totals since the start of the process.
struct PauseStats {
  u64 pauses, total_stop_ns, max_stop_ns, total_pause_ns, max_pause_ns;  // time to stop; time stopped
  u32 slowest_thread;  // id of the last thread to stop in the slowest stop, and what that pause was for
  const char* slowest_reason;
};
// Any thread.
PauseStats pause_stats();

// Calls f for every registered thread: under the registry's lock, or without it if the caller has stopped the world. f
// must not register or end threads.
void for_each_thread(void (*f)(Thread&, void*), void* argument);
// The number of registered threads; out of date at once. Any thread.
u32 thread_count();

// Brackets of fork(), by the calling, attached thread: before_fork() in the parent, then one of the others in the
// parent and in the child. The child keeps only the record of the calling thread, and ends those of the others.
// before_fork() is a safepoint. With the world stopped, hold_locks() takes those locks of the code above which detached
// threads may take; they may allocate under them. release_locks() is its opposite; in the child the caller resets them.
void before_fork(Thread& thread, void (*hold_locks)());
void after_fork_parent(Thread& thread, void (*release_locks)());
void after_fork_child(Thread& thread);

}  // namespace gc
