// BLAKE2b and BLAKE2s with all their parameters, as RFC 7693 and the BLAKE2 paper (Aumasson, Neves, Wilcox-O'Hearn,
// Winnerlein, 2013) give them: key, salt, personalisation, tree hashing. OpenSSL has the plain functions only.
#pragma once

#include <cstring>

#include "gc/base/bits.h"

namespace rt::blake2 {

using gc::u32;
using gc::u64;
using gc::u8;

struct Big {
  using Word = u64;
  static constexpr size_t kBlock = 128, kMaxDigest = 64, kMaxKey = 64, kSalt = 16;
  static constexpr int kRounds = 12;
  static constexpr int kRotations[4] = {32, 24, 16, 63};
  static constexpr u64 kStart[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
};
struct Small {
  using Word = u32;
  static constexpr size_t kBlock = 64, kMaxDigest = 32, kMaxKey = 32, kSalt = 8;
  static constexpr int kRounds = 10;
  static constexpr int kRotations[4] = {16, 12, 8, 7};
  static constexpr u32 kStart[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
};

// The fields of the parameter block.
struct Parameters {
  u8 digest_size, key_size, fanout, depth;
  u32 leaf_size;
  u64 node_offset;  // 64 bits for Big, 48 for Small
  u8 node_depth, inner_size;
  u8 salt[16], person[16];  // the first kSalt bytes count
  bool last_node;
};

template <class Kind>
class State {
 public:
  using Word = typename Kind::Word;

  // `key` points to parameters.key_size bytes, which are copied.
  void start(const Parameters& parameters, const u8* key);
  void update(const u8* data, size_t size);
  // Writes digest_size() bytes to `out`. The state must not be used afterwards.
  void finish(u8* out);
  size_t digest_size() const { return digest_size_; }

 private:
  void compress(const u8* block, bool last);
  void count(size_t bytes) {
    counted_[0] += static_cast<Word>(bytes);
    counted_[1] += counted_[0] < bytes;
  }

  Word chain_[8];
  Word counted_[2];  // bytes compressed so far, low word first
  u8 pending_[Kind::kBlock];
  size_t pending_size_;  // a full block waits: only the next byte shows that it is not the last, which has other flags
  size_t digest_size_;
  bool last_node_;
};

extern template class State<Big>;
extern template class State<Small>;

}  // namespace rt::blake2
