// The operations on one page that are not inlined.
#include "gc/heap/page.h"

#include <algorithm>
#include <bit>

#include "gc/heap/alloc_trace.h"
#include "gc/heap/local_heap.h"

namespace gc {

Atomic<const AllocationTracer*> g_allocation_tracer{nullptr};

namespace {

constexpr u32 kSystemPage = 4096;

// The number of never used bytes up to the end of the system page that the header or the last block has touched
// already; or, if no block fits there, up to the end of the next system page.
u32 next_room(u32 fresh, u32 block_bytes) {
  u32 room = kSystemPage - fresh % kSystemPage;
  return room < block_bytes ? room + kSystemPage : room;
}

}  // namespace

u32 PageSide::marked_count() const {
  int n = 0;
  for (u64 word : marks) n += std::popcount(word);
  return static_cast<u32>(n);
}

void format_page(Page* page, PageRun* run, PageSide* side, u32 size_class) {
  ASSERT(size_class != 0 && size_class < kSizeClasses && reinterpret_cast<uintptr_t>(page) % kPageBytes == 0);
  page->free = nullptr;
  page->countdown = page->hidden = 0;
  page->owner.store(kNobody, relaxed);
  page->debt = side ? 1 : 0;
  page->block_bytes = size_class * static_cast<u32>(kGranule);
  page->fresh = kPageHeader;
  page->prev = page->next = nullptr;
  page->heap.store(nullptr, relaxed);
  page->charged = 0;
  page->remote.store(nullptr, relaxed);
  page->next_remote = nullptr;
  page->run = run;
  page->side = side;
  page->state = PageState::kPartial;
  page->young = false;
  page->few_alive = 0;
  page->young_prev = page->young_next = nullptr;
  page->seen_free = nullptr;
  page->seen_used = 0;
  if (side) {
    std::memset(side->marks, 0, sizeof side->marks);
    side->trial = nullptr;
    side->reciprocal = static_cast<u32>(((u64{1} << 32) + page->block_bytes - 1) / page->block_bytes);
  }
  poison(page->at(kPageHeader), kPageBytes - kPageHeader);
}

void Page::set_state(PageState to) {
  i32 in_use = countdown + hidden;
  hidden = to == PageState::kCurrent ? -1 : to == PageState::kFull ? full_from() - 1 : 0;
  if (allocation_tracer() && to != PageState::kCurrent) [[unlikely]]
    hidden = in_use - 1;  // the next free is an event
  countdown = in_use - hidden;
  state = to;
}

bool Page::extend() {
  ASSERT(state == PageState::kCurrent);
  u32 end = std::min(limit(), fresh + next_room(fresh, block_bytes) / block_bytes * block_bytes);
  if (fresh == end) return false;
  // Linked in the order of addresses, so that objects made one after the other are neighbours in memory.
  Object* head = free;
  for (u32 offset = end; offset > fresh;) {
    offset -= block_bytes;
    Object* block = at(offset);
    unpoison(block, sizeof(Object));
    link_free(block, head);
    mark_free(block);
    head = block;
  }
  free = head;
  fresh = end;
  return true;
}

[[gnu::noinline]] void free_remote(Page* page, Object* block) {
  ASSERT(Page::of(block) == page);
  report_freed(block);
  poison_payload(block, page->block_bytes);
  mark_free(block);
  Object* head = page->remote.load(relaxed);
  do {
    link_free(block, head);
    // Release pairs with the acquire of absorb_remote: the owner may reuse the block at once. Acquire, when the list
    // was empty, pairs with its release: the owner has read next_remote, which we are going to write.
  } while (!page->remote.compare_exchange_weak(head, block, acq_rel, relaxed));
  if (!head) tell_heap(page);
}

}  // namespace gc
