// The table of a dict: making and replacing tables, probing, comparing keys, and lock-free copies. The operations of
// dict are in dict.cpp.
#include "runtime/types/containers/dict_table.h"

#include <cstring>

#include "gc/heap/paged.h"
#include "gc/refcount/free.h"
#include "runtime/object/ordering.h"
#include "runtime/types/classes/weakref.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/containers/valid.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

// Version of the empty table; it never changes.
constexpr u64 kEmptyVersion = 1;

struct EmptyTable {
  i8 indices[8] = {-1, -1, -1, -1, -1, -1, -1, -1};
  u16 log2_size = kMinLog2Size, entry_size = 2;
  u32 changes = 0;
  u64 usable = 0, tail = 0, entries_used = 0, keys_version = kEmptyVersion;
};
constinit EmptyTable g_empty_table;
static_assert(sizeof(EmptyTable) == 8 + sizeof(DictTable));

size_t table_bytes(u32 log2_size, u32 entry_size) {
  return index_bytes(log2_size) + sizeof(DictTable) + table_capacity(log2_size) * entry_size * sizeof(Slot);
}
u8* block_of(DictTable* table) { return reinterpret_cast<u8*>(table) - index_bytes(table->log2_size); }

// Writes an entry behind the last one. Its number goes to the first index slot that is empty or a tombstone. A
// tombstone may be used again, because readers probe past the slot whether it holds a tombstone or another key's entry.
// The number is stored last, so readers find the entry complete.
void append_entry(DictTable* table, Value key, i64 hash, Value value) {
  u64 entry = table->entries_used.load(gc::relaxed), size = table->entry_size;
  Slot* words = table->entries() + entry * size;
  if (size == 3) words[0].set(Value(static_cast<u64>(hash)));
  words[size - 1].set_shared(value);
  words[size - 2].set_shared(key);
  --table->usable;
  table->tail = entry + 1;
  table->entries_used.store(entry + 1, gc::release);
  ProbeSequence p(table, hash);
  with_index_type(table, [&]<class T>(T) {
    while (index_word<T>(table, p.slot).load(gc::relaxed) >= 0) p.next();
    index_word<T>(table, p.slot).store(static_cast<T>(entry), gc::release);
  });
}

// Copies the entries of `old`, without tombstones, into a new table that no other thread can see yet. The counts move
// to the new table.
template <class T>
void move_entries(const DictTable* old, DictTable* table) {
  u64 mask = (u64{1} << table->log2_size) - 1, size = table->entry_size, n = old->entries_used.load(gc::relaxed);
  u64 moved = 0;
  Slot* words = table->entries();
  for (u64 i = 0; i < n; ++i) {
    Value value = old->value(i).get();
    if (!value) continue;
    Value key = old->key(i).get();
    i64 hash = entry_hash(old, i, key);
    if (size == 3) words[0].set(Value(static_cast<u64>(hash)));
    words[size - 2].set(key);
    words[size - 1].set(value);
    words += size;
    ProbeSequence p(mask, hash);
    while (index_word<T>(table, p.slot).load(gc::relaxed) >= 0) p.next();
    index_word<T>(table, p.slot).store(static_cast<T>(moved++), gc::relaxed);
  }
  table->usable -= moved;
  table->tail = moved;
  table->entries_used.store(moved, gc::relaxed);
}

// A table of another size or entry size with the entries of `old`.
DictTable* rebuild(Thread& t, DictTable* old, u32 log2_size, u32 entry_size) {
  DictTable* table = new_table(t, log2_size, entry_size);
  if (table) with_index_type(table, [=]<class T>(T) { move_entries<T>(old, table); });
  return table;
}

// Makes room for one more entry with this key, which may need entries with hashes. False: out of memory.
bool make_room_locked(Thread& t, Dict* dict, Value key) {
  ASSERT(gc::lock_held_or_private(dict));
  DictTable* old = dict->table.load(gc::relaxed);
  bool plain = is_plain_key(key);
  u64 used = dict->used.load(gc::relaxed);
  u32 entry_size = plain && (old->entry_size == 2 || used == 0) ? 2 : 3;
  if (old->usable > 0 && entry_size == old->entry_size) return true;
  if (old->usable > 0 && plain) return true;
  u32 log2_size = old->usable > 0 ? old->log2_size : log2_size_for(used < 4 ? used + 1 : used * 2);
  DictTable* table = rebuild(t, old, log2_size, entry_size);
  if (!table) return false;
  dict->table.store(table, gc::release);  // pairs with the acquire of every reader
  free_table(t, dict, old);
  return true;
}

u64 slot_of_entry(const DictTable* table, i64 entry, i64 hash) {
  ProbeSequence p(table, hash);
  while (load_index(table, p.slot) != entry) p.next();
  return p.slot;
}

