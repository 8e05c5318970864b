#include <doctest/doctest.h>

#include <algorithm>

#include "gc/cycle/collector.h"
#include "gc/cycle/pacing.h"
#include "gc/cycle/verify.h"
#include "gc/heap/budget.h"
#include "gc/refcount/transfer.h"
#include "tests/unit/gc/cycle/fresh_start.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/cycle" * doctest::skip(kRefcount != Refcount::kBiased));

namespace {

// Threads have been started, automatic collections are off, what earlier tests left is gone.
struct BesideThreads : Attached {
  BesideThreads() {
    fresh_start(thread);
    publish_roots(thread);
  }
  ~BesideThreads() {
    g_settings.enabled.store(false, relaxed);
    g_threads_started.store(false, relaxed);
    g_log = {};
  }
  void collect_automatically() {
    g_log.keep = false;
    g_settings.enabled.store(true, relaxed);
    settings_changed(thread);
  }
};

u64 world_collections() { return collector_stats(2).collections; }
u64 private_collections() { return collector_stats(0).private_collections; }

}  // namespace

TEST_CASE_FIXTURE(BesideThreads,
                  "a thread collects its private rings; published ones and those of others it does not see") {
  make_ring(thread, 5, 1);
  publish(thread, make_ring(thread, 3, 10));
  on_new_thread([&](Thread& other) {
    Record* theirs = make_ring(other, 4, 20);
    CHECK(collect_private(other).collected == 4);
    make_ring(other, 2, 30);
    (void)theirs;
  });
  u64 pauses = pause_stats().pauses;
  CollectionResult result = collect_private(thread);
  CHECK(result.collected == 5);
  CHECK(result.is_private);
  CHECK(pause_stats().pauses == pauses);
  CHECK(collect_private(thread).collected == 0);
  CHECK(collect(thread, 2).collected == 5);
  verify_heap_or_die(thread);
}

