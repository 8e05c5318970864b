// Marking with helpers: threads of the collector's own that touch objects only while the world is stopped, and then only to trace them.
//
// Memory is divided into zones of a megabyte. What lies in a marker's zones is marked and traced by that marker alone, so that no mark needs an
// atomic instruction and each core keeps to its part of the side tables; references into other zones are sent to their marker in
// packets. All zones are the collecting thread's until a helper is awake and has joined; a helper that gets no processor costs
// nothing.
#pragma once

#include "gc/refcount/header.h"

namespace gc {

// Marks what `trace_roots` visits and all that it reaches. World stopped; the marks have been cleared.
void mark_with_helpers(void (*trace_roots)(Visitor&));
// In a fork's child the helpers do not exist.
void helpers_after_fork_child();

}  // namespace gc
