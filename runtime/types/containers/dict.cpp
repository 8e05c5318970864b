// The operations of dict.
//
// Reading a published dict needs no lock: the found value is counted, and if the count fails because the value is being
// destroyed, the look-up starts again. Changes need the dict's lock. No Python code may run under that lock: if the
// comparison of keys may run Python code, the key is looked up before the lock is taken, and again if the dict has
// changed in between.
#include "runtime/types/containers/dict.h"

#include "gc/refcount/object_lock.h"
#include "gc/threads/watch.h"
#include "runtime/types/classes/attribute_dict.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

namespace {

// Version 1 is that of the empty table. Inline caches store 32 bits of a version, so a table with a larger version is
// not cached.
gc::Atomic<u64> g_next_version{2};

constexpr int kLockFreeTurns = 4;

bool hash_key_py(Thread& t, const Dict* dict, Value key, i64* hash) {
  if (is_plain_key(key)) {
    *hash = plain_hash(key);
    return true;
  }
  bool ok = is_exact_tuple(key) ? tuple_hash_py(t, as_tuple(key), hash) : hash_py(t, key, hash);
  return ok || explain_unhashable_py(t, key, is_frozendict(Value(dict)) ? "frozendict key" : "dict key");
}

// Reads and counts the value of an entry. kLost: another thread is replacing or removing the value.
enum class Read { kGot, kAbsent, kLost };
Read read_value(Thread& t, const Dict* dict, const DictTable* table, i64 entry, Ref* out) {
  Value v = table->value(static_cast<u64>(entry)).get_shared();
  if (!v) return Read::kAbsent;
  if (!is_shared(dict)) {
    *out = Ref::share(t, v);
    return Read::kGot;
  }
  if (v.is_counted() && !gc::try_incref_found(t, v.object())) return Read::kLost;
  *out = Ref::steal(v);
  return Read::kGot;
}

// Looks a key up with the lock held: then every value in the table is alive, and the count cannot fail.
Ref get_locked(Thread& t, Dict* dict, Value key, i64 hash, bool* undecided) {
  gc::ObjectLock lock(dict);
  DictTable* table = dict->table.load(gc::relaxed);
  i64 entry = find_plain(table, key, hash);
  *undecided = entry == kUndecided;
  return entry >= 0 ? Ref::share(t, table->value(static_cast<u64>(entry)).get()) : Ref();
}

// get_plain() of a shared dict. It is a function of its own, so that the code for private dicts is small enough to be
// inlined.
[[gnu::noinline]] Ref get_plain_shared(Thread& t, Dict* dict, Value key, i64 hash, bool* undecided) {
  *undecided = false;
  for (int turn = 0; turn < kLockFreeTurns; ++turn) {
    DictTable* table = dict->table.load(gc::acquire);
    i64 entry = find_plain(table, key, hash);
    if (entry < 0) {
      *undecided = entry == kUndecided;
      return Ref();
    }
    Ref value;
    if (read_value(t, dict, table, entry, &value) != Read::kLost) return value;
  }
  return get_locked(t, dict, key, hash, undecided);
}

// Looks up a key that is an exact str or a small int. *undecided: only dict_lookup_py() can decide.
TINYPY_INLINE Ref get_plain(Thread& t, Dict* dict, Value key, i64 hash, bool* undecided) {
  if (is_shared(dict)) [[unlikely]]
    return get_plain_shared(t, dict, key, hash, undecided);
  const DictTable* table = dict->table.load(gc::relaxed);
  i64 entry = find_plain(table, key, hash);
  *undecided = entry == kUndecided;
  return entry >= 0 ? Ref::share(t, table->value(static_cast<u64>(entry)).get()) : Ref();
}

Ref get_general_py(Thread& t, Dict* dict, Value key, i64 hash) {
  for (;;) {
    DictPlace place;
    if (!dict_lookup_py(t, dict, key, hash, &place) || place.entry < 0) return Ref();
    Ref value;
    if (read_value(t, dict, place.table, place.entry, &value) != Read::kLost) return value;
    if (!poll_py(t)) return Ref();
  }
}

enum class Done { kYes, kNo, kRetry, kNoMemory, kMoved };

// True if `home` no longer holds the dict. Null: no such condition. The lock is held (attribute_dict.h).
bool has_moved_locked(Dict* dict, const Slot* home) {
  ASSERT(gc::lock_held_or_private(dict));
  return home && home->get_shared() != Value(dict);
}

// Stores `value` at the entry that a look-up has found, or adds an entry. Afterwards `value` holds the old value, or
// the value itself if it has not been stored. The lock is held.
Done store_at_locked(Thread& t, Dict* dict, i64 entry, Value key, i64 hash, Ref& value) {
  ASSERT(gc::lock_held_or_private(dict));
  if (entry >= 0) {
    value = Ref::steal(replace_locked(dict->table.load(gc::relaxed), entry, value.release()));
    return Done::kYes;
  }
  if (!insert_locked(t, dict, key, hash, value)) return Done::kNoMemory;
  incref(t, key);
  (void)value.release();
  return Done::kYes;
}

Done store_general_py(Thread& t, Dict* dict, const Slot* home, Value key, i64 hash, Ref& value) {
  for (;;) {
    DictPlace place;
    if (!dict_lookup_py(t, dict, key, hash, &place)) return Done::kNo;
    before_store(t, dict, key);
    before_store(t, dict, value);
    gc::ObjectLock lock(dict);
    if (has_moved_locked(dict, home)) return Done::kMoved;
    if (still_holds_locked(dict, place)) return store_at_locked(t, dict, place.entry, key, hash, value);
  }
}

Done store_plain(Thread& t, Dict* dict, const Slot* home, Value key, i64 hash, Ref& value) {
  if (!is_shared(dict)) [[likely]] {
    i64 entry = find_plain(dict->table.load(gc::relaxed), key, hash);
    return entry == kUndecided ? Done::kRetry : store_at_locked(t, dict, entry, key, hash, value);
  }
  before_store(t, dict, key);
  before_store(t, dict, value);
  gc::ObjectLock lock(dict);
  if (has_moved_locked(dict, home)) return Done::kMoved;
  i64 entry = find_plain(dict->table.load(gc::relaxed), key, hash);
  return entry == kUndecided ? Done::kRetry : store_at_locked(t, dict, entry, key, hash, value);
}

// The general store. kYes, kMoved, or kNo: an error is pending.
Done store_at_py(Thread& t, Dict* dict, const Slot* home, Value key, i64 hash, Ref& value) {
  Done done = store_plain(t, dict, home, key, hash, value);
  if (done == Done::kRetry) done = store_general_py(t, dict, home, key, hash, value);
  if (done != Done::kNoMemory) return done;
  raise_memory_error(t);
  return Done::kNo;
}

bool store_py(Thread& t, Dict* dict, Value key, i64 hash, Ref value) {
  return store_at_py(t, dict, nullptr, key, hash, value) == Done::kYes;
}

// A removed entry: if `done` is kYes, the holder owns the counts of key and value.
struct Removed {
  Done done;
  RemovedItem item{};
};
TINYPY_INLINE Removed remove_plain(Dict* dict, const Slot* home, Value key, i64 hash) {
  return gc::with_lock(dict, [dict, home, key, hash]() TINYPY_INLINE_LAMBDA -> Removed {
    if (has_moved_locked(dict, home)) return {Done::kMoved};
    i64 entry = find_plain(dict->table.load(gc::relaxed), key, hash);
    if (entry < 0) return {entry == kUndecided ? Done::kRetry : Done::kNo};
    return {Done::kYes, remove_locked(dict, entry)};
  });
}

Done remove_at(Dict* dict, const Slot* home, const DictPlace& place, RemovedItem* item) {
  gc::ObjectLock lock(dict);
  if (has_moved_locked(dict, home)) return Done::kMoved;
  if (!still_holds_locked(dict, place)) return Done::kRetry;
  *item = remove_locked(dict, place.entry);
  return Done::kYes;
}

// 1 removed, 0 absent or *moved, -1 error. The key is stripped.
int remove_hashed_py(Thread& t, Dict* dict, const Slot* home, Value key, i64 hash, Ref* value, bool* moved) {
  gc::assert_accessible(t, dict);
  auto [done, item] = remove_plain(dict, home, key, hash);
  while (done == Done::kRetry) {
    DictPlace place;
    if (!dict_lookup_py(t, dict, key, hash, &place)) return -1;
    done = place.entry < 0 ? Done::kNo : remove_at(dict, home, place, &item);
  }
  if (done == Done::kMoved) *moved = true;
  if (done != Done::kYes) return 0;
  *value = Ref::steal(item.value);
  decref(t, item.key);
  return 1;
}

int remove_py(Thread& t, Dict* dict, const Slot* home, Value key, Ref* value, bool* moved) {
  key = key.stripped();
  i64 hash;
  return hash_key_py(t, dict, key, &hash) ? remove_hashed_py(t, dict, home, key, hash, value, moved) : -1;
}

}  // namespace

