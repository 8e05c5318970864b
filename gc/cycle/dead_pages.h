// Garbage that dies where it lies: objects counted by the collecting thread alone, on pages of its own, which can be
// taken apart in any order. No list of them is made. Those that hold nothing but garbage, and no storage, need not be
// looked at any more; a page on which all blocks are garbage goes as a whole.
#pragma once

#include "gc/cycle/trial.h"

namespace gc {

class DeadPages {
 public:
  DeadPages() = default;
  ~DeadPages() { ASSERT(!first_); }
  DeadPages(const DeadPages&) = delete;
  DeadPages& operator=(const DeadPages&) = delete;

  // Takes such pages out of the trial, which has come to its end. What lies there is dead to everybody but those that
  // hold it.
  void take(Thread& thread, TrialSet& found);
  // True if some hold what is no garbage, or may do so, or storage.
  bool holding() const { return holding_; }
  u64 size() const { return size_; }
  // Gives them up: nothing is garbage.
  void forget();
  // Makes all known as dead, with a reference on each, so that nobody finds them and what they drop of each other
  // changes nothing.
  void hold();
  // Drops what they hold. May run Python code.
  void take_apart(Thread& thread);
  // Returns their memory.
  void free(Thread& thread);

 private:
  TrialPage* first_ = nullptr;
  bool holding_ = false;
  bool all_ = false;  // any may hold what is no garbage
  u64 size_ = 0;
};

}  // namespace gc
