#include <doctest/doctest.h>

#include <vector>

#include "gc/cycle/collector.h"
#include "gc/cycle/mark.h"
#include "gc/cycle/verify.h"
#include "tests/unit/gc/cycle/fresh_start.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/cycle");

TEST_CASE_FIXTURE(Attached, "a chain of a million objects is marked and judged without recursion") {
  fresh_start(thread);
  g_log.keep = false;
  Record* first = new_record(thread, 1);
  Record* head = first;
  for (int n = 0; n < 1000000; ++n) {
    Record* outer = new_record(thread, 1);
    put(thread, outer, 0, head);
    head = outer;
  }
  g_roots.push_back(head);
  CHECK(collect(thread, 2).live >= 1000001);
  g_roots.clear();
  share(thread, first, 0, head);  // a ring, with the reference that the root had
  decref(thread, head);
  CHECK(collect(thread, 2).collected == 1000001);
}

// Enough for the helpers to be asked; objects refer to near and far ones, so that markers have something to send each
// other.
TEST_CASE_FIXTURE(Attached, "a big heap is marked by several threads, which together find what one would find") {
  fresh_start(thread);
  g_log.keep = false;
  constexpr u32 kObjects = 150000;
  u32 state = 1;
  auto random = [&](u32 below) { return static_cast<u32>((state = state * 1664525 + 1013904223) >> 8) % below; };
  for (int round = 0; round < 6; ++round) {
    std::vector<Record*> objects;
    for (u32 n = 0; n < kObjects; ++n) objects.push_back(new_record(thread, n % 1000 == 0 ? 200 : 3, n));
    for (u32 n = 0; n < kObjects; ++n) {
      share(thread, objects[n], 0, objects[n ^ 1]);
      share(thread, objects[n], 1, objects[random(kObjects)]);
      share(thread, objects[n], 2, objects[(n + 1 + random(100)) % kObjects]);
    }
    std::vector<char> reached(kObjects);
    std::vector<u32> waiting{random(kObjects)};
    g_roots.push_back(objects[waiting.back()]);
    incref(thread, g_roots.back());
    // Some parts are cut off.
    for (u32 n = 0; n < kObjects; ++n) {
      if (n % 3 != 0) continue;
      for (u32 slot = 0; slot < 3; ++slot) {
        decref(thread, objects[n]->slots[slot]);
        objects[n]->slots[slot] = nullptr;
      }
    }
    u64 expected = 0;
    while (!waiting.empty()) {
      u32 n = waiting.back();
      waiting.pop_back();
      if (reached[n]) continue;
      reached[n] = 1;
      ++expected;
      for (u32 slot = 0; slot < 3; ++slot) {
        if (Object* child = objects[n]->slots[slot]) waiting.push_back(static_cast<Record*>(child)->number);
      }
    }
    // While these references are held, everything lives; afterwards what the root reaches.
    CHECK(collect(thread, 2).collected == 0);
    CollectionResult before = collect(thread, 2);
    for (Record* object : objects) decref(thread, object);
    CollectionResult after = collect(thread, 2);
    CHECK(before.live - kObjects + expected == after.live);
    decref(thread, g_roots.back());
    g_roots.clear();
    collect(thread, 2);
    CHECK(collect(thread, 2).live == before.live - kObjects);
  }
}

TEST_CASE_FIXTURE(Attached, "storage that begins with nothing new is read to its end all the same") {
  fresh_start(thread);
  Record* last = new_record(thread, 1);
  std::vector<u64> storage(5000, 1);  // no references
  storage.back() = reinterpret_cast<u64>(last);
  {
    StopTheWorld pause(thread, "test");
    clear_marks();
    Marker marker(Scope::everybody());
    marker.words(reinterpret_cast<const Atomic<u64>*>(storage.data()), storage.size());
    marker.drain();
    CHECK(side_of(last)->marked(last));
  }
  decref(thread, last);
}

