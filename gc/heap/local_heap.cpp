// Moving pages between the lists of a heap, between heaps, and back to the runs; and the orphanage, a heap without a
// thread that keeps the pages of ended threads.
#include "gc/heap/local_heap.h"

#include <algorithm>
#include <bit>
#include <new>
#include <utility>

#include "gc/base/accelerators.h"
#include "gc/base/reserve.h"
#include "gc/heap/alloc_trace.h"
#include "gc/heap/budget.h"
#include "gc/heap/heap.h"
#include "gc/heap/page_run.h"
#include "gc/heap/valid.h"
#include "gc/heap/vital.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

// The orphanage. Its pages have no owner, so every free into them is a remote one.
Mutex g_orphan_lock;
PartialPages g_partial_orphans;
LocalHeap g_orphans{.partial = g_partial_orphans};
LocalHeap* g_idle = nullptr;    // under g_orphan_lock
Atomic<u32> g_orphan_pages{0};  // written under the lock; read without it, to avoid taking the lock
// The host of all small classes, up to 528 bytes: seven of its blocks fit into the system page that has the page's
// header, and every thread's own records fit into such blocks.
constexpr u32 kSmallestHost = 33;

// For assertions. True: the caller may do what only the owner of the page may: it acts as the page's thread, or holds
// the lock of the orphanage. In the GIL program any thread that holds the GIL may.
[[maybe_unused]] bool owner_acts(const Page* page) {
  if (!kFreeThreaded) return true;
  const LocalHeap* heap = page->heap.load(relaxed);
  return heap == &g_orphans ? g_orphan_lock.is_mine() : attached_or_stopped(*heap->thread);
}

PageList& list_of(Page* page) {
  LocalHeap& heap = *page->heap.load(relaxed);
  return page->state == PageState::kFull ? heap.full : heap.partial[page->traced()][page->size_class()];
}

void unlink_page(Page* page) {
  ASSERT(owner_acts(page) && page->state != PageState::kCurrent);
  list_of(page).remove(page);
  if (page->heap.load(relaxed) == &g_orphans) add_unshared<u32>(g_orphan_pages, -1u);
}

// Counts what the blocks of an untraced page use more, or less, than when this was called last.
void charge_untraced(Page* page) {
  Thread* thread = page->heap.load(relaxed)->thread;
  if (page->traced() || !thread) return;
  i64 blocks = i64{page->used()} - std::exchange(page->charged, page->used());
  count_untraced(*thread, blocks * page->block_bytes);
}

void link_page(Page* page, PageState state) {
  ASSERT(owner_acts(page) && state != PageState::kCurrent);
  page->set_state(state);
  charge_untraced(page);
  ASSERT_SLOW(page_is_valid(*page));
  list_of(page).append(page);
  if (page->heap.load(relaxed) == &g_orphans) add_unshared<u32>(g_orphan_pages, 1u);
}

void release_page(Page* page) {
  unlink_page(page);
  charge_untraced(page);
  if (page->young) grow_old(page);
  give_page(page);
}

// The owner has got back blocks of a page that is not current: the page may be empty now, or have room again.
void relink(Page* page) {
  ASSERT(page->state != PageState::kCurrent);
  if (page->used() == 0) {
    release_page(page);
  } else if (page->state == PageState::kFull && page->used() < page->full_from()) {
    unlink_page(page);
    link_page(page, PageState::kPartial);
  }
}

// Moves the blocks that other threads have freed to the page's free list.
void absorb_remote(Page* page) {
  // Acquire: the caller may reuse the blocks. Release: a thread that finds the list empty from now on may write
  // next_remote. Both pair with free_remote().
  Object* list = page->remote.exchange(nullptr, acq_rel);
  ASSERT(list);  // the page was entered because it has some, and nobody else takes them
  u32 n = 1;
  Object* last = list;
  while (Object* next = next_free(last)) {
    last = next;
    ++n;
  }
  take_back(page, list, last, n);
}

// Gives the page, which is in no list, to the heap.
void give_to(LocalHeap& heap, Page* page, u32 owner) {
  ASSERT(!page->prev && !page->next && !page->young);
  page->charged = page->used();
  page->heap.store(&heap, release);  // pairs with tell_heap()
  page->owner.store(owner, release);
}

Page* adopt_orphan(LocalHeap& heap, u32 size_class, bool traced) {
  if (g_orphan_pages.load(relaxed) == 0) return nullptr;
  MutexGuard guard(g_orphan_lock);
  absorb_remote_pages(g_orphans);
  Page* page = g_orphans.partial[traced][size_class].head;
  if (!page || !enabled(Accelerator::orphan_pages)) return nullptr;
  unlink_page(page);
  give_to(heap, page, heap.thread->id);
  return page;
}

// `first`: the thread has no page of this class yet, and may never fill one.
Page* next_page(LocalHeap& heap, u32 size_class, bool traced, bool first) {
  PageList& partial = heap.partial[traced][size_class];
  if (Page* page = partial.head) {
    partial.remove(page);
    return page;
  }
  if (Page* page = adopt_orphan(heap, size_class, traced)) return page;
  Page* page = take_page(traced, size_class, first);
  if (page) give_to(heap, page, heap.thread->id);
  return page;
}

