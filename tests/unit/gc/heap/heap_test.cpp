#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "gc/heap/large.h"
#include "gc/heap/local_heap.h"
#include "gc/heap/object_vector.h"
#include "gc/heap/paged.h"
#include "gc/heap/vital.h"
#include "gc/refcount/free.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/transfer.h"
#include "gc/refcount/transitions.h"
#include "tests/unit/gc/heap/toys.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/heap");

namespace {

bool is_enumerated(Thread& thread, Object* object) {
  struct Search {
    Object* object;
    bool found;
  } search{object, false};
  StopTheWorld pause(thread, "test");
  for_each_traced(
      [](Object* each, void* argument) {
        auto* s = static_cast<Search*>(argument);
        s->found |= each == s->object;
      },
      &search);
  return search.found;
}

}  // namespace

TEST_CASE_FIXTURE(Attached, "every size gives an aligned block that overlaps no other") {
  std::vector<Object*> objects;
  for (size_t bytes = 16; bytes <= 4096; bytes += 8) {
    for (bool traced : {false, true}) {
      Object* object = allocate(thread, bytes, kLeaf, traced);
      CHECK(reinterpret_cast<uintptr_t>(object) % 16 == 0);
      memset(static_cast<void*>(object + 1), 0x5A, bytes - 16);
      objects.push_back(object);
    }
  }
  CHECK(std::set<Object*>(objects.begin(), objects.end()).size() == objects.size());
  for (Object* object : objects) {
    CHECK(object->shape_id() == kLeaf);
    decref(thread, object);
  }
}

TEST_CASE("operator new aligns as it is asked to, whatever the size") {
  for (size_t alignment = 32; alignment <= 8192; alignment *= 2) {
    for (size_t bytes :
         {size_t{1}, alignment / 2, alignment, alignment + 1, 2 * alignment, 3 * alignment, 4 * alignment}) {
      std::vector<void*> blocks;
      for (int n = 0; n < 20; ++n) {
        blocks.push_back(::operator new(bytes, std::align_val_t(alignment)));
        CHECK(reinterpret_cast<uintptr_t>(blocks.back()) % alignment == 0);
        memset(blocks.back(), 1, bytes);
      }
      for (void* block : blocks) ::operator delete(block, std::align_val_t(alignment));
    }
  }
}

TEST_CASE_FIXTURE(Attached, "a freed block is the next one handed out") {
  Object* first = new_leaf(thread, 48);
  decref(thread, first);
  Object* second = new_leaf(thread, 48);
  CHECK(first == second);
  decref(thread, second);
}

TEST_CASE_FIXTURE(Attached, "pages fill up, empty and go back") {
  u64 before = live_blocks(thread), pages = heap_stats().pages;
  std::vector<Object*> objects;
  for (int n = 0; n < 20000; ++n) objects.push_back(new_leaf(thread, 64));
  CHECK(live_blocks(thread) == before + 20000);
  // Every second one first, so that all pages become partial.
  for (size_t n = 0; n < objects.size(); n += 2) decref(thread, objects[n]);
  for (size_t n = 0; n < objects.size(); n += 2) objects[n] = new_leaf(thread, 64);
  for (Object* object : objects) decref(thread, object);
  StopTheWorld pause(thread, "test");
  HeapStats stats = heap_stats();
  CHECK(stats.live_objects == before);
  CHECK(stats.pages <= pages + 2);
}

TEST_CASE_FIXTURE(Attached, "a page that was full is used again when an eighth of its blocks is free") {
  on_new_thread([](Thread& other) {
    std::vector<Object*> objects;
    for (int n = 0; n < 3000; ++n) objects.push_back(new_leaf(other, 96));
    Page* page = Page::of(objects[objects.size() / 2]);
    std::vector<Object*> on_page;
    std::erase_if(objects, [&](Object* object) {
      bool there = Page::of(object) == page;
      if (there) on_page.push_back(object);
      return there;
    });
    REQUIRE(page->state == PageState::kFull);
    REQUIRE(on_page.size() == page->capacity());
    auto free_some = [&](u32 n) {
      for (; n != 0; --n) {
        decref(other, on_page.back());
        on_page.pop_back();
      }
    };
    u32 used_again_at = page->capacity() / 8 + 1;
    free_some(used_again_at - 1);
    CHECK(page->state == PageState::kFull);
    CHECK(page->used() == on_page.size());
    free_some(1);
    CHECK(page->state == PageState::kPartial);
    // What the current page has left, and then all of this one.
    while (page->state != PageState::kFull) objects.push_back(new_leaf(other, 96));
    CHECK(static_cast<u32>(std::count_if(objects.begin(), objects.end(),
                                         [&](Object* object) { return Page::of(object) == page; })) == used_again_at);
    for (Object* object : objects) decref(other, object);
    for (Object* object : on_page) decref(other, object);
  });
}

