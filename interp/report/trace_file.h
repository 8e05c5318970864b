// The file of --trace=FILE: events of gc/base/trace.h as JSON in the trace-event format, which ui.perfetto.dev and
// chrome://tracing show, and counters.
#pragma once

#include <string>
#include <vector>

#include "runtime/object/thread.h"

namespace vm {

// Creates the file and begins to trace; the calling thread is the only one. An older trace is replaced, and no other
// file (report_file.h). Sections in which a thread is detached for less than `threshold_ns` are left out. False: a
// message has been written to standard error.
bool open_trace(rt::Thread& t, const std::string& path, gc::i64 threshold_ns);
// Writes what is left, with the waits that go on, and closes the file; if another thread is about to do that, waits
// until it has. There is a trace, and it is this process's. Any thread, attached or not. For others than the helper of
// the trace: end_trace() (trace_watch.h).
void close_trace();

// A line of a counter track at this moment. Lines of the same track are neighbours.
struct TraceCounter {
  const char *track, *line;
  gc::u64 value;
  bool operator==(const TraceCounter&) const = default;
};
// Adds the tracks that differ from what the file has. Any thread.
void write_counters(const std::vector<TraceCounter>& counters);

}  // namespace vm
