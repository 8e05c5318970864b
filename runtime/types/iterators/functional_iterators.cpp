// zip, map and filter.
#include <memory>

#include "runtime/object/forward_next.h"
#include "runtime/object/native.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/iterators/builtin_iterators.h"
#include "runtime/types/iterators/sequence_iterators.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr u64 kInlineItems = 8;

Ref self_iter(Thread& t, Value self) { return Ref::share(t, self); }

// A tuple of iterators, one for each of values[0, n).
Ref make_iterators_py(Thread& t, const Value* values, u32 n) {
  ValueBuffer iterators(t);
  for (u32 i = 0; i < n; ++i) {
    Ref iterator = iter_py(t, values[i]);
    if (!iterator || !iterators.push(std::move(iterator))) return Ref();
  }
  return n ? make_tuple(t, iterators.data(), n) : Ref::share(t, empty_tuple());
}

// Reads `strict=...`, the only keyword of zip and map. False: an error is pending.
bool parse_strict_py(Thread& t, const char* function, const CallArgs& args, bool* strict) {
  *strict = false;
  for (u32 i = 0; i < args.keywords(); ++i) {
    Value key = (*as_tuple(args.names))[i];
    if (!str_equal_ascii(key, "strict"))
      return raise_type_error(t, "%s() got an unexpected keyword argument '%S'", function, key);
    int truth = truth_py(t, args.values[args.positional + i]);
    if (truth < 0) return false;
    *strict = truth;
  }
  return true;
}

Error strict_mismatch(Thread& t, const char* function, u64 argument, const char* how) {
  const char* plural = argument == 2 ? " " : "s 1-";
  return raise_value_error(t, "%s() argument %llu is %s than argument%s%llu", function, argument, how, plural,
                           argument - 1);
}

// The end of zip or map, when iterator number `stopped` is exhausted. With `strict` all iterators must be exhausted
// together, else the result is a ValueError.
Ref end_of_items_py(Thread& t, const char* function, Tuple* iterators, u64 stopped, bool strict) {
  if (!strict) return Ref::immediate(kStop);
  if (stopped > 0) return strict_mismatch(t, function, stopped + 1, "shorter");
  for (u64 i = 1; i < iterators->length; ++i) {
    Ref item = next_py(t, (*iterators)[i]);
    if (!item) return Ref();
    if (item.get() != kStop) return strict_mismatch(t, function, i + 1, "longer");
  }
  return Ref::immediate(kStop);
}

// The next item for zip or map. Without `strict` they end with the StopIteration that their iterator raises.
Ref next_of_py(Thread& t, Value iterator, bool strict) {
  return strict ? next_py(t, iterator) : forward_next_py(t, iterator);
}

// The next item of iterator number `i`. False: *item is the result of the step instead, kStop or empty with an error.
bool take_item_py(Thread& t, const char* function, Tuple* iterators, u64 i, bool strict, Ref* item) {
  *item = next_of_py(t, (*iterators)[i], strict);
  if (*item && item->get() != kStop) return true;
  if (*item) *item = end_of_items_py(t, function, iterators, i, strict);
  return false;
}

// Gathers the next item of each iterator. The result is True if all have an item, else kStop or an error.
Ref gather_py(Thread& t, const char* function, Tuple* iterators, bool strict, ValueBuffer& items) {
  for (u64 i = 0; i < iterators->length; ++i) {
    Ref item;
    if (!take_item_py(t, function, iterators, i, strict, &item)) return item;
    if (!items.push(std::move(item))) return Ref();
  }
  return Ref::immediate(kTrue);
}

Ref reduce_with_state(Thread& t, Value self, const Ref& args, bool strict) {
  if (!args) return Ref();
  return strict ? make_tuple(t, type_of(self), args, kTrue) : make_tuple(t, type_of(self), args);
}

Ref set_strict_py(Thread& t, gc::Atomic<bool>& strict, Value state) {
  int truth = truth_py(t, state);
  if (truth < 0) return Ref();
  strict.store(truth, gc::relaxed);
  return none();
}

// ---- zip

Ref zip_create(Thread& t, Type* type, const CallArgs& args) {
  bool strict;
  if (!parse_strict_py(t, "zip", args, &strict)) return Ref();
  Ref iterators = make_iterators_py(t, args.values, args.positional);
  Ref self = iterators ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<Zip>()->iterators, std::move(iterators));
  self.as<Zip>()->strict.store(strict, gc::relaxed);
  return self;
}

