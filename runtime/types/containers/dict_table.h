// The table of a dict: probing, growth, entries (dict.h has the layout). If the dict is published, the caller of a
// function named *_locked must hold the dict's lock; the other functions may run while another thread changes the dict.
// Only dict_lookup_py() runs Python code.
#pragma once

#include "runtime/num/hash.h"
#include "runtime/object/lazy_import.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace rt {

inline constexpr u32 kMinLog2Size = 3;
inline constexpr i64 kFreeIndex = -1, kDeletedIndex = -2;
// Results of a look-up without Python code that are no entry: the key is absent; or only a comparison that may run
// Python code can decide.
inline constexpr i64 kAbsent = -1, kUndecided = -2;

inline u64 table_capacity(u32 log2_size) { return (u64{2} << log2_size) / 3; }
inline u64 index_width(u32 log2_size) { return log2_size <= 7 ? 1 : log2_size <= 15 ? 2 : log2_size <= 31 ? 4 : 8; }
inline u64 index_bytes(u32 log2_size) { return index_width(log2_size) << log2_size; }

template <class T>
inline gc::Atomic<T>& index_word(const DictTable* table, u64 slot) {
  return reinterpret_cast<gc::Atomic<T>*>(const_cast<DictTable*>(table))[~static_cast<i64>(slot)];
}
// The acquire pairs with the release of store_index(): a reader that finds an entry's number sees the complete entry.
inline i64 load_index(const DictTable* table, u64 slot) {
  if (table->log2_size <= 7) [[likely]]
    return index_word<i8>(table, slot).load(gc::acquire);
  if (table->log2_size <= 15) return index_word<i16>(table, slot).load(gc::acquire);
  if (table->log2_size <= 31) return index_word<i32>(table, slot).load(gc::acquire);
  return index_word<i64>(table, slot).load(gc::acquire);
}
inline void store_index(DictTable* table, u64 slot, i64 entry) {
  if (table->log2_size <= 7) index_word<i8>(table, slot).store(static_cast<i8>(entry), gc::release);
  else if (table->log2_size <= 15) index_word<i16>(table, slot).store(static_cast<i16>(entry), gc::release);
  else if (table->log2_size <= 31) index_word<i32>(table, slot).store(static_cast<i32>(entry), gc::release);
  else index_word<i64>(table, slot).store(entry, gc::release);
}

// Calls f with a value of the type of the table's index words.
template <class F>
inline auto with_index_type(const DictTable* table, F&& f) {
  if (table->log2_size <= 7) return f(i8{});
  if (table->log2_size <= 15) return f(i16{});
  if (table->log2_size <= 31) return f(i32{});
  return f(i64{});
}

