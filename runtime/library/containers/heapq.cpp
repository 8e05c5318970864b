// _heapq: binary heaps in lists.
//
// An operation on a shared list is one step if C++ can compare the items (numbers, strings, tuples of them): it holds
// the list's lock. If Python must compare, or if very many items are made a heap, only each exchange of two items is
// atomic; a list that others change meanwhile ends the operation with an error.
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/long_loops.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/list_changes.h"
#include "runtime/types/containers/list_locked.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

extern const ModuleDef kUnderHeapqModule;

namespace {

// Up to this many items become a heap in one step, during which other threads wait for the list.
constexpr i64 kAtOnce = 1 << 16;

// Is a < b? -1: only Python code can tell.
int less_without_python(Value a, Value b, int depth = 3) {
  if (Value::both_small(a, b)) return a.small() < b.small();
  if (is_exact(a, TypeId::kInt) && is_exact(b, TypeId::kInt)) return int_compare(a, b) < 0;
  if (is_exact_float(a) && is_exact_float(b)) return float_value(a) < float_value(b);
  if (is_exact_str(a) && is_exact_str(b)) return str_compare(a, b) < 0;
  if (depth == 0 || !is_exact_tuple(a) || !is_exact_tuple(b)) return -1;
  Tuple &x = *as_tuple(a), &y = *as_tuple(b);
  u64 common = x.length < y.length ? x.length : y.length;
  for (u64 i = 0; i < common; ++i) {
    int same = x[i] == y[i] ? 1 : equal_without_python(x[i], y[i]);
    if (same < 0) return -1;
    if (!same) return less_without_python(x[i], y[i], depth - 1);
  }
  return x.length < y.length;
}

// The order of a heap: min (a < b) or max (b < a). No other thread comes in between if C++ can compare.
template <bool kMax>
int before_py(Thread& t, Value a, Value b) {
  int known = kMax ? less_without_python(b, a) : less_without_python(a, b);
  if (known >= 0) return known;
  return kMax ? compare_bool_py(t, b, a, CompareOp::kLt) : compare_bool_py(t, a, b, CompareOp::kLt);
}

// A heap in a shared list whose lock is held. If Python must compare, an item stops on its way, and *position says
// where.
template <bool kMax>
class LockedHeap {
 public:
  explicit LockedHeap(List* list)
      : items_(list->storage.load(gc::relaxed)->items), size_(static_cast<i64>(list->size())) {}

  // False: the item has stopped at *position, because Python must compare.
  bool sift_up(i64 start, i64* position) {
    while (*position > start) {
      i64 parent = (*position - 1) >> 1;
      int before = is_before(*position, parent);
      if (before <= 0) return before == 0;
      swap(*position, parent);
      *position = parent;
    }
    return true;
  }

  bool sift_down(i64* position) {
    i64 start = *position;
    while (*position < size_ >> 1) {
      i64 child = 2 * *position + 1;
      if (child + 1 < size_) {
        int before = is_before(child, child + 1);
        if (before < 0) return false;
        child += before ? 0 : 1;
      }
      swap(*position, child);
      *position = child;
    }
    return sift_up(start, position);
  }

  int is_before(i64 i, i64 j) {
    Value a = items_[i].get(), b = items_[j].get();
    return kMax ? less_without_python(b, a) : less_without_python(a, b);
  }

 private:
  void swap(i64 i, i64 j) {
    Value v = items_[i].get();
    items_[i].set_shared(items_[j].get());
    items_[j].set_shared(v);
  }

  Slot* items_;
  i64 size_;
};

// A heap in any list, whose items Python compares.
class Heap {
 public:
  Heap(Thread& t, Value list) : t_(t), list_(as_list(list)), size_(static_cast<i64>(list_->length.load(gc::acquire))) {}

  i64 size() const { return size_; }

  // Moves item `position` towards the root `start`, past the parents that it precedes.
  template <bool kMax>
  bool sift_up_py(i64 start, i64 position) {
    Ref item = get(position);
    while (item && position > start) {
      i64 parent = (position - 1) >> 1;
      int before = less_py<kMax>(item, parent);
      if (before < 0) return false;
      if (!before) return true;
      if (!swap(position, parent)) return changed();
      position = parent;
    }
    return item || changed();
  }

  // Moves item `position` down to a leaf along the preceding children, then up to its place. That takes fewer
  // comparisons than stopping on the way down, since most items belong near the leaves.
  template <bool kMax>
  bool sift_down_py(i64 start, i64 position) {
    i64 limit = size_ >> 1;
    while (position < limit) {
      i64 child = 2 * position + 1;
      if (child + 1 < size_) {
        Ref left = get(child);
        int before = left ? less_py<kMax>(left, child + 1) : -1;
        if (before < 0) return error_pending(t_) ? false : changed();
        child += before ? 0 : 1;
      }
      if (!swap(position, child)) return changed();
      position = child;
    }
    return sift_up_py<kMax>(start, position);
  }