TEST_CASE_FIXTURE(BesideThreads, "private garbage lies beside what is published, and what it holds of that is let go") {
  g_runtime_hooks.storage_at = [](const ShapeBase&) { return 0u; };
  std::vector<Record*> shared;
  u64 before = live_blocks(thread);
  for (u32 n = 0; n < 5'000; ++n) {
    Record* ring = make_ring(thread, 2, n);
    if (n % 50 != 0) continue;
    shared.push_back(new_record(thread, 2, n));
    publish(thread, shared.back());
    share(thread, ring, 1, shared.back());
  }
  CHECK(collect_private(thread).collected == 10'000);
  CHECK(g_log.disposed.size() == shared.size());
  CHECK(std::all_of(shared.begin(), shared.end(), [](Record* record) { return total_count(record) == 1; }));
  CHECK(live_blocks(thread) == before + shared.size());
  verify_heap_or_die(thread);
  for (Record* record : shared) decref(thread, record);
  g_runtime_hooks.storage_at = nullptr;
}

TEST_CASE_FIXTURE(
    BesideThreads,
    "what native code, published, deferred and frozen objects hold lives, and with it all that it reaches") {
  Record* held = make_ring(thread, 4, 1);
  incref(thread, held);
  Record* deferred = new_record(thread, 1, 10);
  make_deferred(thread, deferred);
  share(thread, deferred, 0, make_ring(thread, 2, 11));
  share(thread, static_cast<Record*>(deferred->slots[0]), 1, deferred);
  Record* frozen = new_record(thread, 1, 20);
  share(thread, frozen, 0, frozen);
  frozen->set_flag(kFrozen);
  decref(thread, frozen);
  Record* large = new_record(thread, 400, 30);
  share(thread, large, 399, make_ring(thread, 2, 31));
  CHECK(collect_private(thread).collected == 0);
  frozen->clear_flag(kFrozen);
  decref(thread, held);
  share(thread, large, 0, large);
  decref(thread, large);
  CHECK(collect_private(thread).collected == 4 + 1 + 3);
  decref(thread, deferred);
  CHECK(collect(thread, 2).collected == 3);
}

TEST_CASE_FIXTURE(BesideThreads, "registers hold what they do not count") {
  static Record* in_register;
  g_runtime_hooks.trace_thread = [](Thread&, Visitor& visitor) {
    if (in_register) visitor.uncounted(in_register);
  };
  in_register = make_ring(thread, 3, 1);
  CHECK(collect_private(thread).collected == 0);
  in_register = nullptr;
  CHECK(collect_private(thread).collected == 3);
  g_runtime_hooks.trace_thread = nullptr;
}

TEST_CASE_FIXTURE(BesideThreads, "the verifier finds another thread's private object in a register") {
  static Object* in_register;
  static u32 whose;
  g_runtime_hooks.trace_thread = [](Thread& t, Visitor& visitor) {
    if (t.id == whose) visitor.uncounted(in_register);
  };
  in_register = new_record(thread, 1);
  whose = thread.id;
  verify_heap_or_die(thread);
  on_new_thread([&](Thread& other) {
    whose = other.id;
    CHECK(verify_heap(other).fault.child == in_register);
    in_register->set_flag(kPublished);
    verify_heap_or_die(other);
  });
  g_runtime_hooks.trace_thread = nullptr;
  decref(thread, in_register);
}

TEST_CASE_FIXTURE(BesideThreads,
                  "a finalizer that saves or publishes its object saves what it reaches; the rest goes") {
  static Record* saved;
  static Record* published;
  g_log.in_finalizer = [](Thread& t, Record* record) {
    if (record->number == 2) {
      incref(t, record);
      saved = record;
    } else if (record->number == 21) {
      hand_over(t, record);
      incref(t, record);
      published = record;
    }
  };
  make_ring(thread, 3, 1, kWithFinalizer);
  make_ring(thread, 2, 10, kWithFinalizer);
  make_ring(thread, 2, 20, kWithFinalizer);
  CHECK(collect_private(thread).collected == 2);
  CHECK(g_log.finalized.size() == 7);
  CHECK(g_log.disposed.size() == 2);
  CHECK(total_count(saved) == 2);
  CHECK(published->published());
  verify_heap_or_die(thread);
  decref(thread, saved);
  CHECK(collect_private(thread).collected == 3);
  CHECK(g_log.finalized.size() == 7);
  decref(thread, published);
  CHECK(collect(thread, 2).collected <= 2);
}

TEST_CASE_FIXTURE(
    BesideThreads,
    "weak references to private garbage are cleared before finalizers, and live holders are called back") {
  Record* ring = make_ring(thread, 2, 1, kWithFinalizer);
  static Weak* outside;
  outside = new_weak(thread, ring, 50);
  g_log.in_finalizer = [](Thread& t, Record*) { CHECK(weakref_get(t, &outside->entry) == nullptr); };
  CHECK(collect_private(thread).collected == 2);
  CHECK(g_log.callbacks == std::vector<u32>{50});
  decref(thread, outside);
}

TEST_CASE_FIXTURE(BesideThreads, "a weak reference that is private garbage is not found after the last verdict") {
  Record* living = new_record(thread, 0);
  put(thread, make_ring(thread, 2, 1), 1, new_weak(thread, living, 50, false, kTracedWeak));
  Weak* watch = new_weak(thread, make_ring(thread, 1, 3), 51);
  static Record* referent;
  referent = living;
  g_counting_hooks.weakref_callback = [](Thread& t, Object* holder) {
    weak_callback(t, holder);
    CHECK(weakref_find(t, referent, kTracedWeak) == nullptr);
  };
  CHECK(collect_private(thread).collected == 4);
  CHECK(g_log.callbacks == std::vector<u32>{51});
  decref(thread, watch);
  decref(thread, living);
}

TEST_CASE_FIXTURE(BesideThreads,
                  "a collection of any kind inside a finalizer, and another thread's meanwhile, find nothing of what "
                  "is being finalized") {
  g_log.in_finalizer = [](Thread& t, Record*) {
    CHECK(collect_private(t).collected == 0);
    CHECK(collect(t, 2).collected == 0);
    on_new_thread([](Thread& other) { CHECK(collect(other, 2).collected == 0); });
  };
  make_ring(thread, 2, 1, kWithFinalizer);
  CHECK(collect_private(thread).collected == 2);
}

TEST_CASE_FIXTURE(BesideThreads,
                  "a page on which everything was published is walked again once something is made on it") {
  std::vector<Record*> kept;
  for (u32 n = 0; n < 5000; ++n) {
    kept.push_back(new_record(thread, 2, n));
    publish(thread, kept.back());
  }
  CHECK(collect_private(thread).collected == 0);
  for (u32 n = 0; n < 5000; n += 2) decref(thread, kept[n]);
  quiesce(thread);
  quiesce(thread);
  for (u32 n = 0; n < 3000; ++n) make_ring(thread, 1, n);
  CHECK(collect_private(thread).collected == 3000);
  for (u32 n = 1; n < 5000; n += 2) decref(thread, kept[n]);
}

TEST_CASE_FIXTURE(BesideThreads, "private garbage of threads is collected by themselves, and nobody stops for it") {
  collect_automatically();
  u64 world = world_collections(), own = private_collections();
  auto make = [](Thread& t) {
    i64 most = 0;
    for (int n = 0; n < 100000; ++n) {
      make_ring(t, 2, 1);
      safepoint(t);
      most = std::max(most, heap_of(t).debt.growth + unsettled_debt(t));
    }
    CHECK(most < 20000);
  };
  on_new_thread(make);
  make(thread);
  CHECK(private_collections() - own >= 20);
  CHECK(world_collections() - world <= 1);
}

TEST_CASE_FIXTURE(BesideThreads,
                  "published garbage, and what ended threads leave, is a reason to collect the whole heap") {
  collect_automatically();
  u64 world = world_collections();
  auto collections = [&] { return world_collections() - world; };
  // A collection that has taken long lets some time pass before the next.
  for (int n = 0; n < 3000000 && collections() < 3; ++n) {
    publish(thread, make_ring(thread, 2, 1));
    safepoint(thread);
  }
  CHECK(collections() == 3);
  world = world_collections();
  for (int n = 0; n < 40; ++n) {
    on_new_thread([](Thread& other) {
      for (int k = 0; k < 600; ++k) make_ring(other, 2, 1);
    });
  }
  for (int n = 0; n < 3000000 && collections() == 0; ++n) {
    if (n < 4000) g_roots.push_back(new_record(thread, 1));
    make_ring(thread, 1, 1);
    safepoint(thread);
  }
  CHECK(collections() == 1);
  for (Object* object : g_roots) decref(thread, object);
  g_roots.clear();
}

TEST_CASE_FIXTURE(BesideThreads, "a private heap that only grows is looked at a logarithmic number of times") {
  collect_automatically();
  u64 world = world_collections(), own = private_collections();
  std::vector<Record*> kept;
  for (int n = 0; n < 300000; ++n) {
    kept.push_back(new_record(thread, 2));
    safepoint(thread);
  }
  CHECK(private_collections() - own >= 1);
  CHECK(private_collections() - own <= 40);
  CHECK(world_collections() - world <= 1);
  for (Record* record : kept) decref(thread, record);
}

TEST_CASE_FIXTURE(BesideThreads,
                  "a collection falls behind when much is made beside it and little of what it has found is freed") {
  constexpr i64 kMany = 1'000'000, kLive = 50;
  collection_was_done(kLive, kMany, Spending());
  CHECK_FALSE(collector_lags());  // however much it has found
  g_public_debt.fetch_add(kMany, relaxed);
  CHECK(collector_lags());
  // All that it has found is freed, and most of what has been made was none of its business.
  g_public_debt.fetch_sub(2 * kMany - kLive, relaxed);
  g_released.fetch_add(2 * kMany - kLive, relaxed);
  CHECK_FALSE(collector_lags());
  collection_was_done(kMany, 0, Spending());
  g_public_debt.fetch_add(kMany, relaxed);
  CHECK_FALSE(collector_lags());  // not much, beside what lives
  collect(thread, 2);
}

TEST_SUITE_END();