TEST_CASE("marked blocks side by side are passed by together, of every size") {
  PageSide side{};
  for (u32 bytes = kGranule; bytes <= 4096; bytes += kGranule) {
    side.reciprocal = static_cast<u32>(((u64{1} << 32) + bytes - 1) / bytes);
    u32 blocks = static_cast<u32>((kPageBytes - kPageHeader) / bytes), far = 0;
    auto at = [&](u32 n) { return reinterpret_cast<const Object*>(kPageBytes + kPageHeader + n * bytes); };
    std::fill(std::begin(side.marks), std::end(side.marks), 0);
    for (u32 n = 0; n < blocks; ++n) {
      if (n % 37 != 36 && n % 5 != 4) side.mark(at(n));
    }
    for (u32 n = 0; n < blocks; ++n) {
      if (!side.marked(at(n))) continue;
      u32 together = side.marked_from(at(n), static_cast<u32>(bytes / kGranule));
      REQUIRE(together >= 1);
      far = std::max(far, together);
      while (--together != 0) CHECK((n + together >= blocks || side.marked(at(n + together))));
    }
    if (bytes <= 4 * kGranule) CHECK(far == 4);
  }
}

TEST_CASE_FIXTURE(Attached, "a thread's first blocks of neighbouring classes share a page") {
  live_blocks(thread);  // the thread finds no page of another one that is about to be empty
  on_new_thread([](Thread& other) {
    std::vector<Object*> objects;
    std::set<Page*> pages;
    auto add = [&](size_t bytes) {
      objects.push_back(new_leaf(other, bytes));
      pages.insert(Page::of(objects.back()));
    };
    for (size_t bytes : {16, 80, 96, 112, 128, 208, 256}) add(bytes);
    CHECK(pages.size() == 1);
    // The one that needs more gets a page of its own, whether the host's page is used up by its own class or by guests.
    while (Page::of(objects.back())->size_class() != 6) add(96);
    for (int n = 0; n < 2000; ++n) add(128);
    for (int n = 0; n < 50; ++n) add(80);
    CHECK(std::set<Object*>(objects.begin(), objects.end()).size() == objects.size());
    for (Object* object : objects) decref(other, object);
    StopTheWorld pause(other, "test");
    for (Page* page : other.pages[0]) {
      if (page) CHECK(page->used() == 0);
    }
  });
}

TEST_CASE_FIXTURE(Attached, "blocks freed by another thread come back to their page") {
  if (!kFreeThreaded) return;
  u64 before = live_blocks(thread);
  std::vector<Object*> objects;
  for (int n = 0; n < 5000; ++n) {
    objects.push_back(new_leaf(thread, 96));
    publish(thread, objects.back());
    hand_over(thread, objects.back());
  }
  on_new_thread([&](Thread& other) {
    for (Object* object : objects) decref(other, object);
  });
  safepoint(thread);
  quiesce(thread);
  Object* again = new_leaf(thread, 96);
  decref(thread, again);
  absorb_remote_pages(heap_of(thread));
  CHECK(live_blocks(thread) <= before);
}

TEST_CASE_FIXTURE(Attached, "pages of an ended thread are adopted") {
  std::vector<Object*> kept;
  on_new_thread([&](Thread& other) {
    for (int n = 0; n < 100; ++n) {
      Object* object = new_leaf(other, 1008);
      publish(other, object);
      hand_over(other, object);
      kept.push_back(object);
    }
  });
  // Blocks of the class are served from the orphaned pages, which have room.
  std::set<Page*> pages;
  for (Object* object : kept) pages.insert(Page::of(object));
  std::vector<Object*> mine;
  bool adopted = false;
  for (int n = 0; n < 300; ++n) {
    mine.push_back(new_leaf(thread, 1008));
    adopted |= pages.count(Page::of(mine.back())) != 0;
  }
  CHECK(adopted);
  for (Object* object : mine) decref(thread, object);
  for (Object* object : kept) decref(thread, object);
}

