// list: a growable array. The item array is one block that knows its capacity, so that a reader without the lock can
// never run past it:
//
//   | capacity | item 0 | item 1 | ...
//
// Private lists grow in place; published ones replace the block and retire the old one. Slots from `length` on are
// never read by the owner; a reader without the lock may see old contents there, or an empty slot. Copies without the
// lock: list_changes.h.
#pragma once

#include "gc/refcount/object_lock.h"
#include "runtime/object/ops.h"

namespace rt {

struct ListItems {
  u64 capacity;
  Slot items[];

  // Of a block that a published list has written: a count of its changes stands in front. Only such a block does not
  // lie at a multiple of 16.
  bool counts_changes() const { return reinterpret_cast<u64>(this) % 16 != 0; }
  gc::Atomic<u64>& changes() const { return reinterpret_cast<gc::Atomic<u64>*>(const_cast<ListItems*>(this))[-1]; }
  // The last store of a change, under the lock. The block counts changes.
  void count_change() { changes().store(changes().load(gc::relaxed) + 1, gc::release); }
};

struct List : Object {
  gc::Atomic<u64> length;
  gc::Atomic<ListItems*> storage;  // null at first; never again once a list has had items (readers come by the length)
  // Private list, or the object lock is held.
  u64 size() const { return length.load(gc::relaxed); }
  Value operator[](u64 i) const { return storage.load(gc::relaxed)->items[i].get(); }
};

inline bool is_list(Value v) { return has_layout(v, TypeId::kList); }
inline bool is_exact_list(Value v) { return is_exact(v, TypeId::kList); }
inline List* as_list(Value v) { return v.as<List>(); }

Ref make_list(Thread& t, u64 capacity = 0);
Ref make_list(Thread& t, const Value* items, u64 n);  // shares the items
// The stealing forms take over the counts.
TINYPY_COLD bool list_append_slow(Thread& t, List* list, Ref item);
inline bool list_append(Thread& t, List* list, Ref item) {
  gc::assert_accessible(t, list);
  if (!gc::kFreeThreaded || !list->published()) [[likely]] {
    u64 n = list->size();
    ListItems* items = list->storage.load(gc::relaxed);
    if (items && n < items->capacity) [[likely]] {
      items->items[n].set(item.release());
      list->length.store(n + 1, gc::relaxed);
      return true;
    }
  }
  return list_append_slow(t, list, std::move(item));
}
inline bool list_append(Thread& t, List* list, Value item) { return list_append(t, list, Ref::share(t, item)); }
// Item with bounds check and lock-free read; empty without error when out of range.
TINYPY_COLD Ref list_get_shared(Thread& t, List* list, i64 index);
inline Ref list_get(Thread& t, List* list, i64 index) {
  gc::assert_accessible(t, list);
  if (gc::kFreeThreaded && list->published()) [[unlikely]]
    return list_get_shared(t, list, index);
  if (static_cast<u64>(index) >= list->size()) return Ref();
  return Ref::share(t, (*list)[static_cast<u64>(index)]);
}
// Replaces; takes the count; the index may count from the end. False when out of range (no error set).
bool list_set(Thread& t, List* list, i64 index, Ref item);
bool list_extend_py(Thread& t, List* list, Value iterable);
// The items that a dict, a set or a view of a dict has in one moment, as a new list. Empty without error for other
// iterables.
Ref snapshot_list(Thread& t, Value iterable);
bool list_insert(Thread& t, List* list, i64 index, Ref item);
Ref list_pop(Thread& t, List* list, i64 index);  // IndexError
// Takes the item at `index`, which may count from the end, out of the list. Empty without error: out of range.
Ref list_take(Thread& t, List* list, i64 index);
// Takes the item at `index` out if it is (still) the object `item`, which the caller holds.
bool list_remove_if_at(Thread& t, List* list, i64 index, Value item);
// Takes out the first item equal to `value` in one moment of the list, if no comparison needs Python code.
enum class RemovedPlainly { kYes, kAbsent, kUndecided };
RemovedPlainly list_remove_plainly(Thread& t, List* list, Value value);
bool list_sort_py(Thread& t, List* list, Value key, bool reverse);
bool list_reverse(Thread& t, List* list);
// A new list of the items [start, stop), bounds as in a slice: negative ones count from the end, both are cut to the
// list's length. One consistent state of a published list.
Ref list_slice(Thread& t, List* list, i64 start, i64 stop);
// What list[slice] gives, and list[slice] = value: any iterable, also the list itself.
struct SliceIndices;
Ref list_get_slice(Thread& t, List* list, const SliceIndices& indices);
bool list_set_slice_py(Thread& t, List* list, const SliceIndices& indices, Value value);
// a + b, list * count: new lists of one consistent state.
Ref list_join(Thread& t, List* a, List* b);
Ref list_repeated(Thread& t, List* list, u64 count);
// list[start:stop] = `n` borrowed items, which lie outside this list's block and which no other thread changes. False:
// MemoryError.
bool list_assign_range(Thread& t, List* list, i64 start, i64 stop, const Value* items, u64 n);
Ref list_to_tuple(Thread& t, Value list);
void list_clear(Thread& t, List* list);

// The memory of a block that counts no changes.
inline size_t list_storage_bytes(u64 capacity) { return sizeof(ListItems) + capacity * sizeof(Slot); }
// The same of any block.
inline size_t list_block_bytes(const ListItems* items) {
  return list_storage_bytes(items->capacity) + items->counts_changes() * sizeof(u64);
}
// Frees a block that `list` no longer has, or that it never had items in; after a grace period if others may be
// reading. May be null.
void list_free_block(Thread& t, const List* list, ListItems* items);

// ---- for the files of this type (list.cpp)

// Puts a block that counts changes in the place of a published list's, under its lock. False: no memory.
bool list_replace_block(Thread& t, List* list, u64 capacity);
// Replaces items [start, stop) by `items` (`n` owned values, taken over on success). The replaced ones come back in
// `removed`, which takes them over. Bounds as in a slice, resolved under the lock. False: MemoryError, nothing has
// changed.
class RemovedItems;
bool list_splice(Thread& t, List* list, i64 start, i64 stop, const Value* items, u64 n, RemovedItems& removed);
// Slices with a step (list_steps.cpp), in one moment of the list. Assignment shares `n` items, which lie outside this
// list's block and which no other thread changes; ValueError if the slice has another number of items.
bool list_assign_steps(Thread& t, List* list, const SliceIndices& indices, const Value* items, u64 n);
bool list_delete_steps(Thread& t, List* list, const SliceIndices& indices);
// Takes all items away: the list is empty afterwards, the block is the caller's. Null: it was empty. *length: how many.
ListItems* list_take_storage(List* list, u64* length);
// Gives a block that list_take_storage took back; the list must still be empty and untouched, or false.
bool list_give_storage(Thread& t, List* list, ListItems* items, u64 length);

// Values taken out of a list, waiting to be released when no lock is held.
class RemovedItems {
 public:
  explicit RemovedItems(Thread& t) : t_(t) {}
  RemovedItems(const RemovedItems&) = delete;
  RemovedItems& operator=(const RemovedItems&) = delete;
  ~RemovedItems();
  bool reserve(u64 n);  // false: MemoryError
  u64 capacity() const { return capacity_; }
  void push(Value v) { data_[size_++] = v; }
  u64 size() const { return size_; }
  Ref take(u64 i) { return Ref::steal(std::exchange(data_[i], Value())); }

 private:
  static constexpr u64 kInline = 8;
  Thread& t_;
  Value* data_ = inline_;
  u64 size_ = 0, capacity_ = kInline;
  Value inline_[kInline];
};

}  // namespace rt