Ref make_dict(Thread& t, u64 expected) {
  Dict* dict = allocate_exact<Dict>(t, TypeId::kDict, sizeof(Dict), true);
  if (!dict) [[unlikely]]
    return Ref();
  dict->used.store(0, gc::relaxed);
  dict->table.store(empty_table(), gc::relaxed);
  gc::tell_made(t, dict);
  Ref result = Ref::steal(dict);
  if (expected) {
    constexpr u64 kMostReserved = u64{1} << 20;
    DictTable* table = new_table(t, log2_size_for(expected < kMostReserved ? expected : kMostReserved), 2);
    if (!table) return raise_memory_error(t);
    dict->table.store(table, gc::relaxed);
  }
  return result;
}

// ---- any key

Ref dict_get_hashed_py(Thread& t, Dict* dict, Value key, i64 hash) {
  gc::assert_accessible(t, dict);
  bool undecided;
  Ref value = get_plain(t, dict, key, hash, &undecided);
  return undecided ? get_general_py(t, dict, key, hash) : std::move(value);
}

Ref dict_get_py(Thread& t, Dict* dict, Value key) {
  key = key.stripped();
  i64 hash;
  return hash_key_py(t, dict, key, &hash) ? dict_get_hashed_py(t, dict, key, hash) : Ref();
}

