// The methods of int.
#include "gc/heap/heap.h"
#include "runtime/object/names.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int_parts.h"
#include "runtime/types/numbers/long_work.h"
#include "runtime/types/text/format_layout.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Ref int_bit_length(Thread& t, Value self) { return make_uint(t, num::bit_length(IntOperand(self))); }
Ref int_bit_count(Thread& t, Value self) { return make_uint(t, num::bit_count(IntOperand(self))); }
Ref int_conjugate(Thread& t, Value self) { return exact_int(t, self); }
Ref int_is_integer(Thread&, Value) { return bool_ref(true); }

Ref int_as_integer_ratio(Thread& t, Value self) {
  Ref n = exact_int(t, self);
  return n ? make_tuple(t, n, Value::small_int(1)) : Ref();
}

Ref int_getnewargs(Thread& t, Value self) {
  Ref n = exact_int(t, self);
  return n ? make_tuple(t, n) : Ref();
}

Ref int_sizeof(Thread& t, Value self) {
  return make_uint(t, sizeof(Object) + sizeof(i64) + IntOperand(self).view.size * sizeof(u64));
}

// ---- rounding to tens

// The multiple of 10**digits that is nearest to n; a tie goes to the even multiple.
num::BigBuf round_to_power(num::BigView n, u64 digits) {
  num::BigBuf unit = num::pow(num::SmallBig(10), digits);
  if (!unit.ok()) return unit;
  num::DivMod d = num::floor_divmod(n, unit);
  if (!d.quotient.ok() || !d.remainder.ok()) return num::BigBuf::failure();
  num::BigBuf twice = num::shift_left(d.remainder, 1);
  int half = num::compare(twice, unit);
  bool up = half > 0 || (half == 0 && d.quotient.view().is_odd());
  num::BigBuf multiple = up ? num::add(d.quotient, num::SmallBig(1)) : std::move(d.quotient);
  return num::mul(multiple, unit);
}

Ref int_round(Thread& t, Value self, Value ndigits) {
  if (!ndigits || ndigits == kNone) return exact_int(t, self);
  Ref digits = index_py(t, ndigits);
  if (!digits) return Ref();
  IntOperand count(digits);
  if (!count.view.negative) return exact_int(t, self);
  std::optional<u64> n = num::to_uint64(count.view.magnitude());
  // If 10**n is more than twice the number, the result is 0. A digit has more than 3 bits, so this test, which computes
  // no power, is safe.
  if (!n || *n > num::bit_length(IntOperand(self)) + 1) return Ref::immediate(Value::small_int(0));
  IntOperand operand(self);
  num::BigBuf rounded;
  if (operand.view.size > kLongLimbs) {
    LongWork work(t, {self});
    rounded = round_to_power(operand, *n);
  } else {
    rounded = round_to_power(operand, *n);
  }
  return make_int(t, std::move(rounded));
}

// ---- bytes

bool byte_order_py(Thread& t, const char* function, Value v, num::ByteOrder* out) {
  *out = num::ByteOrder::kBig;
  if (!v) return true;
  if (!is_str(v)) return raise_type_error(t, "%s() argument 'byteorder' must be str, not %A", function, v);
  if (str_equal_ascii(v, "big")) return true;
  *out = num::ByteOrder::kLittle;
  return str_equal_ascii(v, "little") || raise_value_error(t, "byteorder must be either 'little' or 'big'");
}

Ref int_to_bytes(Thread& t, Value self, Value length_value, Value order_value, Value signed_value) {
  i64 length;
  num::ByteOrder order;
  if (!index_i64_py(t, length_value, &length, kOverflowErrorType)) return Ref();
  if (!byte_order_py(t, "to_bytes", order_value, &order)) return Ref();
  int is_signed = truth_py(t, signed_value);
  if (is_signed < 0) return Ref();
  if (length < 0) return raise_value_error(t, "length argument must be non-negative");
  Ref result = make_bytes_uninitialised(t, static_cast<u64>(length));
  if (!result) return Ref();
  switch (num::to_bytes(IntOperand(self), result.as<Bytes>()->data(), static_cast<size_t>(length), order, is_signed)) {
    case num::ToBytesStatus::kOk: return result;
    case num::ToBytesStatus::kNegative: return raise_overflow_error(t, "can't convert negative int to unsigned");
    default: return raise_overflow_error(t, "int too big to convert");
  }
}

// The argument of from_bytes() as bytes: converted by __bytes__, from a buffer or from an iterable of ints. An int is
// an error, unlike in bytes(n).
Ref bytes_of_py(Thread& t, Value v) {
  if (is_bytes(v)) return Ref::share(t, v);
  if (type_lookup(type_of(v), name(N::__bytes__))) return call_py(t, kBytesType, v);
  return bytes_from_value_py(t, v);
}

