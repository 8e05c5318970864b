// The table of a set. If the set is published, the caller of a function named *_locked must hold the set's lock; the
// other functions may run while another thread changes the set. Only functions named *_py run Python code.
#pragma once

#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/set.h"

namespace rt {

// An entry is used once before the table is replaced: first it is empty, then it holds an item, then a tombstone
// (kRemoved). The hash is stored before the key and does not change afterwards while readers may use the table.
struct SetEntry {
  gc::Atomic<i64> hash;
  Slot key;  // empty: never used; kRemoved: tombstone
};
inline constexpr Value kRemoved = kStop;  // kStop is never an item of a container

struct SetTable {
  u64 mask;
  gc::Atomic<u64> fill;  // entries that are not empty; written under the lock
  u64 finger;            // index where pop() starts to search; under the lock
  // False: no item has ever been an object, so the items need neither counting nor tracing. Set before the first object
  // is stored, never reset.
  gc::Atomic<bool> has_objects;
  gc::Atomic<u32> changes;  // items added and removed so far; for lock-free copies (container_parts.h)
  SetEntry entries[];
};

// The probe sequence: calls is_end(entry) for the entries that may hold an item of this hash, and returns the first one
// for which it is true. A few neighbours are tried first, because they are in the same cache lines, then an entry
// elsewhere. The sequence is that of CPython's sets, so sets of small ints have the same order.
template <class F>
TINYPY_INLINE u64 probe_set(const SetTable* table, i64 hash, F is_end) {
  constexpr u64 kNeighbours = 9;
  u64 mask = table->mask, perturb = static_cast<u64>(hash);
  for (u64 first = perturb & mask;; first = (first * 5 + 1 + perturb) & mask) {
    for (u64 n = first, last = first + kNeighbours <= mask ? first + kNeighbours : first; n <= last; ++n) {
      if (is_end(n)) return n;
    }
    perturb >>= 5;
  }
}

// The result of a look-up, with the state of the table that it was found in. Entries of a table are not used again
// after a removal. So a found entry is valid until the item is removed, and "absent" is valid until an item is added.
struct SetPlace {
  SetTable* table;  // may be null
  u64 fill;
  i64 entry;  // or kAbsent
};
// The acquire makes sure that a thread which sees an item counted in `fill` sees the item, too.
inline u64 fill_of(const SetTable* table) { return table ? table->fill.load(gc::acquire) : 0; }
inline bool still_holds_locked(const Set* set, const SetPlace& place) {
  ASSERT(gc::lock_held_or_private(set));
  if (set->table.load(gc::relaxed) != place.table) return false;
  if (place.entry >= 0) return place.table->entries[place.entry].key.get() != kRemoved;
  return fill_of(place.table) == place.fill;
}

inline bool is_item(Value key) { return key && key != kRemoved; }

// The search for a key that is not at the first entry of its probe sequence.
i64 set_find_further(const SetTable* table, Value key, i64 hash);
// Entry of a key, kAbsent or kUndecided; the table may be null. Runs no Python code.
inline i64 set_find_plain(const SetTable* table, Value key, i64 hash) {
  if (!table) return kAbsent;
  u64 first = static_cast<u64>(hash) & table->mask;  // as probe_set begins
  Value found = table->entries[first].key.get_shared();
  if (!found) return kAbsent;
  return found == key ? static_cast<i64>(first) : set_find_further(table, key, hash);
}
bool set_lookup_py(Thread& t, Set* set, Value key, i64 hash, SetPlace* place);
// Adds an absent item; on success the set takes over the count. False: out of memory, no error is set.
bool set_insert_locked(Thread& t, Set* set, Value key, i64 hash);
// Adds an item if it is absent; returns the result of set_find_plain(). A new item is counted. *ok false: out of
// memory.
i64 set_find_or_insert_locked(Thread& t, Set* set, Value key, i64 hash, bool* ok);
// Removes an item; the caller gets its count.
Value set_remove_locked(Set* set, i64 entry);
// Makes room for `more` items by one growth.
bool set_reserve_locked(Thread& t, Set* set, u64 more);
// A copy of the table with room for `more` items; the items are counted for the copy. Null: the set is empty. *ok
// false: out of memory.
SetTable* copy_set_table_locked(Thread& t, const Set* set, u64 more, bool* ok);
// The same without the lock, for the new set `owner`. *ok false also if another thread was changing the set.
SetTable* copy_set_table_unlocked(Thread& t, const Set* set, const Set* owner, u64 more, bool* ok);
// Releases the items of a table (or null) that the set no longer has, and frees the table. Finalizers may run Python
// code.
void release_set_table(Thread& t, const Set* set, SetTable* table);
inline size_t set_table_bytes(const SetTable* table) { return sizeof(SetTable) + (table->mask + 1) * sizeof(SetEntry); }

// ---- the set as a whole (set.cpp)

Ref make_set_of_type(Thread& t, Type* type);
// The hash of an item. If `lookup_only` and *key is a set, which has no hash, then *key becomes a frozenset of its
// items;
// *stand_in owns that frozenset.
bool set_hash_py(Thread& t, Value* key, bool lookup_only, i64* hash, Ref* stand_in);
int set_contains_hashed_py(Thread& t, Set* set, Value key, i64 hash);
bool set_add_hashed_py(Thread& t, Set* set, Value key, i64 hash);
// As set_next(), with the item's hash.
bool set_next_hashed(Thread& t, Set* set, u64* position, Ref* key, i64* hash);
// Iterates over a set that no other thread changes, with a safepoint before each item. An item is borrowed until Python
// code runs. If that code changes the set, items may be skipped or visited twice; if it lets other threads find the
// set, the walk owns later items.
class SetWalk {
 public:
  SetWalk(Thread& t, Set* set) : t_(t), set_(set) {}
  // False: there are no more items, or an error is pending (failed).
  bool next_py() {
    if (t_.poll.load(gc::relaxed) != 0) [[unlikely]] {
      paused = true;
      failed = !poll_py(t_);
      if (failed) return false;
    }
    if (is_shared(set_)) [[unlikely]]
      return next_shared();
    const SetTable* table = set_->table.load(gc::acquire);
    for (; table && position_ <= table->mask; ++position_) {
      key = table->entries[position_].key.get();
      if (!is_item(key)) continue;
      hash = table->entries[position_++].hash.load(gc::relaxed);
      return true;
    }
    return false;
  }
  Value key;
  i64 hash = 0;
  bool paused = false;  // at a safepoint that may have run Python code
  bool failed = false;

