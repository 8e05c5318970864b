// Garbage in progress: the garbage of a collection between its verdict and its end. Finalizers, callbacks and other
// threads run in that time. Only a finalizer may hand out garbage that its object reaches. Other code must not find it,
// because it may be half cleared, and because its classes are not kept alive by their instances. So walks over the heap
// that hand out objects (gc.get_objects(), gc.freeze()) skip it.
#pragma once

#include "gc/cycle/finalize.h"

namespace gc {

// Registers the garbage of a collection with its thread, from before the verdict to the end of the collection. May be
// nested: a finalizer of a private collection may start a collection of the world.
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

// Calls f for every live traced object except for garbage in progress. World stopped by `thread`. False: there is no
// memory to tell garbage in progress from other objects; f has not been called.
[[nodiscard]] bool for_each_in_use(Thread& thread, void (*f)(Object*, void*), void* argument);
// Puts null in the place of objects that are garbage in progress, for lists of objects that nobody counts. World
// stopped by `thread`. False: there is no memory to tell; nothing has changed.
[[nodiscard]] bool drop_garbage_in_progress(Thread& thread, Object** objects, size_t count);

}  // namespace gc