// The probe sequence of open addressing, as in CPython: i -> 5i + 1 + perturb, where perturb is the hash shifted right
// further at each step. When perturb is 0, the sequence visits every slot.
struct ProbeSequence {
  u64 mask, perturb, slot;
  ProbeSequence(u64 mask, i64 hash) : mask(mask), perturb(static_cast<u64>(hash)), slot(perturb & mask) {}
  ProbeSequence(const DictTable* table, i64 hash) : ProbeSequence((u64{1} << table->log2_size) - 1, hash) {}
  void next() {
    perturb >>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
};

// Keys that tables without hashes may hold.
inline bool is_plain_key(Value key) { return key.is_small_int() || is_exact_str(key); }
inline i64 hash_of_str(Value str) {
  i64 hash = as_str(str)->hash.load(gc::relaxed);
  return hash ? hash : str_hash(str);
}
inline i64 plain_hash(Value key) { return key.is_small_int() ? num::hash_int64(key.small()) : hash_of_str(key); }
// The hash of an entry whose key is `key`. If the key is empty, because the entry has just been deleted, the result
// does not matter.
inline i64 entry_hash(const DictTable* table, u64 entry, Value key) {
  if (table->entry_size == 3) return static_cast<i64>(table->entries()[entry * 3].get().bits());
  return key ? plain_hash(key) : 0;
}

// Compares two keys of equal hash that are not identical: 1, 0, or -1: only Python code can decide. `found` may be
// empty.
int equal_without_python(Value found, Value key);

// The search for a key that is not at the first slot of its probe sequence.
i64 find_further(const DictTable* table, Value key, i64 hash);
// Entry of a key, kAbsent, or kUndecided. Runs no Python code.
TINYPY_INLINE i64 find_plain(const DictTable* table, Value key, i64 hash) {
  i64 entry =
      load_index(table, static_cast<u64>(hash) & ((u64{1} << table->log2_size) - 1));  // as ProbeSequence begins
  if (entry == kFreeIndex) return kAbsent;
  if (entry >= 0 && table->key(static_cast<u64>(entry)).get_shared() == key) [[likely]]
    return entry;
  return find_further(table, key, hash);
}

// The same for the name of a class attribute. A key that only Python code could compare counts as different, so the
// result is never kUndecided.
i64 find_class_attribute(const DictTable* table, Value name, i64 hash);

// ---- one dict

// The result of a look-up, with the state of the keys that it was found in. Entries of a table are only added at the
// end, and are not used again after a deletion. So a found entry is valid until it is deleted, and "absent" is valid
// until an entry is added.
struct DictPlace {
  DictTable* table;
  u64 entries_used;
  i64 entry;  // or kAbsent
};
inline bool still_holds_locked(const Dict* dict, const DictPlace& place) {
  ASSERT(gc::lock_held_or_private(dict));
  if (dict->table.load(gc::relaxed) != place.table) return false;
  if (place.entry >= 0) return bool(place.table->key(static_cast<u64>(place.entry)).get());
  return place.table->entries_used.load(gc::relaxed) == place.entries_used;
}
// Finds a key of any type. False: a comparison has raised an error.
bool dict_lookup_py(Thread& t, Dict* dict, Value key, i64 hash, DictPlace* place);

// Functions of dict.h for a stripped key whose hash the caller knows: __hash__ is not called.
Ref dict_get_hashed_py(Thread& t, Dict* dict, Value key, i64 hash);
bool dict_set_hashed_py(Thread& t, Dict* dict, Value key, i64 hash, Value value);
int dict_contains_hashed_py(Thread& t, Dict* dict, Value key, i64 hash);
Ref dict_pop_hashed_py(Thread& t, Dict* dict, Value key, i64 hash);
Ref dict_setdefault_hashed_py(Thread& t, Dict* dict, Value key, i64 hash, Value value);
// As dict_next(), with the hash of the key.
bool dict_next_hashed(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value, i64* hash);
// A dict that dict_next() may walk through without seeing changes of other threads: `dict` itself, or a copy.
Ref unchanging_dict(Thread& t, Value dict);

// Adds an absent key; on success the dict takes over the counts of key and value. False: out of memory, no error is
// set.
bool insert_locked(Thread& t, Dict* dict, Value key, i64 hash, Value value);
// The table takes over the count of `value`; the caller gets the old value with its count. Inline caches that know the
// keys expect no lazy import among the values, so it makes them look again.
inline Value replace_locked(DictTable* table, i64 entry, Value value) {
  if (table->keys_version.load(gc::relaxed) && is_lazy_import(value)) [[unlikely]]
    table->keys_version.store(0, gc::release);
  Slot& slot = table->value(static_cast<u64>(entry));
  Value old = slot.get();
  slot.set_shared(value);
  count_change_locked(table);
  return old;
}
// A removed entry: the caller owns the counts of key and value.
struct RemovedItem {
  Value key{}, value{};
};
RemovedItem remove_locked(Dict* dict, i64 entry);

// The table that all empty dicts share.
DictTable* empty_table();
// Null: out of memory, no error is set.
DictTable* new_table(Thread& t, u32 log2_size, u32 entry_size);
u32 log2_size_for(u64 entries);
// A copy of the table without its tombstones; the entries are counted for the copy.
DictTable* copy_table_locked(Thread& t, const Dict* dict);
// The same without the lock, for the new dict `copy`. Null: another thread was changing the dict, or out of memory.
DictTable* copy_table_unlocked(Thread& t, const Dict* dict, const Dict* copy, u64* used);
// Frees the memory of a table of `dict`, after a grace period if other threads may be reading it. The counts of the
// entries stay as they are.
void free_table(Thread& t, const Dict* dict, DictTable* table);
// Releases the entries of a table that the dict no longer has, and frees the table. Finalizers may run Python code.
void release_table(Thread& t, const Dict* dict, DictTable* table);

}  // namespace rt
