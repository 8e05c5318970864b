// 64 shards by the referent's address, each a lock and an open-addressed hash table from the referent to its entries.
// In the GIL program the locks do nothing, and neither do they before a second thread starts.
//
// With the lock. An entry's referent becomes null once, under its shard's lock. So a thread reads the referent without
// the lock, takes the lock of that shard, and reads again: if the referent is the same, the lock was the right one. A
// dying referent is cleared here, under the lock, before its memory is freed. So an object that the table names under
// the lock is valid memory, perhaps dead; try_incref_weak() finds that out. The same holds for holders: they unregister
// before they die.
//
// Without the lock. weakref_get() and weakref_borrow() take some referents without it. The memory of the referent is
// valid until the reader's next safepoint, because another thread's object that a thread can find is published, and is
// freed a grace period after it has been cleared here. Is the referent alive, too? The reader's own object is, if
// `local` is not 0. A deferred object is, because only a collection ends it. A lent object is, if it is not waiting
// when the reader looks: a grace period that begins later does not end before the reader announces (refcount.h).
//
// The table is like a slot of the referent that leads to the holders. So to add an entry is a store, which publishes
// the holder (publish.h), and the walk that publishes an object goes on to its holders (weakref_each): this file and
// publish.cpp use each other.
#include "gc/refcount/weakref.h"

#include <utility>

#include "gc/heap/heap.h"
#include "gc/refcount/address_hash.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

constexpr u32 kShardBits = 6;
constexpr u32 kFirstCapacity = 8;

struct Bucket {
  Object* referent;  // null: empty
  WeakEntry* first;
};

struct alignas(64) Shard {
  Mutex mutex;
  Bucket* buckets = nullptr;  // all under the mutex
  u32 capacity = 0;           // a power of two, never more than three quarters full
  u32 used = 0;
};
Shard g_shards[1u << kShardBits];

Shard& shard_of(const Object* object) { return g_shards[address_hash(object) >> (64 - kShardBits)]; }

// The lock of a shard. The only thread of a program takes none: no thread starts while it is in here.
class ShardGuard {
 public:
  explicit ShardGuard(Shard& shard) : held_(kFreeThreaded && g_threads_started.load(relaxed) ? &shard.mutex : nullptr) {
    ASSERT(!kFreeThreaded || held_ || thread_count() <= 1);
    if (held_) held_->lock();
  }
  ~ShardGuard() {
    if (held_) held_->unlock();
  }
  ShardGuard(const ShardGuard&) = delete;
  ShardGuard& operator=(const ShardGuard&) = delete;

 private:
  Mutex* held_;
};

// For assertions. True: the caller has the lock of the shard, which the only thread of a program does not take.
[[maybe_unused]] bool is_locked(const Shard& shard) {
  return !kFreeThreaded || !g_threads_started.load(relaxed) || shard.mutex.is_mine();
}

u32 home(const Shard& shard, const Object* object) {
  return static_cast<u32>(address_hash(object) >> 16) & (shard.capacity - 1);
}

// The bucket of the object, or the empty bucket where it belongs. There is at least one empty bucket.
Bucket& probe(Shard& shard, const Object* object) {
  u32 i = home(shard, object);
  while (shard.buckets[i].referent && shard.buckets[i].referent != object) i = (i + 1) & (shard.capacity - 1);
  return shard.buckets[i];
}

Bucket* find(Shard& shard, const Object* object) {
  ASSERT(is_locked(shard));
  if (shard.used == 0) return nullptr;
  Bucket& bucket = probe(shard, object);
  return bucket.referent ? &bucket : nullptr;
}

// Doubles the table. False: no memory; the table is unchanged.
bool grow(Shard& shard) {
  ASSERT(is_locked(shard));
  Bucket* old = shard.buckets;
  u32 old_capacity = shard.capacity, capacity = old_capacity ? old_capacity * 2 : kFirstCapacity;
  auto* buckets = static_cast<Bucket*>(raw_calloc(capacity * sizeof(Bucket)));
  if (!buckets) return false;
  shard.buckets = buckets;
  shard.capacity = capacity;
  for (u32 i = 0; i < old_capacity; ++i) {
    if (old[i].referent) probe(shard, old[i].referent) = old[i];
  }
  if (old) raw_free(old);
  return true;
}

