// The operations on one set that native code uses. Reading and writing follow the rules of dict.cpp. Operations on two
// sets are in set_algebra.cpp, sets from iterables in set_update.cpp.
#include "runtime/types/containers/set.h"

#include "gc/refcount/object_lock.h"
#include "gc/threads/watch.h"
#include "runtime/types/containers/list_changes.h"
#include "runtime/types/containers/set_table.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

bool is_any_set(Value v) {
  return is_exact(v, TypeId::kSet) || is_exact(v, TypeId::kFrozenSet) || is_set(v) || is_frozenset(v);
}

Ref make_set_of_type(Thread& t, Type* type) {
  if (type != kSetType && type != kFrozenSetType) return allocate_instance(t, type);  // all zeros is an empty set
  Set* set = allocate_exact<Set>(t, type == kSetType ? TypeId::kSet : TypeId::kFrozenSet, sizeof(Set), true);
  if (!set) [[unlikely]]
    return Ref();
  set->used.store(0, gc::relaxed);
  set->table.store(nullptr, gc::relaxed);
  set->hash.store(0, gc::relaxed);
  gc::tell_made(t, set);
  return Ref::steal(set);
}

Ref make_set(Thread& t) { return make_set_of_type(t, kSetType); }

bool set_hash_py(Thread& t, Value* key, bool lookup_only, i64* hash, Ref* stand_in) {
  *key = key->stripped();
  if (is_plain_key(*key)) {
    *hash = plain_hash(*key);
    return true;
  }
  if (hash_py(t, *key, hash)) return true;
  if (!lookup_only || !is_set(*key) || !error_is(t, kTypeErrorType))
    return explain_unhashable_py(t, *key, "set element");
  clear_error(t);
  *stand_in = copy_set(t, kFrozenSetType, as_set(*key));
  *key = *stand_in;
  return *stand_in && hash_py(t, *key, hash);
}

int set_contains_hashed_py(Thread& t, Set* set, Value key, i64 hash) {
  gc::assert_accessible(t, set);
  i64 entry = set_find_plain(set->table.load(gc::acquire), key, hash);
  if (entry != kUndecided) return entry >= 0;
  SetPlace place;
  if (!set_lookup_py(t, set, key, hash, &place)) return -1;
  return place.entry >= 0;
}

int set_contains_py(Thread& t, Set* set, Value item) {
  item = item.stripped();
  if (is_plain_key(item)) return set_contains_hashed_py(t, set, item, plain_hash(item));
  i64 hash;
  Ref stand_in;
  return set_hash_py(t, &item, true, &hash, &stand_in) ? set_contains_hashed_py(t, set, item, hash) : -1;
}

namespace {

enum class Done { kYes, kNo, kRetry, kNoMemory };

Done add_locked(Thread& t, Set* set, Value key, i64 hash) {
  ASSERT(gc::lock_held_or_private(set));
  if (!set_insert_locked(t, set, key, hash)) return Done::kNoMemory;
  incref(t, key);
  return Done::kYes;
}

TINYPY_INLINE Done add_plain(Thread& t, Set* set, Value key, i64 hash) {
  return gc::with_lock(set, [&t, set, key, hash]() TINYPY_INLINE_LAMBDA {
    bool ok;
    i64 entry = set_find_or_insert_locked(t, set, key, hash, &ok);
    if (!ok) return Done::kNoMemory;
    return entry >= 0 ? Done::kNo : entry == kAbsent ? Done::kYes : Done::kRetry;
  });
}

Done add_at(Thread& t, Set* set, Value key, i64 hash, const SetPlace& place) {
  gc::ObjectLock lock(set);
  if (!still_holds_locked(set, place)) return Done::kRetry;
  return place.entry >= 0 ? Done::kNo : add_locked(t, set, key, hash);
}

struct Removed {
  Done done;
  Value item{};  // the holder owns its count
};
TINYPY_INLINE Removed remove_plain(Set* set, Value key, i64 hash) {
  return gc::with_lock(set, [set, key, hash]() TINYPY_INLINE_LAMBDA -> Removed {
    i64 entry = set_find_plain(set->table.load(gc::relaxed), key, hash);
    if (entry < 0) return {entry == kUndecided ? Done::kRetry : Done::kNo};
    return {Done::kYes, set_remove_locked(set, entry)};
  });
}

Done remove_at(Set* set, const SetPlace& place, Value* removed) {
  gc::ObjectLock lock(set);
  if (!still_holds_locked(set, place)) return Done::kRetry;
  *removed = set_remove_locked(set, place.entry);
  return Done::kYes;
}

}  // namespace

int set_remove_hashed_py(Thread& t, Set* set, Value key, i64 hash) {
  gc::assert_accessible(t, set);
  auto [done, removed] = remove_plain(set, key, hash);
  while (done == Done::kRetry) {
    SetPlace place;
    if (!set_lookup_py(t, set, key, hash, &place)) return -1;
    done = place.entry < 0 ? Done::kNo : remove_at(set, place, &removed);
  }
  decref(t, removed);
  return done == Done::kYes;
}

bool set_add_hashed_py(Thread& t, Set* set, Value key, i64 hash) {
  gc::assert_accessible(t, set);
  before_store(t, set, key);
  Done done = add_plain(t, set, key, hash);
  while (done == Done::kRetry) {
    SetPlace place;
    if (!set_lookup_py(t, set, key, hash, &place)) return false;
    before_store(t, set, key);  // again, because Python code may have published the set in between
    done = add_at(t, set, key, hash, place);
  }
  return done != Done::kNoMemory || raise_memory_error(t);
}