// Fetches the items of a pair from number `i` on.
[[gnu::noinline]] Ref complete_pair_py(Thread& t, const Zip* zip, Tuple* iterators, u64 i, Ref* pair) {
  bool strict = zip->strict.load(gc::relaxed);
  for (; i < 2; ++i)
    if (!take_item_py(t, "zip", iterators, i, strict, &pair[i])) return std::move(pair[i]);
  return Ref::immediate(kTrue);
}

// Slots::next_pair of a zip() of two iterators. kFalse for another number of iterators: nothing has been done.
Ref zip_next_pair(Thread& t, Value self, Ref* pair) {
  const Zip* zip = self.as<Zip>();
  Tuple* iterators = as_tuple(zip->iterators.get());
  if (iterators->length != 2) return Ref::immediate(kFalse);
  for (u64 i = 0; i < 2; ++i) {
    Value item = take_private_item(t, (*iterators)[i]);
    if (!item) [[unlikely]]
      return complete_pair_py(t, zip, iterators, i, pair);
    std::construct_at(&pair[i], Ref::steal(item));  // the element is empty: no former value to destroy
  }
  return Ref::immediate(kTrue);
}

Ref zip_next(Thread& t, Value self) {
  Zip* zip = self.as<Zip>();
  Tuple* iterators = as_tuple(zip->iterators.get());
  u64 n = iterators->length;
  if (n == 0) return Ref::immediate(kStop);
  if (n > kInlineItems) {
    ValueBuffer items(t);
    Ref state = gather_py(t, "zip", iterators, zip->strict.load(gc::relaxed), items);
    return state.get() == kTrue ? make_tuple(t, items.data(), n) : std::move(state);
  }
  Ref items[kInlineItems];
  bool strict = zip->strict.load(gc::relaxed);
  for (u64 i = 0; i < n; ++i) {
    if (Value item = take_private_item(t, (*iterators)[i])) {
      items[i] = Ref::steal(item);
      continue;
    }
    if (!take_item_py(t, "zip", iterators, i, strict, &items[i])) return std::move(items[i]);
  }
  return make_tuple_stealing(t, items, n);
}

Ref zip_reduce(Thread& t, Value self) {
  Zip* zip = self.as<Zip>();
  return reduce_with_state(t, self, Ref::share(t, zip->iterators.get()), zip->strict.load(gc::relaxed));
}
Ref zip_setstate(Thread& t, Value self, Value state) { return set_strict_py(t, self.as<Zip>()->strict, state); }

void zip_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Zip*>(object)->iterators);
}
void zip_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  clear_slot(t, static_cast<Zip*>(object)->iterators);
}

constexpr MethodDef kZipMethods[] = {
    {"__reduce__", zip_reduce, "(self, /)", "Return state information for pickling."},
    {"__setstate__", zip_setstate, "(self, state, /)", "Set state information for unpickling."},
    {}};
constexpr Slots kZipSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = zip_next;
  s.next_pair = zip_next_pair;
  s.create = zip_create;
  return s;
}();

// ---- map

Ref map_create(Thread& t, Type* type, const CallArgs& args) {
  bool strict = false,
       own_init = type->slots.init != kMapType->slots.init;  // a subclass's __init__ may take keywords
  if (!own_init && !parse_strict_py(t, "map", args, &strict)) return Ref();
  if (args.positional < 2) return raise_type_error(t, "map() must have at least two arguments.");
  Ref iterators = make_iterators_py(t, args.values + 1, args.positional - 1);
  Ref self = iterators ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<Map>()->function, Ref::share(t, args[0]));
  init_field(self.as<Map>()->iterators, std::move(iterators));
  self.as<Map>()->strict.store(strict, gc::relaxed);
  return self;
}

Ref map_next(Thread& t, Value self) {
  Map* map = self.as<Map>();
  Tuple* iterators = as_tuple(map->iterators.get());
  if (iterators->length == 1) {
    Ref item = next_of_py(t, (*iterators)[0], map->strict.load(gc::relaxed));
    if (!item || item.get() == kStop) return item;
    return call_py(t, map->function.get(), item);
  }
  ValueBuffer items(t);
  Ref state = gather_py(t, "map", iterators, map->strict.load(gc::relaxed), items);
  if (state.get() != kTrue) return state;
  return call_py(t, map->function.get(), CallArgs{items.data(), static_cast<u32>(items.size()), Value()});
}

Ref map_reduce(Thread& t, Value self) {
  Map* map = self.as<Map>();
  ValueBuffer args(t);
  Tuple* iterators = as_tuple(map->iterators.get());
  if (!args.push(Ref::share(t, map->function.get()))) return Ref();
  for (u64 i = 0; i < iterators->length; ++i) {
    if (!args.push(Ref::share(t, (*iterators)[i]))) return Ref();
  }
  return reduce_with_state(t, self, make_tuple(t, args.data(), args.size()), map->strict.load(gc::relaxed));
}
Ref map_setstate(Thread& t, Value self, Value state) { return set_strict_py(t, self.as<Map>()->strict, state); }

