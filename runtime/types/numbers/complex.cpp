// complex: a pair of doubles, always a heap object.
#include <cmath>

#include "gc/heap/heap.h"
#include "runtime/num/float_text.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/special_result.h"
#include "runtime/object/warn.h"
#include "runtime/text/case.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/complex_math.h"
#include "runtime/types/numbers/float_parts.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/format_layout.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref make_complex(Thread& t, double real, double imag) {
  Complex* c = allocate_exact<Complex>(t, TypeId::kComplex, sizeof(Complex), false);
  if (!c) return Ref();
  c->real = real;
  c->imag = imag;
  return Ref::steal(c);
}

bool complex_recovers() { return library_minor() >= 14; }

namespace {

// An infinite number as the corner of the unit square in its direction: its finite parts become zeros.
ComplexNumber direction(ComplexNumber c) {
  return {std::copysign(std::isinf(c.real) ? 1.0 : 0.0, c.real), std::copysign(std::isinf(c.imag) ? 1.0 : 0.0, c.imag)};
}
bool is_infinite(ComplexNumber c) { return std::isinf(c.real) || std::isinf(c.imag); }
bool is_finite(ComplexNumber c) { return std::isfinite(c.real) && std::isfinite(c.imag); }
void zero_nans(ComplexNumber& c) {
  if (std::isnan(c.real)) c.real = std::copysign(0.0, c.real);
  if (std::isnan(c.imag)) c.imag = std::copysign(0.0, c.imag);
}

}  // namespace

ComplexNumber complex_product_again(ComplexNumber a, ComplexNumber b) {
  bool overflow = std::isinf(a.real * b.real) || std::isinf(a.imag * b.imag) || std::isinf(a.real * b.imag) ||
                  std::isinf(a.imag * b.real);
  if (!is_infinite(a) && !is_infinite(b) && !overflow) return {NAN, NAN};
  ComplexNumber x = a, y = b;
  if (is_infinite(a)) x = direction(a);
  if (is_infinite(b)) y = direction(b);
  zero_nans(x);
  zero_nans(y);
  return {INFINITY * (x.real * y.real - x.imag * y.imag), INFINITY * (x.real * y.imag + x.imag * y.real)};
}

ComplexNumber complex_quotient_again(ComplexNumber a, ComplexNumber b) {
  if (is_infinite(a) && is_finite(b)) {
    ComplexNumber x = direction(a);
    return {INFINITY * (x.real * b.real + x.imag * b.imag), INFINITY * (x.imag * b.real - x.real * b.imag)};
  }
  if (is_infinite(b) && is_finite(a)) {
    ComplexNumber y = direction(b);
    return {0.0 * (a.real * y.real + a.imag * y.imag), 0.0 * (a.imag * y.real - a.real * y.imag)};
  }
  return {NAN, NAN};
}

namespace {

bool is_complex(Value v) { return has_layout(v, TypeId::kComplex); }
ComplexNumber complex_value(Value v) { return {v.as<Complex>()->real, v.as<Complex>()->imag}; }
Ref make_complex(Thread& t, ComplexNumber c) { return rt::make_complex(t, c.real, c.imag); }

Ref exact_complex(Thread& t, Value v) {
  return is_exact(v, TypeId::kComplex) ? Ref::share(t, v) : make_complex(t, complex_value(v));
}

// ---- construction

// True if each underscore is between two digits.
bool underscores_are_sound(std::string_view text) {
  auto digit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_' && !(i > 0 && digit(i - 1) && digit(i + 1))) return false;
  }
  return true;
}

Ref parse_text(Thread& t, Value source, std::string_view text) {
  bool no_memory = false;
  std::optional<num::ComplexValue> c = num::parse_complex(strip_ascii_space(text), &no_memory);
  if (no_memory) return raise_memory_error(t);
  if (!c && !underscores_are_sound(text))
    return raise_value_error(t, "could not convert string to complex: %R", source);
  if (!c) return raise_value_error(t, "complex() arg is a malformed string");
  return make_complex(t, {c->real, c->imag});
}

