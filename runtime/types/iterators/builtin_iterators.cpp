// iter(sequence), iter(callable, sentinel), enumerate and reversed.
#include "runtime/types/iterators/builtin_iterators.h"

#include "runtime/object/extension.h"
#include "runtime/object/forward_next.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/iterators/sequence_iterators.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// The number of items of a sequence of `length` from `index` on.
Ref remaining(Thread& t, i64 length, i64 index) { return make_int(t, length > index ? length - index : 0); }

// ---- iterator over __getitem__

Ref seq_next(Thread& t, Value self) {
  IndexedIterator* it = self.as<IndexedIterator>();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  if (index == INT64_MAX) return raise_overflow_error(t, "iter index too large");
  Ref item = item_at_py(t, sequence, index);
  if (item) {
    it->index.store(index + 1, gc::relaxed);
    return item;
  }
  if (!error_is(t, kIndexErrorType) && !error_is(t, kStopIterationType)) return item;
  clear_error(t);
  return exhaust(t, it);
}

Ref seq_length_hint(Thread& t, Value self) {
  IndexedIterator* it = self.as<IndexedIterator>();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return make_int(t, 0);
  if (!type_of(sequence)->slots.len) return Ref::immediate(kNotImplemented);
  i64 length = len_py(t, sequence);
  return length < 0 ? Ref() : remaining(t, length, it->index.load(gc::relaxed));
}

constexpr MethodDef kSeqMethods[] = {
    {"__length_hint__", seq_length_hint, "(self, /)", "How many items are left, as far as known."},
    {"__reduce__", indexed_reduce, "(self, /)", "Return state information for pickling."},
    {"__setstate__", indexed_setstate_py, "(self, state, /)", "Set state information for unpickling."},
    {},
};
constexpr Slots kSeqSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = seq_next;
  return s;
}();

// ---- iter(callable, sentinel)

Ref call_next(Thread& t, Value self) {
  CallIterator* it = self.as<CallIterator>();
  Ref callable = load_field(t, it, it->callable);
  Ref sentinel = load_field(t, it, it->sentinel);
  if (!callable || !sentinel) return Ref::immediate(kStop);
  Ref item = call_py(t, callable);
  if (item) {
    if (!load_field(t, it, it->sentinel)) return Ref::immediate(kStop);  // the call has exhausted this very iterator
    int same = equal_py(t, sentinel, item);
    if (same == 0) return item;
    if (same < 0) return Ref();
  } else if (!catch_stop_iteration(t)) {
    return Ref();
  }
  store_field(t, it, it->callable, Ref());
  store_field(t, it, it->sentinel, Ref());
  return Ref::immediate(kStop);
}

Ref call_reduce(Thread& t, Value self) {
  CallIterator* it = self.as<CallIterator>();
  Ref iter = builtin_function(t, "iter");
  if (!iter) return Ref();
  Ref callable = load_field(t, it, it->callable);
  Ref sentinel = load_field(t, it, it->sentinel);
  Ref args = callable && sentinel ? make_tuple(t, callable, sentinel) : make_tuple(t, empty_tuple());
  return args ? make_tuple(t, iter, args) : Ref();
}

void call_trace(Object* object, gc::Visitor& visitor) {
  CallIterator* it = static_cast<CallIterator*>(object);
  trace_slot(visitor, it->callable);
  trace_slot(visitor, it->sentinel);
}
void call_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  CallIterator* it = static_cast<CallIterator*>(object);
  clear_slot(t, it->callable);
  clear_slot(t, it->sentinel);
}

constexpr MethodDef kCallMethods[] = {
    {"__reduce__", call_reduce, "(self, /)", "Return state information for pickling."}, {}};
constexpr Slots kCallSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = call_next;
  return s;
}();

// ---- enumerate

Ref enumerate_create(Thread& t, Type* type, const CallArgs& args) {
  constexpr Signature kSignature = parse_signature("(iterable, start=0)");
  Value bound[2];
  for (u32 i = 0; i < args.keywords(); ++i) {
    Value key = (*as_tuple(args.names))[i];
    bool known = str_equal_ascii(key, "iterable") || str_equal_ascii(key, "start");
    if (!known) return raise_type_error(t, "'%S' is an invalid keyword argument for enumerate()", key);
  }
  if (args.positional + args.keywords() == 0)
    return raise_type_error(t, "enumerate() missing required argument 'iterable'");
  if (!bind_arguments(t, "enumerate", kSignature, args, bound)) return Ref();
  Ref start = index_py(t, bound[1]);
  Ref iterator = start ? iter_py(t, bound[0]) : Ref();
  Ref self = iterator ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  Enumerate* e = self.as<Enumerate>();
  init_field(e->iterator, std::move(iterator));
  i64 index;
  if (int_fits_i64(start, &index)) {
    e->index.store(index, gc::relaxed);
  } else {
    init_field(e->big_index, std::move(start));
  }
  return self;
}

