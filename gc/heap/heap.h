// Memory for objects and for their side storage.
//
// Objects up to 1 KiB live in object pages: 64 KiB blocks from mimalloc, one size class and one kind (traced by the
// collector or not) each, owned by a thread. Larger objects are blocks of their own, entered in a registry if traced.
// Side storage (tables, item arrays, limb buffers) comes from mimalloc directly.
#pragma once

#include "gc/base/fault.h"
#include "gc/base/shadow.h"
#include "gc/heap/page.h"
#include "gc/refcount/refcount.h"

namespace gc {

inline constexpr size_t kSmallLimit = 1024;

// Raw block for an object, header not initialised; null when memory is exhausted (the caller raises MemoryError). Never
// collects, never reaches a safepoint: a wish to collect is left in thread.poll.
TINYPY_RARE Object* allocate_slow(Thread& thread, size_t bytes, bool traced);
// The thread's allocations have used up their budget: asks for a collection (heap/budget.h).
TINYPY_COLD TINYPY_RARE void debt_is_due(Thread& thread);
// A page's free has an event (page.h).
void page_event(Page* page);
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
// Block with its header: shape `shape`, one reference, private. `flags` may hold kDeferred etc. Payload not cleared.
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
// Returns a block of an object page, whoever owns the page.
TINYPY_INLINE void free_small_block(Thread& thread, Object* block) {
  Page* page = Page::of(block);
  thread.gc_debt -= page->debt;
  if (kFreeThreaded && page->owner.load(relaxed) != thread.id) [[unlikely]] {
    free_remote(page, block);
  } else if (page->push(block)) [[unlikely]] {
    page_event(page);
  }
}
// Frees an object's block: at once if private, after a grace period if published. The object's contents are already
// disposed of.
void free_object_slow(Thread& thread, Object* object);
TINYPY_INLINE void free_object(Thread& thread, Object* object) {
  check_end(thread, object);
  if (object->meta.load(relaxed) & (kLarge | kPublished)) [[unlikely]]
    return free_object_slow(thread, object);
  free_small_block(thread, object);
}
// Frees the block of a published object whose grace period is over. Called by quiescence only.
void heap_release_block(Thread& thread, Object* object);
// Resizes a large or small uniquely held private object of untraced kind, keeping header and contents; may move. Null:
// no memory (the old one stays).
Object* reallocate_untraced(Thread& thread, Object* object, size_t old_bytes, size_t new_bytes);

// Side storage. Null when memory is exhausted. Big blocks count in the thread's gc_debt (heap/budget.h). Any thread,
// attached or not.
void* raw_alloc(size_t bytes);
void* raw_calloc(size_t bytes);
void* raw_realloc(void* memory, size_t bytes);
void raw_free(void* memory);
size_t raw_usable_size(const void* memory);
// True if there would be memory for a block like this. For code that cannot give up where an allocation fails: what
// fits now most likely fits then.
bool has_room(size_t bytes);

// Calls f for every live object that the collector traces, of every thread, also ended ones. World stopped.
void for_each_traced(void (*f)(Object*, void*), void* argument);

// The same, for everything in traced pages that has a header still, dead or alive.
void for_each_traced_block(void (*f)(Object*, void*), void* argument);

// Thread life cycle, called by prepare_thread / end_thread through hooks. False: no memory.
bool heap_thread_start(Thread& thread);
void heap_thread_end(Thread& thread);  // live pages go to the orphanage, to be adopted

// Exact with the world stopped.
struct HeapStats {
  u64 pages, live_objects, live_bytes, large_objects, large_bytes;
};
HeapStats heap_stats();

}  // namespace gc
