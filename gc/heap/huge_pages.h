// Huge pages of the system for memory that will be used as a whole: to get 2 MiB at once costs a fifth of getting 512
// pages one by one, and the processor finds its way with fewer look-ups. Where the system has none to give, everything
// stays as it is.
#pragma once

#include <sys/mman.h>

#include <cstring>

#include "gc/base/accelerators.h"
#include "gc/base/allocator.h"
#include "gc/heap/object_vector.h"

namespace gc {

inline constexpr size_t kHugePage = size_t{2} << 20;
// A program with a block like this is not a small one: it may touch a little more memory than it asked for.
inline constexpr size_t kHugeEnough = kHugePage / 4;
// A block like this goes back to the system as soon as nothing needs it.
inline constexpr size_t kTooBigToKeep = size_t{16} << 20;
// mimalloc cuts blocks of up to half this size from segments of this size and alignment; longer ones it maps on their
// own.
inline constexpr size_t kSegment = size_t{32} << 20;

// For memory from `begin` to `end`. A failure is harmless.
inline void ask_for_huge_pages(uintptr_t begin, uintptr_t end) {
  if (enabled(Accelerator::huge_pages)) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

// A block from mimalloc that lies in huge pages if it is long, those at its ends shared with its neighbours in the
// segment. To be called before anything touches the block. Null: no memory.
inline void* alloc_in_huge_pages(size_t bytes) {
  void* memory = mimalloc(Memory::kRaw, bytes);
  if (bytes < kHugeEnough || !memory) [[likely]]
    return memory;
  auto first = reinterpret_cast<uintptr_t>(memory), last = first + bytes - 1;
  bool in_segment = bytes <= kSegment / 2 && first / kSegment == last / kSegment;
  uintptr_t begin = first & ~(kHugePage - 1),
            end = in_segment ? (last | (kHugePage - 1)) + 1 : (last + 1) & ~(kHugePage - 1);
  ask_for_huge_pages(begin, end);
  return memory;
}

// Gives memory back to the system, whole pages, before mimalloc takes it back, which would do so late. What it is used
// for next is not known to need huge pages. Failures are harmless.
inline void discard_pages(void* memory, size_t bytes) {
  madvise(memory, bytes, MADV_DONTNEED);
  madvise(memory, bytes, MADV_NOHUGEPAGE);
}

// mi_realloc with such a block. What grows does not need its old place again. Null: no memory, the old block stays.
inline void* realloc_in_huge_pages(void* memory, size_t bytes) {
  size_t before = memory ? mi_usable_size(memory) : 0;
  if (bytes < kHugeStorage || bytes <= before) [[likely]]
    return mimalloc_resized(Memory::kRaw, memory, bytes);
  void* moved = alloc_in_huge_pages(bytes);
  if (!moved) return nullptr;
  if (memory) std::memcpy(moved, memory, before);
  if (before >= kTooBigToKeep) discard_storage(memory, before);
  mi_free(memory);
  return moved;
}

}  // namespace gc