void keys_changed_locked(DictTable* table) {
  if (table->keys_version.load(gc::relaxed)) table->keys_version.store(0, gc::release);
}

bool is_builtin_number(Value v) {
  return v.is_small_int() || v.is_inline_float() || v == kTrue || v == kFalse || v == kPlusZero || v == kMinusZero ||
         is_exact(v, TypeId::kInt) || is_exact(v, TypeId::kFloat);
}

bool compares_as_str(Value v) { return is_str(v) && type_of(v)->slots.compare == kStrType->slots.compare; }
// True for most namedtuples, too.
bool compares_as_tuple(Value v) { return is_tuple(v) && type_of(v)->slots.compare == kTupleType->slots.compare; }

// Counts a key that was found in the table. Empty: the key is being removed.
Ref hold_key(Thread& t, const Dict* dict, Value key) {
  if (!key.is_counted()) return Ref::immediate(key);
  if (is_shared(dict)) return gc::try_incref_found(t, key.object()) ? Ref::steal(key) : Ref();
  return Ref::share(t, key);
}

enum class Compared { kEqual, kDifferent, kChanged, kError };

// Compares the key `found` of the dict with `key` by Python code, which may change the dict in any way.
Compared compare_entry_py(Thread& t, Dict* dict, DictTable* table, i64 entry, Value found, Value key) {
  Ref held = hold_key(t, dict, found);
  if (!held) return Compared::kChanged;
  u32 log2_size = table->log2_size;
  int same = equal_py(t, held, key);
  if (same < 0) return Compared::kError;
  // The table may have been freed: it is only read if it is still the dict's.
  if (dict->table.load(gc::acquire) != table || table->log2_size != log2_size ||
      table->key(static_cast<u64>(entry)).get_shared() != found) {
    return Compared::kChanged;
  }
  return same ? Compared::kEqual : Compared::kDifferent;
}

// Walks the probe sequence once. kChanged: the dict has changed during a comparison, and the search must start again.
Compared search_py(Thread& t, Dict* dict, Value key, i64 hash, DictPlace* place) {
  DictTable* table = place->table;
  for (ProbeSequence p(table, hash);; p.next()) {
    i64 entry = load_index(table, p.slot);
    if (entry == kFreeIndex) return Compared::kDifferent;
    if (entry < 0) continue;
    place->entry = entry;
    Value found = table->key(static_cast<u64>(entry)).get_shared();
    if (found == key) return Compared::kEqual;
    if (!found || entry_hash(table, static_cast<u64>(entry), found) != hash) continue;
    int same = equal_without_python(found, key);
    if (same == 0) continue;
    Compared compared = same > 0 ? Compared::kEqual : compare_entry_py(t, dict, table, entry, found, key);
    if (compared != Compared::kDifferent) return compared;
  }
}

}  // namespace

DictTable* empty_table() { return reinterpret_cast<DictTable*>(g_empty_table.indices + sizeof g_empty_table.indices); }

u32 log2_size_for(u64 entries) {
  u32 log2_size = kMinLog2Size;
  while (table_capacity(log2_size) < entries) ++log2_size;
  return log2_size;
}

DictTable* new_table(Thread& t, u32 log2_size, u32 entry_size) {
  if (log2_size > 44) return nullptr;
  u64 indices = index_bytes(log2_size);
  auto* block = static_cast<u8*>(gc::alloc_paged(t, table_bytes(log2_size, entry_size)));
  if (!block) return nullptr;
  std::memset(block, 0xff, indices);
  auto* table = reinterpret_cast<DictTable*>(block + indices);
  table->log2_size = static_cast<u16>(log2_size);
  table->entry_size = static_cast<u16>(entry_size);
  table->changes.store(0, gc::relaxed);
  table->usable = table_capacity(log2_size);
  table->tail = 0;
  table->entries_used.store(0, gc::relaxed);
  table->keys_version.store(0, gc::relaxed);
  return table;
}

void free_table(Thread& t, const Dict* dict, DictTable* table) {
  if (table == empty_table()) return;
  gc::free_paged(t, dict, block_of(table), table_bytes(table->log2_size, table->entry_size));
}

void release_table(Thread& t, const Dict* dict, DictTable* table) {
  if (table == empty_table()) return;
  u64 n = table->entries_used.load(gc::relaxed);
  for (u64 i = 0; i < n; ++i) {
    decref(t, table->key(i).get());
    decref(t, table->value(i).get());
  }
  free_table(t, dict, table);
}

