// The methods of Decimal. Most are one operation of decimal_number.h in the current context, so templates make them.
#include "runtime/library/decimal/decimal_types.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::decimals {

namespace {

template <Unary kOp>
Ref unary_method(Thread& t, Value self, Value context) {
  Context* c = context_argument(t, context);
  return c ? unary<kOp>(t, self, c) : Ref();
}
template <Binary kOp>
Ref binary_method(Thread& t, Value self, Value other, Value context) {
  Context* c = context_argument(t, context);
  Operand a, b;
  return c && a.require(t, self) && b.require(t, other) ? binary<kOp>(t, a, b, c) : Ref();
}
template <bool (*kTest)(const View&)>
Ref test_method(Thread&, Value self) {
  return bool_ref(kTest(view_of(self)));
}
template <bool (*kTest)(const View&, const Settings&)>
Ref test_in_context(Thread& t, Value self, Value context) {
  Context* c = context_argument(t, context);
  return c ? bool_ref(kTest(view_of(self), c->settings())) : Ref();
}

bool is_canonical(const View&) { return true; }

Ref decimal_adjusted(Thread& t, Value self) {
  View v = view_of(self);
  return make_int(t, v.is_special() ? 0 : v.adjusted());
}
Ref decimal_self(Thread& t, Value self) { return Ref::share(t, self); }
Ref decimal_deepcopy(Thread& t, Value self, Value) { return Ref::share(t, self); }
Ref decimal_radix(Thread& t, Value) { return make_decimal(t, SmallNumber(false, 10, 0)); }
Ref decimal_copy_abs(Thread& t, Value self) { return make_decimal(t, view_of(self).with_sign(false)); }
Ref decimal_copy_negate(Thread& t, Value self) {
  return make_decimal(t, view_of(self).with_sign(!view_of(self).negative));
}

Ref decimal_copy_sign(Thread& t, Value self, Value other, Value context) {
  Operand b;
  if (!context_argument(t, context) || !b.require(t, other)) return Ref();
  return make_decimal(t, view_of(self).with_sign(b.view().negative));
}
Ref decimal_same_quantum(Thread& t, Value self, Value other, Value context) {
  Operand b;
  if (!context_argument(t, context) || !b.require(t, other)) return Ref();
  return bool_ref(same_quantum(view_of(self), b));
}
Ref decimal_number_class(Thread& t, Value self, Value context) {
  Context* c = context_argument(t, context);
  return c ? make_str_ascii(t, number_class(view_of(self), c->settings())) : Ref();
}
Ref decimal_to_eng_string(Thread& t, Value self, Value context) {
  Context* c = context_argument(t, context);
  return c ? to_text(t, view_of(self), true, c->capitals.load(gc::relaxed)) : Ref();
}

Ref decimal_fma(Thread& t, Value self, Value other, Value third, Value context) {
  Context* c = context_argument(t, context);
  return c ? fma_of(t, self, other, third, c) : Ref();
}

// The settings of a context, with another rounding unless that is None. False: an error is pending.
bool settings_with(Thread& t, Context* context, Value rounding, Settings* s) {
  *s = context->settings();
  return !rounding || rounding == kNone || rounding_of(t, rounding, &s->rounding);
}

Ref decimal_quantize(Thread& t, Value self, Value exp, Value rounding, Value context) {
  Context* c = context_argument(t, context);
  Settings s;
  Operand b;
  if (!c || !settings_with(t, c, rounding, &s) || !b.require(t, exp)) return Ref();
  Number r;
  u32 status = 0;
  quantize(r, view_of(self), b, s, &status);
  return finish(t, c, status, r);
}
template <Unary kOp>
Ref to_integral(Thread& t, Value self, Value rounding, Value context) {
  Context* c = context_argument(t, context);
  Settings s;
  if (!c || !settings_with(t, c, rounding, &s)) return Ref();
  Number r;
  u32 status = 0;
  kOp(r, view_of(self), s, &status);
  return finish(t, c, status, r);
}

Ref decimal_round(Thread& t, Value self, Value digits) {
  if (!digits) return to_int_py(t, self, Rounding::kHalfEven);
  if (!is_int(digits)) return raise_type_error(t, "optional arg must be an integer");
  i64 n;
  Context* c = current_context(t);
  if (!c) return Ref();
  if (!int_fits_i64(digits, &n)) return raise_overflow_error(t, "Python int too large to convert to C ssize_t");
  Number r;
  u32 status = 0;
  quantize(r, view_of(self), SmallNumber(false, 1, n == INT64_MIN ? INT64_MAX : -n), c->settings(), &status);
  return finish(t, c, status, r);
}
Ref decimal_ceil(Thread& t, Value self) { return to_int_py(t, self, Rounding::kCeiling); }
Ref decimal_floor(Thread& t, Value self) { return to_int_py(t, self, Rounding::kFloor); }
Ref decimal_trunc(Thread& t, Value self) { return to_int_py(t, self, Rounding::kDown); }
Ref decimal_complex(Thread& t, Value self) {
  Ref f = to_float(t, self);
  return f ? make_complex(t, float_value(f), 0) : Ref();
}

// What a class method returns for a Decimal (or empty): an instance of its class.
Ref of_class_py(Thread& t, Value type, Ref result) {
  return result && type.as<Type>() != g_decimal_type ? call_py(t, type, result) : std::move(result);
}

Ref decimal_from_float_py(Thread& t, Value type, Value f) { return of_class_py(t, type, from_float(t, f)); }

Ref decimal_from_number_py(Thread& t, Value type, Value number) {
  if (is_decimal(number))
    return of_class_py(t, type, is_exact_decimal(number) ? Ref::share(t, number) : make_decimal(t, view_of(number)));
  if (is_float(number)) {
    Context* c = current_context(t);
    if (!c || !add_conditions(t, c, kFloatOperation)) return Ref();
  } else if (!is_int(number)) {
    return raise_type_error(t, "conversion from %s to Decimal is not supported", type_name(number));
  }
  return decimal_from_float_py(t, type, number);
}

Ref decimal_reduce(Thread& t, Value self) {
  Ref text = decimal_str(t, self);
  Ref args = text ? make_tuple(t, text) : Ref();
  return args ? make_tuple(t, type_of(self), args) : Ref();
}
Ref decimal_sizeof(Thread& t, Value self) {
  const Decimal* d = as_decimal(self);
  u64 size = type_of(self)->base_size;
  if (d->size == Decimal::kLong) size += sizeof(LongCoefficient) + d->coefficient->size * sizeof(u64);
  return make_int(t, static_cast<i64>(size));
}

}  // namespace

