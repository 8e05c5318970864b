// The table of a set: probing, growth, insertion, and lock-free copies. The operations of set are in set.cpp.
#include "runtime/types/containers/set_table.h"

#include <algorithm>
#include <cstring>

#include "gc/heap/paged.h"
#include "gc/refcount/free.h"
#include "runtime/types/containers/valid.h"

namespace rt {

namespace {

constexpr u64 kMinSize = 8;
// The minimal size of a published set's next table if tombstones have filled the last one. Such a table must be
// replaced, not cleaned, because readers use it without a lock; and its memory is freed only after a grace period.
constexpr u64 kMinSizeAfterRemovals = 32;
constexpr size_t kSmallestBytes = sizeof(SetTable) + kMinSize * sizeof(SetEntry);

SetTable* new_set_table(Thread& t, u64 size) {
  if (size > kMaxLength) return nullptr;
  size_t bytes = sizeof(SetTable) + size * sizeof(SetEntry);
  void* memory = bytes > gc::kSmallLimit ? gc::raw_calloc(bytes) : gc::alloc_paged(t, bytes);
  if (memory && size == kMinSize) [[likely]]
    std::memset(memory, 0, kSmallestBytes);  // constant size: the compiler inlines it
  else if (memory && bytes <= gc::kSmallLimit) std::memset(memory, 0, bytes);
  auto* table = static_cast<SetTable*>(memory);
  if (table) table->mask = size - 1;
  return table;
}

void store_item(SetTable* table, u64 slot, Value key, i64 hash) {
  if (key.is_counted()) table->has_objects.store(true, gc::relaxed);
  table->entries[slot].hash.store(hash, gc::relaxed);
  table->entries[slot].key.set_shared(key);  // the release pairs with the acquire of readers
}

// The entry for an absent item: the first empty one. Tombstones are not used again.
u64 free_entry(const SetTable* table, i64 hash) {
  return probe_set(table, hash, [&](u64 n) { return !table->entries[n].key.get(); });
}

// Stores an absent item in a table without tombstones. The caller updates `fill`.
void place_item(SetTable* table, Value key, i64 hash) { store_item(table, free_entry(table, hash), key, hash); }

// Removes the tombstones of a table of the smallest size that no other thread reads.
void clean_in_place(SetTable* table, u64 used) {
  SetEntry entries[kMinSize];
  std::memcpy(static_cast<void*>(entries), table->entries, sizeof entries);
  std::memset(static_cast<void*>(table->entries), 0, sizeof entries);
  for (const SetEntry& entry : entries) {
    if (is_item(entry.key.get())) place_item(table, entry.key.get(), entry.hash.load(gc::relaxed));
  }
  table->fill.store(used, gc::relaxed);
  table->finger = 0;
}

// Replaces the table by one with more than `items` entries; the size is a power of two. False: out of memory.
bool resize_locked(Thread& t, Set* set, u64 items) {
  ASSERT(gc::lock_held_or_private(set));
  u64 size = kMinSize;
  while (size <= items) size <<= 1;
  SetTable* old = set->table.load(gc::relaxed);
  bool removed = old && fill_of(old) > set->used.load(gc::relaxed);
  if (removed && is_shared(set)) size = std::max(size, kMinSizeAfterRemovals);
  if (old && size == kMinSize && old->mask == kMinSize - 1 && !is_shared(set)) {
    clean_in_place(old, set->used.load(gc::relaxed));
    return true;
  }
  SetTable* table = new_set_table(t, size);
  if (!table) return false;
  for (u64 i = 0; old && i <= old->mask; ++i) {
    Value key = old->entries[i].key.get();
    if (is_item(key)) place_item(table, key, old->entries[i].hash.load(gc::relaxed));
  }
  table->fill.store(set->used.load(gc::relaxed), gc::relaxed);
  set->table.store(table, gc::release);
  if (old) gc::free_paged(t, set, old, set_table_bytes(old));
  return true;
}

bool has_room(u64 mask, u64 fill) { return fill * 5 < mask * 3; }
bool is_full(const SetTable* table) { return !has_room(table->mask, table->fill.load(gc::relaxed)); }

enum class Compared { kEqual, kDifferent, kChanged, kError };

Compared compare_entry_py(Thread& t, Set* set, SetTable* table, u64 entry, Value found, Value key) {
  Ref held;
  if (!found.is_counted() || !is_shared(set)) held = Ref::share(t, found);
  else if (gc::try_incref_found(t, found.object())) held = Ref::steal(found);
  else return Compared::kChanged;
  u64 mask = table->mask;
  int same = equal_py(t, held, key);
  if (same < 0) return Compared::kError;
  // The table may have been freed: it is only read if it is still the set's.
  if (set->table.load(gc::acquire) != table || table->mask != mask || table->entries[entry].key.get_shared() != found) {
    return Compared::kChanged;
  }
  return same ? Compared::kEqual : Compared::kDifferent;
}

Compared search_py(Thread& t, Set* set, Value key, i64 hash, SetPlace* place) {
  SetTable* table = place->table;
  Compared compared = Compared::kDifferent;
  if (!table) return compared;
  u64 end = probe_set(table, hash, [&](u64 n) {
    SetEntry& entry = table->entries[n];
    Value found = entry.key.get_shared();
    if (!found) return true;
    int same = found == key                                                ? 1
               : found == kRemoved || entry.hash.load(gc::relaxed) != hash ? 0
                                                                           : equal_without_python(found, key);
    if (same != 0) compared = same > 0 ? Compared::kEqual : compare_entry_py(t, set, table, n, found, key);
    return compared != Compared::kDifferent;
  });
  place->entry = static_cast<i64>(end);
  return compared;
}

}  // namespace

namespace {

// The result of a search. `found`: the key's entry, kAbsent or kUndecided. `entry`: the entry where the search ended;
// if the key is absent, the empty entry for it.
struct Searched {
  i64 found;
  u64 entry;
};
TINYPY_INLINE Searched search(const SetTable* table, Value key, i64 hash) {
  int same = 0;
  u64 end = probe_set(table, hash, [&](u64 n) {
    const SetEntry& entry = table->entries[n];
    Value found = entry.key.get_shared();
    if (found == key) same = 1;
    else if (found && (entry.hash.load(gc::relaxed) != hash || found == kRemoved)) return false;
    else if (found) same = equal_without_python(found, key);
    return same != 0 || !found;
  });
  return {same > 0 ? static_cast<i64>(end) : same < 0 ? kUndecided : kAbsent, end};
}

}  // namespace

[[gnu::noinline]] i64 set_find_further(const SetTable* table, Value key, i64 hash) {
  return search(table, key, hash).found;
}

bool set_lookup_py(Thread& t, Set* set, Value key, i64 hash, SetPlace* place) {
  for (;;) {
    place->table = set->table.load(gc::acquire);
    place->fill = fill_of(place->table);
    place->entry = kAbsent;
    switch (search_py(t, set, key, hash, place)) {
      case Compared::kEqual: return true;
      case Compared::kDifferent: place->entry = kAbsent; return true;
      case Compared::kError: return false;
      case Compared::kChanged:
        if (!poll_py(t)) return false;
    }
  }
}

namespace {

// Stores an absent item at the empty entry where the search for it ended.
bool insert_at_locked(Thread& t, Set* set, SetTable* table, u64 slot, Value key, i64 hash) {
  ASSERT(gc::lock_held_or_private(set));
  u64 used = set->used.load(gc::relaxed) + 1, fill = table->fill.load(gc::relaxed) + 1;
  store_item(table, slot, key, hash);
  table->fill.store(fill, gc::release);  // pairs with fill_of()
  set->used.store(used, gc::release);
  count_change_locked(table);
  // If there is no memory to grow the table, the item stays all the same, and the next insertion tries to grow again.
  // But one entry must remain empty, because it ends searches: if the item has taken the last one, it is removed.
  if (is_full(table) && !resize_locked(t, set, used > 50000 ? used * 2 : used * 4) && fill >= table->mask) {
    table->fill.store(fill - 1, gc::release);
    table->entries[slot].key.set_shared(Value());
    set->used.store(used - 1, gc::release);
    count_change_locked(table);
    return false;
  }
  ASSERT_SLOW(!walk_is_due(set->used.load(gc::relaxed), set->table.load(gc::relaxed)->changes.load(gc::relaxed)) ||
              set_is_valid(set));
  return true;
}

bool ensure_table_locked(Thread& t, Set* set) { return set->table.load(gc::relaxed) || resize_locked(t, set, 0); }

}  // namespace

bool set_insert_locked(Thread& t, Set* set, Value key, i64 hash) {
  ASSERT(gc::lock_held_or_private(set));
  if (!ensure_table_locked(t, set)) return false;
  SetTable* table = set->table.load(gc::relaxed);
  return insert_at_locked(t, set, table, free_entry(table, hash), key, hash);
}

i64 set_find_or_insert_locked(Thread& t, Set* set, Value key, i64 hash, bool* ok) {
  ASSERT(gc::lock_held_or_private(set));
  *ok = ensure_table_locked(t, set);
  if (!*ok) return kAbsent;
  SetTable* table = set->table.load(gc::relaxed);
  Searched end = search(table, key, hash);
  if (end.found != kAbsent) return end.found;
  *ok = insert_at_locked(t, set, table, end.entry, key, hash);
  if (*ok) incref(t, key);
  return kAbsent;
}

Value set_remove_locked(Set* set, i64 index) {
  ASSERT(gc::lock_held_or_private(set));
  SetTable* table = set->table.load(gc::relaxed);
  SetEntry& entry = table->entries[index];
  Value key = entry.key.get();
  entry.key.set_shared(kRemoved);
  set->used.store(set->used.load(gc::relaxed) - 1, gc::release);
  count_change_locked(table);
  ASSERT_SLOW(!walk_is_due(set->used.load(gc::relaxed), table->changes.load(gc::relaxed)) || set_is_valid(set));
  return key;
}

bool set_reserve_locked(Thread& t, Set* set, u64 more) {
  ASSERT(gc::lock_held_or_private(set));
  const SetTable* table = set->table.load(gc::relaxed);
  if (has_room(table ? table->mask : kMinSize - 1, fill_of(table) + more)) return true;
  return resize_locked(t, set, (set->used.load(gc::relaxed) + more) * 2);
}

namespace {

void count_items(Thread& t, const SetTable* table) {
  if (!table->has_objects.load(gc::relaxed)) return;
  for (u64 i = 0; i <= table->mask; ++i) incref(t, table->entries[i].key.get());  // kRemoved is no object
}

// Copies a table without tombstones: every item keeps its place. No other thread is writing, so a plain memcpy will do.
SetTable* copy_as_is(Thread& t, const SetTable* old) {
  size_t bytes = set_table_bytes(old);
  auto* table = static_cast<SetTable*>(gc::alloc_paged(t, bytes));
  if (!table) return nullptr;
  if (old->mask == kMinSize - 1) [[likely]]
    std::memcpy(static_cast<void*>(table), old, kSmallestBytes);  // constant size: the compiler inlines it
  else std::memcpy(static_cast<void*>(table), old, bytes);
  table->finger = 0;
  count_items(t, table);
  return table;
}

// True if a copy of `old` may keep every item in its place: no tombstones, and room for `more` items.
bool suits_as_it_is(const SetTable* old, u64 used, u64 more) {
  return old->fill.load(gc::relaxed) == used && (more == 0 || has_room(old->mask, used + more));
}

// A new table with the items of `old`, not counted, without tombstones and with room for `more` items. No other thread
// writes to `old`.
SetTable* suited_table(Thread& t, const SetTable* old, u64 used, u64 more) {
  // If there are tombstones, the table is made in two steps: so the items get the order that set_reserve_locked()
  // yields.
  bool clean = old->fill.load(gc::relaxed) == used;
  u64 wanted = (clean ? used + more : used) * 2, size = kMinSize;
  while (size <= wanted) size <<= 1;
  SetTable* table = new_set_table(t, size);
  for (u64 i = 0; table && i <= old->mask; ++i) {
    Value key = old->entries[i].key.get();
    if (is_item(key)) place_item(table, key, old->entries[i].hash.load(gc::relaxed));
  }
  if (table) table->fill.store(used, gc::relaxed);
  return table;
}

// Copies entries, without counting, while other threads may be writing to them.
void read_entries(SetTable* to, const SetTable* from) {
  for (u64 i = 0, mask = from->mask; i <= mask; ++i) {
    to->entries[i].key.set(from->entries[i].key.get_shared());  // before the hash, which is stored first (set_table.h)
    to->entries[i].hash.store(from->entries[i].hash.load(gc::relaxed), gc::relaxed);
  }
  to->fill.store(fill_of(from), gc::relaxed);
  to->has_objects.store(from->has_objects.load(gc::acquire), gc::relaxed);
}

// Counts the items of a copy that no other thread knows. False: one of them is being destroyed, and nothing has been
// counted.
bool count_found_items(Thread& t, const SetTable* copy) {
  for (u64 i = 0; copy->has_objects.load(gc::relaxed) && i <= copy->mask; ++i) {
    if (try_share_found(t, copy->entries[i].key.get())) continue;
    while (i-- > 0) decref(t, copy->entries[i].key.get());
    return false;
  }
  return true;
}

}  // namespace

SetTable* copy_set_table_locked(Thread& t, const Set* set, u64 more, bool* ok) {
  ASSERT(gc::lock_held_or_private(set));
  *ok = true;
  const SetTable* old = set->table.load(gc::relaxed);
  u64 used = set->used.load(gc::relaxed);
  if (used == 0) return nullptr;
  if (suits_as_it_is(old, used, more)) {
    SetTable* table = copy_as_is(t, old);
    *ok = table != nullptr;
    return table;
  }
  SetTable* table = suited_table(t, old, used, more);
  if (table) count_items(t, table);
  *ok = table != nullptr;
  return table;
}

SetTable* copy_set_table_unlocked(Thread& t, const Set* set, const Set* owner, u64 more, bool* ok) {
  *ok = true;
  SetTable* old = set->table.load(gc::acquire);
  if (!old) return nullptr;
  *ok = false;
  u32 changes = old->changes.load(gc::acquire);
  auto* copy = static_cast<SetTable*>(gc::alloc_paged(t, set_table_bytes(old)));
  if (!copy) return nullptr;
  copy->mask = old->mask;
  copy->finger = 0;
  copy->changes.store(0, gc::relaxed);
  read_entries(copy, old);
  u64 used = set->used.load(gc::acquire);
  *ok = is_unchanged(set, old, changes) && count_found_items(t, copy);
  if (*ok && suits_as_it_is(copy, used, more)) return copy;
  SetTable* suited = *ok && used ? suited_table(t, copy, used, more) : nullptr;
  if (*ok && used && !suited) {
    *ok = false;
    release_set_table(t, owner, copy);
  } else {
    gc::free_paged(t, owner, copy, set_table_bytes(copy));
  }
  return suited;
}

void release_set_table(Thread& t, const Set* set, SetTable* table) {
  if (!table) return;
  for (u64 i = 0; table->has_objects.load(gc::relaxed) && i <= table->mask; ++i) decref(t, table->entries[i].key.get());
  gc::free_paged(t, set, table, set_table_bytes(table));
}

bool set_next_hashed(Thread& t, Set* set, u64* position, Ref* key, i64* hash) {
  gc::assert_accessible(t, set);
  *key = Ref();
  SetTable* table = set->table.load(gc::acquire);
  for (u64 i = *position; table && i <= table->mask; ++i) {
    const Slot& slot = table->entries[i].key;
    Ref found = is_shared(set) ? load_found(t, slot) : Ref::share(t, slot.get());
    if (!is_item(found)) continue;
    *key = std::move(found);
    *hash = table->entries[i].hash.load(gc::relaxed);
    *position = i + 1;
    return true;
  }
  *position = table ? table->mask + 1 : 0;
  return false;
}

}  // namespace rt