void map_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Map*>(object)->function);
  trace_slot(visitor, static_cast<Map*>(object)->iterators);
}
void map_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  clear_slot(t, static_cast<Map*>(object)->function);
  clear_slot(t, static_cast<Map*>(object)->iterators);
}

constexpr MethodDef kMapMethods[] = {
    {"__reduce__", map_reduce, "(self, /)", "Return state information for pickling."},
    {"__setstate__", map_setstate, "(self, state, /)", "Set state information for unpickling."},
    {}};
constexpr Slots kMapSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = map_next;
  s.create = map_create;
  return s;
}();

// ---- filter

Ref filter_create(Thread& t, Type* type, const CallArgs& args) {
  constexpr Signature kSignature = parse_signature("(function, iterable, /)");
  Value bound[2];
  bool strict = type->slots.init == kFilterType->slots.init;  // else a subclass's __init__ may take keywords
  if (strict && args.keywords()) return raise_type_error(t, "filter() takes no keyword arguments");
  if (!bind_arguments(t, "filter", kSignature, CallArgs{args.values, args.positional, Value()}, bound)) return Ref();
  Ref iterator = iter_py(t, bound[1]);
  Ref self = iterator ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<Filter>()->predicate, Ref::share(t, bound[0]));
  init_field(self.as<Filter>()->iterator, std::move(iterator));
  return self;
}

int filter_accepts_py(Thread& t, Value predicate, Value item) {
  if (predicate == kNone || predicate.object() == kBoolType) return truth_py(t, item);
  Ref answer = call_py(t, predicate, item);
  return answer ? truth_py(t, answer) : -1;
}

Ref filter_next(Thread& t, Value self) {
  Filter* filter = self.as<Filter>();
  for (;;) {
    Ref item = forward_next_py(t, filter->iterator.get());  // both slots of a filter are constant
    if (!item || item.get() == kStop) return item;
    int accepted = filter_accepts_py(t, filter->predicate.get(), item);
    if (accepted < 0) return Ref();
    if (accepted) return item;
    if (!poll_py(t)) return Ref();
  }
}

Ref filter_reduce(Thread& t, Value self) {
  Filter* filter = self.as<Filter>();
  return reduce_with_state(t, self, make_tuple(t, filter->predicate.get(), filter->iterator.get()), false);
}

void filter_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Filter*>(object)->predicate);
  trace_slot(visitor, static_cast<Filter*>(object)->iterator);
}
void filter_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  clear_slot(t, static_cast<Filter*>(object)->predicate);
  clear_slot(t, static_cast<Filter*>(object)->iterator);
}

constexpr MethodDef kFilterMethods[] = {
    {"__reduce__", filter_reduce, "(self, /)", "Return state information for pickling."}, {}};
constexpr Slots kFilterSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = filter_next;
  s.create = filter_create;
  return s;
}();

}  // namespace

const TypeSpec kZipSpec = {.id = TypeId::kZip,
                           .name = "zip",
                           .size = sizeof(Zip),
                           .flags = kTypeTraced | kTypeSubclassable,
                           .doc =
                               "zip(*iterables, strict=False)\n--\n\nIterator over tuples with one item of each "
                               "iterable; ends with the shortest.\n\n"
                               "With strict=True iterables of different lengths raise ValueError.",
                           .lifetime = {zip_trace, nullptr, nullptr, zip_dispose},
                           .slots = kZipSlots,
                           .methods = kZipMethods};
const TypeSpec kMapSpec = {.id = TypeId::kMap,
                           .name = "map",
                           .size = sizeof(Map),
                           .flags = kTypeTraced | kTypeSubclassable,
                           .doc =
                               "map(function, iterable, /, *iterables, strict=False)\n--\n\nIterator that calls the "
                               "function with an item of each iterable; ends with the shortest.",
                           .lifetime = {map_trace, nullptr, nullptr, map_dispose},
                           .slots = kMapSlots,
                           .methods = kMapMethods};
const TypeSpec kFilterSpec = {.id = TypeId::kFilter,
                              .name = "filter",
                              .size = sizeof(Filter),
                              .flags = kTypeTraced | kTypeSubclassable,
                              .doc =
                                  "filter(function, iterable, /)\n--\n\nThe items for which function(item) is true; "
                                  "with None the items that are true themselves.",
                              .lifetime = {filter_trace, nullptr, nullptr, filter_dispose},
                              .slots = kFilterSlots,
                              .methods = kFilterMethods};

}  // namespace rt
