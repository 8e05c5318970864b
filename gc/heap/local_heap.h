// A thread's pages: the one it allocates from in each class (Thread::pages), those with room, and the full ones.
//
//   current --no room left--> full --enough free--> partial --refill--> current
//                                                   partial --last free--> back to the runs
//
// A class begins as a guest in the current page of a larger one (one for all small ones, then powers of two), and gets
// a page of its own when there is no free block in that: thread.pages may name one page for several classes, always
// also for the page's own.
//
// Refill looks, in this order, at pages to which other threads have returned blocks, at partial pages, at pages of
// threads that have ended (the orphanage), and only then takes a new page.
//
// A traced page becomes young when it becomes current: it may hold what has been made since. Collections of young
// objects look at these pages.
//
// LocalHeap records are never freed, only used again: a remote free may tell a heap whose thread has just ended.
#pragma once

#include "gc/heap/page.h"

namespace gc {

// Doubly linked through two members of Page.
template <Page* Page::* kPrev, Page* Page::* kNext>
struct LinkedPages {
  Page* head = nullptr;
  Page* tail = nullptr;
  void append(Page* page) {
    page->*kPrev = tail;
    page->*kNext = nullptr;
    (tail ? tail->*kNext : head) = page;
    tail = page;
  }
  void remove(Page* page) {
    (page->*kPrev ? page->*kPrev->*kNext : head) = page->*kNext;
    (page->*kNext ? page->*kNext->*kPrev : tail) = page->*kPrev;
    page->*kPrev = page->*kNext = nullptr;
  }
};
using PageList = LinkedPages<&Page::prev, &Page::next>;
using YoungPages = LinkedPages<&Page::young_prev, &Page::young_next>;

// The thread's part in the pacing of collections, in units of Thread::gc_debt; see budget.h.
struct OwnDebt {
  static constexpr i64 kUnknownLive = -1;
  i64 start = 0;      // gc_debt when it was settled last
  i64 published = 0;  // objects that the thread has published since then
  i64 released = 0;   // published objects of which it has freed the memory; not settled yet
  i64 growth = 0;     // settled: what it has made less what it has freed or published since its last own collection
  i64 live = 0;       // private objects that lived after that one; kUnknownLive while the thread has not looked
  i64 work = 0;       // what it cost to look at what is no garbage, in objects
  i64 budget = INT64_MAX / 2;  // how far the thread may go on its own account before it settles
  i64 end_ns = 0;              // of the last own collection
  i64 for_living_ns = 0;       // what it spent on what is no garbage
  i64 garbage_ns = 0;          // and on garbage, for each object of `growth`

  i64 young =
      0;  // settled: what it has made less what it has freed since young objects were looked at, or forgotten; at least
          // 0
  i64 ready = INT64_MAX / 2;  // so many are enough where a page begins
  bool page_begins = false;   // with enough of them
  i64 not_before_ns = 0;      // when they may be looked at again
  u32 in_vain = 0;            // collections of young objects in a row that have found little garbage
  u32 unweighed = 0;          // collections of young objects that need not weigh pages (cycle/trial_young.cpp)
};

struct LocalHeap {
  // Pages with blocks in `remote`, each entered by the push that found the list empty. Any thread pushes; the owner
  // takes all.
  Atomic<Page*> remote_pages{nullptr};
  // The rest: the owning thread only; the orphanage's under its lock. In the GIL program: whoever holds the GIL.
  Thread* thread = nullptr;  // null: no thread has it now
  PageList partial[2][kSizeClasses];
  PageList full;
  YoungPages young;
  OwnDebt debt;
  LocalHeap* next_idle = nullptr;  // records without a thread, under the orphanage's lock
};

inline LocalHeap& heap_of(Thread& thread) { return *static_cast<LocalHeap*>(thread.heap); }

// Takes a page out of LocalHeap::young. Owner only.
inline void grow_old(Page* page) {
  page->heap.load(relaxed)->young.remove(page);
  page->young = false;
}

// Calls f(Page&) for the heap's pages whose objects the collector traces. Owner only; f neither allocates nor frees.
template <class F>
void for_each_own_traced_page(LocalHeap& heap, F f) {
  for (u32 size_class = 0; size_class < kSizeClasses; ++size_class) {
    Page* current = heap.thread->pages[1][size_class];
    if (current && current->size_class() == size_class)
      f(*current);  // else a guest's slot, which names its host's page
    for (Page* page = heap.partial[1][size_class].head; page; page = page->next) f(*page);
  }
  for (Page* page = heap.full.head; page; page = page->next) {
    if (page->traced()) f(*page);
  }
}

// Calls f(Page&) for the young pages into which the thread may have allocated since the last call or forget_young().
// They grow old, except for those that are current. Owner only; f neither allocates nor frees.
template <class F>
void take_young_pages(LocalHeap& heap, F f) {
  for (Page* page = heap.young.head; page;) {
    Page* next = page->young_next;
    if (page->free != page->seen_free || page->used() != page->seen_used) f(*page);
    if (page->state == PageState::kCurrent) {
      page->seen_free = page->free;
      page->seen_used = page->used();
    } else {
      grow_old(page);
    }
    page = next;
  }
}
inline void forget_young(LocalHeap& heap) {
  take_young_pages(heap, [](Page&) {});
}

// A block from a page that can give one, which becomes current. Null: no memory.
Object* refill(Thread& thread, u32 size_class, bool traced);
// A page's countdown has reached 0: links it as partial, or gives it back. Owner only.
void page_event(Page* page);
// Takes back n blocks of a page, free and linked from first to last. Owner only.
void take_back(Page* page, Object* first, Object* last, u32 n);
// Gives a page back on which no block is needed any more. It is not current. Owner only.
void clear_page(Page* page);
// Enters a page whose remote list has just become non-empty with its heap. Any thread.
void tell_heap(Page* page);
// Takes over what other threads have returned to the heap's pages. Owner only.
void absorb_remote_pages(LocalHeap& heap);
// The same for pages without a thread. For the collector, so that memory of ended threads goes back even if nobody
// allocates.
void absorb_orphans();

}  // namespace gc
