// %-formatting for str and bytes: directives, the order of arguments, numbers. The differences between the two are in
// their dialects.
#pragma once

#include "runtime/object/error.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt {

// The parts of a directive "%(key)-+ #0width.precisionX".
struct PercentDirective {
  bool left = false, plus = false, space = false, alternate = false, zero = false;
  i64 width = 0;
  i64 precision = -1;  // -1: none given
  char32_t conversion = 0;
  size_t position = 0;  // of the conversion character, for messages
};

struct PercentDialect {
  // The conversions %s, %r, %a and others that yield text: appends the whole text to `out`. *handled false: the dialect
  // has no such conversion. False: an error is pending.
  bool (*text_py)(Thread& t, char32_t conversion, Value v, text::UcsBuilder& out, bool* handled);
  // %c. False: an error is pending.
  bool (*character_py)(Thread& t, Value v, text::UcsBuilder& out);
  // The object by which the mapping is subscripted for "%(key)s".
  Ref (*key)(Thread& t, const text::StrView& text);
  bool (*is_text)(Value v);     // true: the argument is text and never taken for a mapping
  bool takes_str;               // %s of a str is its text
  const char* float_complaint;  // TypeError for a value that is no number, with one %T
  const char* too_many;         // TypeError for arguments that are not used
};

// Appends the formatted text. `format` may be of any kind; bytes are Latin-1. False: an error is pending.
bool percent_format_py(Thread& t, const PercentDialect& dialect, const text::StrView& format, Value args,
                       text::UcsBuilder& out);

}  // namespace rt
