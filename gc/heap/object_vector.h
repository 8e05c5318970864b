// A growing array of object pointers for the collector and for destruction, which must neither throw nor touch the
// object heap. It borrows: it does not count its objects. If there is no memory to grow, the array remembers that
// (lost()); its user asks afterwards, and gives up the whole operation. One thread at a time uses an array.
#pragma once

#include <mimalloc.h>

#include <cstring>
#include <utility>

#include "gc/base/assert.h"
#include "gc/base/bits.h"

namespace gc {

struct Object;

inline constexpr size_t kHugeStorage = size_t{1} << 20;  // the least size of a block worth a system call, in bytes
// Gives the whole pages inside a block of mimalloc back to the kernel; mimalloc would do that late. Called right before
// mi_free(). In raw.cpp.
TINYPY_COLD void discard_storage(void* memory, size_t bytes);

class ObjectVector {
 public:
  // kSeldom: if the array was big, its memory goes back to the kernel at its end.
  enum Use { kOften, kSeldom };
  explicit ObjectVector(Use use = kOften) : use_(use) {}
  ~ObjectVector() { release(); }
  ObjectVector(const ObjectVector&) = delete;
  ObjectVector& operator=(const ObjectVector&) = delete;

  // Appends the object. If there is no memory, the object is dropped, and lost() is true from then on.
  TINYPY_INLINE void push(Object* object) {
    if (!make_room()) [[unlikely]]
      return;
    items_[size_++] = object;
  }
  // Makes room for one more object. False: there is no memory, and lost() is true from then on.
  [[nodiscard]] TINYPY_INLINE bool make_room() { return size_ != capacity_ || grow(); }
  // True if memory was missing once.
  bool lost() const { return lost_; }
  Object* pop() { return items_[--size_]; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Object*& operator[](size_t n) { return items_[n]; }
  Object** begin() { return items_; }
  Object** end() { return items_ + size_; }
  Object* const* begin() const { return items_; }
  Object* const* end() const { return items_ + size_; }
  void truncate(size_t n) { size_ = n; }
  // Makes room for n objects in all, so that a long list is not copied while it grows. False: there is no memory.
  [[nodiscard]] bool reserve(size_t n) { return n <= capacity_ || move_to(n); }
  void swap(ObjectVector& other) {
    std::swap(use_, other.use_);
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    std::swap(lost_, other.lost_);
  }

 private:
  TINYPY_COLD bool grow() {
    lost_ = !move_to(capacity_ ? capacity_ * 2 : 64) || lost_;
    return size_ < capacity_;
  }
  TINYPY_COLD bool move_to(size_t capacity);  // in raw.cpp
  void release() {
    if (use_ == kSeldom && capacity_ * sizeof(Object*) >= kHugeStorage)
      discard_storage(items_, capacity_ * sizeof(Object*));
    mi_free(items_);
  }

  Use use_;
  Object** items_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
  bool lost_ = false;
};

}  // namespace gc
