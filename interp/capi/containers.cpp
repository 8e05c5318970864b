// tuple, list, dict, set, slice. A borrowed item is kept alive by the container alone.
#include <cstdarg>

#include "interp/capi/capi.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/set_table.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/slice.h"

using namespace capi;

// Takes over a reference that the API says it steals, also if the function fails.
static Ref stolen(PyObject* object) { return Ref::steal(value(object)); }

// ---- tuple

// Items are None until they are set; C code sets all of them.
PyObject* PyTuple_New(Py_ssize_t size) {
  Call call;
  if (size < 0) return call.bad_call(), nullptr;
  Ref tuple = rt::make_tuple_uninitialised(call, static_cast<u64>(size));
  for (Py_ssize_t i = 0; tuple && i < size; ++i) rt::init_field(rt::as_tuple(tuple)->items[i], rt::none());
  return give(std::move(tuple));
}

Py_ssize_t PyTuple_Size(PyObject* tuple) {
  Call call;
  return call.is_one(tuple, rt::TypeId::kTuple) ? static_cast<Py_ssize_t>(rt::as_tuple(value(tuple))->length) : -1;
}

static bool is_index(Call& call, PyObject* tuple, Py_ssize_t index, const char* message) {
  bool inside = index >= 0 && static_cast<u64>(index) < rt::as_tuple(value(tuple))->length;
  return inside || rt::raise_index_error(call, message);
}

PyObject* PyTuple_GetItem(PyObject* tuple, Py_ssize_t index) {
  Call call;
  if (!call.is_one(tuple, rt::TypeId::kTuple) || !is_index(call, tuple, index, "tuple index out of range"))
    return nullptr;
  return word((*rt::as_tuple(value(tuple)))[static_cast<u64>(index)]);
}

// Only for a tuple that nothing but the caller has, as after PyTuple_New().
int PyTuple_SetItem(PyObject* tuple, Py_ssize_t index, PyObject* item) {
  Call call;
  Ref taken = stolen(item);
  if (!call.is_one(tuple, rt::TypeId::kTuple)) return -1;
  if (!gc::uniquely_held_outside(call, value(tuple).object())) return call.bad_call(), -1;
  if (!is_index(call, tuple, index, "tuple assignment index out of range")) return -1;
  rt::store_field(call, value(tuple).object(), rt::as_tuple(value(tuple))->items[index], std::move(taken));
  return 0;
}

PyObject* PyTuple_GetSlice(PyObject* tuple, Py_ssize_t start, Py_ssize_t stop) {
  Call call;
  if (!call.is_one(tuple, rt::TypeId::kTuple)) return nullptr;
  return give(rt::tuple_slice(call, value(tuple), std::max<i64>(start, 0), std::max<i64>(stop, 0)));
}

PyObject* PyTuple_FromArray(PyObject* const* items, Py_ssize_t size) {
  Call call;
  if (size < 0) return call.bad_call(), nullptr;
  Ref tuple = rt::make_tuple_uninitialised(call, static_cast<u64>(size));
  for (Py_ssize_t i = 0; tuple && i < size; ++i)
    rt::init_field(rt::as_tuple(tuple)->items[i], Ref::share(call, value(items[i])));
  return give(std::move(tuple));
}
PyObject* PyTuple_Pack(Py_ssize_t size, ...) {
  Call call;
  if (size < 0) return call.bad_call(), nullptr;
  Ref tuple = rt::make_tuple_uninitialised(call, static_cast<u64>(size));
  if (!tuple) return nullptr;
  va_list items;
  va_start(items, size);
  for (Py_ssize_t i = 0; i < size; ++i)
    rt::init_field(rt::as_tuple(tuple)->items[i], Ref::share(call, value(va_arg(items, PyObject*))));
  va_end(items);
  return give(std::move(tuple));
}

// ---- list

// Items are None until they are set; C code sets all of them.
PyObject* PyList_New(Py_ssize_t size) {
  Call call;
  if (size < 0) return call.bad_call(), nullptr;
  Ref list = rt::make_list(call, static_cast<u64>(size));
  for (Py_ssize_t i = 0; list && i < size; ++i)
    if (!rt::list_append(call, rt::as_list(list), rt::none())) return nullptr;
  return give(std::move(list));
}

Py_ssize_t PyList_Size(PyObject* list) {
  Call call;
  if (!call.is_one(list, rt::TypeId::kList)) return -1;
  return static_cast<Py_ssize_t>(rt::as_list(value(list))->length.load(gc::acquire));
}

