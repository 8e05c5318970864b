// Operations of two whole sets. Both are read in place if no other thread can change them. An item is counted only if
// its comparison may run Python code.
#include "gc/refcount/object_lock.h"
#include "runtime/types/containers/set_table.h"

namespace rt {

namespace {

// A set under construction, which no other code knows yet.
class NewSet {
 public:
  NewSet(Thread& t, Type* type) : t_(t), set_(make_set_of_type(t, type)) {}
  explicit operator bool() const { return bool(set_); }
  // Normally each item is added once and needs no search. After Python code has changed the source set, items may
  // repeat.
  void expect_repeats() { repeats_ = true; }
  bool add_py(Value key, i64 hash) {
    if (repeats_) [[unlikely]] {
      Ref held = Ref::share(t_, key);  // a comparison may remove the item from the set that it comes from
      return set_add_hashed_py(t_, as_set(set_), held, hash);
    }
    if (!set_insert_locked(t_, as_set(set_), key, hash)) [[unlikely]]
      return raise_memory_error(t_);
    incref(t_, key);
    return true;
  }
  Ref take() { return std::move(set_); }

 private:
  Thread& t_;
  Ref set_;
  bool repeats_ = false;
};

// The look-ups in the container that is asked for items.
i64 find_item(const Set* set, Value key, i64 hash) { return set_find_plain(set->table.load(gc::acquire), key, hash); }
i64 find_item(const Dict* dict, Value key, i64 hash) { return find_plain(dict->table.load(gc::acquire), key, hash); }
int contains_item_py(Thread& t, Set* set, Value key, i64 hash) { return set_contains_hashed_py(t, set, key, hash); }
int contains_item_py(Thread& t, Dict* dict, Value key, i64 hash) { return dict_contains_hashed_py(t, dict, key, hash); }

// Calls f(item, hash, item is in `asked`) for each item of `walked` until f returns false. Calls python_ran() whenever
// Python code may have run. `asked` is a set, or a dict with its keys.
template <class Container, class F, class R>
bool each_item_py(Thread& t, Set* walked, Container* asked, F f, R python_ran) {
  SetWalk walk(t, walked);
  while (walk.next_py()) {
    if (walk.paused) python_ran();
    i64 entry = find_item(asked, walk.key, walk.hash);
    if (entry != kUndecided) [[likely]] {
      if (!f(walk.key, walk.hash, entry >= 0)) return false;
      continue;
    }
    Ref held = Ref::share(t, walk.key);
    i64 hash = walk.hash;
    int found = contains_item_py(t, asked, held, hash);
    python_ran();
    if (found < 0 || !f(held, hash, found != 0)) return false;
  }
  return !walk.failed;
}

// A new set of the items of `walked` that are in `asked` (`contained`), or that are not in it.
template <class Container>
Ref selected_py(Thread& t, Type* type, Value walked, Container* asked, bool contained) {
  NewSet result(t, type);
  Ref items = result ? walkable(t, walked) : Ref();
  if (!items) return Ref();
  bool ok = each_item_py(
      t, as_set(items), asked,
      [&](Value key, i64 hash, bool found) { return found != contained || result.add_py(key, hash); },
      [&] { result.expect_repeats(); });
  return ok ? result.take() : Ref();
}

}  // namespace

Ref walkable(Thread& t, Value set) {
  return is_set(set) && is_shared(set.object()) ? copy_set(t, kSetType, as_set(set)) : Ref::share(t, set);
}

Ref set_intersection_py(Thread& t, Type* type, Value a, Value b) {
  bool swap = as_set(b)->used.load(gc::acquire) > as_set(a)->used.load(gc::acquire);
  return swap ? selected_py(t, type, a, as_set(b), true) : selected_py(t, type, b, as_set(a), true);
}

Ref set_difference_py(Thread& t, Type* type, Value a, Value b) {
  return is_exact_dict(b) ? selected_py(t, type, a, as_dict(b), false) : selected_py(t, type, a, as_set(b), false);
}

int set_compare_items_py(Thread& t, Value a, Value b, bool contained) {
  Ref items = walkable(t, a);
  if (!items) return -1;
  bool as_expected = true;
  bool ok = each_item_py(
      t, as_set(items), as_set(b), [&](Value, i64, bool found) { return as_expected = found == contained; }, [] {});
  return ok ? 1 : as_expected ? -1 : 0;
}

bool set_add_all_py(Thread& t, Set* set, Value other) {
  if (set == other.object() || as_set(other)->used.load(gc::acquire) == 0) return true;
  if (set->used.load(gc::acquire) == 0 && !is_shared(set)) {
    Ref copy = copy_set(t, kSetType, as_set(other));
    if (!copy) return false;
    set_swap(t, set, std::move(copy));
    return true;
  }
  Ref items = walkable(t, other);
  if (!items) return false;
  {
    gc::ObjectLock lock(set);
    if (!set_reserve_locked(t, set, as_set(items)->used.load(gc::relaxed))) return raise_memory_error(t);
  }
  SetWalk walk(t, as_set(items));
  while (walk.next_py()) {
    bool ok = true;
    if (!is_shared(set) && set_find_or_insert_locked(t, set, walk.key, walk.hash, &ok) != kUndecided) [[likely]] {
      if (!ok) return raise_memory_error(t);
      continue;
    }
    Ref held = Ref::share(t, walk.key);
    if (!set_add_hashed_py(t, set, held, walk.hash)) return false;
  }
  return !walk.failed;
}

bool set_remove_all_py(Thread& t, Set* set, Value other) {
  Ref items = walkable(t, other);
  if (!items) return false;
  SetWalk walk(t, as_set(items));
  while (walk.next_py()) {
    if (set_find_plain(set->table.load(gc::acquire), walk.key, walk.hash) == kAbsent) continue;
    Ref held = Ref::share(t, walk.key);
    if (set_remove_hashed_py(t, set, held, walk.hash) < 0) return false;
  }
  return !walk.failed;
}

bool set_exchange_all_py(Thread& t, Set* set, Value other) {
  Ref items = walkable(t, other);
  if (!items) return false;
  SetWalk walk(t, as_set(items));
  while (walk.next_py()) {
    bool ok = true;
    if (!is_shared(set) && set_find_or_insert_locked(t, set, walk.key, walk.hash, &ok) == kAbsent) {
      if (!ok) return raise_memory_error(t);
      continue;
    }
    Ref held = Ref::share(t, walk.key);
    int removed = set_remove_hashed_py(t, set, held, walk.hash);
    if (removed < 0 || (removed == 0 && !set_add_hashed_py(t, set, held, walk.hash))) return false;
  }
  return !walk.failed;
}

}  // namespace rt
