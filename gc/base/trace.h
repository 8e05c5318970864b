// The recorder of --trace=FILE: what threads do, as a list of events with times.
//
// Each thread records into a chunk of its own, without a lock. A full chunk goes to the writer
// (ObserverHooks::write_trace), under the recorder's mutex; so a thread never holds more than one chunk. trace_finish()
// hands over what all chunks hold and ends the trace; a thread that is detached at this moment has its section in it,
// up to now. An event that a thread is recording meanwhile is lost; no event is handed over half.
//
// Most sections in which a thread is detached are single system calls of less than a microsecond: imports alone make
// thousands. Those shorter than a threshold are counted and left out.
//
// While nothing is traced, each place that could record tests one global. Threads without a record (helpers of the
// collector) record nothing.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/clock.h"
#include "gc/base/site.h"

namespace gc {

enum class TraceKind : u32 {
#define TRACE(kind, category, name, number, text) kind,
#include "gc/base/trace.def"
#undef TRACE
};

// `begin` and `end` are times of now_ns(); an event without a duration has the same twice. Unknown fields are 0.
struct TraceEvent {
  TraceKind kind;
  i64 begin = 0, end = 0;
  u64 number = 0;                    // see trace.def
  const char* text = nullptr;        // never freed
  const Site* site = nullptr;        // where the thread was
  u32 other = 0;                     // id of the thread that was waited for, that was late, ...
  const Site* other_site = nullptr;  // where that thread was, or took the lock
  const void* code = nullptr;        // detached: an address in the function of C that has asked for it
  bool unfinished = false;           // it went on when the trace ended, at `end`
};
// The detached sections that were too short for the trace.
struct TraceLeftOut {
  u64 sections = 0, ns = 0;
};

#if defined(TINYPY_MODEL)
// The model checker explores the protocols without their observer.
constexpr bool tracing() { return false; }
inline void trace(const TraceEvent&) {}
inline void trace_detaches(const Site*) {}
inline void trace_detaches_for(const Thread&, const void*) {}
inline void trace_attaches() {}
inline void trace_thread_begins(u32) {}
inline void trace_thread_ends() {}
inline void trace_after_fork_child() {}
#else
extern constinit Atomic<bool> g_tracing;
inline bool tracing() { return g_tracing.load(relaxed); }
// Records an event of the calling thread. Any thread; takes no lock but to hand over a full chunk; no safepoint.
void trace(const TraceEvent& event);
// The ends of a section in which the calling thread is detached; the second one records it.
void trace_detaches(const Site* site);
void trace_attaches();
// Before the first one, if a function of C asks for the section: an address in it.
void trace_detaches_for(const Thread& thread, const void* code);
// Around the time in which the calling thread has a record. The second one hands over what the thread has recorded.
void trace_thread_begins(u32 id);
void trace_thread_ends();
// Begins to trace; the calling thread, the only one, has the id `thread`. Detached sections of less than `threshold_ns`
// are left out.
void trace_start(u32 thread, i64 threshold_ns);
// Hands over what all threads have recorded. Any thread; it need not have a record.
void trace_hand_over();
// The same, and ends the trace.
void trace_finish();
// Of the threads that have ended, and of the others at their last handing over. Any thread.
TraceLeftOut trace_left_out();
// In a fork's child: ends the trace, which is the parent's, and hands over nothing.
void trace_after_fork_child();
#endif

// Records an event that lasts as long as this object lives. `site`: taken at the construction, by the calling thread.
class TraceSpan {
 public:
  TraceSpan(TraceKind kind, const Thread* thread = nullptr) : event_{.kind = kind} {
    if (tracing()) [[unlikely]] {
      event_.begin = now_ns();
      event_.site = thread ? site_of(*thread) : nullptr;
    }
  }
  ~TraceSpan() { end(); }
  TraceSpan(const TraceSpan&) = delete;
  TraceSpan& operator=(const TraceSpan&) = delete;
  void end() {
    if (!event_.begin) [[likely]]
      return;
    event_.end = now_ns();
    trace(event_);
    event_.begin = 0;
  }
  // Records nothing: the event turned out not to be worth it.
  void forget() { event_.begin = 0; }
  // The event, to add what is known; records() tells whether it matters.
  TraceEvent& event() { return event_; }
  bool records() const { return event_.begin != 0; }

 private:
  TraceEvent event_;
};

}  // namespace gc
