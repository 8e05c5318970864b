#include "gc/sync/backoff.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "gc/sync/clock.h"

namespace gc::test {
namespace {

int looks_of_a_wait() {
  Backoff backoff;
  int looks = 0;
  while (backoff.wait()) ++looks;
  return looks;
}

TEST_CASE("a wait for a held lock ends after a bounded time, however often there was one before") {
  for (int i = 0; i < 20; ++i) CHECK(looks_of_a_wait() > 0);
  i64 shortest = 1000000000;
  for (int i = 0; i < 20; ++i) {
    i64 began = now_ns();
    looks_of_a_wait();
    shortest = std::min(shortest, now_ns() - began);
  }
  CHECK(shortest < 1000000);
}

TEST_CASE("who has kept off looks closely") {
  int most = 0;
  for (int i = 0; i < 20; ++i) most = std::max(most, looks_of_a_wait());
  CHECK(most > 4);
}

}  // namespace
}  // namespace gc::test
