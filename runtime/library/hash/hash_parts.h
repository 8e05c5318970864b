// Parts that the modules of hash functions share: their arguments and their texts.
#pragma once

#include <algorithm>

#include "runtime/library/parts/detached_work.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/object/warn.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/text/str.h"

namespace rt::hash {

// The data of a hash function: any buffer that shows itself as a row, but no str; pinned while this lives. What other
// threads may change meanwhile is copied: keys at once, messages, which may be long, by each_piece(). Not ok: an error
// is pending.
class Input {
 public:
  enum class Is { kKey, kMessage };
  Input(Thread& t, Value v, Is is) : t_(t) {
    if (!v) {
      data_ = reinterpret_cast<const u8*>("");
    } else if (is_str(v)) {
      raise_type_error(t, "Strings must be encoded before hashing");
    } else if (!type_of(v)->slots.get_buffer) {
      raise_type_error(t, "object supporting the buffer API required");
    } else if (get_buffer_py(t, v, &buffer_, BufferUse::kBytes)) {
      pinned_ = true;
      size_ = static_cast<size_t>(buffer_.bytes);
      if (buffer_.ndim > 1) raise(t, kBufferErrorType, "Buffer must be single dimension");
      else data_ = buffer_.data ? static_cast<const u8*>(buffer_.data) : reinterpret_cast<const u8*>("");
      changes_ = size_ && may_change_meanwhile(buffer_);
      if (changes_ && data_ && is == Is::kKey) read_copy();
    }
  }
  ~Input() {
    if (pinned_) release_buffer(t_, &buffer_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  explicit operator bool() const { return data_ != nullptr; }
  size_t size() const { return size_; }
  // Of a key.
  const u8* data() const { return data_; }
  // Calls work(data, size) for all bytes in turn, until it returns false. Any thread may do so, attached or not.
  template <class Work>
  bool each_piece(Work work) const {
    if (!changes_) return work(data_, size_);
    u8 piece[4096];
    for (size_t at = 0, n; at < size_; at += n) {
      n = std::min(sizeof piece, size_ - at);
      read_shared(piece, data_ + at, n);
      if (!work(piece, n)) return false;
    }
    return true;
  }

 private:
  void read_copy() {
    copy_ = make_bytes_of_shared(t_, as_chars(data_, size_));
    data_ = copy_ ? copy_.as<Bytes>()->data() : nullptr;
  }

  Thread& t_;
  const u8* data_ = nullptr;
  size_t size_ = 0;
  bool pinned_ = false, changes_ = false;
  Ref copy_;
  Buffer buffer_;
};

// Since 3.15 the data of a constructor is `data`; `string` is the name that it had before. False: an error is pending.
inline bool take_data_py(Thread& t, Value string, Value* data) {
  if (string == kNone) return true;
  if (*data)
    return raise_type_error(t,
                            "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is "
                            "slated for removal in a future version.");
  *data = string;
  return library_minor() < 15 ||
         warn_deprecated_py(t,
                            "the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in "
                            "Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional "
                            "argument instead");
}

inline Ref hex(Thread& t, const u8* data, size_t size) { return bytes_hex_py(t, data, size, Value(), Value()); }
inline Ref hex_of_bytes(Thread& t, Ref bytes) {
  return bytes ? hex(t, bytes.as<Bytes>()->data(), bytes.as<Bytes>()->length) : Ref();
}

// Reads the length argument of an extendable function's digest. False: an error is pending.
bool digest_length_py(Thread& t, Value v, u64* out);

}  // namespace rt::hash
