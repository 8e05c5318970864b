// What counting calls in the runtime above gc/. (gc::RuntimeHooks in cycle/collector.h is the same for collections.)
#pragma once

namespace gc {

struct Object;
struct Thread;

// Installed at start-up, before a second thread is started. `thread` is the calling, attached thread. No hook runs
// Python code or reaches a safepoint, unless a comment says otherwise.
struct CountingHooks {
  // Counts the references that the thread's registers borrow: before it announces a quiescent state (qsbr.h). Null: no
  // register borrows.
  void (*count_borrowed)(Thread& thread);
  // Runs the callback of a weak reference whose referent has died, and drops the caller's reference to the holder. May
  // run Python code. Not null if a weak reference has a callback.
  void (*weakref_callback)(Thread& thread, Object* holder);
  // True if C++ code that the thread runs must not nest deeper on the native stack. Null: unknown.
  bool (*native_stack_ends)(const Thread& thread);
  // The search of all registers in builds with -Dshadow_counts=true (base/shadow.h). The object has been disposed of,
  // but its memory has not been freed. Null: no search.
  void (*check_end)(Thread& thread, const Object* object);
};
extern constinit CountingHooks g_counting_hooks;

}  // namespace gc
