#include "runtime/num/hash.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <set>
#include <string>
#include <vector>

namespace rt::num {
namespace {

std::int64_t tuple(std::initializer_list<std::int64_t> hashes) {
  TupleHash hash;
  for (std::int64_t item : hashes) hash.add(item);
  return hash.finish();
}

std::int64_t frozenset(std::initializer_list<std::int64_t> hashes) {
  FrozensetHash hash;
  for (std::int64_t item : hashes) hash.add(item);
  return hash.finish();
}

TEST_CASE("tuples and frozensets of numbers hash as in CPython") {
  CHECK(tuple({}) == 5740354900026072187);
  CHECK(tuple({1, 2, 3}) == 529344067295497451);
  CHECK(tuple({0}) == -8753497827991233192);
  CHECK(tuple({tuple({1, 2}), hash_int64(-1)}) == -5672323978635250244);
  CHECK(frozenset({}) == 133146708735736);
  CHECK(frozenset({3, 1, 2}) == -272375401224217160);
  CHECK(frozenset({frozenset({1}), 2}) == -1248503628839622056);
}

TEST_CASE("int64 hashes stay below 2**61 - 1 and avoid -1") {
  CHECK(hash_int64(-1) == -2);
  CHECK(hash_int64((std::int64_t{1} << 61) - 1) == 0);
  CHECK(hash_int64(std::int64_t{1} << 62) == 2);
  CHECK(hash_int64(INT64_MIN) == -4);
}

// The SipHash of bytes 0, 1, 2, ... under the key of the bytes 0 to 15.
TEST_CASE("bytes hash to the reference values of SipHash-1-3") {
  struct Vector {
    std::size_t length;
    std::uint64_t hash;
  };
  constexpr Vector kVectors[] = {{1, 0xc9f49bf37d57ca93},  {2, 0x82cb9b024dc7d44d},  {3, 0x8bf80ab8e7ddf7fb},
                                 {4, 0xcf75576088d38328},  {7, 0xd3927d989bb11140},  {8, 0x369095118d299a8e},
                                 {9, 0x25a48eb36c063de4},  {15, 0xd320d86d2a519956}, {16, 0xcc4fdd1a7d908b66},
                                 {31, 0x2370dd1f8c21d1bc}, {63, 0x9d199062b7bbb3a8}};
  std::uint8_t message[64];
  for (std::size_t i = 0; i < sizeof message; ++i) message[i] = static_cast<std::uint8_t>(i);
  HashKey key = hash_key_from_random(message);
  for (const Vector& v : kVectors) CHECK(hash_bytes(message, v.length, key) == static_cast<std::int64_t>(v.hash));
  CHECK(hash_bytes(message, 0, key) == 0);
}

TEST_CASE("a seed gives the hashes that CPython gives with it") {
  CHECK(hash_bytes("abc", 3, hash_key_from_seed(0)) == -4594863902769663758);
  CHECK(hash_bytes("abc", 3, hash_key_from_seed(42)) == 3869580338025362921);
  CHECK(hash_bytes("abcdefghijk", 11, hash_key_from_seed(42)) == 7764564197781545852);
}

TEST_CASE("byte hashes depend on every byte, the length and the key") {
  HashKey key = hash_key_from_seed(1);
  std::set<std::int64_t> seen;
  std::string text(300, 'a');
  for (std::size_t length = 1; length <= text.size(); ++length) seen.insert(hash_bytes(text.data(), length, key));
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = 'b';
    seen.insert(hash_bytes(changed.data(), changed.size(), key));
  }
  seen.insert(hash_bytes(text.data(), text.size(), hash_key_from_seed(2)));
  CHECK(seen.size() == 601);
}

// How many of 1,024 places `keys` take by the lowest bits of their hashes: 1,000 random numbers take 638 on average,
// and fewer than 570 never.
std::size_t places_taken(const std::vector<std::string>& keys, HashKey key) {
  std::set<std::int64_t> places;
  for (const std::string& k : keys) places.insert(hash_bytes(k.data(), k.size(), key) & 1023);
  return places.size();
}

// A hash that multiplies words which have been mixed with constants alone forgets all that it has read when a word is
// one of these constants.
TEST_CASE("keys with a word that cancels a multiplicative hash's constant spread like others") {
  constexpr std::uint64_t kConstants[] = {0x9E3779B97F4A7C15, 0x6A09E667F3BCC909, 0xBB67AE8584CAA73B,
                                          0x3C6EF372FE94F82B};
  for (std::uint64_t constant : kConstants) {
    std::vector<std::string> keys;
    for (std::uint64_t i = 0; i < 1000; ++i) {
      std::string text(32, 'x');
      std::memcpy(text.data(), &constant, 8);
      std::memcpy(text.data() + 8, &i, 8);
      keys.push_back(text);
    }
    CHECK(places_taken(keys, hash_key_from_seed(1)) > 570);
    CHECK(places_taken(keys, hash_key_from_seed(2)) > 570);
  }
}

TEST_CASE(
    "each bit of the hashes of similar keys is set in half of them, and each bit of a key changes half of the bits") {
  constexpr int kKeys = 4096, kFiveSigma = 5 * 32;  // sigma: the square root of 4096 / 4
  HashKey key = hash_key_from_seed(7);
  int set[64] = {}, flipped[64] = {};
  for (int i = 0; i < kKeys; ++i) {
    std::string text = "key" + std::to_string(i);
    auto hash = static_cast<std::uint64_t>(hash_bytes(text.data(), text.size(), key));
    text[static_cast<std::size_t>(i) % text.size()] ^= static_cast<char>(1 << i % 8);
    auto other = static_cast<std::uint64_t>(hash_bytes(text.data(), text.size(), key));
    for (int bit = 0; bit < 64; ++bit) {
      set[bit] += hash >> bit & 1;
      flipped[bit] += (hash ^ other) >> bit & 1;
    }
  }
  for (int bit = 0; bit < 64; ++bit) {
    CHECK(std::abs(set[bit] - kKeys / 2) < kFiveSigma);
    CHECK(std::abs(flipped[bit] - kKeys / 2) < kFiveSigma);
  }
}

}  // namespace
}  // namespace rt::num