TEST_CASE_FIXTURE(Attached, "all traced objects are enumerated, small and large, also those of ended threads") {
  Record* small = new_record(thread, 2);
  Record* large = new_record(thread, 500);
  Object* leaf = new_leaf(thread);
  Object* orphan = nullptr;
  on_new_thread([&](Thread& other) {
    orphan = new_record(other, 3);
    publish(other, orphan);
    hand_over(other, orphan);
  });
  CHECK(is_enumerated(thread, small));
  CHECK(is_enumerated(thread, large));
  CHECK(is_enumerated(thread, orphan));
  CHECK_FALSE(is_enumerated(thread, leaf));
  for (Object* object : {static_cast<Object*>(small), static_cast<Object*>(large), orphan, leaf})
    decref(thread, object);
}

TEST_CASE_FIXTURE(Attached, "reallocation keeps header and contents across sizes") {
  size_t sizes[] = {40, 48, 700, 5000, 100000, 900, 32};
  Object* object = new_leaf(thread, sizes[0]);
  auto* text = reinterpret_cast<char*>(object + 1);
  memcpy(text, "contents", 9);
  for (size_t n = 1; n < std::size(sizes); ++n) {
    object = reallocate_untraced(thread, object, sizes[n - 1], sizes[n]);
    text = reinterpret_cast<char*>(object + 1);
    CHECK(std::string(text) == "contents");
    CHECK(object->shape_id() == kLeaf);
    CHECK(object->has_flag(kLarge) == (sizes[n] > kSmallLimit));
    CHECK(total_count(object) == 1);
  }
  decref(thread, object);
}

TEST_CASE_FIXTURE(Attached, "a structure nested a million deep is freed without recursion") {
  u64 before = live_blocks(thread);
  g_log = {};
  g_log.keep = false;
  Object* head = new_leaf(thread);
  for (int n = 0; n < 1000000; ++n) {
    Record* outer = new_record(thread, 1);
    put(thread, outer, 0, head);
    head = outer;
  }
  decref(thread, head);
  CHECK(thread.dying == nullptr);
  CHECK(live_blocks(thread) == before);
}

TEST_CASE_FIXTURE(Attached, "a deep published structure is freed without recursion") {
  g_log = {};
  g_log.keep = false;
  Object* head = new_leaf(thread);
  for (int n = 0; n < 100000; ++n) {
    Record* outer = new_record(thread, 1);
    put(thread, outer, 0, head);
    head = outer;
  }
  publish(thread, head);
  decref(thread, head);
  CHECK(thread.dying == nullptr);
}

TEST_CASE_FIXTURE(Attached, "a finalizer runs once, before the contents go") {
  for (bool published : {false, true}) {
    g_log = {};
    Record* record = new_record(thread, 1, 7, kWithFinalizer);
    put(thread, record, 0, new_leaf(thread));
    if (published) publish(thread, record);
    decref(thread, record);
    CHECK(g_log.finalized == std::vector<u32>{7});
    CHECK(g_log.disposed == std::vector<u32>{7});
  }
}

TEST_CASE_FIXTURE(Attached, "an object that its finalizer gives away lives on and dies silently later") {
  static Record* saved;
  for (bool published : {false, true}) {
    g_log = {};
    g_log.in_finalizer = [](Thread& t, Record* record) {
      incref(t, record);
      saved = record;
    };
    Record* record = new_record(thread, 1, 8, kWithFinalizer);
    if (published) publish(thread, record);
    decref(thread, record);
    CHECK(saved == record);
    CHECK(g_log.disposed.empty());
    CHECK(total_count(record) == 1);
    decref(thread, saved);
    CHECK(g_log.finalized == std::vector<u32>{8});
    CHECK(g_log.disposed == std::vector<u32>{8});
  }
  g_log = {};
}

