// Hash functions: a keyed one for bytes and text, fixed ones for numbers, tuples and frozensets.
//
// Numbers and tuples of numbers have the hash values that CPython documents or computes: programs that print hashes or
// depend on the order of a set behave the same. Text and bytes use SipHash-1-3 with a secret key, as in CPython. A
// sender of data who does not know the key cannot choose many keys of equal hash; those would make each look-up in a
// dict a linear search.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"

namespace rt::num {

inline constexpr u64 kHashModulus = (u64{1} << 61) - 1;
inline constexpr int kHashBits = 61;

struct HashKey {
  u64 k0 = 0;
  u64 k1 = 0;
};
// The key for PYTHONHASHSEED=seed: the same as CPython's. Seed 0 gives the key of zeros ("randomization off").
HashKey hash_key_from_seed(u32 seed);
// The key from 16 random bytes.
HashKey hash_key_from_random(const u8 bytes[16]);

// SipHash-1-3 with two exceptions: -2 replaces -1, and the hash of no bytes is 0. Text passes its code units in the
// smallest kind, so equal texts have equal hashes. Any thread.
i64 hash_bytes(const void* data, std::size_t length, HashKey key);

// hash(int) of a machine int.
inline i64 hash_int64(i64 value) {
  constexpr u64 kLess = kHashModulus - 1;
  if (static_cast<u64>(value) + kLess <= 2 * kLess) return value == -1 ? -2 : value;
  u64 magnitude = value < 0 ? 0 - static_cast<u64>(value) : static_cast<u64>(value);
  magnitude = (magnitude & kHashModulus) + (magnitude >> kHashBits);
  if (magnitude >= kHashModulus) magnitude -= kHashModulus;
  i64 hash = static_cast<i64>(magnitude);
  if (value < 0) hash = -hash;
  return hash == -1 ? -2 : hash;
}

// hash(tuple): start, one add() for each item in order, finish(). (xxHash's rounds, 64 bits.)
class TupleHash {
 public:
  void add(i64 item_hash) {
    acc_ += static_cast<u64>(item_hash) * kPrime2;
    acc_ = ((acc_ << 31) | (acc_ >> 33)) * kPrime1;
    ++count_;
  }
  i64 finish() const { return valid(acc_ + (count_ ^ (kPrime5 ^ 3527539ULL))); }
  // hash(slice): the number of parts is not mixed in.
  i64 finish_slice() const { return valid(acc_); }

 private:
  static i64 valid(u64 acc) { return acc == ~u64{0} ? 1546275796 : static_cast<i64>(acc); }
  static constexpr u64 kPrime1 = 11400714785074694791ULL;
  static constexpr u64 kPrime2 = 14029467366897019727ULL;
  static constexpr u64 kPrime5 = 2870177450012600261ULL;
  u64 acc_ = kPrime5;
  u64 count_ = 0;
};

// hash(frozenset): order does not matter.
class FrozensetHash {
 public:
  void add(i64 item_hash) {
    u64 h = static_cast<u64>(item_hash);
    acc_ ^= ((h ^ 89869747ULL) ^ (h << 16)) * 3644798167ULL;
    ++count_;
  }
  i64 finish() const;

 private:
  u64 acc_ = 0;
  u64 count_ = 0;
};

// The default hash of objects: the address rotated by 4 bits, because the low bits of an address are always zero.
inline i64 hash_pointer(const void* pointer) {
  u64 bits = reinterpret_cast<std::uintptr_t>(pointer);
  i64 hash = static_cast<i64>((bits >> 4) | (bits << 60));
  return hash == -1 ? -2 : hash;
}

}  // namespace rt::num
