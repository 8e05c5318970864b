// The mark of an image: a message authentication code under a secret key.
//
// A block of 64 words is compressed to two words by NH (Black, Halevi, Krawczyk, Krovetz, Rogaway, "UMAC: Fast and
// Secure Message Authentication", 1999): sums of words and key words are multiplied in pairs. SipHash under a second
// key then makes the mark of all compressed blocks and the length. NH takes about one instruction for two bytes, since
// all images of a program are checked when it starts.
#include <cstring>
#include <vector>

#include "interp/compile/compiler.h"
#include "interp/compile/image.h"
#include "runtime/num/hash.h"

namespace comp {

namespace {

constexpr u32 kBlockWords = 64;
constexpr size_t kBlock = kBlockWords * sizeof(u64);

struct MarkKeys {
  u64 words[kBlockWords];
  rt::num::HashKey outer;
  bool known;
};
MarkKeys g_keys;

void add_block(const char* block, std::vector<u64>& digest) {
  u64 words[kBlockWords];
  std::memcpy(words, block, kBlock);
  unsigned __int128 sum = 0;
  for (u32 i = 0; i < kBlockWords; i += 2)
    sum += static_cast<unsigned __int128>(words[i] + g_keys.words[i]) * (words[i + 1] + g_keys.words[i + 1]);
  digest.push_back(static_cast<u64>(sum));
  digest.push_back(static_cast<u64>(sum >> 64));
}

}  // namespace

void set_image_key(const u8 secret[kImageKeySize]) {
  rt::num::HashKey inner = rt::num::hash_key_from_random(secret);
  g_keys.outer = rt::num::hash_key_from_random(secret + kImageKeySize / 2);
  for (u64 i = 0; i < kBlockWords; ++i) g_keys.words[i] = static_cast<u64>(rt::num::hash_bytes(&i, sizeof i, inner));
  g_keys.known = true;
}

bool has_image_key() { return g_keys.known; }

u64 image_mark(std::string_view content) {
  if (!g_keys.known) return 0;
  std::vector<u64> digest{content.size()};
  digest.reserve(3 + 2 * (content.size() / kBlock));
  for (; content.size() >= kBlock; content.remove_prefix(kBlock)) add_block(content.data(), digest);
  char rest[kBlock] = {};
  std::memcpy(rest, content.data(), content.size());
  add_block(rest, digest);
  return static_cast<u64>(rt::num::hash_bytes(digest.data(), digest.size() * sizeof(u64), g_keys.outer));
}

}  // namespace comp
