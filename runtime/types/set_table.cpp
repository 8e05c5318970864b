#include "runtime/types/set_table.h"

#include <cstring>

#include "gc/refcount/qsbr.h"

namespace rt {

namespace {

constexpr u64 kMinSize = 8;

SetTable* new_set_table(u64 size) {
  if (size > kMaxLength) return nullptr;
  auto* table = static_cast<SetTable*>(gc::raw_calloc(sizeof(SetTable) + size * sizeof(SetEntry)));
  if (table) table->mask = size - 1;
  return table;
}

bool in_use(Value key) { return key && key != kRemoved; }

// Adds to a table without removed entries what is not in it.
void add_clean(SetTable* table, Value key, i64 hash) {
  SetProbe p(table, hash);
  while (table->entries[p.slot].key.get()) p.next();
  table->entries[p.slot].hash.store(hash, gc::relaxed);
  table->entries[p.slot].key.set_shared(key);  // pairs with the acquire in the readers
  table->fill.store(table->fill.load(gc::relaxed) + 1, gc::release);  // pairs with fill_of()
}

// More than `items` entries, a power of two.
bool resize_locked(Thread& t, Set* set, u64 items) {
  u64 size = kMinSize;
  while (size <= items) size <<= 1;
  SetTable* old = set->table.load(gc::relaxed);
  SetTable* table = new_set_table(size);
  if (!table) return false;
  for (u64 i = 0; old && i <= old->mask; ++i) {
    Value key = old->entries[i].key.get();
    if (in_use(key)) add_clean(table, key, old->entries[i].hash.load(gc::relaxed));
  }
  set->table.store(table, gc::release);
  if (old) gc::free_storage(t, set, old, set_table_bytes(old));
  return true;
}

bool is_full(const SetTable* table) { return table->fill.load(gc::relaxed) * 5 >= table->mask * 3; }

enum class Compared { kEqual, kDifferent, kChanged, kError };

Compared compare_entry_py(Thread& t, Set* set, SetTable* table, u64 entry, Value found, Value key) {
  Ref held;
  if (!found.is_counted() || !is_shared(set)) held = Ref::share(t, found);
  else if (gc::try_incref(t, found.object())) held = Ref::steal(found);
  else return Compared::kChanged;
  u64 mask = table->mask;
  int same = equal_py(t, held, key);
  if (same < 0) return Compared::kError;
  // The table may have been freed: look into it only if it is still the set's.
  if (set->table.load(gc::acquire) != table || table->mask != mask || table->entries[entry].key.get_shared() != found) {
    return Compared::kChanged;
  }
  return same ? Compared::kEqual : Compared::kDifferent;
}

Compared search_py(Thread& t, Set* set, Value key, i64 hash, SetPlace* place) {
  SetTable* table = place->table;
  if (!table) return Compared::kDifferent;
  for (SetProbe p(table, hash);; p.next()) {
    SetEntry& entry = table->entries[p.slot];
    Value found = entry.key.get_shared();
    if (!found) return Compared::kDifferent;
    place->entry = static_cast<i64>(p.slot);
    if (found == key) return Compared::kEqual;
    if (found == kRemoved || entry.hash.load(gc::relaxed) != hash) continue;
    int same = equal_without_python(found, key);
    if (same == 0) continue;
    Compared compared = same > 0 ? Compared::kEqual : compare_entry_py(t, set, table, p.slot, found, key);
    if (compared != Compared::kDifferent) return compared;
  }
}

}  // namespace

i64 set_find_plain(const SetTable* table, Value key, i64 hash) {
  if (!table) return kAbsent;
  for (SetProbe p(table, hash);; p.next()) {
    const SetEntry& entry = table->entries[p.slot];
    Value found = entry.key.get_shared();
    if (!found) return kAbsent;
    if (found == key) return static_cast<i64>(p.slot);
    if (found == kRemoved || entry.hash.load(gc::relaxed) != hash) continue;
    int same = equal_without_python(found, key);
    if (same != 0) return same > 0 ? static_cast<i64>(p.slot) : kUndecided;
  }
}

bool set_lookup_py(Thread& t, Set* set, Value key, i64 hash, SetPlace* place) {
  for (;;) {
    place->used = set->used.load(gc::acquire);
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

bool set_insert_locked(Thread& t, Set* set, Value key, i64 hash) {
  if (!set->table.load(gc::relaxed) && !resize_locked(t, set, 0)) return false;
  SetTable* table = set->table.load(gc::relaxed);
  u64 used = set->used.load(gc::relaxed) + 1;
  add_clean(table, key, hash);  // removed entries are not empty, so they are left alone
  set->used.store(used, gc::release);
  // The item is in; if there is no memory to grow now, there may be next time, while a free entry is left to end searches.
  if (is_full(table) && !resize_locked(t, set, used > 50000 ? used * 2 : used * 4) && table->fill.load(gc::relaxed) >= table->mask) {
    table->fill.store(table->fill.load(gc::relaxed) - 1, gc::release);
    i64 entry = set_find_plain(table, key, hash);
    table->entries[entry].key.set_shared(Value());
    set->used.store(used - 1, gc::release);
    return false;
  }
  return true;
}

Value set_remove_locked(Set* set, i64 index) {
  SetEntry& entry = set->table.load(gc::relaxed)->entries[index];
  Value key = entry.key.get();
  entry.key.set_shared(kRemoved);
  set->used.store(set->used.load(gc::relaxed) - 1, gc::release);
  return key;
}

bool set_reserve_locked(Thread& t, Set* set, u64 more) {
  const SetTable* table = set->table.load(gc::relaxed);
  u64 mask = table ? table->mask : kMinSize - 1;
  if ((fill_of(table) + more) * 5 < mask * 3) return true;
  return resize_locked(t, set, (set->used.load(gc::relaxed) + more) * 2);
}

SetTable* copy_set_table_locked(Thread& t, const Set* set, bool* ok) {
  *ok = true;
  const SetTable* old = set->table.load(gc::relaxed);
  u64 used = set->used.load(gc::relaxed);
  if (used == 0) return nullptr;
  u64 size = old->mask + 1;
  if (old->fill != used) {
    size = kMinSize;
    while (size <= used * 2) size <<= 1;
  }
  SetTable* table = new_set_table(size);
  if (!table) {
    *ok = false;
    return nullptr;
  }
  for (u64 i = 0; i <= old->mask; ++i) {
    Value key = old->entries[i].key.get();
    if (!in_use(key)) continue;
    incref(t, key);
    if (old->fill != used) {
      add_clean(table, key, old->entries[i].hash.load(gc::relaxed));
      continue;
    }
    // Without removed entries every item may stay where it is.
    table->entries[i].hash.store(old->entries[i].hash.load(gc::relaxed), gc::relaxed);
    table->entries[i].key.set(key);
  }
  table->fill.store(used, gc::relaxed);
  return table;
}

void release_set_table(Thread& t, const Set* set, SetTable* table) {
  if (!table) return;
  for (u64 i = 0; i <= table->mask; ++i) decref(t, table->entries[i].key.get());
  gc::free_storage(t, set, table, set_table_bytes(table));
}

}  // namespace rt
