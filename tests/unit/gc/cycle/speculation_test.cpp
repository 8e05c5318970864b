#include <doctest/doctest.h>

#include "gc/cycle/collector.h"
#include "gc/cycle/speculation.h"
#include "tests/unit/gc/heap/toys.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/cycle/speculation");

namespace {

constexpr u32 kLinks = 60000;

// The last link, which holds the one before, and so on. `others`: each link holds as many objects of its own besides.
Record* make_chain(Thread& thread, u32 links, u32 others = 0) {
  Record* last = nullptr;
  for (u32 n = 0; n < links; ++n) {
    Record* link = new_record(thread, 1 + others, n);
    if (last) put(thread, link, 0, last);
    for (u32 k = 0; k < others; ++k) put(thread, link, 1 + k, new_record(thread, 1, links + n));
    last = link;
  }
  return last;
}

// Until there is nothing more to do but to wait. False: it leads nowhere.
bool go_on(Speculation& speculation) {
  while (speculation.is_hopeful() && speculation.step()) {
  }
  return speculation.is_hopeful();
}

}  // namespace

TEST_CASE_FIXTURE(Attached, "what a guess has marked counts if its origin is marked, and is not traced again") {
  g_settings.enabled.store(false, relaxed);
  g_log.keep = false;
  for (u32 others : {0u, 2u}) {
    Record* last = make_chain(thread, kLinks, others);
    {
      StopTheWorld pause(thread, "test");
      clear_marks();
      Marker idle(Scope::everybody()), busy(Scope::everybody());
      Speculation speculation(idle);
      REQUIRE(go_on(speculation));
      u64 guessed = idle.traced();
      CHECK(guessed >= kLinks / 5);
      CHECK(count_marks() == 0);
      CHECK(!speculation.was_right());
      busy.mark(last);
      while (!speculation.was_right() && busy.drain(256)) {
      }
      REQUIRE(speculation.was_right());
      CHECK(busy.traced() < kLinks * (1 + others));
      speculation.confirm();
      busy.drain();
      idle.drain();
      CHECK(count_marks() == kLinks * (1 + others));
      CHECK(busy.traced() + guessed >= kLinks * (1 + others));
      if (others == 0) CHECK(busy.traced() + guessed <= kLinks + 512);
    }
    decref(thread, last);
  }
}

TEST_CASE_FIXTURE(Attached, "a guess that comes true before its end goes on as marking") {
  g_settings.enabled.store(false, relaxed);
  g_log.keep = false;
  Record* last = make_chain(thread, kLinks);
  {
    StopTheWorld pause(thread, "test");
    clear_marks();
    Marker idle(Scope::everybody()), busy(Scope::everybody());
    Speculation speculation(idle);
    while (idle.traced() < 5000) REQUIRE(speculation.step());
    busy.mark(last);
    while (!speculation.was_right() && busy.drain(256)) {
    }
    REQUIRE(speculation.was_right());
    CHECK(idle.traced() < 6000);
    speculation.confirm();
    idle.drain();
    busy.drain();
    CHECK(count_marks() == kLinks);
    CHECK(idle.traced() + busy.traced() <= kLinks + 512);
  }
  decref(thread, last);
}

TEST_CASE_FIXTURE(Attached, "nothing is left of a guess that was wrong") {
  g_settings.enabled.store(false, relaxed);
  g_log.keep = false;
  Record* garbage = make_chain(thread, kLinks);
  Record* live = make_chain(thread, 10);
  {
    StopTheWorld pause(thread, "test");
    clear_marks();
    Marker marker(Scope::everybody());
    Speculation speculation(marker);
    REQUIRE(go_on(speculation));
    speculation.drop();
    CHECK(count_marks() == 0);
    marker.mark(live);
    marker.drain();
    CHECK(count_marks() == 10);
  }
  decref(thread, garbage);
  decref(thread, live);
}

TEST_CASE_FIXTURE(Attached, "objects without tentative marks are marked when the guess has come true") {
  g_settings.enabled.store(false, relaxed);
  g_log.keep = false;
  Record* large = new_record(thread, 300, 7);
  put(thread, large, 299, make_chain(thread, 10));
  Record* last = make_chain(thread, kLinks, 1);
  for (Record* link = last; link; link = static_cast<Record*>(link->slots[0])) {
    if (link->number % 100 != 0) continue;
    decref(thread, link->slots[1]);
    share(thread, link, 1, large);
  }
  {
    StopTheWorld pause(thread, "test");
    clear_marks();
    Marker idle(Scope::everybody()), busy(Scope::everybody());
    Speculation speculation(idle);
    REQUIRE(go_on(speculation));
    CHECK(!LargeEntry::of(large)->marked);
    busy.mark(last);
    while (!speculation.was_right() && busy.drain(256)) {
    }
    REQUIRE(speculation.was_right());
    speculation.confirm();
    idle.drain();
    busy.drain();
    CHECK(LargeEntry::of(large)->marked);
    CHECK(side_of(large->slots[299])->marked(large->slots[299]));
  }
  decref(thread, large);
  decref(thread, last);
}

TEST_CASE_FIXTURE(Attached, "where everything reaches little, guessing ends") {
  g_settings.enabled.store(false, relaxed);
  g_log.keep = false;
  std::vector<Record*> lone;
  for (u32 n = 0; n < 20000; ++n) lone.push_back(new_record(thread, 1, n));
  {
    StopTheWorld pause(thread, "test");
    clear_marks();
    Marker marker(Scope::everybody());
    Speculation speculation(marker);
    CHECK(!go_on(speculation));
    speculation.drop();
    CHECK(count_marks() == 0);
  }
  for (Record* record : lone) decref(thread, record);
}

// The origin lies in a chain that is garbage, in one that lives, or in one that becomes garbage from its middle on.
TEST_CASE_FIXTURE(Attached, "collections find the same with and without right guesses") {
  use_roots();
  g_settings.enabled.store(false, relaxed);
  g_log.keep = false;
  collect(thread, 2);
  constexpr u32 kMany = 150000;
  for (u32 round = 0; round < 6; ++round) {
    Record* live = make_chain(thread, kMany);
    Record* ring = make_chain(thread, kMany);
    Record* first = ring;
    while (first->slots[0]) first = static_cast<Record*>(first->slots[0]);
    put(thread, first, 0, ring);
    g_roots.push_back(live);
    CollectionResult result = collect(thread, 2);
    CHECK(result.collected == kMany);
    CHECK(result.live >= kMany);
    g_roots.clear();
    decref(thread, live);
  }
}

TEST_SUITE_END();
