// Sequences and mappings of any class.
#include "interp/capi/c_type.h"
#include "interp/capi/capi.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/slice.h"
#include "runtime/types/text/str.h"

using namespace capi;

// The interpreter has one slot for items. Which of the two C functions an instance has in CPython, `sq_item` or
// `mp_subscript`, is asked of the first class in the MRO that says how items are got: a class of C has members of its
// own, a class of Python has both, and of the native ones mappings lack the first.
static bool has_items(Thread& t, const rt::Type* type, bool by_index) {
  const rt::Tuple& order = *rt::as_tuple(type->mro.get_shared());
  for (u64 i = 0; i < order.length; ++i) {
    auto* cls = order[i].as<rt::Type>();
    if (is_c_class(cls)) {
      const PyTypeObject* c = c_type(cls);
      return by_index ? c->tp_as_sequence && c->tp_as_sequence->sq_item
                      : c->tp_as_mapping && c->tp_as_mapping->mp_subscript;
    }
    if (!(cls->flags & rt::kTypeHeap)) return cls->slots.getitem && !(by_index && cls->flags & rt::kTypeMappingPattern);
    if (Ref(rt::dict_get_str(t, cls->dict, rt::name(rt::N::__getitem__)))) return true;
  }
  return false;
}

// Whether an item is stored by an index, as `sq_ass_item` does. A class of C that has neither this nor
// `mp_ass_subscript` says nothing: its base is asked.
static bool stores_by_index(Thread& t, const rt::Type* type) {
  const rt::Tuple& order = *rt::as_tuple(type->mro.get_shared());
  for (u64 i = 0; i < order.length; ++i) {
    auto* cls = order[i].as<rt::Type>();
    if (is_c_class(cls)) {
      const PyTypeObject* c = c_type(cls);
      if (c->tp_as_sequence && c->tp_as_sequence->sq_ass_item) return true;
      if (c->tp_as_mapping && c->tp_as_mapping->mp_ass_subscript) return false;
    } else if (!(cls->flags & rt::kTypeHeap)) {
      if (cls->slots.setitem) return !(cls->flags & rt::kTypeMappingPattern);
    } else {
      for (Value name : {rt::name(rt::N::__setitem__), rt::name(rt::N::__delitem__)})
        if (Ref(rt::dict_get_str(t, cls->dict, name))) return true;
    }
  }
  return false;
}

int PySequence_Check(PyObject* object) {
  Call call;
  if (!object || rt::is_any_dict(value(object))) return 0;
  return rt::type_of(value(object))->slots.getitem && has_items(call, rt::type_of(value(object)), true);
}
int PyMapping_Check(PyObject* object) {
  Call call;
  return object && rt::type_of(value(object))->slots.getitem && has_items(call, rt::type_of(value(object)), false);
}

// True if the object is a mapping and no sequence: TypeError is pending.
static bool is_only_mapping(Call& call, PyObject* object) {
  if (PySequence_Check(object) || !PyMapping_Check(object)) return false;
  return !rt::raise_type_error(call, "%T is not a sequence", value(object));
}
// True if items are stored by `mp_ass_subscript` alone: TypeError is pending. A dict's subclass with a __setitem__ of
// Python has both functions.
static bool is_stored_by_key(Call& call, PyObject* object) {
  const rt::Type* type = rt::type_of(value(object));
  if (!type->slots.setitem || stores_by_index(call, type)) return false;
  return !rt::raise_type_error(call, "%T is not a sequence", value(object));
}

Py_ssize_t PySequence_Size(PyObject* object) {
  Call call;
  return call.lacks(object) || is_only_mapping(call, object) ? -1 : rt::len_py(call, value(object));
}
Py_ssize_t PySequence_Length(PyObject* object) { return PySequence_Size(object); }
Py_ssize_t PyMapping_Size(PyObject* object) { return PyObject_Size(object); }
Py_ssize_t PyMapping_Length(PyObject* object) { return PyObject_Size(object); }

// ---- sequences

PyObject* PySequence_GetItem(PyObject* sequence, Py_ssize_t index) {
  Call call;
  if (call.lacks(sequence) || is_only_mapping(call, sequence)) return nullptr;
  return give(item_at_py(call, value(sequence), index));
}

static int set_item_py(PyObject* sequence, Py_ssize_t index, Value item) {
  Call call;
  if (call.lacks(sequence) || is_stored_by_key(call, sequence)) return -1;
  return call.status(set_item_at_py(call, value(sequence), index, item));
}
int PySequence_SetItem(PyObject* sequence, Py_ssize_t index, PyObject* item) {
  return set_item_py(sequence, index, value(item));
}
int PySequence_DelItem(PyObject* sequence, Py_ssize_t index) { return set_item_py(sequence, index, Value()); }

