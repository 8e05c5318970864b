// Reading a pickle's bytes from a file. The file's methods are Python code, so they are called as rarely as possible: a
// frame is read in one call, or peek() shows bytes that are taken later.
#include "runtime/modules/pickle/pickle_input.h"

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

const u8* Input::take_slow_py(u64 n) {
  if (!read_ || n > static_cast<u64>(kMaxLength)) {  // no file is that long
    truncated();
    return nullptr;
  }
  if (!finish_py()) return nullptr;
  size_ = at_ = consumed_ = 0;
  if (n < static_cast<u64>(kPeek) && !peek_py()) return nullptr;
  if (size_ < n && !use_py(call_py(t_, read_, Value::small_int(static_cast<i64>(n))), true)) return nullptr;
  if (size_ < n) {
    truncated();
    return nullptr;
  }
  at_ = n;
  return data_;
}

bool Input::line_py(std::string_view* line) {
  const void* end = size_ > at_ ? std::memchr(data_ + at_, '\n', size_ - at_) : nullptr;
  u64 length;
  if (end) {
    length = static_cast<u64>(static_cast<const u8*>(end) - (data_ + at_)) + 1;
  } else {
    if (!read_) return truncated();
    if (!finish_py() || !use_py(call_py(t_, readline_), true)) return false;
    length = size_;
    if (length == 0 || data_[length - 1] != '\n') return truncated();
  }
  *line = {reinterpret_cast<const char*>(data_ + at_), length - 1};
  at_ += length;
  return true;
}

}  // namespace rt::pickle