// Returns the counter as a Python int and increments it.
Ref enumerate_count(Thread& t, Enumerate* e) {
  i64 index = e->index.load(gc::relaxed);
  if (Value::fits_small(index) && !e->big_index.get_shared()) [[likely]] {
    e->index.store(index + 1, gc::relaxed);
    return Ref::immediate(Value::small_int(index));
  }
  Ref big = load_field(t, e, e->big_index);
  if (!big && index < INT64_MAX) {
    e->index.store(index + 1, gc::relaxed);
    return make_int(t, index);
  }
  Ref count = big ? std::move(big) : make_int(t, index);
  Ref next = count ? int_binary(t, BinaryOp::kAdd, count, Value::small_int(1)) : Ref();
  if (!next) return Ref();
  store_field(t, e, e->big_index, std::move(next));
  return count;
}

Ref enumerate_next_pair(Thread& t, Value self, Ref* pair) {
  Enumerate* e = self.as<Enumerate>();
  Value item = take_private_item(t, e->iterator.get());
  if (!item) {
    item = forward_next_py(t, e->iterator.get()).release();
    if (!item || item == kStop) return Ref::steal(item);
  }
  pair[1] = Ref::steal(item);
  pair[0] = enumerate_count(t, e);
  return pair[0] ? Ref::immediate(kTrue) : Ref();
}

Ref enumerate_next(Thread& t, Value self) {
  Ref pair[2];
  Ref state = enumerate_next_pair(t, self, pair);
  return state.get() == kTrue ? make_tuple_stealing(t, pair, 2) : std::move(state);
}

Ref enumerate_reduce(Thread& t, Value self) {
  Enumerate* e = self.as<Enumerate>();
  Ref count = load_field(t, e, e->big_index);
  if (!count) count = make_int(t, e->index.load(gc::relaxed));
  Ref args = count ? make_tuple(t, e->iterator.get(), count) : Ref();
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

void enumerate_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Enumerate*>(object)->iterator);
  trace_slot(visitor, static_cast<Enumerate*>(object)->big_index);
}
void enumerate_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  clear_slot(t, static_cast<Enumerate*>(object)->iterator);
  clear_slot(t, static_cast<Enumerate*>(object)->big_index);
}

constexpr MethodDef kEnumerateMethods[] = {
    {"__reduce__", enumerate_reduce, "(self, /)", "Return state information for pickling."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {}};
constexpr Slots kEnumerateSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = enumerate_next;
  s.next_pair = enumerate_next_pair;
  s.create = enumerate_create;
  return s;
}();

// ---- reversed

// As PySequence_Check() in CPython: an instance of a Python class with __getitem__ counts as a sequence.
bool is_sequence(Value v) {
  const Type* type = type_of(v);
  bool counts = (type->flags & kTypeHeap) || type->slots.len;
  return type->slots.getitem && counts && !(type->flags & kTypeMappingPattern);
}

Ref reversed_create(Thread& t, Type* type, const CallArgs& args) {
  constexpr Signature kSignature = parse_signature("(sequence, /)");
  Value sequence;
  bool strict = type->slots.init == kReversedType->slots.init;  // else a subclass's __init__ may take keywords
  if (strict && args.keywords()) return raise_type_error(t, "reversed() takes no keyword arguments");
  if (args.positional != 1)
    return raise_type_error(t, "reversed expected 1 argument, got %d", static_cast<int>(args.positional));
  if (!bind_arguments(t, "reversed", kSignature, CallArgs{args.values, args.positional, Value()}, &sequence))
    return Ref();
  bool self_first;
  Ref method = special_method_py(t, sequence, name(N::__reversed__), &self_first);
  if (method && method.get() != kNone) return self_first ? call_py(t, method, sequence) : call_py(t, method);
  if (error_pending(t)) return Ref();
  if (method || !is_sequence(sequence)) return raise_type_error(t, "'%T' object is not reversible", sequence);
  i64 length = len_py(t, sequence);
  Ref self = length < 0 ? Ref() : allocate_instance(t, type);
  if (!self) return Ref();
  init_field(self.as<Reversed>()->sequence, Ref::share(t, sequence));
  self.as<Reversed>()->index.store(length - 1, gc::relaxed);
  return self;
}