Ref complex_from_text(Thread& t, Value str) {
  text::StrView view = str_view(str);
  if (view.ascii) return parse_text(t, str, as_str(str)->ascii_view());
  auto* ascii = static_cast<char*>(gc::raw_alloc(view.length));
  if (!ascii) return raise_memory_error(t);
  text::to_ascii_decimal(view, ascii);
  Ref c = parse_text(t, str, {ascii, view.length});
  gc::raw_free(ascii);
  return c;
}

// Calls __complex__ of an object. Empty without error: its class has no such method.
Ref call_dunder_complex_py(Thread& t, Value v) {
  bool self_first;
  Ref method = special_method_py(t, v, name(N::dunder_complex), &self_first);
  if (!method) return Ref();
  Ref c = self_first ? call_py(t, method, v) : call_py(t, method);
  if (c && !is_complex(c)) return refuse_result(t, v, c, kComplexResult);
  if (!c || is_exact(c, TypeId::kComplex)) return c;
  return warn_of_subclass_py(t, v, c, kComplexResult) ? std::move(c) : Ref();
}

}  // namespace

bool to_complex_py(Thread& t, Value v, ComplexNumber* out) {
  if (is_complex(v)) {
    *out = complex_value(v);
    return true;
  }
  Ref c = call_dunder_complex_py(t, v);
  if (!c && error_pending(t)) return false;
  if (c) {
    *out = complex_value(c);
    return true;
  }
  out->imag = 0;
  return to_double_py(t, v, &out->real);
}

