// Side storage (tables, item arrays, limb buffers) from mimalloc. Big blocks are charged to the calling thread's budget
// (budget.h), so that garbage that holds a few big arrays causes a collection.
#include <sys/sysinfo.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "gc/base/allocator.h"
#include "gc/heap/alloc_trace.h"
#include "gc/heap/budget.h"
#include "gc/heap/heap.h"
#include "gc/heap/huge_pages.h"
#include "gc/heap/object_vector.h"
#include "gc/heap/page_run.h"
#include "gc/heap/vital.h"

namespace gc {

namespace {

constexpr size_t kBig = 4096;  // bytes: smaller blocks are not charged

// The thread to charge; null: none. A detached thread may allocate, but not touch its debt, because a collector may be
// reading that.
Thread* charged_thread() {
  Thread* thread = current_thread();
  return thread && thread->heap && thread->attached() ? thread : nullptr;
}

void charge_raw(const void* memory) {
  size_t bytes = mi_usable_size(memory);
  if (bytes < kBig) return;
  if (Thread* thread = charged_thread()) charge(*thread, bytes);
}

// Resizes a block of the reserve, out of it if there is other memory again. Null: no memory, the old block stays.
TINYPY_COLD void* move_vital(void* memory, size_t bytes) {
  void* moved = raw_alloc(bytes);
  if (!moved) return nullptr;
  std::memcpy(moved, memory, std::min(bytes, vital_size(memory)));
  vital_free(memory);
  return moved;
}

// Resizes a block of mimalloc, which has refused that, into the reserve. Null: no memory, the old block stays.
TINYPY_COLD void* move_to_vital(void* memory, size_t before, size_t bytes) {
  void* moved = vital_in_scope(bytes);
  if (!moved || !memory) return moved;
  std::memcpy(moved, memory, std::min(bytes, before));
  raw_free(memory);
  return moved;
}

void release_big(void* memory) {
  size_t bytes = mi_usable_size(memory);
  if (bytes < kBig) return;
  // The kernel must clear memory that is given back when it is wanted again. That is worth it for very big blocks, and
  // while the heap shrinks.
  if (bytes >= kTooBigToKeep || (bytes >= kHugeStorage && heap_is_shrinking())) discard_storage(memory, bytes);
  if (Thread* thread = charged_thread()) credit(*thread, bytes);
}

}  // namespace

void discard_storage(void* memory, size_t bytes) {
  constexpr size_t kSystemPage = 4096;
  auto begin = align_up(reinterpret_cast<uintptr_t>(memory), kSystemPage);
  auto end = (reinterpret_cast<uintptr_t>(memory) + bytes) & ~(kSystemPage - 1);
  discard_pages(reinterpret_cast<void*>(begin), end - begin);
}

bool ObjectVector::move_to(size_t capacity) {
  void* larger =
      capacity <= PTRDIFF_MAX / sizeof(Object*) ? mimalloc(Memory::kRaw, capacity * sizeof(Object*)) : nullptr;
  if (!larger) return false;
  // Huge pages only for memory that goes back to the kernel afterwards, and none that is shared with neighbours,
  // because the next user of the memory may not need them.
  uintptr_t begin = align_up(reinterpret_cast<uintptr_t>(larger), kHugePage);
  uintptr_t end = (reinterpret_cast<uintptr_t>(larger) + capacity * sizeof(Object*)) & ~(kHugePage - 1);
  if (use_ == kSeldom && begin < end) ask_for_huge_pages(begin, end);
  if (size_ != 0) std::memcpy(larger, items_, size_ * sizeof(Object*));
  release();
  items_ = static_cast<Object**>(larger);
  capacity_ = capacity;
  return true;
}

void* raw_alloc(size_t bytes) {
  void* memory = alloc_in_huge_pages(bytes);
  if (!memory) [[unlikely]]
    return vital_in_scope(bytes);
  if (bytes >= kBig) [[unlikely]]
    charge_raw(memory);
  report_made(memory, bytes);
  return memory;
}

void* raw_calloc(size_t bytes) {
  // mimalloc would clear the block, and so touch it, before huge pages can be asked for.
  bool huge = bytes >= kHugeEnough;
  void* memory = huge ? alloc_in_huge_pages(bytes) : mimalloc_zeroed(Memory::kRaw, bytes);
  if (!memory) [[unlikely]]
    return vital_in_scope(bytes);
  if (huge) std::memset(memory, 0, bytes);
  if (bytes >= kBig) [[unlikely]]
    charge_raw(memory);
  report_made(memory, bytes);
  return memory;
}

void* raw_realloc(void* memory, size_t bytes) {
  if (is_vital(memory)) [[unlikely]]
    return move_vital(memory, bytes);
  size_t before = memory ? mi_usable_size(memory) : 0;
  report_freed(memory);
  void* moved = realloc_in_huge_pages(memory, bytes);
  report_made(moved ? moved : memory, moved ? bytes : before);
  if (!moved) [[unlikely]]
    return move_to_vital(memory, before, bytes);
  if (before < kBig && bytes < kBig) [[likely]]
    return moved;
  if (before >= kBig) {
    if (Thread* thread = charged_thread()) credit(*thread, before);
  }
  charge_raw(moved);
  return moved;
}

void raw_free(void* memory) {
  if (!memory) return;
  if (is_vital(memory)) [[unlikely]]
    return vital_free(memory);
  report_freed(memory);
  release_big(memory);
  mi_free(memory);
}

void raw_free(void* memory, size_t bytes) {
  // mimalloc's blocks are at most a quarter larger than the size asked for. So a block far below kBig was not charged.
  if (bytes < kBig / 2 && !is_vital(memory)) [[likely]] {
    report_freed(memory);
    return mi_free(memory);
  }
  raw_free(memory);
}

bool is_beyond_memory(size_t bytes) {
  static const size_t all = [] {
    struct sysinfo info;
    return sysinfo(&info) == 0 ? (info.totalram + info.totalswap) * info.mem_unit : SIZE_MAX;
  }();
  return bytes > all;
}

bool has_room(size_t bytes) {
  if (is_beyond_memory(bytes)) return false;
  void* memory = mimalloc(Memory::kRaw, bytes);
  mi_free(memory);
  return memory;
}

size_t raw_usable_size(const void* memory) { return is_vital(memory) ? vital_size(memory) : mi_usable_size(memory); }

}  // namespace gc
