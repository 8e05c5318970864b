// Dead pages: garbage that is freed page by page, without a list of its objects.
//
//   trial: TrialPage of a simple page --take()--> dead page --hold()--> --take_apart()--> --free()-->
//
// A page qualifies if it belongs to the collecting thread and that thread alone counts all its garbage (TrialPage::
// simple), and if the garbage of the collection is dead from its verdict on (finalize.h). Members without kHolds hold
// only other garbage and no storage: their contents are not read any more. If all blocks in use on a page are garbage,
// the page is given back as a whole.
#pragma once

#include "gc/cycle/trial.h"

namespace gc {

// The dead pages of one collection. The collecting thread only.
class DeadPages {
 public:
  DeadPages() = default;
  ~DeadPages() { ASSERT(!first_); }
  DeadPages(const DeadPages&) = delete;
  DeadPages& operator=(const DeadPages&) = delete;

  // Takes the qualifying pages out of the trial, which has come to its verdict. At a verdict.
  void take(Thread& thread, TrialSet& found);
  // True if some members have storage, or hold objects that are not garbage, or may do so.
  bool holding() const { return holding_; }
  // The number of objects.
  u64 size() const { return size_; }
  // Gives the pages up: their objects stay as they are.
  void forget();
  // Takes a reference on each object and makes it dead, so that nobody finds it, and so that the references that
  // garbage drops do not destroy it. At a verdict.
  void hold();
  // Disposes of the objects that have storage or hold other objects than garbage. May run Python code.
  void take_apart(Thread& thread);
  // Frees the blocks of all objects.
  void free(Thread& thread);

 private:
  TrialPage* first_ = nullptr;
  bool holding_ = false;
  bool all_ = false;  // kHolds does not tell (TrialSet::is_closed() was false): all objects must be disposed of
  u64 size_ = 0;
};

}  // namespace gc
