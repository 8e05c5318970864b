#include "gc/sync/backoff.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "gc/base/clock.h"

namespace gc::test {
namespace {

constexpr u64 kLongAgo = 1 << 20;  // ticks: four times the longest turn

int looks_of_a_wait(bool reserved = false) {
  Backoff backoff(reserved);
  int looks = 0;
  while (backoff.wait()) ++looks;
  return looks;
}

TEST_CASE("a wait for a held lock ends after a bounded time, however often there was one before") {
  for (int i = 0; i < 20; ++i) CHECK(looks_of_a_wait() > 0);
  constexpr i64 kSecond = 1000000000;
  i64 shortest = kSecond;
  for (int i = 0; i < 20; ++i) {
    i64 began = now_ns();
    looks_of_a_wait();
    shortest = std::min(shortest, now_ns() - began);
  }
  CHECK(shortest < kSecond);  // it is a tenth of a millisecond where nothing else runs
}

TEST_CASE("who has kept off looks closely") {
  int most = 0;
  for (int i = 0; i < 20; ++i) most = std::max(most, looks_of_a_wait());
  CHECK(most > 4);
}

TEST_CASE("a reserved lock is left alone for longer than another one") {
  u64 longest[2] = {};
  for (int i = 0; i < 40; ++i) {
    u64 began = ticks();
    looks_of_a_wait(i >= 20);
    longest[i >= 20] = std::max(longest[i >= 20], ticks() - began);
  }
  CHECK(longest[1] >= 250000);
}

TEST_CASE("a long turn of a reserved lock is forgotten when the next wait comes late, for another lock") {
  u64 shortest = ~u64{0};
  for (int i = 0; i < 20; ++i) {
    keep_off_as_long_as(kLongAgo / 4);
    for (u64 ended = ticks(); ticks() - ended < 2 * kLongAgo;) {
    }
    Backoff backoff(false);
    u64 began = ticks();
    backoff.wait();  // one turn of keeping off
    shortest = std::min(shortest, ticks() - began);
  }
  CHECK(shortest < kLongAgo / 8);
}

TEST_CASE("who has had a lock for long, and has given it to another thread, keeps off it as long") {
  constexpr u64 kHad = 200000;
  u64 longest = 0;
  // A thread that is preempted in between may wait for less.
  for (int i = 0; i < 20; ++i) {
    keep_off_as_long_as(kHad);
    Backoff backoff(false);
    u64 began = ticks();
    CHECK(backoff.wait());
    longest = std::max(longest, ticks() - began);
  }
  CHECK(longest >= kHad);
}

}  // namespace
}  // namespace gc::test
