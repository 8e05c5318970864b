// What is told of pauses: statistics (gc.stats and the lessons) and the events of a trace (base/trace.h).
#pragma once

#include "gc/base/trace.h"
#include "gc/threads/attach.h"

namespace gc {

// The present pause. By its holder only, in the order of the functions.
class PauseRecord {
 public:
  // The holder is about to ask the other threads to stop. `reason` lives as long as the program.
  void begins(const char* reason);
  // So many threads have not stopped yet.
  void waits_for(u32 threads) { awaited_ = threads != 0; }
  // The world is stopped. `last`: id of the latest thread to stop.
  void stopped(const Thread& holder, u32 last);
  // The world is about to go on.
  void ends();

 private:
  void trace_stop(const Thread& holder, u32 last);
  void trace_pause();

  i64 began_ = 0, stopped_at_ = 0;
  const char* reason_ = nullptr;
  bool awaited_ = false;
  TraceEvent traced_ = {};  // the pause as the trace will show it
};

}  // namespace gc
