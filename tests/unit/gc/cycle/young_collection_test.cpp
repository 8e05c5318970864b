#include <doctest/doctest.h>

#include <algorithm>

#include "gc/cycle/verify.h"
#include "gc/heap/budget.h"
#include "gc/heap/local_heap.h"
#include "tests/unit/gc/cycle/fresh_start.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/cycle" * doctest::skip(kRefcount == Refcount::kAtomic));

namespace {

// Automatic collections are off, what earlier tests left is gone, no page is young but the current ones.
struct Young : Attached {
  Young() { fresh_start(thread); }
  ~Young() {
    g_runtime_hooks.slot_layout = nullptr;
    g_runtime_hooks.storage_at = nullptr;
    g_settings.enabled.store(false, relaxed);
    g_log = {};
  }
  // Records that live on, enough to fill pages of their class.
  void fill_pages() {
    for (u32 n = 0; n < 3000; ++n) kept.push_back(new_record(thread, 2, n));
  }
  // From now on records with two slots are known by where these lie.
  void make_plain() {
    g_runtime_hooks.slot_layout = [](const ShapeBase&) {
      return SlotLayout{.kind = SlotLayout::kInline, .begin = offsetof(Record, slots) / sizeof(u64), .count = 2};
    };
    g_runtime_hooks.storage_at = [](const ShapeBase&) { return 0u; };
  }
  void drop_kept() {
    for (Record* record : kept) decref(thread, record);
    kept.clear();
  }
  std::vector<Record*> kept;
};

}  // namespace

TEST_CASE_FIXTURE(Young,
                  "rings made lately go, what is held and what hangs on it lives, nobody stops and nothing is marked") {
  Record* held = make_ring(thread, 4, 1);
  incref(thread, held);
  make_ring(thread, 5, 10);
  Record* ring = make_ring(thread, 1, 20);
  share(thread, held, 1, ring);
  u64 pauses = pause_stats().pauses;
  CollectionResult result = collect_young(thread);
  CHECK(result.collected == 5);
  CHECK(result.is_private);
  CHECK(pause_stats().pauses == pauses);
  verify_heap_or_die(thread);
  decref(thread, held);
  CHECK(collect(thread, 2).collected == 5);
}

TEST_CASE_FIXTURE(Young, "old pages are left to other collections, and what is held from there lives") {
  Record* old = make_ring(thread, 2, 1);
  incref(thread, old);
  fill_pages();
  CHECK(collect_young(thread).collected == 0);
  share(thread, old, 1, make_ring(thread, 3, 10));
  decref(thread, old);
  make_ring(thread, 4, 20);
  CHECK(collect_young(thread).collected == 4);
  CHECK(collect(thread, 2).collected == 2 + 3);
  drop_kept();
}

TEST_CASE_FIXTURE(Young, "the current page is looked at again only when something has been made on it") {
  Record* ring = make_ring(thread, 2, 1);
  incref(thread, ring);
  CHECK(collect_young(thread).live == 2);
  decref(thread, ring);
  CHECK(collect_young(thread).live == 0);
  make_ring(thread, 2, 10);
  CHECK(collect_young(thread).collected == 4);
}

TEST_CASE_FIXTURE(Young, "where many have been found alive they are passed by, and so is what they hold") {
  Record* old = make_ring(thread, 100, 100);
  incref(thread, old);
  CHECK(collect_young(thread).live == 100);
  Record* holder = make_ring(thread, 2, 10);
  share(thread, holder, 1, old);
  share(thread, old, 1, make_ring(thread, 3, 20));
  CollectionResult result = collect_young(thread);
  CHECK(result.collected == 2);
  CHECK(result.live == 3);
  decref(thread, old);
  verify_heap_or_die(thread);
  CHECK(collect(thread, 2).collected == 100 + 3);
}

TEST_CASE_FIXTURE(Young, "where few live on they are looked at several times before they are passed by") {
  Record* held = make_ring(thread, 2, 1);
  incref(thread, held);
  u64 looked = 0;
  for (u32 n = 0; n < 10; ++n) {
    make_ring(thread, 2, 10);
    CollectionResult result = collect_young(thread);
    CHECK(result.collected == 2);
    looked += result.live;
  }
  CHECK(looked == 2 * 4);
  decref(thread, held);
  CHECK(collect(thread, 2).collected == 2);
}

TEST_CASE_FIXTURE(Young, "among many that are alike and among many of changing kinds those live that somebody holds") {
  bool alternating = false;
  SUBCASE("alike") { make_plain(); }
  SUBCASE("alternating") { alternating = true; }
  std::vector<Record*> held;
  for (u32 n = 0; n < 1000; ++n) {
    Record* ring = make_ring(thread, 3, n, alternating && n % 2 == 0 ? kWithFinalizer : kRecord);
    if (n % 100 != 50) continue;
    incref(thread, ring);
    held.push_back(ring);
  }
  CHECK(collect_young(thread).collected == 3 * 990);
  for (Record* record : held) {
    CHECK(total_count(record) == 2);
    decref(thread, record);
  }
  CHECK(collect(thread, 2).collected == 3 * 10);
}

