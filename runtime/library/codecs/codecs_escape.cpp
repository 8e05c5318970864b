// The codecs unicode_escape, raw_unicode_escape and escape (of bytes literals), as functions of module _codecs.
#include <algorithm>
#include <cstring>

#include "runtime/library/codecs/codecs.h"
#include "runtime/object/long_loops.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"
#include "runtime/text/ascii.h"
#include "runtime/text/escape.h"
#include "runtime/types/text/str_builder.h"

namespace rt::codecs {

namespace {

using EncodeFn = void (*)(const text::StrView& text, text::ByteBuilder& out);

Ref encode_with(Thread& t, const char* function, EncodeFn encode, Value str, Value errors) {
  if (!check_str(t, function, str)) return Ref();
  ErrorsArgument handler(t, function, errors);
  if (!handler.ok()) return Ref();
  text::ByteBuilder out(as_str(str)->length);
  encode(str_view(str), out);
  if (!out.ok()) return raise_memory_error(t);
  return with_length(t, make_bytes(t, out.text()), static_cast<i64>(as_str(str)->length));
}

// The first escape of the input that means nothing.
class BadEscape {
 public:
  void note(const u8* bytes, size_t size, size_t at) {
    if (at == text::kNotFound || length_ > 0) return;
    u8 first = at + 1 < size ? bytes[at + 1] : u8(0);
    octal_ = first >= '0' && first <= '7';
    length_ = std::min<size_t>(octal_ ? 4 : 2, size - at);
    std::memcpy(text_, bytes + at, length_);
  }
  // Issues the warning if there was one. False: the warning is an error, which is pending.
  bool warn_py(Thread& t, const char* prefix) const {
    if (length_ == 0) return true;
    char utf8[2 * kMost + 1];
    size_t size = 0;
    for (size_t i = 0; i < length_; ++i) size += text::utf8_put(text_[i], reinterpret_cast<u8*>(utf8 + size));
    utf8[size] = 0;
    const char* kind = octal_ ? "octal escape" : "escape";
    if (library_minor() < 14) return warn_deprecated_py(t, "invalid %s sequence '%s'", kind, utf8);
    return warn_deprecated_py(t, "%s\"%s\" is an invalid %s sequence. Such sequences will not work in the future. ",
                              prefix, utf8, kind);
  }

 private:
  static constexpr size_t kMost = 4;
  u8 text_[kMost];
  size_t length_ = 0;
  bool octal_ = false;
};

template <class Kernel>
Ref decode_with_py(Thread& t, const char* function, const char* encoding, Value data, Value errors, Value final,
                   Kernel&& kernel) {
  int is_final = truth_py(t, final);
  if (is_final < 0) return Ref();
  ErrorsArgument handler(t, function, errors);
  if (!handler.ok()) return Ref();
  TextOrBytes bytes(t, data);
  if (!bytes.ok()) return Ref();
  text::UcsBuilder out(bytes.view().size());
  i64 consumed = 0;
  BadEscape bad;
  DecodeJob job{encoding, bytes.view(), handler.c_str(), is_bytes(data) ? data : Value()};
  bool ok = decode_loop_py(t, job, out, &consumed, [&](const u8* rest, size_t size, text::ErrorPolicy policy) {
    return kernel(rest, size, policy, is_final != 0, out, bad);
  });
  if (!ok || !bad.warn_py(t, "")) return Ref();
  // An error handler may have replaced the input: what has been consumed is the whole that was given.
  return with_length(t, finish_str(t, out), is_final ? static_cast<i64>(bytes.view().size()) : consumed);
}

}  // namespace

Ref unicode_escape_encode(Thread& t, Value str, Value errors) {
  return encode_with(t, "unicode_escape_encode", text::encode_unicode_escape, str, errors);
}
Ref raw_unicode_escape_encode(Thread& t, Value str, Value errors) {
  return encode_with(t, "raw_unicode_escape_encode", text::encode_raw_unicode_escape, str, errors);
}

Ref unicode_escape_decode(Thread& t, Value data, Value errors, Value final) {
  auto kernel = [](const u8* rest, size_t size, text::ErrorPolicy policy, bool is_final, text::UcsBuilder& out,
                   BadEscape& bad) {
    size_t first_bad_escape;
    text::DecodeResult result = text::decode_unicode_escape(rest, size, policy, is_final, out, first_bad_escape);
    bad.note(rest, size, first_bad_escape);
    return result;
  };
  return decode_with_py(t, "unicode_escape_decode", "unicodeescape", data, errors, final, kernel);
}
Ref raw_unicode_escape_decode(Thread& t, Value data, Value errors, Value final) {
  auto kernel = [](const u8* rest, size_t size, text::ErrorPolicy policy, bool is_final, text::UcsBuilder& out,
                   BadEscape&) { return text::decode_raw_unicode_escape(rest, size, policy, is_final, out); };
  return decode_with_py(t, "raw_unicode_escape_decode", "rawunicodeescape", data, errors, final, kernel);
}

// ---- bytes

Ref escape_encode(Thread& t, Value data, Value errors) {
  if (!is_bytes(data)) return raise_type_error(t, "escape_encode() argument 1 must be bytes, not %A", data);
  ErrorsArgument handler(t, "escape_encode", errors);
  if (!handler.ok()) return Ref();
  std::string_view bytes = data.as<Bytes>()->view();
  text::ByteBuilder out(bytes.size());
  {
    BesideOthers scope(t, bytes.size(), {data});
    for (char ch : bytes) {
      u8 c = static_cast<u8>(ch);
      if (c == '\\' || c == '\'') out.append(std::string_view(c == '\\' ? "\\\\" : "\\'"));
      else if (c == '\t') out.append(std::string_view("\\t"));
      else if (c == '\n') out.append(std::string_view("\\n"));
      else if (c == '\r') out.append(std::string_view("\\r"));
      else if (c >= ' ' && c < 0x7F) out.append(c);
      else {
        const char escaped[] = {'\\', 'x', text::kHexDigits[c >> 4], text::kHexDigits[c & 15]};
        out.append(escaped, sizeof escaped);
      }
    }
  }
  if (!out.ok()) return raise_memory_error(t);
  return with_length(t, make_bytes(t, out.text()), static_cast<i64>(bytes.size()));
}

Ref escape_decode(Thread& t, Value data, Value errors) {
  ErrorsArgument handler(t, "escape_decode", errors);
  if (!handler.ok()) return Ref();
  TextOrBytes bytes(t, data);
  if (!bytes.ok()) return Ref();
  std::string_view view = bytes.view();
  bool known;
  text::ErrorPolicy policy = error_policy(handler.c_str(), false, &known);
  text::ByteBuilder out(view.size());
  size_t first_bad_escape;
  text::DecodeResult result =
      text::decode_bytes_escape(reinterpret_cast<const u8*>(view.data()), view.size(), policy, out, first_bad_escape);
  if (result.failed()) {
    bool trailing = result.reason[0] == 'T';
    if (!known && !trailing)
      return raise_value_error(t, "decoding error; unknown error handling code: %s", handler.c_str());
    if (trailing) return raise_value_error(t, "%s", result.reason);
    return raise_value_error(t, "invalid \\x escape at position %zu", result.error_start);
  }
  if (!out.ok()) return raise_memory_error(t);
  BadEscape bad;
  bad.note(reinterpret_cast<const u8*>(view.data()), view.size(), first_bad_escape);
  if (!bad.warn_py(t, "b")) return Ref();
  return with_length(t, make_bytes(t, out.text()), static_cast<i64>(view.size()));
}

}  // namespace rt::codecs
