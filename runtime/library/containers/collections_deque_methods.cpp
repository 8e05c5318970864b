// collections.deque: methods and operators, on top of the ring buffer.
#include "runtime/library/containers/collections_deque.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::collections {

namespace {

Ref append(Thread& t, Value self, Value item) {
  return deque_append(t, as_deque(self), Ref::share(t, item)) ? none() : Ref();
}
Ref appendleft(Thread& t, Value self, Value item) {
  return deque_appendleft(t, as_deque(self), Ref::share(t, item)) ? none() : Ref();
}
Ref pop(Thread& t, Value self) {
  Ref item = deque_take_last(t, as_deque(self));
  return item ? std::move(item) : Ref(raise_index_error(t, "pop from an empty deque"));
}
Ref popleft(Thread& t, Value self) {
  Ref item = deque_take_first(t, as_deque(self));
  return item ? std::move(item) : Ref(raise_index_error(t, "pop from an empty deque"));
}
Ref clear(Thread& t, Value self) {
  deque_clear(t, as_deque(self));
  return none();
}
Ref extend(Thread& t, Value self, Value iterable) {
  return deque_extend_py(t, as_deque(self), iterable) ? none() : Ref();
}
Ref extendleft(Thread& t, Value self, Value iterable) {
  Deque* deque = as_deque(self);
  Ref snapshot = is_same(iterable, self) ? deque_to_list(t, deque) : Ref::share(t, iterable);
  bool ok = snapshot && for_each_py(t, snapshot, [&](Thread& t2, Value item) {
              return deque_appendleft(t2, deque, Ref::share(t2, item));
            });
  return ok ? none() : Ref();
}
Ref rotate(Thread& t, Value self, Value steps) {
  i64 n;
  if (!size_argument_py(t, steps, &n)) return Ref();
  deque_rotate(as_deque(self), n);
  return none();
}

// ---- searching

// Compares without Python code. 1 or 0; -1: only Python code can tell.
int plainly_equal(Value item, Value wanted) { return item == wanted ? 1 : equal_without_python(item, wanted); }

// Searches from *i on as long as no Python code is needed, but not for long; the lock is held. Gives the item that is
// to be compared without the lock; empty: the search is over.
constexpr u64 kAtOnce = 4096;
template <class F>
Value search_locked(Deque* deque, Value wanted, u64* i, u64 stop, F&& f) {
  for (; *i < stop && *i < deque->length(); ++*i) {
    Value item = deque->at(*i).get();
    int equal = plainly_equal(item, wanted);
    if (equal < 0 || *i % kAtOnce == kAtOnce - 1) return item;
    if (equal && !f(*i, true)) break;
  }
  return Value();
}

// Calls f(index, unchanged) under the lock for the items in [start, stop) that equal `wanted`, until f returns false.
// `unchanged` false: the comparison with that item has changed the deque. False: a comparison raised an error, or
// changed the deque and f did not end the search.
template <class F>
bool each_equal_py(Thread& t, Deque* deque, Value wanted, u64 start, u64 stop, Type* error, F&& f) {
  wanted = wanted.stripped();
  u64 version = 0;
  for (u64 i = start;; ++i) {
    Ref item;
    {
      gc::ObjectLock lock(deque);
      if (i == start) version = deque->version;
      if (deque->version != version) break;
      Value undecided = search_locked(deque, wanted, &i, stop, f);
      if (!undecided) return true;
      item = Ref::share(t, undecided);
    }
    int equal = equal_py(t, item, wanted);
    if (equal < 0 || !poll_py(t)) return false;
    gc::ObjectLock lock(deque);
    bool unchanged = deque->version == version;
    if (equal && !f(i, unchanged)) return true;
    if (!unchanged) break;
  }
  return raise(t, error, "deque mutated during iteration");
}

Ref count(Thread& t, Value self, Value wanted) {
  i64 n = 0;
  bool ok = each_equal_py(t, as_deque(self), wanted, 0, UINT64_MAX - 1, kRuntimeErrorType,
                          [&](u64, bool) { return ++n, true; });
  return ok ? make_int(t, n) : Ref();
}

int contains(Thread& t, Value self, Value wanted) {
  bool found = false;
  bool ok = each_equal_py(t, as_deque(self), wanted, 0, UINT64_MAX - 1, kRuntimeErrorType,
                          [&](u64, bool) { return found = true, false; });
  return ok ? found : -1;
}

Error raise_absent(Thread& t, const char* method, Value wanted) {
  if (library_minor() < 15) return raise_value_error(t, "%R is not in deque", wanted);
  return raise_value_error(t, "deque.%s(x): x not in deque", method);
}

Ref index(Thread& t, Value self, Value wanted, Value start, Value stop) {
  i64 length = static_cast<i64>(as_deque(self)->length()), from = 0, to = length, found = -1;
  if (!bound_argument_py(t, start, length, &from) || !bound_argument_py(t, stop, length, &to)) return Ref();
  if (to > length) to = length;
  if (from > to) from = to;
  bool ok = each_equal_py(t, as_deque(self), wanted, static_cast<u64>(from), static_cast<u64>(to), kRuntimeErrorType,
                          [&](u64 i, bool) {
                            found = static_cast<i64>(i);
                            return false;
                          });
  if (!ok) return Ref();
  return found >= 0 ? make_int(t, found) : Ref(raise_absent(t, "index", wanted));
}

// Takes out item `index`, which the deque has; the lock is held. The count passes to the caller.
Value take_item_locked(Deque* deque, u64 index) {
  ASSERT(gc::lock_held_or_private(deque));
  Value item = deque->at(index).get();
  if (index < deque->length() / 2) {
    for (u64 i = index; i > 0; --i) deque->at(i).set(deque->at(i - 1).get());
    deque->head = (deque->head + 1) & (deque->capacity - 1);
  } else {
    for (u64 i = index; i + 1 < deque->length(); ++i) deque->at(i).set(deque->at(i + 1).get());
  }
  deque->set_length(deque->length() - 1);
  ++deque->version;
  return item;
}

Ref remove(Thread& t, Value self, Value wanted) {
  Deque* deque = as_deque(self);
  Value taken;
  bool ok = each_equal_py(t, deque, wanted, 0, UINT64_MAX - 1, kIndexErrorType, [&](u64 i, bool unchanged) {
    if (unchanged) taken = take_item_locked(deque, i);
    return !unchanged;
  });
  if (!ok) return Ref();
  if (!taken) return raise_absent(t, "remove", wanted);
  decref(t, taken);
  return none();
}

// ---- items by index

bool item_index_py(Thread& t, Value key, i64* out) {
  if (!is_int(key) && !type_of(key)->slots.index)
    return raise_type_error(t, "sequence index must be integer, not '%T'", key);
  return index_i64_py(t, key, out, kIndexErrorType);
}

// Resolves an index that may count from the end; the lock is held. False: out of range.
bool resolve_locked(const Deque* deque, i64* index) {
  ASSERT(gc::lock_held_or_private(deque));
  if (*index < 0) *index += static_cast<i64>(deque->length());
  return static_cast<u64>(*index) < deque->length();
}

Ref getitem(Thread& t, Value self, Value key) {
  i64 i;
  if (!item_index_py(t, key, &i)) return Ref();
  Deque* deque = as_deque(self);
  {
    gc::ObjectLock lock(deque);
    if (resolve_locked(deque, &i)) return Ref::share(t, deque->at(static_cast<u64>(i)).get());
  }
  return raise_index_error(t, "deque index out of range");
}

bool setitem(Thread& t, Value self, Value key, Value value) {
  i64 i;
  if (!item_index_py(t, key, &i)) return false;
  Deque* deque = as_deque(self);
  if (value) before_store(t, deque, value);
  Ref item = value ? Ref::share(t, value) : Ref();
  bool found;
  {
    gc::ObjectLock lock(deque);
    found = resolve_locked(deque, &i);
    if (found && value) {  // an assignment is no change that iterators notice
      Slot& slot = deque->at(static_cast<u64>(i));
      Value old = slot.get();
      slot.set(item.release());
      item = Ref::steal(old);
    } else if (found) {
      item = Ref::steal(take_item_locked(deque, static_cast<u64>(i)));
    }
  }
  return found || raise_index_error(t, "deque index out of range");
}

Ref insert(Thread& t, Value self, Value where, Value item) {
  i64 at;
  return size_argument_py(t, where, &at) && deque_insert(t, as_deque(self), at, Ref::share(t, item)) ? none() : Ref();
}

Ref reverse(Thread&, Value self) {
  Deque* deque = as_deque(self);
  gc::ObjectLock lock(deque);
  for (u64 i = 0, j = deque->length(); i + 1 < j; ++i) {
    Value v = deque->at(i).get();
    deque->at(i).set(deque->at(--j).get());
    deque->at(j).set(v);
  }
  return none();
}

// ---- whole deques

i64 len(Thread&, Value self) { return static_cast<i64>(as_deque(self)->length()); }

Ref concat(Thread& t, Value a, Value b) {
  if (!is_deque(b)) return raise_type_error(t, "can only concatenate deque (not \"%T\") to deque", b);
  Ref copy = deque_copy_py(t, a);
  if (!copy || !is_deque(copy)) return Ref();
  return deque_extend_py(t, as_deque(copy), b) ? std::move(copy) : Ref();
}
Ref inplace_concat(Thread& t, Value self, Value iterable) {
  return deque_extend_py(t, as_deque(self), iterable) ? Ref::share(t, self) : Ref();
}

// With a maximal length only the last items survive, so no more rounds are made than fill the deque.
Ref inplace_repeat(Thread& t, Value self, i64 n) {
  Deque* deque = as_deque(self);
  if (n <= 0) deque_clear(t, deque);
  Ref items = deque_to_list(t, deque);
  u64 length = items ? as_list(items)->size() : 0, total;
  if (!items || length == 0 || n <= 1) return items ? Ref::share(t, self) : Ref();
  if (!repeated_length(t, length, n, &total)) return Ref();
  if (i64 most = deque->max_length.load(gc::relaxed); most >= 0) {
    i64 rounds = most / static_cast<i64>(length) + 2;
    if (n > rounds) n = rounds;
  }
  for (i64 i = 1; i < n; ++i) {
    if (!deque_extend_py(t, deque, items)) return Ref();
  }
  return Ref::share(t, self);
}
Ref repeat(Thread& t, Value self, i64 n) {
  Ref copy = deque_copy_py(t, self);
  return copy && is_deque(copy) ? inplace_repeat(t, copy, n) : Ref();
}

// Compares item by item, by the __iter__ of subclasses. The first two items that differ decide; if there are none, the
// shorter deque is less.
Ref compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_deque(a) || !is_deque(b)) return Ref::immediate(kNotImplemented);
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && is_same(a, b)) return bool_ref(op == CompareOp::kEq);
  if (equality && as_deque(a)->length() != as_deque(b)->length()) return bool_ref(op == CompareOp::kNe);
  Ref left = iter_py(t, a), right = left ? iter_py(t, b) : Ref();
  if (!right) return Ref();
  for (;;) {
    Ref x = next_py(t, left), y = x ? next_py(t, right) : Ref();
    if (!y) return Ref();
    bool ends = x.get() == kStop, other_ends = y.get() == kStop;
    if (ends || other_ends) return compare_py(t, Value::small_int(!ends), Value::small_int(!other_ends), op);
    int equal = equal_py(t, x, y);
    if (equal < 0) return Ref();
    if (equal == 0) return compare_py(t, x, y, op);
    if (!poll_py(t)) return Ref();
  }
}

