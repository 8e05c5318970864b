// itertools.accumulate, batched, chain, pairwise, zip_longest.
#include "runtime/library/functional/itertools.h"
#include "runtime/object/forward_next.h"
#include "runtime/object/names.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::itertools {

namespace {

Type* g_accumulate = nullptr;
Type* g_batched = nullptr;
Type* g_chain = nullptr;
Type* g_pairwise = nullptr;
Type* g_zip_longest = nullptr;

// ---- accumulate

struct Accumulate : Object {
  Slot iterator, function;  // function empty: addition; neither changes
  Slot total;               // empty before the first item
  Slot initial;             // given first; empty once it has been given, or if there is none
};

Ref accumulate_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(iterable, func=None, *, initial=None)");
  Value bound[3];
  if (!bind_arguments(t, "accumulate", kSignature, args, bound)) return Ref();
  Ref iterator = iter_py(t, bound[0]);
  Ref self = iterator ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  auto* a = self.as<Accumulate>();
  init_field(a->iterator, std::move(iterator));
  if (bound[1] != kNone) init_field(a->function, Ref::share(t, bound[1]));
  if (bound[2] != kNone) init_field(a->initial, Ref::share(t, bound[2]));
  return self;
}

Ref keep_total(Thread& t, Accumulate* a, Ref total) {
  store_field(t, a, a->total, Ref::share(t, total));
  return total;
}

Ref accumulate_next(Thread& t, Value self) {
  auto* a = self.as<Accumulate>();
  if (a->initial.get()) [[unlikely]] {
    if (Ref initial = Ref::steal(a->initial.exchange(Value()))) return keep_total(t, a, std::move(initial));
  }
  Ref item = forward_next_py(t, a->iterator.get());
  if (!item || is_stop(item)) return item;
  Ref total = load_field(t, a, a->total);
  if (!total) return keep_total(t, a, std::move(item));
  Value function = a->function.get();
  Ref sum = function ? call_py(t, function, total, item) : binary_op_py(t, BinaryOp::kAdd, total, item);
  return sum ? keep_total(t, a, std::move(sum)) : Ref();
}

// Restoring code takes a total of None for "no total yet". So such a total becomes the first item of a chain.
Ref accumulate_reduce(Thread& t, Value self) {
  auto* a = self.as<Accumulate>();
  Value function = or_none(a->function.get());
  Ref initial = load_field(t, a, a->initial);
  Ref total = load_field(t, a, a->total);
  if (!initial && total.get() != kNone) {
    Ref args = make_tuple(t, a->iterator.get(), function);
    return args ? make_tuple(t, type_of(self), args, or_none(total)) : Ref();
  }
  Ref first = make_tuple(t, initial ? initial.get() : kNone);
  Ref all = first ? make_chain(t, first, a->iterator.get()) : Ref();
  if (!all) return Ref();
  if (initial) {
    Ref args = make_tuple(t, all, function);
    return args ? make_tuple(t, type_of(self), args, kNone) : Ref();
  }
  Ref again = call_py(t, type_of(self), all, function);
  Ref args = again ? make_tuple(t, again, Value::small_int(1), kNone) : Ref();
  Ref islice = args ? make_islice_from(t, again, 1) : Ref();
  return islice ? make_tuple(t, type_of(islice), args) : Ref();
}

Ref accumulate_setstate(Thread& t, Value self, Value state) {
  auto* a = self.as<Accumulate>();
  store_field(t, a, a->total, Ref::share(t, state));
  return none();
}

constexpr MethodDef kAccumulateMethods[] = {{"__reduce__", accumulate_reduce, "(self, /)", kReduceDoc},
                                            {"__setstate__", accumulate_setstate, "(self, state, /)", kSetstateDoc},
                                            {}};
constexpr TypeSpec kAccumulateSpec = {
    .name = "itertools.accumulate",
    .size = sizeof(Accumulate),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc =
        "accumulate(iterable, func=None, *, initial=None)\n--\n\nIterator over the running totals, or the running "
        "results of another function of two arguments.",
    .lifetime = SlotsOf<Accumulate, &Accumulate::iterator, &Accumulate::function, &Accumulate::total,
                        &Accumulate::initial>::kLifetime,
    .slots = iterator_slots(accumulate_create, accumulate_next),
    .methods = kAccumulateMethods,
};

// ---- batched

struct Batched : Object {
  Slot iterator;  // empty once exhausted
  i64 size;
  bool strict;
};

Ref batched_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(iterable, n, *, strict=False)");
  Value bound[3];
  i64 size;
  if (!bind_arguments(t, "batched", kSignature, args, bound) || !size_argument_py(t, bound[1], &size)) return Ref();
  int strict = truth_py(t, bound[2]);
  if (strict < 0) return Ref();
  if (size < 1) return raise_value_error(t, "n must be at least one");
  Ref iterator = iter_py(t, bound[0]);
  Ref self = iterator ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<Batched>()->iterator, std::move(iterator));
  self.as<Batched>()->size = size;
  self.as<Batched>()->strict = strict;
  return self;
}

