// A thread's heap: its current page in each size class (Thread::pages), its pages with room, and its full pages.
//
//   current --no room left--> full --enough free--> partial --refill--> current
//                                                   partial --last free--> back to the runs
//
// Guests. A size class begins as a guest in the current page of a larger class, its host: one host for all small
// classes, powers of two above. It gets a page of its own when the host's page has no free block. So a thread that
// makes few objects touches few pages. Thread::pages may name one page for several classes, among them always the
// page's own.
//
// refill() looks, in this order, for pages to which other threads have returned blocks, for partial pages, for pages of
// ended threads (the orphanage), and only then takes a new page.
//
// Young pages. A traced page becomes young when it becomes current, because the thread may allocate in it from then on.
// Young collections look at young pages only.
//
// LocalHeap records are never freed, only used again, because a remote free may enter a page with a heap whose thread
// has just ended.
#pragma once

#include "gc/heap/page.h"

namespace gc {

// Doubly linked through two members of Page. The first page's kPrev is the last page, so that a list is one word: each
// thread has 164 of them.
template <Page* Page::* kPrev, Page* Page::* kNext>
struct LinkedPages {
  Page* head = nullptr;
  void append(Page* page) {
    ASSERT(page != head && !(page->*kPrev) && !(page->*kNext));  // in no list
    page->*kNext = nullptr;
    if (!head) {
      page->*kPrev = head = page;
      return;
    }
    page->*kPrev = head->*kPrev;
    head->*kPrev->*kNext = page;
    head->*kPrev = page;
  }
  void remove(Page* page) {
    Page *next = page->*kNext, *prev = page->*kPrev;
    ASSERT(head == page || (prev && prev->*kNext == page));
    if (head == page) head = next;
    else prev->*kNext = next;
    if (next) next->*kPrev = prev;
    else if (head) head->*kPrev = prev;
    page->*kPrev = page->*kNext = nullptr;
  }
};
using PageList = LinkedPages<&Page::prev, &Page::next>;
using YoungPages = LinkedPages<&Page::young_prev, &Page::young_next>;

// The thread's part in the pacing of collections, in units of Thread::gc_debt; see budget.h and cycle/pacing.h.
// "Settled" means: without what the thread has made since it settled last.
struct OwnDebt {
  static constexpr i64 kUnknownLive = -1;
  i64 start = 0;      // gc_debt at the last settling
  i64 published = 0;  // objects that the thread has published since then
  i64 released = 0;   // published objects whose blocks the thread has freed, not yet in the shared sums
  // Of the last private collection (pacing.h: G, L, its work, T and g):
  i64 growth = 0;  // settled: objects made less those freed or published since then
  i64 live = 0;    // private objects alive after it; kUnknownLive: there has been none since threads were started
  i64 work = 0;    // its work on objects that are not garbage, in objects
  i64 budget = INT64_MAX / 2;  // what the thread may make, by its own growth and its young objects, before it settles
  i64 end_ns = 0;              // the time of its end
  i64 for_living_ns = 0;       // its time spent on objects that are not garbage
  i64 garbage_ns = 0;          // its time spent on garbage, for each object of `growth`

  // What untraced blocks in pages have added to the growth since the last private collection, or collection of the
  // world. If the thread's objects hold them, no private object that is alive accounts for them.
  i64 untraced = 0;

  // Of young collections (pacing.h):
  i64 young = 0;              // settled: objects made less those freed since the last one or forget_young(); at least 0
  i64 ready = INT64_MAX / 2;  // so many young objects are enough for one when a page begins
  bool page_begins = false;   // a page has begun, with `ready` young objects or more
  i64 not_before_ns = 0;      // the earliest time of the next one
  u32 in_vain = 0;            // how many in a row have found little garbage
};

// Lies apart from the record of the heap: a thread that makes few objects has no partial page, and touches no table.
using PartialPages = PageList[2][kSizeClasses];

// The heap of one thread, and the orphanage.
struct LocalHeap {
  // A lock-free stack of pages whose `remote` list has blocks. A page is entered by the push that finds its list empty.
  // Any thread pushes; the owner takes all.
  Atomic<Page*> remote_pages{nullptr};
  // The other fields: the owning thread only; those of the orphanage under its lock. In the GIL program: the holder of
  // the GIL.
  Thread* thread = nullptr;                     // null: no thread has this heap now
  PageList (*partial)[kSizeClasses] = nullptr;  // for untraced and for traced pages: a PartialPages
  PageList full;
  YoungPages young;
  OwnDebt debt;
  LocalHeap* next_idle = nullptr;  // records without a thread, under the orphanage's lock
};

// The thread's heap. The thread is registered.
inline LocalHeap& heap_of(Thread& thread) {
  ASSERT(thread.heap);
  return *static_cast<LocalHeap*>(thread.heap);
}

// Takes a page out of LocalHeap::young. Owner only.
inline void grow_old(Page* page) {
  ASSERT(page->young && page->traced());
  page->heap.load(relaxed)->young.remove(page);
  page->young = false;
}

// Calls f(Page&) for the heap's pages whose objects the collector traces. Owner only; f neither allocates nor frees.
template <class F>
void for_each_own_traced_page(LocalHeap& heap, F f) {
  ASSERT(heap.thread->attached());
  for (u32 size_class = 0; size_class < kSizeClasses; ++size_class) {
    Page* current = heap.thread->pages[1][size_class];
    if (current && current->size_class() == size_class)
      f(*current);  // otherwise the slot is a guest's, and names its host's page
    for (Page* page = heap.partial[1][size_class].head; page; page = page->next) f(*page);
  }
  for (Page* page = heap.full.head; page; page = page->next) {
    if (page->traced()) f(*page);
  }
}

// Calls f(Page&) for the young pages in which the thread may have allocated since the last call of this or of
// forget_young(). Young pages grow old by the call, except for current ones. Owner only; f neither allocates nor frees.
template <class F>
void take_young_pages(LocalHeap& heap, F f) {
  ASSERT(heap.thread->attached());
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
// Lets the young pages grow old, unseen: young collections will not look at the objects made until now.
inline void forget_young(LocalHeap& heap) {
  take_young_pages(heap, [](Page&) {});
}

// None of these functions runs Python code or reaches a safepoint.

// Returns a block; makes a page that can give one current, if need be. Null: no memory. By the calling thread.
Object* refill(Thread& thread, u32 size_class, bool traced);
// The same while blocks are traced: no page stays current.
Object* traced_refill(Thread& thread, u32 size_class, bool traced);
// The page's countdown has reached 0: links the page as partial, or gives it back. Owner only.
void page_event(Page* page);
// Takes back n blocks of the page, which are marked free and linked from first to last. Owner only.
void take_back(Page* page, Object* first, Object* last, u32 n);
// Gives back a page that is not current and has no block that is still needed. Owner only.
void clear_page(Page* page);
// Enters a page whose remote list has just become non-empty with its heap. Any thread.
void tell_heap(Page* page);
// Takes over the blocks that other threads have returned to the heap's pages. Owner only.
void absorb_remote_pages(LocalHeap& heap);
// The same for the pages of ended threads, so that their memory goes back even if no thread allocates. By an attached
// thread.
void absorb_orphans();

}  // namespace gc
