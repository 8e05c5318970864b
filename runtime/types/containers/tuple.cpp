// tuple: making, comparing, hashing, slicing, and the type with its methods.
#include "runtime/types/containers/tuple.h"

#include <cstring>

#include "runtime/num/hash.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ordering.h"
#include "runtime/object/slice_items.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/iterators/sequence_iterators.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

static_assert(offsetof(Tuple, items) == kTupleHeader);

namespace {

// The empty tuple is a constant of the program: it exists before any type is complete, and is immortal.
struct alignas(16) EmptyTuple {
  u32 owner = gc::kImmortalOwner, local = gc::kImmortalLocal;
  u32 shared = gc::shared_word(0, gc::kBiased);
  u32 meta = static_cast<u32>(TypeId::kTuple) << gc::kFlagBits | gc::kPublished | gc::kDeferred;
  u64 length = 0, unused = 0;
};
constinit EmptyTuple g_empty_tuple;

Tuple* new_tuple(Thread& t, u64 n) {
  if (n > kMaxLength) [[unlikely]] {
    raise_memory_error(t);
    return nullptr;
  }
  Tuple* tuple = allocate_exact<Tuple>(t, TypeId::kTuple, kTupleHeader + n * sizeof(Slot), true);
  if (tuple) tuple->length = n;
  return tuple;
}

void copy_items(Thread& t, Slot* to, const Tuple* from, u64 start, u64 n) {
  for (u64 i = 0; i < n; ++i) {
    Value v = (*from)[start + i];
    incref(t, v);
    to[i].set(v);
  }
}

}  // namespace

Value empty_tuple() { return Value(reinterpret_cast<u64>(&g_empty_tuple)); }

Ref make_tuple(Thread& t, const Value* items, u64 n) {
  if (n == 0) return Ref::share(t, empty_tuple());
  Tuple* tuple = new_tuple(t, n);
  if (!tuple) [[unlikely]]
    return Ref();
  for (u64 i = 0; i < n; ++i) tuple->items[i].set(Ref::share(t, items[i]).release());
  return Ref::steal(tuple);
}

Ref make_tuple_stealing(Thread& t, Ref* items, u64 n) {
  if (n == 0) return Ref::share(t, empty_tuple());
  Tuple* tuple = new_tuple(t, n);
  if (!tuple) [[unlikely]]
    return Ref();
  for (u64 i = 0; i < n; ++i) tuple->items[i].set(items[i].release());
  return Ref::steal(tuple);
}

Ref ValueBuffer::take_tuple() {
  if (size_ == 0) return Ref::share(t_, empty_tuple());
  Tuple* tuple = new_tuple(t_, size_);
  if (!tuple) [[unlikely]]
    return Ref();
  std::memcpy(static_cast<void*>(tuple->items), data_, size_ * sizeof(Value));
  size_ = 0;
  return Ref::steal(tuple);
}

Ref make_tuple_uninitialised(Thread& t, u64 n) {
  if (n == 0) return Ref::share(t, empty_tuple());
  Tuple* tuple = new_tuple(t, n);
  if (!tuple) [[unlikely]]
    return Ref();
  for (u64 i = 0; i < n; ++i) tuple->items[i].set(Value());
  return Ref::steal(tuple);
}

int tuple_equal_py(Thread& t, const Tuple* a, const Tuple* b) {
  // As in CPython, the items are compared even if the lengths differ: a comparison may raise an error.
  u64 common = a->length < b->length ? a->length : b->length;
  for (u64 i = 0; i < common; ++i) {
    int same = equal_py(t, (*a)[i], (*b)[i]);
    if (same <= 0) return same;
    if (!poll_py(t)) return -1;
  }
  return a->length == b->length;
}

namespace {

[[gnu::noinline]] bool tuple_hash_slow_py(Thread& t, const Tuple* tuple, i64* out) {
  num::TupleHash hash;
  for (u64 i = 0; i < tuple->length; ++i) {
    i64 item;
    if (!hash_py(t, (*tuple)[i], &item) || !poll_py(t)) return false;
    hash.add(item);
  }
  *out = hash.finish();
  return true;
}

}  // namespace

// Fast path: small ints, and strs whose hash is known, need no call. At any other item the general path starts again.
bool tuple_hash_py(Thread& t, const Tuple* tuple, i64* out) {
  num::TupleHash hash;
  for (u64 i = 0; i < tuple->length; ++i) {
    Value v = (*tuple)[i];
    i64 item = v.is_small_int() ? num::hash_int64(v.small()) : is_exact_str(v) ? as_str(v)->hash.load(gc::relaxed) : 0;
    if (item == 0 && v != Value::small_int(0)) [[unlikely]]
      return tuple_hash_slow_py(t, tuple, out);
    hash.add(item);
  }
  *out = hash.finish();
  return true;
}

