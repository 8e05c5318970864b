// 64 shards by the referent's address, each a lock and an open-addressed hash table from the referent to its entries.
//
// An entry's referent turns to null once, under its shard's lock; so the lock of the shard that a first, lockless look
// names is the right one if the second look, under it, finds the same. A dying referent is cleared here before its
// memory goes, under the same lock: what the table still names under the lock is valid memory, dead perhaps, which
// try_take() finds out. Holders likewise: they unregister before they die. In the GIL program the locks vanish.
//
// Some referents are taken without the lock. What the entry names is valid memory until the reader's next safepoint,
// since others' objects that a thread can find are published, and their memory goes a grace period after they have been
// cleared here. The reader's own object is alive while it counts references to it, and what nobody counts in registers,
// while it is not waiting for its end: see refcount.h for the grace period, which begins after that look.
#include "gc/refcount/weakref.h"

#include "gc/refcount/address_hash.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "gc/sync/mutex.h"
#include "gc/threads/hooks.h"

namespace gc {

void (*g_weakref_callback)(Thread& thread, Object* holder) = nullptr;

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

class ShardGuard {
 public:
  explicit ShardGuard(Shard& shard) : shard_(shard) {
    if constexpr (kFreeThreaded) shard_.mutex.lock();
  }
  ~ShardGuard() {
    if constexpr (kFreeThreaded) shard_.mutex.unlock();
  }
  ShardGuard(const ShardGuard&) = delete;
  ShardGuard& operator=(const ShardGuard&) = delete;

 private:
  Shard& shard_;
};

u32 home(const Shard& shard, const Object* object) {
  return static_cast<u32>(address_hash(object) >> 16) & (shard.capacity - 1);
}

// The bucket of `object`, or the empty one where it belongs. The table is not full.
Bucket& probe(Shard& shard, const Object* object) {
  u32 i = home(shard, object);
  while (shard.buckets[i].referent && shard.buckets[i].referent != object) i = (i + 1) & (shard.capacity - 1);
  return shard.buckets[i];
}

Bucket* find(Shard& shard, const Object* object) {
  if (shard.used == 0) return nullptr;
  Bucket& bucket = probe(shard, object);
  return bucket.referent ? &bucket : nullptr;
}

// False: no memory; the table is as it was.
bool grow(Shard& shard) {
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
  u32 mask = shard.capacity - 1;
  u32 hole = static_cast<u32>(bucket - shard.buckets);
  for (u32 i = (hole + 1) & mask; shard.buckets[i].referent; i = (i + 1) & mask) {
    u32 wanted = home(shard, shard.buckets[i].referent);
    if (((i - wanted) & mask) < ((i - hole) & mask)) continue;  // its home lies behind the hole
    shard.buckets[hole] = shard.buckets[i];
    hole = i;
  }
  shard.buckets[hole] = {nullptr, nullptr};
  --shard.used;
}

// A reference to an object that may be about to be destroyed. Objects whose destruction has begun say dead, whatever
// their owner; a private one whose count is 0 is on its way there.
bool try_take(Thread& thread, Object* object) {
  if constexpr (kRefcount == Refcount::kPlain) {
    if (object->local.load(relaxed) == 0 || object->dead()) return false;
  } else if constexpr (kRefcount == Refcount::kBiased) {
    if (object->owner.load(relaxed) == thread.id && object->local.load(relaxed) == 0 && !is_counted_later(object))
      return false;
  }
  return try_incref(thread, object);
}

}  // namespace

namespace {

bool any_without_callback(Shard& shard, Object* referent, bool (*f)(WeakEntry*, void*), void* argument) {
  Bucket* bucket = find(shard, referent);
  for (WeakEntry* entry = bucket ? bucket->first : nullptr; entry && !entry->has_callback(); entry = entry->next) {
    if (f(entry, argument)) return true;
  }
  return false;
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

WeakAdded weakref_add(Thread& thread, Object* referent, WeakEntry* entry, bool (*instead)(WeakEntry*, void*),
                      void* argument) {
  if (entry->holder())
    before_store(thread, referent, entry->holder());  // the table lets others reach the holder through its referent
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  if (instead && any_without_callback(shard, referent, instead, argument)) return WeakAdded::kInstead;
  if ((shard.used + 1) * 4 > shard.capacity * 3 && !grow(shard)) return WeakAdded::kNoMemory;
  Bucket& bucket = probe(shard, referent);
  if (!bucket.referent) {
    bucket = {referent, nullptr};
    ++shard.used;
    referent->set_flag(kWeakrefs);
  }
  link_entry(bucket, entry);
  entry->referent.store(referent, release);  // pairs with the lockless looks below
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
  Object* referent = entry->referent.load(acquire);
  if (!referent) return nullptr;
  if (kRefcount == Refcount::kBiased && referent->owner.load(relaxed) == thread.id &&
      referent->local.load(relaxed) != 0) {
    add_unshared<u32>(referent->local, 1);
    return referent;
  }
  ShardGuard guard(shard_of(referent));
  if (entry->referent.load(relaxed) != referent) return nullptr;
  return try_take(thread, referent) ? referent : nullptr;
}

Object* weakref_borrow(const WeakEntry* entry) {
  Object* referent = entry->referent.load(acquire);
  if (!referent) return nullptr;
  u32 meta = referent->meta.load(
      acquire);  // pairs with lend(): who sees the flag sees the mark, with which no count ends the object at once
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

u32 weakref_count(Object* referent) {
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  Bucket* bucket = find(shard, referent);
  u32 count = 0;
  for (WeakEntry* entry = bucket ? bucket->first : nullptr; entry; entry = entry->next) ++count;
  return count;
}

// The newest entry comes first, which is the order in which callbacks are called.
void weakref_clear(Thread& thread, Object* referent, WeakHolders& holders) {
  if (!referent->has_flag(kWeakrefs)) return;
  Shard& shard = shard_of(referent);
  ShardGuard guard(shard);
  Bucket* bucket = find(shard, referent);
  if (!bucket) return;
  for (WeakEntry *entry = bucket->first, *next; entry; entry = next) {
    next = entry->next;
    entry->next = entry->previous = nullptr;
    Object* holder = entry->holder();
    bool wanted = entry->has_callback() && try_take(thread, holder);
    // Release: pairs with the lockless looks; after it the entry may be gone unless we hold its holder.
    entry->referent.store(nullptr, release);
    if (wanted) holders.add(entry);
  }
  erase(shard, bucket);
  referent->clear_flag(kWeakrefs);
}

}  // namespace gc
