// Objects above 1 KiB: a block of its own for each. A prefix before the object tells its size; traced ones stand in a
// registry besides.
//
//   untraced:            | bytes, traced | object ...
//   traced:    | registry links, mark, trial | bytes, traced | object ...
//
// The registry is a set of lists, each with its lock, chosen by address.
#pragma once

#include "gc/refcount/header.h"

namespace gc {

struct LargePrefix {
  u64 bytes;  // of the object
  u64 traced;
};

// Before a traced large object. Links: under the shard's lock, or world stopped. Mark and trial: the collector, as in
// PageSide.
struct LargeEntry {
  LargeEntry* prev;
  LargeEntry* next;
  u32 marked;
  u32 trial;                       // see cycle/trial.h
  alignas(16) LargePrefix prefix;  // ends where the object begins

  // True if this call has set the mark, or another thread does so in the same moment.
  bool mark() {
    if (__atomic_load_n(&marked, __ATOMIC_RELAXED)) return false;
    __atomic_store_n(&marked, 1, __ATOMIC_RELAXED);
    return true;
  }
  Object* object() { return reinterpret_cast<Object*>(this + 1); }
  static LargeEntry* of(Object* object) { return reinterpret_cast<LargeEntry*>(object) - 1; }
};
static_assert(sizeof(LargeEntry) == 48 && offsetof(LargeEntry, prefix) == 32);

inline LargePrefix* large_prefix(const Object* object) {
  return reinterpret_cast<LargePrefix*>(const_cast<Object*>(object)) - 1;
}

// Header not initialised, except that a collector that comes by finds it dead. Null: no memory.
Object* large_allocate(size_t bytes, bool traced);
void large_free(Object* object);
// Untraced objects only; header and contents move along. Null: no memory, the old block stays.
Object* large_reallocate(Object* object, size_t bytes);

// Heads of the registry's lists, for enumeration with the world stopped.
inline constexpr u32 kLargeShards = 16;
LargeEntry* large_shard(u32 n);
template <class F>
void for_each_large(F f) {
  for (u32 n = 0; n < kLargeShards; ++n) {
    for (LargeEntry* entry = large_shard(n); entry; entry = entry->next) f(*entry);
  }
}

// The same while other threads allocate and free. f takes no lock, neither allocates nor frees large objects.
void lock_large_shard(u32 n);
void unlock_large_shard(u32 n);
template <class F>
void for_each_large_locked(F f) {
  for (u32 n = 0; n < kLargeShards; ++n) {
    lock_large_shard(n);
    for (LargeEntry* entry = large_shard(n); entry; entry = entry->next) f(*entry);
    unlock_large_shard(n);
  }
}

struct LargeStats {
  u64 objects, bytes;
};
LargeStats large_stats();

}  // namespace gc
