// Large objects, above kSmallLimit bytes: each is a block of its own. A prefix before the object tells its size. Traced
// ones are entered in a registry as well.
//
//   untraced:            | bytes, traced | object ...
//   traced:    | registry links, mark, trial | bytes, traced | object ...
//
// The registry is a set of lists, the shards, each with its lock; the address selects the shard.
#pragma once

#include "gc/heap/header.h"

namespace gc {

// The prefix of an untraced large object, and the last part of a traced one's.
struct LargePrefix {
  u64 bytes;  // of the object
  u64 traced;
};

// The prefix of a traced large object. Links: under the shard's lock, or world stopped. `marked` and `trial`: as in
// PageSide.
struct LargeEntry {
  LargeEntry* prev;
  LargeEntry* next;
  u32 marked;
  u32 trial;                       // see cycle/trial.h
  alignas(16) LargePrefix prefix;  // ends where the object begins

  // Sets the mark. True: it was not set. Not atomic: if two threads do it at the same moment, both may get true.
  bool mark() {
    if (__atomic_load_n(&marked, __ATOMIC_RELAXED)) return false;
    __atomic_store_n(&marked, 1, __ATOMIC_RELAXED);
    return true;
  }
  Object* object() { return reinterpret_cast<Object*>(this + 1); }
  static LargeEntry* of(Object* object) { return reinterpret_cast<LargeEntry*>(object) - 1; }
};
static_assert(sizeof(LargeEntry) == 48 && offsetof(LargeEntry, prefix) == 32);

// The prefix of any large object.
inline LargePrefix* large_prefix(const Object* object) {
  return reinterpret_cast<LargePrefix*>(const_cast<Object*>(object)) - 1;
}

// A block for a large object. The header is not initialised, except that it says dead, so that a collector does not
// look at it. Null: no memory. Any attached thread; no safepoint.
Object* large_allocate(size_t bytes, bool traced);
// Frees the block. Likewise.
void large_free(Object* object);
// Resizes an untraced large object; header and contents stay the same, the address may change. Null: no memory, the old
// block stays. Likewise.
Object* large_reallocate(Object* object, size_t bytes);

// The heads of the registry's lists. World stopped, or under the shard's lock.
inline constexpr u32 kLargeShards = 16;
LargeEntry* large_shard(u32 n);
// Calls f(LargeEntry&) for each traced large object. World stopped.
template <class F>
void for_each_large(F f) {
  for (u32 n = 0; n < kLargeShards; ++n) {
    for (LargeEntry* entry = large_shard(n); entry; entry = entry->next) f(*entry);
  }
}

// The same while other threads allocate and free. f must take no lock and neither allocate nor free large objects.
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

// Totals of all large objects, traced or not. Any thread.
struct LargeStats {
  u64 objects, bytes;
};
LargeStats large_stats();

}  // namespace gc
