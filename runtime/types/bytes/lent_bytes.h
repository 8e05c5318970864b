// The bytes of an object that stays exported, for calls that block, run beside other threads, or call Python code.
#pragma once

#include <string_view>

#include "runtime/object/ops.h"

namespace rt {

// The object cannot change its size while this lives: a bytearray raises BufferError, as in CPython. Other threads may
// change its bytes. A ByteView (bytes_parts.h) copies a published bytearray instead: it is for work that is done before
// anybody could notice. The caller must hold the object. False: TypeError, the object is not bytes-like, or the error
// of its exporter.
class LentBytes {
 public:
  LentBytes(Thread& t, Value v) : view_(t, v) {}
  explicit operator bool() const { return bool(view_); }
  // Not null, also without bytes: C libraries take null for "no argument".
  const u8* data() const { return view_.data() ? view_.data() : reinterpret_cast<const u8*>(""); }
  size_t size() const { return view_.size(); }
  std::string_view view() const { return {reinterpret_cast<const char*>(data()), size()}; }

 private:
  BufferView view_;
};

}  // namespace rt
