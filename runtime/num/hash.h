// Hash functions: a keyed one for bytes and text, and the fixed mixing of numbers, tuples and frozensets.
//
// Numbers and tuples of numbers hash to the values that CPython documents or computes, so that programs
// which print them or depend on their order behave the same. Text and bytes use SipHash-1-3 with a secret key, as in
// CPython: a sender of data that does not know the key cannot choose keys of equal hash, which would make each look-up
// in a dict of them walk over all of them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rt::num {

inline constexpr std::uint64_t kHashModulus = (std::uint64_t{1} << 61) - 1;
inline constexpr int kHashBits = 61;

struct HashKey {
  std::uint64_t k0 = 0;
  std::uint64_t k1 = 0;
};
// The key for PYTHONHASHSEED=seed, the one that CPython makes of it; seed 0 gives the key of zeros ("randomization
// off").
HashKey hash_key_from_seed(std::uint32_t seed);
// The key from 16 random bytes.
HashKey hash_key_from_random(const std::uint8_t bytes[16]);

// SipHash-1-3 with two exceptions: never -1 (-2 instead), and 0 for no bytes. Equal bytes give equal hashes: text
// hashes its code units in its smallest kind. Any thread.
std::int64_t hash_bytes(const void* data, std::size_t length, HashKey key);

// hash(int) of a machine int.
inline std::int64_t hash_int64(std::int64_t value) {
  constexpr std::uint64_t kLess = kHashModulus - 1;
  if (static_cast<std::uint64_t>(value) + kLess <= 2 * kLess) return value == -1 ? -2 : value;
  std::uint64_t magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  magnitude = (magnitude & kHashModulus) + (magnitude >> kHashBits);
  if (magnitude >= kHashModulus) magnitude -= kHashModulus;
  std::int64_t hash = static_cast<std::int64_t>(magnitude);
  if (value < 0) hash = -hash;
  return hash == -1 ? -2 : hash;
}

// hash(tuple): start, one add() for each item in order, finish(). (xxHash's rounds, 64 bits.)
class TupleHash {
 public:
  void add(std::int64_t item_hash) {
    acc_ += static_cast<std::uint64_t>(item_hash) * kPrime2;
    acc_ = ((acc_ << 31) | (acc_ >> 33)) * kPrime1;
    ++count_;
  }
  std::int64_t finish() const {
    std::uint64_t acc = acc_ + (count_ ^ (kPrime5 ^ 3527539ULL));
    return acc == ~std::uint64_t{0} ? 1546275796 : static_cast<std::int64_t>(acc);
  }

 private:
  static constexpr std::uint64_t kPrime1 = 11400714785074694791ULL;
  static constexpr std::uint64_t kPrime2 = 14029467366897019727ULL;
  static constexpr std::uint64_t kPrime5 = 2870177450012600261ULL;
  std::uint64_t acc_ = kPrime5;
  std::uint64_t count_ = 0;
};

// hash(frozenset): order does not matter.
class FrozensetHash {
 public:
  void add(std::int64_t item_hash) {
    std::uint64_t h = static_cast<std::uint64_t>(item_hash);
    acc_ ^= ((h ^ 89869747ULL) ^ (h << 16)) * 3644798167ULL;
    ++count_;
  }
  std::int64_t finish() const;

 private:
  std::uint64_t acc_ = 0;
  std::uint64_t count_ = 0;
};

// Spreads an address over all bits: the default hash of objects.
inline std::int64_t hash_pointer(const void* pointer) {
  std::uint64_t bits = reinterpret_cast<std::uintptr_t>(pointer);
  std::int64_t hash = static_cast<std::int64_t>((bits >> 4) | (bits << 60));
  return hash == -1 ? -2 : hash;
}

}  // namespace rt::num
