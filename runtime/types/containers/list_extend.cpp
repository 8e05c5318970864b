// Filling a list from another container or an iterator. This stands above the containers: it asks dicts and sets for
// lists of their contents.
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list_changes.h"
#include "runtime/types/containers/list_locked.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

namespace {

// Views slots as Values. No other thread may write to them.
const Value* items_of(const Slot* slots) { return reinterpret_cast<const Value*>(slots); }

// Appends all items under one lock. Readers see none of them or some at the front; other writers see none or all.
bool append_all(Thread& t, List* list, const Value* items, u64 n) {
  if (n == 0) return true;
  for (u64 i = 0; i < n; ++i) before_store(t, list, items[i]);
  gc::ObjectLock lock(list);
  ListChange change(t, list);
  u64 length = list->size();
  if (!list_reserve_locked(t, list, length + n, length == 0)) return raise_memory_error(t);
  Slot* to = list->storage.load(gc::relaxed)->items + length;
  for (u64 i = 0; i < n; ++i) {
    incref(t, items[i]);
    to[i].set_shared(items[i]);
  }
  list->length.store(length + n, gc::release);
  return true;
}

bool append_list(Thread& t, List* list, Value source) {
  List* from = as_list(source);
  Ref snapshot;
  if (from == list || is_shared(from)) {
    snapshot = list_slice(t, from, 0, INT64_MAX);
    if (!snapshot) return false;
    from = as_list(snapshot);
  }
  return from->size() == 0 || append_all(t, list, items_of(from->storage.load(gc::relaxed)->items), from->size());
}

bool append_from_iterator_py(Thread& t, List* list, Value iterable) {
  constexpr i64 kMostReserved = i64{1} << 20;  // a larger hint may be wrong and is not worth the memory
  constexpr i64 kNeverFits = i64{1} << 40;     // list(repeat(x, n)) raises MemoryError before it fills the memory
  Ref iterator = iter_py(t, iterable);
  if (!iterator) return false;
  i64 hint = length_hint_py(t, iterable, 8);
  if (hint < 0) return false;
  bool lies = hint > INT64_MAX - static_cast<i64>(list->size());  // no list can be so long: the hint is ignored
  if (hint >= kNeverFits && !lies) return raise_memory_error(t);
  if (hint > 0 && hint < kMostReserved) {
    gc::ObjectLock lock(list);
    if (!list_reserve_locked(t, list, list->size() + static_cast<u64>(hint), list->size() == 0))
      return raise_memory_error(t);
  }
  // As in drain_py(): if the iterator's __class__ is assigned during the loop, the old slot stays.
  auto next = type_of(iterator)->slots.next;
  for (;;) {
    Ref item = next(t, iterator);
    if (!item && !catch_stop_iteration(t)) return false;
    if (!item || item.get() == kStop) break;
    if (!list_append(t, list, std::move(item)) || !poll_py(t)) return false;
  }
  list_shrink(t, list);
  return true;
}

}  // namespace

Ref snapshot_list(Thread& t, Value iterable) {
  if (is_exact_dict(iterable)) return dict_keys_list(t, as_dict(iterable));
  if (is_exact(iterable, TypeId::kSet) || is_exact(iterable, TypeId::kFrozenSet))
    return set_items_list(t, as_set(iterable));
  if (is_exact(iterable, TypeId::kDictKeys)) return dict_keys_list(t, dict_of_view(iterable));
  if (is_exact(iterable, TypeId::kDictValues)) return dict_values_list(t, dict_of_view(iterable));
  if (is_exact(iterable, TypeId::kDictItems)) return dict_items_list(t, dict_of_view(iterable));
  return Ref();
}

bool list_extend_py(Thread& t, List* list, Value iterable) {
  gc::assert_accessible(t, list);
  if (is_exact_list(iterable) || iterable.stripped() == Value(list)) return append_list(t, list, iterable);
  if (is_exact_tuple(iterable))
    return append_all(t, list, items_of(as_tuple(iterable)->items), as_tuple(iterable)->length);
  Ref snapshot = snapshot_list(t, iterable);
  if (snapshot) return append_list(t, list, snapshot);
  return !error_pending(t) && append_from_iterator_py(t, list, iterable);
}

}  // namespace rt
