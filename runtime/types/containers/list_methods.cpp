// The type list: its slots and methods.
#include "gc/heap/paged.h"
#include "runtime/object/long_loops.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ordering.h"
#include "runtime/object/slice_items.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/iterators/sequence_iterators.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/int_runs.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// Compares item `i` with `value`: 1 equal, 0 not, -1 error, 2 beyond the end. The item is counted only if Python code
// may run or the list is shared. *held: an equal item, counted.
int equals_item_py(Thread& t, List* list, i64 i, Value value, Ref* held) {
  if (!is_shared(list)) {
    if (static_cast<u64>(i) >= list->size()) return 2;
    Value item = (*list)[static_cast<u64>(i)];
    if (Value::both_small(item, value)) return item == value;
    int same = equal_without_python(item, value);
    if (same >= 0) return same;
  }
  Ref item = list_get(t, list, i);
  int same = item ? equal_py(t, item, value) : 2;
  if (same == 1 && held) *held = std::move(item);
  return same;
}

// A safepoint in a search for `value`. Numbers and texts are compared quickly, and while they are, other threads should
// not move the items; a container may take any time. May run Python code; false: an error is pending.
bool poll_in_search_py(Thread& t, Value value, i64 step) {
  bool quick = !value.is_pointer() || is_exact_str(value);
  return quick ? poll_at_py(t, static_cast<u64>(step)) : poll_py(t);
}

// The index of the first item in [i, stop) that equals `value`. -1: there is none, -2: an error is pending.
i64 find_item_py(Thread& t, List* list, i64 i, i64 stop, Value value, Ref* held = nullptr) {
  value = value.stripped();
  if (is_exact_str(value) && !is_shared(list) && i < stop) {
    u64 end = std::min(static_cast<u64>(stop), list->size());
    if (static_cast<u64>(i) < end)
      i = static_cast<i64>(skip_other_texts(list->storage.load(gc::relaxed)->items, static_cast<u64>(i), end, value));
  }
  for (; i < stop; ++i) {
    int same = equals_item_py(t, list, i, value, held);
    if (same != 0) return same == 1 ? i : same == 2 ? -1 : -2;
    if (!poll_in_search_py(t, value, i)) return -2;
  }
  return -1;
}

i64 length_of(Value list) { return static_cast<i64>(as_list(list)->length.load(gc::acquire)); }

Ref list_create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool list_init(Thread& t, Value self, const CallArgs& args) {
  Value iterable;
  bool strict = is_exact_list(self) || type_of(self)->slots.create == kListType->slots.create;
  if (!optional_argument(t, "list", args, strict, &iterable)) return false;
  if (length_of(self)) list_clear(t, as_list(self));
  return !iterable || list_extend_py(t, as_list(self), iterable);
}

Ref list_repr(Thread& t, Value self) {
  List* list = as_list(self);
  if (length_of(self) == 0) return make_str_ascii(t, "[]");
  ReprScope scope(t, self);
  if (scope.recursive()) return make_str_ascii(t, "[...]");
  text::UcsBuilder out;
  out.append('[');
  // The repr of an item may change the list, so each item is read by its index.
  for (i64 i = 0;; ++i) {
    Ref item = list_get(t, list, i);
    if (!item) break;
    if (i) out.append_ascii(", ");
    if (!append_repr_py(t, out, item)) return Ref();
  }
  out.append(']');
  return finish_text(t, out);
}

bool decides(CompareOp op, bool equal) { return op == CompareOp::kEq ? equal : op == CompareOp::kNe && !equal; }

// Compares the items at `i` of private lists: 1, 0, or -1: only Python code can decide, or a list is shared.
int without_python(List* a, List* b, i64 i) {
  u64 at = static_cast<u64>(i);
  if (is_shared(a) || is_shared(b) || at >= a->size() || at >= b->size()) return -1;
  return equal_without_python((*a)[at], (*b)[at]);
}

Ref list_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_list(a) || !is_list(b)) return Ref::immediate(kNotImplemented);
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && length_of(a) != length_of(b)) return bool_ref(decides(op, false));
  for (i64 i = 0; poll_at_py(t, static_cast<u64>(i)); ++i) {
    if (without_python(as_list(a), as_list(b), i) == 1) continue;
    Ref x = list_get(t, as_list(a), i);
    Ref y = x ? list_get(t, as_list(b), i) : Ref();
    if (!x || !y) return bool_ref(ordered(length_of(a), length_of(b), op));
    int same = equal_py(t, x, y);
    if (same < 0 || !poll_py(t)) return Ref();
    if (same) continue;
    // The comparison may have shortened the lists: then the lengths decide.
    if (i >= length_of(a) || i >= length_of(b)) return bool_ref(ordered(length_of(a), length_of(b), op));
    return equality ? bool_ref(decides(op, false)) : compare_py(t, x, y, op);
  }
  return Ref();
}

