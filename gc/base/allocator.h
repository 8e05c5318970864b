// The functions through which all of gc/ asks mimalloc for memory, so that fault injection (fault.h) can refuse any
// request. `kind` tells the injection what the memory is for. All return null if there is no memory; the caller owns
// the block and frees it with mi_free(). Any thread.
#pragma once

#include <mimalloc.h>

#include <cstdint>

#include "gc/base/fault.h"

namespace gc {

inline void* mimalloc(Memory kind, size_t bytes) { return allocation_fails(kind) ? nullptr : mi_malloc(bytes); }
inline void* mimalloc_zeroed(Memory kind, size_t bytes) { return allocation_fails(kind) ? nullptr : mi_zalloc(bytes); }
// `alignment` is a power of two. mimalloc 2.0.9 takes a block whose size is a power of two for aligned to its size,
// which blocks of 256 to 1024 bytes are not; a block with one byte more goes another way.
inline void* mimalloc_aligned(Memory kind, size_t bytes, size_t alignment) {
  if (allocation_fails(kind)) return nullptr;
  void* memory = mi_malloc_aligned(bytes, alignment);
  if ((reinterpret_cast<uintptr_t>(memory) & (alignment - 1)) == 0) [[likely]]
    return memory;
  mi_free(memory);
  return mi_malloc_aligned(bytes + 1, alignment);
}
// Moves the block if need be. If there is no memory, the old block stays valid.
inline void* mimalloc_resized(Memory kind, void* memory, size_t bytes) {
  return allocation_fails(kind) ? nullptr : mi_realloc(memory, bytes);
}

}  // namespace gc