static Ref item_of(Call& call, rt::List* list, Py_ssize_t index) {
  Ref item = index < 0 ? Ref() : rt::list_get(call, list, index);
  return item || rt::error_pending(call) ? std::move(item) : rt::raise_index_error(call, "list index out of range");
}

PyObject* PyList_GetItemRef(PyObject* list, Py_ssize_t index) {
  Call call;
  if (call.lacks(list)) return nullptr;
  Value v = value(list);
  if (!rt::has_layout(v, rt::TypeId::kList)) return rt::raise_type_error(call, "expected a list");
  return give(item_of(call, rt::as_list(v), index));
}

PyObject* PyList_GetItem(PyObject* list, Py_ssize_t index) {
  Call call;
  return call.is_one(list, rt::TypeId::kList) ? borrowed(item_of(call, rt::as_list(value(list)), index)) : nullptr;
}

int PyList_SetItem(PyObject* list, Py_ssize_t index, PyObject* item) {
  Call call;
  Ref taken = stolen(item);
  if (!call.is_one(list, rt::TypeId::kList) || call.lacks(item)) return -1;
  rt::List* l = rt::as_list(value(list));
  bool mine = gc::uniquely_held_outside(call, l);
  if (index >= 0 && (mine ? rt::list_fill : rt::list_set)(call, l, index, std::move(taken))) return 0;
  return rt::raise_index_error(call, "list assignment index out of range");
}

int PyList_Insert(PyObject* list, Py_ssize_t index, PyObject* item) {
  Call call;
  if (!call.is_one(list, rt::TypeId::kList) || call.lacks(item)) return -1;
  return call.status(rt::list_insert(call, rt::as_list(value(list)), index, Ref::share(call, value(item))));
}

int PyList_Append(PyObject* list, PyObject* item) {
  Call call;
  if (!call.is_one(list, rt::TypeId::kList) || call.lacks(item)) return -1;
  return call.status(rt::list_append(call, rt::as_list(value(list)), value(item)));
}

int PyList_Sort(PyObject* list) {
  Call call;
  if (!call.is_one(list, rt::TypeId::kList)) return -1;
  return call.status(rt::list_sort_py(call, rt::as_list(value(list)), rt::kNone, false));
}

int PyList_Reverse(PyObject* list) {
  Call call;
  return call.is_one(list, rt::TypeId::kList) ? call.status(rt::list_reverse(call, rt::as_list(value(list)))) : -1;
}

PyObject* PyList_AsTuple(PyObject* list) {
  Call call;
  return call.is_one(list, rt::TypeId::kList) ? give(rt::list_to_tuple(call, value(list))) : nullptr;
}

PyObject* PyList_GetSlice(PyObject* list, Py_ssize_t start, Py_ssize_t stop) {
  Call call;
  if (!call.is_one(list, rt::TypeId::kList)) return nullptr;
  return give(rt::list_slice(call, rt::as_list(value(list)), std::max<i64>(start, 0), std::max<i64>(stop, 0)));
}

// ---- dict

PyObject* PyDict_New(void) {
  Call call;
  return give(rt::make_dict(call));
}

// The table of a dict or frozendict, to read. Null: SystemError is pending.
static rt::Dict* readable(Call& call, PyObject* dict) {
  if (dict && rt::is_any_dict(value(dict))) return value(dict).as<rt::Dict>();
  return call.bad_call(), nullptr;
}
// A dict, for a change. Null: SystemError is pending, or TypeError for a frozendict.
static rt::Dict* writable(Call& call, PyObject* dict, const char* change = "assignment") {
  if (dict && rt::is_frozendict(value(dict)))
    return rt::raise_type_error(call, "frozendict object does not support item %s", change);
  return call.is_one(dict, rt::TypeId::kDict) ? rt::as_dict(value(dict)) : nullptr;
}

Py_ssize_t PyDict_Size(PyObject* dict) {
  Call call;
  rt::Dict* table = readable(call, dict);
  return table ? static_cast<Py_ssize_t>(table->size()) : -1;
}

// NULL without an error: the key is absent.
static Ref item_of_py(Call& call, PyObject* dict, Value key) {
  rt::Dict* table = key ? readable(call, dict) : nullptr;
  return table ? rt::dict_get_py(call, table, key) : Ref();
}

PyObject* PyDict_GetItemWithError(PyObject* dict, PyObject* key) {
  Call call;
  return call.lacks(key) ? nullptr : borrowed(item_of_py(call, dict, value(key)));
}

PyObject* PyDict_GetItem(PyObject* dict, PyObject* key) {
  Call call;
  SilentCall silent(call, dict);
  bool known = dict && key && rt::is_any_dict(value(dict));
  return known ? borrowed(item_of_py(call, dict, value(key))) : nullptr;
}

