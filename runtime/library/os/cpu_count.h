// The number of processors that -X cpu_count makes up.
#pragma once

#include "gc/base/atomic.h"

namespace rt {

// What os.cpu_count() is to return; -1: the number that there is. Set at start-up.
extern gc::Atomic<int> g_configured_cpus;

}  // namespace rt
