// The stack of objects that wait to be traced. An object that is popped passes through a short queue first, in which
// its memory is prefetched (Cher, Hosking, Vitek, "Software prefetching for mark-sweep garbage collection", 2004).
//
//   push() --> stack --> | queue of 32: prefetched | --> pop(), turn()
#pragma once

#include <utility>

#include "gc/heap/object_vector.h"

namespace gc {

// Borrows its objects. One thread only.
class TraceStack {
 public:
  explicit TraceStack(ObjectVector::Use use = ObjectVector::kOften) : stack_(use) {}
  TINYPY_INLINE void push(Object* object) { stack_.push(object); }
  // True if, for want of memory, an object was dropped.
  bool lost() const { return stack_.lost(); }
  bool empty() const { return queued_ == 0 && stack_.empty(); }
  // The number of objects below the queue.
  size_t depth() const { return stack_.size(); }
  // Moves the n objects that have waited longest to `to`; n is at most half of depth().
  void take_oldest(Object** to, size_t n) {
    size_t kept = stack_.size() - n;
    std::memcpy(to, stack_.begin(), n * sizeof(Object*));
    std::memcpy(stack_.begin(), stack_.begin() + kept, n * sizeof(Object*));
    stack_.truncate(kept);
  }
  // True if the queue is full, and the stack has an object to keep it full.
  TINYPY_INLINE bool flows() const { return queued_ == kQueue && !stack_.empty(); }
  // pop() for the case that flows() is true.
  TINYPY_INLINE Object* turn() {
    Object* incoming = stack_.pop();
    fetch(incoming);
    return std::exchange(queue_[first_++ % kQueue], incoming);
  }
  // Takes the next object out of the queue, after filling the queue from the stack. Null: no object waits.
  Object* pop() {
    while (queued_ < kQueue && !stack_.empty()) {
      Object* incoming = stack_.pop();
      fetch(incoming);
      queue_[(first_ + queued_++) % kQueue] = incoming;
    }
    if (flows()) return turn();
    if (queued_ == 0) return nullptr;
    --queued_;
    return queue_[first_++ % kQueue];
  }
  // Takes the only object that waits, without the queue. Null: none waits, or several do, among which prefetching
  // helps.
  TINYPY_INLINE Object* pop_only() { return queued_ == 0 && stack_.size() == 1 ? stack_.pop() : nullptr; }
  // Prefetches the header, and the cache line in which a small object ends.
  static void fetch(const Object* object) {
    __builtin_prefetch(object);
    __builtin_prefetch(reinterpret_cast<const char*>(object) + 40);
  }

 private:
  static constexpr u32 kQueue = 32;  // a power of two

  ObjectVector stack_;
  Object* queue_[kQueue];
  u32 first_ = 0, queued_ = 0;
};

}  // namespace gc
