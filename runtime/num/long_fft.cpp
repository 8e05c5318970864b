// Products of very long numbers by the method of Schönhage and Strassen (1971), in steps.
//
// Both operands are cut into pieces of s limbs, which are taken for the coefficients of polynomials. The product of the
// polynomials at 2^(64 s) is the product of the numbers. Polynomials are multiplied by values at K points: the points
// are powers of w, a K-th root of unity, and a fast Fourier transform finds the values with K log K operations. The
// coefficients lie in the ring of integers modulo 2^N + 1. There 2 is a 2N-th root of unity, so w is a power of two,
// and a multiplication by a power of w is a shift. Only the K products of values are real multiplications, which GMP
// does.
//
// N is chosen such that the coefficients of the product fit: they are exact, not only known modulo 2^N + 1.
#include <gmp.h>

#include <bit>
#include <utility>

#include "runtime/num/gmp_scratch.h"
#include "runtime/num/long_ops.h"
#include "runtime/num/steps.h"

namespace rt::num {

namespace {

// The ring of integers modulo 2^(64 w) + 1. An element has w limbs and a signed one above them, which may be -1, 0 or
// 1: `low + top * 2^(64 w)`.
class FermatRing {
 public:
  explicit FermatRing(std::size_t w) : w_(static_cast<mp_size_t>(w)) {}

  std::size_t stride() const { return static_cast<std::size_t>(w_) + 1; }
  u64 bits() const { return static_cast<u64>(w_) * kLimbBits; }

  // Makes the top limb small again: 2^(64 w) is -1, so it is subtracted from the others.
  void fold(Limb* r) const {
    auto top = static_cast<i64>(r[w_]);
    r[w_] = 0;
    if (top > 0 && mpn_sub_1(r, r, w_, static_cast<Limb>(top)) != 0) r[w_] = mpn_add_1(r, r, w_, 1);
    else if (top < 0) r[w_] = mpn_add_1(r, r, w_, static_cast<Limb>(-top));
  }
  // The value from 0 to 2^(64 w): the top limb is 1 only if all others are 0.
  void normalize(Limb* r) const {
    fold(r);
    fold(r);
  }

  void add(Limb* r, const Limb* a, const Limb* b) const {
    mpn_add_n(r, a, b, w_ + 1);
    fold(r);
  }
  void subtract(Limb* r, const Limb* a, const Limb* b) const {
    mpn_sub_n(r, a, b, w_ + 1);
    fold(r);
  }

  // r = a * 2^shift for shift < 2 * bits(). `a` is changed, too, and must not be r.
  void shift(Limb* r, Limb* a, u64 shift) const {
    bool negate = shift >= bits();
    if (negate) shift -= bits();
    auto limbs = static_cast<mp_size_t>(shift / kLimbBits);
    normalize(a);
    if (shift % kLimbBits != 0) mpn_lshift(a, a, w_ + 1, static_cast<unsigned>(shift % kLimbBits));
    // What is shifted beyond the end comes back at the start, subtracted.
    mpn_copyi(r + limbs, a, w_ - limbs);
    r[w_] = 0;
    Limb borrow = limbs != 0 ? mpn_neg(r, a + (w_ - limbs), limbs) : 0;
    borrow = mpn_sub_1(r + limbs, r + limbs, w_ - limbs, a[w_] + borrow);
    r[w_] = Limb{0} - borrow;
    if (negate) mpn_neg(r, r, w_ + 1);
    fold(r);
  }

  // a = a * b; both are normalized. `product`: 2 w limbs. False: out of memory.
  bool multiply(Limb* a, const Limb* b, Limb* product) const {
    if (a[w_] != 0 || b[w_] != 0) {  // one of them is -1
      const Limb* other = a[w_] != 0 ? b : a;
      mpn_neg(product, other, w_ + 1);
      mpn_copyi(a, product, w_ + 1);
    } else {
      mp_size_t w = w_;
      bool done = with_scratch(static_cast<std::size_t>(w),
                               [=] { a == b ? mpn_sqr(product, a, w) : mpn_mul_n(product, a, b, w); });
      if (!done) return false;
      a[w] = Limb{0} - mpn_sub_n(a, product, product + w, w);
    }
    normalize(a);
    return true;
  }

 private:
  mp_size_t w_;
};

// How a product is cut: K = 2^k pieces of `piece` limbs, in a ring of `ring` limbs.
struct Cut {
  unsigned k;
  std::size_t piece;
  std::size_t ring;
};

// Products of values of about this size are the fastest, if the numbers are not so long that their number grows beyond
// that of the roots of unity.
constexpr std::size_t kBestRing = std::size_t{1} << 12;

// `total`: the limbs of the product.
Cut choose_cut(std::size_t total) {
  for (unsigned k = 4;; ++k) {
    std::size_t points = std::size_t{1} << k;
    std::size_t piece = total / points + 1;  // together the operands have at most `points` + 1 pieces
    // A coefficient is a sum of less than 2^64 products of two pieces. Its ring has a root of unity for `points` values
    // if 64 * 2 * ring is a multiple of their number.
    std::size_t unit = points <= 2 * kLimbBits ? 1 : points / (2 * kLimbBits);
    std::size_t ring = (2 * piece + unit) / unit * unit;
    if (ring <= kBestRing || points >= 64 * ring) return {k, piece, ring};
  }
}

class Transform {
 public:
  Transform(FermatRing ring, unsigned k) : ring_(ring), k_(k), values_(ring.stride() << k), scratch_(ring.stride()) {}