namespace {

bool goes_into_published(Value v) { return !v.is_counted() || v.object()->published(); }

// Replaces the value of a plain key if the key is present; the caller must release *old. The lock is held.
TINYPY_INLINE bool replace_plain_locked(Thread& t, Dict* dict, Value key, i64 hash, Value value, Value* old) {
  ASSERT(gc::lock_held_or_private(dict));
  DictTable* table = dict->table.load(gc::relaxed);
  i64 entry = find_plain(table, key, hash);
  if (entry < 0) return false;
  if (value.is_counted()) gc::incref(t, value.object());
  *old = replace_locked(table, entry, value);
  return true;
}

// Fast path of the most frequent store into a published dict: the key is present. False: nothing has been done, and the
// general path must store the value.
[[gnu::noinline]] bool replace_published(Thread& t, Dict* dict, Value key, i64 hash, Value value) {
  u32 meta = dict->meta.load(gc::relaxed);
  if (!goes_into_published(value) || !gc::try_lock_object(dict, meta)) return false;
  Value old;
  bool done = replace_plain_locked(t, dict, key, hash, value, &old);
  gc::unlock_object(dict);
  decref(t, old);
  return done;
}
// The same if this thread has reserved the dict (gc/refcount/object_lock.h).
TINYPY_INLINE bool replace_reserved(Thread& t, Dict* dict, Value key, i64 hash, Value value) {
  gc::ReservationWords& mine = gc::own_reservations().objects.words();
  if (!goes_into_published(value) || !mine.enter(dict)) [[unlikely]]
    return false;
  gc::note_locked(dict);
  Value old;
  bool done = replace_plain_locked(t, dict, key, hash, value, &old);
  gc::note_unlocked(dict);
  mine.leave();
  if (old.is_counted()) [[unlikely]]
    gc::decref(t, old.object());
  return done;
}

}  // namespace

TINYPY_INLINE static bool set_hashed_py(Thread& t, Dict* dict, Value key, i64 hash, Value value) {
  value = value.stripped();
  if (!is_shared(dict)) [[likely]] {
    DictTable* table = dict->table.load(gc::relaxed);
    i64 entry = find_plain(table, key, hash);
    if (entry >= 0) {
      incref(t, value);
      decref(t, replace_locked(table, entry, value));
      return true;
    }
    if (entry == kAbsent) {
      if (!insert_locked(t, dict, key, hash, value)) [[unlikely]]
        return raise_memory_error(t);
      incref(t, key);
      incref(t, value);
      return true;
    }
  } else if (replace_reserved(t, dict, key, hash, value) || replace_published(t, dict, key, hash, value)) {
    return true;
  }
  return store_py(t, dict, key, hash, Ref::share(t, value));
}

