// Zeroed address space from the kernel, for tables that are never given back. The kernel supplies the memory of a page
// when the page is first touched, so that a large, sparse table costs little.
#pragma once

#include <sys/mman.h>

#include "gc/base/fault.h"

namespace gc {

// Null: no address space. Never freed. Any thread.
inline void* reserve(size_t bytes) {
  if (allocation_fails(Memory::kPages)) return nullptr;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

}  // namespace gc