DictTable* copy_table_locked(Thread& t, const Dict* dict) {
  ASSERT(gc::lock_held_or_private(dict));
  DictTable* old = dict->table.load(gc::relaxed);
  u64 n = old->entries_used.load(gc::relaxed), used = dict->used.load(gc::relaxed);
  if (used == 0) return empty_table();
  DictTable* copy;
  if (used == n) {
    copy = new_table(t, old->log2_size, old->entry_size);
    if (!copy) return nullptr;
    std::memcpy(block_of(copy), block_of(old), index_bytes(old->log2_size));
    std::memcpy(static_cast<void*>(copy->entries()), old->entries(), n * old->entry_size * sizeof(Slot));
    copy->usable = old->usable;
    copy->tail = n;
    copy->entries_used.store(n, gc::relaxed);
  } else {
    copy = rebuild(t, old, log2_size_for(used), old->entry_size);
    if (!copy) return nullptr;
  }
  for (u64 i = 0; i < used; ++i) {
    incref(t, copy->key(i).get());
    incref(t, copy->value(i).get());
  }
  return copy;
}

namespace {

// Copies words of a table that other threads may be writing. The caller decides afterwards whether the copy is usable.
void read_words(void* to, const void* from, u64 n) {
  for (u64 i = 0; i < n; ++i) {
    Value word = static_cast<const Slot*>(from)[i].get_shared();
    std::memcpy(static_cast<Slot*>(to) + i, &word, sizeof word);
  }
}

// Counts keys and values of a copy that no other thread knows. False: one of the objects is being destroyed, and
// nothing has been counted.
bool count_entries(Thread& t, const DictTable* copy, u64 n, u64* used) {
  *used = 0;
  for (u64 i = 0; i < n; ++i) {
    Value key = copy->key(i).get(), value = copy->value(i).get();
    bool got_key = try_share_found(t, key);
    if (got_key && try_share_found(t, value)) {
      *used += bool(value);
      continue;
    }
    if (got_key) decref(t, key);
    while (i-- > 0) {
      decref(t, copy->key(i).get());
      decref(t, copy->value(i).get());
    }
    return false;
  }
  return true;
}

}  // namespace

DictTable* copy_table_unlocked(Thread& t, const Dict* dict, const Dict* copy_owner, u64* used) {
  DictTable* old = dict->table.load(gc::acquire);
  u32 changes = old->changes.load(gc::acquire);
  u64 n = old->entries_used.load(gc::acquire);
  *used = 0;
  if (n == 0) return empty_table();
  DictTable* copy = new_table(t, old->log2_size, old->entry_size);
  if (!copy) return nullptr;
  read_words(block_of(copy), block_of(old), index_bytes(old->log2_size) / sizeof(Slot));
  read_words(copy->entries(), old->entries(), n * old->entry_size);
  copy->usable -= n;
  copy->tail = n;
  copy->entries_used.store(n, gc::relaxed);
  if (!is_unchanged(dict, old, changes) || !count_entries(t, copy, n, used)) {
    free_table(t, copy_owner, copy);
    return nullptr;
  }
  if (*used > n / 2) return copy;
  DictTable* dense = rebuild(t, copy, log2_size_for(*used), copy->entry_size);
  if (!dense) return copy;
  free_table(t, copy_owner, copy);
  return dense;
}

namespace {

int tuples_equal_without_python(const Tuple* a, const Tuple* b, int depth);

// References to classes are the keys of most weak dicts: a class is alive until a collection, so it needs no count.
int weakrefs_equal_without_python(const WeakRef* a, const WeakRef* b) {
  Object *x = gc::weakref_borrow(&a->entry), *y = gc::weakref_borrow(&b->entry);
  return x && y && equal_by_identity(Value(x), Value(y)) ? x == y : -1;
}

int equal_to_depth(Value found, Value key, int depth) {
  if (found == key) return 1;
  if (Value::both_small(found, key)) return 0;
  if (found.is_pointer() && key.is_pointer()) {
    u32 shape = found.object()->shape_id();
    bool alike = shape == key.object()->shape_id();
    if (alike && shape == static_cast<u32>(TypeId::kStr)) return str_equal(found, key);
    if (compares_as_tuple(found) && compares_as_tuple(key)) {
      return depth ? tuples_equal_without_python(as_tuple(found), as_tuple(key), depth - 1) : -1;
    }
    if (alike && shape == static_cast<u32>(TypeId::kWeakRef))
      return weakrefs_equal_without_python(found.as<WeakRef>(), key.as<WeakRef>());
    bool number = shape == static_cast<u32>(TypeId::kInt) || shape == static_cast<u32>(TypeId::kFloat);
    if (alike && !number) return equal_by_identity(found, key) ? is_same(found, key) : -1;
  }
  bool found_str = is_exact_str(found), key_str = is_exact_str(key);
  bool found_number = is_builtin_number(found), key_number = is_builtin_number(key);
  if ((found_str && key_number) || (found_number && key_str)) return 0;
  if (found_number && key_number) {
    if (is_int(found) && is_int(key)) return int_compare(found, key) == 0;
    if (is_exact_float(found) && is_exact_float(key)) return float_value(found) == float_value(key);
    return -1;
  }
  if ((found.is_special() && key.is_special()) || (found.is_special() && key_str) || (found_str && key.is_special()))
    return 0;
  if ((found_str || key_str) && compares_as_str(found) && compares_as_str(key)) return str_equal(found, key);
  return equal_by_identity(found, key) ? is_same(found, key) : -1;
}

// Compares tuples without Python code: 1, 0, or -1: undecided. The items are compared in order and the lengths last: if
// the comparison of an item may raise, it must be made, even if the lengths differ.
int tuples_equal_without_python(const Tuple* a, const Tuple* b, int depth) {
  u64 common = a->length < b->length ? a->length : b->length;
  for (u64 i = 0; i < common; ++i) {
    Value x = (*a)[i], y = (*b)[i];
    if (x == y) continue;
    int same = equal_to_depth(x, y, depth);
    if (same <= 0) return same;
  }
  return a->length == b->length;
}

constexpr int kTupleDepth = 8;  // nested tuples that are deeper count as undecided

}  // namespace

