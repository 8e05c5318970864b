// Large objects: their blocks, and the registry of traced ones.
#include "gc/heap/large.h"

#include <mimalloc.h>

#include <algorithm>
#include <cstring>

#include "gc/heap/huge_pages.h"
#include "gc/heap/page.h"
#include "gc/heap/vital.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

struct alignas(64) Shard {
  Mutex lock;
  LargeEntry* head = nullptr;
};
Shard g_shards[kLargeShards];
Atomic<u64> g_objects{0}, g_bytes{0};

Shard& shard_of(const LargeEntry* entry) {
  uintptr_t address = reinterpret_cast<uintptr_t>(entry);
  return g_shards[(address >> 10 ^ address >> 16) % kLargeShards];
}

void enter(LargeEntry* entry) {
  Shard& shard = shard_of(entry);
  MutexGuard guard(shard.lock);
  entry->prev = nullptr;
  entry->next = shard.head;
  if (shard.head) shard.head->prev = entry;
  shard.head = entry;
}

void leave(LargeEntry* entry) {
  Shard& shard = shard_of(entry);
  MutexGuard guard(shard.lock);
  ASSERT(entry->prev ? entry->prev->next == entry : shard.head == entry);
  (entry->prev ? entry->prev->next : shard.head) = entry->next;
  if (entry->next) entry->next->prev = entry->prev;
}

void count(i64 objects, i64 bytes) {
  g_objects.fetch_add(static_cast<u64>(objects), relaxed);
  g_bytes.fetch_add(static_cast<u64>(bytes), relaxed);
}

// Null: no memory, the old block stays.
void* resize(void* memory, size_t bytes) {
  if (!is_vital(memory)) [[likely]]
    return realloc_in_huge_pages(memory, bytes);
  void* moved = alloc_in_huge_pages(bytes);
  if (!moved) return nullptr;
  std::memcpy(moved, memory, std::min(bytes, vital_size(memory)));
  vital_free(memory);
  return moved;
}

size_t prefix_bytes(bool traced) { return traced ? sizeof(LargeEntry) : sizeof(LargePrefix); }

}  // namespace

Object* large_allocate(size_t bytes, bool traced) {
  size_t prefix = prefix_bytes(traced);
  if (bytes > PTRDIFF_MAX - prefix) return nullptr;
  auto* memory = static_cast<char*>(alloc_in_huge_pages(prefix + bytes));
  if (!memory) [[unlikely]]
    memory = static_cast<char*>(vital_in_scope(prefix + bytes));
  if (!memory) return nullptr;
  auto* object = reinterpret_cast<Object*>(memory + prefix);
  *large_prefix(object) = {bytes, traced};
  mark_free(object);
  if (traced) {
    LargeEntry* entry = LargeEntry::of(object);
    entry->marked = entry->trial = 0;
    enter(entry);
  }
  count(1, static_cast<i64>(bytes));
  return object;
}

void large_free(Object* object) {
  LargePrefix prefix = *large_prefix(object);
  ASSERT(!prefix.traced || LargeEntry::of(object)->trial == 0);  // a trial ends before its first member dies
  if (prefix.traced) leave(LargeEntry::of(object));
  count(-1, -static_cast<i64>(prefix.bytes));
  char* memory = reinterpret_cast<char*>(object) - prefix_bytes(prefix.traced);
  if (is_vital(memory)) vital_free(memory);
  else mi_free(memory);
}

Object* large_reallocate(Object* object, size_t bytes) {
  LargePrefix* prefix = large_prefix(object);
  ASSERT(!prefix->traced);
  u64 before = prefix->bytes;
  if (bytes > PTRDIFF_MAX - sizeof(LargePrefix)) return nullptr;
  auto* moved = static_cast<LargePrefix*>(resize(prefix, sizeof(LargePrefix) + bytes));
  if (!moved) return nullptr;
  moved->bytes = bytes;
  count(0, static_cast<i64>(bytes - before));
  return reinterpret_cast<Object*>(moved + 1);
}

void lock_large_shard(u32 n) { g_shards[n].lock.lock(); }
void unlock_large_shard(u32 n) { g_shards[n].lock.unlock(); }

LargeEntry* large_shard(u32 n) {
  ASSERT(n < kLargeShards && (g_shards[n].lock.is_mine() || world_stopped()));
  return g_shards[n].head;
}

LargeStats large_stats() { return {g_objects.load(relaxed), g_bytes.load(relaxed)}; }

}  // namespace gc
