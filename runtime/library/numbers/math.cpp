// Module math: elementary functions and the module's definition. The others are in math_float.cpp, math_int.cpp and
// math_sum.cpp.
#include "runtime/library/numbers/math.h"

#include <cmath>
#include <numbers>

#include "runtime/library/parts/module_parts.h"
#include "runtime/types/numbers/float.h"

namespace rt::math {

namespace {

// ---- functions of one number

// The result, or an error. A NaN from a number is a domain error. The function decides what an infinity from a finite
// number is, and says what it wants.
enum class Infinite : u8 { kRange, kDomain };

Ref checked(Thread& t, double x, double r, Infinite infinite, const char* wanted) {
  if (std::isnan(r) && !std::isnan(x)) return raise_unexpected(t, wanted, x);
  if (std::isinf(r) && std::isfinite(x))
    return infinite == Infinite::kRange ? raise_range_error(t) : raise_unexpected(t, wanted, x);
  return make_float(t, r);
}

template <double (*kFunction)(double), Infinite kInfinite, const char* kWanted>
Ref unary(Thread& t, Value v) {
  double x;
  return to_double_py(t, v, &x) ? checked(t, x, kFunction(x), kInfinite, kWanted) : Ref();
}

constexpr char kAny[] = "a number", kFinite[] = "a finite input", kNonnegative[] = "a nonnegative input",
               kUnit[] = "a number in range from -1 up to 1", kInsideUnit[] = "a number between -1 and 1",
               kFromOne[] = "argument value not less than 1", kAboveMinusOne[] = "argument value > -1",
               kNoPole[] = "a noninteger or positive integer";

// Gamma has poles at the negative integers, where C's results differ from Python's. At small positive integers gamma is
// a factorial that a double holds exactly, as it holds all products on the way; C's function may be off by some units
// in the last place.
double gamma(double x) {
  constexpr double kLastExact = 23;
  if (x == -INFINITY || (x == std::floor(x) && x <= 0 && std::isfinite(x))) return NAN;
  if (x != std::floor(x) || x > kLastExact) return std::tgamma(x);
  double factorial = 1;
  for (double factor = 2; factor < x; ++factor) factorial *= factor;
  return factorial;
}
double lgamma(double x) {
  if (x == std::floor(x) && x <= 0 && std::isfinite(x)) return NAN;
  int sign;
  return ::lgamma_r(x, &sign);
}
double degrees(double x) { return x * (180.0 / std::numbers::pi); }
double radians(double x) { return x * (std::numbers::pi / 180.0); }
double log1p(double x) { return x <= -1 ? NAN : std::log1p(x); }
double atanh(double x) { return std::fabs(x) >= 1 ? NAN : std::atanh(x); }

#define REAL(name, function, infinite, wanted)         \
  double call_##name(double x) { return function(x); } \
  constexpr auto name##_py = unary<call_##name, Infinite::infinite, wanted>;
REAL(acos, std::acos, kDomain, kUnit)
REAL(acosh, std::acosh, kDomain, kFromOne)
REAL(asin, std::asin, kDomain, kUnit)
REAL(asinh, std::asinh, kDomain, kAny)
REAL(atan, std::atan, kDomain, kAny)
REAL(atanh, atanh, kDomain, kInsideUnit)
REAL(cbrt, std::cbrt, kDomain, kAny)
REAL(cos, std::cos, kDomain, kFinite)
REAL(cosh, std::cosh, kRange, kAny)
REAL(degrees, degrees, kRange, kAny)
REAL(erf, std::erf, kDomain, kAny)
REAL(erfc, std::erfc, kDomain, kAny)
REAL(exp, std::exp, kRange, kAny)
REAL(exp2, std::exp2, kRange, kAny)
REAL(expm1, std::expm1, kRange, kAny)
REAL(fabs, std::fabs, kDomain, kAny)
REAL(gamma, gamma, kRange, kNoPole)
REAL(lgamma, lgamma, kRange, kNoPole)
REAL(log1p, log1p, kDomain, kAboveMinusOne)
REAL(radians, radians, kRange, kAny)
REAL(sin, std::sin, kDomain, kFinite)
REAL(sinh, std::sinh, kRange, kAny)
REAL(sqrt, std::sqrt, kDomain, kNonnegative)
REAL(tan, std::tan, kDomain, kFinite)
REAL(tanh, std::tanh, kDomain, kAny)
#undef REAL

// ---- functions of two numbers

bool two_py(Thread& t, Value a, Value b, double* x, double* y) {
  return to_double_py(t, a, x) && to_double_py(t, b, y);
}

Ref atan2(Thread& t, Value a, Value b) {
  double y, x;
  return two_py(t, a, b, &y, &x) ? make_float(t, std::atan2(y, x)) : Ref();
}
Ref copysign(Thread& t, Value a, Value b) {
  double x, y;
  return two_py(t, a, b, &x, &y) ? make_float(t, std::copysign(x, y)) : Ref();
}

Ref fmax(Thread& t, Value a, Value b) {
  double x, y;
  return two_py(t, a, b, &x, &y) ? make_float(t, std::fmax(x, y)) : Ref();
}
Ref fmin(Thread& t, Value a, Value b) {
  double x, y;
  return two_py(t, a, b, &x, &y) ? make_float(t, std::fmin(x, y)) : Ref();
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
bool is_normal(double x) { return std::isnormal(x); }
bool is_subnormal(double x) { return std::fpclassify(x) == FP_SUBNORMAL; }
bool has_sign(double x) { return std::signbit(x); }

constexpr MethodDef kMethods[] = {
    {"acos", acos_py, "(x, /)", "Arc cosine, in radians."},
    {"acosh", acosh_py, "(x, /)", "Inverse of the hyperbolic cosine."},
    {"asin", asin_py, "(x, /)", "Arc sine, in radians."},
    {"asinh", asinh_py, "(x, /)", "Inverse of the hyperbolic sine."},
    {"atan", atan_py, "(x, /)", "Arc tangent, in radians."},
    {"atan2", atan2, "(y, x, /)", "Angle of the point (x, y), in radians: the signs of both tell the quadrant."},
    {"atanh", atanh_py, "(x, /)", "Inverse of the hyperbolic tangent."},
    {"cbrt", cbrt_py, "(x, /)", "Cube root."},
    {"ceil", ceil, "(x, /)", "The smallest int that is not below x."},
    {"comb", comb, "(n, k, /)", "In how many ways k of n things can be chosen, whatever their order."},
    {"copysign", copysign, "(x, y, /)", "The size of x with the sign of y."},
    {"cos", cos_py, "(x, /)", "Cosine of an angle in radians."},
    {"cosh", cosh_py, "(x, /)", "Hyperbolic cosine."},
    {"degrees", degrees_py, "(x, /)", "An angle in degrees, given in radians."},
    {"dist", dist, "(p, q, /)", "How far apart two points are."},
    {"erf", erf_py, "(x, /)", "Error function at x."},
    {"erfc", erfc_py, "(x, /)", "Complementary error function at x."},
    {"exp", exp_py, "(x, /)", "e to the power of x."},
    {"exp2", exp2_py, "(x, /)", "2 to the power of x."},
    {"expm1", expm1_py, "(x, /)", "Return exp(x)-1."},
    {"fabs", fabs_py, "(x, /)", "x without its sign, as a float."},
    {"factorial", factorial, "(n, /)", "Find n!."},
    {"floor", floor, "(x, /)", "The largest int that is not above x."},
    {"fma", fma, "(x, y, z, /)", "x * y + z, rounded only once."},
    {"fmax", fmax, "(x, y, /)", "The larger of two floats; a NaN counts only if both are."},
    {"fmin", fmin, "(x, y, /)", "The smaller of two floats; a NaN counts only if both are."},
    {"fmod", fmod, "(x, y, /)", "What remains of x / y, with the sign of x, as C's fmod."},
    {"frexp", frexp, "(x, /)", "(m, e) with x == m * 2**e and m from 0.5 up to 1."},
    {"fsum", fsum, "(seq, /)", "The sum of floats, rounded only at the end."},
    {"gamma", gamma_py, "(x, /)", "Gamma function at x."},
    {"gcd", gcd, "(*integers)", "Greatest Common Divisor."},
    {"hypot", hypot, "(*coordinates)", "Length of the vector with these coordinates."},
    {"isclose", isclose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
     "Are a and b nearly equal? They may differ by rel_tol times the larger absolute value, or by abs_tol."},
    {"isfinite", question<is_finite>, "(x, /)", "Is x an ordinary number, that is neither infinite nor a NaN?"},
    {"isinf", question<is_inf>, "(x, /)", "Is x infinite?"},
    {"isnan", question<is_nan>, "(x, /)", "Is x a NaN?"},
    {"isnormal", question<is_normal>, "(x, /)", "Is x a finite number of full precision, and not zero?"},
    {"isqrt", isqrt, "(n, /)", "The largest int whose square is not above n."},
    {"issubnormal", question<is_subnormal>, "(x, /)", "Is x so near to zero that it has less precision?"},
    {"lcm", lcm, "(*integers)", "Least Common Multiple."},
    {"ldexp", ldexp, "(x, i, /)", "Return x * (2**i)."},
    {"lgamma", lgamma_py, "(x, /)", "Logarithm of the absolute value of the gamma function."},
    {"log", log, "(...)", "The logarithm of x, natural without a base."},
    {"log10", log10, "(x, /)", "The logarithm of x to base 10."},
    {"log1p", log1p_py, "(x, /)", "The natural logarithm of 1 + x, exact for small x too."},
    {"log2", log2, "(x, /)", "The logarithm of x to base 2."},
    {"modf", modf, "(x, /)", "(fraction, integer part), both floats with the sign of x."},
    {"nextafter", nextafter, "(x, y, /, *, steps=None)",
     "The float next to x in the direction of y, or some steps further."},
    {"perm", perm, "(n, k=None, /)", "In how many ways k of n things can be put in a row."},
    {"pow", pow, "(x, y, /)", "x to the power of y, as a float."},
    {"prod", prod, "(iterable, /, *, start=1)", "The product of the items, times start."},
    {"radians", radians_py, "(x, /)", "An angle in radians, given in degrees."},
    {"remainder", remainder, "(x, y, /)", "x minus the multiple of y that is nearest to it."},
    {"signbit", question<has_sign>, "(x, /)", "Has x a minus sign, as -0.0 has?"},
    {"sin", sin_py, "(x, /)", "Sine of an angle in radians."},
    {"sinh", sinh_py, "(x, /)", "Hyperbolic sine."},
    {"sqrt", sqrt_py, "(x, /)", "Square root."},
    {"sumprod", sumprod, "(p, q, /)", "The sum of p[0] * q[0], p[1] * q[1] and so on."},
    {"tan", tan_py, "(x, /)", "Tangent of an angle in radians."},
    {"tanh", tanh_py, "(x, /)", "Hyperbolic tangent."},
    {"trunc", trunc, "(x, /)", "x without its fraction, by __trunc__."},
    {"ulp", ulp, "(x, /)", "How far the float x is from the next one away from zero."},
    {},
};

// ---- math.integer: the functions of ints alone

constexpr MethodDef kIntegerMethods[] = {
    {"comb", comb, "(n, k, /)", "In how many ways k of n things can be chosen, whatever their order."},
    {"factorial", factorial, "(n, /)", "Find n!."},
    {"gcd", gcd, "(*integers)", "Greatest Common Divisor."},
    {"isqrt", isqrt, "(n, /)", "The largest int whose square is not above n."},
    {"lcm", lcm, "(*integers)", "Least Common Multiple."},
    {"perm", perm, "(n, k=None, /)", "In how many ways k of n things can be put in a row."},
    {},
};
constexpr ModuleDef kIntegerModule = {
    .name = "math.integer", .doc = "Mathematical functions of ints.", .methods = kIntegerMethods};

bool init(Thread& t, Value module) {
  return module_add(t, module, "pi", make_float(t, std::numbers::pi)) &&
         module_add(t, module, "e", make_float(t, std::numbers::e)) &&
         module_add(t, module, "tau", make_float(t, 2 * std::numbers::pi)) &&
         module_add(t, module, "inf", make_float(t, INFINITY)) && module_add(t, module, "nan", make_float(t, NAN)) &&
         add_submodule(t, module, "integer", kIntegerModule);
}

}  // namespace
}  // namespace rt::math

namespace rt {

extern const ModuleDef kMathModule = {
    .name = "math", .doc = "Mathematical functions of floats and ints.", .methods = math::kMethods, .init = math::init};

}  // namespace rt
