// Operations on limbs of any length, in steps (steps.h). They are for operands of more than kStepLimbs limbs; smaller
// ones go to GMP directly (mpint.cpp, mpint_div.cpp).
//
// GMP's own functions for such operands are as fast, but one call of them may take minutes, and cannot be left.
#pragma once

#include "runtime/num/mpint.h"

namespace rt::num {

// All return false if memory has run out or the computation was given up; the output is undefined then. Results do not
// overlap operands. Sizes are not zero.

// out[0, a.size + b.size) = |a| * |b|; a.size >= b.size. If both have the same limbs, they are squared faster.
bool long_multiply(Limb* out, BigView a, BigView b);
// The same for a.size and b.size of similar magnitude, by Schönhage and Strassen's method (long_fft.cpp).
bool fft_multiply(Limb* out, BigView a, BigView b);
// |a| / |b|: a.size - b.size + 1 limbs of the quotient, b.size of the remainder. a.size >= b.size >= 1. The top limb of
// `b` is not zero; that of `a` may be.
bool long_divide(Limb* quotient, Limb* remainder, BigView a, BigView b);
// The greatest common divisor of an odd number and another one, which is not zero (long_gcd.cpp). Factors of two of the
// other number do not matter.
BigBuf long_gcd(BigView odd, BigView other);
// The largest r with r * r <= a, for a > 0.
BigBuf long_isqrt(BigView a);

}  // namespace rt::num