Ref int_from_bytes(Thread& t, Value type, Value data, Value order_value, Value signed_value) {
  num::ByteOrder order;
  if (!byte_order_py(t, "from_bytes", order_value, &order)) return Ref();
  int is_signed = truth_py(t, signed_value);
  Ref bytes = is_signed < 0 ? Ref() : bytes_of_py(t, data);
  if (!bytes) return Ref();
  auto* b = bytes.as<Bytes>();
  Ref n = make_int(t, num::from_bytes(b->data(), b->length, order, is_signed));
  return n && type.as<Type>() != kIntType ? call_py(t, type, n) : std::move(n);
}

}  // namespace

static num::FormatError format_long(Thread& t, Value self, const num::FormatSpec& spec, num::Layout& layout) {
  IntOperand n(self);
  if (n.view.size <= kLongLimbs) return num::format_big(n, spec, layout);
  LongWork work(t, {self});
  return num::format_big(n, spec, layout);
}

// lint: name: borrow: signal handlers run while long numbers are written
Ref int_format(Thread& t, Value self, Value spec_text) {
  num::FormatSpec spec;
  if (!parse_number_spec(t, self, spec_text, &spec)) return Ref();
  if (as_str(spec_text)->length == 0) return str_py(t, self);
  IntOperand n(self);
  num::Layout layout;
  num::FormatError error;
  if (num::is_float_code(spec.type)) {
    std::optional<double> d = num::to_double(n);
    if (!d) return raise_overflow_error(t, "int too large to convert to float");
    error = num::format_double(*d, spec, layout);
  } else if ((spec.type == 0 || spec.type == 'd' || spec.type == 'n') && n.view.size > 4) {
    // Raises ValueError if the int has more digits than sys.get_int_max_str_digits().
    if (!int_to_str(t, self)) return Ref();
    error = format_long(t, self, spec, layout);
  } else if (self.is_small_int()) {
    error = num::format_int64(self.small(), spec, layout);
  } else {
    error = format_long(t, self, spec, layout);
  }
  if (error && t.error) return Ref();  // a signal handler has ended it
  return error ? raise_format_error(t, error, self, spec_text) : make_str(t, layout);
}

namespace {

Ref int_zero(Thread&, Value) { return Ref::immediate(Value::small_int(0)); }
Ref int_one(Thread&, Value) { return Ref::immediate(Value::small_int(1)); }

}  // namespace

const MethodDef kIntMethods[] = {
    {"conjugate", int_conjugate, "(self, /)", "The number itself: it has no imaginary part."},
    {"bit_length", int_bit_length, "(self, /)", "How many digits the number has in base 2, without sign."},
    {"bit_count", int_bit_count, "(self, /)", "How many ones the absolute value has in base 2."},
    {"to_bytes", int_to_bytes, "(self, /, length=1, byteorder='big', *, signed=False)",
     "The bytes of the int, length of them."},
    {"from_bytes", int_from_bytes, "@classmethod (type, /, bytes, byteorder='big', *, signed=False)",
     "The int whose bytes these are."},
    {"as_integer_ratio", int_as_integer_ratio, "(self, /)", "(self, 1)."},
    {"is_integer", int_is_integer, "(self, /)", "True: an int has no fraction."},
    {"__trunc__", int_conjugate, "(self, /)", "Truncating an Integral returns itself."},
    {"__floor__", int_conjugate, "(self, /)", "Flooring an Integral returns itself."},
    {"__ceil__", int_conjugate, "(self, /)", "The int itself."},
    {"__round__", int_round, "(self, ndigits=<unrepresentable>, /)",
     "The int, rounded to tens, hundreds and so on if ndigits is negative."},
    {"__getnewargs__", int_getnewargs, "(self, /)"},
    {"__format__", int_format, "(self, format_spec, /)",
     "The text of the number in the form that format_spec describes."},
    {"__sizeof__", int_sizeof, "(self, /)", "Bytes that the number takes in memory."},
    {},
};

const GetSetDef kIntGetSet[] = {
    {"real", int_conjugate, nullptr, "The real part: for real numbers the number itself."},
    {"imag", int_zero, nullptr, "The imaginary part: 0 for real numbers."},
    {"numerator", int_conjugate, nullptr, "The int itself: the upper part of the fraction."},
    {"denominator", int_one, nullptr, "1 for an int: the lower part of the fraction."},
    {}};

}  // namespace rt
