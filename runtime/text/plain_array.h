// A growable array of trivially copyable values that survives running out of memory, which a std::vector cannot report
// without exceptions. Like the builders, the array then keeps its contents and ok() becomes false, so the caller checks
// once at the end.
#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>

#include "runtime/text/builder.h"

namespace rt::text {

template <class T, std::size_t kInline = 32>
class PlainArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  PlainArray() = default;
  PlainArray(const PlainArray&) = delete;
  PlainArray& operator=(const PlainArray&) = delete;
  ~PlainArray() {
    if (data_ != inline_items()) free_bytes(data_);
  }

  void push_back(T value) {
    if (size_ == capacity_ && !grow(size_ + size_ / 2)) return;
    data_[size_++] = value;
  }
  void pop_back() { --size_; }
  // New items are uninitialised. False: out of memory, and the size is unchanged.
  bool resize(std::size_t size) {
    if (size > capacity_ && !grow(size)) return false;
    size_ = size;
    return true;
  }
  void clear() { size_ = 0; }

  bool ok() const { return ok_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  const T& back() const { return data_[size_ - 1]; }

 private:
  T* inline_items() { return reinterpret_cast<T*>(inline_); }

  bool grow(std::size_t capacity) {
    if (!ok_) return false;  // producers go on after a failure: not each append should call the allocator again
    bool was_inline = data_ == inline_items();
    bool fits = capacity <= static_cast<std::size_t>(-1) / 4 / sizeof(T);
    void* block = !fits        ? nullptr
                  : was_inline ? alloc_bytes(capacity * sizeof(T))
                               : realloc_bytes(data_, capacity * sizeof(T));
    if (block == nullptr) return ok_ = false;
    if (was_inline) std::memcpy(block, inline_, size_ * sizeof(T));
    data_ = static_cast<T*>(block);
    capacity_ = capacity;
    return true;
  }

  alignas(T) unsigned char inline_[kInline * sizeof(T)];
  T* data_ = inline_items();
  std::size_t size_ = 0;
  std::size_t capacity_ = kInline;
  bool ok_ = true;
};

}  // namespace rt::text
