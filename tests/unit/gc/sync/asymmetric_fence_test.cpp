#include "gc/sync/asymmetric_fence.h"

#include <thread>

#include <doctest/doctest.h>

namespace gc::test {
namespace {

// Dekker: in each round both threads write their word and read the other's, beginning as close together as they can.
TEST_CASE("of a delayed store and a heavy fence, one side sees the other's word") {
  constexpr u32 kRounds = 3000;
  Atomic<u32> mine{0}, other{0}, started{0}, seen{0};
  u32 missed = 0;
  std::thread frequent([&] {
    for (u32 i = 1; i <= kRounds; ++i) {
      for (int turn = 0; started.load(acquire) < i; ++turn) back_off(turn);
      store_before_look(other, i);
      u32 saw = mine.load(relaxed);
      seen.store(i * 2 + (saw >= i), release);
    }
  });
  for (u32 i = 1; i <= kRounds; ++i) {
    started.store(i, release);
    mine.store(i, relaxed);
    asymmetric_heavy_fence();
    bool saw = other.load(relaxed) >= i;
    u32 result;
    for (int turn = 0; (result = seen.load(acquire)) / 2 < i; ++turn) back_off(turn);
    missed += !saw && !(result & 1);
  }
  frequent.join();
  CHECK(missed == 0);
}

}  // namespace
}  // namespace gc::test
