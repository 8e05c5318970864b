// Objects that wait to be traced. On their way from the stack they pass through a short queue, in which the cache fetches their memory
// (Cher, Hosking, Vitek, "Software prefetching for mark-sweep garbage collection", 2004).
#pragma once

#include "gc/heap/object_vector.h"

namespace gc {

class TraceStack {
 public:
  explicit TraceStack(ObjectVector::Use use = ObjectVector::kOften) : stack_(use) {}
  TINYPY_INLINE void push(Object* object) { stack_.push(object); }
  // Takes out what f does not want to keep, but for the few in the queue.
  template <class F>
  void keep_if(F f) {
    size_t kept = 0;
    for (Object* object : stack_) {
      if (f(object)) stack_[kept++] = object;
    }
    stack_.truncate(kept);
  }
  // Null when nothing waits any more.
  TINYPY_INLINE Object* pop() {
    while (waiting_ != 0 || !stack_.empty()) {
      Object* incoming = nullptr;
      if (!stack_.empty()) {
        incoming = stack_.pop();
        fetch(incoming);
        ++waiting_;
      }
      Object* object = queue_[at_];
      queue_[at_] = incoming;
      at_ = (at_ + 1) % kQueue;
      if (!object) continue;
      --waiting_;
      return object;
    }
    return nullptr;
  }

 private:
  static constexpr size_t kQueue = 16;  // a power of two

  // The header, and the line in which a small object ends.
  static void fetch(const Object* object) {
    __builtin_prefetch(object);
    __builtin_prefetch(reinterpret_cast<const char*>(object) + 40);
  }

  ObjectVector stack_;
  Object* queue_[kQueue] = {};
  size_t at_ = 0, waiting_ = 0;
};

}  // namespace gc
