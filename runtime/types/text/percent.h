// %-formatting, the part that str and bytes share: directives, the order of arguments, numbers. What a kind of text
// does in its own way is in its dialect.
#pragma once

#include "runtime/object/error.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt {

// "%(key)-+ #0width.precisionX", taken apart.
struct PercentDirective {
  bool left = false, plus = false, space = false, alternate = false, zero = false;
  i64 width = 0;
  i64 precision = -1;  // -1: none given
  char32_t conversion = 0;
  size_t position = 0;  // of the conversion character, for messages
};

struct PercentDialect {
  // %s, %r, %a and what else is text: the whole text goes to `out`. *handled false: no such conversion.
  bool (*text_py)(Thread& t, char32_t conversion, Value v, text::UcsBuilder& out, bool* handled);
  // %c. False: an error is pending.
  bool (*character_py)(Thread& t, Value v, text::UcsBuilder& out);
  // The key of "%(key)s" as what the mapping is asked for.
  Ref (*key)(Thread& t, const text::StrView& text);
  bool (*is_text)(Value v);     // such arguments are never taken for a mapping
  bool takes_str;               // %s of a str is its text
  const char* float_complaint;  // TypeError for what is no number, with one %T
  const char* too_many;         // TypeError for arguments that are left over
};

// Appends the formatted text. `format` may be of any kind; bytes are Latin-1. False: an error is pending.
bool percent_format_py(Thread& t, const PercentDialect& dialect, const text::StrView& format, Value args,
                       text::UcsBuilder& out);

}  // namespace rt
