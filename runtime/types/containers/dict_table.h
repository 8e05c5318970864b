// The table of a dict: probing, growth, entries. Functions named *_locked need the dict's lock if it is published; the
// others may run beside a writer. None runs Python code but dict_lookup_py.
#pragma once

#include "runtime/num/hash.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace rt {

inline constexpr u32 kMinLog2Size = 3;
inline constexpr i64 kFreeIndex = -1, kDeletedIndex = -2;
// What a look-up without Python code says besides an entry: no such key; or only a comparison that may run Python code
// can tell.
inline constexpr i64 kAbsent = -1, kUndecided = -2;

inline u64 table_capacity(u32 log2_size) { return (u64{2} << log2_size) / 3; }
inline u64 index_width(u32 log2_size) { return log2_size <= 7 ? 1 : log2_size <= 15 ? 2 : log2_size <= 31 ? 4 : 8; }
inline u64 index_bytes(u32 log2_size) { return index_width(log2_size) << log2_size; }

template <class T>
inline gc::Atomic<T>& index_word(const DictTable* table, u64 slot) {
  return reinterpret_cast<gc::Atomic<T>*>(const_cast<DictTable*>(table))[~static_cast<i64>(slot)];
}
// Acquire pairs with store_index: whoever finds an entry's number sees the entry.
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

// Visits every slot, whatever the hash: i -> 5i + 1 + perturb, where perturb runs out of the hash's higher bits.
struct ProbeSequence {
  u64 mask, perturb, slot;
  ProbeSequence(const DictTable* table, i64 hash)
      : mask((u64{1} << table->log2_size) - 1), perturb(static_cast<u64>(hash)), slot(perturb & mask) {}
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
// Of a key found in the table; an empty key (just deleted) has any hash.
inline i64 entry_hash(const DictTable* table, u64 entry, Value key) {
  if (table->entry_size == 3) return static_cast<i64>(table->entries()[entry * 3].get().bits());
  return key ? plain_hash(key) : 0;
}

// Whether keys of equal hash, not identical, are equal: 1, 0, or -1 if Python code must say. `found` may be empty.
int equal_without_python(Value found, Value key);

// The whole search, for a key that does not stand at its first slot itself.
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

// The same for the name of a class attribute: a key that only Python code can compare is another key. Never kUndecided.
i64 find_class_attribute(const DictTable* table, Value name, i64 hash);

// ---- one dict

// What a look-up has found, and the state of the dict's keys in which it did. Entries of one table are only ever added
// at the end, and not used again after a deletion: what was found is valid while it is there, and nothing found stays
// true until something is added.
struct DictPlace {
  DictTable* table;
  u64 entries_used;
  i64 entry;  // or kAbsent
};
inline bool still_holds_locked(const Dict* dict, const DictPlace& place) {
  if (dict->table.load(gc::relaxed) != place.table) return false;
  if (place.entry >= 0) return bool(place.table->key(static_cast<u64>(place.entry)).get());
  return place.table->entries_used.load(gc::relaxed) == place.entries_used;
}
// Finds any key. False: a comparison raised.
bool dict_lookup_py(Thread& t, Dict* dict, Value key, i64 hash, DictPlace* place);

// Adds an absent key; takes both counts over on success. False: no memory (no error is set).
bool insert_locked(Thread& t, Dict* dict, Value key, i64 hash, Value value);
// Returns the old value, which the caller owns now.
inline Value replace_locked(DictTable* table, i64 entry, Value value) {
  Slot& slot = table->value(static_cast<u64>(entry));
  Value old = slot.get();
  slot.set_shared(value);
  count_change_locked(table);
  return old;
}
// Key and value, both counted, pass to the caller.
struct RemovedItem {
  Value key{}, value{};
};
RemovedItem remove_locked(Dict* dict, i64 entry);

// The table that all empty dicts share.
DictTable* empty_table();
// Null: no memory (no error is set).
DictTable* new_table(Thread& t, u32 log2_size, u32 entry_size);
u32 log2_size_for(u64 entries);
// A copy with counts of its own for the entries, without the deleted ones.
DictTable* copy_table_locked(Thread& t, const Dict* dict);
// The same beside writers, for the new dict `copy`. Null: somebody was writing, or no memory.
DictTable* copy_table_unlocked(Thread& t, const Dict* dict, const Dict* copy, u64* used);
// Frees the memory of a table of `dict`, after a grace period if need be. The entries' counts are not touched.
void free_table(Thread& t, const Dict* dict, DictTable* table);
// Releases the entries of a table that the dict has given up, and frees it.
void release_table(Thread& t, const Dict* dict, DictTable* table);

}  // namespace rt