  template <bool kMax>
  bool heapify_py() {
    // To sift an item down takes several comparisons, so it counts as four steps.
    for (i64 i = (size_ >> 1) - 1; i >= 0; --i) {
      if (!sift_down_py<kMax>(i, i) || !poll_at_py(t_, 4 * static_cast<u64>(i) + 3)) return false;
    }
    return true;
  }

  Ref get(i64 i) { return list_get(t_, list_, i); }

 private:
  bool changed() { return raise(t_, kRuntimeErrorType, "list changed size during iteration"); }

  // Does `item` precede the item at `other`? 1 or 0; -1: an error is pending.
  template <bool kMax>
  int less_py(const Ref& item, i64 other) {
    Ref second = get(other);
    if (!second) return changed(), -1;
    int before = before_py<kMax>(t_, item, second);
    if (before >= 0 && static_cast<i64>(list_->length.load(gc::acquire)) != size_) return changed(), -1;
    return before;
  }

  bool swap(i64 i, i64 j) {
    gc::ObjectLock lock(list_);
    ListChange change(t_, list_);
    if (static_cast<i64>(list_->size()) != size_) return false;
    Slot* items = list_->storage.load(gc::relaxed)->items;
    Value v = items[i].get();
    items[i].set_shared(items[j].get());
    items[j].set_shared(v);
    return true;
  }