// Deletes without a tombstone: moves later members of the probe sequence back into the hole.
void erase(Shard& shard, Bucket* bucket) {
  ASSERT(is_locked(shard) && bucket->referent);
  u32 mask = shard.capacity - 1;
  u32 hole = static_cast<u32>(bucket - shard.buckets);
  for (u32 i = (hole + 1) & mask; shard.buckets[i].referent; i = (i + 1) & mask) {
    u32 wanted = home(shard, shard.buckets[i].referent);
    if (((i - wanted) & mask) < ((i - hole) & mask)) continue;  // the home of this one lies behind the hole
    shard.buckets[hole] = shard.buckets[i];
    hole = i;
  }
  shard.buckets[hole] = {nullptr, nullptr};
  --shard.used;
}

// weakref_find() with the lock.
Object* find_holder(Thread& thread, Shard& shard, Object* referent, u32 shape) {
  Bucket* bucket = find(shard, referent);
  for (WeakEntry* entry = bucket ? bucket->first : nullptr; entry && !entry->has_callback(); entry = entry->next) {
    Object* holder = entry->holder();
    if (holder && holder->shape_id() == shape && try_incref_weak(thread, holder)) return holder;
  }
  return nullptr;
}

void link_entry(Bucket& bucket, WeakEntry* entry) {
  WeakEntry *previous = nullptr, *next = bucket.first;
  if (entry->has_callback()) {
    for (; next && !next->has_callback(); next = next->next) previous = next;
  }
  entry->previous = previous;
  entry->next = next;
  if (next) next->previous = entry;
  (previous ? previous->next : bucket.first) = entry;
}

void unlink_entry(Bucket& bucket, WeakEntry* entry) {
  if (entry->next) entry->next->previous = entry->previous;
  (entry->previous ? entry->previous->next : bucket.first) = entry->next;
  entry->next = entry->previous = nullptr;
}

}  // namespace

Object* weakref_find(Thread& thread, Object* referent, u32 shape) {
  if (!referent->has_flag(kWeakrefs)) return nullptr;
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  return find_holder(thread, shard, referent, shape);
}

WeakAdded weakref_add(Thread& thread, Object* referent, WeakEntry* entry, u32 shape, Object** found) {
  // Other threads can reach the holder through its referent. The start of the first one publishes the holders that are
  // private until then (weakref_publish_holders).
  if (entry->holder() && g_threads_started.load(relaxed)) before_store(thread, referent, entry->holder());
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  if (shape && (*found = find_holder(thread, shard, referent, shape))) return WeakAdded::kInstead;
  if ((shard.used + 1) * 4 > shard.capacity * 3 && !grow(shard)) return WeakAdded::kNoMemory;
  Bucket& bucket = probe(shard, referent);
  if (!bucket.referent) {
    bucket = {referent, nullptr};
    ++shard.used;
    referent->set_flag(kWeakrefs);
  }
  link_entry(bucket, entry);
  entry->referent.store(referent, release);  // pairs with the loads without the lock below
  return WeakAdded::kYes;
}

void weakref_remove(Thread&, WeakEntry* entry) {
  Object* referent = entry->referent.load(acquire);
  if (!referent) return;
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  if (entry->referent.load(relaxed) != referent) return;  // cleared meanwhile
  Bucket* bucket = find(shard, referent);
  unlink_entry(*bucket, entry);
  entry->referent.store(nullptr, relaxed);
  if (bucket->first) return;
  erase(shard, bucket);
  referent->clear_flag(kWeakrefs);
}

