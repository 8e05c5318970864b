// The bytes of a pickle that is being read: all in memory, or piece by piece from a file.
#pragma once

#include "runtime/library/pickle/pickle.h"

namespace rt::pickle {

class Input {
 public:
  // Borrows `data`.
  Input(Thread& t, std::string_view data)
      : t_(t), data_(reinterpret_cast<const u8*>(data.data())), size_(data.size()) {}
  // Borrows bound methods of a file; `peek` may be empty.
  Input(Thread& t, Value read, Value readline, Value peek) : t_(t), read_(read), readline_(readline), peek_(peek) {}

  // Takes `n` bytes; the pointer is valid until the next call on this Input. Null: an error is pending.
  const u8* take_py(u64 n) {
    if (size_ - at_ < n) [[unlikely]]
      return take_slow_py(n);
    const u8* p = data_ + at_;
    at_ += n;
    return p;
  }
  // Takes a line. `line` is the text without the newline, valid until the next call. False: an error is pending.
  bool line_py(std::string_view* line);
  // Reads until the `n` bytes of a frame are in the buffer, and takes none of them. Since 3.15 no instruction may reach
  // beyond the end of its frame. False: an error is pending.
  bool frame_py(u64 n);
  // Moves the file's position behind the bytes that have been taken, as far as they were only peeked at. False: an
  // error is pending.
  bool finish_py();

 private:
  const u8* take_slow_py(u64 n);
  bool use_py(Ref bytes, bool passed);
  bool peek_py();
  // Ends the frame if all of it has been taken. False: an instruction or another frame straddles its end; an error is
  // pending.
  bool leave_frame();
  bool read_large_py(u64 n);
  bool truncated() { return raise_unpickling(t_, "pickle data was truncated"); }

  Thread& t_;
  Value read_, readline_, peek_;
  Ref holder_;
  const u8* data_ = nullptr;
  u64 size_ = 0, at_ = 0;
  u64 beyond_ = 0;  // bytes of the buffer behind a frame, which ends at size_
  bool in_frame_ = false;
  u64 consumed_ = 0;  // bytes of this buffer that the file's position has passed; the rest has only been peeked at
};

}  // namespace rt::pickle
