// math: logarithms of numbers of any size, rounding, parts of floats.
#include <bit>
#include <cmath>

#include "runtime/library/numbers/math.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt::math {

Error raise_unexpected(Thread& t, const char* wanted, double x) {
  if (library_minor() < 14) return raise_domain_error(t);
  Ref shown = make_float(t, x);
  return shown ? raise_value_error(t, "expected %s, got %R", wanted, shown.get()) : Error();
}

// ---- logarithms

namespace {

using Log = double (*)(double);
double natural(double x) { return std::log(x); }
double binary(double x) { return std::log2(x); }
double decimal(double x) { return std::log10(x); }

// The logarithm of an int, also of one that is too large for a double.
bool log_of_int(Thread& t, Value v, Log f, double* out) {
  u64 scratch;
  num::BigView n = big_view(v, &scratch);
  if (n.negative || n.is_zero())
    return library_minor() < 14 ? raise_domain_error(t) : raise_value_error(t, "expected a positive input");
  if (std::optional<double> d = num::to_double(n)) {
    *out = f(*d);
    return true;
  }
  num::Frexp parts = num::to_frexp(n);
  *out = f(parts.mantissa) + f(2.0) * static_cast<double>(parts.exponent);
  return true;
}

bool log_py(Thread& t, Value v, Log f, double* out) {
  if (is_int(v)) return log_of_int(t, v, f, out);
  double x;
  if (!to_double_py(t, v, &x)) {
    // Since 3.15 an object with __index__ counts as an int if it is too large for a float.
    if (library_minor() < 15 || !type_of(v)->slots.index || !error_is(t, kOverflowErrorType)) return false;
    clear_error(t);
    Ref n = index_py(t, v);
    return n && log_of_int(t, n, f, out);
  }
  if (x <= 0) return raise_unexpected(t, "a positive input", x);
  *out = f(x);
  return true;
}

}  // namespace

Ref log(Thread& t, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "math.log() takes no keyword arguments");
  if (args.positional == 0) return raise_type_error(t, "log expected at least 1 argument, got 0");
  if (args.positional > 2) return raise_type_error(t, "log expected at most 2 arguments, got %u", args.positional);
  double x, base;
  if (!log_py(t, args[0], natural, &x)) return Ref();
  if (args.positional == 1) return make_float(t, x);
  if (!log_py(t, args[1], natural, &base)) return Ref();
  if (base == 0)
    return raise(t, kZeroDivisionErrorType, library_minor() >= 14 ? "division by zero" : "float division by zero");
  return make_float(t, x / base);
}
Ref log2(Thread& t, Value v) {
  double r;
  return log_py(t, v, binary, &r) ? make_float(t, r) : Ref();
}
Ref log10(Thread& t, Value v) {
  double r;
  return log_py(t, v, decimal, &r) ? make_float(t, r) : Ref();
}

// ---- rounding to ints

namespace {

Ref rounded_py(Thread& t, Value v, Value method_name, double (*round)(double)) {
  if (!is_exact_float(v)) {
    bool self_first;
    Ref method = special_method_py(t, v, method_name, &self_first);
    if (method) return self_first ? call_py(t, method, v) : call_py(t, method);
    if (error_pending(t)) return Ref();
  }
  double x;
  return to_double_py(t, v, &x) ? int_from_double(t, round(x)) : Ref();
}

}  // namespace

Ref floor(Thread& t, Value v) {
  return rounded_py(t, v, name(N::__floor__), [](double x) { return std::floor(x); });
}
Ref ceil(Thread& t, Value v) {
  return rounded_py(t, v, name(N::__ceil__), [](double x) { return std::ceil(x); });
}

Ref trunc(Thread& t, Value v) {
  if (is_exact_float(v)) return int_from_double(t, float_value(v));
  bool self_first;
  Ref method = special_method_py(t, v, name(N::__trunc__), &self_first);
  if (method) return self_first ? call_py(t, method, v) : call_py(t, method);
  return error_pending(t) ? Ref() : raise_type_error(t, "type %T doesn't define __trunc__ method", v);
}

// ---- parts

Ref frexp(Thread& t, Value v) {
  double x;
  if (!to_double_py(t, v, &x)) return Ref();
  int exponent = 0;
  double mantissa = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  Ref m = make_float(t, mantissa);
  return m ? make_tuple(t, m, Value::small_int(exponent)) : Ref();
}

Ref ldexp(Thread& t, Value v, Value exponent_value) {
  double x;
  if (!to_double_py(t, v, &x)) return Ref();
  if (!is_int(exponent_value)) return raise_type_error(t, "Expected an int as second argument to ldexp.");
  i64 exponent;
  if (!index_i64_py(t, exponent_value, &exponent, nullptr)) return Ref();
  if (x == 0 || !std::isfinite(x)) return make_float(t, x);
  if (exponent > INT32_MAX) return raise_range_error(t);
  if (exponent < INT32_MIN) return make_float(t, std::copysign(0.0, x));
  double r = std::ldexp(x, static_cast<int>(exponent));
  return std::isinf(r) ? Ref(raise_range_error(t)) : make_float(t, r);
}

