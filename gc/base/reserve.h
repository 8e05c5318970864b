// Zeroed memory straight from the system, for tables that are never given back: a page of it is taken when it is first
// touched.
#pragma once

#include <sys/mman.h>

#include "gc/base/fault.h"

namespace gc {

// Null: no address space.
inline void* reserve(size_t bytes) {
  if (allocation_fails(Memory::kPages)) return nullptr;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

}  // namespace gc
