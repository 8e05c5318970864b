// The greatest common divisor of long numbers, in steps.
//
// Euclid's algorithm looks at the highest digits of its numbers. The binary algorithm of Stehlé and Zimmermann, "A
// binary recursive gcd algorithm" (2004), looks at the lowest: for an odd a and an even b = 2^j * b', there is one odd
// q between -2^j and 2^j such that r = a + q * b' can be divided by 2^(j+1). Any odd divisor that a and b share divides
// r, and a pair (b', r / 2^j) follows (a, b). What is decided of low digits stays true when higher ones are added, so
// that no decision is ever taken back. Therefore half of the steps can be found from half of the digits, and
// recursively.
//
// A step multiplies (a, b) by the matrix (0, 2^j; 2^j, q) and divides it by 2^(2j). A sequence of steps is the product
// of their matrices, with the sum of their j.
#include <gmp.h>

#include <utility>

#include "runtime/num/gmp_scratch.h"
#include "runtime/num/long_ops.h"
#include "runtime/num/steps.h"

namespace rt::num {

namespace {

u64 trailing_zeros(BigView a) { return mpn_scan1(a.limbs, 0); }  // of a number that is not zero

// `a` modulo 2^bits, not negative.
BigBuf low_bits(BigView a, u64 bits) {
  std::size_t size = static_cast<std::size_t>((bits + kLimbBits - 1) / kLimbBits);
  if (a.size < size) size = a.size;
  BigBuf out = BigBuf::copy_of({a.limbs, size});
  if (!out.ok() || size == 0) return out;
  if (size * kLimbBits > bits) out.limbs()[size - 1] &= ~Limb{0} >> (size * kLimbBits - bits);
  out.normalize(false);
  if (!a.negative || out.is_zero()) return out;
  return sub(shift_left(SmallBig(1), bits), out);
}

// The inverse of an odd number modulo 2^bits, by Newton's method: each step doubles the number of right bits.
BigBuf inverse(BigView odd, u64 bits) {
  BigBuf x = from_uint64(1);
  for (u64 right = 1; right < bits && x.ok();) {
    right = right * 2 < bits ? right * 2 : bits;
    x = low_bits(mul(x, sub(SmallBig(2), mul(low_bits(odd, right), x))), right);
  }
  return x;
}

// q as above, for an odd `a` and an odd `b`, which is b'.
BigBuf quotient(BigView a, BigView b, u64 j) {
  BigBuf q = low_bits(mul(a.negated(), inverse(b, j + 1)), j + 1);
  return bit_length(q) > j ? sub(q, shift_left(SmallBig(1), j + 1)) : std::move(q);
}

struct Matrix {
  BigBuf e[2][2];
  bool ok() const { return e[0][0].ok() && e[0][1].ok() && e[1][0].ok() && e[1][1].ok(); }
};

Matrix make_matrix(i64 a, i64 b, i64 c, i64 d) {
  Matrix m;
  m.e[0][0] = from_int64(a);
  m.e[0][1] = from_int64(b);
  m.e[1][0] = from_int64(c);
  m.e[1][1] = from_int64(d);
  return m;
}

Matrix failed_matrix() {
  Matrix m;
  m.e[0][0] = BigBuf::failure();
  return m;
}

Matrix multiply(const Matrix& a, const Matrix& b) {
  Matrix out;
  for (int i = 0; i < 2; ++i) {
    for (int k = 0; k < 2; ++k) out.e[i][k] = add(mul(a.e[i][0], b.e[0][k]), mul(a.e[i][1], b.e[1][k]));
  }
  return out;
}

// A row of a matrix times (a, b), divided by 2^shift, which leaves no rest.
BigBuf apply(const BigBuf (&row)[2], BigView a, BigView b, u64 shift) {
  BigBuf sum = add(mul(row[0], a), mul(row[1], b));
  return sum.ok() ? shift_right(sum, shift) : std::move(sum);
}

struct Reduction {
  u64 j;
  Matrix matrix;
};

// The steps of machine words. Numbers of 2k + 1 bits stay below 2^60, entries of the matrix below 2^40.
constexpr u64 kWordBits = 28;

Reduction reduce_words(i64 a, i64 b, u64 k) {
  i64 m[4] = {1, 0, 0, 1};
  u64 total = 0;
  while (b != 0) {
    auto j = static_cast<u64>(__builtin_ctzll(static_cast<u64>(b)));
    if (total + j > k) break;
    b >>= j;
    u64 inverse = static_cast<u64>(b);  // correct to 3 bits
    for (int i = 0; i < 4; ++i) inverse *= 2 - static_cast<u64>(b) * inverse;
    u64 low = (Limb{0} - static_cast<u64>(a) * inverse) & ((u64{2} << j) - 1);
    i64 q = static_cast<i64>(low) - (low >> j != 0 ? i64{2} << j : 0);
    i64 r = (a + q * b) >> j;
    a = b;
    b = r;
    i64 next[2] = {m[0] * (i64{1} << j) + q * m[2], m[1] * (i64{1} << j) + q * m[3]};
    m[0] = m[2] * (i64{1} << j);
    m[1] = m[3] * (i64{1} << j);
    m[2] = next[0];
    m[3] = next[1];
    total += j;
  }
  return {total, make_matrix(m[0], m[1], m[2], m[3])};
}

// The steps from (a, b) on whose j add up to at most k. Only the low 2k + 1 bits of a and b matter.
Reduction reduce(BigView a, BigView b, u64 k) {
  if (b.is_zero() || trailing_zeros(b) > k) return {0, make_matrix(1, 0, 0, 1)};
  if (k <= kWordBits) {
    if (!step()) return {0, failed_matrix()};
    BigBuf x = low_bits(a, 2 * k + 1), y = low_bits(b, 2 * k + 1);
    return reduce_words(*to_int64(x), *to_int64(y), k);
  }
  Reduction first = reduce(low_bits(a, k / 2 * 2 + 1), low_bits(b, k / 2 * 2 + 1), k / 2);
  if (!first.matrix.ok()) return {0, failed_matrix()};
  BigBuf x = apply(first.matrix.e[0], a, b, 2 * first.j), y = apply(first.matrix.e[1], a, b, 2 * first.j);
  if (!x.ok() || !y.ok()) return {0, failed_matrix()};
  u64 j = y.is_zero() ? 0 : trailing_zeros(y);
  if (y.is_zero() || first.j + j > k) return first;
  // One step by itself, then the other half.
  y = shift_right(y, j);
  BigBuf q = quotient(x, y, j);
  BigBuf r = shift_right(add(x, mul(q, y)), j);
  if (!y.ok() || !q.ok() || !r.ok()) return {0, failed_matrix()};
  u64 rest = k - first.j - j;
  Reduction second = reduce(low_bits(y, 2 * rest + 1), low_bits(r, 2 * rest + 1), rest);
  if (!second.matrix.ok()) return {0, failed_matrix()};
  Matrix middle;
  middle.e[0][1] = shift_left(SmallBig(1), j);
  middle.e[1][0] = shift_left(SmallBig(1), j);
  middle.e[1][1] = std::move(q);
  return {first.j + j + second.j, multiply(second.matrix, multiply(middle, first.matrix))};
}

// GMP's gcd of magnitudes that are a single step; `a` is odd, `b` not zero.
BigBuf small_gcd(BigView a, BigView b) {
  BigBuf x = BigBuf::copy_of(a.magnitude()), y = shift_right(b.magnitude(), trailing_zeros(b));
  if (!x.ok() || !y.ok()) return BigBuf::failure();
  if (compare_magnitude(x, y) < 0) std::swap(x, y);
  BigBuf out(y.size());
  if (!out.ok()) return out;
  mp_size_t size = 0;
  Limb *to = out.limbs(), *p = x.limbs(), *q = y.limbs();
  bool done = with_scratch(x.size(), [&, m = static_cast<mp_size_t>(x.size()), n = static_cast<mp_size_t>(y.size())] {
    size = mpn_gcd(to, p, m, q, n);
  });
  if (!done) return BigBuf::failure();
  out.set_size(static_cast<std::size_t>(size));
  out.normalize(false);
  return out;
}

}  // namespace

BigBuf long_gcd(BigView odd, BigView other) {
  BigBuf a = BigBuf::copy_of(odd.magnitude());
  BigBuf b = shift_right(other.magnitude(), trailing_zeros(other));
  if (b.ok() && b.view().is_odd()) b = sub(b, a);
  while (a.ok() && b.ok() && !b.is_zero()) {
    if (a.size() <= kStepLimbs && b.size() <= kStepLimbs) return small_gcd(a, b);
    u64 bits = bit_length(a) > bit_length(b) ? bit_length(a) : bit_length(b);
    Reduction steps = reduce(a, b, bits / 2);
    if (!steps.matrix.ok()) return BigBuf::failure();
    BigBuf x = apply(steps.matrix.e[0], a, b, 2 * steps.j), y = apply(steps.matrix.e[1], a, b, 2 * steps.j);
    a = std::move(x);
    b = std::move(y);
    if (!a.ok() || !b.ok() || b.is_zero()) break;
    u64 j = trailing_zeros(b);
    y = shift_right(b, j);
    BigBuf q = quotient(a, y, j);
    b = shift_right(add(a, mul(q, y)), j);
    a = std::move(y);
  }
  if (!a.ok() || !b.ok()) return BigBuf::failure();
  a.normalize(false);
  return a;
}

}  // namespace rt::num