bool dict_set_py(Thread& t, Dict* dict, Value key, Value value) {
  gc::assert_accessible(t, dict);
  key = key.stripped();
  i64 hash;
  return hash_key_py(t, dict, key, &hash) && set_hashed_py(t, dict, key, hash, value);
}

bool dict_set_hashed_py(Thread& t, Dict* dict, Value key, i64 hash, Value value) {
  gc::assert_accessible(t, dict);
  return set_hashed_py(t, dict, key, hash, value);
}

int dict_delete_py(Thread& t, Dict* dict, Value key) {
  Ref value;
  return remove_py(t, dict, nullptr, key, &value, nullptr);
}

int dict_contains_py(Thread& t, Dict* dict, Value key) {
  key = key.stripped();
  i64 hash;
  return hash_key_py(t, dict, key, &hash) ? dict_contains_hashed_py(t, dict, key, hash) : -1;
}

int dict_contains_hashed_py(Thread& t, Dict* dict, Value key, i64 hash) {
  gc::assert_accessible(t, dict);
  i64 entry = find_plain(dict->table.load(gc::acquire), key, hash);
  if (entry != kUndecided) return entry >= 0;
  DictPlace place;
  if (!dict_lookup_py(t, dict, key, hash, &place)) return -1;
  return place.entry >= 0;
}

Ref dict_pop_hashed_py(Thread& t, Dict* dict, Value key, i64 hash) {
  Ref value;
  remove_hashed_py(t, dict, nullptr, key, hash, &value, nullptr);
  return value;
}

Ref dict_pop_py(Thread& t, Dict* dict, Value key) {
  Ref value;
  remove_py(t, dict, nullptr, key, &value, nullptr);
  return value;
}

namespace {

// The value of the entry that a look-up has found; if there is none, `inserted` is added and returned. Counted. Empty:
// out of memory, no error is set.
Value get_or_insert_locked(Thread& t, Dict* dict, i64 entry, Value key, i64 hash, Value inserted) {
  ASSERT(gc::lock_held_or_private(dict));
  if (entry >= 0) return Ref::share(t, dict->table.load(gc::relaxed)->value(static_cast<u64>(entry)).get()).release();
  if (!insert_locked(t, dict, key, hash, inserted)) return Value();
  incref(t, key);
  incref(t, inserted);
  return Ref::share(t, inserted).release();
}

struct Settled {
  Done done;
  Value value{};
};
Settled settled(Value value) { return {value ? Done::kYes : Done::kNoMemory, value}; }

TINYPY_INLINE Settled setdefault_plain(Thread& t, Dict* dict, Value key, i64 hash, Value value) {
  before_store(t, dict, key);
  before_store(t, dict, value);
  return gc::with_lock(dict, [&t, dict, key, hash, value]() TINYPY_INLINE_LAMBDA -> Settled {
    i64 entry = find_plain(dict->table.load(gc::relaxed), key, hash);
    if (entry == kUndecided) return {Done::kRetry};
    return settled(get_or_insert_locked(t, dict, entry, key, hash, value));
  });
}

Settled setdefault_general_py(Thread& t, Dict* dict, Value key, i64 hash, Value value) {
  Ref inserted = Ref::share(t, value);
  for (;;) {
    DictPlace place;
    if (!dict_lookup_py(t, dict, key, hash, &place)) return {Done::kNo};
    before_store(t, dict, key);
    before_store(t, dict, inserted);
    gc::ObjectLock lock(dict);
    if (still_holds_locked(dict, place))
      return settled(get_or_insert_locked(t, dict, place.entry, key, hash, inserted));
  }
}

}  // namespace

Ref dict_setdefault_py(Thread& t, Dict* dict, Value key, Value value) {
  key = key.stripped();
  i64 hash;
  return hash_key_py(t, dict, key, &hash) ? dict_setdefault_hashed_py(t, dict, key, hash, value) : Ref();
}

