// Side storage of the containers: a list's items, the table of a dict or a set. Small blocks are those of the thread's
// untraced object pages, which nobody walks, so that taking and returning one inlines to a few instructions; larger
// ones are raw memory (heap.h). Whoever returns a block says how long it is. Attached threads only.
#pragma once

#include "gc/heap/heap.h"
#include "gc/threads/hooks.h"

namespace gc {

// Contents undefined; null when memory is exhausted. Never collects, never reaches a safepoint.
TINYPY_INLINE void* alloc_paged(Thread& thread, size_t bytes) {
  return bytes <= kSmallLimit ? allocate_block(thread, bytes, false) : raw_alloc(bytes);
}
// Returns a block that no other thread can be reading.
TINYPY_INLINE void release_paged(Thread& thread, void* memory, size_t bytes) {
  if (bytes <= kSmallLimit) [[likely]]
    free_small_block(thread, static_cast<Object*>(memory));
  else raw_free(memory, bytes);
}
// Another block with the same contents, or the same one. Null: no memory, the old block stays.
void* resize_paged(Thread& thread, void* memory, size_t bytes, size_t new_bytes);
TINYPY_COLD void retire_paged(Thread& thread, void* memory, size_t bytes);
// Returns a block at once if the object whose storage it was is private, else after a grace period.
TINYPY_INLINE void free_paged(Thread& thread, const Object* owner, void* memory, size_t bytes) {
  if (kFreeThreaded && owner->published()) [[unlikely]]
    retire_paged(thread, memory, bytes);
  else release_paged(thread, memory, bytes);
}

}  // namespace gc
