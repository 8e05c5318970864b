// The stack of an iterative walk over objects. It lies in the walk itself, and moves to the heap when it grows.
#pragma once

#include "gc/heap/heap.h"
#include "gc/heap/vital.h"

namespace gc {

// `Item` is trivially copyable. One thread.
template <class Item, size_t kFirstItems>
class WalkStack {
 public:
  WalkStack() = default;
  ~WalkStack() {
    if (items_ != first_items_) raw_free(items_);
  }
  WalkStack(const WalkStack&) = delete;
  WalkStack& operator=(const WalkStack&) = delete;

  bool empty() const { return count_ == 0; }
  Item pop() { return items_[--count_]; }
  // False: the stack is full, and there is no memory for a larger one, or it must not grow.
  bool push(Item item) {
    if (count_ == capacity_ && !grow()) return false;
    items_[count_++] = item;
    return true;
  }
  void forbid_growth() { full_ = true; }

 private:
  TINYPY_COLD bool grow() {
    size_t bytes = capacity_ * sizeof(Item);
    Item* larger = full_ ? nullptr : static_cast<Item*>(vital_alloc_if_any(2 * bytes));
    full_ = !larger;
    if (full_) return false;
    __builtin_memcpy(larger, items_, bytes);
    if (items_ != first_items_) raw_free(items_);
    items_ = larger;
    capacity_ *= 2;
    return true;
  }

  Item first_items_[kFirstItems];
  Item* items_ = first_items_;
  size_t count_ = 0, capacity_ = kFirstItems;
  bool full_ = false;  // there was no memory for a larger stack
};

}  // namespace gc
