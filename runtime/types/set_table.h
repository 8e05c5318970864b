// The table of a set. Functions named *_locked need the set's lock if it is published; the others may run beside a writer. None runs Python
// code but set_lookup_py.
#pragma once

#include "runtime/types/container_parts.h"
#include "runtime/types/dict_table.h"
#include "runtime/types/set.h"

namespace rt {

// An entry is used once before the table is replaced: empty, then an item, then removed. The hash is stored before the key, and never again while a
// reader may look at it.
struct SetEntry {
  gc::Atomic<i64> hash;
  Slot key;  // empty: never used; kRemoved: the item has been removed
};
inline constexpr Value kRemoved = kStop;  // no container holds it

struct SetTable {
  u64 mask;
  gc::Atomic<u64> fill;  // entries that are not empty; written under the lock
  u64 finger;  // where pop() begins to search; under the lock
  SetEntry entries[];
};

// Neighbours first, for they are in the cache, then somewhere else. (With the same sequence as CPython's sets small ints come out in the same order.)
struct SetProbe {
  static constexpr u64 kNeighbours = 9;
  u64 mask, perturb, slot, left;
  SetProbe(const SetTable* table, i64 hash) : mask(table->mask), perturb(static_cast<u64>(hash)), slot(perturb & mask) { begin_group(); }
  void next() {
    if (left > 0) {
      --left;
      ++slot;
      return;
    }
    perturb >>= 5;
    slot = (base * 5 + 1 + perturb) & mask;
    begin_group();
  }

 private:
  u64 base = 0;
  void begin_group() {
    base = slot;
    left = slot + kNeighbours <= mask ? kNeighbours : 0;
  }
};

struct SetPlace {
  SetTable* table;  // may be null
  u64 fill, used;
  i64 entry;  // or kAbsent
};
// Acquire: who sees an item counted sees the item.
inline u64 fill_of(const SetTable* table) { return table ? table->fill.load(gc::acquire) : 0; }
inline bool is_unchanged_locked(const Set* set, const SetPlace& place) {
  return set->table.load(gc::relaxed) == place.table && set->used.load(gc::relaxed) == place.used && fill_of(place.table) == place.fill;
}

// Entry of a plain key; the table may be null.
i64 set_find_plain(const SetTable* table, Value key, i64 hash);
bool set_lookup_py(Thread& t, Set* set, Value key, i64 hash, SetPlace* place);
// Adds an absent item; takes the count over on success. False: no memory (no error is set).
bool set_insert_locked(Thread& t, Set* set, Value key, i64 hash);
// The item passes to the caller.
Value set_remove_locked(Set* set, i64 entry);
// Room for `more` items in one go.
bool set_reserve_locked(Thread& t, Set* set, u64 more);
// A copy with counts of its own. Null for an empty set; *ok false: no memory.
SetTable* copy_set_table_locked(Thread& t, const Set* set, bool* ok);
// Releases the items of a table that the set has given up, and frees it. `table` may be null.
void release_set_table(Thread& t, const Set* set, SetTable* table);
inline size_t set_table_bytes(const SetTable* table) { return sizeof(SetTable) + (table->mask + 1) * sizeof(SetEntry); }

// ---- the set as a whole (set.cpp)

Ref make_set_of_type(Thread& t, Type* type);
// hash of an item; a set stands for the frozenset of its items where `lookup_only`: *stand_in keeps that alive and *key becomes it.
bool set_hash_py(Thread& t, Value* key, bool lookup_only, i64* hash, Ref* stand_in);
int set_contains_hashed_py(Thread& t, Set* set, Value key, i64 hash);
bool set_add_hashed_py(Thread& t, Set* set, Value key, i64 hash);
// Like set_next, with the hash.
bool set_next_hashed(Thread& t, Set* set, u64* position, Ref* key, i64* hash);
// The same items in a new set of a built-in type.
Ref copy_set(Thread& t, Type* type, Set* set);
void set_clear(Thread& t, Set* set);
Ref set_pop(Thread& t, Set* set);  // empty without error: nothing there
// Exchanges the contents of two sets; `other` is private to the caller.
void set_swap(Thread& t, Set* set, Ref other);

}  // namespace rt
