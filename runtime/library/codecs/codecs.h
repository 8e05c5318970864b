// Declarations that the files of module _codecs share. The functions with a Ref are called through the module's method
// table and may run Python code (error handlers, buffers). Empty: an error is pending.
#pragma once

#include <optional>

#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt::codecs {

// The `errors` argument of a codec function: str or None. Not ok: an error is pending.
class ErrorsArgument {
 public:
  ErrorsArgument(Thread& t, const char* function, Value v) : name_(t, function, "errors", v == kNone ? Value() : v) {}
  bool ok() const { return name_.ok(); }
  const char* c_str() const { return name_.c_str(); }

 private:
  CodecArgument name_;
};

// The pair (result, length) that every codec function returns. Empty if `result` is.
inline Ref with_length(Thread& t, const Ref& result, i64 length) {
  return result ? make_tuple(t, result, Value::small_int(length)) : Ref();
}

bool check_str(Thread& t, const char* function, Value v);

// codecs_charmap.cpp
Ref charmap_build(Thread& t, Value map);
Ref charmap_encode(Thread& t, Value str, Value errors, Value mapping);
Ref charmap_decode(Thread& t, Value data, Value errors, Value mapping);
// codecs_escape.cpp
Ref escape_encode(Thread& t, Value data, Value errors);
Ref escape_decode(Thread& t, Value data, Value errors);
Ref unicode_escape_encode(Thread& t, Value str, Value errors);
Ref unicode_escape_decode(Thread& t, Value data, Value errors, Value final);
Ref raw_unicode_escape_encode(Thread& t, Value str, Value errors);
Ref raw_unicode_escape_decode(Thread& t, Value data, Value errors, Value final);
// codecs_utf7.cpp
Ref utf_7_encode(Thread& t, Value str, Value errors);
Ref utf_7_decode(Thread& t, Value data, Value errors, Value final);

// The bytes of a buffer, pinned, or of a str in UTF-8. Not ok: an error is pending.
class TextOrBytes {
 public:
  TextOrBytes(Thread& t, Value v) : utf8_(t, is_str(v) ? v : empty_str()) {
    if (!is_str(v)) bytes_.emplace(t, v);
  }
  bool ok() const { return bytes_ ? bool(*bytes_) : utf8_.ok(); }
  std::string_view view() const { return bytes_ ? bytes_->view() : utf8_.view(); }

 private:
  Utf8 utf8_;
  std::optional<SteadyBytes> bytes_;
};

}  // namespace rt::codecs