// More arrays that are not read through yet than a marker can keep, and words among the references that are none.
TEST_CASE_FIXTURE(Attached, "long arrays inside long arrays are read to their ends") {
  fresh_start(thread);
  g_log.keep = false;
  constexpr u32 kArrays = 200, kItems = 1000;
  auto word = [](u32 n) { return reinterpret_cast<Object*>(uintptr_t{n} * 16 + 1 + n % 15); };
  Record* outermost = new_record(thread, kItems, 0, kTuple);
  for (Record *array = outermost, *inner; array; array = inner) {
    inner = array->number + 1 < kArrays ? new_record(thread, kItems, array->number + 1, kTuple) : nullptr;
    for (u32 n = 0; n + 1 < kItems; ++n) {
      if (n % 3 == 0) {
        array->slots[n] = word(n);
      } else {
        put(thread, array, n, new_record(thread, 1, n));
      }
    }
    if (inner) put(thread, array, kItems - 1, inner);
  }
  g_roots.push_back(outermost);
  CollectionResult all = collect(thread, 2);
  CHECK(all.collected == 0);
  CHECK(all.live >= kArrays * (kItems / 3 * 2));
  CHECK(verify_heap(thread).fault.what == nullptr);
  g_roots.clear();
  for (Record* array = outermost; array;) {
    for (u32 n = 0; n + 1 < kItems; n += 3) array->slots[n] = nullptr;
    array = static_cast<Record*>(array->slots[kItems - 1]);
  }
  Record* ring = new_record(thread, 1);
  put(thread, ring, 0, outermost);
  put(thread, outermost, 0, ring);
  CHECK(collect(thread, 2).collected >= kArrays * (kItems / 3 * 2));
}

// In one page and out of it, side by side, far apart and in blocks of their own, untraced, and all of it more than
// once.
TEST_CASE_FIXTURE(Attached, "what a long array holds is marked wherever it lies, and traced once") {
  fresh_start(thread);
  g_log.keep = false;
  std::vector<Object*> objects;
  for (u32 n = 0; n < 3000; ++n) {
    constexpr u32 kSlots[] = {1, 1, 1, 7, 1, 40};
    objects.push_back(n % 500 == 499 ? new_record(thread, 300, n) : new_record(thread, kSlots[n % 6], n));
    if (n % 10 == 0) objects.push_back(new_leaf(thread));
  }
  std::vector<u64> storage;
  for (size_t n = 0; n < objects.size() * 3; ++n) {
    storage.push_back(n % 11 == 0 ? n * 16 + 1
                                  : reinterpret_cast<u64>(objects[n < objects.size() ? n : n * 7919 % objects.size()]));
  }
  for (Object* object : objects) storage.push_back(reinterpret_cast<u64>(object));
  {
    StopTheWorld pause(thread, "test");
    clear_marks();
    Marker marker(Scope::everybody());
    marker.mark(objects[5]);
    marker.words(reinterpret_cast<const Atomic<u64>*>(storage.data()), storage.size());
    marker.drain();
    CHECK(marker.traced() == 3000);
    CHECK(count_marks() == 3000);
  }
  for (Object* object : objects) decref(thread, object);
}

// Each item gives so much to do that the array is left and taken up again in the middle of a piece.
TEST_CASE_FIXTURE(Attached, "a long array is traced to its end though its items hold much") {
  fresh_start(thread);
  constexpr u32 kItems = 300, kParts = 100;
  Record* array = new_record(thread, kItems, 0, kTuple);
  for (u32 n = 0; n < kItems; ++n) {
    Record* item = new_record(thread, kParts, n);
    for (u32 k = 0; k < kParts; ++k) put(thread, item, k, new_record(thread, 1, k));
    put(thread, array, n, item);
  }
  {
    StopTheWorld pause(thread, "test");
    clear_marks();
    Marker marker(Scope::everybody());
    marker.mark(array);
    while (marker.drain(7)) {
    }
    CHECK(marker.traced() == 1 + kItems + kItems * kParts);
  }
  decref(thread, array);
}

TEST_SUITE_END();