TEST_CASE_FIXTURE(Attached, "what dies in a finalizer is destroyed in it, however deep the finalizer is nested") {
  static u32 depth, deepest;
  depth = deepest = 0;
  g_log = {};
  g_log.in_finalizer = [](Thread& t, Record* record) {
    deepest = std::max(deepest, ++depth);
    if (record->number < 500) {
      decref(t, new_record(t, 0, record->number + 1, kWithFinalizer));
      CHECK(g_log.disposed.back() == record->number + 1);
    }
    --depth;
  };
  decref(thread, new_record(thread, 0, 1, kWithFinalizer));
  CHECK(deepest == 500);
  CHECK(g_log.disposed.size() == 500);
  CHECK(thread.dying == nullptr);
  CHECK(thread.destroy_depth == 0);
  g_log = {};
}

TEST_CASE_FIXTURE(Attached, "where the native stack ends, what dies in a finalizer is destroyed after it") {
  static u32 depth, deepest;
  depth = deepest = 0;
  g_counting_hooks.native_stack_ends = [](const Thread&) { return depth >= 20; };
  g_log = {};
  g_log.in_finalizer = [](Thread& t, Record* record) {
    deepest = std::max(deepest, ++depth);
    if (record->number < 5000) decref(t, new_record(t, 0, record->number + 1, kWithFinalizer));
    --depth;
  };
  decref(thread, new_record(thread, 0, 1, kWithFinalizer));
  CHECK(deepest < 100);
  CHECK(g_log.disposed.size() == 5000);
  CHECK(thread.dying == nullptr);
  CHECK(thread.destroy_depth == 0);
  g_counting_hooks.native_stack_ends = nullptr;
  g_log = {};
}

TEST_CASE_FIXTURE(Attached, "weak references are cleared and called back when the object dies") {
  g_log = {};
  Record* record = new_record(thread, 0, 1);
  Weak* weak = new_weak(thread, record, 11);
  Weak* silent = new_weak(thread, record, 12, false);
  Object* found = weakref_get(thread, &weak->entry);
  CHECK(found == record);
  decref(thread, found);
  decref(thread, record);
  CHECK(g_log.callbacks == std::vector<u32>{11});
  CHECK(weakref_get(thread, &weak->entry) == nullptr);
  CHECK(weakref_get(thread, &silent->entry) == nullptr);
  decref(thread, weak);
  decref(thread, silent);
}

TEST_CASE_FIXTURE(Attached, "side storage reports its size and survives growth") {
  auto* memory = static_cast<char*>(raw_calloc(100));
  CHECK(raw_usable_size(memory) >= 100);
  memcpy(memory, "abc", 4);
  memory = static_cast<char*>(raw_realloc(memory, 100000));
  CHECK(std::string(memory) == "abc");
  raw_free(memory);
  raw_free(nullptr);
}

TEST_CASE("a list without memory for more keeps what it has, and says when an object is lost") {
  Object* object = reinterpret_cast<Object*>(uintptr_t{64});
  ObjectVector objects;
  for (int n = 0; n < 64; ++n) objects.push(object);
  CHECK(!objects.reserve(size_t{1} << 58));
  CHECK(!objects.lost());
  REQUIRE(objects.size() == 64);
  CHECK(objects[63] == object);
  CHECK(objects.reserve(65));
}

TEST_CASE("the last memory is clear and apart, and is used anew when all of it is free") {
  auto* first = static_cast<char*>(alloc_in_vital_area(100));
  auto* second = static_cast<char*>(alloc_in_vital_area(1));
  CHECK(is_vital(first));
  CHECK(!is_vital(first - 1));
  CHECK(second - first == 128);
  for (int n = 0; n < 100; ++n) CHECK(first[n] == 0);
  std::memset(first, 1, 100);
  raw_free(first);
  CHECK(alloc_in_vital_area(1) == second + 64);
  raw_free(second + 64);
  raw_free(second, 1);
  auto* again = static_cast<char*>(alloc_in_vital_area(100));
  CHECK(again == first);
  for (int n = 0; n < 100; ++n) CHECK(again[n] == 0);
  raw_free(again);
}

