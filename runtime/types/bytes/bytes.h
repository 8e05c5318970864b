// bytes (inline data, with a terminating zero) and bytearray (data in a separate block).
#pragma once

#include <string_view>

#include "gc/refcount/object_lock.h"
#include "runtime/object/ops.h"
#include "runtime/text/kinds.h"

namespace rt {

struct Bytes : Object {
  gc::Atomic<i64> hash;  // 0: not computed yet
  u64 length;
  u8* data() { return reinterpret_cast<u8*>(this + 1); }
  const u8* data() const { return reinterpret_cast<const u8*>(this + 1); }
  std::string_view view() const { return {reinterpret_cast<const char*>(data()), length}; }
};

struct ByteArray : Object {
  gc::Atomic<u8*> storage;  // start of the block; null: empty
  gc::Atomic<u64> length;
  u64 offset;  // data() = storage + offset: a deletion from the front only increases it
  u64 capacity;
  gc::Atomic<u32> exports;  // live buffers: resizing raises BufferError
  u8* data() const { return storage.load(gc::acquire) + offset; }
  // True if buffers are lent: their users may write to the bytes without the lock. The lock is held. The acquire pairs
  // with the release of a view.
  bool is_viewed() const {
    ASSERT(gc::lock_held_or_private(this));
    return exports.load(gc::acquire) != 0;
  }
};

inline bool is_bytes(Value v) { return has_layout(v, TypeId::kBytes); }
inline bool is_bytearray(Value v) { return has_layout(v, TypeId::kByteArray); }
Ref make_bytes(Thread& t, std::string_view data);
Ref make_bytes_of_shared(Thread& t, std::string_view data);  // other threads may be changing `data`
Ref make_bytes_uninitialised(Thread& t, u64 length);
Ref make_bytearray(Thread& t, std::string_view data);
Ref make_zeroed_bytearray(Thread& t, u64 length);

// The bytes of any bytes-like object in a form that no other thread changes, for callers that read them twice, as
// decoders do. A bytes object, also behind a memoryview, is used directly; other objects are copied. The caller must
// hold the object. False: TypeError, the object is not bytes-like.
class SteadyBytes {
 public:
  SteadyBytes(Thread& t, Value v);
  ~SteadyBytes() {
    if (lent_.owner) release_buffer(t_, &lent_);
  }
  SteadyBytes(const SteadyBytes&) = delete;
  SteadyBytes& operator=(const SteadyBytes&) = delete;
  explicit operator bool() const { return ok_; }
  std::string_view view() const { return view_; }
  const u8* data() const { return reinterpret_cast<const u8*>(view_.data()); }
  size_t size() const { return view_.size(); }
  text::StrView text() const { return text::bytes_view(view_.data(), view_.size()); }
  // A bytes object with these bytes. Empty: MemoryError.
  Ref bytes() const { return object_ ? Ref::share(t_, object_) : make_bytes(t_, view_); }
  // The same without making one: empty if there is none.
  Value object() const { return object_; }

 private:
  Thread& t_;
  bool ok_ = false;
  std::string_view view_;
  Value object_;
  Ref copy_;
  Buffer lent_;
};

Ref make_memoryview_py(Thread& t, Value exporter);
// By the buffer slot of `type`, a base.
Ref make_memoryview_as_py(Thread& t, const Type* type, Value exporter, BufferUse use);

}  // namespace rt