Ref batched_next(Thread& t, Value self) {
  auto* batched = self.as<Batched>();
  Ref iterator = load_field(t, batched, batched->iterator);
  if (!iterator) return stop();
  ValueBuffer items(t);
  u64 wanted = static_cast<u64>(batched->size);
  while (items.size() < wanted) {
    Ref item = next_py(t, iterator);
    if (!item || is_stop(item)) {
      store_field(t, batched, batched->iterator, Ref());
      if (!item) return Ref();
      break;
    }
    if (!items.push(std::move(item)) || !poll_py(t)) return Ref();
  }
  if (items.size() < wanted) {
    if (items.size() == 0) return stop();
    if (batched->strict) return raise_value_error(t, "batched(): incomplete batch");
  }
  return make_tuple(t, items.data(), items.size());
}

constexpr TypeSpec kBatchedSpec = {
    .name = "itertools.batched",
    .size = sizeof(Batched),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc =
        "batched(iterable, n, *, strict=False)\n--\n\nIterator over tuples of n items each; the last may be shorter, "
        "unless strict.",
    .lifetime = SlotsOf<Batched, &Batched::iterator>::kLifetime,
    .slots = iterator_slots(batched_create, batched_next),
};

// ---- chain

struct Chain : Object {
  Slot source;  // iterator over the iterables; empty once exhausted
  Slot active;  // iterator over the present iterable; or empty
};

Ref chain_over_py(Thread& t, Type* type, Value iterables) {
  Ref source = iter_py(t, iterables);
  Ref self = source ? allocate_instance(t, type) : Ref();
  if (self) init_field(self.as<Chain>()->source, std::move(source));
  return self;
}

Ref chain_create(Thread& t, Type* type, const CallArgs& args) {
  if (refuses_keywords(t, "chain", type, g_chain, args)) return Ref();
  Ref iterables = args.positional ? make_tuple(t, args.values, args.positional) : Ref::share(t, empty_tuple());
  return iterables ? chain_over_py(t, type, iterables) : Ref();
}
Ref chain_from_iterable(Thread& t, Value type, Value iterables) { return chain_over_py(t, type.as<Type>(), iterables); }

// The iterator over the next iterable, which becomes `active`; stop if there is none.
Ref next_link_py(Thread& t, Chain* chain) {
  Ref source = load_field(t, chain, chain->source);
  Ref iterable = source ? next_py(t, source) : stop();
  Ref active = iterable && !is_stop(iterable) ? iter_py(t, iterable) : std::move(iterable);
  if (active && !is_stop(active)) {
    store_field(t, chain, chain->active, Ref::share(t, active));
  } else {
    store_field(t, chain, chain->source, Ref());
  }
  return active;
}

// The present iterable has no more items.
bool end_link_py(Thread& t, Chain* chain) {
  store_field(t, chain, chain->active, Ref());
  return poll_py(t);
}

[[gnu::noinline]] Ref chain_next_py(Thread& t, Chain* chain) {
  for (;;) {
    Ref active = load_field(t, chain, chain->active);
    if (!active) {
      active = next_link_py(t, chain);
      if (!active || is_stop(active)) return active;
    }
    Ref item = next_py(t, active);
    if (!is_stop(item)) [[likely]]
      return item;
    if (!end_link_py(t, chain)) return Ref();
  }
}

// The same for a private chain with an iterator of any class, which is held meanwhile: its code may call the chain.
[[gnu::noinline]] Ref chain_step_py(Thread& t, Chain* chain, Value active) {
  auto next = type_of(active)->slots.next;
  if (!next || native_stack_ends(t)) [[unlikely]]
    return chain_next_py(t, chain);
  incref(t, active);
  Ref item = next(t, active);
  decref(t, active);
  if (item && !is_stop(item)) [[likely]]
    return item;
  bool ended = (item || catch_stop_iteration(t)) && end_link_py(t, chain);
  return ended ? chain_next_py(t, chain) : Ref();
}

Ref chain_next(Thread& t, Value self) {
  auto* chain = self.as<Chain>();
  Value active = gc::kFreeThreaded && chain->published() ? Value() : chain->active.get();
  if (!active) return chain_next_py(t, chain);
  Value item = take_private_item(t, active);
  return item ? Ref::steal(item) : chain_step_py(t, chain, active);
}

