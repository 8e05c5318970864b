// A growable array of owned values for the C++ stack: arguments being gathered, exceptions being split. The collector
// does not trace it, so it must not be part of a heap object.
#pragma once

#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/object/error.h"

namespace rt {

class ValueBuffer {
 public:
  explicit ValueBuffer(Thread& t) : t_(t) {}
  ValueBuffer(const ValueBuffer&) = delete;
  ValueBuffer& operator=(const ValueBuffer&) = delete;
  ~ValueBuffer() {
    for (u64 i = 0; i < size_; ++i) decref(t_, data_[i]);
    if (data_ != inline_) gc::raw_free(data_);
  }
  // Takes the count. False: MemoryError is pending.
  bool push(Ref v) {
    if (size_ == capacity_ && !grow()) return false;
    data_[size_++] = v.release();
    return true;
  }
  // A tuple of the values, whose counts pass to it: the buffer is empty afterwards. Empty: MemoryError is pending.
  Ref take_tuple();
  const Value* data() const { return data_; }
  u64 size() const { return size_; }
  Value operator[](u64 i) const { return data_[i]; }

 private:
  bool grow() {
    u64 bytes = capacity_ * 2 * sizeof(Value);
    void* more = data_ == inline_ ? gc::raw_alloc(bytes) : gc::raw_realloc(data_, bytes);
    if (!more) return raise_memory_error(t_);
    if (data_ == inline_) std::memcpy(more, static_cast<const void*>(inline_), sizeof inline_);
    data_ = static_cast<Value*>(more);
    capacity_ *= 2;
    return true;
  }

  static constexpr u64 kInline = 16;
  Thread& t_;
  Value* data_ = inline_;
  u64 size_ = 0, capacity_ = kInline;
  Value inline_[kInline];
};

}  // namespace rt
