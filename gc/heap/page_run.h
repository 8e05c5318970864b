// Page runs: 2 MiB of memory each, cut into 32 object pages of 64 KiB. All pages come from here and go back to here.
//
//   base     + 64 KiB                          + 2 MiB
//   | page 0 | page 1 | page 2 | ... | page 31 |          `taken`: one bit for each page, set while a heap has it
//
//   run(taken == 0) <--> run(some pages taken) <--> run(all taken)
//        |  more of these than are kept: the memory goes back to the system
//
// A run of huge pages is one allocation from mimalloc; one of small pages is mapped by itself, because mimalloc would
// put a header of 76 KiB in front of it, which is much where a thousand threads have a page or two each. Either way a
// page can change its thread without mimalloc's knowledge. The PageRun records, with the side tables of the pages, lie
// apart from the pages and form the registry through which all pages are enumerated.
//
// A page is taken from the earliest run of its kind that has a free one. So early runs fill up, and late runs become
// empty and can be given back. Some empty runs are kept, because garbage often comes in waves: between two collections
// a program takes as many pages as each collection frees, and to get memory back from the system costs more than to
// keep it. keep_wave() and trim_runs() measure the wave.
//
// One lock guards all of this; a thread takes it about once in 64 KiB of objects. Only attached threads take it, so
// that nobody holds it while the world is stopped (for a collection, for a fork).
#pragma once

#include "gc/heap/page.h"

namespace gc {

inline constexpr u32 kRunPages = 32;

// Fields are under the lock, unless they say otherwise. `base`, `huge`, `sparse` and `serial` are constant.
struct PageRun {
  PageRun* prev;  // registry, in order of creation
  PageRun* next;
  char* base;
  u64 serial;   // ascending in the registry
  u32 taken;    // bit n: page n is in use
  bool huge;    // of huge pages
  bool sparse;  // of small pages, for sparse pages alone
  // The collector's tables of the pages. Only those of traced pages are ever touched, so that the others cost no
  // memory.
  PageSide sides[kRunPages];
};
// Takes a page and formats it for blocks of the class; it has no owner yet. `sparse`: only a few of its blocks may ever
// be used. If it lay in a huge page, the rest of it would be memory that nobody uses. Null: no memory. Any attached
// thread; no safepoint.
Page* take_page(bool traced, u32 size_class, bool sparse = false);
// True if `pages` pages are free, at most kRunPages; allocates a run if need be. Any attached thread; no safepoint.
bool has_pages(u32 pages);
// Gives back a page that has no live blocks and is in no list of a heap. Any attached thread; no safepoint.
void give_page(Page* page);

// Called at the begin of a collection of the world: measures how many pages of those that the last one freed have been
// taken again. So many empty pages are kept from now on. World running, the collecting thread.
void keep_wave();
// Called at the end of the same collection: gives back runs that are not kept. If most of the heap has gone, gives back
// the memory of single free pages, too, and memory that mimalloc keeps. World running, the collecting thread.
void trim_runs();

// The number of pages that heaps have now. Any thread, attached or not.
u32 pages_taken();

// True from the removal of a run until a new run is needed. Any thread.
bool heap_is_shrinking();

// The first run of the registry. World stopped.
PageRun* first_run();
// Calls f(Page&) for every page in use, in order of creation. World stopped. Headers are prefetched, because 64 KiB
// aligned addresses share a few cache sets, so that hardly any header is in the cache.
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
