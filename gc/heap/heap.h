// Memory for objects and for their side storage.
//
//   memory                       comes from                                                        described in
//   object, up to 1,280 bytes     a page of the thread: 64 KiB, one size class, traced or untraced  page.h, local_heap.h
//   object, larger               a block of its own; a traced one is entered in a registry         large.h
//   side storage of containers   up to 1,280 bytes like an untraced object, larger ones from mimalloc    paged.h
//   other side storage           mimalloc                                                          raw_alloc(), below
//   memory that must not fail    mimalloc, then a reserve of 8 MB                                  vital.h
//
// Unless a comment says otherwise, `thread` is the calling thread, which is attached, and no function here runs Python
// code or reaches a safepoint.
#pragma once

#include "gc/base/fault.h"
#include "gc/heap/page.h"
#include "gc/threads/hooks.h"

namespace gc {

inline constexpr size_t kSmallLimit = (kSizeClasses - 1) * kGranule;

// The slow path of allocate_block().
Object* allocate_slow(Thread& thread, size_t bytes, bool traced);
// See heap/budget.h.
TINYPY_COLD void debt_is_due(Thread& thread);
// See heap/local_heap.h.
void page_event(Page* page);
// A block for an object, header not initialised. Null: no memory; the caller raises MemoryError. Never collects: a
// request for a collection is left in Thread::poll.
TINYPY_INLINE Object* allocate_block(Thread& thread, size_t bytes, bool traced) {
  if (allocation_fails(Memory::kObject)) return nullptr;
  if (bytes <= kSmallLimit) [[likely]] {
    if (Page* page = thread.pages[traced][(bytes + 15) / 16]) [[likely]] {
      if (Object* block = page->pop()) [[likely]]
        return block;
    }
  }
  return allocate_slow(thread, bytes, traced);
}
// The same with an initialised header: the shape, one reference, which is the caller's, private. The payload is not
// cleared.
TINYPY_INLINE Object* allocate(Thread& thread, size_t bytes, u32 shape, bool traced) {
  Object* object = allocate_block(thread, bytes, traced);
  if (!object) [[unlikely]]
    return nullptr;
  u32 large = bytes > kSmallLimit ? static_cast<u32>(kLarge) : 0;
  init_header(thread, object, (shape << kFlagBits) | large);
  if (traced && ++thread.gc_debt > 0) [[unlikely]]
    debt_is_due(thread);
  return object;
}
// Returns a block to its object page, which may be any thread's.
TINYPY_INLINE void free_small_block(Thread& thread, Object* block) {
  Page* page = Page::of(block);
  thread.gc_debt -= page->debt;
  if (kFreeThreaded && page->owner.load(relaxed) != thread.id) [[unlikely]] {
    free_remote(page, block);
  } else if (page->push(block)) [[unlikely]] {
    page_event(page);
  }
}
// Frees the block of a large object.
void free_large_block(Thread& thread, Object* object);
// Frees the block of a published object, small or large, which no other thread can be reading any more: its grace
// period has ended.
void heap_release_block(Thread& thread, Object* object);
// Resizes a private untraced object that the caller holds alone; header and contents stay the same, the address may
// change. Null: no memory, the old object stays.
Object* reallocate_untraced(Thread& thread, Object* object, size_t old_bytes, size_t new_bytes);

// A node: a small record of the runtime, at most kSmallLimit bytes, that lies in the thread's pages of untraced
// objects. A record that every thread allocates must come from here, because the first use of mimalloc by a thread
// costs a whole heap. Null: no memory. Any attached thread may free it.
void* node_alloc(Thread& thread, size_t bytes);
void node_free(Thread& thread, void* node);

// Side storage from mimalloc, owned by the caller. Null: no memory; raw_realloc() then leaves the old block as it is.
// raw_calloc() clears the block. Big blocks count in the calling thread's gc_debt (heap/budget.h). Any thread, attached
// or not.
void* raw_alloc(size_t bytes);
void* raw_calloc(size_t bytes);
void* raw_realloc(void* memory, size_t bytes);
void raw_free(void* memory);
void raw_free(void* memory, size_t bytes);  // `bytes`: the size that was asked for
size_t raw_usable_size(const void* memory);
// True if there is memory for a block of that size now. For code that cannot give up half way: it asks first, and then
// most likely gets the memory.
bool has_room(size_t bytes);

// Calls f for every live traced object of all threads, including ended ones. World stopped.
void for_each_traced(void (*f)(Object*, void*), void* argument);

// The same for every traced block that has a header, live or dead.
void for_each_traced_block(void (*f)(Object*, void*), void* argument);

// Gives the thread a heap. False: no memory. Called by prepare_thread().
bool heap_thread_start(Thread& thread);
// Takes the heap away; its pages in use go to the orphanage, where other threads adopt them. Called by end_thread().
void heap_thread_end(Thread& thread);
extern const HeapSteps kHeapSteps;

// Totals of all heaps. Exact only with the world stopped.
struct HeapStats {
  u64 pages, live_objects, live_bytes, large_objects, large_bytes;
};
HeapStats heap_stats();

}  // namespace gc
