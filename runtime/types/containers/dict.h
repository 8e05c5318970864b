// dict: a compact, ordered hash table with open addressing. One block holds an array of indices and the entries in
// insertion order, with the header between them, so that the table's address leads to both:
//
//   indices, backwards (i8, i16, i32 or i64 each; -1 empty, -2 deleted) | DictTable | entries: {hash,} key, value
//
// If all keys are exact strs or small ints, the entries have no hash, because it can be read from the key.
//
// A reader needs no lock: it loads the table (acquire), probes, loads the value and counts it; if the count fails
// because the value is being destroyed, it probes again. This works because an entry's key is written once. A deletion
// empties the key and leaves a tombstone (index -2), and the entry is not used again before the table is replaced.
//
// `keys_version` changes when a key is added or removed, but not when a value is replaced, unless a lazy import takes
// its place. Inline caches of globals store it together with the entry's position.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct DictTable {
  u16 log2_size;                 // index slots
  u16 entry_size;                // 2 or 3 words
  gc::Atomic<u32> changes;       // entries added, replaced and removed so far; for lock-free copies (container_parts.h)
  u64 usable;                    // free entries before the table must grow; under the lock
  u64 tail;                      // no entry from here on is in use; under the lock
  gc::Atomic<u64> entries_used;  // entries written, deleted ones included
  gc::Atomic<u64> keys_version;  // unique over all tables of the process; 0: none given yet
  Slot* entries() const { return reinterpret_cast<Slot*>(const_cast<DictTable*>(this) + 1); }
  Slot& key(u64 entry) const { return entries()[entry * entry_size + entry_size - 2]; }
  Slot& value(u64 entry) const { return entries()[entry * entry_size + entry_size - 1]; }
};
static_assert(sizeof(DictTable) == 40);

struct Dict : Object {
  gc::Atomic<u64> used;
  gc::Atomic<DictTable*> table;  // never null: a new dict has an immortal empty table
  u64 size() const { return used.load(gc::acquire); }
};

inline bool is_dict(Value v) { return has_layout(v, TypeId::kDict); }
inline bool is_exact_dict(Value v) { return is_exact(v, TypeId::kDict); }
inline Dict* as_dict(Value v) { return v.as<Dict>(); }

Ref make_dict(Thread& t, u64 expected = 0);
// ---- keys of any type: may run __hash__ and __eq__. A missing key gives an empty result without error.
Ref dict_get_py(Thread& t, Dict* dict, Value key);
bool dict_set_py(Thread& t, Dict* dict, Value key, Value value);
int dict_delete_py(Thread& t, Dict* dict, Value key);  // 1 deleted, 0 absent, -1 error
int dict_contains_py(Thread& t, Dict* dict, Value key);
Ref dict_pop_py(Thread& t, Dict* dict, Value key);  // removed value; empty without error if absent
Ref dict_setdefault_py(Thread& t, Dict* dict, Value key, Value value);
// ---- exact str keys. Python code runs only if the dict has a key of another type with the same hash as the str; its
// __eq__ is then called.
Ref dict_get_str(Thread& t, Dict* dict, Value key);
bool dict_set_str(Thread& t, Dict* dict, Value key, Ref value);
// Adds an exact str that a private dict does not have as a key.
bool dict_add_str(Thread& t, Dict* dict, Value key, Ref value);
int dict_delete_str(Thread& t, Dict* dict, Value key);
Ref dict_get_cstr(Thread& t, Dict* dict, const char* key);
bool dict_set_cstr(Thread& t, Dict* dict, const char* key, Ref value);
// For inline caches: the entry's position for an exact str key, -1 if absent. *version: the table's keys_version, never
// 0. No Python code runs.
i64 dict_find_str(Thread& t, Dict* dict, Value key, u64* version);
// ---- the attributes of classes, by exact str names
// No Python code runs: a key that only Python code could compare with a name counts as different.
i64 class_dict_find(Thread& t, Dict* dict, Value name, u64* version);  // as dict_find_str
bool class_dict_store(Thread& t, Dict* dict, Value name, Ref value);
bool class_dict_delete(Thread& t, Dict* dict, Value name);  // false: the name was absent
// The slot of the value for a key that is an exact str or a small int; null: absent. The slot must be read before the
// next safepoint. False: only a comparison by Python code can decide.
bool dict_find_slot(const Dict* dict, Value key, const Slot** slot);
// The value at a position that was found before, if keys_version is still `version`. Empty without error: the version
// has changed, or another thread is replacing the value.
Ref dict_cached(Thread& t, Dict* dict, u64 version, i64 entry);

bool dict_update_py(Thread& t, Dict* dict, Value mapping_or_pairs);
bool dict_merge_py(Thread& t, Dict* dict, Value mapping, bool override_existing);
Ref dict_copy(Thread& t, Dict* dict);
// True if every key is a str or an instance of a subclass. For a dict that no other thread can change.
bool dict_has_only_texts(const Dict* dict);
void dict_clear(Thread& t, Dict* dict);
// Iteration by position: *position starts at 0. False at the end. Tolerates changes (may skip or see new entries).
bool dict_next(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value);
// The same backwards: *position starts at UINT64_MAX.
bool dict_previous(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value);
// New lists of the keys, values or (key, value) tuples. Each shows one consistent state of the dict.
Ref dict_keys_list(Thread& t, Dict* dict);
Ref dict_values_list(Thread& t, Dict* dict);
Ref dict_items_list(Thread& t, Dict* dict);
// Removes the entry that was inserted last. False without error: the dict is empty.
bool dict_popitem(Thread& t, Dict* dict, Ref* key, Ref* value);
// 1 if the dicts are equal, else 0; -1: error.
int dict_equal_py(Thread& t, Dict* a, Dict* b);

// ---- views and their iterators (dict_views.cpp, dict_iterators.cpp)

struct DictView : Object {
  Slot dict;
};
inline Dict* dict_of_view(Value view) { return as_dict(view.as<DictView>()->dict.get()); }  // never changes
Ref make_dict_view(Thread& t, TypeId id, Value dict);

// `id`: one of the six iterator types.
Ref make_dict_iterator(Thread& t, TypeId id, Value dict);

}  // namespace rt
