// _elementtree.Element as a sequence of its children: adding, removing, indices and slices.
#include "runtime/library/formats/etree_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/slice_items.h"

namespace rt::etree {

Ref element_append(Thread& t, Value self, Value child) {
  if (!is_element(child)) return raise_bad_argument(t, "append() argument 1", child);
  return append_child(t, as_element(self), child) ? none() : Ref();
}

Ref element_insert(Thread& t, Value self, Value index, Value child) {
  i64 at;
  if (!size_argument_py(t, index, &at)) return Ref();
  if (!is_element(child)) return raise_bad_argument(t, "insert() argument 2", child);
  List* children = grow_children(t, as_element(self));
  return children && list_insert(t, children, at, Ref::share(t, child)) ? none() : Ref();
}

Ref element_extend(Thread& t, Value self, Value elements) {
  Ref items = to_tuple_or_py(t, elements, "'elements' must be an iterable");
  if (!items) return Ref();
  for (u64 i = 0; i < as_tuple(items)->length; ++i) {
    Value child = (*as_tuple(items))[i];
    if (!is_element(child)) return raise_not_element(t, child);
    if (!append_child(t, as_element(self), child)) return Ref();
  }
  return none();
}

Ref element_clear(Thread& t, Value self) {
  Element* e = as_element(self);
  if (List* children = children_of(e)) list_clear(t, children);
  store_field(t, e, e->attributes, Ref());
  store_field(t, e, e->text, none());
  store_field(t, e, e->tail, none());
  return none();
}

namespace {

Error raise_absent(Thread& t, Value self, Value child) {
  if (library_minor() >= 15) return raise_value_error(t, "%R not in %R", child, self);
  return raise_value_error(t, "list.remove(x): x not in list");
}

}  // namespace

// A comparison by Python code may take the child away: then nothing is left to do. If another thread takes it away, the
// search goes on.
Ref element_remove(Thread& t, Value self, Value child) {
  if (!is_element(child)) return raise_bad_argument(t, "remove() argument", child);
  List* children = children_of(as_element(self));
  for (i64 i = 0; children;) {
    Ref present = list_get(t, children, i);
    if (!present) break;
    int equal = equal_py(t, present, child);
    if (equal < 0) return Ref();
    if (!equal) ++i;
    else if (list_remove_if_at(t, children, i, present) || !is_same(present, child)) return none();
  }
  return raise_absent(t, self, child);
}

bool set_children_py(Thread& t, Element* e, List* list) {
  u64 n = list->length.load(gc::acquire);
  Ref items = list_slice(t, list, 0, static_cast<i64>(n));
  if (!items) return false;
  for (u64 i = 0; i < as_list(items)->size(); ++i) {
    if (Value child = (*as_list(items))[i]; !is_element(child)) return raise_not_element(t, child);
  }
  List* children = grow_children(t, e);
  return children && list_set_slice_py(t, children, SliceIndices{0, INT64_MAX, 1}, items);
}

// ---- indices and slices

namespace {

// The index that a subscript stands for, counted from the beginning. False: an error is pending.
bool index_of_py(Thread& t, const Element* e, Value key, i64* out) {
  if (!is_int(key) && !type_of(key)->slots.index) return raise_type_error(t, "element indices must be integers");
  if (!index_i64_py(t, key, out, kIndexErrorType)) return false;
  if (*out < 0) *out += static_cast<i64>(child_count(e));
  return true;
}

bool assign_child(Thread& t, Element* e, i64 index, Value child) {
  constexpr const char* kRange = "child assignment index out of range";
  List* children = children_of(e);
  if (!children || index < 0 || static_cast<u64>(index) >= child_count(e)) return raise_index_error(t, kRange);
  if (!child) return list_take(t, children, index) || raise_index_error(t, kRange);
  if (!is_element(child)) return raise_not_element(t, child);
  return list_set(t, children, index, Ref::share(t, child)) || raise_index_error(t, kRange);
}

// A list of elements to be assigned to a slice. Empty: TypeError, or what the iterator raised.
Ref elements_of_py(Thread& t, Value iterable) {
  Ref items = to_tuple_or_py(t, iterable, "assignment expects an iterable");
  for (u64 i = 0; items && i < as_tuple(items)->length; ++i) {
    if (Value child = (*as_tuple(items))[i]; !is_element(child)) return raise_not_element(t, child);
  }
  return items ? make_list(t, items_of(items), as_tuple(items)->length) : Ref();
}

}  // namespace

i64 element_len(Thread&, Value self) { return static_cast<i64>(child_count(as_element(self))); }

Ref element_getitem(Thread& t, Value self, Value key) {
  Element* e = as_element(self);
  if (is_slice(key)) {
    List* children = children_of(e);
    return children ? getitem_py(t, children, key) : make_list(t);
  }
  i64 index;
  if (!index_of_py(t, e, key, &index)) return Ref();
  Ref child = index < 0 ? Ref() : child_at(t, e, index);
  return child || error_pending(t) ? std::move(child) : Ref(raise_index_error(t, "child index out of range"));
}

bool element_setitem(Thread& t, Value self, Value key, Value value) {
  Element* e = as_element(self);
  if (is_slice(key)) {
    Ref items = value ? elements_of_py(t, value) : Ref();
    if (value && !items) return false;
    List* children = grow_children(t, e);
    return children && setitem_py(t, children, key, items);
  }
  i64 index;
  return index_of_py(t, e, key, &index) && assign_child(t, e, index, value);
}

}  // namespace rt::etree
