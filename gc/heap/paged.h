// Side storage of containers: the items of a list, the table of a dict or a set. Blocks of up to kSmallLimit bytes come
// from the thread's untraced object pages, which no collector walks, so that taking and returning one takes a few
// inlined instructions. Larger blocks are raw memory (heap.h). The caller that returns a block gives its size. `thread`
// is the calling, attached thread; nothing here runs Python code or reaches a safepoint.
#pragma once

#include "gc/heap/heap.h"

namespace gc {

// A block, owned by the caller; its contents are undefined. Null: no memory. Never collects.
TINYPY_INLINE void* alloc_paged(Thread& thread, size_t bytes) {
  return bytes <= kSmallLimit ? allocate_block(thread, bytes, false) : raw_alloc(bytes);
}
// Frees a block that no other thread can be reading.
TINYPY_INLINE void release_paged(Thread& thread, void* memory, size_t bytes) {
  if (bytes <= kSmallLimit) [[likely]]
    free_small_block(thread, static_cast<Object*>(memory));
  else raw_free(memory, bytes);
}
// Resizes a block that no other thread can be reading; the address may change. Null: no memory, the old block stays.
void* resize_paged(Thread& thread, void* memory, size_t bytes, size_t new_bytes);

}  // namespace gc
