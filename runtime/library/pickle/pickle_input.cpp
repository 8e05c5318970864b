// Reading a pickle's bytes from a file. The file's methods are Python code, so they are called as rarely as possible: a
// frame is read in one call, or peek() shows bytes that are taken later.
#include "runtime/library/pickle/pickle_input.h"

#include "runtime/object/native_modules.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes.h"

namespace rt::pickle {

namespace {

constexpr i64 kPeek = 128 * 1024;

}  // namespace

bool Input::finish_py() {
  if (!read_ || at_ <= consumed_) return true;
  Ref skipped = call_py(t_, read_, Value::small_int(static_cast<i64>(at_ - consumed_)));
  consumed_ = at_;
  return bool(skipped);
}

// Makes `bytes` the buffer. `passed`: the file's position is behind these bytes (read), or still before them (peek).
// False: an error is pending.
bool Input::use_py(Ref bytes, bool passed) {
  if (!bytes) return false;
  if (!is_bytes(bytes)) return raise_type_error(t_, "read() returned non-bytes object (%T)", bytes.get());
  holder_ = std::move(bytes);
  data_ = holder_.as<Bytes>()->data();
  size_ = holder_.as<Bytes>()->length;
  at_ = 0;
  consumed_ = passed ? size_ : 0;
  return true;
}

// Makes the bytes that the file has at hand the buffer. Call it only if bytes are wanted: peek() blocks if the file has
// none, as at the end of a message in a pipe.
bool Input::peek_py() {
  if (!peek_) return true;
  Ref shown = call_py(t_, peek_, Value::small_int(kPeek));
  if (shown) return use_py(std::move(shown), false);
  if (!error_is(t_, kNotImplementedErrorType)) return false;
  clear_error(t_);
  peek_ = Value();
  return true;
}

bool Input::leave_frame() {
  if (!in_frame_) return true;
  if (at_ < size_) return truncated();
  size_ += std::exchange(beyond_, 0);
  in_frame_ = false;
  return true;
}

bool Input::frame_py(u64 n) {
  if (!leave_frame() || !take_py(n)) return false;
  at_ -= n;
  if (library_minor() < 15) return true;
  in_frame_ = true;
  beyond_ = size_ - (at_ + n);
  size_ = at_ + n;
  return true;
}

// Reads n bytes from the file in pieces that grow, so that a number that is wrong does not fill the memory.
bool Input::read_large_py(u64 n) {
  constexpr u64 kPiece = u64{1} << 20;
  text::ByteBuilder all;
  for (u64 left = n; left > 0;) {
    u64 piece = std::min(left, std::max<u64>(kPiece, all.size()));
    Ref part = call_py(t_, read_, Value::small_int(static_cast<i64>(piece)));
    if (!part) return false;
    if (!is_bytes(part)) return raise_type_error(t_, "read() returned non-bytes object (%T)", part.get());
    std::string_view bytes = part.as<Bytes>()->view();
    if (bytes.size() < piece) return truncated();
    all.append(bytes);
    left -= bytes.size() < left ? bytes.size() : left;
  }
  if (!all.ok()) return raise_memory_error(t_);
  return use_py(make_bytes(t_, all.text()), true);
}

const u8* Input::take_slow_py(u64 n) {
  if (in_frame_) return leave_frame() ? take_py(n) : nullptr;
  if (!read_ || n > static_cast<u64>(kMaxLength)) {  // no file is that long
    truncated();
    return nullptr;
  }
  if (!finish_py()) return nullptr;
  size_ = at_ = consumed_ = 0;
  if (n < static_cast<u64>(kPeek) && !peek_py()) return nullptr;
  bool large = n > u64{1} << 20;
  if (size_ < n &&
      !(large ? read_large_py(n) : use_py(call_py(t_, read_, Value::small_int(static_cast<i64>(n))), true)))
    return nullptr;
  if (size_ < n) {
    truncated();
    return nullptr;
  }
  at_ = n;
  return data_;
}

bool Input::line_py(std::string_view* line) {
  if (at_ == size_ && !leave_frame()) return false;
  const void* end = size_ > at_ ? std::memchr(data_ + at_, '\n', size_ - at_) : nullptr;
  u64 length;
  if (end) {
    length = static_cast<u64>(static_cast<const u8*>(end) - (data_ + at_)) + 1;
  } else {
    if (!read_ || in_frame_) return truncated();
    if (!finish_py() || !use_py(call_py(t_, readline_), true)) return false;
    length = size_;
    if (length == 0 || data_[length - 1] != '\n') return truncated();
  }
  *line = {reinterpret_cast<const char*>(data_ + at_), length - 1};
  at_ += length;
  return true;
}

}  // namespace rt::pickle