PyObject* PyDict_GetItemString(PyObject* dict, const char* key) {
  Call call;
  SilentCall silent(call, dict);
  Ref name = call.text(key);
  return name ? PyDict_GetItem(dict, word(name)) : nullptr;
}

// *item: a new reference. 1: present, 0: absent, -1: error.
int PyDict_GetItemRef(PyObject* dict, PyObject* key, PyObject** item) {
  Call call;
  if (call.lacks(key, item)) return -1;
  *item = give(item_of_py(call, dict, value(key)));
  return *item ? 1 : rt::error_pending(call) ? -1 : 0;
}

int PyDict_Contains(PyObject* dict, PyObject* key) {
  Call call;
  rt::Dict* table = readable(call, dict);
  return table && !call.lacks(key) ? rt::dict_contains_py(call, table, value(key)) : -1;
}

int PyDict_SetItem(PyObject* dict, PyObject* key, PyObject* item) {
  Call call;
  rt::Dict* table = writable(call, dict);
  if (!table || call.lacks(key, item)) return -1;
  return call.status(rt::dict_set_py(call, table, value(key), value(item)));
}

int PyDict_SetItemString(PyObject* dict, const char* key, PyObject* item) {
  Call call;
  Ref name = call.name(key);
  return name ? PyDict_SetItem(dict, word(name), item) : -1;
}

PyObject* PyDict_SetDefault(PyObject* dict, PyObject* key, PyObject* fallback) {
  Call call;
  rt::Dict* table = writable(call, dict);
  if (!table || call.lacks(key, fallback)) return nullptr;
  return borrowed(rt::dict_setdefault_py(call, table, value(key), value(fallback)));
}

int PyDict_DelItem(PyObject* dict, PyObject* key) {
  Call call;
  rt::Dict* table = writable(call, dict, "deletion");
  if (!table || call.lacks(key)) return -1;
  int deleted = rt::dict_delete_py(call, table, value(key));
  if (deleted == 0) return rt::raise_key_error(call, value(key));
  return deleted > 0 ? 0 : -1;
}

int PyDict_DelItemString(PyObject* dict, const char* key) {
  Call call;
  Ref name = call.name(key);
  return name ? PyDict_DelItem(dict, word(name)) : -1;
}

// Key and item are borrowed. 0: there are no more.
int PyDict_Next(PyObject* dict, Py_ssize_t* position, PyObject** key, PyObject** item) {
  Call call;
  if (!dict || !position || !rt::is_any_dict(value(dict))) return 0;
  auto at = static_cast<u64>(*position);
  Ref k, v;
  if (!rt::dict_next(call, value(dict).as<rt::Dict>(), &at, &k, &v)) return 0;
  *position = static_cast<Py_ssize_t>(at);
  if (key) *key = borrowed(std::move(k));
  if (item) *item = borrowed(std::move(v));
  return 1;
}

PyObject* PyDict_Keys(PyObject* dict) {
  Call call;
  rt::Dict* table = readable(call, dict);
  return table ? give(rt::dict_keys_list(call, table)) : nullptr;
}

PyObject* PyDict_Values(PyObject* dict) {
  Call call;
  rt::Dict* table = readable(call, dict);
  return table ? give(rt::dict_values_list(call, table)) : nullptr;
}

PyObject* PyDict_Items(PyObject* dict) {
  Call call;
  rt::Dict* table = readable(call, dict);
  return table ? give(rt::dict_items_list(call, table)) : nullptr;
}

PyObject* PyDict_Copy(PyObject* dict) {
  Call call;
  return call.is_one(dict, rt::TypeId::kDict) ? give(rt::dict_copy(call, rt::as_dict(value(dict)))) : nullptr;
}

void PyDict_Clear(PyObject* dict) {
  Call call;
  if (dict && rt::is_dict(value(dict))) rt::dict_clear(call, rt::as_dict(value(dict)));
}

int PyDict_Merge(PyObject* dict, PyObject* other, int override_existing) {
  Call call;
  rt::Dict* table = writable(call, dict);
  if (!table || call.lacks(other)) return -1;
  return call.status(rt::dict_merge_py(call, table, value(other), override_existing != 0));
}
int PyDict_Update(PyObject* dict, PyObject* other) { return PyDict_Merge(dict, other, 1); }

// ---- set

static bool is_set(Call& call, PyObject* object) {
  bool known = object && (rt::has_layout(value(object), rt::TypeId::kSet) ||
                          rt::has_layout(value(object), rt::TypeId::kFrozenSet));
  return known || !call.bad_call();
}