// The host of a size class: the class in whose page a thread's first blocks of this class lie. Small guests waste at
// most one system page, because a guest class gets a page of its own when the host would have to touch another system
// page.
u32 host_class(u32 size_class) {
  if (size_class <= kSmallestHost) return kSmallestHost;
  return std::min(std::bit_ceil(size_class), kSizeClasses - 1);
}

void make_current(Thread& thread, Page* page) {
  ASSERT(thread.attached() && !page->prev && page->heap.load(relaxed) == thread.heap);
  page->set_state(PageState::kCurrent);
  if (page->traced() && !page->young) {
    page->young = true;
    page->seen_free = page->at(0);  // no block
    heap_of(thread).young.append(page);
    page_begins(thread);
  }
  if (!page->free) page->extend();
  ASSERT_SLOW(page_is_valid(*page));
  thread.pages[page->traced()][page->size_class()] = page;
}

void retire_current(Thread& thread, Page* page) {
  u32 size_class = page->size_class();
  ASSERT(thread.pages[page->traced()][size_class] == page && page->state == PageState::kCurrent);
  ASSERT_SLOW(page_is_valid(*page));
  auto& slots = thread.pages[page->traced()];
  slots[size_class] = nullptr;
  for (u32 guest = size_class; guest-- > 0 && host_class(guest) == size_class;) {
    if (slots[guest] == page) slots[guest] = nullptr;
  }
  page->set_state(PageState::kFull);
  charge_untraced(page);
  heap_of(thread).full.append(page);
}

// The current page steps aside, so that the next allocation takes the slow path (alloc_trace.h).
void leave_current(Thread& thread, Page* page) {
  retire_current(thread, page);
  if (!page->has_room()) return;
  unlink_page(page);
  link_page(page, PageState::kPartial);
}

// The same for all current pages of a thread. World stopped.
void leave_all_current(Thread& thread, void*) {
  for (auto& pages : thread.pages) {
    for (u32 size_class = 0; size_class < kSizeClasses; ++size_class) {
      Page* page = pages[size_class];
      if (page && page->size_class() == size_class) leave_current(thread, page);
    }
  }
}

// The host's current page, if it has a free block for a class without a page of its own. Null: it has none.
Page* host_page(Thread& thread, u32 size_class, bool traced) {
  u32 host = host_class(size_class);
  if (host == size_class || !enabled(Accelerator::guest_pages)) return nullptr;
  Page*& current = thread.pages[traced][host];
  if (!current) {
    Page* page = next_page(heap_of(thread), host, traced, true);
    if (!page) return nullptr;
    make_current(thread, page);
  }
  return current->free ? current : nullptr;
}

// Under g_orphan_lock.
void orphan_page(Page* page) {
  ASSERT(g_orphan_lock.is_mine());
  if (page->young) grow_old(page);
  give_to(g_orphans, page, kNobody);
  if (page->used() == 0) {
    give_page(page);
  } else {
    link_page(page, page->has_room() ? PageState::kPartial : PageState::kFull);
  }
}

void orphan_list(PageList& list) {
  while (Page* page = list.head) {
    list.remove(page);
    orphan_page(page);
  }
}

// Under g_orphan_lock. Null: no memory. Records come from the kernel, many at once, not from mimalloc: the thread has
// no heap of mimalloc yet, and may never need one. The tables of partial pages are taken from the end; the kernel has
// cleared them.
LocalHeap* new_heap_record() {
  ASSERT(g_orphan_lock.is_mine());
  constexpr size_t kBytes = size_t{64} << 10;
  static char* next = nullptr;
  static char* end = nullptr;
  if (static_cast<size_t>(end - next) < sizeof(LocalHeap) + sizeof(PartialPages)) {
    void* memory = reserve(kBytes);
    if (!memory) return nullptr;
    next = static_cast<char*>(memory);
    end = next + kBytes;
  }
  auto* heap = new (std::exchange(next, next + sizeof(LocalHeap))) LocalHeap;
  heap->partial = reinterpret_cast<PageList(*)[kSizeClasses]>(end -= sizeof(PartialPages));
  return heap;
}

LocalHeap* take_heap_record() {
  MutexGuard guard(g_orphan_lock);
  LocalHeap* heap = g_idle;
  if (!heap) return new_heap_record();
  g_idle = heap->next_idle;
  return heap;
}

}  // namespace

void take_back(Page* page, Object* first, Object* last, u32 n) {
  ASSERT(owner_acts(page) && n != 0 && n <= page->used());
  ASSERT(Page::of(first) == page && Page::of(last) == page && block_is_free(first) && block_is_free(last));
  if (allocation_tracer()) [[unlikely]] {
    for (Object* block = first;; block = next_free(block)) {
      report_freed(block);
      if (block == last) break;
    }
  }
  link_free(last, page->free);
  page->free = first;
  page->hidden -= static_cast<i32>(n);
  page->set_state(page->state);
  ASSERT_SLOW(page->state != PageState::kCurrent || page_is_valid(*page));
  if (page->state != PageState::kCurrent) relink(page);
}

