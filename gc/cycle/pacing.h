// When to collect by itself. Two rules, so that collecting is never quadratic and takes about a tenth of the time at most:
//   growth   allocations (net of frees) since the last collection reach the threshold or a quarter of what lived then, whichever is more
//   time     the last pause lies at least nine times its own length back; not waited for when the heap has grown threefold
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Settles the thread's debt and applies the rules.
bool collection_is_due(Thread& thread);
// A collection has found `live` objects in `pause_ns`. World stopped: all threads start anew.
void collection_was_done(u64 live, u64 pause_ns);

}  // namespace gc
