// The methods of Context: the operations of Decimal, with `self` as the context.
#include "runtime/library/decimal/decimal_types.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::decimals {

namespace {

// Converts an argument to a Decimal; an int is converted exactly. Empty: TypeError is pending.
Ref decimal_of(Thread& t, Value v) {
  if (is_decimal(v)) return Ref::share(t, v);
  Operand x;
  return x.require(t, v) ? make_decimal(t, x) : Ref();
}

template <Unary kOp>
Ref context_unary(Thread& t, Value self, Value x) {
  Ref a = decimal_of(t, x);
  return a ? unary<kOp>(t, a, as_context(self)) : Ref();
}
template <Binary kOp>
Ref context_binary(Thread& t, Value self, Value x, Value y) {
  Operand a, b;
  return a.require(t, x) && b.require(t, y) ? binary<kOp>(t, a, b, as_context(self)) : Ref();
}
template <bool (*kTest)(const View&)>
Ref test_method(Thread& t, Value, Value x) {
  Operand a;
  return a.require(t, x) ? bool_ref(kTest(a)) : Ref();
}
template <bool (*kTest)(const View&, const Settings&)>
Ref context_test(Thread& t, Value self, Value x) {
  Operand a;
  return a.require(t, x) ? bool_ref(kTest(a, as_context(self)->settings())) : Ref();
}

bool require_decimal(Thread& t, Value x) { return is_decimal(x) || raise_type_error(t, "argument must be a Decimal"); }
Ref context_is_canonical(Thread& t, Value, Value x) { return require_decimal(t, x) ? bool_ref(true) : Ref(); }
Ref context_canonical(Thread& t, Value, Value x) { return require_decimal(t, x) ? Ref::share(t, x) : Ref(); }

Ref context_fma(Thread& t, Value self, Value x, Value y, Value z) { return fma_of(t, x, y, z, as_context(self)); }
Ref context_divmod(Thread& t, Value self, Value x, Value y) {
  Operand a, b;
  return a.require(t, x) && b.require(t, y) ? divmod(t, a, b, as_context(self)) : Ref();
}
Ref context_power(Thread& t, Value self, Value a, Value b, Value modulo) {
  return power_of(t, a, b, modulo, as_context(self));
}

Ref context_copy_abs(Thread& t, Value, Value x) {
  Operand a;
  return a.require(t, x) ? make_decimal(t, a.view().with_sign(false)) : Ref();
}
Ref context_copy_negate(Thread& t, Value, Value x) {
  Operand a;
  return a.require(t, x) ? make_decimal(t, a.view().with_sign(!a.view().negative)) : Ref();
}
Ref context_copy_sign(Thread& t, Value, Value x, Value y) {
  Operand a, b;
  return a.require(t, x) && b.require(t, y) ? make_decimal(t, a.view().with_sign(b.view().negative)) : Ref();
}
Ref context_copy_decimal(Thread& t, Value, Value x) { return decimal_of(t, x); }
Ref context_same_quantum(Thread& t, Value, Value x, Value y) {
  Operand a, b;
  return a.require(t, x) && b.require(t, y) ? bool_ref(same_quantum(a, b)) : Ref();
}
Ref context_number_class(Thread& t, Value self, Value x) {
  Operand a;
  return a.require(t, x) ? make_str_ascii(t, number_class(a, as_context(self)->settings())) : Ref();
}
Ref context_to_sci_string(Thread& t, Value self, Value x) {
  Operand a;
  return a.require(t, x) ? to_text(t, a, false, as_context(self)->capitals.load(gc::relaxed)) : Ref();
}
Ref context_to_eng_string(Thread& t, Value self, Value x) {
  Operand a;
  return a.require(t, x) ? to_text(t, a, true, as_context(self)->capitals.load(gc::relaxed)) : Ref();
}
Ref context_apply(Thread& t, Value self, Value x) {
  Operand a;
  if (!a.require(t, x)) return Ref();
  Number r;
  u32 status = 0;
  r.copy(a);
  finalize(r, as_context(self)->settings(), &status);
  return finish(t, as_context(self), status, r);
}

Ref context_create_decimal(Thread& t, Value self, Value num) { return convert_rounded(t, num, as_context(self)); }
Ref context_from_float(Thread& t, Value self, Value f) {
  Ref exact = from_float(t, f);
  return exact ? context_apply(t, self, exact) : Ref();
}

Ref context_etiny(Thread& t, Value self) { return make_int(t, as_context(self)->settings().etiny()); }
Ref context_etop(Thread& t, Value self) { return make_int(t, as_context(self)->settings().etop()); }
Ref context_radix(Thread& t, Value) { return make_decimal(t, SmallNumber(false, 10, 0)); }
Ref context_clear_flags(Thread&, Value self) {
  as_context(self)->signals->flags.store(0, gc::relaxed);
  return none();
}
Ref context_clear_traps(Thread&, Value self) {
  as_context(self)->signals->traps.store(0, gc::relaxed);
  return none();
}

Ref context_reduce(Thread& t, Value self) {
  const Context* c = as_context(self);
  Settings s = c->settings();
  Ref parts[] = {make_int(t, s.prec),
                 make_str_ascii(t, rounding_name(s.rounding)),
                 make_int(t, s.emin),
                 make_int(t, s.emax),
                 make_int(t, c->capitals.load(gc::relaxed)),
                 make_int(t, s.clamp),
                 list_of_signals(t, c->signals->flags.load(gc::relaxed)),
                 list_of_signals(t, c->signals->traps.load(gc::relaxed))};
  for (const Ref& part : parts) {
    if (!part) return Ref();
  }
  Ref args = make_tuple_stealing(t, parts, std::size(parts));
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

}  // namespace

constexpr MethodDef kContextMethods[] = {
    {"abs", context_unary<absolute>, "(self, x, /)", "Return the absolute value of x.\n\n"},
    {"exp", context_unary<exponential>, "(self, x, /)", "Return e ** x.\n\n"},
    {"ln", context_unary<natural_log>, "(self, x, /)", "Return the natural (base e) logarithm of x.\n\n"},
    {"log10", context_unary<log10>, "(self, x, /)", "Return the base 10 logarithm of x.\n\n"},
    {"minus", context_unary<minus>, "(self, x, /)", "Minus corresponds to the unary prefix minus operator in Python."},
    {"next_minus", context_unary<next_minus>, "(self, x, /)",
     "Return the largest representable number smaller than x.\n\n"},
    {"next_plus", context_unary<next_plus>, "(self, x, /)",
     "Return the smallest representable number larger than x.\n\n"},
    {"normalize", context_unary<normalize>, "(self, x, /)", "x without trailing zeros."},
    {"plus", context_unary<plus>, "(self, x, /)",
     "Plus corresponds to the unary prefix plus operator in Python: x, rounded to this context."},
    {"to_integral", context_unary<to_integral_value>, "(self, x, /)", "Identical to to_integral_value(x).\n\n"},
    {"to_integral_exact", context_unary<to_integral_exact>, "(self, x, /)",
     "Round to an integer. Signal if the result is rounded or inexact.\n\n"},
    {"to_integral_value", context_unary<to_integral_value>, "(self, x, /)", "Round to an integer.\n\n"},
    {"sqrt", context_unary<square_root>, "(self, x, /)",
     "Square root of a non-negative number to context precision.\n\n"},
    {"add", context_binary<add>, "(self, x, y, /)", "Return the sum of x and y.\n\n"},
    {"compare", context_binary<compare>, "(self, x, y, /)", "Compare x and y numerically.\n\n"},
    {"compare_signal", context_binary<compare_signal>, "(self, x, y, /)",
     "Compare x and y numerically.  All NaNs signal.\n\n"},
    {"divide", context_binary<divide>, "(self, x, y, /)", "Return x divided by y.\n\n"},
    {"divide_int", context_binary<divide_int>, "(self, x, y, /)",
     "Return x divided by y, truncated to an integer.\n\n"},
    {"divmod", context_divmod, "(self, x, y, /)", "Return quotient and remainder of the division x / y.\n\n"},
    {"max", context_binary<max>, "(self, x, y, /)", "Compare the values numerically and return the maximum.\n\n"},
    {"max_mag", context_binary<max_mag>, "(self, x, y, /)",
     "Compare the values numerically with their sign ignored.\n\n"},
    {"min", context_binary<min>, "(self, x, y, /)", "Compare the values numerically and return the minimum.\n\n"},
    {"min_mag", context_binary<min_mag>, "(self, x, y, /)",
     "Compare the values numerically with their sign ignored.\n\n"},
    {"multiply", context_binary<multiply>, "(self, x, y, /)", "Return the product of x and y.\n\n"},
    {"next_toward", context_binary<next_toward>, "(self, x, y, /)",
     "Return the number closest to x, in the direction towards y.\n\n"},
    {"quantize", context_binary<quantize>, "(self, x, y, /)",
     "Return a value equal to x (rounded), having the exponent of y.\n\n"},
    {"remainder", context_binary<remainder>, "(self, x, y, /)", "The remainder of x / y; it has the sign of x."},
    {"remainder_near", context_binary<remainder_near>, "(self, x, y, /)",
     "x - y * n, where n is the integer nearest the exact value of x / y."},
    {"subtract", context_binary<subtract>, "(self, x, y, /)", "Return the difference between x and y.\n\n"},
    {"power", context_power, "(self, /, a, b, modulo=None)",
     "Compute a**b. If 'a' is negative, then 'b' must be integral. The result\nwill be inexact unless 'a' is integral "
     "and the result is finite and "
     "can\nbe expressed exactly in 'precision' digits.  In the Python version the\nresult is always correctly rounded, "
     "in the C version the result "
     "is almost\nalways correctly rounded.\n\nIf modulo is given, compute (a**b) % modulo. The following "
     "restrictions\nhold:\n\n    * all three "
     "arguments must be integral\n    * 'b' must be nonnegative\n    * at least one of 'a' or 'b' must be nonzero\n    "
     "* modulo must be nonzero "
     "and less than 10**prec in absolute value\n\n\n"},
    {"fma", context_fma, "(self, x, y, z, /)", "Return x multiplied by y, plus z.\n\n"},
    {"Etiny", context_etiny, "(self, /)", "Emin - prec + 1: the smallest exponent of subnormal results."},
    {"Etop", context_etop, "(self, /)", "Emax - prec + 1: the largest exponent of results of full precision."},
    {"radix", context_radix, "(self, /)", "Return 10.\n\n"},
    {"is_canonical", context_is_canonical, "(self, x, /)", "Return True if x is canonical, False otherwise.\n\n"},
    {"is_finite", test_method<is_finite>, "(self, x, /)", "Return True if x is finite, False otherwise.\n\n"},
    {"is_infinite", test_method<is_infinite>, "(self, x, /)", "Return True if x is infinite, False otherwise.\n\n"},
    {"is_nan", test_method<is_nan>, "(self, x, /)", "Return True if x is a qNaN or sNaN, False otherwise.\n\n"},
    {"is_normal", context_test<is_normal>, "(self, x, /)", "Return True if x is a normal number, False otherwise.\n\n"},
    {"is_qnan", test_method<is_quiet>, "(self, x, /)", "Return True if x is a quiet NaN, False otherwise.\n\n"},
    {"is_signed", test_method<is_signed>, "(self, x, /)", "Return True if x is negative, False otherwise.\n\n"},
    {"is_snan", test_method<is_signaling>, "(self, x, /)", "Return True if x is a signaling NaN, False otherwise.\n\n"},
    {"is_subnormal", context_test<is_subnormal>, "(self, x, /)", "Return True if x is subnormal, False otherwise.\n\n"},
    {"is_zero", test_method<is_zero>, "(self, x, /)", "Return True if x is a zero, False otherwise.\n\n"},
    {"_apply", context_apply, "(self, x, /)"},
    {"canonical", context_canonical, "(self, x, /)", "Return a new instance of x.\n\n"},
    {"copy_abs", context_copy_abs, "(self, x, /)", "Return a copy of x with the sign set to 0.\n\n"},
    {"copy_decimal", context_copy_decimal, "(self, x, /)", "Return a copy of Decimal x.\n\n"},
    {"copy_negate", context_copy_negate, "(self, x, /)", "Return a copy of x with the sign inverted.\n\n"},
    {"logb", context_unary<logb>, "(self, x, /)", "Return the exponent of the magnitude of the operand's MSD.\n\n"},
    {"logical_invert", context_unary<logical_invert>, "(self, x, /)", "Invert all digits of x.\n\n"},
    {"number_class", context_number_class, "(self, x, /)", "Return an indication of the class of x.\n\n"},
    {"to_sci_string", context_to_sci_string, "(self, x, /)",
     "Convert a number to a string using scientific notation.\n\n"},
    {"to_eng_string", context_to_eng_string, "(self, x, /)",
     "Convert a number to a string, using engineering notation.\n\n"},
    {"compare_total", context_binary<compare_total>, "(self, x, y, /)",
     "Compare x and y using their abstract representation.\n\n"},
    {"compare_total_mag", context_binary<compare_total_mag>, "(self, x, y, /)",
     "Compare x and y using their abstract representation with sign ignored.\n\n"},
    {"copy_sign", context_copy_sign, "(self, x, y, /)", "Copy the sign from y to x.\n\n"},
    {"logical_and", context_binary<logical_and>, "(self, x, y, /)", "Digit-wise and of x and y.\n\n"},
    {"logical_or", context_binary<logical_or>, "(self, x, y, /)", "Digit-wise or of x and y.\n\n"},
    {"logical_xor", context_binary<logical_xor>, "(self, x, y, /)", "Digit-wise xor of x and y.\n\n"},
    {"rotate", context_binary<rotate>, "(self, x, y, /)", "Return a copy of x, rotated by y places.\n\n"},
    {"same_quantum", context_same_quantum, "(self, x, y, /)",
     "Return True if the two operands have the same exponent.\n\n"},
    {"scaleb", context_binary<scaleb>, "(self, x, y, /)",
     "Return the first operand after adding the second value to its exp.\n\n"},
    {"shift", context_binary<shift>, "(self, x, y, /)", "Return a copy of x, shifted by y places.\n\n"},
    {"clear_flags", context_clear_flags, "(self, /)", "Reset all flags to False.\n\n"},
    {"clear_traps", context_clear_traps, "(self, /)", "Set all traps to False.\n\n"},
    {"__copy__", copy_of_context, "(self, /)"},
    {"__reduce__", context_reduce, "(self, /)"},
    {"copy", copy_of_context, "(self, /)", "Return a duplicate of the context with all flags cleared.\n\n"},
    {"create_decimal", context_create_decimal, "(self, num='0', /)",
     "Create a new Decimal instance from num, using self as the context. Unlike the\nDecimal constructor, this "
     "function observes the context "
     "limits.\n\n"},
    {"create_decimal_from_float", context_from_float, "(self, f, /)",
     "Create a new Decimal instance from float f.  Unlike the Decimal.from_float()\nclass method, this function "
     "observes the context limits.\n\n"},
    {},
};

}  // namespace rt::decimals