bool set_add_py(Thread& t, Set* set, Value item) {
  item = item.stripped();
  if (is_plain_key(item)) {
    i64 plain = plain_hash(item);
    before_store(t, set, item);
    Done done = add_plain(t, set, item, plain);
    if (done == Done::kYes || done == Done::kNo) [[likely]]
      return true;
    return set_add_hashed_py(t, set, item, plain);
  }
  i64 hash;
  Ref stand_in;
  return set_hash_py(t, &item, false, &hash, &stand_in) && set_add_hashed_py(t, set, item, hash);
}

int set_discard_py(Thread& t, Set* set, Value item) {
  i64 hash;
  Ref stand_in;
  return set_hash_py(t, &item, true, &hash, &stand_in) ? set_remove_hashed_py(t, set, item, hash) : -1;
}

// ---- whole sets

bool set_next(Thread& t, Set* set, u64* position, Ref* item) {
  i64 hash;
  return set_next_hashed(t, set, position, item, &hash);
}

namespace {

// Copies the n items of the set, without its lock, to an empty list with room for them. False: the set does not have n
// items, or another thread has changed it.
bool take_items_unlocked(Thread& t, const Set* set, List* list, u64 n) {
  const SetTable* table = set->table.load(gc::acquire);
  u32 changes = table ? table->changes.load(gc::acquire) : 0;
  Slot* items = n ? list->storage.load(gc::relaxed)->items : nullptr;
  u64 found = 0;
  for (u64 i = 0; table && i <= table->mask; ++i) {
    Value key = table->entries[i].key.get_shared();
    if (!is_item(key)) continue;
    if (found == n) return false;
    items[found++].set(key);
  }
  if (found != n || (table && !is_unchanged(set, table, changes))) return false;
  if (!count_read_items(t, items, n)) return false;
  list->length.store(n, gc::relaxed);
  return true;
}

}  // namespace

Ref set_items_list(Thread& t, Set* set) {
  gc::assert_accessible(t, set);
  for (bool lock_free = is_shared(set);; lock_free = false) {
    u64 n = set->used.load(gc::acquire);
    Ref result = make_list(t, n);
    if (!result) return Ref();
    if (lock_free && take_items_unlocked(t, set, as_list(result), n)) return result;
    if (lock_free) continue;
    gc::ObjectLock lock(set);
    if (set->used.load(gc::relaxed) != n) continue;
    const SetTable* table = set->table.load(gc::relaxed);
    for (u64 i = 0; n && i <= table->mask; ++i) {
      Value key = table->entries[i].key.get();
      if (key && key != kRemoved && !list_append(t, as_list(result), key)) return Ref();
    }
    return result;
  }
}

// Copies the table of a set that other threads may change, for the new set `owner`.
[[gnu::noinline]] static SetTable* copy_shared_table(Thread& t, Set* set, const Set* owner, u64 more, bool* ok) {
  SetTable* table = copy_set_table_unlocked(t, set, owner, more, ok);
  if (*ok) return table;
  gc::ObjectLock lock(set);
  return copy_set_table_locked(t, set, more, ok);
}

Ref copy_set(Thread& t, Type* type, Set* set, u64 more) {
  gc::assert_accessible(t, set);
  Ref result = make_set_of_type(t, type);
  if (!result) return Ref();
  bool ok;
  SetTable* table =
      is_shared(set) ? copy_shared_table(t, set, as_set(result), more, &ok) : copy_set_table_locked(t, set, more, &ok);
  if (!ok) return raise_memory_error(t);
  as_set(result)->table.store(table, gc::relaxed);
  as_set(result)->used.store(fill_of(table), gc::relaxed);
  return result;
}

void set_clear(Thread& t, Set* set) {
  SetTable* table;
  {
    gc::ObjectLock lock(set);
    table = set->table.load(gc::relaxed);
    set->table.store(nullptr, gc::release);
    set->used.store(0, gc::release);
  }
  release_set_table(t, set, table);
}

void set_swap(Thread& t, Set* set, Ref other) {
  before_store(t, set, other);  // publishes `other` with all its items if `set` is published
  Set* from = as_set(other);
  gc::ObjectLock lock(set);
  SetTable* table = set->table.load(gc::relaxed);
  u64 used = set->used.load(gc::relaxed);
  set->table.store(from->table.load(gc::relaxed), gc::release);
  set->used.store(from->used.load(gc::relaxed), gc::release);
  from->table.store(table, gc::relaxed);
  from->used.store(used, gc::relaxed);
}

Ref set_pop(Thread& t, Set* set) {
  gc::assert_accessible(t, set);
  gc::ObjectLock lock(set);
  if (set->used.load(gc::relaxed) == 0) return Ref();
  SetTable* table = set->table.load(gc::relaxed);
  u64 i = table->finger & table->mask;
  for (Value key = table->entries[i].key.get(); !key || key == kRemoved; key = table->entries[i].key.get())
    i = (i + 1) & table->mask;
  table->finger = i + 1;
  return Ref::steal(set_remove_locked(set, static_cast<i64>(i)));
}

}  // namespace rt
