// set and frozenset: a hash table with open addressing and entries {hash, key}. The insertion order is not kept.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct SetTable;
struct Set : Object {
  gc::Atomic<u64> used;
  gc::Atomic<SetTable*> table;  // null: no items yet
  gc::Atomic<i64> hash;         // frozenset: 0 not computed
};

inline bool is_set(Value v) { return has_layout(v, TypeId::kSet); }              // set and subclasses
inline bool is_frozenset(Value v) { return has_layout(v, TypeId::kFrozenSet); }  // frozenset and subclasses
bool is_any_set(Value v);                                                        // set, frozenset and subclasses
inline Set* as_set(Value v) { return v.as<Set>(); }
Ref make_set(Thread& t);
Ref make_set_py(Thread& t, Value iterable);
Ref make_frozenset_py(Thread& t, Value iterable);  // an empty `iterable`: the empty frozenset
bool set_add_py(Thread& t, Set* set, Value item);
int set_contains_py(Thread& t, Set* set, Value item);
int set_discard_py(Thread& t, Set* set, Value item);  // 1 removed, 0 absent, -1 error
bool set_update_py(Thread& t, Set* set, Value iterable);
bool set_difference_update_py(Thread& t, Set* set, Value iterable);
bool set_symmetric_difference_update_py(Thread& t, Set* set, Value iterable);
// Iteration by position: *position starts at 0. False at the end. Tolerates changes (may skip or repeat items).
bool set_next(Thread& t, Set* set, u64* position, Ref* item);
// A new list of the items. It shows one consistent state of the set.
Ref set_items_list(Thread& t, Set* set);
Ref make_set_iterator(Thread& t, Value set);

}  // namespace rt
