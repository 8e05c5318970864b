// The invariants of dicts, sets, lists and shapes (valid.h).
#include "runtime/types/containers/valid.h"

namespace rt {

namespace {

// True if the probe sequence of the key's hash finds the entry's index slot before an empty slot.
bool index_leads_to(const DictTable* table, u64 entry, i64 hash) {
  u64 slots = u64{1} << table->log2_size;
  ProbeSequence p(table, hash);
  for (u64 turn = 0; turn < 64 + 2 * slots; ++turn, p.next()) {
    i64 found = load_index(table, p.slot);
    if (found == kFreeIndex) return false;
    if (found == static_cast<i64>(entry)) return true;
  }
  return false;
}

// True if exactly `wanted` index slots hold entry numbers, and all of these are below `entries`.
bool index_names(const DictTable* table, u64 wanted, u64 entries) {
  u64 named = 0;
  for (u64 slot = 0; slot < u64{1} << table->log2_size; ++slot) {
    i64 entry = load_index(table, slot);
    if (entry < kDeletedIndex || entry >= static_cast<i64>(entries)) return false;
    named += entry >= 0;
  }
  return named == wanted;
}

}  // namespace

bool dict_is_valid(const Dict* dict) {
  const DictTable* table = dict->table.load(gc::relaxed);
  u64 used = dict->used.load(gc::relaxed), entries = table->entries_used.load(gc::relaxed), live = 0;
  if (table == empty_table()) return used == 0 && entries == 0;
  bool ok = (table->entry_size == 2 || table->entry_size == 3) &&
            entries + table->usable == table_capacity(table->log2_size) && table->tail <= entries &&
            index_names(table, used, entries);
  for (u64 i = 0; ok && i < entries; ++i) {
    Value key = table->key(i).get(), value = table->value(i).get();
    if (bool(key) != bool(value)) return false;
    if (!key) continue;
    ++live;
    ok = i < table->tail && (table->entry_size == 3 || is_plain_key(key)) &&
         index_leads_to(table, i, entry_hash(table, i, key));
  }
  return ok && live == used;
}

bool set_is_valid(const Set* set) {
  const SetTable* table = set->table.load(gc::relaxed);
  u64 used = set->used.load(gc::relaxed), items = 0, filled = 0;
  if (!table) return used == 0;
  if ((table->mask & (table->mask + 1)) != 0) return false;
  for (u64 i = 0; i <= table->mask; ++i) {
    Value key = table->entries[i].key.get();
    filled += bool(key);
    if (!is_item(key)) continue;
    ++items;
    if (key.is_counted() && !table->has_objects.load(gc::relaxed)) return false;
    i64 found = set_find_plain(table, key, table->entries[i].hash.load(gc::relaxed));
    if (found != static_cast<i64>(i) && found != kUndecided) return false;
  }
  // At least one entry must be empty, because an empty entry ends searches.
  return items == used && filled == table->fill.load(gc::relaxed) && filled <= table->mask;
}

bool list_is_valid(const List* list) {
  const ListItems* items = list->storage.load(gc::relaxed);
  u64 n = list->size();
  if (!items) return n == 0;
  bool ok = n <= items->capacity;
  for (u64 i = 0; ok && i < n; ++i) ok = bool(items->items[i].get());
  return ok;
}

bool shape_is_valid(const Shape* shape) {
  if (gc::g_shapes[shape->id] != shape || !shape->type || !shape->lifetime) return false;
  const Shape* parent = shape->parent;
  if (!parent) return !shape->name;
  return is_interned(shape->name) && parent->type == shape->type && !parent->dict_mode && !shape->dict_mode &&
         shape->slot_count == parent->slot_count + (shape->removes ? 0 : 1) &&
         shape->removals == parent->removals + (shape->removes ? 1 : 0) &&
         shape->inline_capacity == parent->inline_capacity && shape->slot_count <= kMaxSlots &&
         shape->removals <= kMaxRemovals;
}

}  // namespace rt