Ref tuple_slice(Thread& t, Value value, i64 start, i64 stop) {
  const Tuple* tuple = as_tuple(value);
  i64 length = static_cast<i64>(tuple->length);
  if (start < 0) start = 0;
  if (stop > length) stop = length;
  if (start >= stop) return Ref::share(t, empty_tuple());
  if (start == 0 && stop == length && is_exact_tuple(value)) return Ref::share(t, value);
  u64 n = static_cast<u64>(stop - start);
  Tuple* slice = new_tuple(t, n);
  if (!slice) return Ref();
  copy_items(t, slice->items, tuple, static_cast<u64>(start), n);
  return Ref::steal(slice);
}

Ref tuple_get_slice(Thread& t, Value value, const SliceIndices& indices) {
  const Tuple& tuple = *as_tuple(value);
  SliceItems s = slice_items(indices, static_cast<i64>(tuple.length));
  if (s.step == 1) return tuple_slice(t, value, s.start, s.start + s.count);
  Ref result = make_tuple_uninitialised(t, static_cast<u64>(s.count));
  if (!result) return Ref();
  for (i64 i = 0; i < s.count; ++i)
    init_field(as_tuple(result)->items[i], Ref::share(t, tuple[static_cast<u64>(s.start + i * s.step)]));
  return result;
}

Ref tuple_from_py(Thread& t, Value iterable) {
  if (!(type_of(iterable)->flags & kTypeHeap)) return to_tuple_py(t, iterable);
  Ref iterator = iter_py(t, iterable);
  // Older versions ask how long the tuple will be.
  if (!iterator || (library_minor() < 15 && !ask_length_hint_py(t, iterable))) return Ref();
  ValueBuffer items(t);
  bool ok = for_each_next_py(t, iterator, [&](Thread& t2, Value item) { return items.push(Ref::share(t2, item)); });
  if (!ok) return Ref();
  return items.take_tuple();
}

namespace {

Ref tuple_create(Thread& t, Type* type, const CallArgs& args) {
  Value iterable;
  bool strict = type == kTupleType || type->slots.init == kTupleType->slots.init;
  if (!optional_argument(t, "tuple", args, strict, &iterable)) return Ref();
  Ref items = iterable ? tuple_from_py(t, iterable) : Ref::share(t, empty_tuple());
  if (!items || type == kTupleType) return items;
  u64 n = as_tuple(items)->length;
  Ref self = allocate_instance(t, type, n);
  if (!self) return Ref();
  as_tuple(self)->length = n;
  copy_items(t, as_tuple(self)->items, as_tuple(items), 0, n);
  return self;
}

Ref tuple_repr(Thread& t, Value self) {
  const Tuple& tuple = *as_tuple(self);
  if (tuple.length == 0) return make_str_ascii(t, "()");
  ReprScope scope(t, self);
  if (scope.recursive()) return make_str_ascii(t, "(...)");
  text::UcsBuilder out;
  out.append('(');
  for (u64 i = 0; i < tuple.length; ++i) {
    if (i) out.append_ascii(", ");
    if (!append_repr_py(t, out, tuple[i])) return Ref();
  }
  out.append_ascii(tuple.length == 1 ? ",)" : ")");
  return finish_text(t, out);
}

bool tuple_hash(Thread& t, Value self, i64* out) { return tuple_hash_py(t, as_tuple(self), out); }

Ref tuple_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_tuple(a) || !is_tuple(b)) return Ref::immediate(kNotImplemented);
  const Tuple &x = *as_tuple(a), &y = *as_tuple(b);
  if (op == CompareOp::kEq || op == CompareOp::kNe) {
    int same = tuple_equal_py(t, &x, &y);
    return same < 0 ? Ref() : bool_ref((same != 0) == (op == CompareOp::kEq));
  }
  u64 common = x.length < y.length ? x.length : y.length;
  for (u64 i = 0; i < common; ++i) {
    int same = equal_py(t, x[i], y[i]);
    if (same < 0 || !poll_py(t)) return Ref();
    if (!same) return compare_py(t, x[i], y[i], op);
  }
  return bool_ref(ordered(static_cast<i64>(x.length), static_cast<i64>(y.length), op));
}

i64 tuple_len(Thread&, Value self) { return static_cast<i64>(as_tuple(self)->length); }

Ref tuple_getitem(Thread& t, Value self, Value key) {
  if (is_slice(key)) {
    SliceIndices indices;
    return slice_indices_py(t, key, &indices) ? tuple_get_slice(t, self, indices) : Ref();
  }
  i64 index;
  if (!subscript_index_py(t, "tuple", key, &index)) return Ref();
  const Tuple& tuple = *as_tuple(self);
  if (index < 0) index += static_cast<i64>(tuple.length);
  if (static_cast<u64>(index) >= tuple.length) return raise_index_error(t, "tuple index out of range");
  return Ref::share(t, tuple[static_cast<u64>(index)]);
}

int tuple_contains(Thread& t, Value self, Value item) {
  const Tuple& tuple = *as_tuple(self);
  item = item.stripped();
  u64 i = is_exact_str(item) ? skip_other_texts(tuple.items, 0, tuple.length, item) : 0;
  for (; i < tuple.length; ++i) {
    int same = equal_py(t, tuple[i], item);
    if (same != 0) return same;
    if (!poll_py(t)) return -1;
  }
  return 0;
}