constexpr MethodDef kDecimalMethods[] = {
    {"exp", unary_method<exponential>, "(self, /, context=None)",
     "Return the value of the (natural) exponential function e**x at the given\nnumber. The function always uses the "
     "ROUND_HALF_EVEN mode and the "
     "result is\ncorrectly rounded.\n\n"},
    {"ln", unary_method<natural_log>, "(self, /, context=None)",
     "Return the natural (base e) logarithm of the operand. The function always\nuses the ROUND_HALF_EVEN mode and the "
     "result is correctly "
     "rounded.\n\n"},
    {"log10", unary_method<log10>, "(self, /, context=None)",
     "Return the base ten logarithm of the operand. The function always uses the\nROUND_HALF_EVEN mode and the result "
     "is correctly rounded.\n\n"},
    {"next_minus", unary_method<next_minus>, "(self, /, context=None)",
     "The largest representable number that is smaller than the operand."},
    {"next_plus", unary_method<next_plus>, "(self, /, context=None)",
     "The smallest representable number that is larger than the operand."},
    {"normalize", unary_method<normalize>, "(self, /, context=None)",
     "The number without trailing zeros; zeros become Decimal('0')."},
    {"to_integral", to_integral<to_integral_value>, "(self, /, rounding=None, context=None)",
     "Identical to the to_integral_value() method."},
    {"to_integral_exact", to_integral<to_integral_exact>, "(self, /, rounding=None, context=None)",
     "Round to the nearest integer, signaling Inexact and Rounded as appropriate."},
    {"to_integral_value", to_integral<to_integral_value>, "(self, /, rounding=None, context=None)",
     "Round to the nearest integer without signaling Inexact or Rounded."},
    {"sqrt", unary_method<square_root>, "(self, /, context=None)",
     "Return the square root of the argument to full precision. The result is\ncorrectly rounded using the "
     "ROUND_HALF_EVEN rounding mode.\n\n"},
    {"compare", binary_method<compare>, "(self, /, other, context=None)", "-1, 0, 1 or NaN as a Decimal."},
    {"compare_signal", binary_method<compare_signal>, "(self, /, other, context=None)",
     "Identical to compare(), except that all NaNs signal."},
    {"max", binary_method<max>, "(self, /, other, context=None)", "Maximum; a quiet NaN gives way to a number."},
    {"max_mag", binary_method<max_mag>, "(self, /, other, context=None)",
     "As the max() method, but compares the absolute values."},
    {"min", binary_method<min>, "(self, /, other, context=None)", "Minimum; a quiet NaN gives way to a number."},
    {"min_mag", binary_method<min_mag>, "(self, /, other, context=None)",
     "As the min() method, but compares the absolute values."},
    {"next_toward", binary_method<next_toward>, "(self, /, other, context=None)",
     "The neighbour of the first operand in the direction of the second."},
    {"quantize", decimal_quantize, "(self, /, exp, rounding=None, context=None)",
     "Round to the exponent of the second operand; InvalidOperation if the result does not fit the precision."},
    {"remainder_near", binary_method<remainder_near>, "(self, /, other, context=None)",
     "self - n * other, where n is the integer nearest to the exact value of self / other."},
    {"fma", decimal_fma, "(self, /, other, third, context=None)",
     "self * other + third with no rounding of the product."},
    {"is_canonical", test_method<is_canonical>, "(self, /)", "True: all Decimals are canonical."},
    {"is_finite", test_method<is_finite>, "(self, /)", "True if the argument is a finite number."},
    {"is_infinite", test_method<is_infinite>, "(self, /)", "True if the argument is an infinity."},
    {"is_nan", test_method<is_nan>, "(self, /)", "True if the argument is a (quiet or signaling) NaN."},
    {"is_qnan", test_method<is_quiet>, "(self, /)", "True if the argument is a quiet NaN."},
    {"is_snan", test_method<is_signaling>, "(self, /)", "True if the argument is a signaling NaN."},
    {"is_signed", test_method<is_signed>, "(self, /)", "True if the argument has a negative sign; zeros and NaNs may."},
    {"is_zero", test_method<is_zero>, "(self, /)", "True if the argument is a zero."},
    {"is_normal", test_in_context<is_normal>, "(self, /, context=None)",
     "True if the argument is a normal finite nonzero number."},
    {"is_subnormal", test_in_context<is_subnormal>, "(self, /, context=None)", "True if the argument is subnormal."},
    {"adjusted", decimal_adjusted, "(self, /)",
     "The exponent of the most significant digit; 0 for infinities and NaNs."},
    {"canonical", decimal_self, "(self, /)", "Return the argument."},
    {"conjugate", decimal_self, "(self, /)", "Return self."},
    {"radix", decimal_radix, "(self, /)", "Return Decimal(10)."},
    {"copy_abs", decimal_copy_abs, "(self, /)", "The absolute value, unaffected by the context."},
    {"copy_negate", decimal_copy_negate, "(self, /)", "The negation, unaffected by the context."},
    {"logb", unary_method<logb>, "(self, /, context=None)", "The adjusted exponent as a Decimal; -Infinity for zeros."},
    {"logical_invert", unary_method<logical_invert>, "(self, /, context=None)",
     "Inverts the digits of a logical operand."},
    {"number_class", decimal_number_class, "(self, /, context=None)",
     "The class of the operand: '+Normal', 'NaN', ..."},
    {"to_eng_string", decimal_to_eng_string, "(self, /, context=None)",
     "Engineering notation: exponents are multiples of 3."},
    {"compare_total", binary_method<compare_total>, "(self, /, other, context=None)",
     "Compares by the total order of representations."},
    {"compare_total_mag", binary_method<compare_total_mag>, "(self, /, other, context=None)",
     "As compare_total(), but ignores the signs."},
    {"copy_sign", decimal_copy_sign, "(self, /, other, context=None)",
     "The first operand with the sign of the second."},
    {"same_quantum", decimal_same_quantum, "(self, /, other, context=None)",
     "True if both have the same exponent or both are NaN."},
    {"logical_and", binary_method<logical_and>, "(self, /, other, context=None)",
     "Digit-wise and of logical operands."},
    {"logical_or", binary_method<logical_or>, "(self, /, other, context=None)", "Digit-wise or of logical operands."},
    {"logical_xor", binary_method<logical_xor>, "(self, /, other, context=None)",
     "Digit-wise exclusive or of logical operands."},
    {"rotate", binary_method<rotate>, "(self, /, other, context=None)", "Rotates the digits of the coefficient."},
    {"scaleb", binary_method<scaleb>, "(self, /, other, context=None)",
     "The first operand with the exponent adjusted by the second."},
    {"shift", binary_method<shift>, "(self, /, other, context=None)", "Shifts the digits of the coefficient."},
    {"from_number", decimal_from_number_py, "@classmethod (type, number, /)",
     "An int, a float or a Decimal as a decimal number, exactly."},
    {"from_float", decimal_from_float_py, "@classmethod (type, f, /)",
     "Class method that converts a float to a decimal number, exactly.\nSince 0.1 is not exactly representable in "
     "binary floating point,\n"
     "Decimal.from_float(0.1) is not the same as Decimal('0.1').\n\n"},
    {"as_tuple", as_tuple_py, "(self, /)", "Return a tuple representation of the number."},
    {"as_integer_ratio", as_integer_ratio, "(self, /)",
     "Decimal.as_integer_ratio() -> (int, int)\n\nReturn a pair of integers, whose ratio is exactly equal to the "
     "original\nDecimal and with a "
     "positive denominator. The ratio is in lowest terms.\nRaise OverflowError on infinities and a ValueError on "
     "NaNs.\n\n"},
    {"__copy__", decimal_self, "(self, /)"},
    {"__deepcopy__", decimal_deepcopy, "(self, memo, /)"},
    {"__format__", format_decimal_py, "(...)(self, format_spec, override=None, /)"},
    {"__reduce__", decimal_reduce, "(self, /)"},
    {"__round__", decimal_round, "(self, ndigits=<unset>, /)"},
    {"__ceil__", decimal_ceil, "(self, /)"},
    {"__floor__", decimal_floor, "(self, /)"},
    {"__trunc__", decimal_trunc, "(self, /)"},
    {"__complex__", decimal_complex, "(self, /)"},
    {"__sizeof__", decimal_sizeof, "(self, /)"},
    {},
};

}  // namespace rt::decimals
