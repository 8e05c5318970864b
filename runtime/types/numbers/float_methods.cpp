// The methods of float.
#include <cmath>

#include "runtime/num/float_text.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float_parts.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/format_layout.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Ref float_conjugate(Thread& t, Value self) { return exact_float(t, self); }
Ref float_is_integer(Thread&, Value self) { return bool_ref(num::is_integer(float_value(self))); }
Ref float_trunc(Thread& t, Value self) { return int_from_double(t, float_value(self)); }
Ref float_floor(Thread& t, Value self) { return int_from_double(t, std::floor(float_value(self))); }
Ref float_ceil(Thread& t, Value self) { return int_from_double(t, std::ceil(float_value(self))); }

Ref float_as_integer_ratio(Thread& t, Value self) {
  double d = float_value(self);
  if (std::isnan(d)) return raise_value_error(t, "cannot convert NaN to integer ratio");
  if (std::isinf(d)) return raise_overflow_error(t, "cannot convert Infinity to integer ratio");
  num::IntegerRatio ratio = num::as_integer_ratio(d);
  Ref numerator = make_int(t, std::move(ratio.numerator));
  Ref denominator = numerator ? make_int(t, std::move(ratio.denominator)) : Ref();
  return denominator ? make_tuple(t, numerator, denominator) : Ref();
}

Ref float_hex(Thread& t, Value self) {
  char text[num::kMaxFloatRepr];
  return make_str_ascii(t, {text, num::write_float_hex(float_value(self), text)});
}

Ref float_fromhex(Thread& t, Value type, Value string) {
  if (!is_str(string)) return raise_type_error(t, "bad argument type for built-in operation");
  Utf8 text(t, string);
  if (!text.ok()) return Ref();
  num::HexFloat parsed = num::parse_float_hex(text.view());
  if (parsed.status == num::HexFloatStatus::kInvalid)
    return raise_value_error(t, "invalid hexadecimal floating-point string");
  if (parsed.status == num::HexFloatStatus::kOverflow) {
    return raise_overflow_error(t, "hexadecimal value too large to represent as a float");
  }
  Ref value = make_float(t, parsed.value);
  return value && type.as<Type>() != kFloatType ? call_py(t, type, value) : std::move(value);
}

Ref float_from_number(Thread& t, Value type, Value number) {
  if (type.as<Type>() == kFloatType && is_exact_float(number)) return Ref::share(t, number);
  double d;
  if (!to_double_py(t, number, &d)) return Ref();
  Ref value = make_float(t, d);
  return value && type.as<Type>() != kFloatType ? call_py(t, type, value) : std::move(value);
}

Ref float_round(Thread& t, Value self, Value ndigits) {
  double d = float_value(self);
  if (ndigits == kNone) return int_from_double(t, num::round_half_even(d));
  i64 digits;
  if (!index_i64_py(t, ndigits, &digits, nullptr)) return Ref();
  std::optional<double> rounded = num::round_to_digits(d, digits);
  if (!rounded) return raise_overflow_error(t, "rounded value too large to represent");
  return make_float(t, *rounded);
}

}  // namespace

Ref float_format(Thread& t, Value self, Value spec_text) {
  num::FormatSpec spec;
  if (!parse_number_spec(t, self, spec_text, &spec)) return Ref();
  if (as_str(spec_text)->length == 0) return str_py(t, self);
  num::Layout layout;
  num::FormatError error = num::format_double(float_value(self), spec, layout);
  return error ? raise_format_error(t, error, self, spec_text) : make_str(t, layout);
}

namespace {

Ref float_getformat(Thread& t, Value, Value kind) {
  if (!is_str(kind)) return raise_type_error(t, "__getformat__() argument must be str, not %A", kind);
  if (!str_equal_ascii(kind, "double") && !str_equal_ascii(kind, "float")) {
    return raise_value_error(t, "__getformat__() argument 1 must be 'double' or 'float'");
  }
  return make_str_ascii(t, "IEEE, little-endian");
}

Ref float_getnewargs(Thread& t, Value self) {
  Ref value = exact_float(t, self);
  return value ? make_tuple(t, value) : Ref();
}

Ref float_imag(Thread&, Value) { return Ref::immediate(kPlusZero); }

}  // namespace

const MethodDef kFloatMethods[] = {
    {"from_number", float_from_number, "@classmethod (type, number, /)",
     "Convert real number to a floating-point number."},
    {"conjugate", float_conjugate, "(self, /)", "The number itself: it has no imaginary part."},
    {"__trunc__", float_trunc, "(self, /)", "The number without its fraction, as an int."},
    {"__floor__", float_floor, "(self, /)", "The largest int that is not above the number."},
    {"__ceil__", float_ceil, "(self, /)", "The smallest int that is not below the number."},
    {"__round__", float_round, "(self, ndigits=None, /)",
     "The nearest int, the even one of two; with ndigits a float."},
    {"as_integer_ratio", float_as_integer_ratio, "(self, /)",
     "Numerator and denominator of the fraction that the float is, exactly."},
    {"fromhex", float_fromhex, "@classmethod (type, string, /)",
     "The float that hexadecimal text such as '0x1.8p+3' stands for."},
    {"hex", float_hex, "(self, /)", "The float in hexadecimal, such as '0x1.8p+3': nothing is rounded."},
    {"is_integer", float_is_integer, "(self, /)", "Is there no fraction?"},
    {"__getnewargs__", float_getnewargs, "(self, /)"},
    {"__getformat__", float_getformat, "@classmethod (type, typestr, /)",
     "Byte order of C's float or double; for tests."},
    {"__format__", float_format, "(self, format_spec, /)",
     "The text of the number in the form that format_spec describes."},
    {},
};

const GetSetDef kFloatGetSet[] = {
    {"real", float_conjugate, nullptr, "The real part: for real numbers the number itself."},
    {"imag", float_imag, nullptr, "The imaginary part: 0 for real numbers."},
    {}};

}  // namespace rt
