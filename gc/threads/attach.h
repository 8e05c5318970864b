// Attaching, detaching, safepoints and stop-the-world pauses.
//
//   detached -> attached   attach(), CAS; waits while a pause holds the world
//   attached -> detached   detach()
//   attached -> stopped    at a safepoint when kPollStop is set; back to attached when the pause ends
//   detached -> stopped    by the thread that stops the world; back to detached when the pause ends
//   detached -> claimed    by a thread that merges this one's queue; back to detached at once
//   detached -> ended      end_thread()
//
// In the GIL program attach() takes the global lock and detach() releases it; stopping the world is then holding the
// lock.
#pragma once

#include "gc/base/no_safepoint.h"
#include "gc/threads/thread.h"

namespace gc {

// Gives the record an id and all else that registration takes memory for, so that whoever starts a thread learns that
// there is none. False: nothing has been done. The caller is attached, or the first thread.
[[nodiscard]] bool prepare_thread(Thread& thread);
// Takes that back, of a thread that will not be registered. The caller is attached.
void drop_prepared_thread(Thread& thread);
// Enters the record into the registry and makes it the calling OS thread's. Ends attached. What is not prepared is so
// now; without memory for that the process ends.
void register_thread(Thread& thread);
// Drains the thread's queues, hands its pages and retired memory to heirs, removes it from the registry. Starts
// attached. The record may be freed afterwards.
void end_thread(Thread& thread);

void attach(Thread& thread);  // blocks while the world is stopped; Ctrl-C does not interrupt it
void detach(Thread& thread);  // announces quiescence first

// Brackets a blocking call or a long native kernel: inside, the thread touches no object.
class Detached {
 public:
  explicit Detached(Thread& thread) : thread_(thread) { detach(thread_); }
  ~Detached() { attach(thread_); }
  Detached(const Detached&) = delete;
  Detached& operator=(const Detached&) = delete;

 private:
  Thread& thread_;
};

// Leaves the fast path when a poll bit is set: stops for a pause, merges, announces quiescence, lets the GIL go,
// collects. Bits that need the interpreter (kPollSignal, kPollAsyncError, kPollUser, kPollFinalize) stay set and are
// returned.
u32 safepoint_slow(Thread& thread);
TINYPY_INLINE u32 safepoint(Thread& thread) {
  assert_safepoint_allowed();
  if (thread.poll.load(relaxed) == 0) [[likely]]
    return 0;
  return safepoint_slow(thread);
}
inline void request(Thread& thread, PollBit bit) { thread.poll.fetch_or(bit, release); }
// Sets the bit on every registered thread.
void request_all(PollBit bit);

// Holds the world stopped for its lifetime: every other thread is stopped or detached. Nested pauses of the same thread
// are allowed. The constructor is a safepoint: another thread's pause may go first. Waiting requesters queue in order;
// threads that waited to attach run before the next pause begins.
class StopTheWorld {
 public:
  explicit StopTheWorld(Thread& thread, const char* reason);
  ~StopTheWorld();
  StopTheWorld(const StopTheWorld&) = delete;
  StopTheWorld& operator=(const StopTheWorld&) = delete;

 private:
  Thread& thread_;
};
bool world_stopped();

struct PauseStats {
  u64 pauses, total_stop_ns, max_stop_ns, total_pause_ns, max_pause_ns;  // time to stop; time stopped
  u32 slowest_thread;  // id of the last thread to stop in the slowest stop, and what that pause was for
  const char* slowest_reason;
};
PauseStats pause_stats();

// Calls f for every registered thread. Under the registry's lock, or with the world stopped.
void for_each_thread(void (*f)(Thread&, void*), void* argument);
u32 thread_count();

// fork(): before in the parent; after in parent and child. The child keeps only the calling thread's record; the
// others' records are ended.
void before_fork(Thread& thread);
void after_fork_parent(Thread& thread);
void after_fork_child(Thread& thread);

}  // namespace gc
