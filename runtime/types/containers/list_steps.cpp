// Slices of lists with a step. The number of items is computed and memory is allocated without the lock. Under the lock
// the length must be the same; if not, the operation starts again.
#include "runtime/object/slice_items.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list_changes.h"

namespace rt {

namespace {

// The items of the slice for the present length of the list, which is stored to *length.
SliceItems items_now(const List* list, const SliceIndices& indices, i64* length) {
  *length = static_cast<i64>(list->length.load(gc::acquire));
  return slice_items(indices, *length);
}

bool has_length(const List* list, i64 length) { return static_cast<i64>(list->size()) == length; }

// Copies and counts the items of the slice. False: the list has another length by now.
bool copy_steps(Thread& t, List* list, i64 length, const SliceItems& s, Slot* to) {
  u64 n = static_cast<u64>(s.count);
  if (is_shared(list)) {
    ListMoment moment(list);
    if (moment.read(to, static_cast<u64>(s.start), n, s.step) && moment.held(static_cast<u64>(length)) &&
        count_read_items(t, to, n))
      return true;
  }
  gc::ObjectLock lock(list);
  if (!has_length(list, length)) return false;
  const Slot* from = list->storage.load(gc::relaxed)->items;
  for (i64 i = 0, at = s.start; i < s.count; ++i, at = step_on(at, s.step)) {
    Value v = from[at].get();
    incref(t, v);
    to[i].set(v);
  }
  return true;
}

}  // namespace

Ref list_get_slice(Thread& t, List* list, const SliceIndices& indices) {
  if (indices.step == 1) return list_slice(t, list, indices.start, indices.stop);
  gc::assert_accessible(t, list);
  for (;;) {
    i64 length;
    SliceItems s = items_now(list, indices, &length);
    Ref result = make_list(t, static_cast<u64>(s.count));
    if (!result || s.count == 0) return result;
    if (!copy_steps(t, list, length, s, as_list(result)->storage.load(gc::relaxed)->items)) continue;
    as_list(result)->length.store(static_cast<u64>(s.count), gc::relaxed);
    return result;
  }
}

bool list_assign_steps(Thread& t, List* list, const SliceIndices& indices, const Value* items, u64 n) {
  gc::assert_accessible(t, list);
  RemovedItems removed(t);
  if (!removed.reserve(n)) return false;
  for (u64 i = 0; i < n; ++i) before_store(t, list, items[i]);
  SliceItems s;
  {
    gc::ObjectLock lock(list);
    ListChange change(t, list);
    s = slice_items(indices, static_cast<i64>(list->size()));
    for (u64 i = 0; static_cast<u64>(s.count) == n && i < n; ++i) {
      Slot& slot = list->storage.load(gc::relaxed)->items[s.start + static_cast<i64>(i) * s.step];
      removed.push(slot.get());
      incref(t, items[i]);
      slot.set_shared(items[i]);
    }
  }
  if (static_cast<u64>(s.count) == n) return true;
  return raise_value_error(t, "attempt to assign sequence of size %zu to extended slice of size %lld",
                           static_cast<size_t>(n), static_cast<long long>(s.count));
}

bool list_delete_steps(Thread& t, List* list, const SliceIndices& indices) {
  gc::assert_accessible(t, list);
  RemovedItems removed(t);
  for (;;) {
    i64 length;
    SliceItems s = ascending(items_now(list, indices, &length));
    if (s.count == 0) return true;
    if (!removed.reserve(static_cast<u64>(s.count))) return false;
    gc::ObjectLock lock(list);
    if (!has_length(list, length)) continue;
    ListChange change(t, list);
    Slot* items = list->storage.load(gc::relaxed)->items;
    i64 to = s.start, next = s.start;
    for (i64 from = s.start; from < length; ++from) {
      if (from == next && static_cast<i64>(removed.size()) < s.count) {
        removed.push(items[from].get());
        next = step_on(next, s.step);
      } else {
        items[to++].set_shared(items[from].get());
      }
    }
    list->length.store(static_cast<u64>(to), gc::release);  // before the slots are emptied, for readers
    for (i64 i = to; is_shared(list) && i < length; ++i) items[i].set_shared(Value());
    return true;
  }
}

}  // namespace rt