Ref modf(Thread& t, Value v) {
  double x, whole;
  if (!to_double_py(t, v, &x)) return Ref();
  double fraction = std::modf(x, &whole);
  Ref f = make_float(t, fraction), w = make_float(t, whole);
  return f && w ? make_tuple(t, f, w) : Ref();
}

// ---- powers and remainders

Ref pow(Thread& t, Value a, Value b) {
  double x, y;
  if (!to_double_py(t, a, &x) || !to_double_py(t, b, &y)) return Ref();
  double r = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(r)) return raise_domain_error(t);
    if (std::isinf(r)) return x == 0 ? raise_domain_error(t) : raise_range_error(t);
  }
  return make_float(t, r);
}

Ref fmod(Thread& t, Value a, Value b) {
  double x, y;
  if (!to_double_py(t, a, &x) || !to_double_py(t, b, &y)) return Ref();
  double r = std::fmod(x, y);
  return std::isnan(r) && !std::isnan(x) && !std::isnan(y) ? Ref(raise_domain_error(t)) : make_float(t, r);
}

Ref remainder(Thread& t, Value a, Value b) {
  double x, y;
  if (!to_double_py(t, a, &x) || !to_double_py(t, b, &y)) return Ref();
  double r = std::remainder(x, y);
  return std::isnan(r) && !std::isnan(x) && !std::isnan(y) ? Ref(raise_domain_error(t)) : make_float(t, r);
}

Ref fma(Thread& t, Value a, Value b, Value c) {
  double x, y, z;
  if (!to_double_py(t, a, &x) || !to_double_py(t, b, &y) || !to_double_py(t, c, &z)) return Ref();
  double r = std::fma(x, y, z);
  if (std::isnan(r) && !std::isnan(x) && !std::isnan(y) && !std::isnan(z))
    return raise_value_error(t, "invalid operation in fma");
  if (std::isinf(r) && std::isfinite(x) && std::isfinite(y) && std::isfinite(z))
    return raise_overflow_error(t, "overflow in fma");
  return make_float(t, r);
}

// ---- neighbours

namespace {

// Maps doubles to integers in the order of their values.
i64 ordinal(double x) {
  i64 bits = std::bit_cast<i64>(x);
  return bits < 0 ? INT64_MIN - bits : bits;
}
double from_ordinal(i64 n) { return std::bit_cast<double>(n < 0 ? INT64_MIN - n : n); }

double step_towards(double x, double y, u64 steps) {
  if (steps == 0 || x == y) return steps == 0 ? x : y;
  i64 from = ordinal(x), to = ordinal(y);
  u64 distance =
      from < to ? static_cast<u64>(to) - static_cast<u64>(from) : static_cast<u64>(from) - static_cast<u64>(to);
  if (steps >= distance) return y;
  i64 at = static_cast<i64>(from < to ? static_cast<u64>(from) + steps : static_cast<u64>(from) - steps);
  return at == 0 ? std::copysign(0.0, x) : from_ordinal(at);
}

}  // namespace

Ref nextafter(Thread& t, Value a, Value b, Value steps_value) {
  double x, y;
  if (!to_double_py(t, a, &x) || !to_double_py(t, b, &y)) return Ref();
  if (steps_value == kNone) return make_float(t, std::nextafter(x, y));
  Ref n = index_py(t, steps_value);
  if (!n) return Ref();
  u64 scratch;
  num::BigView steps = big_view(n, &scratch);
  if (steps.negative) return raise_value_error(t, "steps must be a non-negative integer");
  if (std::isnan(x) || std::isnan(y)) return make_float(t, x + y);
  return make_float(t, step_towards(x, y, num::to_uint64(steps).value_or(UINT64_MAX)));
}

Ref ulp(Thread& t, Value v) {
  double x;
  if (!to_double_py(t, v, &x)) return Ref();
  if (std::isnan(x)) return make_float(t, x);
  x = std::fabs(x);
  if (std::isinf(x)) return make_float(t, x);
  double above = std::nextafter(x, INFINITY);
  return make_float(t, std::isinf(above) ? x - std::nextafter(x, 0.0) : above - x);
}

Ref isclose(Thread& t, Value a_value, Value b_value, Value rel_value, Value abs_value) {
  double a, b, rel = 1e-09, abs = 0;
  if (!to_double_py(t, a_value, &a) || !to_double_py(t, b_value, &b)) return Ref();
  if (rel_value && !to_double_py(t, rel_value, &rel)) return Ref();
  if (abs_value && !to_double_py(t, abs_value, &abs)) return Ref();
  if (rel < 0 || abs < 0) return raise_value_error(t, "tolerances must be non-negative");
  if (a == b) return bool_ref(true);
  if (std::isinf(a) || std::isinf(b)) return bool_ref(false);
  double difference = std::fabs(b - a);
  return bool_ref(difference <= std::fabs(rel * b) || difference <= std::fabs(rel * a) || difference <= abs);
}

}  // namespace rt::math
