// _thread._ThreadHandle, which scripts join. Its state is counted apart, because it outlives both the thread and the
// handle: whichever ends last frees it.
#pragma once

#include "gc/sync/mutex.h"
#include "runtime/library/threads/waiting.h"

namespace rt {

// The state that a thread and its handle share.
struct HandleState {
  enum Phase : u32 { kNotStarted, kStarting, kRunning, kDone };
  gc::Atomic<u32> refs{1};
  gc::Atomic<u32> phase{kNotStarted};  // also the futex word on which joiners sleep
  gc::Atomic<u64> ident{0};
  gc::Atomic<u32> thread{0};  // id of the thread's record; 0: not known
  bool waited_for = false;    // the end of the program waits for this thread: it is no daemon
  bool listed = false;        // is on the list; guarded, like the links, by the list's mutex
  bool adopted = false;       // of a thread that ran before its handle was made: the list holds no reference
  bool refused = false;       // the thread had no memory to begin with; written by the thread before kDone
  HandleState* next = nullptr;
  HandleState* previous = nullptr;
};

// Count and uncount a state. Any thread, attached or not; the last release frees it.
HandleState* retain(HandleState* state);
void release(HandleState* state);
// Marks the thread as done, takes it off the list and wakes its joiners. Touches no object, because the calling thread
// may have left the registry already.
void handle_is_done(HandleState* state);

// The list of threads that have been started and have not ended. list_started() adds a state and holds a reference to
// it. join_listed_threads_py() waits until none is left for which the end of the program waits. False: an error is
// pending.
void list_started(HandleState* state, bool waited_for);
bool join_listed_threads_py(Thread& t);
// The threads that are on the list now are waited for no more.
void wait_for_no_thread();

// Looks up whether `ident` belongs to a living thread. While a LivingThread exists, it holds the list's mutex, so no
// thread starts or ends. Make no Python object meanwhile: allocating may pause, and a pause would wait for a thread
// that waits for the mutex.
class LivingThread {
 public:
  explicit LivingThread(u64 ident);
  explicit operator bool() const { return found_; }

 private:
  gc::MutexGuard guard_;
  bool found_;
};

void handles_before_fork();
void handles_after_fork_parent();
// In a fork's child: marks all handles but that of `ident` as done, because the other threads do not exist.
void handles_after_fork_child(u64 ident);

struct ThreadHandle : Object {
  HandleState* state;
};
bool is_thread_handle(Value v);
// A new handle, whose thread has not been started. Empty: MemoryError.
Ref make_thread_handle(Thread& t);
bool init_thread_handles(Thread& t, Value module);
// _thread._make_thread_handle: a handle of a thread that runs already. Empty: an error is pending.
Ref make_handle_of_running(Thread& t, Value ident);

}  // namespace rt
