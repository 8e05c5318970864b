// The reserve: blocks are taken one after the other and counted; when the last one is freed, the reserve is empty
// again.
#include "gc/heap/vital.h"

#include <cstring>

#include "gc/base/allocator.h"
#include "gc/base/assert.h"
#include "gc/base/bits.h"
#include "gc/sync/mutex.h"

namespace gc {

constexpr size_t kAlignment = 64;  // the greatest alignment that any caller of operator new asks for

alignas(kAlignment) char g_vital_area[kVitalBytes];

namespace {

Mutex g_vital_lock;
size_t g_end = 0;     // offset of the first free byte
size_t g_blocks = 0;  // blocks in use
// The sizes of the blocks in units of kAlignment, at the unit in which each begins. Written under the lock, before the
// block is handed out.
u32 g_units[kVitalBytes / kAlignment];

u32& units_of(const void* memory) {
  ASSERT(is_vital(memory));
  return g_units[static_cast<size_t>(static_cast<const char*>(memory) - g_vital_area) / kAlignment];
}

}  // namespace

constinit thread_local u32 VitalScope::t_depth = 0;

// Null: the reserve is used up to the limit.
TINYPY_COLD static void* take_from_vital_area(size_t bytes, size_t limit = kVitalBytes) {
  MutexGuard guard(g_vital_lock);
  size_t size = align_up(bytes, kAlignment);
  if (size < bytes || g_end > limit || size > limit - g_end) return nullptr;
  void* memory = g_vital_area + g_end;
  units_of(memory) = static_cast<u32>(size / kAlignment);
  g_end += size;
  ++g_blocks;
  return std::memset(memory, 0, size);
}

void* alloc_in_vital_area(size_t bytes) {
  void* memory = take_from_vital_area(bytes);
  if (!memory) fatal("out of memory");
  return memory;
}

void* vital_alloc(size_t bytes) {
  void* memory = mimalloc_zeroed(Memory::kRaw, bytes);
  return memory ? memory : alloc_in_vital_area(bytes);
}

void* vital_alloc_if_any(size_t bytes) {
  void* memory = mimalloc_zeroed(Memory::kRaw, bytes);
  return memory ? memory : take_from_vital_area(bytes);
}

// Half of the reserve is kept for requests that cannot be refused: what runs in a scope may end in Python code.
void* vital_in_scope(size_t bytes) {
  return VitalScope::t_depth != 0 ? take_from_vital_area(bytes, kVitalBytes / 2) : nullptr;
}

size_t vital_size(const void* memory) { return units_of(memory) * kAlignment; }

void vital_before_fork() { g_vital_lock.lock(); }
void vital_after_fork() { g_vital_lock.unlock(); }

// When no block is in use any more, the reserve is used from its beginning again.
void vital_free(void*) {
  MutexGuard guard(g_vital_lock);
  ASSERT(g_blocks != 0);
  if (--g_blocks == 0) g_end = 0;
}

}  // namespace gc
