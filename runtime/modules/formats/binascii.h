// Declarations that the files of binascii share. Empty: an error is pending.
#pragma once

#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes_parts.h"

namespace rt::binascii {

Error raise_binascii(Thread& t, const char* format, ...);  // raises binascii.Error
Ref finish(Thread& t, const text::ByteBuilder& out);       // the contents of `out` as bytes; empty: MemoryError

// A bytes-like object, pinned, or a str of ASCII, borrowed. Not ok: an error is pending.
class AsciiArg {
 public:
  AsciiArg(Thread& t, Value v);
  ~AsciiArg();
  AsciiArg(const AsciiArg&) = delete;
  AsciiArg& operator=(const AsciiArg&) = delete;
  explicit operator bool() const { return data_ != nullptr; }
  const u8* data() const { return data_; }
  size_t size() const { return size_; }

 private:
  Thread& t_;
  const u8* data_ = nullptr;
  size_t size_ = 0;
  Buffer buffer_;
};

// binascii_qp.cpp
Ref a2b_qp(Thread& t, Value data, Value header);
Ref b2a_qp(Thread& t, Value data, Value quotetabs, Value istext, Value header);

}  // namespace rt::binascii