i64 list_len(Thread&, Value self) { return length_of(self); }
Ref list_iter(Thread& t, Value self) { return make_list_iterator(t, self); }
Ref list_reversed(Thread& t, Value self) { return make_list_reverse_iterator(t, self); }

int list_contains(Thread& t, Value self, Value value) {
  i64 found = find_item_py(t, as_list(self), 0, INT64_MAX, value);
  return found == -2 ? -1 : found >= 0;
}

// ---- subscripts

Ref read_slice_py(Thread& t, Value self, Value slice) {
  SliceIndices indices;
  return slice_indices_py(t, slice, &indices) ? list_get_slice(t, as_list(self), indices) : Ref();
}

// The item at an index; an index from the end refers to the length at the time of the read.
Ref item_at(Thread& t, List* list, i64 index) {
  if (index >= 0) return list_get(t, list, index);
  for (;;) {
    i64 length = static_cast<i64>(list->length.load(gc::acquire));
    Ref item = list_get(t, list, index + length);
    if (item || static_cast<i64>(list->length.load(gc::acquire)) == length) return item;
  }
}

Ref list_getitem(Thread& t, Value self, Value key) {
  if (is_slice(key)) return read_slice_py(t, self, key);
  i64 index;
  if (!subscript_index_py(t, "list", key, &index)) return Ref();
  Ref item = item_at(t, as_list(self), index);
  return item ? std::move(item) : raise_index_error(t, "list index out of range");
}

// The new values of a slice assignment: the items of a tuple or list that no other code changes, or of a list that was
// made for them.
struct NewItems {
  Ref holder;
  const Value* values = nullptr;
  u64 n = 0;

  void take_list(Ref list) {
    n = as_list(list)->size();
    ListItems* items = as_list(list)->storage.load(gc::relaxed);
    if (items) values = reinterpret_cast<const Value*>(items->items);
    holder = std::move(list);
  }
  void take_tuple(Ref tuple) {
    n = as_tuple(tuple)->length;
    values = reinterpret_cast<const Value*>(as_tuple(tuple)->items);
    holder = std::move(tuple);
  }
};

// Collects the new values. `value` may be the list itself.
bool collect_py(Thread& t, Value self, Value value, NewItems* out) {
  if (is_exact_tuple(value)) return out->take_tuple(Ref::share(t, value)), true;
  if (is_exact_list(value) && !is_same(self, value) && !is_shared(value.object()))
    return out->take_list(Ref::share(t, value)), true;
  Ref items = make_list(t);
  Ref source = is_list(value) || is_tuple(value) ? Ref::share(t, value) : iter_py(t, value);
  if (!source && error_is(t, kTypeErrorType)) {
    clear_error(t);
    return raise_type_error(t, "must assign iterable to extended slice");
  }
  if (!items || !source || !list_extend_py(t, as_list(items), source)) return false;
  out->take_list(std::move(items));
  return true;
}

bool delete_range(Thread& t, List* list, i64 start, i64 stop) {
  RemovedItems removed(t);
  return list_splice(t, list, start, stop, nullptr, 0, removed);
}

bool write_slice_py(Thread& t, Value self, Value slice, Value value) {
  SliceIndices indices;
  return slice_indices_py(t, slice, &indices) && list_set_slice_py(t, as_list(self), indices, value);
}

bool remove_slice_py(Thread& t, Value self, Value slice) {
  SliceIndices indices;
  if (!slice_indices_py(t, slice, &indices)) return false;
  if (indices.step == 1) return delete_range(t, as_list(self), indices.start, indices.stop);
  return list_delete_steps(t, as_list(self), indices);
}

bool list_setitem(Thread& t, Value self, Value key, Value value) {
  if (is_slice(key)) return value ? write_slice_py(t, self, key, value) : remove_slice_py(t, self, key);
  i64 index;
  if (!subscript_index_py(t, "list", key, &index)) return false;
  if (!value) return list_take(t, as_list(self), index) || raise_index_error(t, "list assignment index out of range");
  return list_set(t, as_list(self), index, Ref::share(t, value)) ||
         raise_index_error(t, "list assignment index out of range");
}

