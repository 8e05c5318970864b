// The table of a set. Functions named *_locked need the set's lock if it is published; the others may run beside a
// writer. None runs Python code but set_lookup_py.
#pragma once

#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/set.h"

namespace rt {

// An entry is used once before the table is replaced: empty, then an item, then removed. The hash is stored before the
// key, and never again while a reader may look at it.
struct SetEntry {
  gc::Atomic<i64> hash;
  Slot key;  // empty: never used; kRemoved: the item has been removed
};
inline constexpr Value kRemoved = kStop;  // no container holds it

struct SetTable {
  u64 mask;
  gc::Atomic<u64> fill;  // entries that are not empty; written under the lock
  u64 finger;            // where pop() begins to search; under the lock
  // An item has been an object: the others need neither counting nor tracing. Set before the item is stored, never
  // reset.
  gc::Atomic<bool> has_objects;
  gc::Atomic<u32> changes;  // items added and removed so far; for copies beside writers (container_parts.h)
  SetEntry entries[];
};

// Calls is_end(entry) for the entries where an item of this hash may be, up to the first of which it is true, and
// returns that one. Neighbours first, for they are in the cache, then somewhere else. (With the same sequence as
// CPython's sets small ints come out in the same order.)
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

// What a look-up has found, and the state of the table in which it did. Entries of one table are not used again after a
// removal: what was found is valid while it is there, and nothing found stays true until something is added.
struct SetPlace {
  SetTable* table;  // may be null
  u64 fill;
  i64 entry;  // or kAbsent
};
// Acquire: who sees an item counted sees the item.
inline u64 fill_of(const SetTable* table) { return table ? table->fill.load(gc::acquire) : 0; }
inline bool still_holds_locked(const Set* set, const SetPlace& place) {
  if (set->table.load(gc::relaxed) != place.table) return false;
  if (place.entry >= 0) return place.table->entries[place.entry].key.get() != kRemoved;
  return fill_of(place.table) == place.fill;
}

inline bool is_item(Value key) { return key && key != kRemoved; }

// The whole search, for a key that is not found at its first entry.
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
// Adds an absent item; takes the count over on success. False: no memory (no error is set).
bool set_insert_locked(Thread& t, Set* set, Value key, i64 hash);
// Adds an item unless it is there: the result of set_find_plain. A new item is counted. *ok false: no memory.
i64 set_find_or_insert_locked(Thread& t, Set* set, Value key, i64 hash, bool* ok);
// The item passes to the caller.
Value set_remove_locked(Set* set, i64 entry);
// Room for `more` items in one go.
bool set_reserve_locked(Thread& t, Set* set, u64 more);
// A copy with counts of its own and room for `more` items. Null for an empty set; *ok false: no memory.
SetTable* copy_set_table_locked(Thread& t, const Set* set, u64 more, bool* ok);
// The same beside writers, for the new set `owner`. *ok false also if somebody was writing.
SetTable* copy_set_table_unlocked(Thread& t, const Set* set, const Set* owner, u64 more, bool* ok);
// Releases the items of a table that the set has given up, and frees it. `table` may be null.
void release_set_table(Thread& t, const Set* set, SetTable* table);
inline size_t set_table_bytes(const SetTable* table) { return sizeof(SetTable) + (table->mask + 1) * sizeof(SetEntry); }

// ---- the set as a whole (set.cpp)

Ref make_set_of_type(Thread& t, Type* type);
// hash of an item; a set stands for the frozenset of its items where `lookup_only`: *stand_in keeps that alive and *key
// becomes it.
bool set_hash_py(Thread& t, Value* key, bool lookup_only, i64* hash, Ref* stand_in);
int set_contains_hashed_py(Thread& t, Set* set, Value key, i64 hash);
bool set_add_hashed_py(Thread& t, Set* set, Value key, i64 hash);
// Like set_next, with the hash.
bool set_next_hashed(Thread& t, Set* set, u64* position, Ref* key, i64* hash);
// The items of a set that other threads do not change, one after the other. An item is borrowed until Python code runs,
// which may change the set: then some items may be skipped or come twice.
class SetWalk {
 public:
  explicit SetWalk(Set* set) : set_(set) {}
  bool next() {
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

 private:
  Set* set_;
  u64 position_ = 0;
};
// A set that can be walked through: itself, or a copy if other threads may change it.
Ref walkable(Thread& t, Value set);
// ---- algebra (set_algebra.cpp): of any two sets; a result is a new set of `type`
Ref set_intersection_py(Thread& t, Type* type, Value a, Value b);
Ref set_difference_py(Thread& t, Type* type, Value a, Value b);
// Are all items of `a` in `b` (or, not `contained`, none)? -1: error.
int set_compare_items_py(Thread& t, Value a, Value b, bool contained);
bool set_add_all_py(Thread& t, Set* set, Value other);
bool set_remove_all_py(Thread& t, Set* set, Value other);
bool set_exchange_all_py(Thread& t, Set* set, Value other);          // set ^= other
int set_remove_hashed_py(Thread& t, Set* set, Value key, i64 hash);  // 1 removed, 0 absent, -1 error
// The same items in a new set of a built-in type, with room for `more`.
Ref copy_set(Thread& t, Type* type, Set* set, u64 more = 0);
void set_clear(Thread& t, Set* set);
Ref set_pop(Thread& t, Set* set);  // empty without error: nothing there
// Exchanges the contents of two sets; `other` is private to the caller.
void set_swap(Thread& t, Set* set, Ref other);

}  // namespace rt