PyObject* PySet_New(PyObject* items) {
  Call call;
  return give(items ? rt::make_set_py(call, value(items)) : rt::make_set(call));
}

PyObject* PyFrozenSet_New(PyObject* items) {
  Call call;
  return give(rt::make_frozenset_py(call, value(items)));
}

Py_ssize_t PySet_Size(PyObject* set) {
  Call call;
  return is_set(call, set) ? rt::len_py(call, value(set)) : -1;
}

int PySet_Contains(PyObject* set, PyObject* item) {
  Call call;
  return is_set(call, set) && !call.lacks(item) ? rt::set_contains_py(call, value(set).as<rt::Set>(), value(item)) : -1;
}

// Fills also a frozenset that nothing but the caller has, as after PyFrozenSet_New().
int PySet_Add(PyObject* set, PyObject* item) {
  Call call;
  if (!is_set(call, set) || call.lacks(item)) return -1;
  if (rt::is_frozenset(value(set)) && !gc::uniquely_held_outside(call, value(set).object())) return call.bad_call(), -1;
  return call.status(rt::set_add_py(call, value(set).as<rt::Set>(), value(item)));
}

int PySet_Discard(PyObject* set, PyObject* item) {
  Call call;
  if (!call.is_one(set, rt::TypeId::kSet) || call.lacks(item)) return -1;
  return rt::set_discard_py(call, value(set).as<rt::Set>(), value(item));
}

// ---- slice

PyObject* PySlice_New(PyObject* start, PyObject* stop, PyObject* step) {
  Call call;
  auto or_none = [](PyObject* part) { return part ? value(part) : rt::kNone; };
  return give(rt::make_slice(call, or_none(start), or_none(stop), or_none(step)));
}

// ---- more of the containers

int _PyTuple_Resize(PyObject** tuple, Py_ssize_t size) {
  Call call;
  if (!tuple || !*tuple) return call.bad_call(), -1;
  if (!rt::is_tuple(value(*tuple)) || size < 0) {
    Py_DecRef(std::exchange(*tuple, nullptr));
    return call.bad_call(), -1;
  }
  rt::Tuple* old = rt::as_tuple(value(*tuple));
  if (old->length == static_cast<u64>(size)) return 0;
  Ref made = rt::make_tuple_uninitialised(call, static_cast<u64>(size));
  for (u64 i = 0; made && i < static_cast<u64>(size); ++i)
    rt::init_field(rt::as_tuple(made)->items[i], i < old->length ? Ref::share(call, (*old)[i]) : rt::none());
  Py_DecRef(std::exchange(*tuple, nullptr));
  *tuple = give(std::move(made));
  return *tuple ? 0 : -1;
}

int PyList_SetSlice(PyObject* list, Py_ssize_t start, Py_ssize_t stop, PyObject* items) {
  Call call;
  if (!call.is_one(list, rt::TypeId::kList)) return -1;
  Ref slice = Ref::steal(value(PySlice_New(word(rt::make_int(call, std::max<i64>(start, 0)).get()),
                                           word(rt::make_int(call, std::max<i64>(stop, 0)).get()), Py_None)));
  if (!slice) return -1;
  return call.status(rt::setitem_py(call, value(list), slice, value(items)));
}
int PyList_Clear(PyObject* list) { return PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, nullptr); }
int PyList_Extend(PyObject* list, PyObject* items) {
  Call call;
  if (!call.is_one(list, rt::TypeId::kList) || call.lacks(items)) return -1;
  return call.status(rt::list_extend_py(call, rt::as_list(value(list)), value(items)));
}