namespace {

bool is_number(Value v) {
  const Slots& s = type_of(v)->slots;
  return is_complex(v) || s.to_float || s.index;
}

// Checks the type of an argument of complex(real, imag). Both are checked before either is converted. False: TypeError.
bool check_part(Thread& t, Value v, bool first) {
  if (!v || is_complex(v) || is_number(v)) return true;
  if (first) return raise_type_error(t, "complex() first argument must be a string or a number, not '%T'", v);
  return raise_type_error(t, "complex() second argument must be a number, not '%T'", v);
}

// Since 3.14 the parts of complex(real, imag) should be real numbers. Both are checked before either is converted.
// `given` is the argument as it was, `real` what its __complex__ gave. False: TypeError, or an error of the warning.
bool is_real_number(Value v) {
  const Slots& s = type_of(v)->slots;
  return !is_complex(v) && (s.to_float || s.index);
}
Error raise_no_real_number(Thread& t, const char* name, Value given) {
  Ref cls = full_type_name(t, type_of(given));
  if (cls) raise_type_error(t, "complex() argument '%s' must be a real number, not %S", name, cls.get());
  return {};
}
Error raise_no_number(Thread& t, Value given) {
  Ref cls = full_type_name(t, type_of(given));
  if (cls) raise_type_error(t, "complex() argument must be a string or a number, not %S", cls.get());
  return {};
}
bool warn_of_complex_part_py(Thread& t, const char* name, Value given) {
  Ref cls = full_type_name(t, type_of(given));
  return cls && warn_deprecated_py(t, "complex() argument '%s' must be a real number, not %S", name, cls.get());
}
bool check_real_parts_py(Thread& t, Value given, Value real, Value imag) {
  if (given && (is_str(given) || !(is_complex(real) || is_real_number(real))))
    return raise_no_real_number(t, "real", given);
  if (imag && !is_complex(imag) && !is_real_number(imag)) return raise_no_real_number(t, "imag", imag);
  return (!given || !is_complex(real) || warn_of_complex_part_py(t, "real", given)) &&
         (!imag || !is_complex(imag) || warn_of_complex_part_py(t, "imag", imag));
}

// Converts an argument whose type has been checked. An empty one is zero.
bool part_py(Thread& t, Value v, ComplexNumber* out) {
  *out = {0, 0};
  if (!v) return true;
  if (is_complex(v)) {
    *out = complex_value(v);
    return true;
  }
  Ref real = float_from_value_py(t, v);
  if (real) out->real = float_value(real);
  return bool(real);
}

Ref value_from_args_py(Thread& t, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(real=<none>, imag=<none>)");
  Value bound[2];
  if (!bind_arguments(t, "complex", kSignature, args, bound)) return Ref();
  auto [real, imag] = bound;
  Value given = real;
  bool is_new = library_minor() >= 14, alone = args.positional == 1 && !args.keywords();
  bool may_be_text = alone || !is_new;
  if (real && !imag && may_be_text && is_exact(real, TypeId::kComplex)) return Ref::share(t, real);
  if (real && may_be_text && is_str(real)) {
    if (imag) return raise_type_error(t, "complex() can't take second arg if first is a string");
    return complex_from_text(t, real);
  }
  if (imag && !is_new && is_str(imag)) return raise_type_error(t, "complex() second arg can't be a string");
  Ref special = real ? call_dunder_complex_py(t, real) : Ref();
  if (special) real = special;
  else if (error_pending(t)) return Ref();
  // Since the library of 3.15 a float that stands alone is taken as it is, also if its class has a __float__.
  if (alone && is_float(real) && library_minor() >= 15) return make_complex(t, {float_value(real), 0});
  if (alone && is_new) {
    if (!is_number(real)) return raise_no_number(t, real);
  } else if (is_new ? !check_real_parts_py(t, given, real, imag)
                    : !check_part(t, real, true) || !check_part(t, imag, false)) {
    return Ref();
  }
  ComplexNumber a, b;
  if (!part_py(t, real, &a) || !part_py(t, imag, &b)) return Ref();
  // real + imag*1j, but zeros are not added, because that would lose the sign of a negative zero.
  if (imag && is_complex(imag)) a.real -= b.imag;
  bool complex_real = real && (is_complex(real) || a.imag != 0);
  return make_complex(t, {a.real, !imag ? a.imag : complex_real ? a.imag + b.real : b.real});
}

Ref complex_create(Thread& t, Type* type, const CallArgs& args) {
  Ref value = value_from_args_py(t, args);
  if (!value || type == kComplexType) return value ? exact_complex(t, value) : std::move(value);
  Ref instance = allocate_instance(t, type);
  if (!instance) return Ref();
  instance.as<Complex>()->real = value.as<Complex>()->real;
  instance.as<Complex>()->imag = value.as<Complex>()->imag;
  return instance;
}

// ---- representation

Ref complex_repr(Thread& t, Value self) {
  ComplexNumber c = complex_value(self);
  char text[2 * num::kMaxFloatRepr + 4];
  size_t n = 0;
  bool has_real = c.real != 0 || std::signbit(c.real);
  if (has_real) {
    text[n++] = '(';
    n += num::write_float_repr(c.real, text + n, false);
    if (!std::signbit(c.imag) || std::isnan(c.imag)) text[n++] = '+';
  }
  n += num::write_float_repr(c.imag, text + n, false);
  text[n++] = 'j';
  if (has_real) text[n++] = ')';
  return make_str_ascii(t, {text, n});
}

Ref complex_format(Thread& t, Value self, Value spec_text) {
  num::FormatSpec spec;
  if (!parse_number_spec(t, self, spec_text, &spec)) return Ref();
  if (as_str(spec_text)->length == 0) return str_py(t, self);
  ComplexNumber c = complex_value(self);
  num::Layout layout;
  num::FormatError error = num::format_complex(c.real, c.imag, spec, layout);
  return error ? raise_format_error(t, error, self, spec_text) : make_str(t, layout);
}

// ---- comparison and hash

bool complex_hash(Thread& t, Value self, i64* out) {
  ComplexNumber c = complex_value(self);
  i64 parts[2];
  const double doubles[] = {c.real, c.imag};
  for (int i = 0; i < 2; ++i) {
    parts[i] = std::isnan(doubles[i]) ? num::hash_double(0) : num::hash_double(doubles[i]);
  }
  (void)t;
  *out = num::hash_complex(parts[0], parts[1]);
  return true;
}

// 1 if equal, else 0; -1: `other` is no number that complex compares with.
int equals(ComplexNumber c, Value other) {
  if (is_complex(other)) return c.real == complex_value(other).real && c.imag == complex_value(other).imag;
  if (is_float(other)) return c.real == float_value(other) && c.imag == 0;
  if (!is_int(other)) return -1;
  if (c.imag != 0 || std::isnan(c.real)) return 0;
  u64 scratch;
  return num::compare_double(big_view(other, &scratch), c.real) == 0;
}

Ref complex_compare(Thread&, Value a, Value b, CompareOp op) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return Ref::immediate(kNotImplemented);
  int equal = equals(complex_value(a), b);
  return equal < 0 ? Ref::immediate(kNotImplemented) : bool_ref(equal == (op == CompareOp::kEq));
}

