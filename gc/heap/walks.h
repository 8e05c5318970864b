// How often something has walked over all traced objects of the heap, apart from collections. Tests bound it, because
// such a walk takes milliseconds in a large program.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

inline Atomic<u64> g_heap_walks{0};  // any thread reads; written with the world stopped

}  // namespace gc
