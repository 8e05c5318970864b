// JSON string literals, in both directions.
#include "runtime/library/formats/json.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/long_loops.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/ascii.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::json {

Error raise_decode_error_py(Thread& t, const char* message, Value document, u64 position) {
  Ref decoder = import_module_py(t, "json.decoder");
  Ref type = decoder ? getattr_py(t, decoder, "JSONDecodeError") : Ref();
  Ref text = type ? make_str_ascii(t, message) : Ref();
  Ref error = text ? call_py(t, type, text, document, Value::small_int(static_cast<i64>(position))) : Ref();
  return error ? raise_error(t, error) : Error();
}

// ---- reading

namespace {

// The value of the four hexadecimal digits at `i`; -1: they are no such digits.
i64 hex_escape(const text::StrView& view, u64 i) {
  i64 value = 0;
  for (u64 k = i; k < i + 4; ++k) {
    int digit = text::hex_digit(view.at(k));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

u32 simple_escape(u32 c) {
  switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
  }
}

// The first index from `i` on of a quote, a backslash or (if `strict`) a control character; the length if there is
// none.
u64 plain_end(const text::StrView& view, u64 i, bool strict) {
  return text::with_kind(view, [&](auto* units) {
    u64 k = i;
    while (k < view.length && units[k] != '"' && units[k] != '\\' && !(strict && units[k] < 0x20)) ++k;
    return k;
  });
}

// Decodes the escape whose backslash is at `i`. Returns the index behind it; 0: an error is pending.
u64 read_escape_py(Thread& t, Value document, const text::StrView& view, u64 i, u64 begin, u32* out) {
  u64 n = view.length, next = i + 1;
  if (next == n) return raise_decode_error_py(t, "Unterminated string starting at", document, begin), u64{0};
  if (view.at(next) != 'u') {
    *out = simple_escape(view.at(next));
    if (!*out) return raise_decode_error_py(t, "Invalid \\escape", document, i), u64{0};
    return next + 1;
  }
  u64 end = ++next + 4;
  i64 c = end <= n ? hex_escape(view, next) : -1;
  if (c < 0) return raise_decode_error_py(t, "Invalid \\uXXXX escape", document, next - 1), u64{0};
  *out = static_cast<u32>(c);
  if (!text::is_high_surrogate(*out) || end + 6 > n || view.at(end) != '\\' || view.at(end + 1) != 'u') return end;
  i64 low = hex_escape(view, end + 2);
  if (low < 0) return raise_decode_error_py(t, "Invalid \\uXXXX escape", document, end + 1), u64{0};
  if (!text::is_low_surrogate(static_cast<u32>(low))) return end;
  *out = text::join_surrogates(*out, static_cast<u32>(low));
  return end + 6;
}

// Reads a literal in which the first escape is at `i`.
Ref scan_with_escapes_py(Thread& t, Value document, u64 begin, u64 i, bool strict, u64* end) {
  text::StrView view = str_view(document);
  text::UcsBuilder out;
  out.append(view, begin, i - begin);
  for (;;) {
    if (i == view.length) return raise_decode_error_py(t, "Unterminated string starting at", document, begin - 1);
    u32 c = view.at(i);
    if (c == '"') break;
    if (c != '\\') return raise_decode_error_py(t, "Invalid control character at", document, i);
    i = read_escape_py(t, document, view, i, begin - 1, &c);
    if (i == 0) return Ref();
    out.append(c);
    u64 stop = plain_end(view, i, strict);
    out.append(view, i, stop - i);
    i = stop;
  }
  *end = i + 1;
  return finish_str(t, out);
}

}  // namespace

Ref scan_string_py(Thread& t, Value document, u64 begin, bool strict, u64* end) {
  text::StrView view = str_view(document);
  if (begin > view.length) return raise_value_error(t, "end is out of bounds");
  u64 i = plain_end(view, begin, strict);
  if (i == view.length || view.at(i) != '"') return scan_with_escapes_py(t, document, begin, i, strict, end);
  *end = i + 1;
  return str_substring(t, document, static_cast<i64>(begin), static_cast<i64>(i));
}

Ref scanstring(Thread& t, Value string, Value end, Value strict) {
  i64 begin;
  int is_strict = truth_py(t, strict);
  if (is_strict < 0 || !size_argument_py(t, end, &begin)) return Ref();
  if (!is_str(string)) return raise_type_error(t, "first argument must be a string, not %T", string);
  if (begin < 0 || static_cast<u64>(begin) > str_view(string).length)
    return raise_value_error(t, "end is out of bounds");
  u64 behind;
  Ref text = scan_string_py(t, string, static_cast<u64>(begin), is_strict, &behind);
  Ref index = text ? make_int(t, static_cast<i64>(behind)) : Ref();
  return index ? make_tuple(t, text, index) : Ref();
}

// ---- writing

namespace {

void append_hex_escape(text::UcsBuilder& out, u32 unit) {
  using text::kHexDigits;
  char escape[] = {'\\',
                   'u',
                   kHexDigits[unit >> 12 & 15],
                   kHexDigits[unit >> 8 & 15],
                   kHexDigits[unit >> 4 & 15],
                   kHexDigits[unit & 15]};
  out.append_ascii({escape, sizeof escape});
}

void append_escape(text::UcsBuilder& out, u32 c) {
  switch (c) {
    case '"': return out.append_ascii("\\\"");
    case '\\': return out.append_ascii("\\\\");
    case '\b': return out.append_ascii("\\b");
    case '\f': return out.append_ascii("\\f");
    case '\n': return out.append_ascii("\\n");
    case '\r': return out.append_ascii("\\r");
    case '\t': return out.append_ascii("\\t");
    default: break;
  }
  if (c < 0x10000) return append_hex_escape(out, c);
  append_hex_escape(out, 0xD800 + ((c - 0x10000) >> 10));
  append_hex_escape(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
}

Ref encode(Thread& t, Value string, bool ascii_only) {
  if (!is_str(string)) return raise_type_error(t, "first argument must be a string, not %T", string);
  text::UcsBuilder out;
  {
    BesideOthers scope(t, as_str(string)->length, {string});
    append_literal(out, str_view(string), ascii_only);
  }
  return finish_str(t, out);
}

}  // namespace

void append_literal(text::UcsBuilder& out, const text::StrView& view, bool ascii_only) {
  out.append(U'"');
  text::with_kind(view, [&](auto* units) {
    u64 start = 0;
    for (u64 i = 0; i < view.length; ++i) {
      u32 c = units[i];
      if (c >= 0x20 && c != '"' && c != '\\' && (!ascii_only || c < 0x7F)) [[likely]]
        continue;
      if (i > start) out.append(view, start, i - start);
      append_escape(out, c);
      start = i + 1;
    }
    if (view.length > start) out.append(view, start, view.length - start);
  });
  out.append(U'"');
}

Ref encode_basestring(Thread& t, Value string) { return encode(t, string, false); }
Ref encode_basestring_ascii(Thread& t, Value string) { return encode(t, string, true); }

}  // namespace rt::json