Ref repr(Thread& t, Value self) {
  ReprScope scope(t, self);
  if (scope.recursive()) return make_str_ascii(t, "[...]");
  Ref items = to_list_py(t, self);  // by __iter__, which a subclass may override
  if (!items) return Ref();
  i64 limit = as_deque(self)->max_length.load(gc::relaxed);
  if (limit < 0) return format_message(t, "%s(%R)", short_type_name(self), items.get());
  return format_message(t, "%s(%R, maxlen=%lld)", short_type_name(self), items.get(), limit);
}

Ref deque_reduce(Thread& t, Value self) {
  Ref state = call_method_py(t, self, name(N::__getstate__));
  Ref iterator = state ? iter_py(t, self) : Ref();
  Ref limit = iterator ? max_length_or_none(t, self) : Ref();
  Ref args = !limit ? Ref() : limit.get() == kNone ? Ref::share(t, empty_tuple()) : make_tuple(t, empty_tuple(), limit);
  if (!args) return Ref();
  Value values[] = {type_of(self), args, state, iterator};
  return make_tuple(t, values, 4);
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = repr;
  s.compare = compare;
  s.iter = deque_iter;
  s.len = len;
  s.getitem = getitem;
  s.setitem = setitem;
  s.contains = contains;
  s.concat = concat;
  s.repeat = repeat;
  s.inplace_concat = inplace_concat;
  s.inplace_repeat = inplace_repeat;
  return s;
}();

}  // namespace