int complex_truth(Thread&, Value self) {
  ComplexNumber c = complex_value(self);
  return c.real != 0 || c.imag != 0;
}

// ---- arithmetic

// Converts an operand: 1 converted, 0 not a number that operators accept, -1 error.
int operand(Thread& t, Value v, ComplexNumber* out) {
  if (is_complex(v)) {
    *out = complex_value(v);
    return 1;
  }
  *out = {0, 0};
  if (!is_float(v) && !is_int(v)) return 0;
  return to_double_py(t, v, &out->real) ? 1 : -1;
}

Ref power(Thread& t, ComplexNumber a, ComplexNumber b) {
  if (a.real == 0 && a.imag == 0 && (b.real < 0 || b.imag != 0)) {
    return raise(t, kZeroDivisionErrorType, "%s to a negative or complex power",
                 library_minor() >= 14 ? "zero" : "0.0");
  }
  ComplexNumber r = complex_pow(a, b);
  if (std::isinf(r.real) || std::isinf(r.imag)) return raise_overflow_error(t, "complex exponentiation");
  return make_complex(t, r);
}

Ref divide(Thread& t, ComplexNumber a, ComplexNumber b, bool real_dividend) {
  if (b.real == 0 && b.imag == 0)
    return raise(t, kZeroDivisionErrorType, library_minor() >= 14 ? "division by zero" : "complex division by zero");
  if (!real_dividend) return make_complex(t, complex_divide(a, b));
  ComplexNumber r = real_divide_by_scaling(a.real, b);
  if (is_nan(r) && is_infinite(b) && std::isfinite(a.real)) {
    ComplexNumber y = direction(b);
    r = {0.0 * (a.real * y.real), 0.0 * (-a.real * y.imag)};
  }
  return make_complex(t, r);
}

Ref compute(Thread& t, BinaryOp op, ComplexNumber a, ComplexNumber b, bool real_dividend = false) {
  switch (op) {
    case BinaryOp::kAdd: return make_complex(t, {a.real + b.real, a.imag + b.imag});
    case BinaryOp::kSub: return make_complex(t, {a.real - b.real, a.imag - b.imag});
    case BinaryOp::kMul: return make_complex(t, complex_multiply(a, b));
    case BinaryOp::kPow: return power(t, a, b);
    default: return divide(t, a, b, real_dividend);
  }
}

// With one real operand. Since Python 3.14 it has no imaginary part at all, instead of a positive zero.
Ref compute_mixed(Thread& t, BinaryOp op, ComplexNumber a, ComplexNumber b, bool first_is_real) {
  ComplexNumber c = first_is_real ? b : a;
  double real = first_is_real ? a.real : b.real;
  switch (op) {
    case BinaryOp::kAdd: return make_complex(t, {c.real + real, c.imag});
    case BinaryOp::kSub:
      return make_complex(t,
                          first_is_real ? ComplexNumber{real - c.real, -c.imag} : ComplexNumber{c.real - real, c.imag});
    case BinaryOp::kMul: return make_complex(t, {c.real * real, c.imag * real});
    case BinaryOp::kTrueDiv:
      if (!first_is_real && real != 0) return make_complex(t, {c.real / real, c.imag / real});
      return compute(t, op, a, b, first_is_real);
    default: return compute(t, op, a, b);
  }
}