int equal_without_python(Value found, Value key) { return found ? equal_to_depth(found, key, kTupleDepth) : 0; }

namespace {

// As equal_without_python(), with fast paths for the usual kinds of keys.
TINYPY_INLINE int equal_keys(Value found, Value key) {
  if (is_exact_str(key) && is_exact_str(found)) return str_equal(found, key);
  if (is_exact_tuple(key) && is_exact_tuple(found))
    return tuples_equal_without_python(as_tuple(found), as_tuple(key), kTupleDepth - 1);
  return equal_without_python(found, key);
}

}  // namespace

namespace {

TINYPY_INLINE i64 search_plain(const DictTable* table, Value key, i64 hash, bool pass_over_undecided) {
  for (ProbeSequence p(table, hash);; p.next()) {
    i64 entry = load_index(table, p.slot);
    if (entry < 0) {
      if (entry == kFreeIndex) return kAbsent;
      continue;
    }
    Value found = table->key(static_cast<u64>(entry)).get_shared();
    if (found == key) return entry;
    if (Value::both_small(found, key) || entry_hash(table, static_cast<u64>(entry), found) != hash) continue;
    int same = equal_keys(found, key);
    if (same > 0) return entry;
    if (same < 0 && !pass_over_undecided) return kUndecided;
  }
}

}  // namespace

i64 find_further(const DictTable* table, Value key, i64 hash) { return search_plain(table, key, hash, false); }

i64 find_class_attribute(const DictTable* table, Value name, i64 hash) { return search_plain(table, name, hash, true); }

bool dict_lookup_py(Thread& t, Dict* dict, Value key, i64 hash, DictPlace* place) {
  for (;;) {
    place->table = dict->table.load(gc::acquire);
    place->entries_used = place->table->entries_used.load(gc::acquire);
    place->entry = kAbsent;
    switch (search_py(t, dict, key, hash, place)) {
      case Compared::kEqual: return true;
      case Compared::kDifferent: place->entry = kAbsent; return true;
      case Compared::kError: return false;
      case Compared::kChanged:
        if (!poll_py(t)) return false;
    }
  }
}

bool insert_locked(Thread& t, Dict* dict, Value key, i64 hash, Value value) {
  if (!make_room_locked(t, dict, key)) return false;
  DictTable* table = dict->table.load(gc::relaxed);
  keys_changed_locked(table);
  append_entry(table, key, hash, value);
  dict->used.store(dict->used.load(gc::relaxed) + 1, gc::release);
  count_change_locked(table);
  ASSERT_SLOW(!walk_is_due(dict->used.load(gc::relaxed), table->changes.load(gc::relaxed)) || dict_is_valid(dict));
  return true;
}

RemovedItem remove_locked(Dict* dict, i64 index) {
  ASSERT(gc::lock_held_or_private(dict));
  DictTable* table = dict->table.load(gc::relaxed);
  u64 entry = static_cast<u64>(index);
  RemovedItem removed{table->key(entry).get(), table->value(entry).get()};
  u64 slot = slot_of_entry(table, index, entry_hash(table, entry, removed.key));
  keys_changed_locked(table);
  // The value is emptied before the key: a reader that has found the entry takes an empty value for an absent key.
  table->value(entry).set_shared(Value());
  table->key(entry).set_shared(Value());
  store_index(table, slot, kDeletedIndex);
  if (entry + 1 == table->tail) table->tail = entry;
  dict->used.store(dict->used.load(gc::relaxed) - 1, gc::release);
  count_change_locked(table);
  ASSERT_SLOW(!walk_is_due(dict->used.load(gc::relaxed), table->changes.load(gc::relaxed)) || dict_is_valid(dict));
  return removed;
}

}  // namespace rt
