// Declarations that the files of module math share. The functions are called through the module's method table: they
// may run Python code (__index__, __float__, iterators). Empty: an error is pending.
#pragma once

#include "runtime/object/native.h"
#include "runtime/object/ops.h"

namespace rt::math {

// math_int.cpp
Ref gcd(Thread& t, Value integers);
Ref lcm(Thread& t, Value integers);
Ref isqrt(Thread& t, Value n);
Ref factorial(Thread& t, Value n);
Ref comb(Thread& t, Value n, Value k);
Ref perm(Thread& t, Value n, Value k);

// math_sum.cpp
Ref fsum(Thread& t, Value seq);
Ref prod(Thread& t, Value iterable, Value start);
Ref sumprod(Thread& t, Value p, Value q);
Ref dist(Thread& t, Value p, Value q);
Ref hypot(Thread& t, Value coordinates);

// math_float.cpp
Ref log(Thread& t, const CallArgs& args);
Ref log2(Thread& t, Value x);
Ref log10(Thread& t, Value x);
Ref floor(Thread& t, Value x);
Ref ceil(Thread& t, Value x);
Ref trunc(Thread& t, Value x);
Ref frexp(Thread& t, Value x);
Ref ldexp(Thread& t, Value x, Value exponent);
Ref modf(Thread& t, Value x);
Ref pow(Thread& t, Value x, Value y);
Ref fmod(Thread& t, Value x, Value y);
Ref remainder(Thread& t, Value x, Value y);
Ref fma(Thread& t, Value x, Value y, Value z);
Ref nextafter(Thread& t, Value x, Value y, Value steps);
Ref ulp(Thread& t, Value x);
Ref isclose(Thread& t, Value a, Value b, Value rel_tol, Value abs_tol);

inline Error raise_domain_error(Thread& t) { return raise_value_error(t, "math domain error"); }
// The ValueError of an argument that a function has no value for. Since 3.14 it says what is wanted, and what came.
Error raise_unexpected(Thread& t, const char* wanted, double x);
inline Error raise_range_error(Thread& t) { return raise_overflow_error(t, "math range error"); }

}  // namespace rt::math