  bool ok() const { return values_.ok() && scratch_.ok(); }
  Limb* value(std::size_t i) { return values_.limbs() + i * ring_.stride(); }

  // The pieces of a number, and their values at the K points: in the order of the reversed bits of their numbers.
  bool load(BigView a, std::size_t piece) {
    std::size_t stride = ring_.stride();
    for (std::size_t i = 0; i >> k_ == 0; ++i) {
      std::size_t at = i * piece;
      std::size_t count = at >= a.size ? 0 : a.size - at < piece ? a.size - at : piece;
      if (count != 0) mpn_copyi(value(i), a.limbs + at, static_cast<mp_size_t>(count));
      mpn_zero(value(i) + count, static_cast<mp_size_t>(stride - count));
      if (i % 16 == 0 && !step()) return false;
    }
    return true;
  }

  // Decimation in frequency: at each level, halves of the blocks are added and subtracted.
  bool forward() {
    for (unsigned level = k_; level-- != 0;) {
      if (!each_pair(level, [this](Limb* x, Limb* y, u64 exponent) {
            ring_.subtract(scratch_.limbs(), x, y);
            ring_.add(x, x, y);
            ring_.shift(y, scratch_.limbs(), exponent);
          })) {
        return false;
      }
    }
    return true;
  }

  // The inverse, level by level backwards. The values come out K times too large.
  bool backward() {
    for (unsigned level = 0; level < k_; ++level) {
      if (!each_pair(level, [this](Limb* x, Limb* y, u64 exponent) {
            ring_.shift(scratch_.limbs(), y, exponent == 0 ? 0 : 2 * ring_.bits() - exponent);
            ring_.subtract(y, x, scratch_.limbs());
            ring_.add(x, x, scratch_.limbs());
          })) {
        return false;
      }
    }
    return true;
  }

  // Multiplies value by value. `other` may be this transform itself.
  bool multiply(Transform& other) {
    BigBuf product(2 * ring_.stride());
    if (!product.ok()) return false;
    for (std::size_t i = 0; i >> k_ == 0; ++i) {
      ring_.normalize(value(i));
      if (&other != this) ring_.normalize(other.value(i));
      if (!ring_.multiply(value(i), other.value(i), product.limbs()) || !step()) return false;
    }
    return true;
  }

  // Adds the coefficients up at their places.
  bool store(Limb* out, std::size_t size, std::size_t piece) {
    mpn_zero(out, static_cast<mp_size_t>(size));
    for (std::size_t i = 0; i >> k_ == 0 && i * piece < size; ++i) {
      Limb* coefficient = scratch_.limbs();
      ring_.shift(coefficient, value(i), 2 * ring_.bits() - k_);
      ring_.normalize(coefficient);
      std::size_t left = size - i * piece;
      auto count = static_cast<mp_size_t>(left < ring_.stride() ? left : ring_.stride());
      mpn_add_n(out + i * piece, out + i * piece, coefficient, count);
      if (i % 16 == 0 && !step()) return false;
    }
    return true;
  }

 private:
  // Calls f(x, y, exponent) for all pairs of values whose numbers differ in bit `level` only. 2^exponent is the power
  // of the root of unity that belongs to the pair.
  template <class F>
  bool each_pair(unsigned level, F f) {
    std::size_t half = std::size_t{1} << level;
    u64 root = (2 * ring_.bits()) >> (level + 1);  // 2^root is a root of unity for blocks of 2 * half values
    for (std::size_t block = 0; block >> k_ == 0; block += 2 * half) {
      for (std::size_t j = 0; j < half; ++j) {
        f(value(block + j), value(block + j + half), j * root);
        if (!step()) return false;
      }
    }
    return true;
  }

  FermatRing ring_;
  unsigned k_;
  BigBuf values_;
  BigBuf scratch_;
};

}  // namespace

bool fft_multiply(Limb* out, BigView a, BigView b) {
  std::size_t size = a.size + b.size;
  Cut cut = choose_cut(size);
  bool square = a.limbs == b.limbs && a.size == b.size;
  Transform x(FermatRing(cut.ring), cut.k);
  if (!x.ok() || !x.load(a, cut.piece) || !x.forward()) return false;
  if (square) {
    if (!x.multiply(x)) return false;
  } else {
    Transform y(FermatRing(cut.ring), cut.k);
    if (!y.ok() || !y.load(b, cut.piece) || !y.forward() || !x.multiply(y)) return false;
  }
  return x.backward() && x.store(out, size, cut.piece);
}

}  // namespace rt::num
