// Methods of str: case conversion, the is*() tests, padding.
#include "runtime/text/case.h"

#include "runtime/object/long_loops.h"
#include "runtime/text/strip.h"
#include "runtime/types/text/str_builder.h"
#include "runtime/types/text/str_methods.h"

namespace rt::str {

namespace {

using AsciiFn = void (*)(const u8* in, size_t size, u8* out);
using TextFn = void (*)(const text::StrView& text, text::UcsBuilder& out);

// Converts the case. ASCII text stays ASCII with the same length, so it is written directly into the result.
Ref convert(Thread& t, Value self, AsciiFn ascii, TextFn any) {
  Str* s = as_str(self);
  if (s->ascii) {
    Ref result = make_str_uninitialised(t, s->length, 1, true);
    BesideOthers scope(t, s->length, {self, result});
    if (result && s->length) ascii(s->data(), s->length, as_str(result)->data());
    return result;
  }
  text::UcsBuilder out(s->length);
  {
    BesideOthers scope(t, s->length, {self});
    any(s->view(), out);
  }
  return finish_str(t, out);
}

// Asks something of all characters.
Ref ask(Thread& t, Value self, bool (*question)(const text::StrView& text)) {
  BesideOthers scope(t, as_str(self)->length, {self});
  return bool_ref(question(str_view(self)));
}

bool fill_char(Thread& t, Value v, char32_t* out) {
  if (!v) {
    *out = ' ';
    return true;
  }
  if (!is_str(v)) return raise_type_error(t, "The fill character must be a unicode character, not %T", v);
  if (as_str(v)->length != 1) return raise_type_error(t, "The fill character must be exactly one character long");
  *out = as_str(v)->at(0);
  return true;
}

// Pads to a width. left_part(length, width): the number of fill characters on the left side.
template <class F>
Ref pad_to_py(Thread& t, Value self, Value width, Value fillchar, F&& left_part) {
  i64 wanted;
  char32_t fill;
  if (!index_i64_py(t, width, &wanted, kOverflowErrorType) || !fill_char(t, fillchar, &fill)) return Ref();
  i64 length = static_cast<i64>(as_str(self)->length);
  if (wanted <= length) return exact_str(t, self);
  size_t missing = static_cast<size_t>(wanted - length);
  size_t left = left_part(static_cast<size_t>(length), static_cast<size_t>(wanted));
  text::UcsBuilder out(static_cast<size_t>(wanted));
  text::pad(str_view(self), left, missing - left, fill, out);
  return finish_str(t, out);
}

}  // namespace

Ref lower(Thread& t, Value self) { return convert(t, self, text::ascii_lower, text::to_lower); }
Ref upper(Thread& t, Value self) { return convert(t, self, text::ascii_upper, text::to_upper); }
Ref title(Thread& t, Value self) { return convert(t, self, text::ascii_title, text::to_title); }
Ref casefold(Thread& t, Value self) { return convert(t, self, text::ascii_lower, text::to_casefold); }
Ref capitalize(Thread& t, Value self) { return convert(t, self, text::ascii_capitalize, text::to_capitalized); }
Ref swapcase(Thread& t, Value self) { return convert(t, self, text::ascii_swapcase, text::swap_case); }

Ref isalnum(Thread& t, Value self) { return ask(t, self, text::all_alnum); }
Ref isalpha(Thread& t, Value self) { return ask(t, self, text::all_alpha); }
Ref isascii(Thread&, Value self) { return bool_ref(as_str(self)->ascii); }
Ref isdecimal(Thread& t, Value self) { return ask(t, self, text::all_decimal); }
Ref isdigit(Thread& t, Value self) { return ask(t, self, text::all_digit); }
Ref isidentifier(Thread& t, Value self) { return ask(t, self, text::is_identifier); }
Ref islower(Thread& t, Value self) { return ask(t, self, text::all_lower); }
Ref isnumeric(Thread& t, Value self) { return ask(t, self, text::all_numeric); }
Ref isprintable(Thread& t, Value self) { return ask(t, self, text::all_printable); }
Ref isspace(Thread& t, Value self) { return ask(t, self, text::all_space); }
Ref istitle(Thread& t, Value self) { return ask(t, self, text::all_title); }
Ref isupper(Thread& t, Value self) { return ask(t, self, text::all_upper); }

Ref center(Thread& t, Value self, Value width, Value fillchar) {
  return pad_to_py(t, self, width, fillchar, text::center_left);
}
Ref ljust(Thread& t, Value self, Value width, Value fillchar) {
  return pad_to_py(t, self, width, fillchar, [](size_t, size_t) { return size_t{0}; });
}
Ref rjust(Thread& t, Value self, Value width, Value fillchar) {
  return pad_to_py(t, self, width, fillchar, [](size_t length, size_t wanted) { return wanted - length; });
}

Ref zfill(Thread& t, Value self, Value width) {
  i64 wanted;
  if (!index_i64_py(t, width, &wanted, kOverflowErrorType)) return Ref();
  if (wanted <= static_cast<i64>(as_str(self)->length)) return exact_str(t, self);
  text::UcsBuilder out(static_cast<size_t>(wanted));
  text::zfill(str_view(self), static_cast<size_t>(wanted), out);
  return finish_str(t, out);
}

Ref expandtabs(Thread& t, Value self, Value tabsize) {
  i64 size;
  if (!index_i64_py(t, tabsize, &size, kOverflowErrorType)) return Ref();
  if (size > INT32_MAX || size < INT32_MIN) return raise_overflow_error(t, "Python int too large to convert to C int");
  text::UcsBuilder out(as_str(self)->length);
  {
    BesideOthers scope(t, as_str(self)->length, {self});
    text::expand_tabs(str_view(self), size < 0 ? 0 : static_cast<size_t>(size), out);
  }
  return finish_str(t, out);
}

}  // namespace rt::str