// ---- + and *

Ref list_concat(Thread& t, Value a, Value b) {
  if (!is_list(b)) return raise_type_error(t, "can only concatenate list (not \"%T\") to list", b);
  return list_join(t, as_list(a), as_list(b));  // a subclass's own __iter__ is not called
}

Ref list_inplace_concat(Thread& t, Value self, Value other) {
  return list_extend_py(t, as_list(self), other) ? Ref::share(t, self) : Ref();
}

Ref list_repeat(Thread& t, Value self, i64 count) {
  return list_repeated(t, as_list(self), count > 0 ? static_cast<u64>(count) : 0);
}

Ref list_inplace_repeat(Thread& t, Value self, i64 count) {
  u64 n;
  if (!repeated_length(t, static_cast<u64>(length_of(self)), count, &n)) return Ref();
  if (n == 0) {
    list_clear(t, as_list(self));
    return Ref::share(t, self);
  }
  Ref more = list_repeat(t, self, count - 1);
  return more && list_extend_py(t, as_list(self), more) ? Ref::share(t, self) : Ref();
}

// ---- methods

Ref append(Thread& t, Value self, Value object) { return list_append(t, as_list(self), object) ? none() : Ref(); }

Ref extend(Thread& t, Value self, Value iterable) {
  return list_extend_py(t, as_list(self), iterable) ? none() : Ref();
}

Ref insert(Thread& t, Value self, Value index, Value object) {
  i64 i;
  if (!index_i64_py(t, index, &i, kOverflowErrorType)) return Ref();
  return list_insert(t, as_list(self), i, Ref::share(t, object)) ? none() : Ref();
}

Ref pop(Thread& t, Value self, Value index) {
  i64 i;
  if (!index_i64_py(t, index, &i, kOverflowErrorType)) return Ref();
  return list_pop(t, as_list(self), i);
}

Ref remove(Thread& t, Value self, Value value) {
  List* list = as_list(self);
  RemovedPlainly plainly =
      is_shared(list) ? list_remove_plainly(t, list, value.stripped()) : RemovedPlainly::kUndecided;
  if (plainly == RemovedPlainly::kYes) return none();
  for (;;) {
    Ref item;
    i64 found = plainly == RemovedPlainly::kAbsent ? -1 : find_item_py(t, list, 0, INT64_MAX, value, &item);
    if (found == -1) return raise_value_error(t, "list.remove(x): x not in list");
    if (found < 0) return Ref();
    if (!is_shared(list)) return delete_range(t, list, found, found + 1) ? none() : Ref();
    if (list_remove_if_at(t, list, found, item)) return none();
    // Another thread has changed the list: the first equal item may be at another index, so the search starts again.
    if (!poll_py(t)) return Ref();
  }
}

Ref index(Thread& t, Value self, Value value, Value start_argument, Value stop_argument) {
  i64 start = 0, stop = INT64_MAX;
  if (!bound_argument_py(t, start_argument, length_of(self), &start)) return Ref();
  if (!bound_argument_py(t, stop_argument, length_of(self), &stop)) return Ref();
  i64 found = find_item_py(t, as_list(self), start, stop, value);
  if (found != -1) return found >= 0 ? make_int(t, found) : Ref();
  if (library_minor() >= 15) return raise_value_error(t, "list.index(x): x not in list");
  return raise_value_error(t, "%R is not in list", value.stripped());
}

Ref count(Thread& t, Value self, Value value) {
  i64 found = 0;
  value = value.stripped();
  for (i64 i = 0;; ++i) {
    int same = equals_item_py(t, as_list(self), i, value, nullptr);
    if (same < 0 || !poll_in_search_py(t, value, i)) return Ref();
    if (same == 2) return make_int(t, found);
    found += same;
  }
}

Ref clear(Thread& t, Value self) {
  list_clear(t, as_list(self));
  return none();
}

Ref copy(Thread& t, Value self) { return list_slice(t, as_list(self), 0, INT64_MAX); }

Ref reverse(Thread& t, Value self) { return list_reverse(t, as_list(self)) ? none() : Ref(); }

Ref sort(Thread& t, Value self, Value key, Value reverse) {
  int descending = truth_py(t, reverse);
  return descending >= 0 && list_sort_py(t, as_list(self), key, descending) ? none() : Ref();
}