Ref deque_copy_py(Thread& t, Value self) {
  if (type_of(self) != g_deque) {
    Ref limit = max_length_or_none(t, self);
    if (!limit || limit.get() == kNone) return limit ? call_py(t, type_of(self), self) : Ref();
    return call_py(t, type_of(self), self, limit);
  }
  Ref copy = allocate_instance(t, g_deque);
  if (!copy) return Ref();
  as_deque(copy)->max_length.store(as_deque(self)->max_length.load(gc::relaxed), gc::relaxed);
  Ref items = deque_to_list(t, as_deque(self));
  return items && deque_extend_py(t, as_deque(copy), items) ? std::move(copy) : Ref();
}

const Slots kDequeSlots = kSlots;

const MethodDef kDequeMethods[] = {
    {"append", append, "(self, item, /)", "Add an item at the right."},
    {"appendleft", appendleft, "(self, item, /)", "Add an item at the left."},
    {"clear", clear, "(self, /)", "Take all items out."},
    {"copy", deque_copy_py, "(self, /)", "Another deque with the same items."},
    {"__copy__", deque_copy_py, "(self, /)", "Another deque with the same items."},
    {"count", count, "(self, value, /)", "How many items equal value."},
    {"extend", extend, "(self, iterable, /)", "Add the items of an iterable at the right, one by one."},
    {"extendleft", extendleft, "(self, iterable, /)",
     "Add the items of an iterable at the left, one by one: they end up reversed."},
    {"index", index, "(self, value, start=<unrepresentable>, stop=<unrepresentable>, /)",
     "Return first index of value."},
    {"insert", insert, "(self, index, value, /)", "Insert value before index."},
    {"pop", pop, "(self, /)", "Take the item at the right end out."},
    {"popleft", popleft, "(self, /)", "Take the item at the left end out."},
    {"__reduce__", deque_reduce, "(self, /)", "Return state information for pickling."},
    {"remove", remove, "(self, value, /)", "Remove first occurrence of value."},
    {"__reversed__", deque_reversed, "(self, /)", "An iterator from right to left."},
    {"reverse", reverse, "(self, /)", "Reverse *IN PLACE*."},
    {"rotate", rotate, "(self, n=1, /)",
     "Move n items from the right end to the left one; the other way for a negative n."},
    kClassGetitemMethod,
    {},
};

}  // namespace rt::collections
