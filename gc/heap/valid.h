// The invariants of the heap's structures, for assertions (ASSERT_SLOW) and tests. Each function walks over its
// structure and gives false if an equation does not hold. They exist in builds with debug checks only.
#pragma once

#include "gc/heap/local_heap.h"

namespace gc {

// A page at rest: the caller owns it, or the world is stopped. Blocks that other threads have freed and nobody has
// taken over yet, the remote list, are in use.
//
//   used = countdown + hidden            used + free list = blocks ever used = (fresh - header) / block size
//   hidden = -1 current | 0 partial | full_from() - 1 full;  every one, while blocks are traced: used - 1, if not current
//   countdown > 0, unless the page is empty and about to go
//   each block of the free list lies in the page, is marked free, and comes once
//   fresh = header + n * block size <= limit;  traced <=> it has a side table, which has the size's reciprocal
bool page_is_valid(const Page& page);

// A heap at rest, by its thread, or with the world stopped.
//
//   page in partial[traced][class]:  state partial, of that kind and class;   in full: state full;   its heap is this one
//   Thread::pages[traced][class]:    empty | current, of this class | a guest in the current page of the host class
//   page in young <=> page.young, traced
//   each list: head.prev = last, page.next.prev = page
//   debt: growth and young objects are settled, young >= 0, 0 <= released
bool heap_is_valid(const LocalHeap& heap);

// The registry of runs; takes its lock. By an attached thread.
//
//   runs = number in the list, serials ascending       empty runs = those with taken = 0
//   free pages = 32 * runs - set bits of all `taken`    pages_taken() = set bits of all `taken`
//   no run before the hint has a free page             the map knows exactly the pages that are taken
bool page_runs_are_valid();

}  // namespace gc
