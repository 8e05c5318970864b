// Every request for memory that goes to mimalloc, so that one place can refuse it (fault.h). Null: no memory. Freed
// with mi_free.
#pragma once

#include <mimalloc.h>

#include "gc/base/fault.h"

namespace gc {

inline void* mimalloc(Memory kind, size_t bytes) { return allocation_fails(kind) ? nullptr : mi_malloc(bytes); }
inline void* mimalloc_zeroed(Memory kind, size_t bytes) { return allocation_fails(kind) ? nullptr : mi_zalloc(bytes); }
inline void* mimalloc_aligned(Memory kind, size_t bytes, size_t alignment) {
  return allocation_fails(kind) ? nullptr : mi_malloc_aligned(bytes, alignment);
}
// When there is no memory the old block stays.
inline void* mimalloc_resized(Memory kind, void* memory, size_t bytes) {
  return allocation_fails(kind) ? nullptr : mi_realloc(memory, bytes);
}

}  // namespace gc
