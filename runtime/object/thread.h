// The runtime's part of a thread: error state, register stack, recursion depth. Only the thread itself uses these
// fields, except where a comment says otherwise. "Owned" fields hold a count, which the thread's end releases.
#pragma once

#include "gc/refcount/publish.h"
#include "gc/refcount/refcount.h"
#include "gc/threads/attach.h"
#include "runtime/object/value.h"

namespace rt {

struct Thread : gc::Thread {
  Value* stack = nullptr;   // base of the register stack (reserved address space, grows upwards)
  u64 stack_bytes = 0;      // usable size; calls that would pass it raise RecursionError
  Value* top = nullptr;     // first free register above the running frame; natives that call Python start there
  Value* frame = nullptr;   // base register of the running Python frame; null outside Python code
  const u64* pc = nullptr;  // of the running frame, saved before anything that may raise, call or reach a safepoint
  Value error;              // pending exception object (owned); empty: none
  Value handled;            // exception being handled in the innermost except block (owned); see sys.exc_info
  u32 depth = 0;            // Python frames active
  gc::Atomic<u32> recursion_limit{1000};  // any thread sets it (sys.setrecursionlimit)
  char* native_stack_limit = nullptr;     // C++ recursion stops here with RecursionError
  Value generator_result;  // return value of the generator that has just ended (owned), until its resumer takes it
  Value async_error;       // exception that another thread has sent (owned); under the lock of the thread registry
  Value repr_running;      // list of the objects whose repr is being made (owned) or empty; they show as `[...]`
  // What native modules keep for each thread; modules/parts/thread_values.h says which has which place. No script finds
  // the objects in `kept` (owned or empty). They are roots, and dropped at the thread's end, the first one first.
  Value kept[2];
  Value unmanaged[2];            // the module alone looks after these
  u64 ident = 0;                 // pthread_self(): the thread's id as scripts see it
  void* vm = nullptr;            // the interpreter's own per-thread data
  const u64* kept_pc = nullptr;  // of the last call whose result must not be lost; see keep_result()
  bool met_at_entry = false;     // a function's entry has left work that may raise to the next safepoint
};

// Stands at the entry of functions that may run Python code. The thread must be in no section without safepoints. No
// error may be pending: the Python code would lose the error or take it for its own.
inline void assert_may_run_python(const Thread& t) {
  gc::assert_safepoint_allowed();
  if constexpr (gc::kChecksSafepoints) ASSERT(!t.error);
}

inline Thread& current() { return static_cast<Thread&>(*gc::current_thread()); }

}  // namespace rt
