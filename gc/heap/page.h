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
// so a page can be walked from kPageHeader to `fresh` by the headers alone. Blocks freed by the page's thread go to
// `free`, which only that thread touches; blocks freed by others to the atomic stack `remote`, which the thread takes
// over when it refills.
//
//   state      in use = countdown + hidden          what happens when countdown reaches 0
//   current    hidden = -1: it never does            -
//   partial    hidden = 0                            the page is empty and goes back
//   full       hidden = full_from() - 1              the page is linked again as partial
//
// so that a free has one test for both events, and a page in steady use has none. A page that was full is used again
// when an eighth of its blocks is free: young collections look at all of a page, for the few objects that would be made
// there.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "gc/heap/poison.h"
#include "gc/threads/thread.h"

namespace gc {

struct LocalHeap;
struct PageRun;

inline constexpr size_t kPageBytes = 64 * 1024;
inline constexpr size_t kPageHeader = 128;
inline constexpr size_t kGranule = 16;  // size classes are its multiples

// The marks of blocks side by side, of so many granules each; 64: or more.
inline constexpr auto kMarksOf = [] {
  std::array<u64, 65> marks{};
  for (u32 granules = 1; granules <= 64; ++granules) {
    for (u32 bit = 0; bit < 64; bit += granules) marks[granules] |= u64{1} << bit;
  }
  return marks;
}();

// The collector's view of a traced page, kept apart from it: tables at the same offset of 64 KiB aligned pages would
// all fall into the same few cache sets. World stopped, or owner only.
struct alignas(64) PageSide {
  u64 marks
      [kPageBytes / kGranule /
       64];    // one bit for each granule; a block is marked at its first. Between collections: what the last one found
               // alive
  u32* trial;  // one word for each block, see cycle/trial.h; null: no block of this page is on trial
  u32 reciprocal;  // of the block size, for block_index

  static u32 granule_of(const Object* block) {
    return static_cast<u32>(reinterpret_cast<uintptr_t>(block) % kPageBytes / kGranule);
  }
  bool marked(const Object* block) const { return marks[granule_of(block) / 64] >> (granule_of(block) % 64) & 1; }
  // True if this call has set the mark. A mark set beside it by another thread in the same moment may get lost
  // (cycle/mark.h).
  bool mark(const Object* block) {
    u32 granule = granule_of(block);
    u64* word = &marks[granule / 64];
    u64 bit = u64{1} << (granule % 64), before = __atomic_load_n(word, __ATOMIC_RELAXED);
    if (before & bit) return false;
    __atomic_store_n(word, before | bit, __ATOMIC_RELAXED);
    return true;
  }
  // Of blocks so many granules long, the first one marked: how many in a row are, as far as one word of marks tells. At
  // least 1.
  u32 marked_from(const Object* block, u32 granules) const {
    u32 bit = granule_of(block) % 64;
    u64 others = kMarksOf[std::min<u32>(granules, 64)] << bit & ~marks[granule_of(block) / 64];
    u32 ahead = others != 0 ? static_cast<u32>(std::countr_zero(others)) - bit : 64 - bit + granules - 1;
    return static_cast<u32>(u64{ahead} * kGranule * reciprocal >> 32);
  }
  void mark_also(const u64* granules) {
    for (u32 n = 0; n < std::size(marks); ++n) __atomic_store_n(&marks[n], marks[n] | granules[n], __ATOMIC_RELAXED);
  }
  // Exact: offsets stay below 2^16, and the reciprocal is off by less than one part in 2^16.
  u32 block_index(const Object* block) const {
    u64 offset = reinterpret_cast<uintptr_t>(block) % kPageBytes - kPageHeader;
    return static_cast<u32>(offset * reciprocal >> 32);
  }
  u32 marked_count() const;
  bool any_marked() const;
};

enum class PageState : u8 { kCurrent, kPartial, kFull };

// The state word of free memory: `shared` dead and `meta` 0, as one store (little endian).
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

// Dead: its contents may be half gone. Free: not even a header. The collector must not trace either.
inline bool block_is_live(const Object* block) { return !block->dead(); }
inline bool block_is_free(const Object* block) { return block->meta.load(relaxed) >> kFlagBits == kFreeShape; }

struct alignas(64) Page {
  Object* free;   // owner only: blocks ready to be handed out
  i32 countdown;  // owner only: frees until page_event
  i32 hidden;     // owner only: see the table above
  Atomic<u32>
      owner;  // id of the thread that allocates here, kNobody in the orphanage. Any thread compares it with its own id
  u32 debt;   // constant: 1 for traced pages; what a block counts in Thread::gc_debt
  u32 block_bytes;          // constant
  u32 fresh;                // owner only: offset of the first block never used
  Page* prev;               // owner only: the heap's list this page is in
  Page* next;               // owner only
  Atomic<LocalHeap*> heap;  // changes with the owner. Any thread reads it to tell the heap of a remote free

