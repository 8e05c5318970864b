// Marking with helpers: threads of the collector's own that touch objects only while the world is stopped, and then
// only to trace them.
//
// The collecting thread begins alone. A marker that has nothing to do says so, and the first one that notices gives it
// half of what waits with itself. So a helper that gets no processor costs nothing.
#pragma once

#include "gc/refcount/header.h"

namespace gc {

// Marks what `trace_roots` visits and all that it reaches. World stopped; the marks have been cleared. False: not all,
// for want of memory.
bool mark_with_helpers(void (*trace_roots)(Visitor&));
// In a fork's child the helpers do not exist.
void helpers_after_fork_child();

}  // namespace gc
