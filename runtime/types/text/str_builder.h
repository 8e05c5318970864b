// Builds a str from pieces. Short results stay on the C++ stack until finish(). If memory runs out, further appends do
// nothing, and finish() raises MemoryError: so appends need no checks.
#pragma once

#include "runtime/text/builder.h"
#include "runtime/text/utf8.h"
#include "runtime/types/text/str.h"

namespace rt {

// A str of the builder's text. Empty: MemoryError, the builder ran out of memory.
Ref finish_str(Thread& t, const text::UcsBuilder& out);

class StrBuilder {
 public:
  explicit StrBuilder(Thread& t) : t_(t) {}
  StrBuilder(Thread& t, size_t expected_length) : t_(t), out_(expected_length) {}

  void append(Value str) { out_.append(str_view(str)); }
  void append(const text::StrView& view) { out_.append(view); }
  void append(char32_t c) { out_.append(c); }
  void append_ascii(std::string_view ascii) { out_.append_ascii(ascii); }
  void append_utf8(std::string_view utf8) {  // `utf8` must be valid
    auto* bytes = reinterpret_cast<const u8*>(utf8.data());
    for (size_t at = 0; at < utf8.size();) out_.append(text::utf8_next(bytes, at));
  }
  // Append the repr or the str of any value. False: an error is pending.
  bool append_repr_py(Value v) { return append_owned(repr_py(t_, v)); }
  bool append_str_py(Value v) { return append_owned(str_py(t_, v)); }

  size_t length() const { return out_.length(); }
  text::UcsBuilder& text() { return out_; }
  Ref finish() { return finish_str(t_, out_); }

 private:
  bool append_owned(const Ref& str) {
    if (str) append(str.get());
    return bool(str);
  }

  Thread& t_;
  text::UcsBuilder out_;
};

}  // namespace rt
