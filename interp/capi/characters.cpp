// Properties of characters (runtime/text/unicode.h). They look at no object, so the caller need not be attached.
#include "interp/capi/capi.h"
#include "runtime/text/unicode.h"

namespace text = rt::text;

int _PyUnicode_IsLowercase(Py_UCS4 c) { return text::is_lower(c); }
int _PyUnicode_IsUppercase(Py_UCS4 c) { return text::is_upper(c); }
int _PyUnicode_IsTitlecase(Py_UCS4 c) { return text::category(c) == "Lt"; }
int _PyUnicode_IsWhitespace(Py_UCS4 c) { return text::is_space(c); }
int _PyUnicode_IsLinebreak(Py_UCS4 c) { return text::is_line_break(c); }
int _PyUnicode_IsDecimalDigit(Py_UCS4 c) { return text::is_decimal(c); }
int _PyUnicode_IsDigit(Py_UCS4 c) { return text::is_digit(c); }
int _PyUnicode_IsNumeric(Py_UCS4 c) { return text::is_numeric(c); }
int _PyUnicode_IsPrintable(Py_UCS4 c) { return text::is_printable(c); }
int _PyUnicode_IsAlpha(Py_UCS4 c) { return text::is_alpha(c); }

// The first character of a mapping: as in CPython, that of the full one.
static Py_UCS4 first_of(std::size_t (*mapping)(char32_t, char32_t[3]), Py_UCS4 c) {
  char32_t mapped[3];
  mapping(c, mapped);
  return mapped[0];
}
Py_UCS4 _PyUnicode_ToLowercase(Py_UCS4 c) { return first_of(text::full_lower, c); }
Py_UCS4 _PyUnicode_ToUppercase(Py_UCS4 c) { return first_of(text::full_upper, c); }
Py_UCS4 _PyUnicode_ToTitlecase(Py_UCS4 c) { return first_of(text::full_title, c); }

// -1: the character has no such value.
int _PyUnicode_ToDecimalDigit(Py_UCS4 c) { return text::decimal_value(c); }
int _PyUnicode_ToDigit(Py_UCS4 c) { return text::digit_value(c); }
double _PyUnicode_ToNumeric(Py_UCS4 c) { return text::numeric_value(c).value_or(-1); }
