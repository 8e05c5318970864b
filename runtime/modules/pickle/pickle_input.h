// The bytes of a pickle being read: all there, or from a file piece by piece.
#pragma once

#include "runtime/modules/pickle/pickle.h"

namespace rt::pickle {

class Input {
 public:
  Input(Thread& t, std::string_view data)
      : t_(t), data_(reinterpret_cast<const u8*>(data.data())), size_(data.size()) {}
  // Bound methods of a file; `peek` may be empty.
  Input(Thread& t, Value read, Value readline, Value peek) : t_(t), read_(read), readline_(readline), peek_(peek) {}

  // `n` bytes, valid until the next call. Null: an error is pending.
  const u8* take_py(u64 n) {
    if (size_ - at_ < n) [[unlikely]]
      return take_slow_py(n);
    const u8* p = data_ + at_;
    at_ += n;
    return p;
  }
  // Up to and with the end of line. False: an error is pending.
  bool line_py(std::string_view* line);
  // Makes sure that `n` bytes are there, without taking them.
  bool frame_py(u64 n) {
    if (!take_py(n)) return false;
    at_ -= n;
    return true;
  }
  // The file stands behind what has been taken. False: an error is pending.
  bool finish_py();

 private:
  const u8* take_slow_py(u64 n);
  bool use_py(Ref bytes, bool passed);
  bool peek_py();
  bool truncated() { return raise_unpickling(t_, "pickle data was truncated"); }

  Thread& t_;
  Value read_, readline_, peek_;
  Ref holder_;
  const u8* data_ = nullptr;
  u64 size_ = 0, at_ = 0;
  u64 consumed_ = 0;  // of this buffer, what the file has passed; the rest has only been peeked at
};

}  // namespace rt::pickle
