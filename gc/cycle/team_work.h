// Termination of parallel marking: one word tells whether any marker of the team has work left, the number of markers
// at work.
//
//   event                                       at work
//   the marking begins: the collecting thread   1
//   a marker gives a gift: its receiver         + 1, by the giver, before the receiver sees the gift
//   a marker has no work left                   - 1
//
// A giver is counted itself when it counts the receiver. So the number reaches 0 only when no object waits with any
// marker nor in any gift: all reachable objects are marked then, and nobody reads objects any more.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

// The word, with one function for each event. Called by the markers of the team.
class TeamWork {
 public:
  // By the collecting thread. Relaxed: a marker sees what that thread did before through its first gift.
  void begin() { at_work_.store(1, relaxed); }
  // By a marker at work: counts the receiver of its gift.
  void add_receiver() { at_work_.fetch_add(1, relaxed); }
  // By a marker that has no work left. Release: publishes its marks. Acquire: the last one sees the marks of the
  // others.
  void leave() { at_work_.fetch_sub(1, acq_rel); }
  // No marker is at work, nor will be in this marking.
  bool is_done() const { return at_work_.load(acquire) == 0; }

 private:
  Atomic<u32> at_work_{0};
};

}  // namespace gc
