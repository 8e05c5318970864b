#include "gc/sync/backoff.h"

#include <doctest/doctest.h>

namespace gc::test {
namespace {

int turns_of_a_wait() {
  Backoff backoff;
  int turns = 0;
  while (backoff.wait()) ++turns;
  return turns;
}

TEST_CASE("a wait for a held lock ends after some turns, however often there was one before") {
  int first = turns_of_a_wait();
  CHECK(first > 0);
  for (int i = 0; i < 20; ++i) CHECK(turns_of_a_wait() == first);
}

}  // namespace
}  // namespace gc::test
