// Object pages: 64 KiB of memory, aligned to 64 KiB, cut into blocks of one size class; traced and untraced objects
// never share one.
//
//   0          64         128                                                                  65536
//   | owner's  | others'  | block | block | block | ...        | never used yet ...      | rest |
//   | fields   | fields   ^ kPageHeader                        ^ fresh                   ^ limit
//
//   A block in use begins with an object's header. A free block:
//
//   0                    8          12         16
//   | next free block    | kDead    | 0        | anything (poisoned) |
//     owner and local      shared     meta
//
// So a page can be walked from kPageHeader to `fresh` by the headers alone. Blocks freed by the page's thread go to the
// free list `free`, which only that thread touches. Blocks freed by other threads go to `remote`, a lock-free stack,
// which the page's thread takes over when it refills.
//
//   state      in use = countdown + hidden          what happens when countdown reaches 0
//   current    hidden = -1: it never does            -
//   partial    hidden = 0                            the page is empty and goes back
//   full       hidden = full_from() - 1              the page is linked again as partial
//
// So a free needs one test for both events, and a page in steady use has none. A full page is used again only when an
// eighth of its blocks is free, because a young collection looks at all blocks of a page, which is not worth it for a
// few new objects.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "gc/base/assert.h"
#include "gc/heap/poison.h"
#include "gc/threads/thread.h"

namespace gc {

struct LocalHeap;
struct PageRun;

inline constexpr size_t kPageBytes = 64 * 1024;
inline constexpr size_t kPageHeader = 128;
inline constexpr size_t kGranule = 16;  // size classes are its multiples

// kMarksOf[n]: a word of marks in which each block of n granules is marked, the first at bit 0. 64: 64 granules or
// more.
inline constexpr auto kMarksOf = [] {
  std::array<u64, 65> marks{};
  for (u32 granules = 1; granules <= 64; ++granules) {
    for (u32 bit = 0; bit < 64; bit += granules) marks[granules] |= u64{1} << bit;
  }
  return marks;
}();

// The collector's tables of a traced page. They lie apart from the page, because tables at the same offset of 64 KiB
// aligned pages would all fall into the same few cache sets. World stopped, or owner only.
struct alignas(64) PageSide {
  // One bit for each granule; a block is marked by the bit of its first granule. Between collections: the objects that
  // the last one found alive.
  u64 marks[kPageBytes / kGranule / 64];
  u32* trial;      // one word for each block, see cycle/trial.h; null: no object of this page is on trial
  u32 reciprocal;  // 2^32 / block size, rounded up, for block_index()