Ref reversed_next(Thread& t, Value self) {
  Reversed* r = self.as<Reversed>();
  i64 index = r->index.load(gc::relaxed);
  Ref sequence = load_field(t, r, r->sequence);
  if (!sequence) return Ref::immediate(kStop);
  if (index < 0) {
    store_field(t, r, r->sequence, Ref());
    return Ref::immediate(kStop);
  }
  // The index is valid: a str never gets shorter.
  Ref item = is_exact_str(sequence) ? make_char(t, as_str(sequence)->at(static_cast<u64>(index)))
                                    : item_at_py(t, sequence, index);
  if (item) {
    r->index.store(index - 1, gc::relaxed);
    return item;
  }
  if (!error_is(t, kIndexErrorType) && !error_is(t, kStopIterationType)) return item;
  clear_error(t);
  r->index.store(-1, gc::relaxed);
  store_field(t, r, r->sequence, Ref());
  return Ref::immediate(kStop);
}

Ref reversed_length_hint(Thread& t, Value self) {
  Reversed* r = self.as<Reversed>();
  Ref sequence = load_field(t, r, r->sequence);
  if (!sequence) return make_int(t, 0);
  i64 length = len_py(t, sequence), index = r->index.load(gc::relaxed);
  return length < 0 ? Ref() : make_int(t, length < index + 1 ? 0 : index + 1);
}

Ref reversed_reduce(Thread& t, Value self) {
  Reversed* r = self.as<Reversed>();
  Ref sequence = load_field(t, r, r->sequence);
  Ref args = make_tuple(t, sequence ? sequence.get() : empty_tuple());
  if (!args) return Ref();
  if (!sequence) return make_tuple(t, type_of(self), args);
  Ref index = make_int(t, r->index.load(gc::relaxed));
  return index ? make_tuple(t, type_of(self), args, index) : Ref();
}

Ref reversed_setstate(Thread& t, Value self, Value state) {
  Reversed* r = self.as<Reversed>();
  i64 index;
  if (!index_i64_py(t, state, &index, kOverflowErrorType)) return Ref();
  Ref sequence = load_field(t, r, r->sequence);
  if (!sequence) return none();
  i64 length = len_py(t, sequence);
  if (length < 0) return Ref();
  r->index.store(index < -1 ? -1 : index > length - 1 ? length - 1 : index, gc::relaxed);
  return none();
}

void reversed_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Reversed*>(object)->sequence);
}
void reversed_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  clear_slot(t, static_cast<Reversed*>(object)->sequence);
}

constexpr MethodDef kReversedMethods[] = {
    {"__length_hint__", reversed_length_hint, "(self, /)", "How many items are left, as far as known."},
    {"__reduce__", reversed_reduce, "(self, /)", "Return state information for pickling."},
    {"__setstate__", reversed_setstate, "(self, state, /)", "Set state information for unpickling."},
    {},
};
constexpr Slots kReversedSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = reversed_next;
  s.create = reversed_create;
  return s;
}();

}  // namespace

Ref make_call_iterator(Thread& t, Value callable, Value sentinel) {
  Object* object = gc::allocate(t, sizeof(CallIterator), static_cast<u32>(TypeId::kCallIterator), true);
  if (!object) return raise_memory_error(t);
  CallIterator* it = static_cast<CallIterator*>(object);
  init_field(it->callable, Ref::share(t, callable));
  init_field(it->sentinel, Ref::share(t, sentinel));
  return Ref::steal(object);
}

const TypeSpec kSeqIteratorSpec = {.id = TypeId::kSeqIterator,
                                   .name = "iterator",
                                   .size = sizeof(IndexedIterator),
                                   .flags = kTypeTraced | kTypeDisallowNew,
                                   .lifetime = kIndexedIteratorLifetime,
                                   .slots = kSeqSlots,
                                   .methods = kSeqMethods};
const TypeSpec kCallIteratorSpec = {.id = TypeId::kCallIterator,
                                    .name = "callable_iterator",
                                    .size = sizeof(CallIterator),
                                    .flags = kTypeTraced | kTypeDisallowNew,
                                    .lifetime = {call_trace, nullptr, nullptr, call_dispose},
                                    .slots = kCallSlots,
                                    .methods = kCallMethods};
const TypeSpec kEnumerateSpec = {
    .id = TypeId::kEnumerate,
    .name = "enumerate",
    .size = sizeof(Enumerate),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "enumerate(iterable, start=0)\n--\n\nIterator over pairs (count, item); the count begins at `start`.",
    .lifetime = {enumerate_trace, nullptr, nullptr, enumerate_dispose},
    .slots = kEnumerateSlots,
    .methods = kEnumerateMethods};
const TypeSpec kReversedSpec = {
    .id = TypeId::kReversed,
    .name = "reversed",
    .size = sizeof(Reversed),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "reversed(object, /)\n--\n\nAn iterator over a sequence from its end to its beginning.",
    .lifetime = {reversed_trace, nullptr, nullptr, reversed_dispose},
    .slots = kReversedSlots,
    .methods = kReversedMethods};

}  // namespace rt
