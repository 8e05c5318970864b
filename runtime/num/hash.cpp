// SipHash-1-3 for bytes and text, and its key from a seed.
#include "runtime/num/hash.h"

#include <bit>
#include <cstring>

namespace rt::num {

namespace {

u64 load64(const u8* p) {
  u64 v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

u64 load32(const u8* p) {
  u32 v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

// The state of SipHash (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012), with one round for each word
// and three at the end.
class SipState {
 public:
  explicit SipState(HashKey key)
      : v0_(key.k0 ^ 0x736f6d6570736575ULL),
        v1_(key.k1 ^ 0x646f72616e646f6dULL),
        v2_(key.k0 ^ 0x6c7967656e657261ULL),
        v3_(key.k1 ^ 0x7465646279746573ULL) {}

  void add(u64 word) {
    v3_ ^= word;
    round();
    v0_ ^= word;
  }
  u64 finish() {
    v2_ ^= 0xff;
    round();
    round();
    round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  void round() {
    v0_ += v1_;
    v2_ += v3_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v1_;
    v0_ += v3_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ = std::rotl(v2_, 32);
  }
  u64 v0_, v1_, v2_, v3_;
};

// The last length % 8 bytes as a little-endian number. Overlapping loads read any length without a loop.
u64 tail_of(const u8* p, std::size_t length) {
  if (length >= 8) {
    std::size_t left = length & 7;
    return (load64(p + length - 8) >> 1) >> (63 - 8 * left);  // two shifts, because a shift by 64 is undefined
  }
  if (length >= 4) return load32(p) | load32(p + length - 4) << (8 * (length - 4));
  std::size_t middle = length >> 1, last = length - 1;
  return p[0] | u64{p[middle]} << (8 * middle) | u64{p[last]} << (8 * last);
}

}  // namespace

// CPython fills its secret by this linear congruential generator, one byte for each step. So programs that fix the seed
// get CPython's hashes.
HashKey hash_key_from_seed(u32 seed) {
  if (seed == 0) return {};
  u8 bytes[16];
  u32 state = seed;
  for (u8& byte : bytes) {
    state = state * 214013 + 2531011;
    byte = static_cast<u8>(state >> 16);
  }
  return hash_key_from_random(bytes);
}

HashKey hash_key_from_random(const u8 bytes[16]) { return {load64(bytes), load64(bytes + 8)}; }

i64 hash_bytes(const void* data, std::size_t length, HashKey key) {
  if (length == 0) return 0;
  const auto* p = static_cast<const u8*>(data);
  SipState state(key);
  u64 tail = tail_of(p, length);
  for (const u8* end = p + (length & ~std::size_t{7}); p != end; p += 8) state.add(load64(p));
  state.add(u64{length} << 56 | tail);
  auto hash = static_cast<i64>(state.finish());
  return hash == -1 ? -2 : hash;
}

i64 FrozensetHash::finish() const {
  u64 hash = acc_ ^ ((count_ + 1) * 1927868237ULL);
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069ULL + 907133923ULL;
  return hash == ~u64{0} ? 590923713 : static_cast<i64>(hash);
}

}  // namespace rt::num