int PyDict_ContainsString(PyObject* dict, const char* key) {
  Call call;
  Ref str = call.text(key);
  return str ? PyDict_Contains(dict, word(str.get())) : -1;
}
int PyDict_GetItemStringRef(PyObject* dict, const char* key, PyObject** item) {
  Call call;
  *item = nullptr;
  Ref str = call.text(key);
  return str ? PyDict_GetItemRef(dict, word(str.get()), item) : -1;
}
// 1: the key was there; 0: it has `fallback` now. *item, if wanted, is a new reference.
int PyDict_SetDefaultRef(PyObject* dict, PyObject* key, PyObject* fallback, PyObject** item) {
  Call call;
  if (item) *item = nullptr;
  rt::Dict* table = writable(call, dict);
  if (!table || call.lacks(key, fallback)) return -1;
  int before = rt::dict_contains_py(call, table, value(key));
  if (before < 0) return -1;
  Ref found = rt::dict_setdefault_py(call, table, value(key), value(fallback));
  if (!found) return -1;
  if (item) *item = give(std::move(found));
  return before;
}
int PyDict_Pop(PyObject* dict, PyObject* key, PyObject** item) {
  Call call;
  if (item) *item = nullptr;
  rt::Dict* table = writable(call, dict, "deletion");
  if (!table || call.lacks(key)) return -1;
  Ref found = rt::dict_pop_py(call, table, value(key));
  if (!found) return rt::error_pending(call) ? -1 : 0;
  if (item) *item = give(std::move(found));
  return 1;
}
int PyDict_PopString(PyObject* dict, const char* key, PyObject** item) {
  Call call;
  if (item) *item = nullptr;
  Ref str = call.text(key);
  return str ? PyDict_Pop(dict, word(str.get()), item) : -1;
}
int PyDict_MergeFromSeq2(PyObject* dict, PyObject* pairs, int override_existing) {
  Call call;
  rt::Dict* table = writable(call, dict);
  if (!table || call.lacks(pairs)) return -1;
  Ref other = rt::make_dict(call);
  if (!other || !rt::dict_update_py(call, rt::as_dict(other), value(pairs))) return -1;
  return call.status(rt::dict_merge_py(call, table, other, override_existing != 0));
}
PyObject* _PyDict_GetItem_KnownHash(PyObject* dict, PyObject* key, Py_hash_t) {
  return PyDict_GetItemWithError(dict, key);
}
PyObject* _PyDict_NewPresized(Py_ssize_t expected) {
  Call call;
  return give(rt::make_dict(call, static_cast<u64>(std::max<Py_ssize_t>(expected, 0))));
}

PyObject* PySet_Pop(PyObject* set) {
  Call call;
  if (!call.is_one(set, rt::TypeId::kSet)) return nullptr;
  Ref item = rt::set_pop(call, value(set).as<rt::Set>());
  return item ? give(std::move(item)) : (rt::raise(call, rt::kKeyErrorType, "pop from an empty set"), nullptr);
}
int PySet_Clear(PyObject* set) {
  Call call;
  if (!call.is_one(set, rt::TypeId::kSet)) return -1;
  rt::set_clear(call, value(set).as<rt::Set>());
  return 0;
}

// ---- slices

// The parts of a slice as numbers, not yet fitted to a length. -1: an error is pending.
int PySlice_Unpack(PyObject* slice, Py_ssize_t* start, Py_ssize_t* stop, Py_ssize_t* step) {
  Call call;
  if (!call.is_one(slice, rt::TypeId::kSlice)) return -1;
  auto part = [&](const char* name, Py_ssize_t fallback, Py_ssize_t* out) {
    Ref bound = rt::getattr_py(call, value(slice), name);
    if (!bound) return false;
    if (bound.get() == rt::kNone) return *out = fallback, true;
    if (!rt::type_of(bound)->slots.index)
      return bool(rt::raise_type_error(call, "slice indices must be integers or None or have an __index__ method"));
    return rt::index_i64_py(call, bound, out, nullptr);
  };
  if (!part("step", 1, step)) return -1;
  if (*step == 0) return rt::raise_value_error(call, "slice step cannot be zero");
  *step = std::max<Py_ssize_t>(*step, -PY_SSIZE_T_MAX);
  if (!part("start", *step < 0 ? PY_SSIZE_T_MAX : 0, start)) return -1;
  return part("stop", *step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX, stop) ? 0 : -1;
}

// Fits the bounds to a length. The number of items.
Py_ssize_t PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t* start, Py_ssize_t* stop, Py_ssize_t step) {
  auto fit = [&](Py_ssize_t* bound) {
    if (*bound < 0) {
      *bound += length;
      if (*bound < 0) *bound = step < 0 ? -1 : 0;
    } else if (*bound >= length) {
      *bound = step < 0 ? length - 1 : length;
    }
  };
  fit(start);
  fit(stop);
  if (step < 0) return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
  return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

int PySlice_GetIndicesEx(PyObject* slice, Py_ssize_t length, Py_ssize_t* start, Py_ssize_t* stop, Py_ssize_t* step,
                         Py_ssize_t* count) {
  if (PySlice_Unpack(slice, start, stop, step) < 0) return -1;
  *count = PySlice_AdjustIndices(length, start, stop, *step);
  return 0;
}
int PySlice_GetIndices(PyObject* slice, Py_ssize_t length, Py_ssize_t* start, Py_ssize_t* stop, Py_ssize_t* step) {
  Py_ssize_t count;
  return PySlice_GetIndicesEx(slice, length, start, stop, step, &count);
}
