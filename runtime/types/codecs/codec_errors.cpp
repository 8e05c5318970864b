// Error handlers of codecs: making the UnicodeErrors that they get, calling them, checking their results, and the
// built-in handlers.
#include <cstring>
#include <string>

#include "runtime/text/error_policy.h"
#include "runtime/text/names.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str_builder.h"

namespace rt {

CodecArgument::CodecArgument(Thread& t, const char* function, const char* parameter, Value v)
    : given_(bool(v)), ok_(true), utf8_(t, v && is_str(v) ? v : empty_str()) {
  if (!v) return;
  if (!is_str(v)) {
    ok_ = raise_type_error(t, "%s() argument '%s' must be str, not %A", function, parameter, v);
  } else if (!utf8_.ok()) {
    ok_ = false;
  } else if (utf8_.view().find('\0') != std::string_view::npos) {
    ok_ = raise_value_error(t, "embedded null character");
  }
}

// ---- making the errors

namespace {

// lint: name: the types are native: their own __init__ takes what is native as well
Ref make_unicode_error(Thread& t, Type* type, const char* encoding, Value object, u64 start, u64 end,
                       const char* reason) {
  Ref parts[] = {make_str(t, std::string_view(encoding)), Ref::share(t, object), make_int(t, static_cast<i64>(start)),
                 make_int(t, static_cast<i64>(end)), make_str(t, std::string_view(reason))};
  if (!parts[0] || !parts[4]) return Ref();
  Ref args = make_tuple_stealing(t, parts, 5);
  return args ? make_exception_py(t, type, std::move(args)) : Ref();
}

Error raise_made(Thread& t, const Ref& exception) { return exception ? raise_error(t, exception) : Error(); }

}  // namespace

Ref make_encode_error(Thread& t, const char* encoding, Value object, u64 start, u64 end, const char* reason) {
  return make_unicode_error(t, kUnicodeEncodeErrorType, encoding, object, start, end, reason);
}
Ref make_decode_error(Thread& t, const char* encoding, Value bytes, u64 start, u64 end, const char* reason) {
  return make_unicode_error(t, kUnicodeDecodeErrorType, encoding, bytes, start, end, reason);
}
Error raise_encode_error(Thread& t, const char* encoding, Value object, u64 start, u64 end, const char* reason) {
  return raise_made(t, make_encode_error(t, encoding, object, start, end, reason));
}
Error raise_decode_error(Thread& t, const char* encoding, Value bytes, u64 start, u64 end, const char* reason) {
  return raise_made(t, make_decode_error(t, encoding, bytes, start, end, reason));
}

text::ErrorPolicy error_policy(const char* errors, bool encoding, bool* known) {
  using text::ErrorPolicy;
  static constexpr struct {
    const char* name;
    ErrorPolicy policy;
    bool decodes;
  } kPolicies[] = {
      {"strict", ErrorPolicy::kStrict, true},
      {"ignore", ErrorPolicy::kIgnore, true},
      {"replace", ErrorPolicy::kReplace, true},
      {"backslashreplace", ErrorPolicy::kBackslashReplace, true},
      {"surrogateescape", ErrorPolicy::kSurrogateEscape, true},
      {"surrogatepass", ErrorPolicy::kSurrogatePass, true},
      {"xmlcharrefreplace", ErrorPolicy::kXmlCharRefReplace, false},
  };
  *known = true;
  if (!errors) return ErrorPolicy::kStrict;
  for (const auto& p : kPolicies) {
    if (std::strcmp(errors, p.name) == 0 && (encoding || p.decodes)) return p.policy;
  }
  *known = false;
  return ErrorPolicy::kStrict;
}

// ---- calling a handler

namespace {

bool resume_position_py(Thread& t, Value v, u64 length, u64* out) {
  i64 position;
  if (!index_i64_py(t, v, &position, kOverflowErrorType)) return false;
  i64 n = static_cast<i64>(length);
  i64 absolute = position < 0 ? position + n : position;
  if (absolute < 0 || absolute > n)
    return raise(t, kIndexErrorType, "position %lld from error handler out of bounds",
                 static_cast<long long>(absolute));
  *out = static_cast<u64>(absolute);
  return true;
}

}  // namespace

Ref call_error_handler_py(Thread& t, const char* errors, const Ref& exception, const char* complaint) {
  if (!exception) return Ref();
  Ref handler = lookup_error_handler(t, errors);
  if (!handler) return Ref();
  Ref answer = call_py(t, handler, exception);
  if (!answer) return Ref();
  if (!is_tuple(answer) || as_tuple(answer)->length != 2 || !is_int((*as_tuple(answer))[1]))
    return raise_type_error(t, complaint);
  return answer;
}

bool handle_encode_error_py(Thread& t, const char* errors, const char* encoding, Value object, u64 start, u64 end,
                            const char* reason, Replacement* out) {
  static constexpr char kComplaint[] = "encoding error handler must return (str/bytes, int) tuple";
  Ref answer = call_error_handler_py(t, errors, make_encode_error(t, encoding, object, start, end, reason), kComplaint);
  if (!answer) return false;
  Value text = (*as_tuple(answer))[0];
  if (!is_str(text) && !is_bytes(text)) return raise_type_error(t, kComplaint);
  out->text = Ref::share(t, text);
  return resume_position_py(t, (*as_tuple(answer))[1], as_str(object)->length, &out->position);
}

bool handle_decode_error_py(Thread& t, const char* errors, const char* encoding, Value bytes, u64 start, u64 end,
                            const char* reason, Replacement* out) {
  static constexpr char kComplaint[] = "decoding error handler must return (str, int) tuple";
  Ref exception = make_decode_error(t, encoding, bytes, start, end, reason);
  Ref answer = call_error_handler_py(t, errors, exception, kComplaint);
  if (!answer) return false;
  Value text = (*as_tuple(answer))[0];
  if (!is_str(text)) return raise_type_error(t, kComplaint);
  out->text = Ref::share(t, text);
  out->object = load_field(t, exception.object(), as_exception(exception)->fields[field::kUnicodeObject]);
  if (!out->object || !is_bytes(out->object)) return raise_type_error(t, "object attribute must be bytes");
  return resume_position_py(t, (*as_tuple(answer))[1], out->object.as<Bytes>()->length, &out->position);
}

// ---- the built-in handlers

namespace {

enum class ErrorKind { kEncode, kDecode, kTranslate };

// The fields of the exception that a handler gets. `object` is a str, or bytes for kDecode.
struct Question {
  ErrorKind kind;
  Ref object, encoding;
  u64 start = 0, end = 0;
};

Error wrong_exception(Thread& t, Value exception) {
  if (is_exception(exception)) return raise_type_error(t, "don't know how to handle %T in error callback", exception);
  return raise_type_error(t, "codec must pass exception instance");
}

u64 clamped_field(Thread& t, Value exception, u32 index, u64 limit) {
  Ref v = load_field(t, exception.object(), as_exception(exception)->fields[index]);
  i64 n = 0;
  if (v && is_int(v)) int_fits_i64(v, &n);
  return n < 0 ? 0 : static_cast<u64>(n) < limit ? static_cast<u64>(n) : limit;
}

bool read_question(Thread& t, Value exception, Question* q) {
  if (is_instance(exception, kUnicodeEncodeErrorType)) q->kind = ErrorKind::kEncode;
  else if (is_instance(exception, kUnicodeDecodeErrorType)) q->kind = ErrorKind::kDecode;
  else if (is_instance(exception, kUnicodeTranslateErrorType)) q->kind = ErrorKind::kTranslate;
  else return wrong_exception(t, exception);
  Object* o = exception.object();
  q->object = load_field(t, o, as_exception(exception)->fields[field::kUnicodeObject]);
  q->encoding = load_field(t, o, as_exception(exception)->fields[field::kUnicodeEncoding]);
  bool is_text = q->kind != ErrorKind::kDecode;
  if (!q->object || !(is_text ? is_str(q->object) : is_bytes(q->object))) {
    return raise_type_error(t, is_text ? "object attribute must be unicode" : "object attribute must be bytes");
  }
  u64 length = is_text ? as_str(q->object)->length : q->object.as<Bytes>()->length;
  q->start = clamped_field(t, exception, field::kUnicodeStart, length);
  q->end = clamped_field(t, exception, field::kUnicodeEnd, length);
  if (q->end < q->start) q->end = q->start;
  return true;
}

Ref answer_with(Thread& t, Ref text, u64 position) {
  return text ? make_tuple(t, text, Value::small_int(static_cast<i64>(position))) : Ref();
}
Error give_up(Thread& t, Value exception) { return raise_error(t, exception); }

Ref strict_errors(Thread& t, Value exception) {
  if (!is_exception(exception)) return raise_type_error(t, "codec must pass exception instance");
  return give_up(t, exception);
}

Ref ignore_errors(Thread& t, Value exception) {
  Question q;
  if (!read_question(t, exception, &q)) return Ref();
  return answer_with(t, Ref::share(t, empty_str()), q.end);
}

Ref replace_errors(Thread& t, Value exception) {
  Question q;
  if (!read_question(t, exception, &q)) return Ref();
  StrBuilder out(t);
  if (q.kind == ErrorKind::kDecode) out.append(U'\uFFFD');
  else out.text().append_repeated(q.kind == ErrorKind::kEncode ? U'?' : U'\uFFFD', q.end - q.start);
  return answer_with(t, out.finish(), q.end);
}

// backslashreplace and xmlcharrefreplace: replace characters as the policy of the kernels does.
Ref escape_characters(Thread& t, const Question& q, text::ErrorPolicy policy) {
  StrBuilder out(t);
  for (u64 i = q.start; i < q.end; ++i) {
    text::handle_unencodable(as_str(q.object)->at(i), policy, [&](char c) { out.append(static_cast<char32_t>(c)); });
  }
  return answer_with(t, out.finish(), q.end);
}

Ref xmlcharrefreplace_errors(Thread& t, Value exception) {
  Question q;
  if (!read_question(t, exception, &q)) return Ref();
  if (q.kind != ErrorKind::kEncode) return wrong_exception(t, exception);
  return escape_characters(t, q, text::ErrorPolicy::kXmlCharRefReplace);
}

Ref backslashreplace_errors(Thread& t, Value exception) {
  Question q;
  if (!read_question(t, exception, &q)) return Ref();
  if (q.kind != ErrorKind::kDecode) return escape_characters(t, q, text::ErrorPolicy::kBackslashReplace);
  text::UcsBuilder out;
  text::handle_undecodable(q.object.as<Bytes>()->data() + q.start, q.end - q.start,
                           text::ErrorPolicy::kBackslashReplace, out);
  return answer_with(t, finish_str(t, out), q.end);
}

Ref namereplace_errors(Thread& t, Value exception) {
  Question q;
  if (!read_question(t, exception, &q)) return Ref();
  if (q.kind != ErrorKind::kEncode) return wrong_exception(t, exception);
  StrBuilder out(t);
  for (u64 i = q.start; i < q.end; ++i) {
    char32_t c = as_str(q.object)->at(i);
    std::string name;
    if (text::append_char_name(c, name)) {
      out.append_ascii("\\N{");
      out.append_ascii(name);
      out.append(U'}');
    } else {
      text::handle_unencodable(c, text::ErrorPolicy::kBackslashReplace,
                               [&](char e) { out.append(static_cast<char32_t>(e)); });
    }
  }
  return answer_with(t, out.finish(), q.end);
}

Ref surrogateescape_errors(Thread& t, Value exception) {
  Question q;
  if (!read_question(t, exception, &q)) return Ref();
  if (q.kind == ErrorKind::kTranslate) return wrong_exception(t, exception);
  if (q.kind == ErrorKind::kEncode) {
    text::ByteBuilder out;
    for (u64 i = q.start; i < q.end; ++i) {
      char32_t c = as_str(q.object)->at(i);
      if (c < 0xDC80 || c > 0xDCFF) return give_up(t, exception);
      out.append(static_cast<u8>(c - 0xDC00));
    }
    return answer_with(t, make_bytes(t, out.text()), q.end);
  }
  StrBuilder out(t);
  u64 at = q.start;
  for (; at < q.end && at < q.start + 4; ++at) {
    u8 byte = q.object.as<Bytes>()->data()[at];
    if (byte < 0x80) break;
    out.append(static_cast<char32_t>(0xDC00 + byte));
  }
  if (at == q.start) return give_up(t, exception);
  return answer_with(t, out.finish(), at);
}

// ---- surrogatepass: depends on the form of a surrogate in the encoding

NativeCodec unicode_form(Thread& t, const Question& q) {
  if (!q.encoding || !is_str(q.encoding)) return NativeCodec::kNone;
  Utf8 name(t, q.encoding);
  if (!name.ok()) {
    clear_error(t);
    return NativeCodec::kNone;
  }
  char last = name.view().empty() ? ' ' : name.view().back();
  bool complete = (last >= '0' && last <= '9') || ((last | 0x20) >= 'a' && (last | 0x20) <= 'z');
  if (!complete) return NativeCodec::kNone;  // "utf-16-" has no byte order
  return find_native_codec(name.view());
}

// The size of a code unit in bytes, and the byte order. 0 bytes: the encoding is no form of Unicode.
struct UnitForm {
  u32 bytes = 0;
  bool big = false;
};
UnitForm unit_form(NativeCodec codec) {
  switch (codec) {
    case NativeCodec::kUtf8: return {3, false};
    case NativeCodec::kUtf16:
    case NativeCodec::kUtf16Le: return {2, false};
    case NativeCodec::kUtf16Be: return {2, true};
    case NativeCodec::kUtf32:
    case NativeCodec::kUtf32Le: return {4, false};
    case NativeCodec::kUtf32Be: return {4, true};
    default: return {};
  }
}

void put_surrogate(text::ByteBuilder& out, char32_t c, UnitForm form) {
  u8 bytes[4];
  if (form.bytes == 3) {
    out.append(bytes, text::utf8_put(c, bytes));
    return;
  }
  for (u32 i = 0; i < form.bytes; ++i) {
    u32 place = form.big ? form.bytes - 1 - i : i;
    out.append(static_cast<u8>(place < 2 ? c >> (8 * place) : 0));
  }
}

// The surrogate at the beginning of the bytes; 0: there is none.
char32_t read_surrogate(const u8* bytes, u64 size, UnitForm form) {
  if (size < form.bytes) return 0;
  char32_t c = 0;
  if (form.bytes == 3) {
    if ((bytes[0] & 0xF0) != 0xE0 || (bytes[1] & 0xC0) != 0x80 || (bytes[2] & 0xC0) != 0x80) return 0;
    c = static_cast<char32_t>((bytes[0] & 0x0F) << 12 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F));
  } else {
    for (u32 i = 0; i < form.bytes; ++i)
      c |= static_cast<char32_t>(bytes[i]) << (8 * (form.big ? form.bytes - 1 - i : i));
  }
  return text::is_surrogate(c) ? c : 0;
}

Ref surrogatepass_errors(Thread& t, Value exception) {
  Question q;
  if (!read_question(t, exception, &q)) return Ref();
  if (q.kind == ErrorKind::kTranslate) return wrong_exception(t, exception);
  UnitForm form = unit_form(unicode_form(t, q));
  if (form.bytes == 0) return give_up(t, exception);
  if (q.kind == ErrorKind::kEncode) {
    text::ByteBuilder out;
    for (u64 i = q.start; i < q.end; ++i) {
      char32_t c = as_str(q.object)->at(i);
      if (!text::is_surrogate(c)) return give_up(t, exception);
      put_surrogate(out, c, form);
    }
    return answer_with(t, make_bytes(t, out.text()), q.end);
  }
  Bytes* bytes = q.object.as<Bytes>();
  char32_t c = read_surrogate(bytes->data() + q.start, bytes->length - q.start, form);
  if (!c) return give_up(t, exception);
  return answer_with(t, make_char(t, c), q.start + form.bytes);
}

}  // namespace

const MethodDef kErrorHandlers[] = {
    {"strict", strict_errors, "(exception, /)",
     "Implements the 'strict' error handling, which raises a UnicodeError on coding errors."},
    {"ignore", ignore_errors, "(exception, /)",
     "Implements the 'ignore' error handling, which ignores malformed data and continues."},
    {"replace", replace_errors, "(exception, /)",
     "Implements the 'replace' error handling, which replaces malformed data with a replacement marker."},
    {"xmlcharrefreplace", xmlcharrefreplace_errors, "(exception, /)",
     "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate "
     "XML character reference."},
    {"backslashreplace", backslashreplace_errors, "(exception, /)",
     "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape "
     "sequence."},
    {"namereplace", namereplace_errors, "(exception, /)",
     "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape "
     "sequence."},
    {"surrogatepass", surrogatepass_errors, "(exception, /)", nullptr},
    {"surrogateescape", surrogateescape_errors, "(exception, /)", nullptr},
    {},
};

}  // namespace rt
