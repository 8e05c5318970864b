// Arithmetic of complex numbers, for complex and cmath.
#pragma once

#include <cmath>

#include "runtime/object/ops.h"

namespace rt {

struct ComplexNumber {
  double real, imag;
};

// Converts any number by __complex__, __float__ or __index__. False: an error is pending, usually TypeError.
bool to_complex_py(Thread& t, Value v, ComplexNumber* out);

// Since Python 3.14 infinite operands give infinite products and zero quotients instead of NaNs (C, annex G.5.1): what
// has become NaN in both parts is computed anew, with the infinite number replaced by its direction.
bool complex_recovers();  // as the library's version says
ComplexNumber complex_product_again(ComplexNumber a, ComplexNumber b);
ComplexNumber complex_quotient_again(ComplexNumber a, ComplexNumber b);
inline bool is_nan(ComplexNumber c) { return std::isnan(c.real) && std::isnan(c.imag); }

// Smith's division ("Algorithm 116: Complex division", CACM 1962): scales by the larger part of the divisor.
inline ComplexNumber complex_divide_by_scaling(ComplexNumber a, ComplexNumber b) {
  if (std::fabs(b.real) >= std::fabs(b.imag)) {
    double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    return {(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
  }
  if (std::fabs(b.imag) >= std::fabs(b.real)) {
    double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    return {(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
  }
  return {NAN, NAN};  // a NaN in the divisor
}
// The same for a dividend without imaginary part, which is no positive zero then.
inline ComplexNumber real_divide_by_scaling(double a, ComplexNumber b) {
  if (std::fabs(b.real) >= std::fabs(b.imag)) {
    double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    return {a / denominator, -a * ratio / denominator};
  }
  if (std::fabs(b.imag) >= std::fabs(b.real)) {
    double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    return {a * ratio / denominator, -a / denominator};
  }
  return {NAN, NAN};
}

inline ComplexNumber complex_divide(ComplexNumber a, ComplexNumber b) {
  ComplexNumber r = complex_divide_by_scaling(a, b);
  return is_nan(r) && complex_recovers() ? complex_quotient_again(a, b) : r;
}

inline ComplexNumber complex_multiply(ComplexNumber a, ComplexNumber b) {
  ComplexNumber r = {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
  return is_nan(r) && complex_recovers() ? complex_product_again(a, b) : r;
}

// By repeated squaring.
inline ComplexNumber complex_pow_unsigned(ComplexNumber base, long exponent) {
  ComplexNumber result{1, 0};
  for (long mask = 1; mask > 0 && exponent >= mask; mask <<= 1) {
    if (exponent & mask) result = complex_multiply(result, base);
    base = complex_multiply(base, base);
  }
  return result;
}

inline ComplexNumber complex_pow_polar(ComplexNumber a, ComplexNumber b) {
  double length = std::pow(std::hypot(a.real, a.imag), b.real);
  double angle = std::atan2(a.imag, a.real), phase = angle * b.real;
  if (b.imag != 0) {
    length *= std::exp(-angle * b.imag);
    phase += b.imag * std::log(std::hypot(a.real, a.imag));
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

// a ** b: small integer exponents by multiplication, others in polar form. The caller raises the error for zero to a
// negative or complex power.
inline ComplexNumber complex_pow(ComplexNumber a, ComplexNumber b) {
  if (b.real == 0 && b.imag == 0) return {1, 0};
  if (a.real == 0 && a.imag == 0) return {0, 0};
  if (b.imag == 0 && b.real == std::floor(b.real) && std::fabs(b.real) <= 100) {
    long n = static_cast<long>(b.real);
    return n > 0 ? complex_pow_unsigned(a, n) : complex_divide({1, 0}, complex_pow_unsigned(a, -n));
  }
  return complex_pow_polar(a, b);
}

}  // namespace rt