Ref chain_reduce(Thread& t, Value self) {
  auto* chain = self.as<Chain>();
  Ref source = load_field(t, chain, chain->source);
  Ref active = load_field(t, chain, chain->active);
  if (!source) return make_tuple(t, type_of(self), empty_tuple());
  Ref state = active ? make_tuple(t, source, active) : make_tuple(t, source);
  return state ? make_tuple(t, type_of(self), empty_tuple(), state) : Ref();
}

Ref chain_setstate(Thread& t, Value self, Value state) {
  if (!is_tuple(state)) return raise_type_error(t, "state is not a tuple");
  Tuple* parts = as_tuple(state);
  if (parts->length < 1 || parts->length > 2) {
    return raise_type_error(t, "function takes %s %d argument%s (%lld given)",
                            parts->length < 1 ? "at least" : "at most", parts->length < 1 ? 1 : 2,
                            parts->length < 1 ? "" : "s", static_cast<i64>(parts->length));
  }
  for (u64 i = 0; i < parts->length; ++i) {
    if (!type_of((*parts)[i])->slots.next) return raise_type_error(t, "Arguments must be iterators.");
  }
  auto* chain = self.as<Chain>();
  store_field(t, chain, chain->source, Ref::share(t, (*parts)[0]));
  store_field(t, chain, chain->active, parts->length == 2 ? Ref::share(t, (*parts)[1]) : Ref());
  return none();
}

constexpr MethodDef kChainMethods[] = {
    {"__reduce__", chain_reduce, "(self, /)", kReduceDoc},
    {"__setstate__", chain_setstate, "(self, state, /)", kSetstateDoc},
    {"from_iterable", chain_from_iterable, "@classmethod (type, iterable, /)",
     "chain(*iterable), but the iterable is read one by one."},
    kClassGetitemMethod,
    {},
};
constexpr TypeSpec kChainSpec = {
    .name = "itertools.chain",
    .size = sizeof(Chain),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "chain(*iterables)\n--\n\nIterator over the items of the first iterable, then of the second, and so on.",
    .lifetime = SlotsOf<Chain, &Chain::source, &Chain::active>::kLifetime,
    .slots = iterator_slots(chain_create, chain_next),
    .methods = kChainMethods,
};

// ---- pairwise

struct Pairwise : Object {
  Slot iterator;  // empty once exhausted
  Slot last;      // first of the next pair; empty before the first item
};

Ref pairwise_create(Thread& t, Type* type, const CallArgs& args) {
  Value iterable = only_argument(t, "pairwise", type, g_pairwise, args);
  Ref iterator = iterable ? iter_py(t, iterable) : Ref();
  Ref self = iterator ? allocate_instance(t, type) : Ref();
  if (self) init_field(self.as<Pairwise>()->iterator, std::move(iterator));
  return self;
}

// Ends the iteration for good, after an end or an error.
Ref end_pairs(Thread& t, Pairwise* pairs, Ref result) {
  store_field(t, pairs, pairs->iterator, Ref());
  store_field(t, pairs, pairs->last, Ref());
  return result;
}

Ref pairwise_next(Thread& t, Value self) {
  auto* pairs = self.as<Pairwise>();
  Ref iterator = load_field(t, pairs, pairs->iterator);
  if (!iterator) return stop();
  Ref first = load_field(t, pairs, pairs->last);
  if (!first) {
    first = forward_next_py(t, iterator);
    if (!first || is_stop(first)) return end_pairs(t, pairs, std::move(first));
    store_field(t, pairs, pairs->last, Ref::share(t, first));
    // The call may have come back to this object and ended the iteration.
    iterator = load_field(t, pairs, pairs->iterator);
    if (!iterator) return end_pairs(t, pairs, stop());
  }
  Ref second = forward_next_py(t, iterator);
  if (!second || is_stop(second)) return end_pairs(t, pairs, std::move(second));
  store_field(t, pairs, pairs->last, Ref::share(t, second));
  return make_tuple(t, first, second);
}

constexpr TypeSpec kPairwiseSpec = {
    .name = "itertools.pairwise",
    .size = sizeof(Pairwise),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc =
        "pairwise(iterable, /)\n--\n\nIterator over the overlapping pairs of neighbours: s -> (s0, s1), (s1, s2), ...",
    .lifetime = SlotsOf<Pairwise, &Pairwise::iterator, &Pairwise::last>::kLifetime,
    .slots = iterator_slots(pairwise_create, pairwise_next),
};

// ---- zip_longest

struct ZipLongest : Object {
  Slot iterators;  // a tuple that no other object holds; a slot is emptied when its iterator ends
  Slot fill;
};

bool zip_longest_fill(Thread& t, const CallArgs& args, Value* fill) {
  *fill = kNone;
  for (u32 i = 0; i < args.keywords(); ++i) {
    Value key = (*as_tuple(args.names))[i];
    if (!str_equal_ascii(key, "fillvalue"))
      return raise_type_error(t, "zip_longest() got an unexpected keyword argument");
    *fill = args.values[args.positional + i];
  }
  return true;
}

