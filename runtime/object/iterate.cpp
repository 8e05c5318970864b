// The iterator protocol, and loops of native code over any iterable.
#include "runtime/object/forward_next.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/iterators/builtin_iterators.h"

namespace rt {

namespace {

// True if instances are iterable by the old protocol: __getitem__ with 0, 1, 2, ... A native type qualifies only if it
// is declared so: a native getitem slot may also be a mapping's. A Python class that inherits the slot is what its base
// is.
bool is_old_sequence(const Type* type) {
  while ((type->flags & kTypeHeap) && type->base->slots.getitem == type->slots.getitem) type = type->base;
  return type->slots.getitem && (type->flags & (kTypeHeap | kTypeSequencePattern | kTypeIndexIterable));
}

}  // namespace

Ref iter_py(Thread& t, Value v) {
  assert_may_run_python(t);
  Type* type = type_of(v);
  if (!type->slots.iter) {
    if (is_old_sequence(type)) return make_seq_iterator(t, v);
    return raise_type_error(t, "'%T' object is not iterable", v);
  }
  Ref iterator = type->slots.iter(t, v);
  if (iterator && !type_of(iterator)->slots.next) [[unlikely]] {
    return library_minor() < 14
               ? raise_type_error(t, "iter() returned non-iterator of type '%T'", iterator.get())
               : raise_type_error(t, "%T.__iter__() must return an iterator, not %T", v, iterator.get());
  }
  return iterator;
}

Ref iter_or_py(Thread& t, Value v, const char* message) {
  Ref iterator = iter_py(t, v);
  if (iterator || !error_is(t, kTypeErrorType)) return iterator;
  clear_error(t);
  return raise_type_error(t, message, v);
}

namespace {

[[gnu::noinline, gnu::cold]] Ref refuse_next(Thread& t, Value iterator) {
  if (type_of(iterator)->slots.next) return raise_recursion_error(t, " while iterating");
  return raise_type_error(t, "'%T' object is not an iterator", iterator);
}
[[gnu::noinline, gnu::cold]] Ref stop_or_error(Thread& t) {
  return catch_stop_iteration(t) ? Ref::immediate(kStop) : Ref();
}

}  // namespace

// Native iterators that take their items from another iterator call this function, so a chain of iterators is a C++
// recursion, which needs the depth check. Kept small so that it is inlined.
Ref next_py(Thread& t, Value iterator) {
  assert_may_run_python(t);
  auto next = type_of(iterator)->slots.next;
  if (!next || native_stack_ends(t)) [[unlikely]]
    return refuse_next(t, iterator);
  Ref item = next(t, iterator);
  return item ? std::move(item) : stop_or_error(t);
}

Ref forward_next_py(Thread& t, Value iterator) {
  assert_may_run_python(t);
  auto next = type_of(iterator)->slots.next;
  return next && !native_stack_ends(t) ? next(t, iterator) : refuse_next(t, iterator);
}

bool iterate_py(Thread& t, Value iterable, bool (*f)(Thread&, Value item, void*), void* argument) {
  if (is_exact_list(iterable)) {
    for (i64 i = 0;; ++i) {
      Ref item = list_get(t, as_list(iterable), i);
      if (!item) return true;
      if (!f(t, item, argument)) return !error_pending(t);
      if (!poll_py(t)) return false;
    }
  }
  if (is_exact_tuple(iterable)) {
    for (u64 i = 0; i < as_tuple(iterable)->length; ++i) {
      if (!f(t, (*as_tuple(iterable))[i], argument)) return !error_pending(t);
      if (!poll_py(t)) return false;
    }
    return true;
  }
  Ref iterator = iter_py(t, iterable);
  return iterator && drain_py(t, iterator, f, argument);
}

bool drain_py(Thread& t, Value iterator, bool (*f)(Thread&, Value item, void*), void* argument) {
  // Not null: iter_py() has checked it. If the iterator's __class__ is assigned during the loop, the old slot stays.
  auto next = type_of(iterator)->slots.next;
  for (;;) {
    Ref item = next(t, iterator);
    if (!item) [[unlikely]]
      return catch_stop_iteration(t);
    if (item.get() == kStop) return true;
    if (!f(t, item, argument)) return !error_pending(t);
    if (!poll_py(t)) return false;
  }
}

Ref to_list_py(Thread& t, Value iterable) {
  if (is_exact_tuple(iterable)) {
    return make_list(t, reinterpret_cast<const Value*>(as_tuple(iterable)->items), as_tuple(iterable)->length);
  }
  if (is_exact_list(iterable)) return list_slice(t, as_list(iterable), 0, INT64_MAX);
  Ref list = make_list(t);
  return list && list_extend_py(t, as_list(list), iterable) ? std::move(list) : Ref();
}

Ref to_tuple_py(Thread& t, Value iterable) {
  if (is_exact_tuple(iterable)) return Ref::share(t, iterable);
  if (is_exact_list(iterable)) return list_to_tuple(t, iterable);
  if (Ref snapshot = snapshot_list(t, iterable)) return list_to_tuple(t, snapshot);
  if (t.error) return Ref();
  ValueBuffer items(t);
  bool ok = for_each_py(t, iterable, [&](Thread& t2, Value item) { return items.push(Ref::share(t2, item)); });
  if (!ok) return Ref();
  return items.take_tuple();
}

Ref to_tuple_or_py(Thread& t, Value iterable, const char* message) {
  if (is_exact_list(iterable) || is_exact_tuple(iterable)) return to_tuple_py(t, iterable);
  Ref iterator = iter_or_py(t, iterable, message);
  return iterator ? to_tuple_py(t, iterator) : Ref();
}

}  // namespace rt
