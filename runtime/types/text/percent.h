// %-formatting for str and bytes: directives, the order of arguments, numbers. The differences between the two are in
// their dialects.
#pragma once

#include "runtime/object/error.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt {

// The parts of a directive "%(key)-+ #0width.precisionX".
struct PercentDirective {
  bool named = false;  // it has a key
  bool left = false, plus = false, space = false, alternate = false, zero = false;
  i64 width = 0;
  i64 precision = -1;  // -1: none given
  char32_t conversion = 0;
  size_t position = 0;  // of the conversion character, for messages
};

// What is wrong with an argument. The caller puts in front of the text which argument it is.
struct PercentComplaint {
  Type* type = nullptr;
  Ref text;  // empty: it is another error, which is pending
};

// The messages of Python 3.15 tell more than those before.
inline bool percent_tells_more() { return library_minor() >= 15; }
// The class of `v` as a message names it: since 3.15 with its module. Empty: an error is pending.
Ref percent_type_name(Thread& t, Value v);

struct PercentDialect {
  // The conversions %s, %r, %a and others that yield text: appends the whole text to `out`. *handled false: the dialect
  // has no such conversion. False: an error is pending, or *complaint is filled.
  bool (*text_py)(Thread& t, char32_t conversion, Value v, text::UcsBuilder& out, bool* handled,
                  PercentComplaint* complaint);
  // %c. False: an error is pending, or *complaint is filled.
  bool (*character_py)(Thread& t, Value v, text::UcsBuilder& out, PercentComplaint* complaint);
  // The object by which the mapping is subscripted for "%(key)s".
  Ref (*key)(Thread& t, const text::StrView& text);
  bool (*is_text)(Value v);     // true: the argument is text and never taken for a mapping
  bool takes_str;               // %s of a str is its text
  const char* float_complaint;  // TypeError for a value that is no number, with one %S for its class
  const char* kind;             // "string" or "bytes", in messages
};

// Appends the formatted text. `format` may be of any kind; bytes are Latin-1. False: an error is pending.
bool percent_format_py(Thread& t, const PercentDialect& dialect, const text::StrView& format, Value args,
                       text::UcsBuilder& out);

}  // namespace rt
