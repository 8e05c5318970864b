#include "gc/heap/page_run.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>

#include "gc/base/accelerators.h"
#include "gc/base/allocator.h"
#include "gc/base/reserve.h"
#include "gc/heap/huge_pages.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"

namespace gc {

Atomic<PageMapLeaf*> g_page_map[1u << 15];

namespace {

constexpr u32 kAllTaken = ~u32{0};
static_assert(kRunPages == 32 && kRunPages * kPageBytes == kHugePage);
// The first runs are touched page by page, so that a small program stays small; later ones are one huge page each.
constexpr u32 kSmallRuns = 3;
// So are those that hold the first pages of many threads: of each page one object or two.
constexpr u32 kThreadsToARun = 4;
// Empty runs kept for the next wave: this many, or this part of all. Beyond them memory goes back.
constexpr u32 kSpareRuns = 1;
constexpr u32 kSparePart = 8;

Mutex g_runs_lock;
PageRun* g_first = nullptr;  // all below: under g_lock
PageRun* g_last = nullptr;
u32 g_runs = 0;
u32 g_empty_runs = 0;
u32 g_free_pages = 0;
u32 g_most_pages = 0;                       // in use, since the last trim
u32 g_pages_before = 0, g_pages_after = 0;  // in use when the last collection of the whole heap began, and ended
u32 g_kept_pages = 0;                       // empty ones that are likely to be used again
u64 g_serial = 0;
Atomic<bool> g_shrinking{false};  // read without the lock
PageRun* g_hint = nullptr;        // no run before it has a free page

// mimalloc keeps what is freed for some milliseconds in case it is wanted again. While runs go, it is not: a delay in
// the past makes it return what it has in a segment with the second free there.
void set_shrinking(bool shrinking) {
  if (g_shrinking.load(relaxed) == shrinking) return;
  g_shrinking.store(shrinking, relaxed);
  static const long delay = mi_option_get(mi_option_decommit_delay),
                    extension = mi_option_get(mi_option_decommit_extend_delay);
  constexpr long kLongAgo = -1000;
  mi_option_set(mi_option_decommit_delay, shrinking ? kLongAgo : delay);
  mi_option_set(mi_option_decommit_extend_delay, shrinking ? kLongAgo : extension);
  if (shrinking) mi_collect(true);  // what it has kept until now, such as the stack of the last marking
}

bool page_map_set(const void* address, u64 entry) {
  uintptr_t number = reinterpret_cast<uintptr_t>(address) / kPageBytes;
  Atomic<PageMapLeaf*>& place = g_page_map[number >> kMapLeafBits];
  PageMapLeaf* leaf = place.load(relaxed);
  if (!leaf) {
    leaf = static_cast<PageMapLeaf*>(reserve(sizeof(PageMapLeaf)));
    if (!leaf) return false;
    place.store(leaf, relaxed);  // all zero: who finds it without the lock finds no page there
  }
  (*leaf)[number & ((1u << kMapLeafBits) - 1)].store(entry, relaxed);
  return true;
}

bool add_run() {
  auto* run = static_cast<PageRun*>(mimalloc_aligned(Memory::kPages, sizeof(PageRun), alignof(PageRun)));
  bool huge = g_runs >= kSmallRuns + thread_count() / kThreadsToARun;
  auto* base =
      static_cast<char*>(mimalloc_aligned(Memory::kPages, kRunPages * kPageBytes, huge ? kHugePage : kPageBytes));
  if (!run || !base || !page_map_set(base, kNoPage) || !page_map_set(base + (kRunPages - 1) * kPageBytes, kNoPage)) {
    mi_free(run);
    mi_free(base);
    return false;
  }
  set_shrinking(false);
  if (huge)
    ask_for_huge_pages(reinterpret_cast<uintptr_t>(base), reinterpret_cast<uintptr_t>(base) + kRunPages * kPageBytes);
  run->base = base;
  run->serial = ++g_serial;
  run->taken = 0;
  run->next = nullptr;
  run->prev = g_last;
  (g_last ? g_last->next : g_first) = run;
  g_last = run;
  if (!g_hint) g_hint = run;
  ++g_runs;
  ++g_empty_runs;
  g_free_pages += kRunPages;
  return true;
}

void remove_run(PageRun* run) {
  (run->prev ? run->prev->next : g_first) = run->next;
  (run->next ? run->next->prev : g_last) = run->prev;
  if (g_hint == run) g_hint = run->next ? run->next : g_first;
  --g_runs;
  --g_empty_runs;
  g_free_pages -= kRunPages;
  set_shrinking(true);
  unpoison(run->base, kRunPages * kPageBytes);
  discard_pages(run->base, kRunPages * kPageBytes);
  mi_free(run->base);
  mi_free(run);
}

u32 pages_in_use() { return g_runs * kRunPages - g_free_pages; }

bool too_many_empty() {
  return g_empty_runs > std::max({kSpareRuns, g_runs / kSparePart, (g_kept_pages + kRunPages - 1) / kRunPages});
}

// As the heap shrinks, so does what is kept for its next wave: beside the run that has just become empty, if one has,
// sometimes another one goes.
void remove_spare_runs(PageRun* emptied) {
  if (emptied && too_many_empty()) remove_run(emptied);
  for (PageRun *run = g_last, *prev; run && too_many_empty(); run = prev) {
    prev = run->prev;
    if (run->taken == 0) remove_run(run);
  }
}

// The earliest run with a free page: low runs fill up, high ones become empty and can go.
PageRun* run_with_room() {
  if (g_free_pages == 0 && !add_run()) return nullptr;
  while (g_hint->taken == kAllTaken) g_hint = g_hint->next;
  return g_hint;
}

}  // namespace

Page* take_page(bool traced, u32 size_class) {
  MutexGuard guard(g_runs_lock);
  PageRun* run = run_with_room();
  if (!run) return nullptr;
  u32 n = static_cast<u32>(std::countr_one(run->taken));
  if (run->taken == 0) --g_empty_runs;
  run->taken |= 1u << n;
  --g_free_pages;
  g_most_pages = std::max(g_most_pages, pages_in_use());
  auto* page = reinterpret_cast<Page*>(run->base + n * kPageBytes);
  PageSide* side = traced ? &run->sides[n] : nullptr;
  unpoison(page, kPageBytes);
  format_page(page, run, side, size_class);
  page_map_set(page, traced ? reinterpret_cast<u64>(side) : kUntracedPage);
  return page;
}

bool has_pages(u32 pages) {
  MutexGuard guard(g_runs_lock);
  return g_free_pages >= pages || add_run();
}

void give_page(Page* page) {
  MutexGuard guard(g_runs_lock);
  PageRun* run = page->run;
  ASSERT(!page->side || !page->side->trial);
  page_map_set(page, kNoPage);
  run->taken &= ~(1u << ((reinterpret_cast<char*>(page) - run->base) / static_cast<ptrdiff_t>(kPageBytes)));
  ++g_free_pages;
  if (run->serial < g_hint->serial) g_hint = run;
  if (run->taken != 0) return;
  ++g_empty_runs;
  remove_spare_runs(run);
}

// What one collection has freed, and the program has taken again until the next one, it is going to take once more.
void keep_wave() {
  MutexGuard guard(g_runs_lock);
  u32 used = pages_in_use();
  u32 freed = g_pages_before - std::min(g_pages_before, g_pages_after), taken = used - std::min(used, g_pages_after);
  g_kept_pages = enabled(Accelerator::kept_waves) ? std::min(freed, taken) : 0;
  g_pages_before = used;
}

void trim_runs() {
  constexpr u32 kMost = 4, kWorthIt = 256;  // to give back what is soon wanted again costs more than to keep it
  MutexGuard guard(g_runs_lock);
  g_pages_after = pages_in_use();
  remove_spare_runs(nullptr);
  if (g_most_pages < kWorthIt || pages_in_use() + g_kept_pages > g_most_pages / kMost) return;
  g_most_pages = pages_in_use();
  for (PageRun* run = g_first; run; run = run->next) {
    for (u32 n = 0; n < kRunPages; ++n) {
      if ((run->taken >> n & 1) == 0)
        madvise(run->base + n * kPageBytes, kPageBytes, MADV_DONTNEED);  // a failure is harmless
    }
  }
  mi_collect(true);
}

bool heap_is_shrinking() { return g_shrinking.load(relaxed); }

PageRun* first_run() { return g_first; }

}  // namespace gc