Object* weakref_get(Thread& thread, WeakEntry* entry) {
  ASSERT(thread.attached());
  Object* referent = entry->referent.load(acquire);
  if (!referent) return nullptr;
  if (kRefcount == Refcount::kBiased && referent->owner.load(relaxed) == thread.id &&
      referent->local.load(relaxed) != 0) {
    count_by_owner(referent);
    return referent;
  }
  // A deferred object dies in a collection only. It clears the entry while the world is stopped, which this thread is
  // not between the load and the count.
  if (referent->has_flag(kDeferred)) {
    incref(thread, referent);
    return referent;
  }
  ShardGuard guard(shard_of(referent));
  if (entry->referent.load(relaxed) != referent) return nullptr;
  return try_incref_weak(thread, referent) ? referent : nullptr;
}

Object* weakref_borrow(const WeakEntry* entry) {
  Object* referent = entry->referent.load(acquire);
  if (!referent) return nullptr;
  // Acquire: pairs with lend(). A reader that sees kBorrowed sees kLent, with which no drop ends the object at once.
  u32 meta = referent->meta.load(acquire);
  if (meta & kDeferred) return referent;
  bool waiting = (referent->shared.load(acquire) & kStateMask) == kWaiting;  // or dead
  return (meta & kBorrowed) && !waiting ? referent : nullptr;
}

void weakref_each(Thread&, Object* referent, bool (*f)(WeakEntry*, void*), void* argument) {
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  Bucket* bucket = find(shard, referent);
  for (WeakEntry* entry = bucket ? bucket->first : nullptr; entry; entry = entry->next) {
    if (f(entry, argument)) return;
  }
}

void weakref_publish_holders(Thread& thread) {
  ASSERT(thread_count() <= 1);
  for (Shard& shard : g_shards) {  // publishing neither adds nor removes entries
    for (u32 i = 0; i < shard.capacity; ++i) {
      const Bucket& bucket = shard.buckets[i];
      if (!bucket.referent || !bucket.referent->published()) continue;
      for (WeakEntry* entry = bucket.first; entry; entry = entry->next) {
        if (entry->holder()) publish(thread, entry->holder());
      }
    }
  }
}

u32 weakref_count(Object* referent) {
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  Bucket* bucket = find(shard, referent);
  u32 count = 0;
  for (WeakEntry* entry = bucket ? bucket->first : nullptr; entry; entry = entry->next) ++count;
  return count;
}

// Clears the entries of a list that belongs to no bucket any more. The newest one comes first, which is the order in
// which callbacks are called. Under the shard's lock.
static void clear_entries(Thread& thread, WeakEntry* first, WeakHolders& holders) {
  for (WeakEntry *entry = first, *next; entry; entry = next) {
    next = entry->next;
    entry->next = entry->previous = nullptr;
    Object* holder = entry->holder();
    bool wanted = entry->has_callback() && try_incref_weak(thread, holder);
    // Release: pairs with the loads without the lock. After this store the entry's memory may be freed, unless this
    // thread holds its holder.
    entry->referent.store(nullptr, release);
    if (wanted) holders.add(entry);
  }
}

void weakref_clear(Thread& thread, Object* referent, WeakHolders& holders) {
  if (!referent->has_flag(kWeakrefs)) return;
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  Bucket* bucket = find(shard, referent);
  if (!bucket) return;
  clear_entries(thread, bucket->first, holders);
  erase(shard, bucket);
  referent->clear_flag(kWeakrefs);
}

void weakref_clear_callbacks(Thread& thread, Object* referent, WeakHolders& holders) {
  if (!referent->has_flag(kWeakrefs)) return;
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  Bucket* bucket = find(shard, referent);
  if (!bucket) return;
  WeakEntry *last = nullptr, *entry = bucket->first;  // those without a callback come first
  while (entry && !entry->has_callback()) last = std::exchange(entry, entry->next);
  if (last) last->next = nullptr;
  clear_entries(thread, entry, holders);
  if (last) return;
  erase(shard, bucket);
  referent->clear_flag(kWeakrefs);
}

}  // namespace gc
