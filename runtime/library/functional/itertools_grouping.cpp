// itertools.groupby and its groups.
#include "runtime/library/functional/itertools.h"

namespace rt::itertools {

namespace {

Type* g_groupby = nullptr;
Type* g_grouper = nullptr;

struct GroupBy : Object {
  Slot iterator, key_function;      // key_function empty: the item itself; neither changes
  Slot target_key;                  // the key of the group that was given last
  Slot current_key, current_value;  // of the item that was read last; the value is empty once a group has given it
  gc::Atomic<Object*> group;        // the group that may still give items; only compared, not counted
};
struct Grouper : Object {
  Slot parent, target_key;  // never change
};

Ref groupby_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(iterable, key=None)");
  Value bound[2];
  if (!bind_arguments(t, "groupby", kSignature, args, bound)) return Ref();
  Ref iterator = iter_py(t, bound[0]);
  Ref self = iterator ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<GroupBy>()->iterator, std::move(iterator));
  if (bound[1] != kNone) init_field(self.as<GroupBy>()->key_function, Ref::share(t, bound[1]));
  return self;
}

// Reads the next item and its key. True: read; stop: the end; empty: an error is pending.
Ref read_item_py(Thread& t, GroupBy* groups) {
  Ref value = next_py(t, groups->iterator.get());
  if (!value || is_stop(value)) return value;
  Value function = groups->key_function.get();
  Ref key = function ? call_py(t, function, value) : Ref::share(t, value);
  if (!key) return Ref();
  store_field(t, groups, groups->current_value, std::move(value));
  store_field(t, groups, groups->current_key, std::move(key));
  return Ref::immediate(kTrue);
}

Ref make_grouper(Thread& t, GroupBy* groups, Value target_key) {
  Ref group = allocate_instance(t, g_grouper);
  if (!group) return Ref();
  init_field(group.as<Grouper>()->parent, Ref::share(t, groups));
  init_field(group.as<Grouper>()->target_key, Ref::share(t, target_key));
  groups->group.store(group.object(), gc::relaxed);
  return group;
}

Ref groupby_next(Thread& t, Value self) {
  auto* groups = self.as<GroupBy>();
  groups->group.store(nullptr, gc::relaxed);
  Ref key;
  for (;;) {
    key = load_field(t, groups, groups->current_key);
    if (key) {
      Ref target = load_field(t, groups, groups->target_key);
      if (!target) break;
      int same = equal_py(t, target, key);
      if (same < 0) return Ref();
      if (!same) break;
    }
    Ref read = read_item_py(t, groups);
    if (read.get() != kTrue) return read;
    if (!poll_py(t)) return Ref();
  }
  store_field(t, groups, groups->target_key, Ref::share(t, key));
  Ref group = make_grouper(t, groups, key);
  return group ? make_tuple(t, key, group) : Ref();
}

Ref grouper_next(Thread& t, Value self) {
  auto* group = self.as<Grouper>();
  auto* groups = group->parent.get().as<GroupBy>();
  if (groups->group.load(gc::relaxed) != group) return stop();
  if (!groups->current_value.get()) {
    Ref read = read_item_py(t, groups);
    if (read.get() != kTrue) return read;
  }
  Ref key = load_field(t, groups, groups->current_key);
  if (!key) return stop();
  int same = equal_py(t, group->target_key.get(), key);
  if (same < 0) return Ref();
  if (!same) return stop();
  // Exchanged, because another thread may have taken the value meanwhile.
  Value value = groups->current_value.exchange(Value());
  return value ? Ref::steal(value) : stop();
}

Ref grouper_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(parent, tgtkey, /)");
  Value bound[2];
  if (!bind_arguments(t, "_grouper", kSignature, args, bound)) return Ref();
  if (!is_instance(bound[0], g_groupby)) {
    return raise_type_error(t, "_grouper() argument 1 must be itertools.groupby, not %A", bound[0]);
  }
  return make_grouper(t, bound[0].as<GroupBy>(), bound[1]);
}

// An exhausted group is pickled as an empty iterator.
Ref grouper_reduce(Thread& t, Value self) {
  auto* group = self.as<Grouper>();
  Value parent = group->parent.get();
  if (parent.as<GroupBy>()->group.load(gc::relaxed) != group) {
    Ref iter = builtin_function(t, "iter");
    Ref args = iter ? make_tuple(t, empty_tuple()) : Ref();
    return args ? make_tuple(t, iter, args) : Ref();
  }
  Ref args = make_tuple(t, parent, group->target_key.get());
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

Ref groupby_reduce(Thread& t, Value self) {
  auto* groups = self.as<GroupBy>();
  Ref args = make_tuple(t, groups->iterator.get(), or_none(groups->key_function.get()));
  Ref target = load_field(t, groups, groups->target_key);
  Ref key = load_field(t, groups, groups->current_key);
  Ref value = load_field(t, groups, groups->current_value);
  if (!args) return Ref();
  if (!target || !key || !value) return make_tuple(t, type_of(self), args);
  Ref state = make_tuple(t, key, value, target);
  return state ? make_tuple(t, type_of(self), args, state) : Ref();
}

Ref groupby_setstate(Thread& t, Value self, Value state) {
  if (!is_tuple(state)) return raise_type_error(t, "state is not a tuple");
  Tuple* parts = as_tuple(state);
  if (parts->length != 3)
    return raise_type_error(t, "function takes exactly 3 arguments (%lld given)", static_cast<i64>(parts->length));
  auto* groups = self.as<GroupBy>();
  store_field(t, groups, groups->current_key, Ref::share(t, (*parts)[0]));
  store_field(t, groups, groups->current_value, Ref::share(t, (*parts)[1]));
  store_field(t, groups, groups->target_key, Ref::share(t, (*parts)[2]));
  return none();
}

constexpr MethodDef kGroupByMethods[] = {{"__reduce__", groupby_reduce, "(self, /)", kReduceDoc},
                                         {"__setstate__", groupby_setstate, "(self, state, /)", kSetstateDoc},
                                         {}};
constexpr TypeSpec kGroupBySpec = {
    .name = "itertools.groupby",
    .size = sizeof(GroupBy),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc =
        "groupby(iterable, key=None)\n--\n\nIterator over (key, group) pairs: each group is an iterator over "
        "neighbouring items with the same key.",
    .lifetime = SlotsOf<GroupBy, &GroupBy::iterator, &GroupBy::key_function, &GroupBy::target_key,
                        &GroupBy::current_key, &GroupBy::current_value>::kLifetime,
    .slots = iterator_slots(groupby_create, groupby_next),
    .methods = kGroupByMethods,
};

constexpr MethodDef kGrouperMethods[] = {{"__reduce__", grouper_reduce, "(self, /)", kReduceDoc}, {}};
constexpr TypeSpec kGrouperSpec = {
    .name = "itertools._grouper",
    .size = sizeof(Grouper),
    .flags = kTypeTraced,
    .lifetime = SlotsOf<Grouper, &Grouper::parent, &Grouper::target_key>::kLifetime,
    .slots = iterator_slots(grouper_create, grouper_next),
    .methods = kGrouperMethods,
};

}  // namespace

bool add_grouping(Thread& t, Value module) {
  return add_iterator_type(t, module, g_groupby, kGroupBySpec) && add_iterator_type(t, module, g_grouper, kGrouperSpec);
}

}  // namespace rt::itertools
