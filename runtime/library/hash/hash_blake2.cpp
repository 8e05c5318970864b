// The compression function of BLAKE2 (RFC 7693) for both word sizes, and the buffer in front of it. Portable C++: one
// round is eight calls of mix().
#include "runtime/library/hash/hash_blake2.h"

#include <algorithm>
#include <bit>

namespace rt::blake2 {

static_assert(std::endian::native == std::endian::little, "words are loaded as they lie in memory");

namespace {

// The order of the message words in each round (RFC 7693, 2.7).
constexpr u8 kOrder[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

template <class Kind>
inline void mix(typename Kind::Word* v, int a, int b, int c, int d, typename Kind::Word x, typename Kind::Word y) {
  v[a] += v[b] + x;
  v[d] = std::rotr(v[d] ^ v[a], Kind::kRotations[0]);
  v[c] += v[d];
  v[b] = std::rotr(v[b] ^ v[c], Kind::kRotations[1]);
  v[a] += v[b] + y;
  v[d] = std::rotr(v[d] ^ v[a], Kind::kRotations[2]);
  v[c] += v[d];
  v[b] = std::rotr(v[b] ^ v[c], Kind::kRotations[3]);
}

// The parameter block is as long as the chain. Its fields are little-endian; the numbers are their sizes in bytes.
//
//             digest, key, fanout, depth   leaf   node offset   node depth, inner   zeros   salt   person
//     Big     1 each                       4      8             1 each              14      16     16
//     Small   1 each                       4      6             1 each              0       8      8
template <class Kind>
void fill_parameter_block(const Parameters& p, u8* out) {
  constexpr bool kBig = Kind::kBlock == 128;
  std::memset(out, 0, Kind::kMaxDigest);
  out[0] = p.digest_size;
  out[1] = p.key_size;
  out[2] = p.fanout;
  out[3] = p.depth;
  std::memcpy(out + 4, &p.leaf_size, 4);
  std::memcpy(out + 8, &p.node_offset, kBig ? 8 : 6);
  u8* tree = out + (kBig ? 16 : 14);
  tree[0] = p.node_depth;
  tree[1] = p.inner_size;
  std::memcpy(out + Kind::kMaxDigest - 2 * Kind::kSalt, p.salt, Kind::kSalt);
  std::memcpy(out + Kind::kMaxDigest - Kind::kSalt, p.person, Kind::kSalt);
}

}  // namespace

template <class Kind>
void State<Kind>::start(const Parameters& p, const u8* key) {
  Word words[8];
  u8 block[Kind::kMaxDigest];
  fill_parameter_block<Kind>(p, block);
  std::memcpy(words, block, sizeof words);
  for (int i = 0; i < 8; ++i) chain_[i] = Kind::kStart[i] ^ words[i];
  counted_[0] = counted_[1] = 0;
  pending_size_ = 0;
  digest_size_ = p.digest_size;
  last_node_ = p.last_node;
  if (p.key_size == 0) return;
  u8 padded[Kind::kBlock] = {};
  std::memcpy(padded, key, p.key_size);
  update(padded, sizeof padded);
}

template <class Kind>
void State<Kind>::compress(const u8* block, bool last) {
  Word m[16], v[16];
  std::memcpy(m, block, sizeof m);
  for (int i = 0; i < 8; ++i) {
    v[i] = chain_[i];
    v[i + 8] = Kind::kStart[i];
  }
  v[12] ^= counted_[0];
  v[13] ^= counted_[1];
  if (last) v[14] = ~v[14];
  if (last && last_node_) v[15] = ~v[15];
  for (int round = 0; round < Kind::kRounds; ++round) {
    const u8* s = kOrder[round % 10];
    mix<Kind>(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
    mix<Kind>(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
    mix<Kind>(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
    mix<Kind>(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
    mix<Kind>(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
    mix<Kind>(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
    mix<Kind>(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
    mix<Kind>(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
  }
  for (int i = 0; i < 8; ++i) chain_[i] ^= v[i] ^ v[i + 8];
}

template <class Kind>
void State<Kind>::update(const u8* data, size_t size) {
  while (size > 0) {
    if (pending_size_ == Kind::kBlock) {
      count(Kind::kBlock);
      compress(pending_, false);
      pending_size_ = 0;
    }
    // Whole blocks are compressed straight from the data, except for the last one: finish() must compress it with other
    // flags.
    while (pending_size_ == 0 && size > Kind::kBlock) {
      count(Kind::kBlock);
      compress(data, false);
      data += Kind::kBlock;
      size -= Kind::kBlock;
    }
    size_t part = std::min(size, Kind::kBlock - pending_size_);
    std::memcpy(pending_ + pending_size_, data, part);
    pending_size_ += part;
    data += part;
    size -= part;
  }
}

template <class Kind>
void State<Kind>::finish(u8* out) {
  count(pending_size_);
  std::memset(pending_ + pending_size_, 0, Kind::kBlock - pending_size_);
  compress(pending_, true);
  std::memcpy(out, chain_, digest_size_);
}

template class State<Big>;
template class State<Small>;

}  // namespace rt::blake2
