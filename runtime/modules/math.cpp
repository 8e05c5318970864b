// The module math: elementary functions and the table. Others are in math_float.cpp, math_int.cpp and math_sum.cpp.
#include "runtime/modules/math.h"

#include <cmath>
#include <numbers>

#include "runtime/types/float.h"

namespace rt::math {

namespace {

// ---- functions of one number

// A NaN that did not come in is a domain error. What an infinity out of a finite number is, depends on the function.
enum class Infinite : u8 { kRange, kDomain };

Ref checked(Thread& t, double x, double r, Infinite infinite) {
  if (std::isnan(r) && !std::isnan(x)) return raise_domain_error(t);
  if (std::isinf(r) && std::isfinite(x)) return infinite == Infinite::kRange ? raise_range_error(t) : raise_domain_error(t);
  return make_float(t, r);
}

template <double (*kFunction)(double), Infinite kInfinite>
Ref unary(Thread& t, Value v) {
  double x;
  return to_double_py(t, v, &x) ? checked(t, x, kFunction(x), kInfinite) : Ref();
}

// Gamma has poles at the negative integers, where C's answers are not all Python's.
double gamma(double x) { return x == std::floor(x) && x <= 0 && std::isfinite(x) ? NAN : x == -INFINITY ? NAN : std::tgamma(x); }
double lgamma(double x) {
  if (x == std::floor(x) && x <= 0 && std::isfinite(x)) return NAN;
  int sign;
  return ::lgamma_r(x, &sign);
}
double degrees(double x) { return x * (180.0 / std::numbers::pi); }
double radians(double x) { return x * (std::numbers::pi / 180.0); }
double log1p(double x) { return x <= -1 ? NAN : std::log1p(x); }
double atanh(double x) { return std::fabs(x) >= 1 ? NAN : std::atanh(x); }

#define REAL(name, function, infinite)            \
  double call_##name(double x) { return function(x); } \
  constexpr auto name##_py = unary<call_##name, Infinite::infinite>;
REAL(acos, std::acos, kDomain)
REAL(acosh, std::acosh, kDomain)
REAL(asin, std::asin, kDomain)
REAL(asinh, std::asinh, kDomain)
REAL(atan, std::atan, kDomain)
REAL(atanh, atanh, kDomain)
REAL(cbrt, std::cbrt, kDomain)
REAL(cos, std::cos, kDomain)
REAL(cosh, std::cosh, kRange)
REAL(degrees, degrees, kRange)
REAL(erf, std::erf, kDomain)
REAL(erfc, std::erfc, kDomain)
REAL(exp, std::exp, kRange)
REAL(exp2, std::exp2, kRange)
REAL(expm1, std::expm1, kRange)
REAL(fabs, std::fabs, kDomain)
REAL(gamma, gamma, kRange)
REAL(lgamma, lgamma, kRange)
REAL(log1p, log1p, kDomain)
REAL(radians, radians, kRange)
REAL(sin, std::sin, kDomain)
REAL(sinh, std::sinh, kRange)
REAL(sqrt, std::sqrt, kDomain)
REAL(tan, std::tan, kDomain)
REAL(tanh, std::tanh, kDomain)
#undef REAL

// ---- functions of two numbers

bool two_py(Thread& t, Value a, Value b, double* x, double* y) { return to_double_py(t, a, x) && to_double_py(t, b, y); }

Ref atan2(Thread& t, Value a, Value b) {
  double y, x;
  return two_py(t, a, b, &y, &x) ? make_float(t, std::atan2(y, x)) : Ref();
}
Ref copysign(Thread& t, Value a, Value b) {
  double x, y;
  return two_py(t, a, b, &x, &y) ? make_float(t, std::copysign(x, y)) : Ref();
}

// ---- questions

template <bool (*kQuestion)(double)>
Ref question(Thread& t, Value v) {
  double x;
  return to_double_py(t, v, &x) ? bool_ref(kQuestion(x)) : Ref();
}
bool is_finite(double x) { return std::isfinite(x); }
bool is_inf(double x) { return std::isinf(x); }
bool is_nan(double x) { return std::isnan(x); }

constexpr MethodDef kMethods[] = {
    {"acos", acos_py, "(x, /)", "Return the arc cosine (measured in radians) of x."},
    {"acosh", acosh_py, "(x, /)", "Return the inverse hyperbolic cosine of x."},
    {"asin", asin_py, "(x, /)", "Return the arc sine (measured in radians) of x."},
    {"asinh", asinh_py, "(x, /)", "Return the inverse hyperbolic sine of x."},
    {"atan", atan_py, "(x, /)", "Return the arc tangent (measured in radians) of x."},
    {"atan2", atan2, "(y, x, /)", "Return the arc tangent (measured in radians) of y/x."},
    {"atanh", atanh_py, "(x, /)", "Return the inverse hyperbolic tangent of x."},
    {"cbrt", cbrt_py, "(x, /)", "Return the cube root of x."},
    {"ceil", ceil, "(x, /)", "Return the ceiling of x as an Integral."},
    {"comb", comb, "(n, k, /)", "Number of ways to choose k items from n items without repetition and without order."},
    {"copysign", copysign, "(x, y, /)", "Return a float with the magnitude of x but the sign of y."},
    {"cos", cos_py, "(x, /)", "Return the cosine of x (measured in radians)."},
    {"cosh", cosh_py, "(x, /)", "Return the hyperbolic cosine of x."},
    {"degrees", degrees_py, "(x, /)", "Convert angle x from radians to degrees."},
    {"dist", dist, "(p, q, /)", "Return the Euclidean distance between two points p and q."},
    {"erf", erf_py, "(x, /)", "Error function at x."},
    {"erfc", erfc_py, "(x, /)", "Complementary error function at x."},
    {"exp", exp_py, "(x, /)", "Return e raised to the power of x."},
    {"exp2", exp2_py, "(x, /)", "Return 2 raised to the power of x."},
    {"expm1", expm1_py, "(x, /)", "Return exp(x)-1."},
    {"fabs", fabs_py, "(x, /)", "Return the absolute value of the float x."},
    {"factorial", factorial, "(n, /)", "Find n!."},
    {"floor", floor, "(x, /)", "Return the floor of x as an Integral."},
    {"fma", fma, "(x, y, z, /)", "Compute (x * y) + z with a single round."},
    {"fmod", fmod, "(x, y, /)", "Return fmod(x, y), according to platform C."},
    {"frexp", frexp, "(x, /)", "Return the mantissa and exponent of x, as pair (m, e)."},
    {"fsum", fsum, "(seq, /)", "Return an accurate floating-point sum of values in the iterable seq."},
    {"gamma", gamma_py, "(x, /)", "Gamma function at x."},
    {"gcd", gcd, "(*integers)", "Greatest Common Divisor."},
    {"hypot", hypot, "(*coordinates)", "Multidimensional Euclidean distance from the origin to a point."},
    {"isclose", isclose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Determine whether two floating-point numbers are close in value."},
    {"isfinite", question<is_finite>, "(x, /)", "Return True if x is neither an infinity nor a NaN, and False otherwise."},
    {"isinf", question<is_inf>, "(x, /)", "Return True if x is a positive or negative infinity, and False otherwise."},
    {"isnan", question<is_nan>, "(x, /)", "Return True if x is a NaN (not a number), and False otherwise."},
    {"isqrt", isqrt, "(n, /)", "Return the integer part of the square root of the input."},
    {"lcm", lcm, "(*integers)", "Least Common Multiple."},
    {"ldexp", ldexp, "(x, i, /)", "Return x * (2**i)."},
    {"lgamma", lgamma_py, "(x, /)", "Natural logarithm of absolute value of Gamma function at x."},
    {"log", log, "(...)", "log(x, [base=math.e])\nReturn the logarithm of x to the given base."},
    {"log10", log10, "(x, /)", "Return the base 10 logarithm of x."},
    {"log1p", log1p_py, "(x, /)", "Return the natural logarithm of 1+x (base e)."},
    {"log2", log2, "(x, /)", "Return the base 2 logarithm of x."},
    {"modf", modf, "(x, /)", "Return the fractional and integer parts of x."},
    {"nextafter", nextafter, "(x, y, /, *, steps=None)", "Return the floating-point value the given number of steps after x towards y."},
    {"perm", perm, "(n, k=None, /)", "Number of ways to choose k items from n items without repetition and with order."},
    {"pow", pow, "(x, y, /)", "Return x**y (x to the power of y)."},
    {"prod", prod, "(iterable, /, *, start=1)", "Calculate the product of all the elements in the input iterable."},
    {"radians", radians_py, "(x, /)", "Convert angle x from degrees to radians."},
    {"remainder", remainder, "(x, y, /)", "Difference between x and the closest integer multiple of y."},
    {"sin", sin_py, "(x, /)", "Return the sine of x (measured in radians)."},
    {"sinh", sinh_py, "(x, /)", "Return the hyperbolic sine of x."},
    {"sqrt", sqrt_py, "(x, /)", "Return the square root of x."},
    {"sumprod", sumprod, "(p, q, /)", "Return the sum of products of values from two iterables p and q."},
    {"tan", tan_py, "(x, /)", "Return the tangent of x (measured in radians)."},
    {"tanh", tanh_py, "(x, /)", "Return the hyperbolic tangent of x."},
    {"trunc", trunc, "(x, /)", "Truncates the Real x to the nearest Integral toward 0."},
    {"ulp", ulp, "(x, /)", "Return the value of the least significant bit of the float x."},
    {}};

bool init(Thread& t, Value module) {
  return module_add(t, module, "pi", make_float(t, std::numbers::pi)) && module_add(t, module, "e", make_float(t, std::numbers::e)) &&
         module_add(t, module, "tau", make_float(t, 2 * std::numbers::pi)) && module_add(t, module, "inf", make_float(t, INFINITY)) &&
         module_add(t, module, "nan", make_float(t, NAN));
}

}  // namespace
}  // namespace rt::math

namespace rt {

extern const ModuleDef kMathModule;
const ModuleDef kMathModule = {.name = "math",
                               .doc = "This module provides access to the mathematical functions\ndefined by the C standard.",
                               .methods = math::kMethods,
                               .init = math::init};

}  // namespace rt
