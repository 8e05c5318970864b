// Runs of pages: which page is taken next, when memory goes back, and what breaks the registry.
#include "gc/heap/page_run.h"

#include <doctest/doctest.h>

#include <vector>

#include "gc/base/accelerators.h"
#include "gc/heap/valid.h"
#include "tests/unit/damage.h"
#include "tests/unit/gc/heap/toys.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/heap");

namespace {

constexpr u32 kSomeClass = 8;

// Untraced pages that no heap has; given back at the end.
struct TakenPages {
  explicit TakenPages(u32 count) {
    for (u32 n = 0; n < count; ++n) pages.push_back(take_page(false, kSomeClass));
  }
  ~TakenPages() {
    for (Page* page : pages) give_page(page);
  }
  std::vector<Page*> pages;
};

u32 empty_runs() {
  u32 empty = 0;
  for (PageRun* run = first_run(); run; run = run->next) empty += run->taken == 0;
  return empty;
}
u32 all_runs() {
  u32 all = 0;
  for (PageRun* run = first_run(); run; run = run->next) ++all;
  return all;
}
[[maybe_unused]] bool runs_are_right() {
#if defined(TINYPY_DEBUG)
  return page_runs_are_valid();
#else
  return true;
#endif
}

// What a collection of the world tells the runs, at its begin and at its end.
void tell_of_collection() {
  keep_wave();
  trim_runs();
}

}  // namespace

TEST_CASE_FIXTURE(Attached, "a page is in the map, and counted, as long as somebody has it") {
  u32 before = pages_taken();
  Page* traced = take_page(true, kSomeClass);
  Page* untraced = take_page(false, kSomeClass);
  CHECK(pages_taken() == before + 2);
  CHECK(reinterpret_cast<uintptr_t>(traced) % kPageBytes == 0);
  CHECK(side_of(traced->at(kPageHeader)) == traced->side);
  CHECK(page_map_get(untraced->at(kPageHeader)) == kUntracedPage);
  CHECK(traced->used() == 0);
  CHECK(runs_are_right());
  give_page(traced);
  CHECK(page_map_get(traced) == kNoPage);
  give_page(untraced);
  CHECK(pages_taken() == before);
  CHECK(runs_are_right());
}

TEST_CASE_FIXTURE(Attached, "traced pages are taken from the front of a run, others from its back") {
  TakenPages filling(kRunPages);  // so that the next pages come from one run, in which nobody else has any
  std::vector<Page*> traced, untraced;
  do {
    traced.push_back(take_page(true, kSomeClass));
    untraced.push_back(take_page(false, kSomeClass));
  } while (traced.back()->run != untraced.back()->run || traced.size() < 2 ||
           traced.back()->run != traced[traced.size() - 2]->run);
  CHECK(traced.back() > traced[traced.size() - 2]);
  CHECK(untraced.back() < untraced[untraced.size() - 2]);
  CHECK(traced.back() < untraced.back());
  for (Page* page : traced) give_page(page);
  for (Page* page : untraced) give_page(page);
}

TEST_CASE_FIXTURE(Attached, "the earliest run with a free page gives the next one") {
  TakenPages taken(4 * kRunPages);  // all earlier runs are full
  Page *early = taken.pages[kRunPages], *late = taken.pages[3 * kRunPages];
  REQUIRE(early->run->serial < late->run->serial);
  give_page(late);
  give_page(early);
  CHECK(runs_are_right());
  CHECK(take_page(false, kSomeClass) == early);
  std::erase(taken.pages, late);
  CHECK(runs_are_right());
}

TEST_CASE_FIXTURE(Attached, "a sparse page lies in no huge page, and no other page in its run") {
  TakenPages taken(6 * kRunPages);  // there are more than the first runs
  REQUIRE(taken.pages.back()->run->huge);
  Page *one = take_page(true, kSomeClass, true), *other = take_page(false, kSomeClass, true);
  CHECK(one->run == other->run);
  CHECK(one->run->sparse);
  CHECK(!one->run->huge);
  TakenPages more(2 * kRunPages);
  for (Page* page : more.pages) CHECK(page->run != one->run);
  CHECK(runs_are_right());
  give_page(one);
  CHECK(take_page(true, kSomeClass, true) == one);
  give_page(one);
  give_page(other);
  CHECK(runs_are_right());
}

TEST_CASE_FIXTURE(Attached, "has_pages makes room for as many pages as a run has") {
  u32 before = pages_taken();
  CHECK(has_pages(kRunPages));
  CHECK(pages_taken() == before);
  u32 runs = all_runs();
  TakenPages taken(kRunPages);
  CHECK(all_runs() == runs);
  CHECK(runs_are_right());
}

TEST_CASE_FIXTURE(Attached, "empty runs go back but for a few, unless a wave is likely to take them again") {
  constexpr u32 kWave = 10 * kRunPages;
  tell_of_collection();
  tell_of_collection();  // no wave is expected
  u32 runs = all_runs();
  {
    TakenPages taken(kWave);
  }
  CHECK(empty_runs() <= 1 + all_runs() / 8);
  CHECK(heap_is_shrinking());
  CHECK(runs_are_right());
  {
    TakenPages first(kWave);
    CHECK(!heap_is_shrinking());
    keep_wave();  // a collection begins, and frees them all
  }
  trim_runs();
  {
    TakenPages again(kWave);
    keep_wave();  // as many have been taken since
  }
  CHECK(runs_are_right());
  if (enabled(Accelerator::kept_waves)) CHECK(empty_runs() >= kWave / kRunPages - 1);
  trim_runs();
  tell_of_collection();  // nothing was taken since: the wave is over
  CHECK(all_runs() <= runs + 2);
  CHECK(runs_are_right());
}

#if defined(TINYPY_DEBUG)

TEST_CASE_FIXTURE(Attached, "page_runs_are_valid sees bits, links and sums that do not agree") {
  TakenPages taken(3 * kRunPages);
  PageRun* run = taken.pages[kRunPages]->run;
  REQUIRE(run->prev);
  CHECK(page_runs_are_valid());
  CHECK(!is_valid_with(run->taken, run->taken & ~1u, page_runs_are_valid));
  CHECK(!is_valid_with(run->serial, run->prev->serial, page_runs_are_valid));
  CHECK(!is_valid_with(run->prev, run, page_runs_are_valid));
  CHECK(!is_valid_with(run->prev->next, run->next, page_runs_are_valid));
  auto* page = reinterpret_cast<Page*>(run->base);
  CHECK(!is_valid_with(page->debt, 1 - page->debt, page_runs_are_valid));  // the map has another kind
  CHECK(page_runs_are_valid());
}

#endif

TEST_SUITE_END();