Ref zip_longest_create(Thread& t, Type* type, const CallArgs& args) {
  Value fill;
  if (!zip_longest_fill(t, args, &fill)) return Ref();
  Ref iterators = make_tuple_uninitialised(t, args.positional);
  for (u32 i = 0; iterators && i < args.positional; ++i) {
    Ref iterator = iter_py(t, args[i]);
    if (!iterator) return Ref();
    store_field(t, iterators.object(), as_tuple(iterators)->items[i], std::move(iterator));
  }
  Ref self = iterators ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<ZipLongest>()->iterators, std::move(iterators));
  init_field(self.as<ZipLongest>()->fill, Ref::share(t, fill));
  return self;
}

bool any_left(const Tuple* iterators) {
  for (u64 i = 0; i < iterators->length; ++i) {
    if (iterators->items[i].get_shared()) return true;
  }
  return false;
}

// The next item of iterator `i`, or the fill value if it has ended. Stop: the last iterator has ended.
Ref item_or_fill_py(Thread& t, Tuple* iterators, u64 i, Value fill) {
  Slot& slot = iterators->items[i];
  Ref iterator = load_field(t, iterators, slot);
  Ref item = iterator ? next_py(t, iterator) : stop();
  if (item && !is_stop(item)) return item;
  if (!item) {
    for (u64 k = 0; k < iterators->length; ++k) store_field(t, iterators, iterators->items[k], Ref());
    return Ref();
  }
  if (iterator) {
    store_field(t, iterators, slot, Ref());
    if (!any_left(iterators)) return stop();
  }
  return Ref::share(t, fill);
}

Ref zip_longest_next(Thread& t, Value self) {
  auto* zip = self.as<ZipLongest>();
  Tuple* iterators = as_tuple(zip->iterators.get());  // lint: borrow: the field never changes
  if (!any_left(iterators)) return stop();
  Ref fill = load_field(t, zip, zip->fill);
  ValueBuffer items(t);
  for (u64 i = 0; i < iterators->length; ++i) {
    Ref item = item_or_fill_py(t, iterators, i, fill);
    if (!item || is_stop(item)) return item;
    if (!items.push(std::move(item))) return Ref();
  }
  return make_tuple(t, items.data(), items.size());
}

// Iterators that have ended become empty tuples in the state.
Ref zip_longest_reduce(Thread& t, Value self) {
  auto* zip = self.as<ZipLongest>();
  Tuple* iterators = as_tuple(zip->iterators.get());
  ValueBuffer args(t);
  for (u64 i = 0; i < iterators->length; ++i) {
    Ref iterator = load_field(t, iterators, iterators->items[i]);
    if (!args.push(iterator ? std::move(iterator) : Ref::share(t, empty_tuple()))) return Ref();
  }
  Ref tuple = make_tuple(t, args.data(), args.size());
  return tuple ? make_tuple(t, type_of(self), tuple, load_field(t, zip, zip->fill)) : Ref();
}

Ref zip_longest_setstate(Thread& t, Value self, Value state) {
  auto* zip = self.as<ZipLongest>();
  store_field(t, zip, zip->fill, Ref::share(t, state));
  return none();
}

constexpr MethodDef kZipLongestMethods[] = {{"__reduce__", zip_longest_reduce, "(self, /)", kReduceDoc},
                                            {"__setstate__", zip_longest_setstate, "(self, state, /)", kSetstateDoc},
                                            {}};
constexpr TypeSpec kZipLongestSpec = {
    .name = "itertools.zip_longest",
    .size = sizeof(ZipLongest),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc =
        "zip_longest(*iterables, fillvalue=None)\n--\n\nIterator over tuples with one item of each iterable; ends with "
        "the longest, the fill value stands for what is "
        "missing.",
    .lifetime = SlotsOf<ZipLongest, &ZipLongest::iterators, &ZipLongest::fill>::kLifetime,
    .slots = iterator_slots(zip_longest_create, zip_longest_next),
    .methods = kZipLongestMethods,
};

}  // namespace

// lint: name: a tuple of exactly that type gives its own iterator
Ref make_chain(Thread& t, Value a, Value b) {
  Ref iterables = make_tuple(t, a, b);
  return iterables ? chain_over_py(t, g_chain, iterables) : Ref();
}

bool add_combining(Thread& t, Value module) {
  return add_iterator_type(t, module, g_accumulate, kAccumulateSpec) &&
         add_iterator_type(t, module, g_batched, kBatchedSpec) && add_iterator_type(t, module, g_chain, kChainSpec) &&
         add_iterator_type(t, module, g_pairwise, kPairwiseSpec) &&
         add_iterator_type(t, module, g_zip_longest, kZipLongestSpec);
}

}  // namespace rt::itertools