PyObject* PySequence_GetSlice(PyObject* sequence, Py_ssize_t start, Py_ssize_t stop) {
  Call call;
  if (call.lacks(sequence)) return nullptr;
  Ref first = rt::make_int(call, start), last = first ? rt::make_int(call, stop) : Ref();
  Ref slice = last ? rt::make_slice(call, first, last, rt::kNone) : Ref();
  return slice ? give(rt::getitem_py(call, value(sequence), slice)) : nullptr;
}

int PySequence_Contains(PyObject* sequence, PyObject* item) {
  Call call;
  return call.lacks(sequence, item) ? -1 : rt::contains_py(call, value(sequence), value(item));
}

// The number of items that are equal, or with `first` the index of the first one. -1: error, or none.
static Py_ssize_t look_for_py(Call& call, Value sequence, Value item, bool first) {
  Py_ssize_t index = 0, count = 0;
  bool stopped = false, ok = true;
  bool done = rt::for_each_py(call, sequence, [&](Thread& t, Value each) {
    int equal = rt::equal_py(t, each, item);
    ok = equal >= 0;
    count += equal > 0;
    stopped = !ok || (first && equal > 0);
    index += !stopped;
    return !stopped;
  });
  if (!ok || !done) return -1;
  if (!first) return count;
  return stopped ? index : -1;
}

Py_ssize_t PySequence_Index(PyObject* sequence, PyObject* item) {
  Call call;
  if (call.lacks(sequence, item)) return -1;
  Py_ssize_t index = look_for_py(call, value(sequence), value(item), true);
  if (index < 0 && !rt::error_pending(call)) return rt::raise_value_error(call, "sequence.index(x): x not in sequence");
  return index;
}

Py_ssize_t PySequence_Count(PyObject* sequence, PyObject* item) {
  Call call;
  return call.lacks(sequence, item) ? -1 : look_for_py(call, value(sequence), value(item), false);
}

PyObject* PySequence_List(PyObject* items) {
  Call call;
  return call.lacks(items) ? nullptr : give(rt::to_list_py(call, value(items)));
}
PyObject* PySequence_Tuple(PyObject* items) {
  Call call;
  return call.lacks(items) ? nullptr : give(rt::to_tuple_py(call, value(items)));
}

// ---- mappings

// A list of what the method gives.
static PyObject* list_of_py(PyObject* mapping, const char* method) {
  Call call;
  Ref bound = call.lacks(mapping) ? Ref() : rt::getattr_py(call, value(mapping), method);
  Ref items = bound ? rt::call_py(call, bound) : Ref();
  // Of the iterator: the length of what the method gives is not asked.
  Ref iterator = items ? rt::iter_py(call, items) : Ref();
  return iterator ? give(rt::to_list_py(call, iterator)) : nullptr;
}
PyObject* PyMapping_Keys(PyObject* mapping) { return list_of_py(mapping, "keys"); }
PyObject* PyMapping_Values(PyObject* mapping) { return list_of_py(mapping, "values"); }
PyObject* PyMapping_Items(PyObject* mapping) { return list_of_py(mapping, "items"); }

PyObject* PyMapping_GetItemString(PyObject* mapping, const char* key) {
  Call call;
  Ref name = call.text(key);
  return name && !call.lacks(mapping) ? give(rt::getitem_py(call, value(mapping), name)) : nullptr;
}

int PyMapping_SetItemString(PyObject* mapping, const char* key, PyObject* item) {
  Call call;
  Ref name = call.text(key);
  return name ? PyObject_SetItem(mapping, word(name), item) : -1;
}

int PyMapping_HasKey(PyObject* mapping, PyObject* key) {
  Call call;
  SilentCall silent(call, mapping);
  if (call.lacks(mapping, key)) return 0;
  Ref item = rt::getitem_py(call, value(mapping), value(key));
  if (!item && rt::error_is(call, rt::kKeyErrorType)) rt::clear_error(call);
  return bool(item);
}

int PyMapping_HasKeyString(PyObject* mapping, const char* key) {
  Call call;
  SilentCall silent(call, mapping);
  Ref name = call.text(key);
  return name && PyMapping_HasKey(mapping, word(name));
}

// ---- more of the protocols

// Always a tuple, whose items lie side by side and stay. Of a list: its items at one moment.
// A list that other threads may change gives its items of one moment, as a tuple.
PyObject* PySequence_Fast(PyObject* items, const char* message) {
  Call call;
  if (call.lacks(items)) return nullptr;
  bool is_list = rt::is_exact_list(value(items)),
       is_shared = gc::kFreeThreaded && value(items).is_pointer() && value(items).object()->published();
  if (rt::is_exact_tuple(value(items)) || (is_list && !is_shared)) return give(Ref::share(call, value(items)));
  if (is_list) return give(rt::list_to_tuple(call, value(items)));
  Ref iterator = rt::iter_py(call, value(items));
  if (!iterator) {
    if (rt::error_is(call, rt::kTypeErrorType)) rt::raise_type_error(call, "%s", message);
    return nullptr;
  }
  return give(rt::call_py(call, Value(rt::kTupleType), iterator.get()));
}

