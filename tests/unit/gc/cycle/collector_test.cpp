#include <doctest/doctest.h>

#include <time.h>

#include <algorithm>
#include <cstdio>

#include "gc/base/sanitizers.h"
#include "gc/cycle/collector.h"
#include "gc/cycle/in_progress.h"
#include "gc/cycle/pacing.h"
#include "gc/cycle/verify.h"
#include "gc/heap/budget.h"
#include "gc/heap/page_run.h"
#include "tests/unit/gc/cycle/fresh_start.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/cycle");

namespace {

std::vector<u32> sorted(std::vector<u32> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

TEST_CASE_FIXTURE(Attached, "a ring that nobody holds is collected") {
  fresh_start(thread);
  make_ring(thread, 5, 1);
  CHECK(collect(thread, 2).collected == 5);
  CHECK(g_log.disposed.size() == 5);
  CHECK(collect(thread, 2).collected == 0);
}

TEST_CASE_FIXTURE(Attached, "a ring held by a reference, by a root or by a frozen object is kept") {
  fresh_start(thread);
  Record* held = make_ring(thread, 4, 1);
  incref(thread, held);
  Record* rooted = make_ring(thread, 4, 10);
  g_roots.push_back(rooted);
  Record* frozen = new_record(thread, 1, 20);
  share(thread, frozen, 0, frozen);
  decref(thread, frozen);
  frozen->set_flag(kFrozen);
  CHECK(collect(thread, 2).collected == 0);
  frozen->clear_flag(kFrozen);
  g_roots.clear();
  decref(thread, held);
  CHECK(collect(thread, 2).collected == 9);
}

TEST_CASE_FIXTURE(Attached, "what live objects hold is kept, what garbage holds goes with it") {
  fresh_start(thread);
  Record* live = new_record(thread, 2, 1);
  Record* ring = make_ring(thread, 3, 10);
  Record* tail = new_record(thread, 1, 20);
  put(thread, ring, 1, tail);
  share(thread, ring, 1, tail);
  put(thread, live, 0, tail);
  CHECK(collect(thread, 2).collected == 3);
  CHECK(total_count(tail) == 2 - 1);
  decref(thread, live);
}

TEST_CASE_FIXTURE(Attached, "large and tuple-like objects take part in cycles") {
  fresh_start(thread);
  Record* large = new_record(thread, 400, 1);
  Record* tuple = new_record(thread, 1, 2, kTuple);
  put(thread, tuple, 0, large);
  put(thread, large, 399, tuple);
  CHECK(collect(thread, 2).collected == 2);
}

TEST_CASE_FIXTURE(Attached, "a large object that a trial has met without trying it is collected by the next one") {
  fresh_start(thread);
  Record* large = new_record(thread, 400, 1);
  share(thread, large, 0, large);
  g_roots.push_back(large);
  Record* held = new_record(thread, 1, 2);
  share(thread, held, 0, large);
  CHECK(collect(thread, 2).collected == 0);
  g_roots.clear();
  decref(thread, held);
  decref(thread, large);
  CHECK(collect(thread, 2).collected == 1);
}

TEST_CASE_FIXTURE(Attached, "finalizers run once each, before anything is cleared") {
  fresh_start(thread);
  g_log.in_finalizer = [](Thread&, Record* record) { CHECK(record->slots[0] != nullptr); };
  make_ring(thread, 6, 1, kWithFinalizer);
  CHECK(collect(thread, 2).collected == 6);
  CHECK(sorted(g_log.finalized) == std::vector<u32>{1, 2, 3, 4, 5, 6});
  CHECK(g_log.disposed.size() == 6);
}

TEST_CASE_FIXTURE(Attached,
                  "a finalizer that saves its object saves what it reaches, and the rest is still collected") {
  fresh_start(thread);
  static Record* saved;
  g_log.in_finalizer = [](Thread& t, Record* record) {
    if (record->number != 2) return;
    incref(t, record);
    saved = record;
  };
  make_ring(thread, 3, 1, kWithFinalizer);
  make_ring(thread, 2, 10, kWithFinalizer);
  CHECK(collect(thread, 2).collected == 2);
  CHECK(g_log.finalized.size() == 5);
  CHECK(total_count(saved) == 2);
  CHECK(collect(thread, 2).collected == 0);
  decref(thread, saved);
  CHECK(collect(thread, 2).collected == 3);
  CHECK(g_log.finalized.size() == 5);
}

TEST_CASE_FIXTURE(Attached,
                  "weak references to garbage are cleared before finalizers; only live holders are called back") {
  fresh_start(thread);
  Record* ring = make_ring(thread, 2, 1, kWithFinalizer);
  static Weak* outside;
  outside = new_weak(thread, ring, 50);
  put(thread, ring, 1, new_weak(thread, ring, 51));
  g_log.in_finalizer = [](Thread& t, Record*) { CHECK(weakref_get(t, &outside->entry) == nullptr); };
  CHECK(collect(thread, 2).collected == 2);
  // The inner weak reference is untraced, so the collector cannot know it for garbage; its callback runs as well.
  CHECK(sorted(g_log.callbacks).front() == 50);
  decref(thread, outside);
}

TEST_CASE_FIXTURE(Attached, "a weak reference that is garbage is not found after the last verdict, but before") {
  fresh_start(thread);
  static Record* living;
  living = new_record(thread, 0);
  auto drop_ring_with_weak = [&](ToyShape shape) {
    put(thread, make_ring(thread, 2, 1, shape), 1, new_weak(thread, living, 50, false, kTracedWeak));
  };
  // A callback of the same collection looks.
  drop_ring_with_weak(kRecord);
  static Object* found;
  found = nullptr;
  g_counting_hooks.weakref_callback = [](Thread& t, Object* holder) {
    weak_callback(t, holder);
    found = weakref_find(t, living, kTracedWeak);
  };
  Record* watched = make_ring(thread, 1, 3);
  Weak* watch = new_weak(thread, watched, 51);
  CHECK(collect(thread, 2).collected == 4);
  CHECK(g_log.callbacks == std::vector<u32>{51});
  CHECK(found == nullptr);
  CHECK(weakref_count(living) == 0);
  decref(thread, watch);
  // A finalizer revives it.
  g_weakrefs_outlive_finalizers = true;
  drop_ring_with_weak(kWithFinalizer);
  g_log.in_finalizer = [](Thread& t, Record*) {
    if (!found) found = weakref_find(t, living, kTracedWeak);
  };
  CHECK(collect(thread, 2).collected == 2);
  g_weakrefs_outlive_finalizers = false;
  g_log.in_finalizer = nullptr;
  REQUIRE(found);
  CHECK(weakref_get(thread, &static_cast<Weak*>(found)->entry) == living);
  for (Object* object : std::initializer_list<Object*>{living, found, living}) decref(thread, object);
}

TEST_CASE_FIXTURE(Attached, "a deferred object is reclaimed by collection only, and its class after its instances") {
  fresh_start(thread);
  Record* cls = new_record(thread, 1, 100, kClass);
  make_deferred(thread, cls);
  g_toy_shapes[kTuple].type = cls;  // tuples are its instances now
  Record* instance = new_record(thread, 1, 1, kTuple);
  Record* holder = new_record(thread, 1, 2);
  share(thread, holder, 0, holder);
  decref(thread, holder);
  put(thread, holder, 0, instance);
  put(thread, instance, 0, holder);
  decref(thread, cls);
  // An instance that lives keeps the class.
  Record* live = new_record(thread, 1, 3, kTuple);
  CHECK(collect(thread, 2).collected == 2);
  CHECK(collect(thread, 2).collected == 0);
  decref(thread, live);
  CHECK(collect(thread, 2).collected == 1);
  CHECK(g_log.disposed.back() == 100);
  g_toy_shapes[kTuple].type = nullptr;
}

TEST_CASE_FIXTURE(Attached,
                  "a class that only an instance keeps stays, also if its mark gets lost while several threads mark") {
  fresh_start(thread);
  static Record* cls;
  cls = new_record(thread, 1, 100, kClass);
  make_deferred(thread, cls);
  decref(thread, cls);
  g_toy_shapes[kTuple].type = cls;
  Lifetime eraser_life = kRecordLife;  // does what another marker's store does that comes a moment late
  eraser_life.trace = [](Object*, Visitor&) { side_of(cls)->marks[PageSide::granule_of(cls) / 64] = 0; };
  ShapeBase eraser_shape{&eraser_life, nullptr};
  g_shapes[kFirstInstance] = &eraser_shape;
  std::vector<Object*> objects;
  for (u32 n = 0; n < 120'000; ++n) objects.push_back(new_record(thread, 1, n));
  objects.push_back(new_record(thread, 1, 1, kTuple));
  objects.push_back(new_record(thread, 1, 2, kFirstInstance));
  g_roots = {objects.rbegin(), objects.rbegin() + 2};
  CHECK(collect(thread, 2).collected == 0);
  std::swap(g_roots[0], g_roots[1]);
  CHECK(collect(thread, 2).collected == 0);
  g_roots.clear();
  g_log.keep = false;
  for (Object* object : objects) decref(thread, object);
  g_toy_shapes[kTuple].type = nullptr;
  CHECK(collect(thread, 2).collected == 1);
}

TEST_CASE_FIXTURE(Attached, "a class stays while an instance survives its own clearing, or is made by a finalizer") {
  fresh_start(thread);
  Record* cls = new_record(thread, 1, 100, kClass);
  make_deferred(thread, cls);
  g_toy_shapes[kTuple].type = cls;
  Record* stubborn = new_record(thread, 1, 1, kTuple);  // holds itself and cannot be cleared
  put(thread, stubborn, 0, stubborn);
  decref(thread, cls);
  CHECK(collect(thread, 2).collected == 2);
  CHECK(g_log.disposed.empty());
  stubborn->slots[0] = nullptr;
  decref(thread, stubborn);
  static Record* made;
  g_log.in_finalizer = [](Thread& t, Record*) { made = new_record(t, 0, 2, kTuple); };
  make_ring(thread, 1, 10, kWithFinalizer);
  collect(thread, 2);
  CHECK(std::count(g_log.disposed.begin(), g_log.disposed.end(), 100) == 0);
  g_log.in_finalizer = nullptr;
  decref(thread, made);
  collect(thread, 2);
  CHECK(g_log.disposed.back() == 100);
  g_toy_shapes[kTuple].type = nullptr;
}

namespace {

// What registers hold, counted as the virtual machine counts: not if the object is deferred.
struct Registers {
  Registers() {
    g_runtime_hooks.trace_thread = [](Thread&, Visitor& visitor) {
      if (held) counted ? visitor(held) : visitor.uncounted(held);
    };
  }
  ~Registers() { g_runtime_hooks.trace_thread = nullptr; }
  static void load(Thread& thread, Object* object) {
    held = object;
    counted = !object->has_flag(kDeferred);
    if (counted) incref(thread, object);
  }
  static void empty(Thread& thread) {
    Object* object = std::exchange(held, nullptr);
    if (object && counted) decref(thread, object);
  }
  static inline Object* held;
  static inline bool counted;
};

// Garbage: a record with a finalizer that holds itself, and the object in slot 1.
Record* make_finalized(Thread& thread, u32 number, Object* holds) {
  Record* record = make_ring(thread, 1, number, kWithFinalizer);
  put(thread, record, 1, holds);
  return record;
}

bool was_disposed(u32 number) { return std::count(g_log.disposed.begin(), g_log.disposed.end(), number) != 0; }

}  // namespace

TEST_CASE_FIXTURE(
    Attached,
    "a deferred object that a finalizer shows is counted by the register that takes it, and lives on deferred") {
  fresh_start(thread);
  Registers registers;
  Record* cls = new_record(thread, 1, 100, kClass);
  make_deferred(thread, cls);
  make_finalized(thread, 1, cls);
  g_log.in_finalizer = [](Thread& t, Record* record) { Registers::load(t, record->slots[1]); };
  CHECK(collect(thread, 2).collected == 1);
  REQUIRE(g_log.disposed == std::vector<u32>{1});
  CHECK(cls->has_flag(kDeferred));
  CHECK(total_count(cls) == 2);
  CHECK(collect(thread, 2).collected == 0);
  Registers::empty(thread);
  CHECK(collect(thread, 2).collected == 1);
  CHECK(was_disposed(100));
}

TEST_CASE_FIXTURE(Attached, "what garbage holds without counting it is counted at the verdict") {
  fresh_start(thread);
  Registers registers;
  static Record* deferred;
  static Record* generator;
  static bool runs;  // while it runs, its registers are a thread's
  runs = false;
  Lifetime life = kFinalizedLife;
  life.trace = [](Object* object, Visitor& visitor) {
    auto* record = static_cast<Record*>(object);
    visitor(record->slots[0]);
    if (!runs && record->slots[1]) record->count == 2 ? visitor(record->slots[1]) : visitor.uncounted(record->slots[1]);
  };
  ShapeBase shape{&life, nullptr};
  g_shapes[kFirstInstance] = &shape;
  g_runtime_hooks.count_registers = [](Thread& t, Object* object) {
    if (object != generator || generator->count == 2 || generator->slots[1]->has_flag(kDeferred)) return;
    incref(t, generator->slots[1]);
    generator->count = 2;
  };
  deferred = new_record(thread, 1, 100, kClass);
  make_deferred(thread, deferred);
  decref(thread, deferred);
  generator = new_record(thread, 2, 1, kFirstInstance);
  generator->slots[1] = deferred;
  generator->count = 1;  // slot 1 does not count
  put(thread, generator, 0, generator);
  g_log.in_finalizer = [](Thread& t, Record* record) {
    Registers::load(t, record);
    runs = true;
  };
  CHECK(collect(thread, 2).collected == 0);
  CHECK(!was_disposed(100));
  runs = false;
  Registers::empty(thread);
  CHECK(collect(thread, 2).collected == 2);
  CHECK(was_disposed(100));
  g_runtime_hooks.count_registers = nullptr;
  g_shapes[kFirstInstance] = nullptr;
}

TEST_CASE_FIXTURE(Attached, "a walk over what is in use finds no garbage in progress, but what has been revived") {
  fresh_start(thread);
  static std::vector<u32> seen;
  static auto look = [](Thread& t) {
    seen.clear();
    StopTheWorld pause(t, "test");
    auto note = [](Object* object, void*) {
      if (shape_of(object) == &g_toy_shapes[kWithFinalizer]) seen.push_back(static_cast<Record*>(object)->number);
    };
    CHECK(for_each_in_use(t, note, nullptr));
  };
  static Record* saved;
  g_log.in_finalizer = [](Thread& t, Record* record) {
    look(t);
    CHECK(std::count(seen.begin(), seen.end(), record->number) == 0);
    CHECK(std::count(seen.begin(), seen.end(), 7) == 1);
    if (record->number == 2) incref(t, saved = record);
  };
  Record* live = new_record(thread, 1, 7, kWithFinalizer);
  make_ring(thread, 1, 1, kWithFinalizer);
  make_ring(thread, 1, 2, kWithFinalizer);
  CHECK(collect(thread, 2).collected == 1);
  look(thread);
  CHECK(sorted(seen) == std::vector<u32>{2, 7});
  make_ring(thread, 1, 3, kWithFinalizer);
  if (kRefcount == Refcount::kBiased) CHECK(collect_private(thread).collected == 1);
  g_log.in_finalizer = nullptr;
  decref(thread, saved);
  decref(thread, live);
  collect(thread, 2);
}

TEST_CASE_FIXTURE(
    Attached,
    "a weak reference that a finalizer makes to garbage is cleared before anything else is, and called back") {
  fresh_start(thread);
  static Weak* made;
  g_log.in_finalizer = [](Thread& t, Record* record) { made = new_weak(t, record, 50); };
  make_ring(thread, 1, 1, kWithFinalizer);
  CHECK(collect(thread, 2).collected == 1);
  CHECK(g_log.callbacks == std::vector<u32>{50});
  CHECK(weakref_get(thread, &made->entry) == nullptr);
  decref(thread, made);
}

TEST_CASE_FIXTURE(Attached, "finalizers run by their rank, wherever their objects lie") {
  fresh_start(thread);
  g_runtime_hooks.finalizer_rank = [](const ShapeBase& shape) { return shape.lifetime == &kFinalizedLife ? 0u : 2u; };
  Lifetime late_life = kFinalizedLife;
  ShapeBase late_shape{&late_life, nullptr};
  g_shapes[kFirstInstance] = &late_shape;
  for (u32 n = 0; n < 6; ++n) make_ring(thread, 1, n, n % 2 == 0 ? kFirstInstance : kWithFinalizer);
  CHECK(collect(thread, 2).collected == 6);
  CHECK(sorted({g_log.finalized.begin(), g_log.finalized.begin() + 3}) == std::vector<u32>{1, 3, 5});
  CHECK(sorted({g_log.finalized.begin() + 3, g_log.finalized.end()}) == std::vector<u32>{0, 2, 4});
  g_runtime_hooks.finalizer_rank = nullptr;
  g_shapes[kFirstInstance] = nullptr;
}

TEST_CASE_FIXTURE(Attached, "freeze takes everything out of judgement until unfreeze") {
  fresh_start(thread);
  make_ring(thread, 3, 1);
  CHECK(freeze_all(thread));
  CHECK(frozen_count() >= 3);
  CHECK(collect(thread, 2).collected == 0);
  unfreeze_all(thread);
  CHECK(frozen_count() == 0);
  CHECK(collect(thread, 2).collected == 3);
}

TEST_CASE_FIXTURE(Attached,
                  "a collection inside a finalizer returns at once; inside a dispose it sees nothing half dead") {
  fresh_start(thread);
  g_log.in_finalizer = [](Thread& t, Record*) { collect(t, 2); };
  make_ring(thread, 2, 1, kWithFinalizer);
  CHECK(collect(thread, 2).collected == 2);
  // By counting: the parent is being taken apart while the child's finalizer collects.
  Record* parent = new_record(thread, 3, 5);
  for (u32 n = 0; n < 3; ++n) put(thread, parent, n, new_record(thread, 1, 10 + n, kWithFinalizer));
  decref(thread, parent);
  CHECK(sorted(g_log.finalized) == std::vector<u32>{1, 2, 10, 11, 12});
  g_log.in_finalizer = nullptr;
}

// With atomic counts all garbage is cleared instead.
const auto kTakenApart = doctest::skip(kRefcount == Refcount::kAtomic);

// What every kind of garbage is made of here, in the tests that say so.
struct SelfContained {
  SelfContained() {
    g_runtime_hooks.storage_at = [](const ShapeBase& shape) {
      return shape.lifetime->dispose == dispose_record ? kAlwaysStorage : kEntangled;
    };
  }
  ~SelfContained() { g_runtime_hooks.storage_at = nullptr; }
};

TEST_CASE_FIXTURE(
    Attached, "self-contained garbage is taken apart once each, without being cleared, and its memory is free again" *
                  kTakenApart) {
  fresh_start(thread);
  SelfContained setting;
  u64 before = live_blocks(thread);
  make_ring(thread, 5, 1);
  make_ring(thread, 3, 6, kTuple);  // has no clear: freed all the same
  Record* large = make_ring(thread, 1, 9);
  put(thread, large, 1, new_record(thread, 500, 10));
  put(thread, large, 0, large);
  put(thread, static_cast<Record*>(large->slots[1]), 0, new_leaf(thread));
  Record* live = new_record(thread, 1, 11);
  share(thread, static_cast<Record*>(large->slots[1]), 1, live);
  CHECK(collect(thread, 2).collected == 10);
  CHECK(sorted(g_log.disposed) == std::vector<u32>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(total_count(live) == 1);
  decref(thread, live);
  CHECK(live_blocks(thread) == before);
}

namespace {

// Records have no storage but their slots; tuples are said to have some.
struct WithoutStorage {
  WithoutStorage() {
    g_runtime_hooks.storage_at = [](const ShapeBase& shape) {
      return shape.lifetime == &kTupleLife ? kAlwaysStorage : 0;
    };
  }
  ~WithoutStorage() { g_runtime_hooks.storage_at = nullptr; }
};

u64 pages_and_objects(Thread& thread, u64* objects) {
  *objects = live_blocks(thread);
  return heap_stats().pages;
}

}  // namespace

TEST_CASE_FIXTURE(
    Attached, "garbage that holds nothing but garbage goes without being taken apart, by whole pages and by blocks" *
                  kTakenApart) {
  fresh_start(thread);
  WithoutStorage setting;
  u64 before, after, pages = pages_and_objects(thread, &before);
  std::vector<Record*> live;
  for (u32 n = 0; n < 20'000; ++n) {
    make_ring(thread, 2, 1);
    if (n > 15'000 && n % 7 == 0) live.push_back(new_record(thread, 2, 2));
  }
  CHECK(collect(thread, 2).collected == 40'000);
  CHECK(g_log.disposed.empty());
  CHECK(live_blocks(thread) == before + live.size());
  // The blocks are free: what is made now lies where the garbage was.
  u64 filled = heap_stats().pages;
  for (u32 n = 0; n < 5'000; ++n) live.push_back(new_record(thread, 2, 3));
  CHECK(heap_stats().pages == filled);
  verify_heap_or_die(thread);
  for (Record* record : live) decref(thread, record);
  CHECK(pages_and_objects(thread, &after) <= pages + 2);  // two stay current
  CHECK(after == before);
}

TEST_CASE_FIXTURE(Attached, "only what holds something that lives, or storage, is taken apart" * kTakenApart) {
  fresh_start(thread);
  WithoutStorage setting;
  Record* held = make_ring(thread, 2, 1);  // put on trial and revived
  incref(thread, held);
  Record* marked = new_record(thread, 1, 3);
  g_roots.push_back(marked);
  put(thread, make_ring(thread, 3, 10), 1, new_leaf(thread));
  share(thread, make_ring(thread, 3, 20), 1, marked);
  make_ring(thread, 3, 30, kTuple);
  make_ring(thread, 3, 40);
  CHECK(collect(thread, 2).collected == 12);
  CHECK(sorted(g_log.disposed) == std::vector<u32>{10, 20, 30, 31, 32});
  CHECK(total_count(marked) == 1);
  // Who holds it cannot be told any more when something has been revived that garbage holds.
  g_log.disposed.clear();
  share(thread, make_ring(thread, 3, 50), 1, held);
  make_ring(thread, 2, 60);
  CHECK(total_count(held) == 3);
  CHECK(collect(thread, 2).collected == 5);
  CHECK(sorted(g_log.disposed) == std::vector<u32>{50, 51, 52, 60, 61});
  CHECK(total_count(held) == 2);
  g_roots.clear();
  decref(thread, marked);
  decref(thread, held);
  CHECK(collect(thread, 2).collected == 2);
}

namespace {

u64 resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  unsigned long total = 0, resident = 0;
  REQUIRE(std::fscanf(file, "%lu %lu", &total, &resident) == 2);
  std::fclose(file);
  return resident * 4096;
}

}  // namespace

#if !defined(TINYPY_ASAN) && !defined(TINYPY_TSAN)
TEST_CASE_FIXTURE(Attached,
                  "a heap that has mostly gone leaves little behind, though something lives in each of its runs") {
  fresh_start(thread);
  WithoutStorage setting;
  u64 before = resident_bytes();
  std::vector<Record*> live;
  for (u32 n = 0; n < 300'000; ++n) {
    make_ring(thread, 2, 1);
    if (n % 60'000 == 0) live.push_back(new_record(thread, 2, 2));
  }
  CHECK(resident_bytes() > before + 20'000'000);
  CHECK(collect(thread, 2).collected == 600'000);
  CHECK(resident_bytes() < before + 6'000'000);
  for (Record* record : live) decref(thread, record);
}
#endif

TEST_CASE_FIXTURE(Attached,
                  "garbage that comes in waves finds its memory again, until a wave stays away" * kTakenApart) {
  fresh_start(thread);
  g_log.keep = false;
  auto runs = [] {
    u32 n = 0;
    for (PageRun* run = first_run(); run; run = run->next) ++n;
    return n;
  };
  auto wave = [&] {
    for (int n = 0; n < 10000; ++n) make_ring(thread, 50, 1);
  };
  wave();  // leaves behind what the first wave of a program makes for good
  collect(thread, 2);
  collect(thread, 2);
  u32 without = runs();
  wave();
  u32 with = runs();
  REQUIRE(with >= without + 6);
  u32 few = without + 1 + with / 8;
  collect(thread, 2);
  CHECK(runs() <= few);
  wave();
  collect(thread, 2);
  CHECK(runs() >= with - 1);
  wave();
  collect(thread, 2);
  CHECK(runs() >= with - 1);
  collect(thread, 2);
  CHECK(runs() <= few);
}

// What dies with the garbage may run Python code, which could ask for all objects there are.
TEST_CASE_FIXTURE(Attached, "nobody finds self-contained garbage while it is taken apart" * kTakenApart) {
  fresh_start(thread);
  SelfContained setting;
  static u32 found;
  found = 0;
  g_log.in_finalizer = [](Thread& t, Record*) {
    collect(t, 2);
    StopTheWorld pause(t, "test");
    for_each_traced([](Object* object, void*) { found += shape_of(object) == &g_toy_shapes[kRecord]; }, nullptr);
  };
  Record* ring = make_ring(thread, 4, 1);
  auto* untraced = static_cast<Record*>(allocate(thread, Record::bytes_for(1), kWithFinalizer, false));
  untraced->count = 0;
  untraced->number = 20;
  put(thread, ring, 1, untraced);
  CHECK(collect(thread, 2).collected == 4);
  CHECK(g_log.finalized == std::vector<u32>{20});
  CHECK(found == 0);
  CHECK(g_log.disposed.size() == 5);
  g_log.in_finalizer = nullptr;
}

TEST_CASE_FIXTURE(Attached,
                  "one finalizer, weak reference or foreign kind among the garbage makes all of it go the long way" *
                      kTakenApart) {
  fresh_start(thread);
  SelfContained setting;
  Record* ring = make_ring(thread, 2, 1);
  put(thread, ring, 1, new_record(thread, 1, 3, kWithFinalizer));
  CHECK(collect(thread, 2).collected == 3);
  CHECK(g_log.finalized == std::vector<u32>{3});
  ring = make_ring(thread, 2, 4);
  Weak* weak = new_weak(thread, ring, 40);
  CHECK(collect(thread, 2).collected == 2);
  CHECK(g_log.callbacks == std::vector<u32>{40});
  decref(thread, weak);
  g_runtime_hooks.storage_at = [](const ShapeBase&) { return kEntangled; };
  make_ring(thread, 2, 6);
  CHECK(collect(thread, 2).collected == 2);
  CHECK(sorted(g_log.disposed) == std::vector<u32>{1, 2, 3, 4, 5, 6, 7});
}

TEST_CASE_FIXTURE(Attached, "DEBUG_SAVEALL saves instead of clearing") {
  fresh_start(thread);
  static std::vector<Object*> saved;
  g_runtime_hooks.save_garbage = [](Thread& t, Object* object) {
    incref(t, object);
    saved.push_back(object);
  };
  g_settings.debug.store(32, relaxed);
  make_ring(thread, 3, 1);
  CHECK(collect(thread, 2).collected == 3);
  CHECK(saved.size() == 3);
  CHECK(g_log.disposed.empty());
  g_settings.debug.store(0, relaxed);
  g_runtime_hooks.save_garbage = nullptr;
  for (Object* object : saved) decref(thread, object);
  CHECK(collect(thread, 2).collected == 3);
}

TEST_CASE_FIXTURE(Attached, "garbage that an ended thread left behind is collected and finalized here") {
  fresh_start(thread);
  on_new_thread([](Thread& other) { make_ring(other, 4, 1, kWithFinalizer); });
  CHECK(collect(thread, 2).collected == 4);
  CHECK(g_log.finalized.size() == 4);
  CHECK(g_log.disposed.size() == 4);
}

TEST_CASE_FIXTURE(Attached, "garbage of a thread that is blocked is collected here") {
  fresh_start(thread);
  on_new_thread([&](Thread& other) {
    Record* mine = new_record(other, 1, 99);
    Record* ring = make_ring(other, 3, 1, kWithFinalizer);
    share(other, ring, 1, mine);
    std::thread collecting;
    {
      Detached detached(other);
      Thread record;
      std::thread([&] {
        register_thread(record);
        CHECK(collect(record, 2).collected == 3);
        end_thread(record);
      }).join();
    }
    safepoint(other);
    CHECK(total_count(mine) == 1);
    decref(other, mine);
  });
  CHECK(g_log.finalized.size() == 3);
  CHECK(g_log.disposed.size() == 4);
}

TEST_CASE_FIXTURE(Attached,
                  "allocation asks for collections as the heap grows, and the number of them stays logarithmic") {
  fresh_start(thread);
  g_settings.enabled.store(true, relaxed);
  settings_changed(thread);
  u64 before = collector_stats(2).collections;
  for (int n = 0; n < 300000; ++n) {
    g_roots.push_back(new_record(thread, 2));
    safepoint(thread);
  }
  u64 growing = collector_stats(2).collections - before;
  CHECK(growing >= 1);
  CHECK(growing <= 40);
  g_settings.enabled.store(false, relaxed);
  g_log.keep = false;
  for (Object* object : g_roots) decref(thread, object);
  g_roots.clear();
}

TEST_CASE_FIXTURE(Attached, "cyclic garbage does not pile up when collections are automatic") {
  fresh_start(thread);
  g_log.keep = false;
  g_settings.enabled.store(true, relaxed);
  settings_changed(thread);
  u64 most = 0;
  for (int n = 0; n < 100000; ++n) {
    make_ring(thread, 2, 1);
    safepoint(thread);
    if (n % 1000 == 0) most = std::max<u64>(most, heap_stats().live_objects);
  }
  CHECK(most < 60000);
  g_settings.enabled.store(false, relaxed);
}

TEST_CASE_FIXTURE(Attached, "garbage stays below twice what lives, however fast it is made") {
  fresh_start(thread);
  g_log.keep = false;
  constexpr u32 kLive = 50000;
  for (u32 n = 0; n < kLive; ++n) g_roots.push_back(new_record(thread, 2));
  g_settings.enabled.store(true, relaxed);
  settings_changed(thread);
  u64 most = 0, live = collect(thread, 2).live;
  for (int n = 0; n < 400000; ++n) {
    make_ring(thread, 2, 1);
    safepoint(thread);
    if (n % 1000 == 0) most = std::max<u64>(most, heap_stats().live_objects);
  }
  CHECK(most < live * 33 / 10);
  g_settings.enabled.store(false, relaxed);
  for (Object* object : g_roots) decref(thread, object);
  g_roots.clear();
}

TEST_CASE_FIXTURE(Attached, "what a collection spends is told apart, and little garbage says little") {
  Spending spending;
  spending.marked();
  i64 marked = spending.for_living_ns();
  spending.judged(0, 0);
  CHECK(spending.for_living_ns() >= marked);  // nothing was on trial: all of it was for what lives
  CHECK(spending.for_garbage_of_each(1000) == 0);
  spending = Spending();
  spending.judged(10, 10);
  CHECK(spending.for_living_ns() == 0);
  struct timespec pause{0, 2'000'000};
  nanosleep(&pause, nullptr);
  spending.freed();
  CHECK(spending.for_garbage_of_each(1000) <= 10 * 200 / 1000);
  CHECK(spending.for_garbage_of_each(0) <= 200);
}

TEST_CASE_FIXTURE(Attached, "objects allocated and freed again are no reason to collect") {
  fresh_start(thread);
  g_log.keep = false;
  g_settings.enabled.store(true, relaxed);
  settings_changed(thread);
  u64 before = collector_stats(2).collections;
  for (int n = 0; n < 100000; ++n) {
    decref(thread, new_record(thread, 2));
    safepoint(thread);
  }
  CHECK(collector_stats(2).collections == before);
  CHECK(allocated_since_collection() < 2000);
  g_settings.enabled.store(false, relaxed);
}

TEST_CASE_FIXTURE(Attached, "the verifier finds a sound heap sound and names what is wrong with another") {
  fresh_start(thread);
  Record* record = new_record(thread, 2, 1);
  Object* leaf = new_leaf(thread);
  put(thread, record, 0, leaf);
  CHECK(verify_heap(thread).fault.what == nullptr);
  record->slots[1] = leaf;  // not counted
  HeapFault fault = verify_heap(thread).fault;
  CHECK(fault.what != nullptr);
  CHECK(fault.child == leaf);
  record->slots[1] = reinterpret_cast<Object*>(reinterpret_cast<char*>(leaf) + 8);
  CHECK(verify_heap(thread).fault.holder == record);
  record->slots[1] = nullptr;
  decref(thread, record);
  verify_heap_or_die(thread);
}

TEST_SUITE_END();