TEST_CASE_FIXTURE(Attached, "side storage that mimalloc refuses comes from the reserve in a VitalScope alone") {
  start_faults({Memory::kRaw, 1, ~u64{0}});
  CHECK(kFaults == (raw_alloc(100) == nullptr));
  if (kFaults) {
    VitalScope scope;
    auto* memory = static_cast<char*>(raw_calloc(100));
    CHECK(is_vital(memory));
    CHECK(raw_usable_size(memory) >= 100);
    std::memset(memory, 0x5A, 100);
    auto* grown = static_cast<char*>(raw_realloc(memory, 5000));
    CHECK((is_vital(grown) && grown != memory && std::count(grown, grown + 100, 0x5A) == 100));
    start_faults({});
    auto* moved = static_cast<char*>(raw_realloc(grown, 64));
    CHECK((!is_vital(moved) && std::count(moved, moved + 64, 0x5A) == 64));
    start_faults({Memory::kRaw, 1, ~u64{0}});
    auto* back = static_cast<char*>(raw_realloc(moved, 9000));
    CHECK((is_vital(back) && std::count(back, back + 64, 0x5A) == 64));
    CHECK(raw_alloc(kVitalBytes / 2) == nullptr);
    raw_free(back);
  }
  start_faults({});
}

TEST_CASE_FIXTURE(Attached, "large objects that mimalloc refuses come from the reserve in a VitalScope alone") {
  start_faults({Memory::kRaw, 1, ~u64{0}});
  if (kFaults) {
    CHECK(!large_allocate(5000, true));
    VitalScope scope;
    for (bool traced : {false, true}) {
      Object* object = large_allocate(5000, traced);
      CHECK((object && is_vital(object)));
      if (!traced) {
        CHECK(!large_reallocate(object, 9000));
        std::memset(static_cast<void*>(object), 0x5A, 5000);
        start_faults({});
        object = large_reallocate(object, 9000);
        auto* bytes = reinterpret_cast<char*>(object);
        CHECK((!is_vital(object) && std::count(bytes, bytes + 5000, 0x5A) == 5000));
        start_faults({Memory::kRaw, 1, ~u64{0}});
      }
      large_free(object);
    }
  }
  start_faults({});
}

TEST_CASE_FIXTURE(Attached,
                  "storage in huge pages is clear where that was asked for and keeps its contents as it grows") {
  constexpr size_t kBytes = size_t{5} << 20;
  for (int round = 0; round < 3; ++round) {
    auto* memory = static_cast<unsigned char*>(raw_calloc(kBytes));
    CHECK(std::count(memory, memory + kBytes, 0) == kBytes);
    memset(memory, 0x5A, kBytes);
    auto* grown = static_cast<unsigned char*>(raw_realloc(memory, 4 * kBytes));
    CHECK(std::count(grown, grown + kBytes, 0x5A) == kBytes);
    auto* shrunk = static_cast<unsigned char*>(raw_realloc(grown, 64));
    CHECK(std::count(shrunk, shrunk + 64, 0x5A) == 64);
    raw_free(shrunk);
  }
}

TEST_CASE_FIXTURE(Attached, "paged storage keeps its contents between blocks of every size") {
  for (size_t from : {16, 40, 1024, 1025, 5000}) {
    for (size_t to : {16, 48, 1024, 1032, 9000}) {
      auto* memory = static_cast<unsigned char*>(alloc_paged(thread, from));
      memset(memory, 0x5A, from);
      memory = static_cast<unsigned char*>(resize_paged(thread, memory, from, to));
      size_t kept = std::min(from, to);
      CHECK(std::count(memory, memory + kept, 0x5A) == static_cast<ptrdiff_t>(kept));
      release_paged(thread, memory, to);
    }
  }
}

TEST_CASE_FIXTURE(Attached, "paged storage of a published object is used again only after a grace period") {
  Object* owner = new_leaf(thread, 48);
  void* first = alloc_paged(thread, 96);
  publish(thread, owner);
  free_paged(thread, owner, first, 96);
  void* second = alloc_paged(thread, 96);
  if (kFreeThreaded) CHECK(first != second);
  quiesce(thread);
  release_paged(thread, second, 96);
  decref(thread, owner);
}

TEST_SUITE_END();