  Thread& t_;
  List* list_;
  i64 size_;
};

bool check_heap(Thread& t, const char* function, Value heap, bool alone) {
  if (is_list(heap)) return true;
  return raise_type_error(t, "%s() argument%s must be list, not %A", function, alone ? "" : " 1", heap);
}

bool is_shared_list(Value heap) { return gc::kFreeThreaded && heap.object()->published(); }

template <bool kMax>
bool push_shared_py(Thread& t, Value heap, Value item) {
  List* list = as_list(heap);
  Ref held = Ref::share(t, item);
  before_store(t, list, item);
  i64 position = 0;
  {
    gc::ObjectLock lock(list);
    ListChange change(t, list);
    if (list_append_locked(t, list, held)) {
      (void)held.release();
      position = static_cast<i64>(list->size()) - 1;
      if (LockedHeap<kMax>(list).sift_up(0, &position)) return true;
    }
  }
  if (held) return raise_memory_error(t);
  return Heap(t, heap).sift_up_py<kMax>(0, position);
}

template <bool kMax>
Ref heappush(Thread& t, Value heap, Value item) {
  if (!check_heap(t, kMax ? "heappush_max" : "heappush", heap, false)) return Ref();
  if (is_shared_list(heap)) return push_shared_py<kMax>(t, heap, item) ? none() : Ref();
  if (!list_append(t, as_list(heap), Ref::share(t, item))) return Ref();
  Heap h(t, heap);
  return h.sift_up_py<kMax>(0, h.size() - 1) ? none() : Ref();
}

Error raise_empty(Thread& t) { return raise_index_error(t, "index out of range"); }

template <bool kMax>
Ref pop_shared_py(Thread& t, Value heap) {
  List* list = as_list(heap);
  Ref root;
  i64 position = 0;
  {
    gc::ObjectLock lock(list);
    ListChange change(t, list);
    u64 size = list->size();
    if (size != 0) root = Ref::steal(list_take_locked(t, list, size - 1));
    if (size == 1) return root;
    if (size > 1) {
      Slot& first = list->storage.load(gc::relaxed)->items[0];
      Value last = root.release();
      root = Ref::steal(first.get());
      first.set_shared(last);
      if (LockedHeap<kMax>(list).sift_down(&position)) return root;
    }
  }
  if (!root) return raise_empty(t);
  return Heap(t, heap).sift_down_py<kMax>(0, position) ? std::move(root) : Ref();
}

// Replaces the root by `item` and gives the old root. If `expected` is given and is no longer the root, nothing happens
// and *changed becomes true.
template <bool kMax>
Ref replace_shared_root_py(Thread& t, Value heap, Value item, Value expected = Value(), bool* changed = nullptr) {
  List* list = as_list(heap);
  Ref root, held = Ref::share(t, item);
  before_store(t, list, item);
  i64 position = 0;
  {
    gc::ObjectLock lock(list);
    ListChange change(t, list);
    Slot* first = list->size() ? list->storage.load(gc::relaxed)->items : nullptr;
    if (expected && (!first || first->get() != expected)) {
      *changed = true;
      return Ref();
    }
    if (first) {
      root = Ref::steal(first->get());
      first->set_shared(held.release());
      if (LockedHeap<kMax>(list).sift_down(&position)) return root;
    }
  }
  if (!root) return raise_empty(t);
  return Heap(t, heap).sift_down_py<kMax>(0, position) ? std::move(root) : Ref();
}

template <bool kMax>
Ref replace_root_py(Thread& t, Value heap, Value item) {
  if (is_shared_list(heap)) return replace_shared_root_py<kMax>(t, heap, item);
  Heap h(t, heap);
  Ref root = h.get(0);
  if (!root || !list_set(t, as_list(heap), 0, Ref::share(t, item))) return raise_empty(t);
  return h.sift_down_py<kMax>(0, 0) ? std::move(root) : Ref();
}

template <bool kMax>
Ref heappop(Thread& t, Value heap) {
  if (!check_heap(t, kMax ? "heappop_max" : "heappop", heap, true)) return Ref();
  if (is_shared_list(heap)) return pop_shared_py<kMax>(t, heap);
  if (as_list(heap)->size() == 0) return raise_empty(t);
  Ref last = list_pop(t, as_list(heap), -1);
  if (!last || as_list(heap)->size() == 0) return last;
  return replace_root_py<kMax>(t, heap, last);
}

template <bool kMax>
Ref heapreplace(Thread& t, Value heap, Value item) {
  if (!check_heap(t, kMax ? "heapreplace_max" : "heapreplace", heap, false)) return Ref();
  return replace_root_py<kMax>(t, heap, item);
}

template <bool kMax>
Ref heappushpop(Thread& t, Value heap, Value item) {
  if (!check_heap(t, kMax ? "heappushpop_max" : "heappushpop", heap, false)) return Ref();
  for (;;) {
    Ref root = list_get(t, as_list(heap), 0);
    if (!root) return Ref::share(t, item);
    int before = before_py<kMax>(t, root, item);
    if (before < 0) return Ref();
    if (!before) return Ref::share(t, item);
    if (!is_shared_list(heap)) return replace_root_py<kMax>(t, heap, item);
    bool changed = false;
    Ref replaced = replace_shared_root_py<kMax>(t, heap, item, root, &changed);
    if (!changed) return replaced;
  }
}

// Makes the list a heap under its lock, if it is so small that others can wait. False: Python must compare, or the list
// is too long.
template <bool kMax>
bool heapify_shared(Thread& t, List* list) {
  gc::ObjectLock lock(list);
  i64 size = static_cast<i64>(list->size());
  if (size < 2 || size > kAtOnce) return size < 2;
  ListChange change(t, list);
  LockedHeap<kMax> heap(list);
  for (i64 i = (size >> 1) - 1; i >= 0; --i) {
    i64 position = i;
    if (!heap.sift_down(&position)) return false;
  }
  return true;
}

template <bool kMax>
Ref heapify(Thread& t, Value heap) {
  if (!check_heap(t, kMax ? "heapify_max" : "heapify", heap, true)) return Ref();
  if (is_shared_list(heap) && heapify_shared<kMax>(t, as_list(heap))) return none();
  return Heap(t, heap).heapify_py<kMax>() ? none() : Ref();
}

constexpr MethodDef kFunctions[] = {
    {"heappush", heappush<false>, "(heap, item, /)", "Add an item to a heap."},
    {"heappop", heappop<false>, "(heap, /)", "Take the smallest item out of a heap."},
    {"heappushpop", heappushpop<false>, "(heap, item, /)",
     "Add an item, then take the smallest out; faster than the two calls."},
    {"heapreplace", heapreplace<false>, "(heap, item, /)",
     "Take the smallest item out, then add another; the list keeps its length."},
    {"heapify", heapify<false>, "(heap, /)", "Rearrange a list into a heap, in linear time."},
    {"heappush_max", heappush<true>, "(heap, item, /)", "Push item onto max heap, maintaining the heap invariant."},
    {"heappop_max", heappop<true>, "(heap, /)", "Pop the largest item off the max heap."},
    {"heappushpop_max", heappushpop<true>, "(heap, item, /)",
     "Push item on the max heap, then pop and return the largest item."},
    {"heapreplace_max", heapreplace<true>, "(heap, item, /)",
     "Pop and return the largest value, and add the new item."},
    {"heapify_max", heapify<true>, "(heap, /)", "Transform list into a max heap, in-place."},
    {"_heappop_max", heappop<true>, "(heap, /)", "Pop the largest item off the max heap."},
    {"_heapreplace_max", heapreplace<true>, "(heap, item, /)",
     "Pop and return the largest value, and add the new item."},
    {"_heapify_max", heapify<true>, "(heap, /)", "Transform list into a max heap, in-place."},
    {},
};

}  // namespace

static bool init_heapq(Thread& t, Value module) {
  return module_add(
      t, module, "__about__",
      make_str_ascii(
          t, "A heap is a list in which no item is greater than the two at twice its index plus one and plus two."));
}

const ModuleDef kUnderHeapqModule = {
    "_heapq", "Lists as heaps: no item is greater than the two at twice its index plus one and plus two.", kFunctions,
    init_heapq};

}  // namespace rt