Ref dict_setdefault_hashed_py(Thread& t, Dict* dict, Value key, i64 hash, Value value) {
  gc::assert_accessible(t, dict);
  value = value.stripped();
  Settled end = setdefault_plain(t, dict, key, hash, value);
  if (end.done == Done::kRetry) [[unlikely]]
    end = setdefault_general_py(t, dict, key, hash, value);
  if (end.done == Done::kNoMemory) [[unlikely]]
    return raise_memory_error(t);
  return Ref::steal(end.value);
}

// ---- exact str keys

// lint: name: borrow: a key that is no str may have the same hash and an __eq__; most dicts have only strs
Ref dict_get_str(Thread& t, Dict* dict, Value key) {
  gc::assert_accessible(t, dict);
  key = key.stripped();
  bool undecided;
  i64 hash = hash_of_str(key);
  Ref value = get_plain(t, dict, key, hash, &undecided);
  return undecided ? get_general_py(t, dict, key, hash) : std::move(value);
}

// lint: name: borrow: as dict_get_str()
bool dict_set_str(Thread& t, Dict* dict, Value key, Ref value) {
  gc::assert_accessible(t, dict);
  key = key.stripped();
  return store_py(t, dict, key, hash_of_str(key), std::move(value));
}

bool dict_add_str(Thread& t, Dict* dict, Value key, Ref value) {
  ASSERT(!is_shared(dict) && dict_peek(t, dict, key) == Value());
  if (!insert_locked(t, dict, key, hash_of_str(key), value)) return raise_memory_error(t);
  incref(t, key);
  (void)value.release();
  return true;
}

// lint: name: borrow: as dict_get_str()
int dict_delete_str(Thread& t, Dict* dict, Value key) { return dict_delete_py(t, dict, key); }

// lint: name: borrow: as dict_get_str()
bool dict_set_str_at(Thread& t, const Slot& home, Dict* dict, Value key, Ref& value, bool* moved) {
  gc::assert_accessible(t, dict);
  key = key.stripped();
  Done done = store_at_py(t, dict, &home, key, hash_of_str(key), value);
  *moved = done == Done::kMoved;
  return done == Done::kYes;
}

// lint: name: borrow: as dict_get_str()
int dict_delete_str_at(Thread& t, const Slot& home, Dict* dict, Value key, bool* moved) {
  Ref value;
  *moved = false;
  return remove_py(t, dict, &home, key, &value, moved);
}

void replace_dict_at(Thread& t, Object* owner, Slot& home, Ref dict) {
  before_store(t, owner, dict);
  for (;;) {
    Ref old = load_field(t, owner, home);
    if (!old && home.compare_exchange(Value(), dict.get())) {
      (void)dict.release();
      return;
    }
    if (!old) continue;
    gc::ObjectLock lock(old.get().object());
    if (home.get_shared() != old.get()) continue;
    home.set_shared(dict.release());
    dict = Ref::steal(old.get());  // the slot's count of the old dict, released at the end
    return;
  }
}

// lint: name: borrow: as dict_get_str()
Ref dict_get_cstr(Thread& t, Dict* dict, const char* key) {
  Ref name = make_str(t, key);
  return name ? dict_get_str(t, dict, name) : Ref();
}

// lint: name: borrow: as dict_get_str()
bool dict_set_cstr(Thread& t, Dict* dict, const char* key, Ref value) {
  Ref name = value ? intern(t, key) : Ref();
  return name && dict_set_str(t, dict, name, std::move(value));
}

bool dict_find_slot(const Dict* dict, Value key, const Slot** slot) {
  const DictTable* table = dict->table.load(gc::acquire);
  i64 entry = find_plain(table, key, plain_hash(key));
  *slot = entry >= 0 ? &table->value(static_cast<u64>(entry)) : nullptr;
  return entry != kUndecided;
}

namespace {

// A version stands for one state of the keys, so it is read before and after the look-up. A table without a version
// gets one under the lock.
template <class Find>
TINYPY_INLINE i64 find_with_version(Thread& t, Dict* dict, Value key, u64* version, Find find) {
  gc::assert_accessible(t, dict);
  key = key.stripped();
  i64 hash = hash_of_str(key);
  for (;;) {
    DictTable* table = dict->table.load(gc::acquire);
    *version = table->keys_version.load(gc::acquire);
    i64 entry = find(table, key, hash);
    if (*version && table->keys_version.load(gc::acquire) == *version) return entry >= 0 ? entry : kAbsent;
    gc::ObjectLock lock(dict);
    table = dict->table.load(gc::relaxed);
    if (table->keys_version.load(gc::relaxed) == 0) {
      table->keys_version.store(g_next_version.fetch_add(1, gc::relaxed), gc::release);
    }
  }
}

}  // namespace