// The words of a tuple or list. Those of a list stay in place until it changes.
PyObject** _PySequence_FastItems(PyObject* items) {
  Call call;
  if (rt::is_tuple(value(items))) return reinterpret_cast<PyObject**>(rt::as_tuple(value(items))->items);
  static PyObject* none[1] = {};
  if (!call.is_one(items, rt::TypeId::kList)) return none;
  rt::ListItems* storage = rt::as_list(value(items))->storage.load(gc::acquire);
  return storage ? reinterpret_cast<PyObject**>(storage->items) : none;
}

PyObject* PySequence_Concat(PyObject* a, PyObject* b) {
  Call call;
  if (call.lacks(a, b)) return nullptr;
  const rt::Slots& slots = rt::type_of(value(a))->slots;
  if (slots.concat) return give(slots.concat(call, value(a), value(b)));
  if (!PySequence_Check(a) || !PySequence_Check(b))
    return rt::raise_type_error(call, "'%T' object can't be concatenated", value(a));
  return PyNumber_Add(a, b);
}
PyObject* PySequence_Repeat(PyObject* a, Py_ssize_t count) {
  Call call;
  if (call.lacks(a)) return nullptr;
  const rt::Slots& slots = rt::type_of(value(a))->slots;
  if (slots.repeat) return give(slots.repeat(call, value(a), count));
  if (!PySequence_Check(a)) return rt::raise_type_error(call, "'%T' object can't be repeated", value(a));
  Ref n = rt::make_int(call, count);
  return n ? PyNumber_Multiply(a, word(n.get())) : nullptr;
}
PyObject* PySequence_InPlaceConcat(PyObject* a, PyObject* b) {
  Call call;
  if (call.lacks(a, b)) return nullptr;
  if (!PySequence_Check(a)) return rt::raise_type_error(call, "'%T' object can't be concatenated", value(a));
  return PyNumber_InPlaceAdd(a, b);
}
PyObject* PySequence_InPlaceRepeat(PyObject* a, Py_ssize_t count) {
  Call call;
  if (call.lacks(a)) return nullptr;
  if (!PySequence_Check(a)) return rt::raise_type_error(call, "'%T' object can't be repeated", value(a));
  Ref n = rt::make_int(call, count);
  return n ? PyNumber_InPlaceMultiply(a, word(n.get())) : nullptr;
}
int PySequence_SetSlice(PyObject* sequence, Py_ssize_t start, Py_ssize_t stop, PyObject* items) {
  Call call;
  if (call.lacks(sequence)) return -1;
  Ref first = rt::make_int(call, start), last = first ? rt::make_int(call, stop) : Ref();
  Ref slice = last ? Ref::steal(value(PySlice_New(word(first.get()), word(last.get()), Py_None))) : Ref();
  return call.status(slice && rt::setitem_py(call, value(sequence), slice, value(items)));
}
int PySequence_DelSlice(PyObject* sequence, Py_ssize_t start, Py_ssize_t stop) {
  return PySequence_SetSlice(sequence, start, stop, nullptr);
}

// 1 found, 0 absent, -1 an error.
int PyMapping_GetOptionalItem(PyObject* mapping, PyObject* key, PyObject** item) {
  Call call;
  *item = nullptr;
  if (call.lacks(mapping, key)) return -1;
  Ref found = rt::getitem_py(call, value(mapping), value(key));
  if (found) return *item = give(std::move(found)), 1;
  if (!rt::error_is(call, rt::kKeyErrorType)) return -1;
  rt::clear_error(call);
  return 0;
}
int PyMapping_GetOptionalItemString(PyObject* mapping, const char* key, PyObject** item) {
  Call call;
  *item = nullptr;
  Ref str = call.text(key);
  return str ? PyMapping_GetOptionalItem(mapping, word(str.get()), item) : -1;
}
int PyMapping_HasKeyWithError(PyObject* mapping, PyObject* key) {
  PyObject* item;
  int result = PyMapping_GetOptionalItem(mapping, key, &item);
  if (item) Py_DecRef(item);
  return result;
}
int PyMapping_HasKeyStringWithError(PyObject* mapping, const char* key) {
  PyObject* item;
  int result = PyMapping_GetOptionalItemString(mapping, key, &item);
  if (item) Py_DecRef(item);
  return result;
}
