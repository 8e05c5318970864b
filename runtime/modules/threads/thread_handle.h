// _thread._ThreadHandle: to wait for a thread's end. Its state outlives the thread and the handle, whichever goes last.
#pragma once

#include "gc/sync/mutex.h"
#include "runtime/modules/threads/waiting.h"

namespace rt {

struct HandleState {
  enum Phase : u32 { kNotStarted, kStarting, kRunning, kDone };
  gc::Atomic<u32> refs{1};
  gc::Atomic<u32> phase{kNotStarted};  // also the futex word of those who join
  gc::Atomic<u64> ident{0};
  bool waited_for = false;  // by the end of the program: not a daemon
  bool listed = false;      // under the list's mutex, as the links
  bool refused = false;     // written by the thread before kDone: it had no memory to begin with
  HandleState* next = nullptr;
  HandleState* previous = nullptr;
};

HandleState* retain(HandleState* state);
void release(HandleState* state);
// No object is touched: the thread may have left the registry already.
void handle_is_done(HandleState* state);

// Threads that have been started and have not ended; the end of the program waits for some.
void list_started(HandleState* state, bool waited_for);
bool join_listed_threads_py(Thread& t);

// Is this the ident of a thread? While this exists no thread starts or ends: no Python object is made meanwhile.
class LivingThread {
 public:
  explicit LivingThread(u64 ident);
  explicit operator bool() const { return found_; }

 private:
  gc::MutexGuard guard_;
  bool found_;
};

// In a fork's child: the other threads do not exist, so all their handles are done.
void handles_after_fork_child(u64 ident);

struct ThreadHandle : Object {
  HandleState* state;
};
bool is_thread_handle(Value v);
Ref make_thread_handle(Thread& t);
bool init_thread_handles(Thread& t, Value module);
Ref make_handle_of_running(Thread& t, Value ident);  // _thread._make_thread_handle

}  // namespace rt