Ref tuple_concat(Thread& t, Value a, Value b) {
  if (!is_tuple(b)) return raise_type_error(t, "can only concatenate tuple (not \"%T\") to tuple", b);
  const Tuple *x = as_tuple(a), *y = as_tuple(b);
  if (x->length == 0 && is_exact_tuple(b)) return Ref::share(t, b);
  if (y->length == 0 && is_exact_tuple(a)) return Ref::share(t, a);
  Ref result = make_tuple_uninitialised(t, x->length + y->length);
  if (!result) return Ref();
  copy_items(t, as_tuple(result)->items, x, 0, x->length);
  copy_items(t, as_tuple(result)->items + x->length, y, 0, y->length);
  return result;
}

Ref tuple_repeat(Thread& t, Value self, i64 count) {
  const Tuple* tuple = as_tuple(self);
  u64 n;
  if (!repeated_length(t, tuple->length, count, &n)) return Ref();
  if (n == tuple->length && is_exact_tuple(self)) return Ref::share(t, self);
  Ref result = make_tuple_uninitialised(t, n);
  if (!result || n == 0) return result;
  copy_items(t, as_tuple(result)->items, tuple, 0, tuple->length);
  repeat_items(t, as_tuple(result)->items, tuple->length, n);
  return result;
}

Ref tuple_index(Thread& t, Value self, Value value, Value start_argument, Value stop_argument) {
  const Tuple& tuple = *as_tuple(self);
  i64 length = static_cast<i64>(tuple.length), start = 0, stop = length;
  if (!bound_argument_py(t, start_argument, length, &start) || !bound_argument_py(t, stop_argument, length, &stop))
    return Ref();
  for (i64 i = start; i < stop && i < length; ++i) {
    int same = equal_py(t, tuple[static_cast<u64>(i)], value);
    if (same < 0 || !poll_py(t)) return Ref();
    if (same) return make_int(t, i);
  }
  return raise_value_error(t, "tuple.index(x): x not in tuple");
}

Ref tuple_count(Thread& t, Value self, Value value) {
  const Tuple& tuple = *as_tuple(self);
  i64 count = 0;
  for (u64 i = 0; i < tuple.length; ++i) {
    int same = equal_py(t, tuple[i], value);
    if (same < 0 || !poll_py(t)) return Ref();
    count += same;
  }
  return make_int(t, count);
}

Ref tuple_getnewargs(Thread& t, Value self) {
  Ref items = tuple_slice(t, self, 0, tuple_len(t, self));
  return items ? make_tuple(t, items) : Ref();
}

Ref tuple_iter(Thread& t, Value self) { return make_tuple_iterator(t, self); }

void tuple_trace(Object* object, gc::Visitor& visitor) {
  Tuple* tuple = static_cast<Tuple*>(object);
  trace_slots(visitor, tuple->items, tuple->length);
  if (!is_exact_tuple(object)) trace_attributes(object, visitor);
}

// The items stay: a cycle through a tuple also leads through a mutable object, which the collector clears. The
// attributes of a subclass instance are such a mutable part.
void tuple_clear(gc::Thread& thread, Object* object) {
  if (!is_exact_tuple(object)) dispose_attributes(static_cast<Thread&>(thread), object);
}

void tuple_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  Tuple* tuple = static_cast<Tuple*>(object);
  if (object->shape_id() != static_cast<u32>(TypeId::kTuple)) [[unlikely]]
    dispose_attributes(t, object);
  // From the end, as in CPython: finalizers of the items make the order visible.
  for (u64 i = tuple->length; i-- > 0;) decref(t, (*tuple)[i]);
}

constexpr MethodDef kTupleMethods[] = {
    {"__getnewargs__", tuple_getnewargs, "(self, /)"},
    {"index", tuple_index, "(self, value, start=0, stop=9223372036854775807, /)",
     "Index of the first item that equals value. ValueError if none does."},
    {"count", tuple_count, "(self, value, /)", "How many items equal value."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};

constexpr Slots kTupleSlots = [] {
  Slots s{};
  s.repr = tuple_repr;
  s.hash = tuple_hash;
  s.compare = tuple_compare;
  s.iter = tuple_iter;
  s.len = tuple_len;
  s.getitem = tuple_getitem;
  s.contains = tuple_contains;
  s.concat = tuple_concat;
  s.repeat = tuple_repeat;
  s.create = tuple_create;
  return s;
}();

}  // namespace

const TypeSpec kTupleSpec = {
    .id = TypeId::kTuple,
    .name = "tuple",
    .size = kTupleHeader,
    .item_size = sizeof(Slot),
    .flags = kTypeSubclassable | kTypeTraced | kTypeVarSized | kTypeSequencePattern,
    .doc =
        "tuple(iterable=(), /)\n--\n\nBuilt-in immutable sequence.\n\nIf no argument is given, the constructor returns "
        "an empty tuple.\n"
        "If iterable is specified the tuple is initialized from iterable's items.\n\n"
        "If the argument is a tuple, the return value is the same object.",
    .lifetime = {.trace = tuple_trace, .clear = tuple_clear, .dispose = tuple_dispose},
    .slots = kTupleSlots,
    .methods = kTupleMethods,
};

}  // namespace rt
