// The monotonic clock in nanoseconds: for deadlines and for the statistics of pauses.
#pragma once

#include <ctime>

#include "gc/base/bits.h"

namespace gc {

inline i64 now_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return i64{t.tv_sec} * 1000000000 + t.tv_nsec;
}

}  // namespace gc
