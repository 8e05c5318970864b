// Garbage in progress: what a collection has found, until it is gone or lives on. Finalizers, callbacks and other
// threads run meanwhile. A finalizer may show what its object reaches; nobody else may find garbage, half cleared as it
// is and with classes whose instances do not keep them. So a walk over the heap that hands out what it meets passes it
// by.
#pragma once

#include "gc/cycle/finalize.h"

namespace gc {

// From before the verdict to the end of the collection. Several of a thread may be nested: a finalizer of a private
// collection may ask for one of the whole heap.
class InProgress {
 public:
  InProgress(Thread& thread, const Garbage& garbage)
      : thread_(thread), garbage_(garbage), outer_(static_cast<InProgress*>(thread.collector)) {
    thread.collector = this;
  }
  ~InProgress() { thread_.collector = outer_; }
  InProgress(const InProgress&) = delete;
  InProgress& operator=(const InProgress&) = delete;

  const Garbage& garbage() const { return garbage_; }
  const InProgress* outer() const { return outer_; }

 private:
  Thread& thread_;
  const Garbage& garbage_;
  InProgress* const outer_;
};

// Calls f for every live object that the collector traces, but for garbage in progress. False: there is no memory to
// tell that from the rest, and f has not been called. World stopped, by `thread`.
[[nodiscard]] bool for_each_in_use(Thread& thread, void (*f)(Object*, void*), void* argument);

}  // namespace gc
