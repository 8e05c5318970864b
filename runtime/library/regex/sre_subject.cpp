// Subject: the text that a pattern is matched against, as a plain array of characters.
#include "runtime/library/regex/sre.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::sre {

Subject::Subject(Thread& t, Value string) : t_(t), string_(string.stripped()) {
  if (is_str(string_)) {
    text::StrView view = str_view(string_);
    text_ = {view.data, view.length, view.kind};
    is_text_ = true;
  } else if (is_bytes(string_)) {
    const Bytes* bytes = string_.as<Bytes>();
    text_ = {bytes->data(), bytes->length, 1};
  } else if (!type_of(string_)->slots.get_buffer) {
    ok_ = raise_type_error(t, "expected string or bytes-like object, got '%T'", string_);
  } else {
    ok_ = has_buffer_ = get_buffer_py(t, string_, &buffer_, BufferUse::kBytes);
    if (ok_ && buffer_.data) text_ = {buffer_.data, static_cast<u64>(buffer_.bytes), 1};
  }
}

Ref Subject::slice(i64 start, i64 end) const {
  if (is_text_) return start == end ? Ref::share(t_, empty_str()) : str_substring(t_, string_, start, end);
  if (start == 0 && end == length() && is_exact(string_, TypeId::kBytes)) return Ref::share(t_, string_);
  std::string_view part(static_cast<const char*>(text_.data) + start, static_cast<size_t>(end - start));
  return has_buffer_ ? make_bytes_of_shared(t_, part) : make_bytes(t_, part);
}

bool check_kind(Thread& t, const Pattern* pattern, const Subject& subject) {
  if (subject.is_text() && pattern->kind == Pattern::kBytes)
    return raise_type_error(t, "cannot use a bytes pattern on a string-like object");
  if (!subject.is_text() && pattern->kind == Pattern::kStr)
    return raise_type_error(t, "cannot use a string pattern on a bytes-like object");
  return true;
}

bool size_py(Thread& t, Value v, i64* out) {
  Ref n = index_py(t, v);
  if (!n) return false;
  return int_fits_i64(n, out) || raise_overflow_error(t, "Python int too large to convert to C ssize_t");
}

bool bounds_py(Thread& t, Value pos, Value endpos, i64* start, i64* end) {
  *end = INT64_MAX;
  return size_py(t, pos, start) && (!endpos || size_py(t, endpos, end));
}

}  // namespace rt::sre
