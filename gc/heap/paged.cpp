// The operations on side storage of containers that are not inlined.
#include "gc/heap/paged.h"

#include <cstring>

namespace gc {

void* resize_paged(Thread& thread, void* memory, size_t bytes, size_t new_bytes) {
  if (bytes > kSmallLimit && new_bytes > kSmallLimit) return raw_realloc(memory, new_bytes);
  void* moved = alloc_paged(thread, new_bytes);
  if (!moved) return nullptr;
  std::memcpy(moved, memory, bytes < new_bytes ? bytes : new_bytes);
  release_paged(thread, memory, bytes);
  return moved;
}

}  // namespace gc
