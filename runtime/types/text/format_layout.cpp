// Connects the format kernel of runtime/num with str: parses a specifier of any kind, raises the kernel's errors, and
// makes a str from a layout.
#include "runtime/types/text/format_layout.h"

#include <cstring>

#include "runtime/text/builder.h"
#include "runtime/text/short_copy.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

num::FormatError parse_units(text::StrView view, num::FormatSpec* out) {
  if (view.kind == 1) return num::parse_format_spec<u8>({view.units1(), view.length}, true, *out);
  if (view.kind == 2) return num::parse_format_spec<u16>({view.units2(), view.length}, true, *out);
  return num::parse_format_spec<char32_t>({view.units4(), view.length}, true, *out);
}

}  // namespace

bool parse_number_spec(Thread& t, Value self, Value spec, num::FormatSpec* out) {
  if (!is_str(spec)) return raise_type_error(t, "__format__() argument must be str, not %A", spec);
  num::FormatError error = parse_units(str_view(spec), out);
  return !error || bool(raise_format_error(t, error, self, spec));
}

Ref raise_format_error(Thread& t, const num::FormatError& error, Value self, Value spec) {
  if (error.code == num::FormatErrorCode::kNoMemory) return raise_memory_error(t);
  bool overflow =
      error.code == num::FormatErrorCode::kCharOutOfRange || error.code == num::FormatErrorCode::kCharTooLarge;
  Ref message = make_str(t, num::format_error_message(error, to_wtf8(spec), type_name(self)));
  return message ? Ref(raise_value(t, overflow ? kOverflowErrorType : kValueErrorType, message)) : Ref();
}

namespace {

u8* put(u8* to, std::string_view text) {
  text::copy_bytes(to, text.data(), text.size());
  return to + text.size();
}
u8* put_fill(u8* to, char32_t fill, size_t count) {
  std::memset(to, static_cast<int>(fill), count);
  return to + count;
}

}  // namespace

Ref make_str(Thread& t, const num::Layout& layout) {
  if (layout.fill < 0x80 && !layout.is_char && layout.length() > 1) [[likely]] {
    Ref result = make_str_uninitialised(t, layout.length(), 1, true);
    if (!result) return result;
    u8* to = put(put_fill(as_str(result)->data(), layout.fill, layout.before), layout.head);
    put_fill(put(put_fill(to, layout.fill, layout.between), layout.body.text()), layout.fill, layout.after);
    return result;
  }
  text::UcsBuilder out(layout.length());
  out.append_repeated(layout.fill, layout.before);
  out.append_ascii(layout.head);
  out.append_repeated(layout.fill, layout.between);
  if (layout.is_char) out.append(layout.character);
  else out.append_ascii(layout.body.text());
  out.append_repeated(layout.fill, layout.after);
  if (!out.ok()) return raise_memory_error(t);
  return make_str(t, out.view());
}

}  // namespace rt
