// What the files of bytes and bytearray share. Both have the same methods; a result is of the kind of its receiver.
#pragma once

#include <string_view>

#include "runtime/object/native.h"
#include "runtime/text/kinds.h"
#include "runtime/types/bytes/bytes.h"

namespace rt {

// What a bytearray has in one moment, as a bytes object.
Ref bytearray_snapshot(Thread& t, Value bytearray);

// The bytes of any bytes-like object; a resizable one is pinned while this lives, but for a bytearray that other
// threads may reach: of that it is a copy, so that looking at it makes nobody's append fail. TypeError if `v` is none.
class ByteView {
 public:
  ByteView(Thread& t, Value v) : t_(t) {
    if (gc::kFreeThreaded && is_bytearray(v) && v.object()->published()) {
      copy_ = bytearray_snapshot(t, v);
      if (!copy_) return;
      v = copy_;
    }
    if (is_bytes(v)) {
      data_ = v.as<Bytes>()->data();
      size_ = v.as<Bytes>()->length;
    } else if (!error_pending(t) &&
               get_buffer_py(t, v, &buffer_, false)) {  // not after the failure of the view before it
      data_ = buffer_.data ? static_cast<const u8*>(buffer_.data) : reinterpret_cast<const u8*>("");
      size_ = static_cast<size_t>(buffer_.bytes);
      pinned_ = true;
    }
  }
  ~ByteView() {
    if (pinned_) release_buffer(t_, &buffer_);
  }
  ByteView(const ByteView&) = delete;
  ByteView& operator=(const ByteView&) = delete;
  explicit operator bool() const { return data_ != nullptr; }

  const u8* data() const { return data_; }
  size_t size() const { return size_; }
  i64 item_size() const { return buffer_.item_size; }
  std::string_view view() const { return {reinterpret_cast<const char*>(data_), size_}; }
  text::StrView text() const { return text::bytes_view(data_, size_); }

 private:
  Thread& t_;
  const u8* data_ = nullptr;
  size_t size_ = 0;
  bool pinned_ = false;
  Ref copy_;
  Buffer buffer_;
};

inline std::string_view as_chars(const u8* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// A bytes or bytearray, whichever `like` is.
inline Ref make_like(Thread& t, Value like, std::string_view data) {
  return is_bytearray(like) ? make_bytearray(t, data) : make_bytes(t, data);
}
// The same with contents for the caller to fill.
Ref make_like_uninitialised(Thread& t, Value like, u64 length, u8** data);

// An item: an int in range(0, 256); `message` is the ValueError's.
bool byte_value_py(Thread& t, Value v, u8* out, const char* message = "byte must be in range(0, 256)");
// What bytes(...) and bytearray(...) are given; borrowed, empty if not given. `function` is for messages.
struct BytesArguments {
  Value source, encoding, errors;
};
bool bind_bytes_arguments(Thread& t, const char* function, const CallArgs& args, BytesArguments* out);
// The contents that they describe, as an exact bytes object.
Ref bytes_from_arguments_py(Thread& t, const char* function, const BytesArguments& args);
// bytes(v) of a buffer or of an iterable of ints.
Ref bytes_from_value_py(Thread& t, Value v, const char* wanted = "bytes");
int bytes_contains(Thread& t, Value self, Value item);
Ref bytes_concat(Thread& t, Value a, Value b);
Error raise_cannot_concat(Thread& t, Value a, Value b);  // in place of the error that is pending: `b` lends no bytes
Ref bytes_repeat(Thread& t, Value self, i64 count);
Ref bytes_percent_py(Thread& t, Value format, Value args);
// True or false of a three-way comparison.
bool compare_result(int order, CompareOp op);
int compare_bytes(std::string_view a, std::string_view b);
Ref bytes_repr_of(Thread& t, const u8* data, u64 length, bool escapes_single = false);
// sep and bytes_per_sep may be empty.
Ref bytes_hex_py(Thread& t, const u8* data, u64 length, Value sep, Value bytes_per_sep);

// Replaces `removed` bytes from `start` on (both clamped to what is there) by `count` bytes; `from` null: zeros.
// BufferError while exported.
bool bytearray_splice(Thread& t, ByteArray* self, u64 start, u64 removed, const u8* from, u64 count);
// Takes out the byte at an index that may count from the end, into *byte. kOutOfRange: no error is set; kError:
// BufferError or MemoryError is.
enum class TakenByte { kOk, kOutOfRange, kError };
TakenByte bytearray_take(Thread& t, ByteArray* self, i64 index, u8* byte);
// Removes the first such byte. kOutOfRange: there is none.
TakenByte bytearray_remove_first(Thread& t, ByteArray* self, u8 byte);

extern const MethodDef kBytesMethods[];
extern const MethodDef kByteArrayMethods[];

}  // namespace rt
