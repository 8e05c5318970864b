// Clocks: now_ns(), the monotonic clock in nanoseconds, for deadlines and statistics; ticks(), the processor's time
// stamp counter, for short waits; and the two ways between nanoseconds and timespec. Any thread.
#pragma once

#include <ctime>

#include "gc/base/bits.h"

namespace gc {

inline constexpr i64 kNsPerSecond = 1'000'000'000;

inline i64 to_ns(const timespec& time) { return i64{time.tv_sec} * kNsPerSecond + time.tv_nsec; }
// A time before the epoch has negative seconds, but never negative nanoseconds.
inline timespec to_timespec(i64 ns) {
  i64 rest = ns % kNsPerSecond;
  bool before = rest < 0;
  return {static_cast<time_t>(ns / kNsPerSecond - before), static_cast<long>(before ? rest + kNsPerSecond : rest)};
}

#if defined(TINYPY_MODEL)
// The model checker must be able to repeat a run: a second passes between any two calls.
inline i64 now_ns() {
  static i64 now = 0;
  return now += kNsPerSecond;
}
inline u64 ticks() { return 0; }
#else
inline i64 now_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return to_ns(t);
}
inline u64 ticks() { return __builtin_ia32_rdtsc(); }
#endif

}  // namespace gc
