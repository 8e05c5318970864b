#include "gc/sync/spin.h"

#include <algorithm>

#include <doctest/doctest.h>

namespace gc::test {
namespace {

// How long the thread keeps off a lock that it could take at its first look, in ticks.
u64 pause_of(Spin& spin) {
  u64 began = ticks(), looked = began;
  CHECK(spin.for_lock([&] {
    looked = ticks();
    return true;
  }));
  return looked - began;
}

int looks_in_vain(Spin& spin) {
  int looks = 0;
  CHECK_FALSE(spin.for_lock([&] { return ++looks < 0; }));
  return looks;
}

struct Away {
  explicit Away(int& times) { ++times; }
};

TEST_CASE("what fails again and again is tried less and less often, and again after successes") {
  Trial trial(1, 5);
  auto skipped = [&] {
    int n = 0;
    while (!trial.pays()) ++n;
    return n;
  };
  for (int skips : {0, 0, 1, 2, 4, 4, 4}) {
    CHECK(trial.pays());
    trial.ends(false);
    CHECK(skipped() == skips);
  }
  for (int n = 0; n < 5; ++n) trial.ends(true);
  trial.ends(false);
  CHECK(skipped() == 0);
}

TEST_CASE("who waits for a lock in vain looks more than once, but not at every wait") {
  Spin spin;
  int most = 0, tried = 0;
  for (int n = 0; n < 200; ++n) {
    int looks = looks_in_vain(spin);
    most = std::max(most, looks);
    tried += looks != 0;
  }
  CHECK(most > 4);
  CHECK(tried >= 10);
  CHECK(tried < 30);
}

TEST_CASE("pauses grow while one wait follows another") {
  Spin spin;
  u64 longest = 0;
  for (int n = 0; n < 40; ++n) longest = std::max(longest, pause_of(spin));
  CHECK(longest >= 500000);
  spin.forget();
  u64 shortest = ~u64{0};
  // A thread that is preempted in between pauses for longer.
  for (int n = 0; n < 20; ++n) {
    spin.forget();
    shortest = std::min(shortest, pause_of(spin));
  }
  CHECK(shortest < 50000);
}

TEST_CASE("who has given a lock to another thread keeps off it for as long as it has had it, but not much later") {
  constexpr u64 kHad = 200000;
  Spin spin;
  u64 shortest = ~u64{0};
  for (int n = 0; n < 20; ++n) {
    spin.gave_up(kHad);
    CHECK(pause_of(spin) >= kHad);
    spin.gave_up(kHad);
    for (u64 ended = ticks(); ticks() - ended < 5 * kHad;) {
    }
    shortest = std::min(shortest, pause_of(spin));
  }
  CHECK(shortest < kHad);
}

#if !defined(TINYPY_BUILD_GIL)
TEST_CASE("who waits for an answer is away meanwhile, and gets it if it comes soon") {
  Spin spin;
  int away = 0, looks = 0;
  CHECK(spin.for_answer<Away>(away, [&] { return ++looks == 10; }));
  CHECK(away == 1);
  CHECK(looks == 10);
  spin.gave_up(200000);
  CHECK(spin.for_answer<Away>(away, [] { return true; }));
  u64 shortest = pause_of(spin);
  for (int n = 0; n < 20; ++n) {
    spin.forget();
    shortest = std::min(shortest, pause_of(spin));
  }
  CHECK(shortest < 200000);
  CHECK_FALSE(spin.for_answer<Away>(away, [] { return false; }));
}
#endif

}  // namespace
}  // namespace gc::test
