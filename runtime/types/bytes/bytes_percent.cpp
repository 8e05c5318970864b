// bytes % args (PEP 461): the dialect of %-formatting for bytes and bytearray. percent.cpp formats text, so bytes are
// passed as Latin-1 characters.
#include "runtime/object/names.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/percent.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

bool append_buffer(Thread& t, Value v, text::UcsBuilder& out) {
  ByteView view(t, v);
  if (view) out.append_latin1(view.data(), view.size());
  return bool(view);
}

// %b: appends a bytes-like object, or the result of __bytes__.
bool bytes_py(Thread& t, Value v, text::UcsBuilder& out, PercentComplaint* complaint) {
  if (is_bytes(v) || is_bytearray(v)) return append_buffer(t, v, out);
  Ref converted = call_dunder_bytes_py(t, v);
  if (converted || error_pending(t)) return converted && append_buffer(t, converted, out);
  if (type_of(v)->slots.get_buffer) {
    Ref contents = bytes_from_value_py(t, v);  // copies the items in order, even if they are not contiguous
    return contents && append_buffer(t, contents, out);
  }
  const char* quote = percent_tells_more() ? "" : "'";
  Ref given = percent_type_name(t, v);
  if (!given) return false;
  *complaint = {kTypeErrorType, format_message(t,
                                               "%%b requires a bytes-like object, or an object that implements "
                                               "__bytes__, not %s%S%s",
                                               quote, given.get(), quote)};
  return false;
}

bool text_py(Thread& t, char32_t conversion, Value v, text::UcsBuilder& out, bool* handled,
             PercentComplaint* complaint) {
  switch (conversion) {
    case 'b':
    case 's': return bytes_py(t, v, out, complaint);
    case 'r':
    case 'a': {
      Ref text = ascii_py(t, v);
      if (text) out.append(str_view(text));
      return bool(text);
    }
    default: *handled = false; return true;
  }
}

bool no_byte(Thread& t, Value v, i64 length, PercentComplaint* complaint) {
  constexpr const char* kWanted = "%c requires an integer in range(256) or a single byte";
  Ref given = percent_type_name(t, v);
  Ref text = !given                  ? Ref()
             : !percent_tells_more() ? format_message(t, "%s", kWanted)
             : length >= 0           ? format_message(t, "%s, not a %s object of length %lld", kWanted,
                                            is_bytes(v) ? "bytes" : "bytearray", static_cast<long long>(length))
                                     : format_message(t, "%s, not %S", kWanted, given.get());
  *complaint = {kTypeErrorType, std::move(text)};
  return false;
}

bool character_py(Thread& t, Value v, text::UcsBuilder& out, PercentComplaint* complaint) {
  if (is_bytes(v) || is_bytearray(v)) {
    i64 length = len_py(t, v);
    return length == 1 ? append_buffer(t, v, out) : length >= 0 && no_byte(t, v, length, complaint);
  }
  if (!is_int(v) && !type_of(v)->slots.index) return no_byte(t, v, -1, complaint);
  i64 code;
  if (!index_i64_py(t, v, &code, nullptr)) return false;
  if (code < 0 || code > 255) {
    *complaint = {kOverflowErrorType,
                  format_message(t, "%%c %s not in range(256)", percent_tells_more() ? "argument" : "arg")};
    return false;
  }
  out.append(static_cast<char32_t>(code));
  return true;
}

Ref key(Thread& t, const text::StrView& text) { return make_bytes(t, as_chars(text.units1(), text.length)); }
bool is_text(Value v) { return is_str(v) || is_bytes(v) || is_bytearray(v); }

constexpr PercentDialect kDialect = {
    .text_py = text_py,
    .character_py = character_py,
    .key = key,
    .is_text = is_text,
    .takes_str = false,
    .float_complaint = "float argument required, not %S",
    .kind = "bytes",
};

}  // namespace

Ref bytes_percent_py(Thread& t, Value format, Value args) {
  ByteView view(t, format);
  if (!view) return Ref();
  text::UcsBuilder out(view.size() + 32);
  if (!percent_format_py(t, kDialect, view.text(), args, out)) return Ref();
  if (!out.ok()) return raise_memory_error(t);
  return make_like(t, format, as_chars(out.view().units1(), out.length()));
}

}  // namespace rt
