// itertools.compress, dropwhile, filterfalse, islice, starmap, takewhile.
#include "runtime/library/functional/itertools.h"
#include "runtime/object/forward_next.h"
#include "runtime/types/numbers/int.h"

namespace rt::itertools {

namespace {

Type* g_compress = nullptr;
Type* g_dropwhile = nullptr;
Type* g_filterfalse = nullptr;
Type* g_islice = nullptr;
Type* g_starmap = nullptr;
Type* g_takewhile = nullptr;

// ---- a function and an iterator, neither of which ever changes

struct Filtering : Object {
  Slot function, iterator;  // never change
  gc::Atomic<i64> state;    // dropwhile: the first item has been given; takewhile: the end has been reached
};
using FilteringSlots = SlotsOf<Filtering, &Filtering::function, &Filtering::iterator>;

Ref create_filtering_py(Thread& t, const char* name, Type* type, const Type* base, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(function, iterable, /)");
  Value bound[2];
  if (!bind_positional(t, name, kSignature, type, base, args, bound)) return Ref();
  Ref iterator = iter_py(t, bound[1]);
  Ref self = iterator ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<Filtering>()->function, Ref::share(t, bound[0]));
  init_field(self.as<Filtering>()->iterator, std::move(iterator));
  return self;
}

int accepts_py(Thread& t, Value function, Value item) {
  Ref answer = call_py(t, function, item);
  return answer ? truth_py(t, answer) : -1;
}

Ref filtering_args(Thread& t, Value self) {
  return make_tuple(t, self.as<Filtering>()->function.get(), self.as<Filtering>()->iterator.get());
}
Ref filtering_reduce(Thread& t, Value self) {
  Ref args = filtering_args(t, self);
  return args ? make_tuple(t, type_of(self), args) : Ref();
}
Ref filtering_reduce_with_state(Thread& t, Value self) {
  Ref args = filtering_args(t, self);
  return args ? make_tuple(t, type_of(self), args, Value::small_int(get(self.as<Filtering>()->state))) : Ref();
}
Ref filtering_setstate(Thread& t, Value self, Value state) {
  int truth = truth_py(t, state);
  if (truth < 0) return Ref();
  put(self.as<Filtering>()->state, truth);
  return none();
}

constexpr MethodDef kFilteringMethods[] = {{"__reduce__", filtering_reduce, "(self, /)", kReduceDoc}, {}};
constexpr MethodDef kStatefulMethods[] = {{"__reduce__", filtering_reduce_with_state, "(self, /)", kReduceDoc},
                                          {"__setstate__", filtering_setstate, "(self, state, /)", kSetstateDoc},
                                          {}};

Ref dropwhile_create(Thread& t, Type* type, const CallArgs& args) {
  return create_filtering_py(t, "dropwhile", type, g_dropwhile, args);
}
Ref dropwhile_next(Thread& t, Value self) {
  auto* f = self.as<Filtering>();
  for (;;) {
    Ref item = forward_next_py(t, f->iterator.get());
    if (!item || is_stop(item) || get(f->state)) return item;
    int drop = accepts_py(t, f->function.get(), item);
    if (drop < 0) return Ref();
    if (!drop) {
      put(f->state, 1);
      return item;
    }
    if (!poll_py(t)) return Ref();
  }
}

Ref takewhile_create(Thread& t, Type* type, const CallArgs& args) {
  return create_filtering_py(t, "takewhile", type, g_takewhile, args);
}
Ref takewhile_next(Thread& t, Value self) {
  auto* f = self.as<Filtering>();
  if (get(f->state)) return stop();
  Ref item = forward_next_py(t, f->iterator.get());
  if (!item || is_stop(item)) return item;
  int take = accepts_py(t, f->function.get(), item);
  if (take < 0) return Ref();
  if (take) return item;
  put(f->state, 1);
  return stop();
}

Ref filterfalse_create(Thread& t, Type* type, const CallArgs& args) {
  return create_filtering_py(t, "filterfalse", type, g_filterfalse, args);
}
Ref filterfalse_next(Thread& t, Value self) {
  auto* f = self.as<Filtering>();
  Value function = f->function.get();
  bool by_truth = function == kNone || function.object() == kBoolType;
  for (;;) {
    Ref item = forward_next_py(t, f->iterator.get());
    if (!item || is_stop(item)) return item;
    int truth = by_truth ? truth_py(t, item) : accepts_py(t, function, item);
    if (truth < 0) return Ref();
    if (!truth) return item;
    if (!poll_py(t)) return Ref();
  }
}

Ref starmap_create(Thread& t, Type* type, const CallArgs& args) {
  return create_filtering_py(t, "starmap", type, g_starmap, args);
}
Ref starmap_next(Thread& t, Value self) {
  auto* f = self.as<Filtering>();
  Ref item = forward_next_py(t, f->iterator.get());
  if (!item || is_stop(item)) return item;
  if (!is_exact_tuple(item)) {
    item = to_tuple_py(t, item);
    if (!item) return Ref();
  }
  return call_py(t, f->function.get(), CallArgs{items_of(item), static_cast<u32>(as_tuple(item)->length), Value()});
}

constexpr TypeSpec filtering_spec(const char* name, const char* doc, const Slots& slots, const MethodDef* methods) {
  TypeSpec spec;
  spec.name = name;
  spec.size = sizeof(Filtering);
  spec.flags = kTypeTraced | kTypeSubclassable;
  spec.doc = doc;
  spec.lifetime = FilteringSlots::kLifetime;
  spec.slots = slots;
  spec.methods = methods;
  return spec;
}
constexpr TypeSpec kDropwhileSpec = filtering_spec("itertools.dropwhile",
                                                   "dropwhile(predicate, iterable, /)\n--\n\nIterator that drops items "
                                                   "while predicate(item) is true, then gives all that follow.",
                                                   iterator_slots(dropwhile_create, dropwhile_next), kStatefulMethods);
constexpr TypeSpec kTakewhileSpec = filtering_spec("itertools.takewhile",
                                                   "takewhile(predicate, iterable, /)\n--\n\nIterator over the items "
                                                   "up to the first for which predicate(item) is false.",
                                                   iterator_slots(takewhile_create, takewhile_next), kStatefulMethods);
constexpr TypeSpec kFilterfalseSpec =
    filtering_spec("itertools.filterfalse",
                   "filterfalse(function, iterable, /)\n--\n\nThe items for which function(item) is false; with None "
                   "the items that are false themselves.",
                   iterator_slots(filterfalse_create, filterfalse_next), kFilteringMethods);
constexpr TypeSpec kStarmapSpec =
    filtering_spec("itertools.starmap",
                   "starmap(function, iterable, /)\n--\n\nIterator over function(*args) for each args of the iterable.",
                   iterator_slots(starmap_create, starmap_next), kFilteringMethods);

// ---- compress

struct Compress : Object {
  Slot data, selectors;  // iterators; never change
};

Ref compress_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(data, selectors)");
  Value bound[2];
  if (!bind_arguments(t, "compress", kSignature, args, bound)) return Ref();
  Ref data = iter_py(t, bound[0]);
  Ref selectors = data ? iter_py(t, bound[1]) : Ref();
  Ref self = selectors ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<Compress>()->data, std::move(data));
  init_field(self.as<Compress>()->selectors, std::move(selectors));
  return self;
}

