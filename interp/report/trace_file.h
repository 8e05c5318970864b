// The file of --trace=FILE: events of gc/base/trace.h as JSON in the trace-event format, which ui.perfetto.dev and
// chrome://tracing show.
#pragma once

#include <string>

#include "runtime/object/thread.h"

namespace vm {

// Creates the file and begins to trace; the calling thread is the only one. False: a message has been written to
// standard error.
bool open_trace(rt::Thread& t, const std::string& path);
// Writes what is left and closes the file. Does nothing if there is no trace. Any thread.
void close_trace();

}  // namespace vm
