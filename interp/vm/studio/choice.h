// How the seed of a schedule chooses who runs next: schedule.h says what the two ways are.
#pragma once

#include <unordered_map>
#include <vector>

#include "gc/base/bits.h"

namespace vm {

class Choice {
 public:
  explicit Choice(gc::u64 seed);
  void add_thread(gc::u32 number);
  // One of the threads `able`, which is not empty. `present`: the thread that runs, if it may go on; else 0.
  // `at_lock`: it is about to take a lock, or has released one.
  gc::u32 next(const std::vector<gc::u32>& able, gc::u32 present, bool at_lock);
  gc::u64 steps() const { return steps_; }

 private:
  gc::u64 random();
  gc::u32 by_priority(const std::vector<gc::u32>& able, gc::u32 present);
  gc::u32 at_random(const std::vector<gc::u32>& able, gc::u32 present, bool at_lock);

  gc::u64 state_;
  bool priorities_;
  // Odd seeds: the turn passes at one of so many steps, of all or of those at locks. first_leads_: the first thread
  // runs whenever it can; of even seeds, it is the one with the highest priority.
  gc::u64 one_in_ = 2;
  bool locks_only_ = false, first_leads_ = false;
  std::vector<gc::u64> changes_;                // even seeds: the steps at which the running thread becomes the last
  std::unordered_map<gc::u32, gc::i64> ranks_;  // of the threads; the greatest one runs
  gc::i64 lowest_ = 0;
  gc::u64 steps_ = 0, alone_ = 0;  // steps so far at which there was a choice; steps of the same thread in a row
};

}  // namespace vm
