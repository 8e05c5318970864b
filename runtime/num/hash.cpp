#include "runtime/num/hash.h"

#include <bit>
#include <cstring>

namespace rt::num {

namespace {

std::uint64_t load64(const std::uint8_t* p) {
  std::uint64_t v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

std::uint64_t load32(const std::uint8_t* p) {
  std::uint32_t v;
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

  void add(std::uint64_t word) {
    v3_ ^= word;
    round();
    v0_ ^= word;
  }
  std::uint64_t finish() {
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
  std::uint64_t v0_, v1_, v2_, v3_;
};

// The last length % 8 bytes as a number, the first of them lowest. Loads that overlap cover every length without a
// loop.
std::uint64_t tail_of(const std::uint8_t* p, std::size_t length) {
  if (length >= 8) {
    std::size_t left = length & 7;
    return (load64(p + length - 8) >> 1) >> (63 - 8 * left);  // two shifts: one by 64 is undefined
  }
  if (length >= 4) return load32(p) | load32(p + length - 4) << (8 * (length - 4));
  std::size_t middle = length >> 1, last = length - 1;
  return p[0] | std::uint64_t{p[middle]} << (8 * middle) | std::uint64_t{p[last]} << (8 * last);
}

}  // namespace

// A linear congruential generator, one byte for each step: what CPython fills its secret with. Programs that fix the
// seed get its hashes.
HashKey hash_key_from_seed(std::uint32_t seed) {
  if (seed == 0) return {};
  std::uint8_t bytes[16];
  std::uint32_t state = seed;
  for (std::uint8_t& byte : bytes) {
    state = state * 214013 + 2531011;
    byte = static_cast<std::uint8_t>(state >> 16);
  }
  return hash_key_from_random(bytes);
}

HashKey hash_key_from_random(const std::uint8_t bytes[16]) { return {load64(bytes), load64(bytes + 8)}; }

std::int64_t hash_bytes(const void* data, std::size_t length, HashKey key) {
  if (length == 0) return 0;
  const auto* p = static_cast<const std::uint8_t*>(data);
  SipState state(key);
  std::uint64_t tail = tail_of(p, length);
  for (const std::uint8_t* end = p + (length & ~std::size_t{7}); p != end; p += 8) state.add(load64(p));
  state.add(std::uint64_t{length} << 56 | tail);
  auto hash = static_cast<std::int64_t>(state.finish());
  return hash == -1 ? -2 : hash;
}

std::int64_t FrozensetHash::finish() const {
  std::uint64_t hash = acc_ ^ ((count_ + 1) * 1927868237ULL);
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069ULL + 907133923ULL;
  return hash == ~std::uint64_t{0} ? 590923713 : static_cast<std::int64_t>(hash);
}

}  // namespace rt::num