i64 dict_find_str(Thread& t, Dict* dict, Value key, u64* version) {
  return find_with_version(t, dict, key, version, find_plain);
}

i64 class_dict_find(Thread& t, Dict* dict, Value name, u64* version) {
  return find_with_version(t, dict, name, version, find_class_attribute);
}

bool class_dict_store(Thread& t, Dict* dict, Value name, Ref value) {
  name = name.stripped();
  before_store(t, dict, name);
  before_store(t, dict, value);
  gc::ObjectLock lock(dict);
  i64 hash = hash_of_str(name), entry = find_class_attribute(dict->table.load(gc::relaxed), name, hash);
  return store_at_locked(t, dict, entry, name, hash, value) == Done::kYes || raise_memory_error(t);
}

bool class_dict_delete(Thread& t, Dict* dict, Value name) {
  RemovedItem item;
  {
    gc::ObjectLock lock(dict);
    i64 entry = find_class_attribute(dict->table.load(gc::relaxed), name.stripped(), hash_of_str(name));
    if (entry < 0) return false;
    item = remove_locked(dict, entry);
  }
  decref(t, item.key);
  decref(t, item.value);
  return true;
}

// Tries once only. A loop might not end: if the dict gets another table, the slot in the old one keeps its dead value.
Ref dict_cached(Thread& t, Dict* dict, u64 version, i64 entry) {
  DictTable* table = dict->table.load(gc::acquire);
  Ref value;
  if (table->keys_version.load(gc::relaxed) == version) read_value(t, dict, table, entry, &value);
  return value;
}

// ---- whole dicts

Ref dict_copy(Thread& t, Dict* dict) {
  gc::assert_accessible(t, dict);
  Ref result = make_dict(t);
  if (!result) return Ref();
  u64 used;
  DictTable* table = is_shared(dict) ? copy_table_unlocked(t, dict, as_dict(result), &used) : nullptr;
  if (!table) {
    gc::ObjectLock lock(dict);
    table = copy_table_locked(t, dict);
    used = dict->used.load(gc::relaxed);
  }
  if (!table) return raise_memory_error(t);
  as_dict(result)->table.store(table, gc::relaxed);
  as_dict(result)->used.store(used, gc::relaxed);
  return result;
}

void dict_clear(Thread& t, Dict* dict) {
  gc::assert_accessible(t, dict);
  DictTable* table;
  {
    gc::ObjectLock lock(dict);
    table = dict->table.load(gc::relaxed);
    dict->table.store(empty_table(), gc::release);
    dict->used.store(0, gc::release);
  }
  release_table(t, dict, table);
}

namespace {

// read_entry() of a dict that other threads may change.
[[gnu::noinline]] bool read_shared_entry(Thread& t, const Dict* dict, const DictTable* table, u64 entry, Ref* key,
                                         Ref* value) {
  Ref k;
  if (key) {
    k = load_found(t, table->key(entry));
    if (!k) return false;
  }
  Ref v;
  Read read;
  int turns = 0;
  // A value that could not be counted has been replaced, so the slot holds another one, unless the dict has replaced
  // the table: hence the limit.
  while ((read = read_value(t, dict, table, static_cast<i64>(entry), &v)) == Read::kLost) {
    if (++turns == 100) return false;
  }
  if (read == Read::kAbsent) return false;
  if (key) *key = std::move(k);
  if (value) *value = std::move(v);
  return true;
}

// Reads and counts the key and the value of an entry. False: the entry is deleted, or is being deleted.
inline bool read_entry(Thread& t, const Dict* dict, const DictTable* table, u64 entry, Ref* key, Ref* value) {
  if (is_shared(dict)) return read_shared_entry(t, dict, table, entry, key, value);
  Value v = table->value(entry).get();
  if (!v) return false;
  if (value) *value = Ref::share(t, v);
  if (key) *key = Ref::share(t, table->key(entry).get());
  return true;
}

}  // namespace

