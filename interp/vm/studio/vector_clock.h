// Vector clocks: how far each thread had come, as far as one thread knows (Fidge; Mattern, 1988). Event e of thread T
// happens before what another thread does now exactly if that thread's clock knows T at least at the time of e.
#pragma once

#include <algorithm>
#include <vector>

#include "gc/base/bits.h"

namespace vm {

class VectorClock {
 public:
  gc::u32 at(gc::u32 thread) const { return thread < times_.size() ? times_[thread] : 0; }
  void advance(gc::u32 thread) {
    if (thread >= times_.size()) times_.resize(thread + 1);
    ++times_[thread];
  }
  // From now on this clock knows the thread at least at that time.
  void raise(gc::u32 thread, gc::u32 time) {
    if (thread >= times_.size()) times_.resize(thread + 1);
    times_[thread] = std::max(times_[thread], time);
  }
  // From now on this clock also knows what the other one knows. True if that is news.
  bool join(const VectorClock& other) {
    if (other.times_.size() > times_.size()) times_.resize(other.times_.size());
    bool news = false;
    for (size_t i = 0; i < other.times_.size(); ++i) {
      if (other.times_[i] <= times_[i]) continue;
      times_[i] = other.times_[i];
      news = true;
    }
    return news;
  }
  // True if this clock knows all that the other one knows.
  bool knows(const VectorClock& other) const {
    for (gc::u32 i = 0; i < other.times_.size(); ++i) {
      if (other.times_[i] > at(i)) return false;
    }
    return true;
  }

 private:
  std::vector<gc::u32> times_;
};

}  // namespace vm
