// Products, quotients and square roots of long numbers, by division into steps.
#include "runtime/num/long_ops.h"

#include <gmp.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "runtime/num/gmp_scratch.h"
#include "runtime/num/steps.h"

namespace rt::num {

namespace {

BigView part_of(BigView a, std::size_t begin, std::size_t size) { return {a.limbs + begin, size}; }

// A product of any sizes, with a.size >= b.size: by GMP if it is a single step.
bool multiply(Limb* out, BigView a, BigView b) {
  if (a.size > kStepLimbs) return long_multiply(out, a, b);
  bool square = a.limbs == b.limbs && a.size == b.size;
  return with_scratch(b.size, [=] {
    if (square) mpn_sqr(out, a.limbs, gmp_size(a.size));
    else mpn_mul(out, a.limbs, gmp_size(a.size), b.limbs, gmp_size(b.size));
  });
}

}  // namespace

// ---- products

bool long_multiply(Limb* out, BigView a, BigView b) {
  if (b.size > kStepLimbs && a.size / 2 < b.size) return fft_multiply(out, a, b);
  // The longer factor is cut into blocks. Their products overlap in b.size limbs.
  std::size_t block = std::max(b.size, kStepLimbs);
  BigBuf product(block + b.size);
  if (!product.ok()) return false;
  mpn_zero(out, gmp_size(b.size));
  for (std::size_t at = 0; at < a.size; at += block) {
    std::size_t size = std::min(block, a.size - at);
    BigView part = part_of(a, at, size);
    if (!step() || !(size < b.size ? multiply(product.limbs(), b, part) : multiply(product.limbs(), part, b)))
      return false;
    Limb carry = mpn_add_n(out + at, out + at, product.limbs(), gmp_size(b.size));
    mpn_copyi(out + at + b.size, product.limbs() + b.size, gmp_size(size));
    mpn_add_1(out + at + b.size, out + at + b.size, gmp_size(size), carry);
  }
  return true;
}

// ---- quotients

namespace {

bool divide_two_by_one(Limb* q, Limb* a, BigView b);

// Divides three halves by two: q[0, h) = a / b and a[0, 2h) = a % b, for a of 3h limbs and b of 2h limbs whose highest
// bit is set. The top two halves of `a` are less than b.
bool divide_three_by_two(Limb* q, Limb* a, BigView b) {
  std::size_t h = b.size / 2;
  auto n = gmp_size(h);
  BigView low = part_of(b, 0, h), high = part_of(b, h, h);
  // The quotient by the high half of b is right or too large by at most two. What remains is in a[h, 3h).
  if (mpn_cmp(a + 2 * h, high.limbs, n) < 0) {
    if (!divide_two_by_one(q, a + h, high)) return false;
    a[2 * h] = 0;
  } else {  // the quotient is the largest number of h limbs, q * high is high * 2^(64 h) - high
    for (std::size_t i = 0; i < h; ++i) q[i] = ~Limb{0};
    mpn_sub_n(a + 2 * h, a + 2 * h, high.limbs, n);
    Limb carry = mpn_add_n(a + h, a + h, high.limbs, n);
    mpn_add_1(a + 2 * h, a + 2 * h, n, carry);
  }
  BigBuf product(2 * h);
  if (!product.ok() || !multiply(product.limbs(), {q, h}, low)) return false;
  a[2 * h] -= mpn_sub_n(a, a, product.limbs(), 2 * n);
  while (static_cast<i64>(a[2 * h]) < 0) {
    mpn_sub_1(q, q, n, 1);
    a[2 * h] += mpn_add_n(a, a, b.limbs, 2 * n);
  }
  return true;
}

// q[0, n) = a / b and a[0, n) = a % b for a of 2n limbs and b of n limbs whose highest bit is set; the top n limbs of
// `a` are less than b. The method is that of Burnikel and Ziegler, "Fast recursive division" (1998).
bool divide_two_by_one(Limb* q, Limb* a, BigView b) {
  std::size_t n = b.size, h = n / 2;
  if (mpn_zero_p(a + n, gmp_size(n)) && mpn_cmp(a, b.limbs, gmp_size(n)) < 0) {
    mpn_zero(q, gmp_size(n));
    return true;
  }
  if (n > kStepLimbs && n % 2 == 0) return divide_three_by_two(q + h, a + h, b) && divide_three_by_two(q, a, b);
  BigBuf quotient(n + 1), remainder(n);
  if (!quotient.ok() || !remainder.ok()) return false;
  Limb *quotient_limbs = quotient.limbs(), *remainder_limbs = remainder.limbs();
  bool done = with_scratch(
      2 * n, [=] { mpn_tdiv_qr(quotient_limbs, remainder_limbs, 0, a, gmp_size(2 * n), b.limbs, gmp_size(n)); });
  if (!done || !step()) return false;
  mpn_copyi(q, quotient_limbs, gmp_size(n));
  mpn_copyi(a, remainder_limbs, gmp_size(n));
  return true;
}

// Divides by a number that GMP can handle in one step: long division, with digits of `block` limbs.
bool divide_by_blocks(Limb* quotient, Limb* remainder, BigView a, BigView b) {
  std::size_t block = kStepLimbs;
  BigBuf part(b.size + block), digit(block + 1);
  if (!part.ok() || !digit.ok()) return false;
  // The highest limbs, as many as the divisor has, are what remains before the first digit.
  std::size_t left = a.size - b.size;
  mpn_copyi(remainder, a.limbs + left, gmp_size(b.size));
  Limb top = 0;
  if (mpn_cmp(remainder, b.limbs, gmp_size(b.size)) >= 0) {
    Limb q;
    // One limb of the quotient, which is the highest.
    bool done = with_scratch(b.size, [&] {
      if (b.size == 1) remainder[0] = mpn_divrem_1(&q, 0, remainder, 1, b.limbs[0]);
      else mpn_tdiv_qr(&q, part.limbs(), 0, remainder, gmp_size(b.size), b.limbs, gmp_size(b.size));
    });
    if (!done) return false;
    if (b.size > 1) mpn_copyi(remainder, part.limbs(), gmp_size(b.size));
    top = q;
  }
  quotient[left] = top;
  while (left != 0) {
    std::size_t size = std::min(block, left);
    left -= size;
    Limb *whole = part.limbs(), *q = digit.limbs();
    mpn_copyi(whole, a.limbs + left, gmp_size(size));
    mpn_copyi(whole + size, remainder, gmp_size(b.size));
    bool done = with_scratch(b.size + size, [=] {
      if (b.size == 1) remainder[0] = mpn_divrem_1(q, 0, whole, gmp_size(size + 1), b.limbs[0]);
      else mpn_tdiv_qr(q, remainder, 0, whole, gmp_size(b.size + size), b.limbs, gmp_size(b.size));
    });
    if (!done || !step()) return false;
    mpn_copyi(quotient + left, q, gmp_size(size));
  }
  return true;
}

// The size of the divisor, rounded up such that it can be halved until it is a single step.
std::size_t divisible_size(std::size_t size) {
  std::size_t unit = 1;
  while (size / unit > kStepLimbs) unit *= 2;
  return (size + unit - 1) / unit * unit;
}

}  // namespace

bool long_divide(Limb* quotient, Limb* remainder, BigView a, BigView b) {
  if (b.size <= kStepLimbs) return divide_by_blocks(quotient, remainder, a, b);
  // Both are shifted to the left: the divisor then has n limbs and its highest bit set. The quotient stays the same.
  std::size_t n = divisible_size(b.size);
  u64 shift = (n - b.size) * kLimbBits + static_cast<unsigned>(std::countl_zero(b.limbs[b.size - 1]));
  BigBuf divisor = shift_left(b.magnitude(), shift);
  BigBuf scaled = shift_left(a.magnitude(), shift);
  // Digits of the quotient have n limbs. The dividend gets so many digits that the highest is zero.
  std::size_t digits = (a.size + (n - b.size)) / n + 1;
  BigBuf rest((digits + 1) * n), q(digits * n);
  if (!divisor.ok() || !scaled.ok() || !rest.ok() || !q.ok()) return false;
  mpn_zero(rest.limbs(), gmp_size(rest.size()));
  if (!scaled.is_zero()) mpn_copyi(rest.limbs(), scaled.limbs(), gmp_size(scaled.size()));
  for (std::size_t i = digits; i-- != 0;) {
    if (!divide_two_by_one(q.limbs() + i * n, rest.limbs() + i * n, divisor)) return false;
  }
  mpn_copyi(quotient, q.limbs(), gmp_size(a.size - b.size + 1));
  rest.set_size(n);
  rest.normalize(false);
  BigBuf unscaled = shift_right(rest, shift);
  if (!unscaled.ok()) return false;
  mpn_zero(remainder, gmp_size(b.size));
  if (!unscaled.is_zero()) mpn_copyi(remainder, unscaled.limbs(), gmp_size(unscaled.size()));
  return true;
}

// ---- square roots

namespace {

struct Root {
  BigBuf root, rest;  // root^2 + rest is the number, and rest <= 2 * root
  bool ok() const { return root.ok() && rest.ok(); }
};

Root failed_root() { return {BigBuf::failure(), BigBuf::failure()}; }

Root small_root(BigView a) {
  Root out{BigBuf((a.size + 1) / 2), BigBuf(a.size)};
  if (!out.ok()) return failed_root();
  mp_size_t rest = 0;
  Limb *root_limbs = out.root.limbs(), *rest_limbs = out.rest.limbs();
  bool done =
      with_scratch(a.size, [&] { rest = mpn_sqrtrem(root_limbs, rest_limbs, a.limbs, gmp_size(a.size)); }) && step();
  if (!done) return failed_root();
  out.rest.set_size(static_cast<std::size_t>(rest));
  out.root.normalize(false);
  out.rest.normalize(false);
  return out;
}

// The low `size` limbs, and what is above them.
BigBuf low_limbs(BigView a, std::size_t begin, std::size_t size) {
  BigBuf out(size);
  if (!out.ok()) return out;
  mpn_copyi(out.limbs(), a.limbs + begin, gmp_size(size));
  out.normalize(false);
  return out;
}

// The method of Zimmermann, "Karatsuba square root" (1999). One of the highest two bits of `a` is set, and a.size is
// even, or `a` is a single step. The root of the upper half of the digits gives the upper half of the root; a division
// gives the lower half, which may be too large by one.
Root long_root(BigView a) {
  if (a.size <= kStepLimbs) return small_root(a);
  std::size_t quarter = a.size / 4;
  Root high = long_root(part_of(a, 2 * quarter, a.size - 2 * quarter));
  if (!high.ok()) return failed_root();
  u64 bits = quarter * kLimbBits;
  BigBuf dividend = add(shift_left(high.rest, bits), low_limbs(a, quarter, quarter));
  DivMod both = floor_divmod(dividend, shift_left(high.root, 1));
  if (!both.quotient.ok() || !both.remainder.ok()) return failed_root();
  Root out;
  out.root = add(shift_left(high.root, bits), both.quotient);
  out.rest = sub(add(shift_left(both.remainder, bits), low_limbs(a, 0, quarter)), mul(both.quotient, both.quotient));
  if (out.ok() && out.rest.negative()) {
    out.rest = add(out.rest, sub(shift_left(out.root, 1), SmallBig(1)));
    out.root = sub(out.root, SmallBig(1));
  }
  return out.ok() ? std::move(out) : failed_root();
}

}  // namespace

BigBuf long_isqrt(BigView a) {
  // Shifted to the left by an even number of bits, which halves for the root.
  unsigned zeros = static_cast<unsigned>(std::countl_zero(a.limbs[a.size - 1])) & ~1u;
  u64 shift = zeros + (a.size % 2 != 0 ? kLimbBits : 0);
  BigBuf scaled = shift_left(a, shift);
  if (!scaled.ok()) return scaled;
  Root out = long_root(scaled);
  return out.ok() ? shift_right(out.root, shift / 2) : BigBuf::failure();
}

}  // namespace rt::num