// *hash, if it is asked for, is that of the key, which must then be asked for, too.
TINYPY_INLINE static bool next_entry(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value, i64* hash) {
  gc::assert_accessible(t, dict);
  for (;;) {
    // The caller's references to the previous entry are released before the table is read: a finalizer may run.
    if (key) *key = Ref();
    if (value) *value = Ref();
    DictTable* table = dict->table.load(gc::acquire);
    u64 n = table->entries_used.load(gc::acquire);
    for (u64 i = *position; i < n; ++i) {
      if (!read_entry(t, dict, table, i, key, value)) continue;
      if (hash) *hash = entry_hash(table, i, *key);
      *position = i + 1;
      return true;
    }
    if (dict->table.load(gc::acquire) != table) continue;
    *position = n;
    return false;
  }
}

bool dict_next(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value) {
  return next_entry(t, dict, position, key, value, nullptr);
}
bool dict_next_hashed(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value, i64* hash) {
  return next_entry(t, dict, position, key, value, hash);
}

Ref unchanging_dict(Thread& t, Value dict) {
  return is_shared(dict.object()) ? dict_copy(t, as_dict(dict)) : Ref::share(t, dict);
}

bool dict_previous(Thread& t, Dict* dict, u64* position, Ref* key, Ref* value) {
  gc::assert_accessible(t, dict);
  if (key) *key = Ref();
  if (value) *value = Ref();
  DictTable* table = dict->table.load(gc::acquire);
  u64 n = table->entries_used.load(gc::acquire);
  u64 behind = *position == UINT64_MAX ? n : *position;
  if (behind > n) behind = 0;  // the table is another one
  for (u64 i = behind; i-- > 0;) {
    if (!read_entry(t, dict, table, i, key, value)) continue;
    *position = i;
    return true;
  }
  *position = 0;
  return false;
}

bool dict_popitem(Thread& t, Dict* dict, Ref* key, Ref* value) {
  gc::assert_accessible(t, dict);
  RemovedItem last;
  {
    gc::ObjectLock lock(dict);
    if (dict->used.load(gc::relaxed) == 0) return false;
    DictTable* table = dict->table.load(gc::relaxed);
    while (!table->value(table->tail - 1).get()) --table->tail;
    last = remove_locked(dict, static_cast<i64>(table->tail) - 1);
  }
  *key = Ref::steal(last.key);
  *value = Ref::steal(last.value);
  return true;
}

namespace {

// Counts the values at the places of n entries, up to one that is being destroyed. Returns the number of counted
// places.
template <class Place>
u64 count_places(Thread& t, u64 n, Place place) {
  for (u64 i = 0; i < n; ++i) {
    Slot *key = place(i, false), *value = place(i, true);
    if (key && !try_share_found(t, key->get())) return 2 * i;
    if (value && !try_share_found(t, value->get())) return 2 * i + 1;
  }
  return 2 * n;
}

// Empties the places of n entries. The first `counted` of them hold counts, which are released last: from the first
// release on Python code may run.
template <class Place>
void empty_places(Thread& t, u64 n, u64 counted, Place place) {
  for (u64 i = 2 * n; i-- > 0;) {
    Slot* slot = place(i / 2, i % 2 != 0);
    Value v = slot ? slot->get() : Value();
    if (slot) slot->set(Value());
    if (i < counted) decref(t, v);
  }
}

// Copies the n entries of the dict to the places for key and value; a null place is not wanted. `still`: no other
// thread can change the dict meanwhile. False: the dict does not have n entries, or another thread has changed it.
template <class Place>
bool take_entries(Thread& t, const Dict* dict, u64 n, bool still, Place place) {
  if (still && dict->used.load(gc::relaxed) != n) return false;
  const DictTable* table = dict->table.load(gc::acquire);
  u32 changes = table->changes.load(gc::acquire);
  u64 entries = table->entries_used.load(gc::acquire), found = 0;
  auto put = [&](Slot* slot, Value v) {
    if (!slot) return;
    if (still) incref(t, v);
    slot->set(v);
  };
  for (u64 i = 0; i < entries; ++i) {
    Value value = table->value(i).get_shared();
    if (!value) continue;
    if (++found > n) break;
    put(place(found - 1, false), table->key(i).get_shared());
    put(place(found - 1, true), value);
  }
  if (still) return true;
  u64 counted = found == n && is_unchanged(dict, table, changes) ? count_places(t, n, place) : 0;
  if (found == n && counted == 2 * n) return true;
  empty_places(t, n, counted, place);
  return false;
}

// A list of the dict's contents at one moment. The list is made in advance with room for the entries. The first attempt
// copies without the lock, later ones hold it.
template <class Make, class Place>
Ref snapshot(Thread& t, Dict* dict, Make make, Place place) {
  gc::assert_accessible(t, dict);
  for (bool lock_free = is_shared(dict);; lock_free = false) {
    u64 n = dict->size();
    Ref result = make(n);
    if (!result) return Ref();
    auto place_of = [&](u64 i, bool of_value) { return place(as_list(result), i, of_value); };
    bool taken;
    if (lock_free) {
      taken = take_entries(t, dict, n, false, place_of);
    } else {
      gc::ObjectLock lock(dict);
      taken = take_entries(t, dict, n, true, place_of);
    }
    if (!taken) continue;
    as_list(result)->length.store(n, gc::relaxed);
    return result;
  }
}

Slot* item_place(List* list, u64 i) { return &list->storage.load(gc::relaxed)->items[i]; }

Ref list_of_empty_pairs(Thread& t, u64 n) {
  Ref list = make_list(t, n);
  for (u64 i = 0; list && i < n; ++i) {
    Ref pair = make_tuple_uninitialised(t, 2);
    if (!pair || !list_append(t, as_list(list), std::move(pair))) return Ref();
  }
  return list;
}

}  // namespace

