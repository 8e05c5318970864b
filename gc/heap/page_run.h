// Where pages come from: runs of 2 MiB, one allocation from mimalloc each, so that alignment costs little and a page
// can be handed over between threads without asking mimalloc. Also the registry through which all pages are enumerated.
// Everything here is under one lock; a thread comes here once in 64 KiB of objects. Only attached threads do, so that
// while the world is stopped (for a collection, for fork) nobody holds it.
#pragma once

#include "gc/heap/page.h"

namespace gc {

inline constexpr u32 kRunPages = 32;

struct PageRun {
  PageRun* prev;  // registry, in order of creation
  PageRun* next;
  char* base;
  u64 serial;
  u32 taken;                  // bit n: page n is in use
  u32 unmarked;               // the collector's: see cycle/speculation.cpp
  PageSide sides[kRunPages];  // touched for traced pages only
  PageSide tentative
      [kRunPages];  // the same pages' marks that a marker sets on a guess (cycle/speculation.h); touched only then
};
// From a page's PageSide to its tentative one.
inline constexpr uintptr_t kTentative = sizeof(PageSide) * kRunPages;
static_assert(offsetof(PageRun, tentative) - offsetof(PageRun, sides) == kTentative);

// A page formatted for the class, owned by nobody. Null: no memory.
Page* take_page(bool traced, u32 size_class);
// True if there are so many pages to take, at most as many as a run has. The caller is attached.
bool has_pages(u32 pages);
// Gives back a page without live blocks.
void give_page(Page* page);

// Before a collection of the whole heap, which trim_runs() ends: garbage that comes in waves finds its memory again
// after each, until one of them stays away.
void keep_wave();
// After it: if most of the heap has gone, gives back the memory of free pages beside others in use, and what mimalloc
// keeps.
void trim_runs();

// True between the removal of a run and the next need of a new one. Any thread.
bool heap_is_shrinking();

// The first run, for enumeration with the world stopped.
PageRun* first_run();
// Calls f(Page&) for every page in use, in order of creation. World stopped. Headers at the same offset of 64 KiB
// aligned pages fall into the same few cache sets, so that none of them is in the cache: some are fetched ahead.
template <class F>
void for_each_page(F f) {
  constexpr u32 kAhead = 4;
  for (PageRun* run = first_run(); run; run = run->next) {
    for (u32 n = 0; n < kRunPages; ++n) {
      __builtin_prefetch(run->base + (n + kAhead) % kRunPages * kPageBytes);
      if (run->taken >> n & 1) f(*reinterpret_cast<Page*>(run->base + n * kPageBytes));
    }
  }
}

}  // namespace gc
