// Sets from iterables, and changes of a set by the items of one. This stands above the operations of one set (set.cpp)
// and of two (set_algebra.cpp).
#include "runtime/object/long_loops.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/set_table.h"

namespace rt {

Ref make_set_py(Thread& t, Value iterable) {
  Ref set = make_set(t);
  return set && set_update_py(t, as_set(set), iterable) ? std::move(set) : Ref();
}

Ref make_frozenset_py(Thread& t, Value iterable) {
  if (iterable && is_exact(iterable, TypeId::kFrozenSet)) return Ref::share(t, iterable);
  Ref set = make_set_of_type(t, kFrozenSetType);
  if (!set || !iterable) return set;
  return set_update_py(t, as_set(set), iterable) ? std::move(set) : Ref();
}

// A dict knows the hashes of its keys.
static bool add_keys_py(Thread& t, Set* set, Value dict) {
  Ref from = unchanging_dict(t, dict);
  u64 position = 0;
  Ref key;
  i64 hash;
  while (from && dict_next_hashed(t, as_dict(from), &position, &key, nullptr, &hash)) {
    if (!set_add_hashed_py(t, set, key, hash) || !poll_at_py(t, position)) return false;
  }
  return bool(from);
}

bool set_update_py(Thread& t, Set* set, Value iterable) {
  gc::assert_accessible(t, set);
  if (is_any_set(iterable)) return set_add_all_py(t, set, iterable);
  if (is_exact_dict(iterable)) return add_keys_py(t, set, iterable);
  return for_each_py(t, iterable, [&](Thread& t2, Value item) { return set_add_py(t2, set, item); });
}

bool set_difference_update_py(Thread& t, Set* set, Value iterable) {
  if (iterable.object() == set && iterable.is_pointer()) {
    set_clear(t, set);
    return true;
  }
  if (!is_any_set(iterable)) {
    return for_each_py(t, iterable, [&](Thread& t2, Value item) {
      i64 hash;
      Ref stand_in;
      return set_hash_py(t2, &item, false, &hash, &stand_in) && set_remove_hashed_py(t2, set, item, hash) >= 0;
    });
  }
  return set_remove_all_py(t, set, iterable);
}

bool set_symmetric_difference_update_py(Thread& t, Set* set, Value iterable) {
  if (iterable.object() == set && iterable.is_pointer()) {
    set_clear(t, set);
    return true;
  }
  Ref other =
      is_any_set(iterable) ? Ref::share(t, iterable) : make_set_py(t, iterable);  // a set, so that no item comes twice
  return other && set_exchange_all_py(t, set, other);
}

}  // namespace rt
