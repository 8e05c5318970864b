// list: a growable array. The items are in one block that begins with its capacity, so a reader without the lock never
// reads past the end:
//
//   | capacity | item 0 | item 1 | ...
//
// A private list grows in place. A published list gets a new block, and the old one is retired: it is freed after a
// grace period, since readers may still use it. Slots from `length` on are unused; a reader without the lock may see
// old values or empty slots there. list_changes.h has the protocol of copies without the lock.
#pragma once

#include "gc/refcount/object_lock.h"
#include "runtime/object/ops.h"

namespace rt {

struct ListItems {
  u64 capacity;
  Slot items[];

  // A block that a published list has written has a counter of its changes in front. Such a block, and no other, has an
  // address that is not a multiple of 16.
  bool counts_changes() const { return reinterpret_cast<u64>(this) % 16 != 0; }
  gc::Atomic<u64>& changes() const { return reinterpret_cast<gc::Atomic<u64>*>(const_cast<ListItems*>(this))[-1]; }
  // Called as the last store of a change, under the lock. counts_changes() must be true.
  void count_change() { changes().store(changes().load(gc::relaxed) + 1, gc::release); }
};

struct List : Object {
  gc::Atomic<u64> length;
  // Null in a new list. A list that has had items always has a block: a reader that has loaded an old length uses it.
  gc::Atomic<ListItems*> storage;
  // Private list, or the object lock is held.
  u64 size() const { return length.load(gc::relaxed); }
  Value operator[](u64 i) const { return storage.load(gc::relaxed)->items[i].get(); }
};

inline bool is_list(Value v) { return has_layout(v, TypeId::kList); }
inline bool is_exact_list(Value v) { return is_exact(v, TypeId::kList); }
inline List* as_list(Value v) { return v.as<List>(); }

Ref make_list(Thread& t, u64 capacity = 0);
Ref make_list(Thread& t, const Value* items, u64 n);  // counts the items for the list
// The form with a Ref takes over the count. False: MemoryError is pending.
TINYPY_COLD bool list_append_slow(Thread& t, List* list, Ref item);
inline bool list_append(Thread& t, List* list, Ref item) {
  gc::assert_accessible(t, list);
  if (!gc::kFreeThreaded || !list->published()) [[likely]] {
    u64 n = list->size();
    ListItems* items = list->storage.load(gc::relaxed);
    if (items && n < items->capacity) [[likely]] {
      gc::observe(gc::ObjectEvent::lock_private, list);
      items->items[n].set(item.release());
      list->length.store(n + 1, gc::relaxed);
      return true;
    }
  }
  return list_append_slow(t, list, std::move(item));
}
inline bool list_append(Thread& t, List* list, Value item) { return list_append(t, list, Ref::share(t, item)); }
// The item at an index that is not negative, read without the lock. Empty without error: out of range.
TINYPY_COLD Ref list_get_shared(Thread& t, List* list, i64 index);
inline Ref list_get(Thread& t, List* list, i64 index) {
  gc::assert_accessible(t, list);
  if (gc::kFreeThreaded && list->published()) [[unlikely]]
    return list_get_shared(t, list, index);
  if (static_cast<u64>(index) >= list->size()) return Ref();
  return Ref::share(t, (*list)[static_cast<u64>(index)]);
}
// Replaces the item at `index`, which may count from the end. False: out of range, no error is set. The old item may
// die and its finalizer run Python code.
bool list_set(Thread& t, List* list, i64 index, Ref item);
// The same for a list that no other thread can change, though it is published (gc::uniquely_held_outside), and an index
// that is not negative. Takes no lock where an immediate is replaced, as in a list that is being filled.
bool list_fill(Thread& t, List* list, i64 index, Ref item);
bool list_extend_py(Thread& t, List* list, Value iterable);
// A new list of the items that a dict, a set or a view of a dict has at one moment. Empty without error for all other
// iterables.
Ref snapshot_list(Thread& t, Value iterable);
bool list_insert(Thread& t, List* list, i64 index, Ref item);
Ref list_pop(Thread& t, List* list, i64 index);  // empty: IndexError
// Removes and returns the item at `index`, which may count from the end. Empty without error: out of range.
Ref list_take(Thread& t, List* list, i64 index);
// Removes the item at `index` if it is still the object `item`, which the caller holds. False: it is not.
bool list_remove_if_at(Thread& t, List* list, i64 index, Value item);
// Removes the first item equal to `value`, in one moment of the list. kUndecided: a comparison needs Python code, and
// nothing has been done.
enum class RemovedPlainly { kYes, kAbsent, kUndecided };
RemovedPlainly list_remove_plainly(Thread& t, List* list, Value value);
bool list_sort_py(Thread& t, List* list, Value key, bool reverse);
bool list_reverse(Thread& t, List* list);
// A new list of the items [start, stop), bounds as in a slice: negative ones count from the end, both are cut to the
// list's length. One consistent state of a published list.
Ref list_slice(Thread& t, List* list, i64 start, i64 stop);
// list[slice], and list[slice] = value, where `value` is any iterable and may be the list itself.
struct SliceIndices;
Ref list_get_slice(Thread& t, List* list, const SliceIndices& indices);
bool list_set_slice_py(Thread& t, List* list, const SliceIndices& indices, Value value);
// a + b, and list * count: new lists. The result shows one consistent state of the operands.
Ref list_join(Thread& t, List* a, List* b);
Ref list_repeated(Thread& t, List* list, u64 count);
// list[start:stop] = `n` borrowed items. These lie outside this list's block, and no other thread changes them. False:
// MemoryError is pending.
bool list_assign_range(Thread& t, List* list, i64 start, i64 stop, const Value* items, u64 n);
Ref list_to_tuple(Thread& t, Value list);
void list_clear(Thread& t, List* list);

// The size of a block without a counter of changes.
inline size_t list_storage_bytes(u64 capacity) { return sizeof(ListItems) + capacity * sizeof(Slot); }
// The same of any block.
inline size_t list_block_bytes(const ListItems* items) {
  return list_storage_bytes(items->capacity) + items->counts_changes() * sizeof(u64);
}
// Frees a block (or null) that `list` no longer has, or never had items in. After a grace period if other threads may
// be reading it.
void list_free_block(Thread& t, const List* list, ListItems* items);

// ---- for the files of this type (list.cpp)

// Replaces the block of a published list by one that counts changes. The lock is held. False: out of memory.
bool list_replace_block(Thread& t, List* list, u64 capacity);
// Replaces the items [start, stop) by `n` owned values, which the list takes over on success. `removed` takes over the
// replaced ones. The bounds are those of a slice and are resolved under the lock. False: MemoryError is pending,
// nothing has changed.
class RemovedItems;
bool list_splice(Thread& t, List* list, i64 start, i64 stop, const Value* items, u64 n, RemovedItems& removed);
// Assignment to and deletion of slices with a step (list_steps.cpp), in one moment of the list. Assignment counts `n`
// items for the list; they lie outside this list's block, and no other thread changes them. ValueError if the slice has
// another number of items.
bool list_assign_steps(Thread& t, List* list, const SliceIndices& indices, const Value* items, u64 n);
bool list_delete_steps(Thread& t, List* list, const SliceIndices& indices);
// Takes the block with all items from the list, which is empty afterwards; the caller owns block and items. *length:
// the number of items. Null: the list was empty.
ListItems* list_take_storage(List* list, u64* length);
// Gives a block back that list_take_storage() has taken. False: the list is no longer empty; nothing has been done.
bool list_give_storage(Thread& t, List* list, ListItems* items, u64 length);

// Owned values that have been removed from a list. The destructor releases them: it must run when no lock is held.
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
