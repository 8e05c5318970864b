// A growing array of object pointers for the collector and for destruction, which must neither throw nor touch the object heap.
// It does not count what it holds.
#pragma once

#include <mimalloc.h>

#include <utility>

#include "gc/base/assert.h"
#include "gc/base/bits.h"

namespace gc {

struct Object;

class ObjectVector {
 public:
  ObjectVector() = default;
  ~ObjectVector() { mi_free(items_); }
  ObjectVector(const ObjectVector&) = delete;
  ObjectVector& operator=(const ObjectVector&) = delete;

  TINYPY_INLINE void push(Object* object) {
    if (size_ == capacity_) [[unlikely]] grow();
    items_[size_++] = object;
  }
  Object* pop() { return items_[--size_]; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Object*& operator[](size_t n) { return items_[n]; }
  Object** begin() { return items_; }
  Object** end() { return items_ + size_; }
  void truncate(size_t n) { size_ = n; }
  void swap(ObjectVector& other) {
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

 private:
  TINYPY_COLD void grow() {
    capacity_ = capacity_ ? capacity_ * 2 : 64;
    void* moved = mi_reallocn(items_, capacity_, sizeof(Object*));
    if (!moved) fatal("out of memory while collecting garbage");
    items_ = static_cast<Object**>(moved);
  }

  Object** items_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace gc