  alignas(64) Atomic<Object*> remote;  // any thread pushes; taken as a whole by the heap that was told of it
  Page* next_remote;                   // link of LocalHeap::remote_pages; belongs to the page's place in that stack
  PageRun* run;                        // constant: the memory it was cut from
  PageSide* side;                      // constant: null for untraced pages
  PageState state;                     // owner only
  bool young;                          // owner only: in LocalHeap::young
  u8 few_alive;       // owner only: young collections in a row that have found few alive here, without marking them
  u32 seen_used;      // owner only: with seen_free
  Page* young_prev;   // owner only
  Page* young_next;   // owner only
  Object* seen_free;  // owner only: `free` and used() when a young collection looked at this page, which was current

  static Page* of(const Object* block) {
    return reinterpret_cast<Page*>(reinterpret_cast<uintptr_t>(block) & ~(kPageBytes - 1));
  }

  // A block, contents undefined, or null when the free list is empty. Owner only.
  TINYPY_INLINE Object* pop() {
    Object* block = free;
    if (!block) [[unlikely]]
      return nullptr;
    free = next_free(block);
    ++countdown;
    unpoison_payload(block, block_bytes);
    return block;
  }
  // Takes a block back. True: the caller calls page_event. Owner only.
  TINYPY_INLINE bool push(Object* block) {
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
  u32 full_from() const { return capacity() - capacity() / 8; }  // so many blocks in use
  bool has_room() const { return free || fresh < limit(); }
  Object* at(u32 offset) { return reinterpret_cast<Object*>(reinterpret_cast<char*>(this) + offset); }

  void set_state(PageState to);
  // Puts some never used blocks on the free list: few at a time, so that memory is touched as it is needed. False: none
  // is left.
  bool extend();
  // Calls f for every block ever used, free ones included. World stopped, or owner only.
  template <class F>
  void for_each_block(F f) {
    for (u32 offset = kPageHeader; offset < fresh; offset += block_bytes) f(at(offset));
  }
};
static_assert(sizeof(Page) <= kPageHeader);

// Gives raw page memory its header for blocks of one class. `side` null makes it untraced.
void format_page(Page* page, PageRun* run, PageSide* side, u32 size_class);
// Pushes a block on the page's remote list and tells the page's heap if the list was empty. Any thread.
void free_remote(Page* page, Object* block);

// ---- from address to page, for pointers of unknown kind. Written under the lock of page_run.cpp, read without it: with the world stopped, or, while others
// write, for an object that the reader keeps alive. The entry of a page does not change as long as the page has
// objects, and reached the reader before the object did.

inline constexpr u64 kNoPage = 0, kUntracedPage = 1;  // anything else: address of the traced page's PageSide
inline constexpr u32 kMapLeafBits = 16;
using PageMapLeaf = Atomic<u64>[1u << kMapLeafBits];
extern Atomic<PageMapLeaf*> g_page_map[1u << 15];  // by the upper 15 of 47 address bits

inline u64 page_map_get(const void* address) {
  uintptr_t number = reinterpret_cast<uintptr_t>(address) / kPageBytes;
  PageMapLeaf* leaf = g_page_map[number >> kMapLeafBits].load(relaxed);
  return leaf ? (*leaf)[number & ((1u << kMapLeafBits) - 1)].load(relaxed) : kNoPage;
}
// The side table of the traced page that holds `object`; null for untraced and large objects.
inline PageSide* side_of(const Object* object) {
  u64 entry = page_map_get(object);
  return entry > kUntracedPage ? reinterpret_cast<PageSide*>(entry) : nullptr;
}

}  // namespace gc
