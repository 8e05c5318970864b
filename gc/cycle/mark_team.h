// Parallel marking: the collecting thread and up to three helpers, each with a Marker of its own. Helpers are OS
// threads that Python does not see. They touch objects only while the world is stopped, and only to trace them.
//
// Work is given, not stolen: a marker without work is hungry, and the first busy marker that notices gives it half of
// its own waiting objects. The collecting thread begins with all the roots. So a helper that the kernel does not run
// costs nothing, and the stacks of the markers need no synchronisation.
#pragma once

#include "gc/heap/lifetime.h"

namespace gc {

// Marks the objects that `trace_roots` visits and all objects that these reach. World stopped, by the calling thread;
// the marks have been cleared. False: for want of memory some objects are not marked.
bool mark_with_helpers(void (*trace_roots)(Visitor&));
// In a fork's child, where the helpers do not exist: new ones are started when they are needed.
void helpers_after_fork_child();

}  // namespace gc
