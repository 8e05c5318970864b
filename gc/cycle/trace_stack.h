// Objects that wait to be traced. On their way from the stack they pass through a short queue, in which the cache
// fetches their memory (Cher, Hosking, Vitek, "Software prefetching for mark-sweep garbage collection", 2004).
#pragma once

#include <utility>

#include "gc/heap/object_vector.h"

namespace gc {

class TraceStack {
 public:
  explicit TraceStack(ObjectVector::Use use = ObjectVector::kOften) : stack_(use) {}
  TINYPY_INLINE void push(Object* object) { stack_.push(object); }
  bool lost() const { return stack_.lost(); }
  bool empty() const { return queued_ == 0 && stack_.empty(); }
  void clear() {
    stack_.truncate(0);
    queued_ = 0;
  }
  // How many wait outside the queue.
  size_t depth() const { return stack_.size(); }
  // Moves the n that have waited longest elsewhere; n is at most half of depth().
  void take_oldest(Object** to, size_t n) {
    size_t kept = stack_.size() - n;
    std::memcpy(to, stack_.begin(), n * sizeof(Object*));
    std::memcpy(stack_.begin(), stack_.begin() + kept, n * sizeof(Object*));
    stack_.truncate(kept);
  }
  // The queue is full, and there is something to keep it so.
  TINYPY_INLINE bool flows() const { return queued_ == kQueue && !stack_.empty(); }
  // The next one, while it flows.
  TINYPY_INLINE Object* turn() {
    Object* incoming = stack_.pop();
    fetch(incoming);
    return std::exchange(queue_[first_++ % kQueue], incoming);
  }
  // Null when nothing waits any more.
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
  // The only one that waits, at once. Null: there is none, or there are others beside which it can be fetched.
  TINYPY_INLINE Object* pop_only() { return queued_ == 0 && stack_.size() == 1 ? stack_.pop() : nullptr; }
  // The header, and the line in which a small object ends.
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
