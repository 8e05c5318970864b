// How often each thread has written to words that other threads use: what keeps threads from running beside each other
// at full speed, shown without a clock (refscope.shared_writes). Kept on the slow paths only, next to an atomic
// operation that costs many times as much.
#pragma once

#include "gc/base/bits.h"

namespace gc {

struct SharedWrites {
  u64 counts;  // atomic changes of reference counts
  u64 locks;   // object locks taken
};
extern constinit thread_local SharedWrites t_shared_writes [[gnu::tls_model("initial-exec")]];

}  // namespace gc