template <BinaryOp kOp>
Ref complex_operator(Thread& t, Value a, Value b) {
  ComplexNumber x, y;
  int ok = operand(t, a, &x);
  if (ok > 0) ok = operand(t, b, &y);
  if (ok <= 0) return ok < 0 ? Ref() : Ref::immediate(kNotImplemented);
  bool mixed = is_complex(a) != is_complex(b) && library_minor() >= 14;
  return mixed ? compute_mixed(t, kOp, x, y, is_complex(b)) : compute(t, kOp, x, y);
}

Ref complex_power(Thread& t, Value a, Value b, Value modulus) {
  if (modulus && modulus != kNone) return raise_value_error(t, "complex modulo");
  return complex_operator<BinaryOp::kPow>(t, a, b);
}

Ref complex_neg(Thread& t, Value self) {
  ComplexNumber c = complex_value(self);
  return make_complex(t, {-c.real, -c.imag});
}
Ref complex_abs(Thread& t, Value self) {
  ComplexNumber c = complex_value(self);
  double r = std::hypot(c.real, c.imag);
  if (std::isinf(r) && std::isfinite(c.real) && std::isfinite(c.imag))
    return raise_overflow_error(t, "absolute value too large");
  return make_float(t, r);
}

// ---- methods

Ref complex_conjugate(Thread& t, Value self) {
  ComplexNumber c = complex_value(self);
  return make_complex(t, {c.real, -c.imag});
}
Ref complex_getnewargs(Thread& t, Value self) {
  ComplexNumber c = complex_value(self);
  Ref real = make_float(t, c.real), imag = make_float(t, c.imag);
  return real && imag ? make_tuple(t, real, imag) : Ref();
}
Ref complex_from_number(Thread& t, Value type, Value number) {
  if (is_exact(number, TypeId::kComplex) && type.as<Type>() == kComplexType) return Ref::share(t, number);
  ComplexNumber c;
  if (!to_complex_py(t, number, &c)) return Ref();
  Ref value = make_complex(t, c);
  return value && type.as<Type>() != kComplexType ? call_py(t, type, value) : std::move(value);
}

constexpr MethodDef kMethods[] = {
    {"from_number", complex_from_number, "@classmethod (type, number, /)",
     "Convert number to a complex floating-point number."},
    {"conjugate", complex_conjugate, "(self, /)", "The number with the imaginary part's sign turned around."},
    {"__complex__", exact_complex, "(self, /)", "The same number as an exact complex."},
    {"__getnewargs__", complex_getnewargs, "(self, /)"},
    {"__format__", complex_format, "(self, format_spec, /)",
     "The text of the number in the form that format_spec describes."},
    {},
};

constexpr MemberDef kMembers[] = {
    {"real", MemberKind::kDouble, offsetof(Complex, real), true, "The real part: for real numbers the number itself."},
    {"imag", MemberKind::kDouble, offsetof(Complex, imag), true, "The imaginary part: 0 for real numbers."},
    {}};

template <BinaryOp... kOps>
constexpr void set_operators(Slots& s) {
  ((s.binary[static_cast<int>(kOps)] = complex_operator<kOps>), ...);
}

constexpr Slots kSlots = [] {
  using enum BinaryOp;
  Slots s{};
  s.repr = complex_repr;
  s.hash = complex_hash;
  s.compare = complex_compare;
  s.truth = complex_truth;
  s.create = complex_create;
  set_operators<kAdd, kSub, kMul, kTrueDiv, kPow>(s);
  s.power = complex_power;
  s.unary[static_cast<int>(UnaryOp::kNeg)] = complex_neg;
  s.unary[static_cast<int>(UnaryOp::kPos)] = exact_complex;
  s.unary[static_cast<int>(UnaryOp::kAbs)] = complex_abs;
  return s;
}();

}  // namespace

const TypeSpec kComplexSpec = {
    .id = TypeId::kComplex,
    .name = "complex",
    .size = sizeof(Complex),
    .flags = kTypeSubclassable,
    .doc = "complex(real=0, imag=0)\n--\n\nA complex number, from its parts or from text such as '1+2j'.",
    .slots = kSlots,
    .methods = kMethods,
    .members = kMembers};

}  // namespace rt
