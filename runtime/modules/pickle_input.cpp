#include "runtime/modules/pickle_input.h"

#include "runtime/types/bytes.h"

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

// Goes on with what read() or readline() gave, and with what peek() shows behind it.
bool Input::use_py(Ref bytes, u64* got) {
  if (!bytes) return false;
  if (!is_bytes(bytes)) return raise_type_error(t_, "read() returned non-bytes object (%T)", bytes.get());
  u64 n = bytes.as<Bytes>()->length;
  Ref more = peek_ ? call_py(t_, peek_, Value::small_int(kPeek)) : Ref();
  if (peek_ && !more) {
    if (!error_is(t_, kNotImplementedErrorType)) return false;
    clear_error(t_);
    peek_ = Value();
  }
  if (more && is_bytes(more) && more.as<Bytes>()->length) {
    bytes = binary_op_py(t_, BinaryOp::kAdd, bytes, more);
    if (!bytes) return false;
  }
  holder_ = std::move(bytes);
  data_ = holder_.as<Bytes>()->data();
  size_ = holder_.as<Bytes>()->length;
  at_ = 0;
  *got = consumed_ = n;
  return true;
}

const u8* Input::take_slow_py(u64 n) {
  if (!read_) {
    truncated();
    return nullptr;
  }
  u64 got;
  if (n > static_cast<u64>(kMaxLength)) {
    raise_overflow_error(t_, "read would overflow (invalid bytecode)");
    return nullptr;
  }
  if (!finish_py() || !use_py(call_py(t_, read_, Value::small_int(static_cast<i64>(n))), &got)) return nullptr;
  if (got < n) {
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
    if (!finish_py() || !use_py(call_py(t_, readline_), &length)) return false;
    if (length == 0 || data_[length - 1] != '\n') return truncated();
  }
  *line = {reinterpret_cast<const char*>(data_ + at_), length - 1};
  at_ += length;
  return true;
}

}  // namespace rt::pickle
