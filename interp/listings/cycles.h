// Counting processor cycles around a piece of code.
#pragma once

#include "gc/base/bits.h"

namespace vm {

// Counts the cycles of the calling thread: by the kernel's counter if it may be used, else by the time stamp counter,
// which runs at a constant rate, whatever the clock of the processor is.
class CycleCounter {
 public:
  CycleCounter();
  ~CycleCounter();
  CycleCounter(const CycleCounter&) = delete;
  CycleCounter& operator=(const CycleCounter&) = delete;

  gc::u64 now() const;
  const char* what() const;  // for people: what the numbers are

 private:
  int file_ = -1;  // of perf_event_open
};

}  // namespace vm
