// str % args.
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/percent.h"
#include "runtime/types/text/str_builder.h"

namespace rt {

namespace {

bool text_py(Thread& t, char32_t conversion, Value v, text::UcsBuilder& out, bool* handled, PercentComplaint*) {
  Ref text;
  switch (conversion) {
    case 's': text = str_py(t, v); break;
    case 'r': text = repr_py(t, v); break;
    case 'a': text = ascii_py(t, v); break;
    default: *handled = false; return true;
  }
  if (text) out.append(str_view(text));
  return bool(text);
}

bool no_character(Thread& t, Value v, PercentComplaint* complaint) {
  constexpr const char* kWanted = "%c requires an integer or a unicode character, not ";
  Ref given = percent_type_name(t, v);
  Ref text = !given                  ? Ref()
             : !percent_tells_more() ? format_message(t, "%%c requires int or char")
             : is_str(v)             ? format_message(t, "%sa string of length %zu", kWanted, as_str(v)->length)
                                     : format_message(t, "%s%S", kWanted, given.get());
  *complaint = {kTypeErrorType, std::move(text)};
  return false;
}

bool character_py(Thread& t, Value v, text::UcsBuilder& out, PercentComplaint* complaint) {
  if (is_str(v) && as_str(v)->length == 1) {
    out.append(as_str(v)->at(0));
    return true;
  }
  if (is_str(v) || (!is_int(v) && !type_of(v)->slots.index)) return no_character(t, v, complaint);
  i64 code;
  if (!index_i64_py(t, v, &code, nullptr)) {
    if (!percent_tells_more() || !error_is(t, kTypeErrorType)) return false;
    clear_error(t);
    return no_character(t, v, complaint);
  }
  if (code < 0 || code > static_cast<i64>(text::kMaxCodePoint)) {
    *complaint = {kOverflowErrorType,
                  format_message(t, "%%c %s not in range(0x110000)", percent_tells_more() ? "argument" : "arg")};
    return false;
  }
  out.append(static_cast<char32_t>(code));
  return true;
}

Ref key(Thread& t, const text::StrView& text) { return make_str(t, text); }

constexpr PercentDialect kDialect = {
    .text_py = text_py,
    .character_py = character_py,
    .key = key,
    .is_text = is_str,
    .takes_str = true,
    .float_complaint = "must be real number, not %S",
    .kind = "string",
};

}  // namespace

Ref str_percent_py(Thread& t, Value format, Value args) {
  text::UcsBuilder out(as_str(format)->length + 32);
  if (!percent_format_py(t, kDialect, str_view(format), args, out)) return Ref();
  return finish_str(t, out);
}

}  // namespace rt