  static u32 granule_of(const Object* block) {
    return static_cast<u32>(reinterpret_cast<uintptr_t>(block) % kPageBytes / kGranule);
  }
  bool marked(const Object* block) const { return marks[granule_of(block) / 64] >> (granule_of(block) % 64) & 1; }
  // Sets the mark. True: it was not set. Not atomic: another mark in the same word, set by another thread at the same
  // moment, may get lost (cycle/mark.h).
  bool mark(const Object* block) {
    u32 granule = granule_of(block);
    u64* word = &marks[granule / 64];
    u64 bit = u64{1} << (granule % 64), before = __atomic_load_n(word, __ATOMIC_RELAXED);
    if (before & bit) return false;
    __atomic_store_n(word, before | bit, __ATOMIC_RELAXED);
    return true;
  }
  // Takes the mark away. Owner only.
  void unmark(const Object* block) {
    u32 granule = granule_of(block);
    u64* word = &marks[granule / 64];
    __atomic_store_n(word, *word & ~(u64{1} << (granule % 64)), __ATOMIC_RELAXED);
  }
  // The number of marked blocks in a row, beginning with `block`, which is marked; at least 1, and only as far as one
  // word of marks tells. Each block is `granules` long.
  u32 marked_from(const Object* block, u32 granules) const {
    u32 bit = granule_of(block) % 64;
    u64 others = kMarksOf[std::min<u32>(granules, 64)] << bit & ~marks[granule_of(block) / 64];
    u32 ahead = others != 0 ? static_cast<u32>(std::countr_zero(others)) - bit : 64 - bit + granules - 1;
    return static_cast<u32>(u64{ahead} * kGranule * reciprocal >> 32);
  }
  // Adds the marks of another table.
  void mark_also(const u64* granules) {
    for (u32 n = 0; n < std::size(marks); ++n) __atomic_store_n(&marks[n], marks[n] | granules[n], __ATOMIC_RELAXED);
  }
  // The index of the block in its page. Exact, because offsets are below 2^16 and the reciprocal's relative error is
  // less than 2^-16.
  u32 block_index(const Object* block) const {
    u64 offset = reinterpret_cast<uintptr_t>(block) % kPageBytes - kPageHeader;
    return static_cast<u32>(offset * reciprocal >> 32);
  }
  u32 marked_count() const;
};

// Which list of its heap the page is in: none, partial or full (local_heap.h).
enum class PageState : u8 { kCurrent, kPartial, kFull };

// The state word of a free block: `shared` dead and `meta` 0, written as one word (little endian).
inline constexpr u64 kFreeWord = kDead;

// The header of a free block is two words. The first word is the address of the next free block, whose lower half is no
// thread's id (kNoIdMultiple); the second word is kFreeWord. Both are written atomically: a private collection walks
// over all blocks of its thread's pages, and another thread may be freeing one of them at the same time
// (cycle/scope.h).
using FreeWord [[gnu::may_alias]] = u64;

inline Object* next_free(const Object* block) {
  return reinterpret_cast<Object*>(__atomic_load_n(reinterpret_cast<const FreeWord*>(block), __ATOMIC_RELAXED));
}
inline void link_free(Object* block, Object* next) {
  __atomic_store_n(reinterpret_cast<FreeWord*>(block), reinterpret_cast<u64>(next), __ATOMIC_RELAXED);
}
inline void mark_free(Object* block) {
  __atomic_store_n(reinterpret_cast<FreeWord*>(&block->shared), kFreeWord, __ATOMIC_RELAXED);
}

// A block is live, dead or free. The contents of a dead block may be half destroyed; a free one has not even a header.
// The collector must trace neither.
inline bool block_is_live(const Object* block) { return !block->dead(); }
inline bool block_is_free(const Object* block) { return block->meta.load(relaxed) >> kFlagBits == kFreeShape; }

// The header of a page. The first line is the owner's; other threads write to the second.
struct alignas(64) Page {
  Object* free;   // owner only: blocks ready to be handed out
  i32 countdown;  // owner only: frees until page_event
  i32 hidden;     // owner only: see the table above
  // The id of the thread that allocates here; kNobody in the orphanage. Any thread compares it with its own id.
  Atomic<u32> owner;
  u32 debt;                 // constant: 1 for traced pages, else 0: what a block counts in Thread::gc_debt
  u32 block_bytes;          // constant
  u32 fresh;                // owner only: offset of the first block never used
  Page* prev;               // owner only: the heap's list this page is in
  Page* next;               // owner only
  Atomic<LocalHeap*> heap;  // changes with `owner`. Any thread reads it, to enter the page after a remote free
  u32 charged;              // owner only: of an untraced page, used() when Thread::gc_debt counted it last

  alignas(64) Atomic<Object*> remote;  // any thread pushes; the heap in which the page is entered takes all
  Page* next_remote;                   // link of LocalHeap::remote_pages; written by the thread that enters the page
  PageRun* run;                        // constant: the memory it was cut from
  PageSide* side;                      // constant: null for untraced pages
  PageState state;                     // owner only
  bool young;                          // owner only: in LocalHeap::young
  u8 few_alive;  // owner only: young collections in a row that have found few living objects here and not marked them
  // Owner only: `free` and used() when a young collection last looked at this page while it was current. If both are
  // the same, the thread has not allocated here since.
  u32 seen_used;
  Page* young_prev;  // owner only
  Page* young_next;  // owner only
  Object* seen_free;

  static Page* of(const Object* block) {
    return reinterpret_cast<Page*>(reinterpret_cast<uintptr_t>(block) & ~(kPageBytes - 1));
  }