TEST_CASE_FIXTURE(Young, "what lives on between garbage that dies where it lies is passed by later") {
  make_plain();
  std::vector<Record*> held;
  for (u32 round = 0; round < 10; ++round) {
    for (u32 n = 0; n < 1000; ++n) {
      Record* ring = make_ring(thread, 2, n);
      if (n % 2 != 0) continue;
      incref(thread, ring);
      held.push_back(ring);
    }
    CollectionResult result = collect_young(thread);
    CHECK(result.collected == 2 * 500);
    CHECK(result.live >= 2 * 500);
    CHECK(result.live < 2 * 500 + 50);  // the few that were alone on a page are looked at again
  }
  for (Record* record : held) decref(thread, record);
  CHECK(collect(thread, 2).collected == 10 * 2 * 500);
}

TEST_CASE_FIXTURE(Young,
                  "where most pages are held, time and again, those live that somebody holds, and what they hold") {
  std::vector<Record*> held;
  for (u32 round = 0; round < 20; ++round) {
    for (u32 n = 0; n < 1000; ++n) {
      Record* ring = make_ring(thread, 2, n);
      if (n % 3 != 0) continue;
      share(thread, ring, 1, make_ring(thread, 1, n));
      incref(thread, ring);
      held.push_back(ring);
    }
    CHECK(collect_young(thread).collected == 2 * 666);
    verify_heap_or_die(thread);
  }
  for (Record* record : held) decref(thread, record);
  CHECK(collect(thread, 2).collected == 20 * 3 * 334);
}

TEST_CASE_FIXTURE(Young, "an old page with room becomes young when it is used again") {
  fill_pages();
  fill_pages();
  forget_young(heap_of(thread));
  for (size_t n = 0; n < kept.size(); n += 2) decref(thread, kept[n]);
  for (u32 n = 0; n < kept.size() / 2; ++n) make_ring(thread, 1, n);
  CHECK(collect_young(thread).collected == kept.size() / 2);
  verify_heap_or_die(thread);
  for (size_t n = 1; n < kept.size(); n += 2) decref(thread, kept[n]);
}

TEST_CASE_FIXTURE(Young, "a young object that is held more often than can be told, or for ever, lives") {
  Record* immortal = make_ring(thread, 2, 1);
  immortal->owner.store(kImmortalOwner, relaxed);
  Record* held = make_ring(thread, 2, 10);
  u32 count = held->local.load(relaxed);
  held->local.store(0x7FFFFFFF, relaxed);
  make_ring(thread, 2, 20);
  CHECK(collect_young(thread).collected == 2);
  held->local.store(count, relaxed);
  immortal->owner.store(thread.id, relaxed);
  CHECK(collect(thread, 2).collected == 4);
}

TEST_CASE_FIXTURE(Young, "finalizers save, weak references are cleared first, and live holders are called back") {
  static Record* saved;
  static Weak* outside;
  g_log.in_finalizer = [](Thread& t, Record* record) {
    CHECK(weakref_get(t, &outside->entry) == nullptr);
    if (record->number == 2) {
      incref(t, record);
      saved = record;
    }
  };
  make_ring(thread, 3, 1, kWithFinalizer);
  outside = new_weak(thread, make_ring(thread, 2, 10, kWithFinalizer), 50);
  CHECK(collect_young(thread).collected == 2);
  CHECK(g_log.finalized.size() == 5);
  CHECK(g_log.callbacks == std::vector<u32>{50});
  verify_heap_or_die(thread);
  decref(thread, saved);
  CHECK(collect(thread, 2).collected == 3);
  decref(thread, outside);
}

TEST_CASE_FIXTURE(Young, "a holder that is passed by is not called back if only the garbage holds it") {
  constexpr u32 kFill = 3000, kMany = 100;
  std::vector<Weak*> fill, holders;
  fill_pages();
  for (u32 n = 0; n < kFill; ++n) fill.push_back(new_weak(thread, kept.front(), n, true, kTracedWeak));
  collect_young(thread);
  Record* referent = make_ring(thread, 1, 1);
  incref(thread, referent);
  for (u32 n = 0; n < kMany; ++n) holders.push_back(new_weak(thread, referent, n, true, kTracedWeak));
  CHECK(collect_young(thread).live == 1 + kMany);
  CHECK(side_of(holders.front())->marked(holders.front()));
  CHECK(!side_of(referent)->marked(referent));
  put(thread, referent, 1, holders.front());
  decref(thread, referent);
  make_ring(thread, 2, 10);
  CHECK(collect_young(thread).collected == 1 + 2);
  CHECK(g_log.callbacks.size() == kMany - 1);
  CHECK(g_log.callbacks.front() != 0);
  CHECK(g_log.callbacks.back() != 0);
  verify_heap_or_die(thread);
  for (u32 n = 1; n < kMany; ++n) decref(thread, holders[n]);
  for (Weak* weak : fill) decref(thread, weak);
  drop_kept();
}

