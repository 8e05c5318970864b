// The two counters: perf_event_open, and the instruction rdtsc.
#include "interp/listings/cycles.h"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <x86intrin.h>

namespace vm {

using gc::u64;

CycleCounter::CycleCounter() {
  perf_event_attr wanted{};
  wanted.size = sizeof wanted;
  wanted.type = PERF_TYPE_HARDWARE;
  wanted.config = PERF_COUNT_HW_CPU_CYCLES;
  wanted.exclude_kernel = 1;
  wanted.exclude_hv = 1;
  file_ = static_cast<int>(syscall(SYS_perf_event_open, &wanted, 0, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

CycleCounter::~CycleCounter() {
  if (file_ >= 0) close(file_);
}

u64 CycleCounter::now() const {
  u64 cycles = 0;
  if (file_ >= 0 && read(file_, &cycles, sizeof cycles) == sizeof cycles) return cycles;
  _mm_lfence();
  cycles = __rdtsc();
  _mm_lfence();
  return cycles;
}

const char* CycleCounter::what() const {
  return file_ >= 0 ? "cycles of the processor (perf_event_open)"
                    : "ticks of the time stamp counter (rdtsc; the kernel does not permit perf_event_open here)";
}

}  // namespace vm
