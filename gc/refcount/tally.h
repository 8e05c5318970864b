// Statistics of each thread's writes to words that other threads use, as refscope.shared_writes() shows them. Such
// writes keep threads from running in parallel at full speed. They are counted on slow paths only, next to an atomic
// operation that costs many times as much.
#pragma once

#include "gc/base/bits.h"

namespace gc {

// The calling thread's totals.
struct SharedWrites {
  u64 counts;  // atomic changes of reference counts
  u64 locks;   // object locks taken
};
extern constinit thread_local SharedWrites t_shared_writes [[gnu::tls_model("initial-exec")]];

}  // namespace gc