Ref dict_keys_list(Thread& t, Dict* dict) {
  return snapshot(
      t, dict, [&](u64 n) { return make_list(t, n); },
      [](List* list, u64 i, bool of_value) { return of_value ? nullptr : item_place(list, i); });
}

Ref dict_values_list(Thread& t, Dict* dict) {
  return snapshot(
      t, dict, [&](u64 n) { return make_list(t, n); },
      [](List* list, u64 i, bool of_value) { return of_value ? item_place(list, i) : nullptr; });
}

Ref dict_items_list(Thread& t, Dict* dict) {
  return snapshot(
      t, dict, [&](u64 n) { return list_of_empty_pairs(t, n); },
      [](List* list, u64 i, bool of_value) { return &as_tuple((*list)[i])->items[of_value]; });
}

namespace {

// Compares dicts from entry *i on, for as long as no other thread can change them: kUndecided if that ends. Values are
// counted only if their comparison may run Python code.
int equal_private_py(Thread& t, Dict* a, Dict* b, u64* at) {
  for (; !is_shared(a) && !is_shared(b); ++*at) {
    if (!poll_py(t)) return -1;
    u64 i = *at;
    const DictTable *from = a->table.load(gc::relaxed), *to = b->table.load(gc::relaxed);
    if (i >= from->entries_used.load(gc::relaxed)) return 1;
    Value value = from->value(i).get();
    if (!value) continue;
    Value key = from->key(i).get();
    i64 entry = find_plain(to, key, entry_hash(from, i, key));
    if (entry == kAbsent) return 0;
    int same = entry >= 0 ? equal_without_python(value, to->value(static_cast<u64>(entry)).get()) : -1;
    if (same < 0) {
      Ref held_key = Ref::share(t, key), held = Ref::share(t, value);
      Ref other = dict_get_py(t, b, held_key);
      if (!other) return error_pending(t) ? -1 : 0;
      same = equal_py(t, held, other);
    }
    if (same <= 0) return same;
  }
  return kUndecided;
}

}  // namespace

int dict_equal_py(Thread& t, Dict* a, Dict* b) {
  if (a->size() != b->size()) return 0;
  u64 position = 0;
  int decided = equal_private_py(t, a, b, &position);
  if (decided != kUndecided) return decided;
  Ref key, value;
  while (dict_next(t, a, &position, &key, &value)) {
    if (!poll_py(t)) return -1;
    Ref other = dict_get_py(t, b, key);
    if (!other) return error_pending(t) ? -1 : 0;
    int same = equal_py(t, value, other);
    if (same <= 0) return same;
  }
  return 1;
}

}  // namespace rt