void clear_page(Page* page) {
  ASSERT(owner_acts(page) && page->state != PageState::kCurrent && !page->remote.load(relaxed));
  if (allocation_tracer()) [[unlikely]]
    page->for_each_block([](Object* block) { report_freed(block); });
  if constexpr (kDebug) {
    page->for_each_block([&](Object* block) {
      if (!block_is_free(block)) poison_payload(block, page->block_bytes);
    });
  }
  release_page(page);
}

void tell_heap(Page* page) {
  // The page has a remote block, so it is in use and is not given back. If it changes its heap meanwhile, the heap in
  // which it has been entered passes it on.
  LocalHeap* heap = page->heap.load(acquire);
  ASSERT(page->remote.load(relaxed));
  Page* head = heap->remote_pages.load(relaxed);
  do {
    page->next_remote = head;
    // Release pairs with the acquire in absorb_remote_pages.
  } while (!heap->remote_pages.compare_exchange_weak(head, page, release, relaxed));
}

void absorb_remote_pages(LocalHeap& heap) {
  if (!heap.remote_pages.load(relaxed)) return;
  Page* page = heap.remote_pages.exchange(nullptr, acquire);
  while (page) {
    Page* next = page->next_remote;  // before the page's remote list is taken: then it may be entered again
    if (page->heap.load(acquire) == &heap) {
      absorb_remote(page);
    } else {
      tell_heap(page);
    }
    page = next;
  }
}

void absorb_orphans() {
  MutexGuard guard(g_orphan_lock);
  for (LocalHeap* heap = g_idle; heap; heap = heap->next_idle) absorb_remote_pages(*heap);
  absorb_remote_pages(g_orphans);
  ASSERT_SLOW(heap_is_valid(g_orphans));
}

// While blocks are traced, each free leads here: the block that has just come back is the first free one.
void page_event(Page* page) {
  ASSERT(owner_acts(page) && page->countdown == 0 && page->state != PageState::kCurrent);
  report_freed(page->free);
  page->set_state(page->state);
  relink(page);
}

void set_allocation_tracer(const AllocationTracer* tracer) {
  ASSERT(world_stopped());
  g_allocation_tracer.store(tracer, relaxed);
  if (tracer) for_each_thread(leave_all_current, nullptr);
}

Object* traced_refill(Thread& thread, u32 size_class, bool traced) {
  Object* block = refill(thread, size_class, traced);
  if (block) leave_current(thread, Page::of(block));
  return block;
}

namespace {

void before_fork() {
  if (const AllocationTracer* tracer = allocation_tracer()) tracer->before_fork();
  vital_before_fork();
}
void after_fork() {
  vital_after_fork();
  if (const AllocationTracer* tracer = allocation_tracer()) tracer->after_fork();
}

}  // namespace

Object* refill(Thread& thread, u32 size_class, bool traced) {
  ASSERT(thread.attached() && size_class != 0 && size_class < kSizeClasses);
  LocalHeap& heap = heap_of(thread);
  absorb_remote_pages(heap);
  Page*& slot = thread.pages[traced][size_class];
  bool own = slot && slot->size_class() == size_class;
  if (!slot) {
    slot = host_page(thread, size_class, traced);
    if (slot) return slot->pop();
  } else {
    if (slot->free || (own && slot->extend())) return slot->pop();
    if (own) retire_current(thread, slot);
  }
  Page* page = next_page(heap, size_class, traced, !own);
  if (!page) return nullptr;  // a guest stays a guest
  make_current(thread, page);
  return page->pop();
}

bool heap_thread_start(Thread& thread) {
  ASSERT(!thread.heap && !thread.attached());
  LocalHeap* heap = take_heap_record();
  if (!heap) return false;
  heap->thread = &thread;
  heap->debt = OwnDebt{};
  thread.heap = heap;
  start_debt(thread);
  return true;
}

void heap_thread_end(Thread& thread) {
  LocalHeap& heap = heap_of(thread);
  settle_debt(thread);
  inherit_debt(heap);
  absorb_remote_pages(heap);
  ASSERT_SLOW(heap_is_valid(heap));
  MutexGuard guard(g_orphan_lock);
  for (u32 kind = 0; kind < 2; ++kind) {
    for (u32 size_class = 0; size_class < kSizeClasses; ++size_class) {
      // A guest's slot names its host's page, which comes later.
      Page* page = std::exchange(thread.pages[kind][size_class], nullptr);
      if (page && page->size_class() == size_class) orphan_page(page);
      orphan_list(heap.partial[kind][size_class]);
    }
  }
  orphan_list(heap.full);
  heap.thread = nullptr;
  thread.heap = nullptr;
  heap.next_idle = g_idle;
  g_idle = &heap;
  // Remote frees that came while the pages changed their heap have been entered here. They are passed on now; later
  // ones are passed on by absorb_orphans().
  absorb_remote_pages(heap);
}

constinit const HeapSteps kHeapSteps = {heap_thread_start, heap_thread_end, before_fork, after_fork};

}  // namespace gc
