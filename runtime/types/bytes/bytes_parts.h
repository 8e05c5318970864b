// Declarations for the files of bytes and bytearray. Both types have the same methods; a result is a bytes or a
// bytearray, as the receiver is.
#pragma once

#include <string_view>

#include "runtime/object/long_loops.h"
#include "runtime/object/native.h"
#include "runtime/text/kinds.h"
#include "runtime/types/bytes/bytes.h"

namespace rt {

// True if reading the bytes of `exporter` may run its __buffer__ in Python.
inline bool runs_python(Value exporter) {
  const Type* type = type_of(exporter);
  return type->flags & kTypeHeap && type->slots.get_buffer;
}

// A copy of a bytearray's contents at one moment, as a bytes object.
Ref bytearray_snapshot(Thread& t, Value bytearray);

// Calls __bytes__ of an object. Empty without error: its class has no such method.
Ref call_dunder_bytes_py(Thread& t, Value v);

// True if other threads may write to the memory that the buffer shows.
bool may_change_meanwhile(const Buffer& buffer);

// The bytes of any bytes-like object. The view holds a buffer, so a resizable exporter cannot change its size while the
// view lives. What other threads may change meanwhile is copied. Of a bytearray no buffer is held then: else their
// append() would fail because of the view.
// False: TypeError, the object is not bytes-like.
class ByteView {
 public:
  ByteView(Thread& t, Value v) : t_(t) {
    if (is_bytearray(v) && may_change(v)) {
      copy_ = bytearray_snapshot(t, v);
      if (!copy_) return;
      v = copy_;
    }
    if (is_bytes(v)) {
      data_ = v.as<Bytes>()->data();
      size_ = v.as<Bytes>()->length;
    } else if (!error_pending(t) &&
               get_buffer_py(t, v, &buffer_, BufferUse::kBytes)) {  // an error is pending if the caller's view before
                                                                    // it has failed
      data_ = buffer_.data ? static_cast<const u8*>(buffer_.data) : reinterpret_cast<const u8*>("");
      size_ = static_cast<size_t>(buffer_.bytes);
      pinned_ = true;
      if (may_change_meanwhile(buffer_)) read_copy();
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
  // A safepoint at a step of a loop over the bytes. A short bytearray that is not copied is not polled for, because
  // other threads could run then. May run Python code; false: an error is pending.
  bool poll_py(Thread& t, u64 step) const { return (pinned_ && size_ <= kLongText) || poll_at_py(t, step); }
  std::string_view view() const { return {reinterpret_cast<const char*>(data_), size_}; }
  text::StrView text() const { return text::bytes_view(data_, size_); }

 private:
  void read_copy() {
    copy_ = make_bytes_of_shared(t_, view());
    data_ = copy_ ? copy_.as<Bytes>()->data() : nullptr;
  }
  // With a GIL other threads run while long contents are handled (BesideOthers).
  static bool may_change(Value bytearray) {
    if (gc::kFreeThreaded) return bytearray.object()->published();
    return bytearray.as<ByteArray>()->length.load(gc::relaxed) > kLongText;
  }

  Thread& t_;
  const u8* data_ = nullptr;
  size_t size_ = 0;
  bool pinned_ = false;
  Ref copy_;
  Buffer buffer_;
};

inline std::string_view as_chars(const u8* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// A new bytes or bytearray, of the kind of `like`.
inline Ref make_like(Thread& t, Value like, std::string_view data) {
  return is_bytearray(like) ? make_bytearray(t, data) : make_bytes(t, data);
}
// The same with uninitialised contents, which the caller fills at *data.
Ref make_like_uninitialised(Thread& t, Value like, u64 length, u8** data);

// Converts an item: an int in range(0, 256). False: TypeError, or ValueError(message).
bool byte_value_py(Thread& t, Value v, u8* out, const char* message = "byte must be in range(0, 256)");
// The arguments of bytes(...) and bytearray(...): borrowed, empty if not given. `function` is the name in messages.
struct BytesArguments {
  Value source, encoding, errors;
};
bool bind_bytes_arguments(Thread& t, const char* function, const CallArgs& args, BytesArguments* out);
// The contents that the arguments describe, as an exact bytes object.
Ref bytes_from_arguments_py(Thread& t, const char* function, const BytesArguments& args);
// bytes(v) for a bytes-like object or an iterable of ints.
Ref bytes_from_value_py(Thread& t, Value v, const char* wanted = "bytes");
int bytes_contains(Thread& t, Value self, Value item);
Ref bytes_concat(Thread& t, Value a, Value b);
Error raise_cannot_concat(Thread& t, Value a, Value b);  // replaces the pending error: `b` is not bytes-like
Ref bytes_repeat(Thread& t, Value self, i64 count);
Ref bytes_percent_py(Thread& t, Value format, Value args);
// The result of `op` for a three-way comparison `order`.
bool compare_result(int order, CompareOp op);
int compare_bytes(std::string_view a, std::string_view b);
Ref bytes_repr_of(Thread& t, Value owner, const u8* data, u64 length, bool escapes_single = false);
// sep and bytes_per_sep may be empty.
Ref bytes_hex_py(Thread& t, const u8* data, u64 length, Value sep, Value bytes_per_sep);

// Replaces `removed` bytes from `start` on by `count` bytes; both are clamped to the length. `from` null: zeros. False:
// BufferError if the size would change while buffers are lent, or MemoryError.
bool bytearray_splice(Thread& t, ByteArray* self, u64 start, u64 removed, const u8* from, u64 count);
// Removes `count` bytes from the front, all of them if it is null, and returns them as bytes. A negative count leaves
// as many bytes. Empty: IndexError, BufferError or MemoryError is pending.
Ref bytearray_take_front(Thread& t, ByteArray* self, const i64* count);
// Removes the byte at an index, which may count from the end, and stores it to *byte. kOutOfRange: no error is set;
// kError: BufferError or MemoryError is pending.
enum class TakenByte { kOk, kOutOfRange, kError };
TakenByte bytearray_take(Thread& t, ByteArray* self, i64 index, u8* byte);
// Removes the first byte that equals `byte`. kOutOfRange: there is none, and no error is set.
TakenByte bytearray_remove_first(Thread& t, ByteArray* self, u8 byte);

extern const MethodDef kBytesMethods[];
extern const MethodDef kByteArrayMethods[];

}  // namespace rt
