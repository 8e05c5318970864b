// _heapq: binary heaps in lists. Each exchange of two items is atomic; a list that others change meanwhile ends the operation with an error.
#include "runtime/modules/module_parts.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/types/list.h"

namespace rt {

extern const ModuleDef kUnderHeapqModule;

namespace {

// The order of a heap: min (a < b) or max (b < a).
template <bool kMax>
int before_py(Thread& t, Value a, Value b) {
  if (Value::both_small(a, b)) return kMax ? b.small() < a.small() : a.small() < b.small();
  return kMax ? compare_bool_py(t, b, a, CompareOp::kLt) : compare_bool_py(t, a, b, CompareOp::kLt);
}

class Heap {
 public:
  Heap(Thread& t, Value list) : t_(t), list_(as_list(list)), size_(static_cast<i64>(list_->length.load(gc::acquire))) {}

  i64 size() const { return size_; }

  // Moves item `position` towards the root `start`, past parents that it comes before.
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

  // Moves item `position` down to a leaf along the children that come first, then up to where it belongs: fewer comparisons than
  // stopping on the way, since leaves are where most items belong.
  template <bool kMax>
  bool sift_down_py(i64 position) {
    i64 start = position, limit = size_ >> 1;
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
    for (i64 i = (size_ >> 1) - 1; i >= 0; --i) {
      if (!sift_down_py<kMax>(i) || !poll_py(t_)) return false;
    }
    return true;
  }

  Ref get(i64 i) { return list_get(t_, list_, i); }

 private:
  bool changed() { return raise(t_, kRuntimeErrorType, "list changed size during iteration"); }

  // Whether `item` comes before the item at `other`.
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
  return raise_type_error(t, "%s() argument%s must be list, not %T", function, alone ? "" : " 1", heap);
}

Ref push(Thread& t, Value heap, Value item, const char* function, bool (*sift)(Heap&)) {
  if (!check_heap(t, function, heap, false) || !list_append(t, as_list(heap), item)) return Ref();
  Heap h(t, heap);
  return sift(h) ? none() : Ref();
}

template <bool kMax>
Ref heappush(Thread& t, Value heap, Value item) {
  return push(t, heap, item, kMax ? "heappush_max" : "heappush", [](Heap& h) { return h.sift_up_py<kMax>(0, h.size() - 1); });
}

// Puts `item` in the place of the root, and gives the root.
template <bool kMax>
Ref replace_root_py(Thread& t, Value heap, Value item) {
  Heap h(t, heap);
  Ref root = h.get(0);
  if (!root || !list_set(t, as_list(heap), 0, Ref::share(t, item))) return raise_index_error(t, "index out of range");
  return h.sift_down_py<kMax>(0) ? std::move(root) : Ref();
}

template <bool kMax>
Ref heappop(Thread& t, Value heap) {
  if (!check_heap(t, kMax ? "heappop_max" : "heappop", heap, true)) return Ref();
  if (as_list(heap)->length.load(gc::acquire) == 0) return raise_index_error(t, "index out of range");
  Ref last = list_pop(t, as_list(heap), -1);
  if (!last || as_list(heap)->length.load(gc::acquire) == 0) return last;
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
  Ref root = list_get(t, as_list(heap), 0);
  if (!root) return Ref::share(t, item);
  int before = before_py<kMax>(t, root, item);
  if (before < 0) return Ref();
  return before ? replace_root_py<kMax>(t, heap, item) : Ref::share(t, item);
}

template <bool kMax>
Ref heapify(Thread& t, Value heap) {
  if (!check_heap(t, kMax ? "heapify_max" : "heapify", heap, true)) return Ref();
  return Heap(t, heap).heapify_py<kMax>() ? none() : Ref();
}

constexpr MethodDef kFunctions[] = {
    {"heappush", heappush<false>, "(heap, item, /)", "Add an item to a heap."},
    {"heappop", heappop<false>, "(heap, /)", "Take the smallest item out of a heap."},
    {"heappushpop", heappushpop<false>, "(heap, item, /)", "Add an item, then take the smallest out; faster than the two calls."},
    {"heapreplace", heapreplace<false>, "(heap, item, /)", "Take the smallest item out, then add another; the list keeps its length."},
    {"heapify", heapify<false>, "(heap, /)", "Rearrange a list into a heap, in linear time."},
    {"heappush_max", heappush<true>, "(heap, item, /)", "Push item onto max heap, maintaining the heap invariant."},
    {"heappop_max", heappop<true>, "(heap, /)", "Pop the largest item off the max heap."},
    {"heappushpop_max", heappushpop<true>, "(heap, item, /)", "Push item on the max heap, then pop and return the largest item."},
    {"heapreplace_max", heapreplace<true>, "(heap, item, /)", "Pop and return the largest value, and add the new item."},
    {"heapify_max", heapify<true>, "(heap, /)", "Transform list into a max heap, in-place."},
    {"_heappop_max", heappop<true>, "(heap, /)", "Pop the largest item off the max heap."},
    {"_heapreplace_max", heapreplace<true>, "(heap, item, /)", "Pop and return the largest value, and add the new item."},
    {"_heapify_max", heapify<true>, "(heap, /)", "Transform list into a max heap, in-place."},
    {}};

}  // namespace

static bool init_heapq(Thread& t, Value module) {
  return module_add(t, module, "__about__", make_str_ascii(t, "A heap is a list in which no item is greater than the two at twice its index plus one and plus two."));
}

const ModuleDef kUnderHeapqModule = {"_heapq", "Lists as heaps: no item is greater than the two at twice its index plus one and plus two.", kFunctions,
                                     init_heapq};

}  // namespace rt
