// A place in Python source, for observers: the trace and the report of deadlocks.
#pragma once

#include "gc/base/bits.h"

namespace gc {

struct Thread;
struct TraceEvent;

// Sites are interned and never freed: a pointer is valid for ever, and equal sites have equal pointers. The texts are
// UTF-8, or WTF-8 where a name has lone surrogates.
struct Site {
  const char* file;
  const char* function;
  i32 line;
};

// What observers ask of the interpreter, which installs it at start-up. Null: nobody observes. No function of them runs
// Python code or reaches a safepoint.
struct ObserverHooks {
  // Where a thread is. Null: it runs no Python code. By the thread itself, after it has saved its frame, or with the
  // world stopped.
  const Site* (*site_of)(const Thread& thread);
  // What the thread calls there, if that is no Python function: "ndarray.take". Interned. Null: not known. By the
  // thread itself, after it has saved its frame.
  const char* (*callee_of)(const Thread& thread);
  // Where the events of a trace go: `count` events of the thread with that id. Called under the recorder's mutex, so it
  // records nothing. False: nothing more can be written, the trace ends.
  bool (*write_trace)(u32 thread, const TraceEvent* events, u32 count);
};
inline constinit ObserverHooks g_observer_hooks{};

inline const Site* site_of(const Thread& thread) {
  return g_observer_hooks.site_of ? g_observer_hooks.site_of(thread) : nullptr;
}
inline const char* callee_of(const Thread& thread) {
  return g_observer_hooks.callee_of ? g_observer_hooks.callee_of(thread) : nullptr;
}

}  // namespace gc
