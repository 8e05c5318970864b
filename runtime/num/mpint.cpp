// Buffers of limbs, conversions, comparison, sums, products and powers. Division is in mpint_div.cpp, bit operations in
// mpint_bits.cpp.
#include "runtime/num/mpint.h"

#include <gmp.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "gc/base/allocator.h"
#include "runtime/num/gmp_scratch.h"
#include "runtime/num/long_ops.h"
#include "runtime/num/steps.h"

namespace rt::num {

static_assert(sizeof(mp_limb_t) == sizeof(Limb) && GMP_NAIL_BITS == 0);

Limb* alloc_limbs(std::size_t count) {
  if (count > kMaxLimbs) return nullptr;
  return static_cast<Limb*>(gc::mimalloc(gc::Memory::kRaw, count * sizeof(Limb)));
}

void free_limbs(Limb* limbs) { mi_free(limbs); }

// ---- buffers

BigBuf::BigBuf(std::size_t capacity) : size_(capacity) {
  if (capacity <= kInlineLimbs) return;
  heap_ = alloc_limbs(capacity);
  if (heap_ == nullptr) fail();
}

BigBuf::BigBuf(BigBuf&& other) noexcept { steal(other); }

BigBuf& BigBuf::operator=(BigBuf&& other) noexcept {
  if (this != &other) {
    release();
    steal(other);
  }
  return *this;
}

void BigBuf::release() {
  if (heap_ != nullptr && ok()) free_limbs(heap_);
}

void BigBuf::fail() {
  size_ = 0;
  heap_ = &g_failed_limb;
  negative_ = false;
}

void BigBuf::steal(BigBuf& other) {
  size_ = other.size_;
  heap_ = other.heap_;
  negative_ = other.negative_;
  // All inline limbs are copied: a copy of constant size is faster than one of size_ limbs.
  if (heap_ == nullptr) std::memcpy(inline_, other.inline_, sizeof inline_);
  other.heap_ = nullptr;
  other.size_ = 0;
  other.negative_ = false;
}

BigBuf BigBuf::copy_of(BigView value) {
  if (value.failed()) return failure();
  BigBuf out(value.size);
  if (!out.ok() || value.size == 0) return out;
  std::memcpy(out.limbs(), value.limbs, value.size * sizeof(Limb));
  out.negative_ = value.negative;
  return out;
}

BigBuf BigBuf::failure() {
  BigBuf out;
  out.fail();
  return out;
}

void BigBuf::normalize(bool negative) {
  const Limb* p = limbs();
  while (size_ != 0 && p[size_ - 1] == 0) --size_;
  negative_ = negative && size_ != 0;
}

// ---- machine numbers

BigBuf from_int64(i64 value) { return BigBuf::copy_of(SmallBig(value)); }

BigBuf from_uint64(u64 value) {
  BigBuf out(1);
  out.limbs()[0] = value;
  out.normalize(false);
  return out;
}

BigBuf from_int128(__int128 value) {
  bool negative = value < 0;
  auto magnitude = static_cast<unsigned __int128>(value);
  if (negative) magnitude = 0 - magnitude;
  BigBuf out(2);
  out.limbs()[0] = static_cast<Limb>(magnitude);
  out.limbs()[1] = static_cast<Limb>(magnitude >> kLimbBits);
  out.normalize(negative);
  return out;
}

BigBuf from_double(double value) {
  int exponent;
  double fraction = std::frexp(std::fabs(value), &exponent);
  if (exponent <= 0) return BigBuf();
  Limb mantissa = static_cast<Limb>(std::ldexp(fraction, 53));
  BigBuf out = exponent <= 53 ? from_uint64(mantissa >> (53 - exponent))
                              : shift_left(from_uint64(mantissa), static_cast<unsigned>(exponent - 53));
  out.normalize(value < 0);
  return out;
}

std::optional<i64> to_int64(BigView value) {
  if (value.size == 0) return 0;
  if (value.size > 1) return std::nullopt;
  Limb magnitude = value.limbs[0];
  Limb limit = (Limb{1} << 63) - (value.negative ? 0 : 1);
  if (magnitude > limit) return std::nullopt;
  return static_cast<i64>(value.negative ? Limb{0} - magnitude : magnitude);
}

std::optional<u64> to_uint64(BigView value) {
  if (value.size == 0) return 0;
  if (value.size > 1 || value.negative) return std::nullopt;
  return value.limbs[0];
}

u64 to_uint64_wrapping(BigView value) {
  if (value.size == 0) return 0;
  return value.negative ? Limb{0} - value.limbs[0] : value.limbs[0];
}

namespace {

// The top 64 bits of a value of two or more limbs, with the highest bit set. The lowest bit is sticky: it is also set
// if any bit below is set. That suffices for the rounding to 53 bits.
Limb top_bits_sticky(BigView value) {
  std::size_t n = value.size;
  int shift = std::countl_zero(value.limbs[n - 1]);
  Limb top = value.limbs[n - 1] << shift;
  Limb rest = value.limbs[n - 2];
  if (shift != 0) {
    top |= rest >> (kLimbBits - shift);
    rest <<= shift;
  }
  for (std::size_t i = n - 2; rest == 0 && i != 0; --i) rest = value.limbs[i - 1];
  return top | (rest != 0 ? 1 : 0);
}

}  // namespace

std::optional<double> to_double(BigView value) {
  double magnitude;
  if (value.size <= 1) {
    magnitude = value.size == 0 ? 0.0 : static_cast<double>(value.limbs[0]);
  } else {
    u64 bits = bit_length(value);
    if (bits > 1024) return std::nullopt;
    magnitude = std::ldexp(static_cast<double>(top_bits_sticky(value)), static_cast<int>(bits) - 64);
    if (std::isinf(magnitude)) return std::nullopt;
  }
  return value.negative ? -magnitude : magnitude;
}

Frexp to_frexp(BigView value) {
  if (value.is_zero()) return {0.0, 0};
  double top = static_cast<double>(value.size == 1 ? value.limbs[0] : top_bits_sticky(value));
  int exponent;
  double mantissa = std::frexp(top, &exponent);
  i64 dropped = value.size == 1 ? 0 : static_cast<i64>(bit_length(value)) - 64;
  return {value.negative ? -mantissa : mantissa, exponent + dropped};
}

// ---- comparison

int compare_magnitude(BigView a, BigView b) {
  if (a.size != b.size) return a.size < b.size ? -1 : 1;
  if (a.size == 0) return 0;
  int order = mpn_cmp(a.limbs, b.limbs, static_cast<mp_size_t>(a.size));
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

int compare(BigView a, BigView b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  int order = compare_magnitude(a, b);
  return a.negative ? -order : order;
}

bool equal(BigView a, BigView b) {
  return a.size == b.size && a.negative == b.negative &&
         (a.size == 0 || std::memcmp(a.limbs, b.limbs, a.size * sizeof(Limb)) == 0);
}

int compare_double(BigView a, double b) {
  if (std::isinf(b)) return b > 0 ? -1 : 1;
  int sign_a = a.is_zero() ? 0 : a.negative ? -1 : 1;
  int sign_b = b == 0 ? 0 : b < 0 ? -1 : 1;
  if (sign_a != sign_b) return sign_a < sign_b ? -1 : 1;
  double whole = std::trunc(b);
  int order = compare(a, from_double(whole));
  if (order != 0 || whole == b) return order;
  return b > whole ? -1 : 1;
}

// ---- sums

namespace {

// |a| + |b| with the given sign.
BigBuf add_magnitudes(BigView a, BigView b, bool negative) {
  if (a.size < b.size) std::swap(a, b);
  if (b.is_zero()) {
    BigBuf out = b.failed() ? BigBuf::failure() : BigBuf::copy_of(a);
    out.normalize(negative);
    return out;
  }
  BigBuf out(a.size + 1);
  if (!out.ok()) return out;
  out.limbs()[a.size] =
      mpn_add(out.limbs(), a.limbs, static_cast<mp_size_t>(a.size), b.limbs, static_cast<mp_size_t>(b.size));
  out.normalize(negative);
  return out;
}

// |a| - |b|, negated if `negative`.
BigBuf sub_magnitudes(BigView a, BigView b, bool negative) {
  int order = compare_magnitude(a, b);
  if (a.failed() || b.failed()) return BigBuf::failure();
  if (order == 0) return BigBuf();
  if (order < 0) {
    std::swap(a, b);
    negative = !negative;
  }
  BigBuf out(a.size);
  if (!out.ok()) return out;
  if (b.is_zero()) {
    std::memcpy(out.limbs(), a.limbs, a.size * sizeof(Limb));
  } else {
    mpn_sub(out.limbs(), a.limbs, static_cast<mp_size_t>(a.size), b.limbs, static_cast<mp_size_t>(b.size));
  }
  out.normalize(negative);
  return out;
}

}  // namespace

BigBuf add(BigView a, BigView b) {
  return a.negative == b.negative ? add_magnitudes(a, b, a.negative) : sub_magnitudes(a, b, a.negative);
}

BigBuf sub(BigView a, BigView b) {
  return a.negative != b.negative ? add_magnitudes(a, b, a.negative) : sub_magnitudes(a, b, a.negative);
}

BigBuf neg(BigView a) { return BigBuf::copy_of(a.negated()); }

BigBuf abs(BigView a) { return BigBuf::copy_of(a.magnitude()); }

// ---- products

BigBuf mul(BigView a, BigView b) {
  if (a.size < b.size) std::swap(a, b);
  if (b.is_zero()) return a.failed() || b.failed() ? BigBuf::failure() : BigBuf();
  BigBuf out(a.size + b.size);
  if (!out.ok()) return out;
  auto an = static_cast<mp_size_t>(a.size);
  auto bn = static_cast<mp_size_t>(b.size);
  Limb* limbs = out.limbs();
  if (a.size > kStepLimbs) [[unlikely]] {
    if (!long_multiply(limbs, a, b)) return BigBuf::failure();
  } else if (bn == 1) {
    limbs[an] = mpn_mul_1(limbs, a.limbs, an, b.limbs[0]);
  } else {
    bool square = a.limbs == b.limbs && an == bn;
    bool done = with_scratch(
        b.size, [&] { square ? mpn_sqr(limbs, a.limbs, an) : void(mpn_mul(limbs, a.limbs, an, b.limbs, bn)); });
    if (!done) return BigBuf::failure();
  }
  out.normalize(a.negative != b.negative);
  return out;
}

namespace {

// The power of an odd magnitude, by repeated squaring from the top bit of the exponent on.
BigBuf pow_odd(BigView base, u64 exponent) {
  BigBuf result = BigBuf::copy_of(base.magnitude());
  for (int bit = 62 - std::countl_zero(exponent); bit >= 0 && result.ok(); --bit) {
    result = mul(result, result);
    if (((exponent >> bit) & 1) != 0 && result.ok()) result = mul(result, base.magnitude());
  }
  return result;
}

u64 trailing_zero_bits(BigView value) { return value.is_zero() ? 0 : mpn_scan1(value.limbs, 0); }

}  // namespace

BigBuf pow(BigView base, u64 exponent) {
  if (base.failed()) return BigBuf::failure();
  if (exponent == 0) return from_uint64(1);
  if (base.is_zero()) return BigBuf();
  bool negative = base.negative && (exponent & 1) != 0;
  // A lower bound of the number of bits of the result is enough to refuse results that are too large.
  auto low_bits = static_cast<unsigned __int128>(bit_length(base) - 1) * exponent;
  if (low_bits >= static_cast<unsigned __int128>(kMaxLimbs) * kLimbBits) return BigBuf::failure();
  u64 twos = trailing_zero_bits(base);
  BigBuf odd = shift_right(base.magnitude(), twos);
  if (!odd.ok()) return odd;
  bool is_one = odd.size() == 1 && odd.limbs()[0] == 1;
  BigBuf result = is_one ? std::move(odd) : pow_odd(odd, exponent);
  if (result.ok() && twos != 0) result = shift_left(result, twos * exponent);
  if (result.ok()) result.normalize(negative);
  return result;
}

}  // namespace rt::num