TEST_CASE_FIXTURE(Young, "published and deferred objects are left to collections of the whole heap" *
                             doctest::skip(kRefcount != Refcount::kBiased)) {
  publish_roots(thread);
  publish(thread, make_ring(thread, 3, 1));
  Record* deferred = new_record(thread, 1, 10);
  make_deferred(thread, deferred);
  share(thread, deferred, 0, make_ring(thread, 2, 11));
  make_ring(thread, 2, 20);
  CHECK(collect_young(thread).collected == 2);
  decref(thread, deferred);
  CHECK(collect(thread, 2).collected == 3 + 3);
  g_threads_started.store(false, relaxed);
}

TEST_CASE_FIXTURE(
    Young, "garbage made beside many objects that live takes no collection of the whole heap, and little memory") {
  for (int n = 0; n < 20; ++n) fill_pages();
  collect(thread, 2);
  g_log.keep = false;
  g_settings.enabled.store(true, relaxed);
  settings_changed(thread);
  u64 world = collector_stats(2).collections, own = collector_stats(0).collections;
  i64 most = 0;
  for (int n = 0; n < 300'000; ++n) {
    heap_of(thread).debt.not_before_ns = 0;  // whatever time the last look has taken
    make_ring(thread, 2, 1);
    safepoint(thread);
    most = std::max(most, allocated_since_collection());
  }
  CHECK(most < 20'000);
  CHECK(collector_stats(0).collections - own >= 20);
  CHECK(collector_stats(2).collections == world);
  g_settings.enabled.store(false, relaxed);
  drop_kept();
}

TEST_CASE_FIXTURE(Young, "young objects are looked at where a page has just begun") {
  g_log.keep = false;
  g_settings.enabled.store(true, relaxed);
  settings_changed(thread);
  u64 collections = collector_stats(0).collections, at_beginning = 0;
  for (u32 n = 0; n < 300'000; ++n) {
    heap_of(thread).debt.not_before_ns = 0;
    const Page* page = Page::of(make_ring(thread, 2, 1));
    u64 before = collector_stats(0).collections;
    u32 used = page->fresh;
    safepoint(thread);
    constexpr u32 kFirst = 8192;  // what a page gives out to begin with, and what is made until the next safepoint
    if (collector_stats(0).collections != before) at_beginning += used < kFirst;
  }
  collections = collector_stats(0).collections - collections;
  CHECK(collections >= 20);
  CHECK(at_beginning >= collections - 3);
  g_settings.enabled.store(false, relaxed);
}

TEST_CASE_FIXTURE(Young, "whoever lowers the threshold gets young collections at that growth, whatever they cost" *
                             doctest::skip(kStress || kRefcount == Refcount::kAtomic)) {
  g_log.keep = false;
  i64 usual = g_settings.threshold0.load(relaxed);
  for (i64 threshold : {usual, i64{500}}) {
    g_settings.threshold0.store(threshold, relaxed);
    g_settings.enabled.store(true, relaxed);
    settings_changed(thread);
    u64 before = collector_stats(0).collections;
    for (u32 n = 0; n < 20'000; ++n) {
      heap_of(thread).debt.not_before_ns = INT64_MAX;
      kept.push_back(new_record(thread, 2, n));
      safepoint(thread);
    }
    u64 young = collector_stats(0).collections - before;
    CHECK(young >= (threshold == usual ? 0 : 20'000 / 500 - 1));
    CHECK(young <= (threshold == usual ? 0 : 20'000 / 250));
    g_settings.enabled.store(false, relaxed);
  }
  g_settings.threshold0.store(usual, relaxed);
  drop_kept();
}

TEST_CASE_FIXTURE(Young, "a thread whose garbage is not to be collected does not come to look for it") {
  g_log.keep = false;
  for (u32 n = 0; n < 20'000; ++n) {
    make_ring(thread, 1, n);
    safepoint(thread);
  }
  settings_changed(thread);
  i64 before = g_settled_debt.load(relaxed);
  for (u32 n = 0; n < 1'000; ++n) {
    make_ring(thread, 1, n);
    safepoint(thread);
  }
  CHECK(g_settled_debt.load(relaxed) == before);
}

TEST_CASE_FIXTURE(Young, "a thread's young pages end with it") {
  on_new_thread([](Thread& other) {
    make_ring(other, 2, 1);
    for (int n = 0; n < 3000; ++n) decref(other, new_record(other, 2));
  });
  CHECK(collect_young(thread).collected == 0);
  for (u32 n = 0; n < 3000; ++n) make_ring(thread, 1, n);  // partly on the page that was left
  CHECK(collect_young(thread).collected == 3000);
  CHECK(collect(thread, 2).collected == 2);
}

TEST_SUITE_END();