Ref compress_next(Thread& t, Value self) {
  auto* compress = self.as<Compress>();
  for (;;) {
    Ref item = forward_next_py(t, compress->data.get());
    if (!item || is_stop(item)) return item;
    Ref selector = forward_next_py(t, compress->selectors.get());
    if (!selector || is_stop(selector)) return selector;
    int chosen = truth_py(t, selector);
    if (chosen < 0) return Ref();
    if (chosen) return item;
    if (!poll_py(t)) return Ref();
  }
}

Ref compress_reduce(Thread& t, Value self) {
  Ref args = make_tuple(t, self.as<Compress>()->data.get(), self.as<Compress>()->selectors.get());
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

constexpr MethodDef kCompressMethods[] = {{"__reduce__", compress_reduce, "(self, /)", kReduceDoc}, {}};
constexpr TypeSpec kCompressSpec = {
    .name = "itertools.compress",
    .size = sizeof(Compress),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "compress(data, selectors)\n--\n\nIterator over the data items whose selectors are true.",
    .lifetime = SlotsOf<Compress, &Compress::data, &Compress::selectors>::kLifetime,
    .slots = iterator_slots(compress_create, compress_next),
    .methods = kCompressMethods,
};

// ---- islice

struct Islice : Object {
  Slot iterator;          // empty once the slice has ended
  gc::Atomic<i64> next;   // index of the next item to give
  gc::Atomic<i64> taken;  // number of items that the iterator has given
  i64 stop, step;         // stop -1: none
};

// Reads a bound of the slice; None leaves *out alone. An error in __index__ is replaced by "the bound is invalid", as
// in CPython. False: an error is pending.
bool slice_bound_py(Thread& t, Value v, i64* out, i64 least, const char* message) {
  if (v == kNone) return true;
  if (size_argument_py(t, v, out) && *out >= least) return true;
  return forget_error(t) && raise_value_error(t, "%s", message);
}

constexpr const char* kStopMessage = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
constexpr const char* kIndicesMessage = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
constexpr const char* kStepMessage = "Step for islice() must be a positive integer or None.";

bool slice_bounds_py(Thread& t, const CallArgs& args, i64* start, i64* end, i64* step) {
  if (args.positional == 2) return slice_bound_py(t, args[1], end, 0, kStopMessage);
  return slice_bound_py(t, args[1], start, 0, kIndicesMessage) && slice_bound_py(t, args[2], end, 0, kStopMessage) &&
         (args.positional < 4 || slice_bound_py(t, args[3], step, 1, kStepMessage));
}

Ref islice_create(Thread& t, Type* type, const CallArgs& args) {
  if (refuses_keywords(t, "islice", type, g_islice, args)) return Ref();
  if (args.positional < 2)
    return raise_type_error(t, "islice expected at least 2 arguments, got %d", static_cast<int>(args.positional));
  if (args.positional > 4)
    return raise_type_error(t, "islice expected at most 4 arguments, got %d", static_cast<int>(args.positional));
  i64 start = 0, end = -1, step = 1;
  if (!slice_bounds_py(t, args, &start, &end, &step)) return Ref();
  Ref iterator = iter_py(t, args[0]);
  Ref self = iterator ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  auto* slice = self.as<Islice>();
  init_field(slice->iterator, std::move(iterator));
  put(slice->next, start);
  slice->stop = end;
  slice->step = step;
  return self;
}

Ref end_slice(Thread& t, Islice* slice, Ref result) {
  store_field(t, slice, slice->iterator, Ref());
  return result;
}

// Item number `index` has been taken.
void count_item(Islice* slice, i64 index) {
  put(slice->taken, index + 1);
  i64 following;
  bool overflow = __builtin_add_overflow(index, slice->step, &following);
  if (slice->stop >= 0 && (overflow || following > slice->stop)) following = slice->stop;
  put(slice->next, following);
}

[[gnu::noinline]] Ref islice_next_py(Thread& t, Islice* slice) {
  Ref iterator = load_field(t, slice, slice->iterator);
  if (!iterator) return stop();
  i64 next = get(slice->next), taken = get(slice->taken);
  while (taken < next) {
    Ref skipped = forward_next_py(t, iterator);
    if (!skipped || is_stop(skipped)) return end_slice(t, slice, std::move(skipped));
    put(slice->taken, ++taken);
    if (!poll_py(t)) return Ref();
  }
  if (slice->stop >= 0 && taken >= slice->stop) return end_slice(t, slice, stop());
  Ref item = forward_next_py(t, iterator);
  if (!item || is_stop(item)) return end_slice(t, slice, std::move(item));
  count_item(slice, next);
  return item;
}
Ref islice_next(Thread& t, Value self) {
  auto* slice = self.as<Islice>();
  i64 next = get(slice->next);
  bool due = get(slice->taken) == next && (slice->stop < 0 || next < slice->stop);
  Value item = due ? take_from_private(t, slice, slice->iterator) : Value();
  if (!item) return islice_next_py(t, slice);
  count_item(slice, next);
  return Ref::steal(item);
}

Ref islice_reduce(Thread& t, Value self) {
  auto* slice = self.as<Islice>();
  Ref iterator = load_field(t, slice, slice->iterator);
  if (!iterator) {
    Ref nothing = iter_py(t, empty_tuple());
    Ref args = nothing ? make_tuple(t, nothing, Value::small_int(0)) : Ref();
    return args ? make_tuple(t, type_of(self), args, Value::small_int(0)) : Ref();
  }
  Value end = slice->stop < 0 ? kNone : Value::small_int(slice->stop);
  Value values[] = {iterator, Value::small_int(get(slice->next)), end, Value::small_int(slice->step)};
  Ref args = make_tuple(t, values, 4);
  return args ? make_tuple(t, type_of(self), args, Value::small_int(get(slice->taken))) : Ref();
}

Ref islice_setstate(Thread& t, Value self, Value state) {
  i64 taken;
  if (!size_argument_py(t, state, &taken)) return Ref();
  put(self.as<Islice>()->taken, taken);
  return none();
}

constexpr MethodDef kIsliceMethods[] = {{"__reduce__", islice_reduce, "(self, /)", kReduceDoc},
                                        {"__setstate__", islice_setstate, "(self, state, /)", kSetstateDoc},
                                        {}};
constexpr TypeSpec kIsliceSpec = {
    .name = "itertools.islice",
    .size = sizeof(Islice),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "Iterator over the items that iterable[start:stop:step] would have.",
    .lifetime = SlotsOf<Islice, &Islice::iterator>::kLifetime,
    .slots = iterator_slots(islice_create, islice_next),
    .methods = kIsliceMethods,
};

}  // namespace

Ref make_islice_from(Thread& t, Value iterable, i64 start) {
  Value values[] = {iterable, Value::small_int(start), kNone};
  return islice_create(t, g_islice, CallArgs{values, 3, Value()});
}

bool add_selecting(Thread& t, Value module) {
  return add_iterator_type(t, module, g_compress, kCompressSpec) &&
         add_iterator_type(t, module, g_dropwhile, kDropwhileSpec) &&
         add_iterator_type(t, module, g_filterfalse, kFilterfalseSpec) &&
         add_iterator_type(t, module, g_islice, kIsliceSpec) && add_iterator_type(t, module, g_starmap, kStarmapSpec) &&
         add_iterator_type(t, module, g_takewhile, kTakewhileSpec);
}

}  // namespace rt::itertools
