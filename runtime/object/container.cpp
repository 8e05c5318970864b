// len, subscripts, membership and slices of values of any type.
#include "runtime/object/extension.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/slice_items.h"
#include "runtime/object/special_result.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set_table.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/slice.h"
#include "runtime/types/text/str_methods.h"

namespace rt {

i64 len_py(Thread& t, Value v) {
  assert_may_run_python(t);
  auto len = type_of(v)->slots.len;
  if (!len) return raise_type_error(t, "object of type '%T' has no len()", v);
  return len(t, v);
}

i64 length_hint_py(Thread& t, Value v, i64 fallback) {
  if (auto len = type_of(v)->slots.len) {
    i64 n = len(t, v);
    if (n >= 0) return n;
    if (!error_is(t, kTypeErrorType)) return -1;
    clear_error(t);
  }
  bool self_first;
  Ref method = special_method_py(t, v, name(N::__length_hint__), &self_first);
  if (!method) return error_pending(t) ? -1 : fallback;
  Ref hint = self_first ? call_py(t, method, v) : call_py(t, method);
  if (!hint) {
    if (!error_is(t, kTypeErrorType)) return -1;
    clear_error(t);
    return fallback;
  }
  if (hint.get() == kNotImplemented) return fallback;
  if (!is_int(hint)) return refuse_result(t, v, hint, kLengthHintResult);
  i64 n;
  if (!index_i64_py(t, hint, &n, kOverflowErrorType)) return -1;
  if (n >= 0) return n;
  if (library_minor() < 15) return raise_value_error(t, "__length_hint__() should return >= 0");
  Ref cls = full_type_name(t, type_of(v));
  if (cls) raise_value_error(t, "%S.__length_hint__() must return a non-negative int", cls.get());
  return -1;
}

bool ask_length_hint_py(Thread& t, Value iterable) {
  return !(type_of(iterable)->flags & kTypeHeap) || length_hint_py(t, iterable, 0) >= 0;
}

namespace {

// The item of an exact list. Empty without error: out of range; the caller calls the list's slot, which raises the
// error.
Ref list_item(Thread& t, Value list, i64 index) {
  if (index < 0) index += static_cast<i64>(as_list(list)->length.load(gc::acquire));
  return list_get(t, as_list(list), index);
}

Ref tuple_item(Thread& t, Value tuple, i64 index) {
  Tuple* items = as_tuple(tuple);
  if (index < 0) index += static_cast<i64>(items->length);
  if (static_cast<u64>(index) >= items->length) return Ref();
  return Ref::share(t, (*items)[static_cast<u64>(index)]);
}

Ref class_getitem_py(Thread& t, Value type, Value key) {
  if (type.object() == kTypeType) return make_generic_alias_py(t, type, key);  // type[C]
  Ref method = getattr_optional_py(t, type, name(N::__class_getitem__));
  if (method && method.get() != kNone) return call_py(t, method, key);
  if (error_pending(t)) return Ref();
  return raise_type_error(t, "type '%N' is not subscriptable", type.as<Type>());
}

}  // namespace

Ref getitem_py(Thread& t, Value object, Value key) {
  assert_may_run_python(t);
  if (key.is_small_int()) {
    Ref item = is_exact_list(object)    ? list_item(t, object, key.small())
               : is_exact_tuple(object) ? tuple_item(t, object, key.small())
                                        : Ref();
    if (item) return item;
  }
  if (auto getitem = type_of(object)->slots.getitem) return getitem(t, object, key);
  if (is_type(object)) return class_getitem_py(t, object, key);
  return raise_type_error(t, "'%T' object is not subscriptable", object);
}

Ref item_at_py(Thread& t, Value sequence, i64 index) {
  if (type_of(sequence)->flags & kTypeExtension) [[unlikely]]
    return g_extensions.item_at_py(t, sequence, index);
  Ref key = make_int(t, index);
  return key ? getitem_py(t, sequence, key) : Ref();
}

// Raises the error of a type without __setitem__ and __delitem__. As in CPython, if the type may be a sequence, the
// key's __index__ is called first, and the message for a deletion differs.
static bool refuse_item_change_py(Thread& t, Value object, Value key, bool deletes) {
  const Type* type = type_of(object);
  bool may_be_sequence = (type->flags & kTypeHeap) || type->slots.len || type->slots.contains;
  bool indexed = may_be_sequence && type_of(key)->slots.index;
  if (i64 index; indexed && !index_i64_py(t, key, &index, kIndexErrorType)) return false;
  if (!deletes) return raise_type_error(t, "'%T' object does not support item assignment", object);
  return raise_type_error(
      t, indexed ? "'%T' object doesn't support item deletion" : "'%T' object does not support item deletion", object);
}

bool setitem_py(Thread& t, Value object, Value key, Value value) {
  assert_may_run_python(t);
  if (auto setitem = type_of(object)->slots.setitem) return setitem(t, object, key, value);
  return refuse_item_change_py(t, object, key, !value);
}

[[gnu::noinline]] static int set_contains_item_py(Thread& t, Set* set, Value item) {
  i64 entry = is_plain_key(item) ? set_find_plain(set->table.load(gc::acquire), item, plain_hash(item)) : kUndecided;
  return entry != kUndecided ? entry >= 0 : set_contains_py(t, set, item);
}

[[gnu::noinline]] static int search_py(Thread& t, Value container, Value item) {
  Ref iterator = iter_or_py(t, container,
                            library_minor() < 14 ? "argument of type '%T' is not iterable"
                                                 : "argument of type '%T' is not a container or iterable");
  if (!iterator) return -1;
  for (;;) {
    Ref candidate = next_py(t, iterator);
    if (!candidate) return -1;
    if (candidate.get() == kStop) return 0;
    int same = equal_py(t, candidate, item);
    if (same != 0) return same;
    if (!poll_py(t)) return -1;
  }
}

int contains_py(Thread& t, Value container, Value item) {
  assert_may_run_python(t);
  if (container.is_pointer()) {
    switch (static_cast<TypeId>(container.object()->shape_id())) {
      case TypeId::kSet:
      case TypeId::kFrozenSet: return set_contains_item_py(t, as_set(container), item.stripped());
      case TypeId::kStr:
        if (is_exact_str(item)) return str::contains(t, container, item);
        break;
      case TypeId::kDict: return dict_contains_py(t, as_dict(container), item);
      default: break;
    }
  }
  auto contains = type_of(container)->slots.contains;
  return contains ? contains(t, container, item) : search_py(t, container, item);
}

// ---- slices

namespace {

bool slice_index_py(Thread& t, Value v, i64* out) {
  if (v.is_small_int()) [[likely]] {
    *out = v.small();
    return true;
  }
  if (!is_int(v) && !type_of(v)->slots.index) {
    return raise_type_error(t, "slice indices must be integers or None or have an __index__ method");
  }
  return index_i64_py(t, v, out, nullptr);
}

i64 clamp_bound(i64 bound, i64 length, i64 step) {
  if (bound < 0) {
    bound += length;
    return bound >= 0 ? bound : step < 0 ? -1 : 0;
  }
  return bound < length ? bound : step < 0 ? length - 1 : length;
}

}  // namespace

bool slice_indices_py(Thread& t, Value start, Value stop, Value step, SliceIndices* out) {
  out->step = 1;
  if (step != kNone && !slice_index_py(t, step, &out->step)) return false;
  if (out->step == 0) return raise_value_error(t, "slice step cannot be zero");
  if (out->step < -INT64_MAX) out->step = -INT64_MAX;  // else -step would overflow
  out->start = out->step < 0 ? INT64_MAX : 0;
  out->stop = out->step < 0 ? INT64_MIN : INT64_MAX;
  if (start != kNone && !slice_index_py(t, start, &out->start)) return false;
  return stop == kNone || slice_index_py(t, stop, &out->stop);
}

bool slice_indices_py(Thread& t, Value slice, SliceIndices* out) {
  SliceObject* s = slice.as<SliceObject>();  // immutable
  return slice_indices_py(t, s->start.get(), s->stop.get(), s->step.get(), out);
}

SliceItems slice_items(const SliceIndices& indices, i64 length) {
  i64 step = indices.step;
  SliceItems s{clamp_bound(indices.start, length, step), clamp_bound(indices.stop, length, step), step, 0};
  i64 span = step > 0 ? s.stop - s.start : s.start - s.stop, stride = step > 0 ? step : -step;
  if (span > 0) s.count = stride == 1 ? span : (span - 1) / stride + 1;
  return s;
}

i64 slice_indices_py(Thread& t, Value slice, i64 length, i64* start, i64* stop, i64* step) {
  SliceIndices indices;
  if (!slice_indices_py(t, slice, &indices)) return -1;
  SliceItems items = slice_items(indices, length);
  *start = items.start;
  *stop = items.stop;
  *step = items.step;
  return items.count;
}

}  // namespace rt
