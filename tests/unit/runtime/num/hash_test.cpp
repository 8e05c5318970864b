#include "runtime/num/hash.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <set>
#include <string>

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

TEST_CASE("byte hashes depend on every byte, the length and the key") {
  HashKey key = hash_key_from_seed(1);
  CHECK(hash_bytes("", 0, key) == 0);
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
  CHECK(hash_bytes("abc", 3, key) == hash_bytes("abc", 3, hash_key_from_seed(1)));
}

}  // namespace
}  // namespace rt::num
