// Shifts, bit operations in infinite two's complement, conversion from and to bytes, and hashing.
#include <gmp.h>

#include <bit>
#include <cstring>
#include <utility>

#include "runtime/num/hash.h"
#include "runtime/num/mpint.h"

namespace rt::num {

namespace {

mp_size_t limb_count(std::size_t size) { return static_cast<mp_size_t>(size); }

// Converts a magnitude to the two's complement of its negative, limb by limb from the lowest one. The operation is its
// own inverse.
class Negator {
 public:
  explicit Negator(bool active) : mask_(active ? ~Limb{0} : 0), carry_(active ? 1 : 0) {}
  Limb next(Limb limb) {
    Limb sum = (limb ^ mask_) + carry_;
    carry_ = sum < carry_ ? 1 : 0;
    return sum;
  }

 private:
  Limb mask_;
  Limb carry_;
};

Limb limb_or_zero(BigView v, std::size_t i) { return i < v.size ? v.limbs[i] : 0; }

template <typename Op>
BigBuf combine(BigView a, BigView b, Op op) {
  if (a.failed() || b.failed()) return BigBuf::failure();
  bool negative = op(a.negative ? ~Limb{0} : 0, b.negative ? ~Limb{0} : 0) != 0;
  // One limb more than the operands: the result -2**64 may come from operands of one limb.
  std::size_t size = (a.size > b.size ? a.size : b.size) + 1;
  BigBuf out(size);
  if (!out.ok()) return out;
  Negator read_a(a.negative);
  Negator read_b(b.negative);
  Negator write(negative);
  Limb* limbs = out.limbs();
  for (std::size_t i = 0; i < size; ++i) {
    limbs[i] = write.next(op(read_a.next(limb_or_zero(a, i)), read_b.next(limb_or_zero(b, i))));
  }
  out.normalize(negative);
  return out;
}

}  // namespace

BigBuf bit_and(BigView a, BigView b) {
  if (!a.negative && !b.negative) {
    std::size_t size = a.size < b.size ? a.size : b.size;
    if (a.failed() || b.failed()) return BigBuf::failure();
    BigBuf out(size);
    if (!out.ok() || size == 0) return out;
    mpn_and_n(out.limbs(), a.limbs, b.limbs, limb_count(size));
    out.normalize(false);
    return out;
  }
  return combine(a, b, [](Limb x, Limb y) { return x & y; });
}

BigBuf bit_or(BigView a, BigView b) {
  return combine(a, b, [](Limb x, Limb y) { return x | y; });
}

BigBuf bit_xor(BigView a, BigView b) {
  return combine(a, b, [](Limb x, Limb y) { return x ^ y; });
}

BigBuf bit_not(BigView a) {
  BigBuf out = add(a, SmallBig(1));
  if (out.ok()) out.normalize(!out.negative());
  return out;
}

u64 bit_length(BigView a) {
  if (a.is_zero()) return 0;
  return a.size * u64{kLimbBits} - static_cast<unsigned>(std::countl_zero(a.limbs[a.size - 1]));
}

u64 bit_count(BigView a) { return a.is_zero() ? 0 : mpn_popcount(a.limbs, limb_count(a.size)); }

// ---- shifts

BigBuf shift_left(BigView a, u64 count) {
  if (a.is_zero() || count == 0) return BigBuf::copy_of(a);
  u64 whole = count / kLimbBits;
  unsigned bits = count % kLimbBits;
  if (whole >= kMaxLimbs) return BigBuf::failure();
  BigBuf out(a.size + whole + 1);
  if (!out.ok()) return out;
  Limb* limbs = out.limbs();
  if (whole != 0) mpn_zero(limbs, limb_count(whole));
  if (bits != 0) {
    limbs[a.size + whole] = mpn_lshift(limbs + whole, a.limbs, limb_count(a.size), bits);
  } else {
    mpn_copyi(limbs + whole, a.limbs, limb_count(a.size));
    limbs[a.size + whole] = 0;
  }
  out.normalize(a.negative);
  return out;
}

BigBuf shift_right(BigView a, u64 count) {
  if (a.is_zero() || count == 0) return BigBuf::copy_of(a);
  u64 whole = count / kLimbBits;
  if (whole >= a.size) return from_int64(a.negative ? -1 : 0);
  unsigned bits = count % kLimbBits;
  // The result is rounded down: if the value is negative and one of the dropped bits is set, the magnitude grows by
  // one.
  bool round_away = a.negative && mpn_scan1(a.limbs, 0) < count;
  std::size_t size = a.size - whole;
  BigBuf out(size + 1);
  if (!out.ok()) return out;
  Limb* limbs = out.limbs();
  limbs[size] = 0;
  if (bits != 0) {
    mpn_rshift(limbs, a.limbs + whole, limb_count(size), bits);
  } else {
    mpn_copyi(limbs, a.limbs + whole, limb_count(size));
  }
  if (round_away) limbs[size] = mpn_add_1(limbs, limbs, limb_count(size), 1);
  out.normalize(a.negative);
  return out;
}

// ---- bytes

namespace {

bool fits_bytes(BigView value, std::size_t length, bool is_signed) {
  u64 bits = bit_length(value);
  if (is_signed && !value.is_zero()) {
    // -2**(n-1) is the only value whose magnitude may use the sign bit.
    bool is_lowest = value.negative && mpn_scan1(value.limbs, 0) == bits - 1;
    if (!is_lowest) ++bits;
  }
  return (bits + 7) / 8 <= length;
}

}  // namespace

ToBytesStatus to_bytes(BigView value, u8* out, std::size_t length, ByteOrder order, bool is_signed) {
  if (value.negative && !is_signed) return ToBytesStatus::kNegative;
  if (!fits_bytes(value, length, is_signed)) return ToBytesStatus::kTooBig;
  Negator write(value.negative);
  for (std::size_t at = 0, i = 0; at < length; at += 8, ++i) {
    Limb limb = write.next(limb_or_zero(value, i));
    std::size_t count = length - at < 8 ? length - at : 8;
    if (order == ByteOrder::kLittle) {
      std::memcpy(out + at, &limb, count);
    } else {
      limb = __builtin_bswap64(limb);
      std::memcpy(out + (length - at - count), reinterpret_cast<u8*>(&limb) + (8 - count), count);
    }
  }
  return ToBytesStatus::kOk;
}

BigBuf from_bytes(const u8* data, std::size_t length, ByteOrder order, bool is_signed) {
  if (length == 0) return BigBuf();
  u8 top = order == ByteOrder::kLittle ? data[length - 1] : data[0];
  bool negative = is_signed && (top & 0x80) != 0;
  std::size_t size = length / 8 + 1;
  BigBuf out(size);
  if (!out.ok()) return out;
  Negator read(negative);
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t at = i * 8;
    std::size_t count = length - at < 8 ? length - at : 8;
    Limb limb = negative ? ~Limb{0} : 0;
    auto* bytes = reinterpret_cast<u8*>(&limb);
    if (order == ByteOrder::kLittle) {
      std::memcpy(bytes, data + at, count);
    } else {
      std::memcpy(bytes + (8 - count), data + (length - at - count), count);
      limb = __builtin_bswap64(limb);
    }
    out.limbs()[i] = read.next(limb);
  }
  out.normalize(negative);
  return out;
}

namespace {

// A value of one or two limbs modulo 2^61 - 1. Since 2^61 is 1 there, the digits of base 2^61 are added up.
u64 remainder_of_short(BigView value) {
  u64 low = value.limbs[0], high = value.size == 2 ? value.limbs[1] : 0;
  u64 sum = (low & kHashModulus) + ((low >> kHashBits | high << 3) & kHashModulus) + (high >> (2 * kHashBits - 64));
  sum = (sum & kHashModulus) + (sum >> kHashBits);
  return sum >= kHashModulus ? sum - kHashModulus : sum;
}

}  // namespace

i64 hash_big(BigView value) {
  if (value.is_zero()) return 0;
  auto hash = static_cast<i64>(value.size <= 2 ? remainder_of_short(value)
                                               : mpn_mod_1(value.limbs, limb_count(value.size), kHashModulus));
  if (value.negative) hash = -hash;
  return hash == -1 ? -2 : hash;
}

}  // namespace rt::num