Ref size_of(Thread& t, Value self) {
  gc::ObjectLock lock(self.object());
  const ListItems* items = as_list(self)->storage.load(gc::relaxed);
  u64 storage = items && items->capacity ? list_block_bytes(items) : 0;
  return make_int(t, static_cast<i64>(type_of(self)->base_size + storage));
}

// ---- lifetime

TINYPY_INLINE void trace_items(const List* list, gc::Visitor& visitor) {
  u64 n = list->length.load(gc::acquire);
  if (n != 0) trace_slots(visitor, list->storage.load(gc::acquire)->items, n);
}

[[gnu::noinline]] void trace_subclass_instance(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_items(static_cast<List*>(object), visitor);
}

// A collection calls this for every list, so the frequent case needs no stack frame.
void list_trace(Object* object, gc::Visitor& visitor) {
  if (object->shape_id() != static_cast<u32>(TypeId::kList)) [[unlikely]]
    return trace_subclass_instance(object, visitor);
  trace_items(static_cast<List*>(object), visitor);
}

void list_clear_lifetime(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  list_clear(t, static_cast<List*>(object));
  if (!is_exact_list(object)) dispose_attributes(t, object);
}

void list_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  List* list = static_cast<List*>(object);
  if (object->shape_id() != static_cast<u32>(TypeId::kList)) [[unlikely]]
    dispose_attributes(t, object);
  ListItems* items = list->storage.load(gc::acquire);
  if (!items || !items->capacity) return;
  for (u64 i = list->size(); i > 0;) {
    if (i >= kIntRun && is_int_run(items->items + i - kIntRun)) i -= kIntRun;
    else decref(t, items->items[--i].get());
  }
  list_free_block(t, list, items);
}

constexpr MethodDef kListMethods[] = {
    {"__reversed__", list_reversed, "(self, /)", "An iterator from the last item to the first."},
    {"__sizeof__", size_of, "(self, /)", "Bytes that the list takes in memory."},
    {"clear", clear, "(self, /)", "Remove all items from list."},
    {"copy", copy, "(self, /)", "Another list with the same items."},
    {"append", append, "(self, object, /)", "Add an item at the end."},
    {"insert", insert, "(self, index, object, /)", "Insert object before index."},
    {"extend", extend, "(self, iterable, /)", "Add the items of an iterable at the end."},
    {"pop", pop, "(self, index=-1, /)",
     "Take an item out, by default the last. IndexError if there is none at this index."},
    {"remove", remove, "(self, value, /)", "Take the first item out that equals value. ValueError if none does."},
    {"index", index, "(self, value, start=0, stop=9223372036854775807, /)",
     "Index of the first item that equals value. ValueError if none does."},
    {"count", count, "(self, value, /)", "How many items equal value."},
    {"reverse", reverse, "(self, /)", "Reverse *IN PLACE*."},
    {"sort", sort, "(self, /, *, key=None, reverse=False)",
     "Put the items in ascending order, in place; equal items keep their order.\n\nWith a key function, key(item) "
     "decides, called once for each "
     "item. With reverse=True the order is descending."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};

constexpr Slots kListSlots = [] {
  Slots s{};
  s.repr = list_repr;
  s.compare = list_compare;
  s.iter = list_iter;
  s.len = list_len;
  s.getitem = list_getitem;
  s.setitem = list_setitem;
  s.contains = list_contains;
  s.concat = list_concat;
  s.repeat = list_repeat;
  s.inplace_concat = list_inplace_concat;
  s.inplace_repeat = list_inplace_repeat;
  s.create = list_create;
  s.init = list_init;
  return s;
}();

}  // namespace

bool list_set_slice_py(Thread& t, List* list, const SliceIndices& indices, Value value) {
  NewItems items;
  if (!collect_py(t, list, value, &items)) return false;
  if (indices.step == 1) return list_assign_range(t, list, indices.start, indices.stop, items.values, items.n);
  return list_assign_steps(t, list, indices, items.values, items.n);
}

const TypeSpec kListSpec = {
    .id = TypeId::kList,
    .name = "list",
    .size = sizeof(List),
    .flags = kTypeSubclassable | kTypeTraced | kTypeSequencePattern,
    .doc = "list(iterable=(), /)\n--\n\nA sequence that can be changed, made empty or of the items of an iterable.",
    .lifetime = {.trace = list_trace, .clear = list_clear_lifetime, .dispose = list_dispose},
    .slots = kListSlots,
    .methods = kListMethods,
};

}  // namespace rt
