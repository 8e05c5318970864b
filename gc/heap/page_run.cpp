// The registry of runs, and the policy of giving memory back. Rules:
//
//   a run becomes empty      it is removed if more than max(kSpareRuns, runs / kSparePart, g_kept_pages in runs) are
//                            empty
//   a collection begins      g_kept_pages := min(pages freed by the last one, pages taken since)
//   a collection has ended   surplus empty runs are removed; if at most a quarter of the most pages since the last trim
//                            are in use or kept, the memory of all free pages goes back
//
// The first runs are made of small pages of the system, later ones of huge pages (huge_pages.h). After the first
// runs, sparse pages have runs of their own, of small pages.
#include "gc/heap/page_run.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "gc/base/accelerators.h"
#include "gc/base/allocator.h"
#include "gc/base/reserve.h"
#include "gc/base/sanitizers.h"
#include "gc/heap/huge_pages.h"
#include "gc/heap/valid.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"

namespace gc {

Atomic<PageMapLeaf*> g_page_map[1u << 15];

namespace {

constexpr u32 kAllTaken = ~u32{0};
static_assert(kRunPages == 32 && kRunPages * kPageBytes == kHugePage);
// The first runs are not huge pages, because a small program touches only a part of them; later runs are one each.
constexpr u32 kSmallRuns = 3;
// Empty runs that are always kept: this many, or this fraction of all runs, whichever is more.
constexpr u32 kSpareRuns = 1;
constexpr u32 kSparePart = 8;

Mutex g_runs_lock;
PageRun* g_first = nullptr;  // this and all below: under g_runs_lock
PageRun* g_last = nullptr;
u32 g_runs = 0;
u32 g_empty_runs = 0;
u32 g_free_pages[2] = {};                   // of other runs, and of sparse ones
u32 g_most_pages = 0;                       // in use, since the last trim
u32 g_pages_before = 0, g_pages_after = 0;  // in use when the last collection of the whole heap began, and ended
u32 g_kept_pages = 0;                       // empty pages that the next wave is likely to take: their runs are kept
u64 g_serial = 0;
Atomic<bool> g_shrinking{false};  // read without the lock
Atomic<u32> g_taken{0};           // likewise: pages_in_use()
PageRun* g_hints[2] = {};         // other runs, and sparse ones: no run of the kind before it has a free page

// mimalloc keeps freed memory for some milliseconds, because it may be wanted again. While runs are given back it is
// not wanted: a negative delay makes mimalloc return the free memory of a segment at the second free in it.
void set_shrinking(bool shrinking) {
  if (g_shrinking.load(relaxed) == shrinking) return;
  g_shrinking.store(shrinking, relaxed);
  static const long delay = mi_option_get(mi_option_decommit_delay),
                    extension = mi_option_get(mi_option_decommit_extend_delay);
  constexpr long kLongAgo = -1000;
  mi_option_set(mi_option_decommit_delay, shrinking ? kLongAgo : delay);
  mi_option_set(mi_option_decommit_extend_delay, shrinking ? kLongAgo : extension);
  if (shrinking) mi_collect(true);  // returns what mimalloc has kept until now, such as the last marking's stack
}

bool page_map_set(const void* address, u64 entry) {
  ASSERT(g_runs_lock.is_mine());
  uintptr_t number = reinterpret_cast<uintptr_t>(address) / kPageBytes;
  Atomic<PageMapLeaf*>& place = g_page_map[number >> kMapLeafBits];
  PageMapLeaf* leaf = place.load(relaxed);
  if (!leaf) {
    leaf = static_cast<PageMapLeaf*>(reserve(sizeof(PageMapLeaf)));
    if (!leaf) return false;
    place.store(leaf, relaxed);  // all zero: a reader without the lock that finds the leaf finds no page in it
  }
  (*leaf)[number & ((1u << kMapLeafBits) - 1)].store(entry, relaxed);
  return true;
}

constexpr size_t kRunBytes = kRunPages * kPageBytes;

char* map_memory(size_t bytes) {
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<char*>(memory);
}

// The memory of a run of small pages, aligned to its size; null: none. The kernel puts a new mapping below the last
// one, so that most are aligned at once.
char* map_run() {
  if (allocation_fails(Memory::kPages)) return nullptr;
  auto misalignment = [](const char* memory) { return reinterpret_cast<uintptr_t>(memory) % kRunBytes; };
  char* memory = map_memory(kRunBytes);
  if (!memory || misalignment(memory) == 0) return memory;
  munmap(memory, kRunBytes);
  memory = map_memory(2 * kRunBytes);
  if (!memory) return nullptr;
  size_t before = kRunBytes - misalignment(memory);  // memory in front of the run, unless there is none
  if (before == kRunBytes) before = 0;
  if (before != 0) munmap(memory, before);
  munmap(memory + before + kRunBytes, kRunBytes - before);
  return memory + before;
}

#if defined(TINYPY_ASAN) || defined(TINYPY_TSAN)
constexpr bool kMapsRuns = false;  // a leak checker looks for pointers in blocks of the allocator only
#else
constexpr bool kMapsRuns = true;
#endif

// True for a run that is mapped by itself, not allocated from mimalloc.
bool is_mapped(const PageRun& run) { return kMapsRuns && !run.huge; }

char* memory_for(const PageRun& run) {
  return is_mapped(run) ? map_run() : static_cast<char*>(mimalloc_aligned(Memory::kPages, kRunBytes, kHugePage));
}

void return_memory(const PageRun& run) {
  if (is_mapped(run)) {
    munmap(run.base, kRunBytes);
  } else {
    discard_pages(run.base, kRunBytes);
    mi_free(run.base);
  }
}

// Records that belong to no run: under the lock, linked by `next`. They come from the kernel in groups, because the
// thread that adds a run may be new, and its first block from mimalloc would touch a segment's header.
PageRun* g_spare_records = nullptr;
constexpr size_t kKernelPage = 4096, kRecordBytes = (sizeof(PageRun) + kKernelPage - 1) & ~(kKernelPage - 1);

// Null: no memory.
PageRun* take_record() {
  ASSERT(g_runs_lock.is_mine());
  constexpr size_t kGroup = 16;
  if (!g_spare_records) {
    auto* records = static_cast<char*>(reserve(kGroup * kRecordBytes));
    for (size_t n = kGroup; records && n-- != 0;) {
      auto* record = reinterpret_cast<PageRun*>(records + n * kRecordBytes);
      record->next = std::exchange(g_spare_records, record);
    }
  }
  return g_spare_records ? std::exchange(g_spare_records, g_spare_records->next) : nullptr;
}

void give_record(PageRun* record) {
  madvise(record, kRecordBytes, MADV_DONTNEED);  // a failure is harmless
  record->next = std::exchange(g_spare_records, record);
}

// Appends a new run to the registry. Under the lock. False: no memory.
bool add_run(bool sparse) {
  ASSERT(g_runs_lock.is_mine());
  PageRun* run = take_record();
  if (!run) return false;
  run->huge = !sparse && g_runs >= kSmallRuns;
  run->sparse = sparse;
  char* base = run->base = memory_for(*run);
  if (!base || !page_map_set(base, kNoPage)) {
    if (base) return_memory(*run);
    give_record(run);
    return false;
  }
  ASSERT(reinterpret_cast<uintptr_t>(base) % kRunBytes == 0);
  set_shrinking(false);
  if (run->huge) ask_for_huge_pages(reinterpret_cast<uintptr_t>(base), reinterpret_cast<uintptr_t>(base) + kRunBytes);
  else madvise(base, kRunBytes, MADV_NOHUGEPAGE);  // a failure is harmless
  run->serial = ++g_serial;
  run->taken = 0;
  run->next = nullptr;
  run->prev = g_last;
  (g_last ? g_last->next : g_first) = run;
  g_last = run;
  for (PageRun*& hint : g_hints) {
    if (!hint) hint = run;
  }
  ++g_runs;
  ++g_empty_runs;
  g_free_pages[sparse] += kRunPages;
  return true;
}

void remove_run(PageRun* run) {
  ASSERT(g_runs_lock.is_mine() && run->taken == 0);
  (run->prev ? run->prev->next : g_first) = run->next;
  (run->next ? run->next->prev : g_last) = run->prev;
  for (PageRun*& hint : g_hints) {
    if (hint == run) hint = run->next ? run->next : g_first;
  }
  --g_runs;
  --g_empty_runs;
  g_free_pages[run->sparse] -= kRunPages;
  set_shrinking(true);
  unpoison(run->base, kRunBytes);
  return_memory(*run);
  give_record(run);
}

u32 pages_in_use() { return g_runs * kRunPages - g_free_pages[false] - g_free_pages[true]; }

bool too_many_empty() {
  return g_empty_runs > std::max({kSpareRuns, g_runs / kSparePart, (g_kept_pages + kRunPages - 1) / kRunPages});
}

// Removes surplus empty runs: `emptied`, which has just become empty, or null; then the latest ones. There may be more
// than one, because the limit falls as the number of runs falls.
void remove_spare_runs(PageRun* emptied) {
  if (emptied && too_many_empty()) remove_run(emptied);
  for (PageRun *run = g_last, *prev; run && too_many_empty(); run = prev) {
    prev = run->prev;
    if (run->taken == 0) remove_run(run);
  }
}

// The earliest run of the kind with a free page: low runs fill up, high ones become empty and can go.
PageRun* run_with_room(bool sparse) {
  if (g_free_pages[sparse] == 0 && !add_run(sparse)) return nullptr;
  PageRun*& hint = g_hints[sparse];
  while (hint->sparse != sparse || hint->taken == kAllTaken) hint = hint->next;
  return hint;
}

// What the map must say of page n of a run.
[[maybe_unused]] u64 map_entry_of(const PageRun& run, u32 n) {
  if ((run.taken >> n & 1) == 0) return kNoPage;
  const auto* page = reinterpret_cast<const Page*>(run.base + n * kPageBytes);
  return page->traced() ? reinterpret_cast<u64>(&run.sides[n]) : kUntracedPage;
}

// The equations of page_runs_are_valid(). Under the lock.
[[maybe_unused]] bool runs_add_up() {
  u32 runs = 0, empty = 0, free[2] = {};
  const PageRun* last = nullptr;
  bool right = true, before_hint[2] = {g_hints[false] != nullptr, g_hints[true] != nullptr};
  for (const PageRun* run = g_first; run; last = run, run = run->next) {
    for (u32 kind = 0; kind < 2; ++kind) before_hint[kind] = before_hint[kind] && run != g_hints[kind];
    right = right && run->prev == last && (!last || last->serial < run->serial) && run->serial <= g_serial &&
            !(before_hint[run->sparse] && run->taken != kAllTaken) && !(run->huge && run->sparse);
    ++runs;
    empty += run->taken == 0;
    free[run->sparse] += static_cast<u32>(std::popcount(~run->taken));
    for (u32 n = 0; right && n < kRunPages; ++n)
      right = page_map_get(run->base + n * kPageBytes) == map_entry_of(*run, n);
  }
  return right && last == g_last && runs == g_runs && empty == g_empty_runs && free[false] == g_free_pages[false] &&
         free[true] == g_free_pages[true] && pages_in_use() == g_taken.load(relaxed) &&
         ((g_hints[false] && g_hints[true]) || !g_first);
}

// True for one of so many changes as there are runs, so that walks over all runs cost constant time for each.
[[maybe_unused]] bool walk_is_due() {
  static u32 changes = 0;
  return ++changes % (g_runs + 1) == 0;
}

}  // namespace

Page* take_page(bool traced, u32 size_class, bool sparse) {
  MutexGuard guard(g_runs_lock);
  ASSERT_SLOW(!walk_is_due() || runs_add_up());
  PageRun* run = sparse && g_runs >= kSmallRuns ? run_with_room(true) : nullptr;
  if (!run) run = run_with_room(false);
  if (!run) return nullptr;
  // Traced pages from the front, the others from the back: the side tables that are touched lie close together.
  u32 n = static_cast<u32>(traced ? std::countr_one(run->taken)
                                  : static_cast<int>(kRunPages) - 1 - std::countl_one(run->taken));
  ASSERT(n < kRunPages && (run->taken >> n & 1) == 0);
  if (run->taken == 0) --g_empty_runs;
  run->taken |= 1u << n;
  --g_free_pages[run->sparse];
  g_most_pages = std::max(g_most_pages, pages_in_use());
  g_taken.store(pages_in_use(), relaxed);
  auto* page = reinterpret_cast<Page*>(run->base + n * kPageBytes);
  PageSide* side = traced ? &run->sides[n] : nullptr;
  unpoison(page, kPageBytes);
  format_page(page, run, side, size_class);
  page_map_set(page, traced ? reinterpret_cast<u64>(side) : kUntracedPage);
  return page;
}

bool has_pages(u32 pages) {
  MutexGuard guard(g_runs_lock);
  return g_free_pages[false] >= pages || add_run(false);
}

void give_page(Page* page) {
  MutexGuard guard(g_runs_lock);
  ASSERT_SLOW(!walk_is_due() || runs_add_up());
  PageRun* run = page->run;
  ASSERT(!page->side || !page->side->trial);
  ASSERT(!page->prev && !page->next && !page->young && !page->remote.load(relaxed));  // in no list
  page_map_set(page, kNoPage);
  run->taken &= ~(1u << ((reinterpret_cast<char*>(page) - run->base) / static_cast<ptrdiff_t>(kPageBytes)));
  ++g_free_pages[run->sparse];
  g_taken.store(pages_in_use(), relaxed);
  PageRun*& hint = g_hints[run->sparse];
  if (run->serial < hint->serial) hint = run;
  if (run->taken != 0) return;
  ++g_empty_runs;
  remove_spare_runs(run);
}

u32 pages_taken() { return g_taken.load(relaxed); }

// Pages that a collection frees, and that the program takes again before the next one, are one wave: most likely the
// program takes as many after the next collection.
void keep_wave() {
  MutexGuard guard(g_runs_lock);
  u32 used = pages_in_use();
  u32 freed = g_pages_before - std::min(g_pages_before, g_pages_after), taken = used - std::min(used, g_pages_after);
  g_kept_pages = enabled(Accelerator::kept_waves) ? std::min(freed, taken) : 0;
  g_pages_before = used;
}

void trim_runs() {
  // A heap that was never as large as kWorthIt pages (16 MiB) keeps its free pages: to give memory back and to get it
  // again soon costs more than to keep it.
  constexpr u32 kMost = 4, kWorthIt = 256;
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

#if defined(TINYPY_DEBUG)
bool page_runs_are_valid() {
  MutexGuard guard(g_runs_lock);
  return runs_add_up();
}
#endif

}  // namespace gc
