// Huge pages (2 MiB) of the kernel for large blocks that will be used as a whole. To get 2 MiB at once costs a fifth of
// getting 512 small pages one by one, and a huge page needs a single entry in the processor's translation buffer. If
// the kernel has no huge pages to give, the memory consists of small ones.
#pragma once

#include <sys/mman.h>

#include <cstring>

#include "gc/base/accelerators.h"
#include "gc/base/allocator.h"
#include "gc/heap/object_vector.h"

namespace gc {

inline constexpr size_t kHugePage = size_t{2} << 20;
// The least size of a block that gets huge pages, in bytes. A program with such a block is not small, so it may touch a
// little more memory than it has asked for.
inline constexpr size_t kHugeEnough = kHugePage / 4;
// The memory of a freed block of this size or more goes back to the kernel at once.
inline constexpr size_t kTooBigToKeep = size_t{16} << 20;
// mimalloc cuts blocks of up to half this size from segments of this size and alignment; it maps longer blocks
// separately.
inline constexpr size_t kSegment = size_t{32} << 20;

// Asks the kernel for huge pages for the addresses from `begin` to `end`. A failure is harmless.
inline void ask_for_huge_pages(uintptr_t begin, uintptr_t end) {
  if (enabled(Accelerator::huge_pages)) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

// True if the machine has less memory than that, swap space included. The kernel would grant the addresses all the
// same, because mimalloc maps them without a reservation, and would end the program while it fills them. Any thread.
bool is_beyond_memory(size_t bytes);

// A block from mimalloc. If it is long, asks the kernel for huge pages before anything touches the block; the huge
// pages at its ends may be shared with its neighbours in the segment. Null: no memory. Any thread.
inline void* alloc_in_huge_pages(size_t bytes) {
  if (bytes < kHugeEnough) [[likely]]
    return mimalloc(Memory::kRaw, bytes);
  void* memory = is_beyond_memory(bytes) ? nullptr : mimalloc(Memory::kRaw, bytes);
  if (!memory) return nullptr;
  auto first = reinterpret_cast<uintptr_t>(memory), last = first + bytes - 1;
  bool in_segment = bytes <= kSegment / 2 && first / kSegment == last / kSegment;
  uintptr_t begin = first & ~(kHugePage - 1),
            end = in_segment ? (last | (kHugePage - 1)) + 1 : (last + 1) & ~(kHugePage - 1);
  ask_for_huge_pages(begin, end);
  return memory;
}

// Gives the pages of a range, whole pages, back to the kernel, before their block is freed; mimalloc would do that
// late. The range needs no huge pages any more, because its next use is not known. Failures are harmless. Any thread.
inline void discard_pages(void* memory, size_t bytes) {
  madvise(memory, bytes, MADV_DONTNEED);
  madvise(memory, bytes, MADV_NOHUGEPAGE);
}

// Resizes a block from mimalloc. A block that grows gets huge pages like a new one, and its old memory goes back to the
// kernel if it was big. Null: no memory, the old block stays. Any thread.
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
