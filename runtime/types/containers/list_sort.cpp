// list.sort(). The list is empty during the sort, so that comparisons, key functions and other threads find a
// consistent object. If they put items into the list, sort() raises ValueError.
#include "gc/heap/paged.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/merge_sort.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

struct Keyed {
  Value key, value;
};
Value key_of(Value v) { return v; }
Value key_of(const Keyed& e) { return e.key; }

enum class Keys { kSmallInts, kFloats, kStrs, kTuples, kAny };

Keys kind_of(Value v) {
  if (v.is_small_int()) return Keys::kSmallInts;
  if (is_exact_float(v)) return Keys::kFloats;
  return is_exact_str(v) ? Keys::kStrs : is_exact_tuple(v) ? Keys::kTuples : Keys::kAny;
}

// a < b for tuples: the first items that differ decide.
int tuple_less_py(Thread& t, const Tuple* a, const Tuple* b) {
  u64 common = a->length < b->length ? a->length : b->length;
  for (u64 i = 0; i < common; ++i) {
    Value x = (*a)[i], y = (*b)[i];
    if (x == y) continue;
    if (Value::both_small(x, y)) return x.small() < y.small();
    if (is_exact_str(x) && is_exact_str(y)) {
      int order = str_compare(x, y);
      if (order == 0) continue;
      return order < 0;
    }
    int same = equal_py(t, x, y);
    if (same < 0) return -1;
    if (!same) return compare_bool_py(t, x, y, CompareOp::kLt);
  }
  return a->length < b->length;
}

template <class E>
Keys common_kind(const E* items, u64 n) {
  Keys kind = kind_of(key_of(items[0]));
  for (u64 i = 1; i < n && kind != Keys::kAny; ++i) {
    if (kind_of(key_of(items[i])) != kind) return Keys::kAny;
  }
  return kind;
}

template <class E, class Less>
bool sort_with_py(Thread& t, E* items, u64 n, Less less) {
  auto pause = [&t] { return poll_py(t); };
  auto compare = [&](const E& a, const E& b) -> int { return less(key_of(a), key_of(b)); };
  using Sort = MergeSort<E, decltype(compare), decltype(pause)>;
  auto result = Sort(items, n, compare, pause).run();
  return result == Sort::Result::kNoMemory ? raise_memory_error(t) : result == Sort::Result::kSorted;
}

template <class E>
bool sort_items_py(Thread& t, E* items, u64 n) {
  switch (common_kind(items, n)) {
    case Keys::kSmallInts:  // the tagged words have the order of the numbers
      return sort_with_py(
          t, items, n, [](Value a, Value b) -> int { return static_cast<i64>(a.bits()) < static_cast<i64>(b.bits()); });
    case Keys::kFloats:
      return sort_with_py(t, items, n, [](Value a, Value b) -> int { return float_value(a) < float_value(b); });
    case Keys::kStrs: return sort_with_py(t, items, n, [](Value a, Value b) -> int { return str_compare(a, b) < 0; });
    case Keys::kTuples:
      return sort_with_py(t, items, n, [&t](Value a, Value b) { return tuple_less_py(t, as_tuple(a), as_tuple(b)); });
    default:
      return sort_with_py(t, items, n, [&t](Value a, Value b) { return compare_bool_py(t, a, b, CompareOp::kLt); });
  }
}

template <class E>
void reverse_items(E* items, u64 n) {
  for (u64 i = 0, j = n; i + 1 < j; ++i) std::swap(items[i], items[--j]);
}

// A descending sort reverses the array, sorts it ascending and reverses it again: so equal elements keep their order.
template <class E>
bool sort_in_direction_py(Thread& t, E* items, u64 n, bool reverse) {
  if (n < 2) return true;
  if (reverse) reverse_items(items, n);
  bool ok = sort_items_py(t, items, n);
  if (reverse) reverse_items(items, n);
  return ok;
}

// An array of values with their keys. It owns the keys and borrows the values.
class KeyedItems {
 public:
  KeyedItems(Thread& t, u64 n) : t_(t), items_(static_cast<Keyed*>(gc::raw_alloc(n * sizeof(Keyed)))) {}
  KeyedItems(const KeyedItems&) = delete;
  KeyedItems& operator=(const KeyedItems&) = delete;
  ~KeyedItems() {
    for (u64 i = 0; i < made_; ++i) decref(t_, items_[i].key);
    gc::raw_free(items_);
  }
  bool make_keys_py(const Value* values, u64 n, Value function) {
    if (!items_) return raise_memory_error(t_);
    for (; made_ < n; ++made_) {
      Ref key = call_py(t_, function, values[made_]);
      if (!key) return false;
      items_[made_] = {key.release(), values[made_]};
    }
    return true;
  }
  Keyed* data() { return items_; }

 private:
  Thread& t_;
  Keyed* items_;
  u64 made_ = 0;
};

bool sort_by_key_py(Thread& t, Value* values, u64 n, Value key, bool reverse) {
  KeyedItems keyed(t, n);
  if (!keyed.make_keys_py(values, n, key)) return false;
  bool ok = sort_in_direction_py(t, keyed.data(), n, reverse);
  for (u64 i = 0; i < n; ++i) values[i] = keyed.data()[i].value;
  return ok;
}

// The block for the sort. Other threads may still read the block that was taken from a published list, so the items are
// copied to a new block. If there is no memory, the old block is used.
ListItems* private_block(Thread& t, List* list, ListItems* items, u64 n) {
  if (!is_shared(list)) return items;
  auto* copy = static_cast<ListItems*>(gc::alloc_paged(t, list_storage_bytes(n)));
  if (!copy) return items;
  copy->capacity = n;
  for (u64 i = 0; i < n; ++i) copy->items[i].set(items->items[i].get());
  list_free_block(t, list, items);
  return copy;
}

// Gives the sorted items back to the list. Items that were put into the list during the sort are removed. False: there
// were such items.
bool put_back(Thread& t, List* list, ListItems* items, u64 n) {
  bool untouched = true;
  while (!list_give_storage(t, list, items, n)) {
    untouched = false;
    list_clear(t, list);
  }
  return untouched;
}

}  // namespace

bool list_sort_py(Thread& t, List* list, Value key, bool reverse) {
  gc::assert_accessible(t, list);
  u64 n;
  ListItems* items = list_take_storage(list, &n);
  if (!items) return true;
  items = private_block(t, list, items, n);
  auto* values = reinterpret_cast<Value*>(items->items);  // lint: borrow: the list has given its storage up
  bool by_key = key && key != kNone;
  bool ok = by_key ? sort_by_key_py(t, values, n, key, reverse) : sort_in_direction_py(t, values, n, reverse);
  if (!put_back(t, list, items, n) && ok) return raise_value_error(t, "list modified during sort");
  return ok;
}

}  // namespace rt
