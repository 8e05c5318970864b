// Clocks: now_ns(), the monotonic clock in nanoseconds, for deadlines and statistics; ticks(), the processor's time
// stamp counter, for short waits. Any thread.
#pragma once

#include <ctime>

#include "gc/base/bits.h"

namespace gc {

#if defined(TINYPY_MODEL)
// The model checker must be able to repeat a run: a second passes between any two calls.
inline i64 now_ns() {
  static i64 now = 0;
  return now += 1'000'000'000;
}
inline u64 ticks() { return 0; }
#else
inline i64 now_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return i64{t.tv_sec} * 1000000000 + t.tv_nsec;
}
inline u64 ticks() { return __builtin_ia32_rdtsc(); }
#endif

}  // namespace gc
