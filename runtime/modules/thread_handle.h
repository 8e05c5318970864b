// _thread._ThreadHandle: to wait for a thread's end. Its state outlives the thread and the handle, whichever goes last.
#pragma once

#include "runtime/modules/waiting.h"

namespace rt {

struct HandleState {
  enum Phase : u32 { kNotStarted, kStarting, kRunning, kDone };
  gc::Atomic<u32> refs{1};
  gc::Atomic<u32> phase{kNotStarted};  // also the futex word of those who join
  gc::Atomic<u64> ident{0};
  bool listed = false;                 // under the list's mutex, as the links
  HandleState* next = nullptr;
  HandleState* previous = nullptr;
};

HandleState* retain(HandleState* state);
void release(HandleState* state);
// No object is touched: the thread may have left the registry already.
void handle_is_done(HandleState* state);

// Non-daemon threads, which the end of the program waits for.
void list_for_shutdown(HandleState* state);
bool join_listed_threads_py(Thread& t);
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
