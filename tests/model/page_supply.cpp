// Stands in for gc/heap/page_run.cpp. A page has its real size: the scenarios fill it before they begin.
#include "tests/model/page_supply.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "gc/heap/heap.h"
#include "gc/heap/page_run.h"
#include "gc/sync/mutex.h"

namespace gc {

Atomic<PageMapLeaf*> g_page_map[1u << 15];  // empty: only assertions ask

namespace model {
namespace {

constexpr u32 kPages = 6;
constexpr int kMostThreads = 8;               // and fibers
constexpr char kTaken = 0x5A, kGiven = 0x3C;  // what blocks in use and pages that have been given back are filled with
constexpr size_t kFilled = 64;                // bytes of a block

char g_memory[(kPages + 1) * kPageBytes];
PageSide g_sides[kPages];
// As in page_run.cpp: who gives a page back has made all stores to it.
Mutex g_lock;
u32 g_taken = 0;            // pages
u32 g_given_bytes[kPages];  // how much of a page is filled; 0: it has not been given back

// The words of a page that only its owner may change, as of the last step. They are no atomics: the search sees nothing
// of them.
struct OwnersWords {
  Object* free;
  i32 countdown, hidden;
  u32 fresh;
  Page *prev, *next, *young_prev, *young_next;
  PageState state;
  bool operator==(const OwnersWords&) const = default;
};
OwnersWords words_of(const Page& page) {
  return {page.free, page.countdown,  page.hidden,     page.fresh, page.prev,
          page.next, page.young_prev, page.young_next, page.state};
}
OwnersWords g_words[kPages];
u32 g_acting[kMostThreads];  // id of the thread that a fiber acts as, by fiber; kNobody: not told

Page* page_at(u32 n) { return Page::of(reinterpret_cast<Object*>(g_memory + (n + 1) * kPageBytes)); }
u32 number_of(Page* page) {
  return static_cast<u32>((reinterpret_cast<char*>(page) - reinterpret_cast<char*>(page_at(0))) /
                          ptrdiff_t{kPageBytes});
}

bool is_filled(const void* memory, size_t bytes, char with) {
  auto* first = static_cast<const char*>(memory);
  return *first == with && std::memcmp(first, first + 1, bytes - 1) == 0;
}

// All blocks that were ever used are on the free list, each once.
void check_free_list(Page* page) {
  bool found[kPageBytes / kGranule] = {};
  u32 blocks = 0;
  for (Object* block = page->free; block; block = next_free(block)) {
    check(Page::of(block) == page, "a block is in another page's list");
    bool& seen = found[PageSide::granule_of(block)];
    check(!seen, "a block was freed twice");
    seen = true;
    ++blocks;
  }
  check(blocks == (page->fresh - kPageHeader) / page->block_bytes, "a block was lost");
}

// A page of nobody's may be changed: under the lock of the orphanage, or before its owner is told to others.
void check_owners() {
  u32 acting = exploring() ? g_acting[running()] : kNobody;
  for (u32 n = 0; n < g_taken; ++n) {
    if (g_given_bytes[n] != 0) continue;
    Page& page = *page_at(n);
    u32 owner = page.owner.peek();
    OwnersWords words = words_of(page);
    if (words == g_words[n]) continue;
    bool may = acting == kNobody || owner == kNobody || owner == acting;
    check(may, "a page was changed by a thread that does not own it");
    g_words[n] = words;
  }
}

// Heaps of threads are used again, the last one first. Lets the next run find them in the order of their addresses, in
// whatever order this one has left them: the search must be able to repeat a run.
void sort_heaps(int count) {
  Thread threads[kMostThreads];
  Thread* sorted[kMostThreads];
  for (int i = 0; i < count; ++i) {
    check(heap_thread_start(threads[i]), "no heap");
    sorted[i] = &threads[i];
  }
  std::sort(sorted, sorted + count, [](const Thread* a, const Thread* b) { return a->heap > b->heap; });
  for (int i = 0; i < count; ++i) heap_thread_end(*sorted[i]);
}

}  // namespace

void begin_pages() {
  static bool first = true;
  if (!std::exchange(first, false)) return;
  Thread threads[kMostThreads];
  for (Thread& thread : threads) {
    check(heap_thread_start(thread), "no heap");
    keep_uses(thread.heap, sizeof(LocalHeap));
  }
  for (Thread& thread : threads) heap_thread_end(thread);
  g_after_step = check_owners;
  sort_heaps(kMostThreads);
}

void end_pages(int threads) {
  absorb_orphans();
  for (u32 n = 0; n < g_taken; ++n) {
    check(g_given_bytes[n] != 0, "a page was lost");
    check(is_filled(page_at(n), g_given_bytes[n], kGiven), "a page was written to that has been given back");
    g_given_bytes[n] = 0;
    std::memset(static_cast<void*>(page_at(n)), 0, kPageHeader);
  }
  g_taken = 0;
  std::fill_n(g_acting, kMostThreads, kNobody);
  sort_heaps(threads);
}

void act_as(Thread& thread) {
  if (exploring()) g_acting[running()] = thread.id;
}

Object* take_block(Thread& thread) {
  act_as(thread);
  Object* block = allocate_block(thread, kSmallLimit, true);
  check(Page::of(block)->owner.load(relaxed) == thread.id, "a block of another thread's page");
  check(!is_filled(block, kFilled, kTaken), "a block was handed out twice");
  std::memset(static_cast<void*>(block), kTaken, kFilled);
  return block;
}

void give_block(Thread& thread, Object* block) {
  act_as(thread);
  check(is_filled(block, kFilled, kTaken), "a block in use was written to");
  std::memset(static_cast<void*>(block), 0, kFilled);
  free_small_block(thread, block);
}

}  // namespace model

Page* take_page(bool traced, u32 size_class, bool) {
  MutexGuard guard(model::g_lock);
  u32 n = model::g_taken++;
  model::check(n < model::kPages, "too many pages");
  Page* page = model::page_at(n);
  format_page(page, nullptr, traced ? &model::g_sides[n] : nullptr, size_class);
  return page;
}

void give_page(Page* page) {
  MutexGuard guard(model::g_lock);
  u32 n = model::number_of(page);
  model::check(model::g_given_bytes[n] == 0, "a page was given back twice");
  model::check(page->used() == 0 && !page->remote.peek(), "a page in use was given back");
  model::check_free_list(page);
  model::g_given_bytes[n] = page->fresh;
  std::memset(static_cast<void*>(page), model::kGiven, page->fresh);
  model::forbid(page, kPageBytes);
}

}  // namespace gc
