// The array behind list: growth, single items, splices, snapshots. Filling from other containers is in list_extend.cpp,
// the type with its methods in list_methods.cpp.
#include "runtime/types/containers/list_locked.h"

#include <cstring>

#include "gc/heap/paged.h"
#include "gc/refcount/free.h"
#include "gc/threads/watch.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/list_changes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/containers/valid.h"
#include "runtime/types/numbers/int_runs.h"

namespace rt {

namespace {

// The block of an empty list that has had items: a reader that has loaded an old length tests the block's capacity.
alignas(16) constinit u64 g_no_items[2] = {0, 0};
ListItems* no_items() { return reinterpret_cast<ListItems*>(g_no_items); }

u64 capacity_of(const ListItems* items) { return items ? items->capacity : 0; }

ListItems* new_items(Thread& t, u64 capacity) {
  auto* items = static_cast<ListItems*>(gc::alloc_paged(t, list_storage_bytes(capacity)));
  if (items) items->capacity = capacity;
  return items;
}

// The same with a counter of changes in front.
ListItems* new_counting_items(Thread& t, u64 capacity) {
  auto* block = static_cast<u64*>(gc::alloc_paged(t, list_storage_bytes(capacity) + sizeof(u64)));
  if (!block) return nullptr;
  auto* items = reinterpret_cast<ListItems*>(block + 1);
  items->capacity = capacity;
  items->changes().store(0, gc::relaxed);
  return items;
}

// The capacity for `needed` items: an eighth more for small lists; a quarter more when moving the block costs more than
// its memory; half more for big blocks, whose untouched memory costs nothing. Appending n items copies O(n) in all.
u64 grown_capacity(u64 needed) {
  u64 more = needed >> (needed < 4096 ? 3 : needed < 16384 ? 2 : 1);
  return (needed + more + (needed < 9 ? 3 : 6)) & ~u64{1};
}

// Enlarges the block of a list that no other thread reads.
bool grow_in_place(Thread& t, List* list, u64 capacity) {
  ListItems* old = list->storage.load(gc::relaxed);
  size_t bytes = list_storage_bytes(capacity);
  void* moved =
      capacity_of(old) ? gc::resize_paged(t, old, list_storage_bytes(old->capacity), bytes) : gc::alloc_paged(t, bytes);
  if (!moved) return false;
  auto* items = static_cast<ListItems*>(moved);
  items->capacity = capacity;
  list->storage.store(items, gc::relaxed);
  return true;
}

}  // namespace

// Readers may use the old block until their next safepoint, so it is retired. Unused slots of the new block are empty,
// because a reader with an old length may read them.
bool list_replace_block(Thread& t, List* list, u64 capacity) {
  ASSERT(gc::lock_held_or_private(list));
  ListItems* items = new_counting_items(t, capacity);
  if (!items) return false;
  ListItems* old = list->storage.load(gc::relaxed);
  u64 n = list->size();
  if (n) std::memcpy(static_cast<void*>(items->items), old->items, n * sizeof(Slot));
  std::memset(static_cast<void*>(items->items + n), 0, (capacity - n) * sizeof(Slot));
  list->storage.store(items, gc::release);  // pairs with list_get_shared
  list_free_block(t, list, old);
  return true;
}

bool list_reserve_locked(Thread& t, List* list, u64 needed, bool exactly) {
  ASSERT(gc::lock_held_or_private(list));
  if (needed <= capacity_of(list->storage.load(gc::relaxed))) return true;
  if (needed > kMaxLength) return false;
  u64 capacity = exactly ? needed : grown_capacity(needed);
  return is_shared(list) ? list_replace_block(t, list, capacity) : grow_in_place(t, list, capacity);
}

void list_shrink(Thread& t, List* list) {
  ListItems* items = list->storage.load(gc::relaxed);
  u64 n = list->size();
  if (is_shared(list) || capacity_of(items) < 16 || n > items->capacity / 2) return;
  grow_in_place(t, list, grown_capacity(n));
}

namespace {

void set_items_empty(List* list) {
  if (list->storage.load(gc::relaxed)) list->storage.store(no_items(), gc::release);
}

// Copies and counts items. The lock is held, so every item is alive.
void share_items(Thread& t, Slot* to, const List* list, u64 start, u64 n) {
  ASSERT(gc::lock_held_or_private(list));
  const Slot* from = n ? list->storage.load(gc::relaxed)->items + start : nullptr;
  u64 i = 0;
  for (; i + kIntRun <= n && is_int_run(from + i); i += kIntRun) {
    for (u64 k = i; k < i + kIntRun; ++k) to[k].set(from[k].get());
  }
  for (; i < n; ++i) {
    Value v = from[i].get();
    incref(t, v);
    to[i].set(v);
  }
}

// A new list with room for exactly `capacity` items. Null: MemoryError is pending.
List* new_list(Thread& t, u64 capacity) {
  List* list = allocate_exact<List>(t, TypeId::kList, sizeof(List), true);
  if (!list) [[unlikely]]
    return nullptr;
  list->length.store(0, gc::relaxed);
  ListItems* items = capacity == 0 ? nullptr : capacity <= kMaxLength ? new_items(t, capacity) : nullptr;
  list->storage.store(items, gc::relaxed);
  if (capacity && !items) [[unlikely]] {
    decref(t, Value(list));
    out_of_memory(t);
    return nullptr;
  }
  gc::tell_made(t, list);
  return list;
}

}  // namespace

void list_free_block(Thread& t, const List* list, ListItems* items) {
  if (capacity_of(items) == 0) return;
  void* block = items->counts_changes() ? static_cast<void*>(&items->changes()) : items;
  gc::free_paged(t, list, block, list_block_bytes(items));
}

RemovedItems::~RemovedItems() {
  for (u64 i = size_; i-- > 0;) decref(t_, data_[i]);
  if (data_ != inline_) gc::raw_free(data_);
}

bool RemovedItems::reserve(u64 n) {
  if (n <= capacity_) return true;
  auto* data = static_cast<Value*>(gc::raw_alloc(n * sizeof(Value)));
  if (!data) return raise_memory_error(t_);
  if (data_ != inline_) gc::raw_free(data_);
  data_ = data;
  capacity_ = n;
  return true;
}

Ref make_list(Thread& t, u64 capacity) {
  List* list = new_list(t, capacity);
  return list ? Ref::steal(list) : Ref();
}

Ref make_list(Thread& t, const Value* items, u64 n) {
  List* list = new_list(t, n);
  if (!list) [[unlikely]]
    return Ref();
  if (n == 0) return Ref::steal(list);
  Slot* to = list->storage.load(gc::relaxed)->items;
  for (u64 i = 0; i < n; ++i) to[i].set(Ref::share(t, items[i]).release());
  list->length.store(n, gc::relaxed);
  return Ref::steal(list);
}

bool list_append_slow(Thread& t, List* list, Ref item) {
  if (!is_shared(list)) {
    u64 n = list->size();
    if (!list_reserve_locked(t, list, n + 1)) [[unlikely]]
      return raise_memory_error(t);
    list->storage.load(gc::relaxed)->items[n].set(item.release());
    list->length.store(n + 1, gc::relaxed);
    return true;
  }
  before_store(t, list, item);
  gc::ObjectLock lock(list);
  if (!list_append_locked(t, list, item)) return raise_memory_error(t);
  (void)item.release();
  return true;
}

bool list_append_locked(Thread& t, List* list, Value item) {
  ASSERT(gc::lock_held_or_private(list));
  ListChange change(t, list);
  u64 n = list->size();
  if (!list_reserve_locked(t, list, n + 1)) return false;
  list->storage.load(gc::relaxed)->items[n].set_shared(item);
  list->length.store(n + 1,
                     gc::release);  // pairs with list_get_shared(): a thread that sees the length sees the block
  return true;
}

// The length and the block are loaded one after the other, and a writer may move the item in between. An empty slot, a
// block that is too short, or an item that is being destroyed shows that a writer is at work. The loop then tries
// again, and after a few turns takes the lock, which waits for the writer.
Ref list_get_shared(Thread& t, List* list, i64 index) {
  for (int turn = 0; turn < 4; ++turn) {
    if (static_cast<u64>(index) >= list->length.load(gc::acquire)) return Ref();
    ListItems* items = list->storage.load(gc::acquire);
    if (static_cast<u64>(index) >= capacity_of(items)) continue;
    Value v = items->items[index].get_shared();
    if (v && (!v.is_counted() || gc::try_incref_found(t, v.object()))) return Ref::steal(v);
  }
  gc::ObjectLock lock(list);
  if (static_cast<u64>(index) >= list->size()) return Ref();
  return Ref::share(t, (*list)[static_cast<u64>(index)]);
}

bool list_set(Thread& t, List* list, i64 index, Ref item) {
  gc::assert_accessible(t, list);
  before_store(t, list, item);
  Value old;
  {
    gc::ObjectLock lock(list);
    if (index < 0) index += static_cast<i64>(list->size());
    if (static_cast<u64>(index) >= list->size()) return false;
    ListChange change(t, list);
    Slot& slot = list->storage.load(gc::relaxed)->items[index];
    old = slot.get();
    slot.set_shared(item.release());
  }
  decref(t, old);
  return true;
}

bool list_fill(Thread& t, List* list, i64 index, Ref item) {
  if (static_cast<u64>(index) >= list->length.load(gc::relaxed)) return false;
  Slot& slot = list->storage.load(gc::relaxed)->items[index];
  if (slot.get().is_counted()) return list_set(t, list, index, std::move(item));
  before_store(t, list, item);
  slot.set_shared(item.release());
  return true;
}

namespace {

void move_items(const List* list, Slot* items, u64 from, u64 to, u64 n) {
  if (!is_shared(list)) {
    std::memmove(static_cast<void*>(items + to), items + from, n * sizeof(Slot));
  } else if (to < from) {
    for (u64 i = 0; i < n; ++i) items[to + i].set_shared(items[from + i].get());
  } else {
    for (u64 i = n; i-- > 0;) items[to + i].set_shared(items[from + i].get());
  }
}

// Resolves a bound of a slice.
u64 clamp(i64 bound, u64 length) {
  if (bound < 0) bound += static_cast<i64>(length);
  return bound < 0 ? 0 : static_cast<u64>(bound) < length ? static_cast<u64>(bound) : length;
}

enum class Spliced { kYes, kTooManyRemoved, kNoMemory };

// See list_splice().
Spliced splice_locked(Thread& t, List* list, i64 start, i64 stop, const Value* items, u64 n, RemovedItems& removed) {
  ASSERT(gc::lock_held_or_private(list));
  u64 length = list->size(), from = clamp(start, length), to = clamp(stop, length);
  if (to < from) to = from;
  u64 leaving = to - from, left = length - leaving + n;
  if (leaving > removed.capacity()) return Spliced::kTooManyRemoved;
  ListChange change(t, list);
  if (!list_reserve_locked(t, list, left)) return Spliced::kNoMemory;
  ListItems* block = list->storage.load(gc::relaxed);
  for (u64 i = from; i < to; ++i) removed.push(block->items[i].get());
  if (left != length) move_items(list, block->items, to, from + n, length - to);
  if (left < length) {
    list->length.store(left, gc::release);  // before the slots are emptied, for readers
    for (u64 i = left; is_shared(list) && i < length; ++i) block->items[i].set_shared(Value());
  }
  for (u64 i = 0; i < n; ++i) block->items[from + i].set_shared(items[i]);
  list->length.store(left, gc::release);
  ASSERT_SLOW(!walk_is_due(list->size(), list->size()) || list_is_valid(list));
  return Spliced::kYes;
}

}  // namespace

bool list_splice(Thread& t, List* list, i64 start, i64 stop, const Value* items, u64 n, RemovedItems& removed) {
  gc::assert_accessible(t, list);
  for (u64 i = 0; i < n; ++i) before_store(t, list, items[i]);
  for (;;) {
    u64 length = list->length.load(gc::acquire), from = clamp(start, length), to = clamp(stop, length);
    if (to > from && !removed.reserve(to - from)) return false;
    gc::ObjectLock lock(list);
    Spliced done = splice_locked(t, list, start, stop, items, n, removed);
    if (done == Spliced::kNoMemory) return raise_memory_error(t);
    if (done == Spliced::kYes) break;
  }
  if (removed.size() > n) list_shrink(t, list);
  return true;
}

bool list_assign_range(Thread& t, List* list, i64 start, i64 stop, const Value* items, u64 n) {
  RemovedItems removed(t);
  u64 length = list->length.load(gc::acquire), from = clamp(start, length), to = clamp(stop, length);
  if (!is_shared(list) && to - from == n) {
    Slot* slots = n ? list->storage.load(gc::relaxed)->items + from : nullptr;
    u64 i = 0;
    for (; i < n && !slots[i].get().is_counted(); ++i) slots[i].set(Ref::share(t, items[i]).release());
    if (i == n) return true;
    if (!removed.reserve(n - i)) return false;
    for (; i < n; ++i) {
      removed.push(slots[i].get());
      slots[i].set(Ref::share(t, items[i]).release());
    }
    return true;
  }
  for (u64 i = 0; i < n; ++i) incref(t, items[i]);
  if (list_splice(t, list, start, stop, items, n, removed)) return true;
  for (u64 i = 0; i < n; ++i) decref(t, items[i]);
  return false;
}

bool list_insert(Thread& t, List* list, i64 index, Ref item) {
  u64 length = list->length.load(gc::acquire);
  ListItems* block = list->storage.load(gc::relaxed);
  if (!is_shared(list) && length < capacity_of(block)) [[likely]] {
    u64 at = clamp(index, length);
    std::memmove(static_cast<void*>(block->items + at + 1), block->items + at, (length - at) * sizeof(Slot));
    block->items[at].set(item.release());
    list->length.store(length + 1, gc::relaxed);
    return true;
  }
  RemovedItems removed(t);
  Value v = item.get();
  if (!list_splice(t, list, index, index, &v, 1, removed)) return false;
  (void)item.release();
  return true;
}

Value list_take_locked(Thread& t, List* list, u64 index) {
  ASSERT(gc::lock_held_or_private(list));
  ListChange change(t, list);
  u64 length = list->size();
  Slot* items = list->storage.load(gc::relaxed)->items;
  Value item = items[index].get();
  move_items(list, items, index + 1, index, length - index - 1);
  list->length.store(length - 1, gc::release);
  if (is_shared(list)) items[length - 1].set_shared(Value());
  ASSERT_SLOW(!walk_is_due(list->size(), list->size()) || list_is_valid(list));
  return item;
}

namespace {

// Fast path of pop(): removes the last item of a published list whose block counts changes. Empty: the list is empty,
// or its block has no counter.
Value take_last_published(List* list) {
  return gc::with_lock(list, [list]() TINYPY_INLINE_LAMBDA {
    u64 length = list->size();
    ListItems* items = list->storage.load(gc::relaxed);
    if (length == 0 || !items->counts_changes()) return Value();
    Slot& slot = items->items[length - 1];
    Value item = slot.get();
    list->length.store(length - 1, gc::release);
    slot.set_shared(Value());
    items->count_change();
    return item;
  });
}

}  // namespace

Ref list_take(Thread& t, List* list, i64 index) {
  gc::assert_accessible(t, list);
  if (is_shared(list) && index == -1) {
    Value item = take_last_published(list);
    if (item) return Ref::steal(item);
  }
  u64 last = list->size() - 1;
  if (!is_shared(list) && (index == -1 || static_cast<u64>(index) == last) && last != ~u64{0}) [[likely]] {
    Ref item = Ref::steal((*list)[last]);
    list->length.store(last, gc::relaxed);
    list_shrink(t, list);
    return item;
  }
  Value item;
  {
    gc::ObjectLock lock(list);
    if (index < 0) index += static_cast<i64>(list->size());
    if (static_cast<u64>(index) >= list->size()) return Ref();
    item = list_take_locked(t, list, static_cast<u64>(index));
  }
  list_shrink(t, list);
  return Ref::steal(item);
}

bool list_remove_if_at(Thread& t, List* list, i64 index, Value item) {
  {
    gc::ObjectLock lock(list);
    if (static_cast<u64>(index) >= list->size() || (*list)[static_cast<u64>(index)].stripped() != item.stripped())
      return false;
    list_take_locked(t, list, static_cast<u64>(index));
  }
  decref(t, item.stripped());  // the list's count; the caller keeps the object alive
  list_shrink(t, list);
  return true;
}

RemovedPlainly list_remove_plainly(Thread& t, List* list, Value value) {
  Value removed;
  {
    gc::ObjectLock lock(list);
    u64 i = 0;
    for (int same = 0; i < list->size(); ++i) {
      Value item = (*list)[i];
      same = item.stripped() == value ? 1 : equal_without_python(item, value);
      if (same < 0) return RemovedPlainly::kUndecided;
      if (same) break;
    }
    if (i == list->size()) return RemovedPlainly::kAbsent;
    removed = list_take_locked(t, list, i);
  }
  decref(t, removed);
  return RemovedPlainly::kYes;
}

Ref list_pop(Thread& t, List* list, i64 index) {
  Ref item = list_take(t, list, index);
  if (item) return item;
  return raise_index_error(t, list->length.load(gc::acquire) == 0 ? "pop from empty list" : "pop index out of range");
}

void list_clear(Thread& t, List* list) {
  u64 length;
  ListItems* items = list_take_storage(list, &length);
  for (u64 i = length; i-- > 0;) decref(t, items->items[i].get());
  list_free_block(t, list, items);
}

ListItems* list_take_storage(List* list, u64* length) {
  gc::ObjectLock lock(list);
  ListItems* items = list->storage.load(gc::relaxed);
  *length = list->size();
  list->length.store(0, gc::release);
  set_items_empty(list);
  return capacity_of(items) ? items : nullptr;
}

bool list_give_storage(Thread& t, List* list, ListItems* items, u64 length) {
  if (is_shared(list)) {
    for (u64 i = 0; i < length; ++i) before_store(t, list, items->items[i].get());
  }
  gc::ObjectLock lock(list);
  if (capacity_of(list->storage.load(gc::relaxed))) return false;
  for (u64 i = length; is_shared(list) && i < items->capacity; ++i) items->items[i].set(Value());
  list->storage.store(items, gc::release);
  list->length.store(length, gc::release);
  if (is_shared(list)) ListChange::end(list);
  return true;
}

bool list_reverse(Thread& t, List* list) {
  gc::assert_accessible(t, list);
  gc::ObjectLock lock(list);
  ListChange change(t, list);
  ListItems* items = list->storage.load(gc::relaxed);
  for (u64 i = 0, j = list->size(); i + 1 < j; ++i) {
    Value v = items->items[i].get();
    items->items[i].set_shared(items->items[--j].get());
    items->items[j].set_shared(v);
  }
  return true;
}

namespace {

// Copies and counts n items of a list of length `length`. False: the list has another length by now.
bool copy_items(Thread& t, List* list, u64 length, u64 from, u64 n, Slot* to) {
  if (is_shared(list)) {
    ListMoment moment(list);
    if (moment.read(to, from, n) && moment.held(length) && count_read_items(t, to, n)) return true;
    for (u64 i = 0; i < n; ++i)
      to[i].set(Value());  // the slots may be a tuple's, which the collector traces while this thread waits for the
                           // lock
  }
  gc::ObjectLock lock(list);
  if (is_shared(list) && list->size() != length) return false;
  share_items(t, to, list, from, n);
  return true;
}

// Copies the items of both lists, in one moment.
bool copy_both(Thread& t, List* a, u64 n, List* b, u64 m, Slot* to) {
  if (is_shared(a) || is_shared(b)) {
    ListMoment first(a), second(b);
    bool read = first.read(to, 0, n) && second.read(to + n, 0, m);
    if (read && first.held(n) && second.held(m) && count_read_items(t, to, n + m)) return true;
  }
  gc::ObjectLock2 lock(a, b);
  if (a->size() != n || b->size() != m) return false;
  share_items(t, to, a, 0, n);
  share_items(t, to + n, b, 0, m);
  return true;
}

}  // namespace

Ref list_slice(Thread& t, List* list, i64 start, i64 stop) {
  gc::assert_accessible(t, list);
  for (;;) {
    u64 length = list->length.load(gc::acquire), from = clamp(start, length), to = clamp(stop, length);
    List* slice = new_list(t, to > from ? to - from : 0);
    if (!slice || to <= from) return slice ? Ref::steal(slice) : Ref();
    Ref result = Ref::steal(slice);
    if (!copy_items(t, list, length, from, to - from, slice->storage.load(gc::relaxed)->items))
      continue;  // the list's length has changed, and with it the bounds of the slice
    slice->length.store(to - from, gc::relaxed);
    return result;
  }
}

Ref list_join(Thread& t, List* a, List* b) {
  gc::assert_accessible(t, a);
  gc::assert_accessible(t, b);
  for (;;) {
    u64 n = a->length.load(gc::acquire), m = b->length.load(gc::acquire);
    List* joined = new_list(t, n + m);
    if (!joined) return Ref();
    Ref result = Ref::steal(joined);
    if (n + m == 0) return result;
    if (!copy_both(t, a, n, b, m, joined->storage.load(gc::relaxed)->items)) continue;
    joined->length.store(n + m, gc::relaxed);
    return result;
  }
}

Ref list_repeated(Thread& t, List* list, u64 count) {
  gc::assert_accessible(t, list);
  for (;;) {
    u64 length = list->length.load(gc::acquire), n;
    if (!repeated_length(t, length, static_cast<i64>(count), &n)) return Ref();
    List* repeated = new_list(t, n);
    if (!repeated || n == 0) return repeated ? Ref::steal(repeated) : Ref();
    Ref result = Ref::steal(repeated);
    Slot* to = repeated->storage.load(gc::relaxed)->items;
    if (!copy_items(t, list, length, 0, length, to)) continue;
    repeat_items(t, to, length, n);
    repeated->length.store(n, gc::relaxed);
    return result;
  }
}

Ref list_to_tuple(Thread& t, Value value) {
  List* list = as_list(value);
  for (;;) {
    u64 length = list->length.load(gc::acquire);
    Ref result = make_tuple_uninitialised(t, length);
    if (!result || copy_items(t, list, length, 0, length, as_tuple(result)->items)) return result;
  }
}

}  // namespace rt
