#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "gc/base/accelerators.h"
#include "gc/cycle/collector.h"
#include "gc/cycle/plain_trial.h"
#include "gc/cycle/stats.h"
#include "tests/unit/gc/cycle/fresh_start.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/cycle");

namespace {

// Switches an accelerator off for its lifetime.
class Without {
 public:
  explicit Without(Accelerator a) : bit_(1u << static_cast<u32>(a)) {
    __atomic_fetch_or(&g_accelerators_off, bit_, __ATOMIC_RELAXED);
  }
  ~Without() { __atomic_fetch_and(&g_accelerators_off, ~bit_, __ATOMIC_RELAXED); }

 private:
  u32 bit_;
};

// Records with three references each, to records chosen at random. One in `held_every` is held from outside; the
// others are held by records alone.
std::vector<Record*> random_graph(Thread& thread, u32 seed, u32 size, u32 held_every) {
  std::mt19937 random(seed);
  std::vector<Record*> records, held;
  for (u32 n = 0; n < size; ++n) records.push_back(new_record(thread, 3, n));
  for (Record* record : records) {
    for (u32 slot = 0; slot < 3; ++slot) {
      if (random() % 3 != 0) share(thread, record, slot, records[random() % size]);
    }
  }
  for (Record* record : records) {
    if (random() % held_every == 0) held.push_back(record);
    else decref(thread, record);
  }
  return held;
}

// The numbers of the records that one collection ends.
std::vector<u32> collected(Thread& thread, u32 seed) {
  fresh_start(thread);
  std::vector<Record*> held = random_graph(thread, seed, 200, 40);
  g_log.disposed.clear();  // those that the counts alone have ended
  collect(thread, kWorldGeneration);
  std::vector<u32> ended = g_log.disposed;
  std::sort(ended.begin(), ended.end());
  for (Record* record : held) decref(thread, record);
  collect(thread, kWorldGeneration);
  return ended;
}

}  // namespace

TEST_CASE_FIXTURE(Attached, "the textbook's trial collects a ring, and keeps what is held") {
  Without plain(Accelerator::paged_trials);
  fresh_start(thread);
  make_ring(thread, 5, 1);
  CHECK(collect(thread, kWorldGeneration).collected == 5);
  Record* held = make_ring(thread, 4, 10);
  incref(thread, held);
  Record* rooted = make_ring(thread, 4, 20);
  g_roots.push_back(rooted);
  CHECK(collect(thread, kWorldGeneration).collected == 0);
  g_roots.clear();
  decref(thread, held);
  CHECK(collect(thread, kWorldGeneration).collected == 8);
}

TEST_CASE_FIXTURE(Attached, "both trials find the same garbage in graphs made at random") {
  u64 all = 0;
  for (u32 seed = 0; seed < 50; ++seed) {
    std::vector<u32> fast = collected(thread, seed);
    Without plain(Accelerator::paged_trials);
    CHECK(collected(thread, seed) == fast);
    all += fast.size();
  }
  CHECK(all > 0);
}

TEST_CASE_FIXTURE(Attached, "a finalizer may revive what the textbook's trial has found") {
  Without plain(Accelerator::paged_trials);
  fresh_start(thread);
  Record* record = new_record(thread, 1, 7, kWithFinalizer);
  share(thread, record, 0, record);
  decref(thread, record);
  static Record* kept;
  kept = nullptr;
  g_log.in_finalizer = [](Thread& t, Record* self) {
    incref(t, self);
    kept = self;
  };
  CHECK(collect(thread, kWorldGeneration).collected == 0);
  CHECK(g_log.finalized == std::vector<u32>{7});
  REQUIRE(kept != nullptr);
  decref(thread, kept);
  CHECK(collect(thread, kWorldGeneration).collected == 1);
}

TEST_SUITE_END();
