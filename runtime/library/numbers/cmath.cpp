// cmath: functions of complex numbers, from the C library, whose special cases follow annex G of the C standard.
#include <cmath>
#include <complex>
#include <numbers>

#include "runtime/object/native.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/complex_math.h"
#include "runtime/types/numbers/float.h"

namespace rt::cmath {

namespace {

using C = std::complex<double>;

bool finite(C z) { return std::isfinite(z.real()) && std::isfinite(z.imag()); }
bool has_nan(C z) { return std::isnan(z.real()) || std::isnan(z.imag()); }
bool has_inf(C z) { return std::isinf(z.real()) || std::isinf(z.imag()); }

bool argument_py(Thread& t, Value v, C* out) {
  ComplexNumber c;
  if (!to_complex_py(t, v, &c)) return false;
  *out = {c.real, c.imag};
  return true;
}
Error raise_domain_error(Thread& t) { return raise_value_error(t, "math domain error"); }
Error raise_range_error(Thread& t) { return raise_overflow_error(t, "math range error"); }

// The result, or an error. A NaN from numbers is a domain error. An infinity from a finite number is an overflow,
// unless the function has a pole there.
Ref checked(Thread& t, C z, C r, bool pole) {
  if (has_nan(r) && !has_nan(z)) return raise_domain_error(t);
  if (has_inf(r) && finite(z)) return pole ? raise_domain_error(t) : raise_range_error(t);
  return make_complex(t, r.real(), r.imag());
}

template <C (*kFunction)(C), bool kPole>
Ref unary(Thread& t, Value v) {
  C z;
  return argument_py(t, v, &z) ? checked(t, z, kFunction(z), kPole) : Ref();
}

#define FUNCTION(name, pole)                       \
  C call_##name(C z) { return std::name(z); } \
  constexpr auto name##_py = unary<call_##name, pole>;
FUNCTION(acos, false)
FUNCTION(acosh, false)
FUNCTION(asin, false)
FUNCTION(asinh, false)
FUNCTION(atan, true)
FUNCTION(atanh, true)
FUNCTION(cos, false)
FUNCTION(cosh, false)
FUNCTION(exp, false)
FUNCTION(sin, false)
FUNCTION(sinh, false)
FUNCTION(sqrt, false)
FUNCTION(tan, false)
FUNCTION(tanh, false)
#undef FUNCTION

// ---- logarithms

bool log_py(Thread& t, Value v, C* out) {
  C z;
  if (!argument_py(t, v, &z)) return false;
  if (z == C(0, 0)) return raise_domain_error(t);
  *out = std::log(z);
  return true;
}

Ref log(Thread& t, Value v, Value base_value) {
  C r, base;
  if (!log_py(t, v, &r)) return Ref();
  if (base_value) {
    if (!log_py(t, base_value, &base)) return Ref();
    if (base == C(0, 0)) return raise_domain_error(t);
    ComplexNumber q = complex_divide({r.real(), r.imag()}, {base.real(), base.imag()});
    r = {q.real, q.imag};
  }
  return make_complex(t, r.real(), r.imag());
}

Ref log10(Thread& t, Value v) {
  C r;
  return log_py(t, v, &r) ? make_complex(t, r.real() / std::numbers::ln10, r.imag() / std::numbers::ln10) : Ref();
}

// ---- polar coordinates

Ref phase(Thread& t, Value v) {
  C z;
  return argument_py(t, v, &z) ? make_float(t, std::atan2(z.imag(), z.real())) : Ref();
}

Ref polar(Thread& t, Value v) {
  C z;
  if (!argument_py(t, v, &z)) return Ref();
  double length = std::hypot(z.real(), z.imag());
  if (std::isinf(length) && finite(z)) return raise_range_error(t);
  Ref r = make_float(t, length), phi = make_float(t, std::atan2(z.imag(), z.real()));
  return r && phi ? make_tuple(t, r, phi) : Ref();
}

Ref rect(Thread& t, Value r_value, Value phi_value) {
  double r, phi;
  if (!to_double_py(t, r_value, &r) || !to_double_py(t, phi_value, &phi)) return Ref();
  if (phi == 0) return make_complex(t, r, std::isnan(r) ? 0.0 : std::copysign(1.0, r) * phi);
  if (r == 0 && !std::isfinite(phi)) return make_complex(t, 0, 0);
  if (std::isinf(phi)) return std::isnan(r) ? make_complex(t, r, r) : Ref(raise_domain_error(t));
  if (std::isinf(r) && std::isnan(phi)) return make_complex(t, INFINITY, phi);
  return make_complex(t, r * std::cos(phi), r * std::sin(phi));
}

// ---- questions

Ref isfinite(Thread& t, Value v) {
  C z;
  return argument_py(t, v, &z) ? bool_ref(finite(z)) : Ref();
}
Ref isinf(Thread& t, Value v) {
  C z;
  return argument_py(t, v, &z) ? bool_ref(has_inf(z)) : Ref();
}
Ref isnan(Thread& t, Value v) {
  C z;
  return argument_py(t, v, &z) ? bool_ref(has_nan(z)) : Ref();
}

Ref isclose(Thread& t, Value a_value, Value b_value, Value rel_value, Value abs_value) {
  C a, b;
  double rel = 1e-09, absolute = 0;
  if (!argument_py(t, a_value, &a) || !argument_py(t, b_value, &b)) return Ref();
  if (rel_value && !to_double_py(t, rel_value, &rel)) return Ref();
  if (abs_value && !to_double_py(t, abs_value, &absolute)) return Ref();
  if (rel < 0 || absolute < 0) return raise_value_error(t, "tolerances must be non-negative");
  if (a == b) return bool_ref(true);
  if (has_inf(a) || has_inf(b)) return bool_ref(false);
  double difference = std::abs(a - b);
  return bool_ref(difference <= rel * std::abs(b) || difference <= rel * std::abs(a) || difference <= absolute);
}

constexpr MethodDef kMethods[] = {
    {"acos", acos_py, "(z, /)", "Arc cosine."},
    {"acosh", acosh_py, "(z, /)", "Inverse of the hyperbolic cosine."},
    {"asin", asin_py, "(z, /)", "Arc sine."},
    {"asinh", asinh_py, "(z, /)", "Inverse of the hyperbolic sine."},
    {"atan", atan_py, "(z, /)", "Arc tangent."},
    {"atanh", atanh_py, "(z, /)", "Inverse of the hyperbolic tangent."},
    {"cos", cos_py, "(z, /)", "Return the cosine of z."},
    {"cosh", cosh_py, "(z, /)", "Hyperbolic cosine."},
    {"exp", exp_py, "(z, /)", "e to the power of z."},
    {"isclose", isclose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
     "Are a and b nearly equal? Their distance may be rel_tol times the larger absolute value, or abs_tol."},
    {"isfinite", isfinite, "(z, /)", "Is neither part infinite or a NaN?"},
    {"isinf", isinf, "(z, /)", "Is one of the parts infinite?"},
    {"isnan", isnan, "(z, /)", "Is one of the parts a NaN?"},
    {"log", log, "(z, base=<unrepresentable>, /)", "The logarithm of z, natural without a base."},
    {"log10", log10, "(z, /)", "The logarithm of z to base 10."},
    {"phase", phase, "(z, /)", "The angle of z in the complex plane, from -pi to pi."},
    {"polar", polar, "(z, /)", "(absolute value, angle)."},
    {"rect", rect, "(r, phi, /)", "The complex number with this absolute value and angle."},
    {"sin", sin_py, "(z, /)", "Return the sine of z."},
    {"sinh", sinh_py, "(z, /)", "Hyperbolic sine."},
    {"sqrt", sqrt_py, "(z, /)", "Square root."},
    {"tan", tan_py, "(z, /)", "Return the tangent of z."},
    {"tanh", tanh_py, "(z, /)", "Hyperbolic tangent."},
    {},
};

bool init(Thread& t, Value module) {
  return module_add(t, module, "pi", make_float(t, std::numbers::pi)) &&
         module_add(t, module, "e", make_float(t, std::numbers::e)) &&
         module_add(t, module, "tau", make_float(t, 2 * std::numbers::pi)) &&
         module_add(t, module, "inf", make_float(t, INFINITY)) &&
         module_add(t, module, "infj", make_complex(t, 0, INFINITY)) &&
         module_add(t, module, "nan", make_float(t, NAN)) && module_add(t, module, "nanj", make_complex(t, 0, NAN));
}

}  // namespace
}  // namespace rt::cmath

namespace rt {

extern const ModuleDef kCmathModule = {.name = "cmath",
                                       .doc = "Mathematical functions of complex numbers.",
                                       .methods = cmath::kMethods,
                                       .init = cmath::init};

}  // namespace rt