 private:
  bool next_shared() {
    bool found = set_next_hashed(t_, set_, &position_, &held_, &hash);
    key = held_;
    return found;
  }

  Thread& t_;
  Set* set_;
  u64 position_ = 0;
  Ref held_;
};
// A set that a SetWalk may use: `set` itself, or a copy if other threads may change it.
Ref walkable(Thread& t, Value set);
// ---- algebra (set_algebra.cpp): operations of two sets of any kind; results are new sets of `type`
Ref set_intersection_py(Thread& t, Type* type, Value a, Value b);
Ref set_difference_py(Thread& t, Type* type, Value a, Value b);  // `b` may be a dict: its keys
// `contained` true: 1 if all items of `a` are in `b`. False: 1 if no item of `a` is in `b`. Else 0; -1: error.
int set_compare_items_py(Thread& t, Value a, Value b, bool contained);
bool set_add_all_py(Thread& t, Set* set, Value other);
bool set_remove_all_py(Thread& t, Set* set, Value other);
bool set_exchange_all_py(Thread& t, Set* set, Value other);          // set ^= other
int set_remove_hashed_py(Thread& t, Set* set, Value key, i64 hash);  // 1 removed, 0 absent, -1 error
// A copy of the set, of a built-in type, with room for `more` items.
Ref copy_set(Thread& t, Type* type, Set* set, u64 more = 0);
void set_clear(Thread& t, Set* set);
Ref set_pop(Thread& t, Set* set);  // empty without error: the set is empty
// Exchanges the contents of two sets; no other thread knows `other`.
void set_swap(Thread& t, Set* set, Ref other);

}  // namespace rt
