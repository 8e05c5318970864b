// The equations of a thread's heap (valid.h).
#include "gc/heap/valid.h"

#if defined(TINYPY_DEBUG)
namespace gc {
namespace {

// Walks over a list whose first page's kPrev is the last one. True if the links agree and right(page) for each page.
template <Page* Page::* kPrev, Page* Page::* kNext, class F>
bool list_is_valid(const LinkedPages<kPrev, kNext>& list, F right) {
  const Page* last = nullptr;
  for (const Page* page = list.head; page; page = page->*kNext) {
    if ((last && page->*kPrev != last) || !right(*page)) return false;
    last = page;
  }
  return !last || list.head->*kPrev == last;
}

bool belongs_to(const LocalHeap& heap, const Page& page) {
  u32 owner = heap.thread ? heap.thread->id : kNobody;
  return page.heap.load(relaxed) == &heap && page.owner.load(relaxed) == owner && page.used() <= page.capacity();
}

bool slot_is_valid(const LocalHeap& heap, u32 kind, u32 size_class) {
  const Page* page = heap.thread->pages[kind][size_class];
  if (!page) return true;
  u32 its = page->size_class();  // of a guest's host, if it is another one
  return page->state == PageState::kCurrent && page->traced() == (kind == 1) && its >= size_class &&
         heap.thread->pages[kind][its] == page && belongs_to(heap, *page);
}

bool debt_is_valid(const OwnDebt& debt) {
  return debt.young >= 0 && debt.published >= 0 && debt.released >= 0 && debt.live >= OwnDebt::kUnknownLive;
}

}  // namespace

bool heap_is_valid(const LocalHeap& heap) {
  for (u32 kind = 0; kind < 2; ++kind) {
    for (u32 size_class = 0; size_class < kSizeClasses; ++size_class) {
      if (heap.thread && !slot_is_valid(heap, kind, size_class)) return false;
      bool right = list_is_valid(heap.partial[kind][size_class], [&](const Page& page) {
        return page.state == PageState::kPartial && page.traced() == (kind == 1) && page.size_class() == size_class &&
               belongs_to(heap, page);
      });
      if (!right) return false;
    }
  }
  auto is_full = [&](const Page& page) { return page.state == PageState::kFull && belongs_to(heap, page); };
  auto is_young = [&](const Page& page) { return page.young && page.traced() && belongs_to(heap, page); };
  return list_is_valid(heap.full, is_full) && list_is_valid(heap.young, is_young) && debt_is_valid(heap.debt);
}

}  // namespace gc
#endif