  // Takes a block from the free list; its contents are undefined. Null: the list is empty. Owner only.
  TINYPY_INLINE Object* pop() {
    Object* block = free;
    if (!block) [[unlikely]]
      return nullptr;
    free = next_free(block);
    ++countdown;
    unpoison_payload(block, block_bytes);
    return block;
  }
  // Puts a block on the free list. True: the caller must call page_event(). Owner only.
  TINYPY_INLINE bool push(Object* block) {
    ASSERT(of(block) == this && countdown + hidden > 0);
    ASSERT_SLOW(is_block(block));
    poison_payload(block, block_bytes);
    link_free(block, free);
    mark_free(block);
    free = block;
    return --countdown == 0;
  }

  u32 size_class() const { return block_bytes / kGranule; }
  bool traced() const { return debt != 0; }
  u32 used() const { return static_cast<u32>(countdown + hidden); }
  u32 limit() const { return static_cast<u32>(kPageHeader + (kPageBytes - kPageHeader) / block_bytes * block_bytes); }
  u32 capacity() const { return static_cast<u32>((kPageBytes - kPageHeader) / block_bytes); }
  u32 full_from() const { return capacity() - capacity() / 8; }  // a full page stays full with so many blocks in use
  bool has_room() const { return free || fresh < limit(); }
  // True if a block that was ever used begins at the address.
  bool is_block(const Object* address) const {
    u64 offset = reinterpret_cast<uintptr_t>(address) - reinterpret_cast<uintptr_t>(this);
    return offset >= kPageHeader && offset < fresh && (offset - kPageHeader) % block_bytes == 0;
  }
  Object* at(u32 offset) { return reinterpret_cast<Object*>(reinterpret_cast<char*>(this) + offset); }

  // Changes the state and recomputes `countdown` and `hidden`; used() stays. Owner only.
  void set_state(PageState to);
  // Puts some blocks that were never used on the free list: few at a time, so that memory is touched only when it is
  // needed. False: there are none. Owner only.
  bool extend();
  // Calls f(Object*) for every block that was ever used, free ones included. World stopped, or owner only.
  template <class F>
  void for_each_block(F f) {
    for (u32 offset = kPageHeader; offset < fresh; offset += block_bytes) f(at(offset));
  }
};
static_assert(sizeof(Page) <= kPageHeader);

// Initialises the header of raw page memory, for blocks of one class. `side` null: an untraced page.
void format_page(Page* page, PageRun* run, PageSide* side, u32 size_class);
// Pushes a block on the page's remote list, and enters the page with its heap if the list was empty. Any thread.
void free_remote(Page* page, Object* block);

// ---- The page map: from the address of any object to its page's side table.
//
//   address bits   46..32: g_page_map --> leaf   31..16: --> kNoPage, kUntracedPage, or the address of a PageSide
//
// Written under the lock of page_run.cpp. Read without a lock: with the world stopped, or for an object that the reader
// keeps alive. That is safe, because the entry of a page does not change as long as the page has objects, and because
// it was written before the first of them was made.

inline constexpr u64 kNoPage = 0, kUntracedPage = 1;  // anything else: address of the traced page's PageSide
inline constexpr u32 kMapLeafBits = 16;
using PageMapLeaf = Atomic<u64>[1u << kMapLeafBits];
extern Atomic<PageMapLeaf*> g_page_map[1u << 15];  // by the upper 15 of 47 address bits

// The entry for the 64 KiB that hold the address.
inline u64 page_map_get(const void* address) {
  uintptr_t number = reinterpret_cast<uintptr_t>(address) / kPageBytes;
  PageMapLeaf* leaf = g_page_map[number >> kMapLeafBits].load(relaxed);
  return leaf ? (*leaf)[number & ((1u << kMapLeafBits) - 1)].load(relaxed) : kNoPage;
}
// The side table of the traced page that holds the object. Null: the object is untraced, large or static.
inline PageSide* side_of(const Object* object) {
  u64 entry = page_map_get(object);
  return entry > kUntracedPage ? reinterpret_cast<PageSide*>(entry) : nullptr;
}

}  // namespace gc
