// dict: compact and ordered. One table block holds an index array and the entries in insertion order, with the header
// between them, so that both are reached from the table's address alone:
//
//   indices, backwards (i8, i16, i32 or i64 each; -1 empty, -2 deleted) | DictTable | entries: {hash,} key, value
//
// Entries of tables whose keys are all exact str or small ints carry no hash (it is in the key). Keys are immutable
// once written (deleting empties them) and deleted entries are not reused before the table is replaced, so that a
// reader needs no lock: load the table (acquire), probe, load the value, count it, and look again if that failed.
// `keys_version` changes when a key is added or removed, never when a value is replaced: inline caches of globals
// remember it together with the entry's position.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct DictTable {
  u16 log2_size;            // index slots
  u16 entry_size;           // 2 or 3 words
  gc::Atomic<u32> changes;  // entries added, replaced and removed so far; for copies beside writers (container_parts.h)
  u64 usable;               // entries left before it must grow; under the lock
  u64 tail;                 // no entry from here on is in use; under the lock
  gc::Atomic<u64> entries_used;  // entries written, deleted ones included
  gc::Atomic<u64> keys_version;  // unique over all tables of the process; 0: none given yet
  Slot* entries() const { return reinterpret_cast<Slot*>(const_cast<DictTable*>(this) + 1); }
  Slot& key(u64 entry) const { return entries()[entry * entry_size + entry_size - 2]; }
  Slot& value(u64 entry) const { return entries()[entry * entry_size + entry_size - 1]; }
};
static_assert(sizeof(DictTable) == 40);

struct Dict : Object {
  gc::Atomic<u64> used;
  gc::Atomic<DictTable*> table;  // never null (an immortal empty table to begin with)
  u64 size() const { return used.load(gc::acquire); }
};

inline bool is_dict(Value v) { return has_layout(v, TypeId::kDict); }
inline bool is_exact_dict(Value v) { return is_exact(v, TypeId::kDict); }
inline Dict* as_dict(Value v) { return v.as<Dict>(); }

Ref make_dict(Thread& t, u64 expected = 0);
// ---- any key; may run __hash__ and __eq__. Missing key: empty without error.
Ref dict_get_py(Thread& t, Dict* dict, Value key);
bool dict_set_py(Thread& t, Dict* dict, Value key, Value value);
int dict_delete_py(Thread& t, Dict* dict, Value key);  // 1 deleted, 0 absent, -1 error
int dict_contains_py(Thread& t, Dict* dict, Value key);
Ref dict_pop_py(Thread& t, Dict* dict, Value key);  // removed value; empty without error if absent
Ref dict_setdefault_py(Thread& t, Dict* dict, Value key, Value value);
// ---- exact str keys: no Python code runs, unless the dict has keys of other types that are equal to a str
Ref dict_get_str(Thread& t, Dict* dict, Value key);
bool dict_set_str(Thread& t, Dict* dict, Value key, Ref value);
int dict_delete_str(Thread& t, Dict* dict, Value key);
Ref dict_get_cstr(Thread& t, Dict* dict, const char* key);
bool dict_set_cstr(Thread& t, Dict* dict, const char* key, Ref value);
// For inline caches: entry position of an exact str key, -1 if absent; *version becomes the table's keys_version, never
// 0.
i64 dict_find_str(Thread& t, Dict* dict, Value key, u64* version);
// ---- the attributes of classes, by exact str names: no Python code runs, a key that only Python code could compare to a name is not that name
i64 class_dict_find(Thread& t, Dict* dict, Value name, u64* version);  // as dict_find_str
bool class_dict_store(Thread& t, Dict* dict, Value name, Ref value);
bool class_dict_delete(Thread& t, Dict* dict, Value name);  // whether it was there
// Slot of the value of a key that is an exact str or a small int, to be read at once; null: absent. False: only Python
// code can tell.
bool dict_find_slot(const Dict* dict, Value key, const Slot** slot);
// The value at a position found before, if the version still holds. Empty: it does not, or the value was being
// replaced.
Ref dict_cached(Thread& t, Dict* dict, u64 version, i64 entry);

bool dict_update_py(Thread& t, Dict* dict, Value mapping_or_pairs);
bool dict_merge_py(Thread& t, Dict* dict, Value mapping, bool override_existing);
Ref dict_copy(Thread& t, Dict* dict);
void dict_clear(Thread& t, Dict* dict);
// Iteration by position: *position starts at 0. False at the end. Tolerates changes (may skip or see new entries).
bool dict_next(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value);
// The same backwards: *position starts at UINT64_MAX.
bool dict_previous(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value);
// In one consistent state: new lists.
Ref dict_keys_list(Thread& t, Dict* dict);
Ref dict_values_list(Thread& t, Dict* dict);
Ref dict_items_list(Thread& t, Dict* dict);
// Takes the entry that was inserted last: false without error if the dict is empty.
bool dict_popitem(Thread& t, Dict* dict, Ref* key, Ref* value);
// Are both dicts equal? 1, 0, -1.
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
