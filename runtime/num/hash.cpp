#include "runtime/num/hash.h"

#include <cstring>

namespace rt::num {

namespace {

// Odd constants with balanced bits: the fractional parts of the golden ratio, sqrt(2), sqrt(3), sqrt(5).
constexpr std::uint64_t kMix0 = 0x9E3779B97F4A7C15ULL;
constexpr std::uint64_t kMix1 = 0x6A09E667F3BCC909ULL;
constexpr std::uint64_t kMix2 = 0xBB67AE8584CAA73BULL;
constexpr std::uint64_t kMix3 = 0x3C6EF372FE94F82BULL;

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

// Both halves of the 128-bit product: one multiplication that every input bit reaches.
std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t splitmix(std::uint64_t& state) {
  state += kMix0;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace

HashKey hash_key_from_seed(std::uint32_t seed) {
  std::uint64_t state = seed;
  HashKey key;
  key.k0 = splitmix(state);
  key.k1 = splitmix(state);
  return key;
}

HashKey hash_key_from_random(const std::uint8_t bytes[16]) { return {load64(bytes), load64(bytes + 8)}; }

std::int64_t hash_bytes(const void* data, std::size_t length, HashKey key) {
  if (length == 0) return 0;
  const auto* p = static_cast<const std::uint8_t*>(data);
  std::uint64_t state = key.k0 ^ kMix0;
  std::uint64_t a;
  std::uint64_t b;
  if (length <= 16) {
    // Two loads that overlap as far as need be cover every length.
    if (length >= 8) {
      a = load64(p);
      b = load64(p + length - 8);
    } else if (length >= 4) {
      a = load32(p);
      b = load32(p + length - 4);
    } else {
      a = (std::uint64_t{p[0]} << 16) | (std::uint64_t{p[length >> 1]} << 8) | p[length - 1];
      b = 0;
    }
  } else {
    std::size_t left = length;
    if (left > 48) {
      std::uint64_t lane1 = state;
      std::uint64_t lane2 = state;
      do {
        state = fold(load64(p) ^ kMix1, load64(p + 8) ^ state);
        lane1 = fold(load64(p + 16) ^ kMix2, load64(p + 24) ^ lane1);
        lane2 = fold(load64(p + 32) ^ kMix3, load64(p + 40) ^ lane2);
        p += 48;
        left -= 48;
      } while (left > 48);
      state ^= lane1 ^ (lane2 + kMix0);
    }
    for (; left > 16; left -= 16, p += 16) state = fold(load64(p) ^ kMix1, load64(p + 8) ^ state);
    a = load64(p + left - 16);
    b = load64(p + left - 8);
  }
  std::uint64_t mixed = fold(a ^ kMix1 ^ key.k1, b ^ state);
  auto hash = static_cast<std::int64_t>(fold(mixed ^ kMix2, length ^ key.k1 ^ kMix3));
  return hash == -1 ? -2 : hash;
}

std::int64_t FrozensetHash::finish() const {
  std::uint64_t hash = acc_ ^ ((count_ + 1) * 1927868237ULL);
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069ULL + 907133923ULL;
  return hash == ~std::uint64_t{0} ? 590923713 : static_cast<std::int64_t>(hash);
}

}  // namespace rt::num
