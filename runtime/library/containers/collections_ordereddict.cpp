// collections.OrderedDict: a dict, which keeps the order anyway, whose items can be moved, and whose comparison
// includes the order.
//
// Items are moved inside the dict's table, under the dict's lock. Only moving to the front takes time in proportion to
// the size.
#include "runtime/library/containers/collections.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"

namespace rt::collections {

namespace {

Type* g_ordered_dict = nullptr;

// The place of the first item: all entries of `table_seen` before `first` are deleted. Valid while the dict has that
// table, since the table's entries are only appended. Under the lock.
struct OrderedDict : Dict {
  const DictTable* table_seen;
  u64 entries_seen;
  u64 first;
};

bool is_ordered_dict(Value v) { return is_instance(v, g_ordered_dict); }
OrderedDict* as_ordered(Value v) { return v.as<OrderedDict>(); }
// Do stores go straight to the dict, since no subclass overrides __setitem__?
bool stores_like_dict(Value v) { return type_of(v)->slots.setitem == kDictType->slots.setitem; }

// ---- order

// What every insertion and removal changes: keys read before are those of the dict while this is the same.
struct OrderState {
  const DictTable* table;
  u64 entries, used;

  static OrderState of(Dict* d) {
    gc::ObjectLock lock(d);
    const DictTable* table = d->table.load(gc::relaxed);
    return {table, table->entries_used.load(gc::relaxed), d->used.load(gc::relaxed)};
  }
  bool operator==(const OrderState&) const = default;
};

bool check_unchanged(Thread& t, Dict* d, const OrderState& before) {
  return OrderState::of(d) == before || raise(t, kRuntimeErrorType, "OrderedDict mutated during iteration");
}

// The entry of the first item. The lock is held and the dict is not empty.
u64 first_entry_locked(OrderedDict* d) {
  ASSERT(gc::lock_held_or_private(d) && d->used.load(gc::relaxed) != 0);
  DictTable* table = d->table.load(gc::relaxed);
  u64 n = table->entries_used.load(gc::relaxed);
  bool known = d->table_seen == table && n >= d->entries_seen && !table->value(0).get();
  u64 i = known ? d->first : 0;
  while (!table->value(i).get()) ++i;
  d->table_seen = table;
  d->entries_seen = n;
  d->first = i;
  return i;
}

bool pop_first(OrderedDict* d, Ref* key, Ref* value) {
  RemovedItem first;
  {
    gc::ObjectLock lock(d);
    if (d->used.load(gc::relaxed) == 0) return false;
    first = remove_locked(d, static_cast<i64>(first_entry_locked(d)));
  }
  *key = Ref::steal(first.key);
  *value = Ref::steal(first.value);
  return true;
}

enum class Moved { kYes, kChanged, kNoMemory };

// Moves an item to the end, with the counts of key and value. If there is no memory, the item is lost, and the counts
// are returned in *key and *value.
Moved move_last_locked(Dict* d, Thread& t, i64 entry, i64 hash, Ref* key, Ref* value) {
  ASSERT(gc::lock_held_or_private(d));
  DictTable* table = d->table.load(gc::relaxed);
  while (!table->value(table->tail - 1).get()) --table->tail;
  if (static_cast<u64>(entry) == table->tail - 1) return Moved::kYes;
  auto [k, v] = remove_locked(d, entry);
  if (insert_locked(t, d, k, hash, v)) return Moved::kYes;
  *key = Ref::steal(k);
  *value = Ref::steal(v);
  return Moved::kNoMemory;
}

// Moves an item to the front: fills `ordered`, a private dict, with the items in the new order, and takes its table. So
// readers find all items at every moment.
Moved move_first_locked(Dict* d, Thread& t, i64 entry, Dict* ordered) {
  ASSERT(gc::lock_held_or_private(d));
  DictTable* old = d->table.load(gc::relaxed);
  u64 n = old->entries_used.load(gc::relaxed);
  auto copy = [&](u64 i) {
    Value k = old->key(i).get(), v = old->value(i).get();
    return !v || insert_locked(t, ordered, k, entry_hash(old, i, k), v);
  };
  bool ok = copy(static_cast<u64>(entry));
  for (u64 i = 0; ok && i < n; ++i) ok = i == static_cast<u64>(entry) || copy(i);
  DictTable* made = ordered->table.load(gc::relaxed);
  ordered->table.store(ok ? empty_table() : made, gc::relaxed);
  ordered->used.store(0, gc::relaxed);
  if (ok) {
    d->table.store(made, gc::release);
    free_table(t, d, old);
  } else {
    // emptied without drops: the items' counts came from the old table
    ordered->table.store(empty_table(), gc::relaxed);
    free_table(t, ordered, made);
  }
  return ok ? Moved::kYes : Moved::kNoMemory;
}

// Raises KeyError as CPython's PyErr_SetObject() does: a tuple becomes the exception's arguments, None no argument.
Error raise_absent_py(Thread& t, Value key) {
  if (!is_tuple(key) && key != kNone) return raise_key_error(t, key);
  Value arguments = key == kNone ? empty_tuple() : key;
  auto* values = reinterpret_cast<const Value*>(as_tuple(arguments)->items);
  Ref error = call_py(t, kKeyErrorType, CallArgs{values, static_cast<u32>(as_tuple(arguments)->length), Value()});
  if (error) restore_error(t, std::move(error));
  return {};
}

Ref move_to_end(Thread& t, Value self, Value key, Value last) {
  int to_last = truth_py(t, last);
  i64 hash;
  key = key.stripped();
  if (to_last < 0) return Ref();
  if (as_dict(self)->used.load(gc::relaxed) == 0) return raise_absent_py(t, key);  // before the key is hashed
  if (!hash_py(t, key, &hash)) return Ref();
  Ref ordered = make_dict(t);
  if (!ordered) return Ref();
  Dict* d = as_dict(self);
  for (;;) {
    DictPlace place;
    if (!dict_lookup_py(t, d, key, hash, &place)) return Ref();
    if (place.entry < 0) return raise_absent_py(t, key);
    Ref lost_key, lost_value;
    Moved moved = Moved::kChanged;
    {
      gc::ObjectLock lock(d);
      if (still_holds_locked(d, place)) {
        moved = to_last ? move_last_locked(d, t, place.entry, hash, &lost_key, &lost_value)
                        : move_first_locked(d, t, place.entry, as_dict(ordered));
      }
    }
    if (moved == Moved::kYes) return none();
    if (moved == Moved::kNoMemory) return raise_memory_error(t);
  }
}

Ref popitem(Thread& t, Value self, Value last) {
  int from_last = truth_py(t, last);
  if (from_last < 0) return Ref();
  Ref pair[2];
  bool found =
      from_last ? dict_popitem(t, as_dict(self), &pair[0], &pair[1]) : pop_first(as_ordered(self), &pair[0], &pair[1]);
  return found ? make_tuple_stealing(t, pair, 2) : Ref(raise(t, kKeyErrorType, "dictionary is empty"));
}

// ---- filling: as MutableMapping.update, through __setitem__ where a subclass has one

bool store_pair_py(Thread& t, Value self, Value pair) {
  Ref items = to_tuple_py(t, pair);
  if (!items) return false;
  u64 n = as_tuple(items)->length;
  if (n == 2) return setitem_py(t, self, (*as_tuple(items))[0], (*as_tuple(items))[1]);
  return n < 2 ? raise_value_error(t, "need more than %lld value%s to unpack", static_cast<i64>(n), n == 1 ? "" : "s")
               : raise_value_error(t, "too many values to unpack (expected 2)");
}

bool update_through_setitem_py(Thread& t, Value self, Value source) {
  if (is_exact_dict(source)) {
    Ref items = dict_items_list(t, as_dict(source));
    return items && for_each_py(t, items, [&](Thread& t2, Value pair) { return store_pair_py(t2, self, pair); });
  }
  Ref keys = getattr_optional_py(t, source, name(N::keys));
  if (!keys && error_pending(t)) return false;
  if (!keys) {
    Ref items = getattr_optional_py(t, source, name(N::items));
    if (!items && error_pending(t)) return false;
    Ref pairs = items ? call_py(t, items) : Ref::share(t, source);
    return pairs && for_each_py(t, pairs, [&](Thread& t2, Value pair) { return store_pair_py(t2, self, pair); });
  }
  Ref all = call_py(t, keys);
  return all && for_each_py(t, all, [&](Thread& t2, Value key) {
           Ref value = getitem_py(t2, source, key);
           return value && setitem_py(t2, self, key, value);
         });
}

bool update_from_args_py(Thread& t, Value self, const CallArgs& args) {
  if (args.positional > 1) {
    return raise_type_error(t, "update() takes at most 1 positional argument (%d given)",
                            static_cast<int>(args.positional));
  }
  if (args.positional == 1) {
    bool plain = stores_like_dict(self) && is_dict(args[0]);
    bool ok = plain ? dict_update_py(t, as_dict(self), args[0]) : update_through_setitem_py(t, self, args[0]);
    if (!ok) return false;
  }
  for (u32 i = 0; i < args.keywords(); ++i) {
    if (!setitem_py(t, self, (*as_tuple(args.names))[i], args.values[args.positional + i])) return false;
  }
  return true;
}

bool ordered_init(Thread& t, Value self, const CallArgs& args) {
  if (args.positional > 1)
    return raise_type_error(t, "expected at most 1 arguments, got %d", static_cast<int>(args.positional));
  return update_from_args_py(t, self, args);
}

Ref update(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "unbound method OrderedDict.update() needs an argument");
  return update_from_args_py(t, args[0], CallArgs{args.values + 1, args.positional - 1, args.names}) ? none() : Ref();
}

// ---- removing, and adding, of which a subclass with a __setitem__ is told

Ref ordered_pop(Thread& t, Value self, Value key, Value fallback) {
  key = key.stripped();
  i64 hash;
  if (!hash_py(t, key, &hash)) return Ref();
  Ref value = dict_pop_hashed_py(t, as_dict(self), key, hash);
  if (value || error_pending(t)) return value;
  return fallback ? Ref::share(t, fallback) : Ref(raise_absent_py(t, key));
}

Ref setdefault(Thread& t, Value self, Value key, Value fallback) {
  if (stores_like_dict(self)) return dict_setdefault_py(t, as_dict(self), key, fallback);
  int present = contains_py(t, self, key);
  if (present < 0) return Ref();
  if (present) return getitem_py(t, self, key);
  return setitem_py(t, self, key, fallback) ? Ref::share(t, fallback) : Ref();
}

// ---- copies

Ref copy(Thread& t, Value self) {
  Ref result = call_py(t, type_of(self));
  if (!result) return Ref();
  if (is_dict(result) && stores_like_dict(result) && type_of(self)->slots.getitem == kDictType->slots.getitem) {
    return dict_update_py(t, as_dict(result), self) ? std::move(result) : Ref();
  }
  OrderState before = OrderState::of(as_dict(self));
  Ref keys = dict_keys_list(t, as_dict(self));
  bool ok = keys && for_each_py(t, keys, [&](Thread& t2, Value key) {
              Ref value = getitem_py(t2, self, key);
              return value && setitem_py(t2, result, key, value) && check_unchanged(t2, as_dict(self), before);
            });
  return ok ? std::move(result) : Ref();
}

Ref fromkeys(Thread& t, Value type, Value iterable, Value value) {
  Ref self = call_py(t, type);
  if (!self) return Ref();
  bool ok = for_each_py(t, iterable, [&](Thread& t2, Value key) { return setitem_py(t2, self, key, value); });
  return ok ? std::move(self) : Ref();
}

Ref ordered_reduce(Thread& t, Value self) {
  Ref state = call_method_py(t, self, name(N::__getstate__));
  Ref items = state ? call_method_py(t, self, name(N::items)) : Ref();
  Ref iterator = items ? iter_py(t, items) : Ref();
  if (!iterator) return Ref();
  bool stateless = is_exact_dict(state) && as_dict(state)->size() == 0;
  Value values[] = {type_of(self), empty_tuple(), stateless ? kNone : state.get(), kNone, iterator};
  return make_tuple(t, values, 5);
}

// The result has the class of the OrderedDict operand; the left operand's items come first.
Ref ordered_or(Thread& t, Value a, Value b) {
  Value self = is_ordered_dict(a) ? a : b;
  if (!is_any_dict(a) || !is_any_dict(b)) return Ref::immediate(kNotImplemented);
  Ref result = call_py(t, type_of(self), a);
  return result && update_from_args_py(t, result, CallArgs{&b, 1, Value()}) ? std::move(result) : Ref();
}
Ref ordered_inplace_or(Thread& t, Value self, Value other) {
  return update_from_args_py(t, self, CallArgs{&other, 1, Value()}) ? Ref::share(t, self) : Ref();
}

// ---- comparison, text

int same_order_py(Thread& t, Dict* a, Dict* b) {
  OrderState of_a = OrderState::of(a), of_b = OrderState::of(b);
  Ref x = dict_keys_list(t, a), y = x ? dict_keys_list(t, b) : Ref();
  if (!y) return -1;
  for (i64 i = 0; poll_py(t); ++i) {
    Ref of_x = list_get(t, as_list(x), i), of_y = list_get(t, as_list(y), i);
    if (!of_x || !of_y) return !of_x && !of_y;
    int equal = equal_py(t, of_x, of_y);
    if (equal < 0 || !check_unchanged(t, a, of_a) || !check_unchanged(t, b, of_b)) return -1;
    if (!equal) return 0;
  }
  return -1;
}

Ref ordered_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_dict(b) || (op != CompareOp::kEq && op != CompareOp::kNe)) return Ref::immediate(kNotImplemented);
  int equal = dict_equal_py(t, as_dict(a), as_dict(b));
  if (equal > 0 && is_ordered_dict(b)) equal = same_order_py(t, as_dict(a), as_dict(b));
  return equal < 0 ? Ref() : bool_ref((equal == 1) == (op == CompareOp::kEq));
}

Ref ordered_repr(Thread& t, Value self) {
  if (as_dict(self)->size() == 0) return format_message(t, "%s()", short_type_name(self));
  ReprScope scope(t, self);
  if (scope.recursive()) return make_str_ascii(t, "...");
  Ref plain = make_dict(t);
  Ref items = plain ? call_method_py(t, self, name(N::items)) : Ref();
  bool ok = items && for_each_py(t, items, [&](Thread& t2, Value pair) {
              Ref parts = to_tuple_py(t2, pair);
              return parts && dict_set_py(t2, as_dict(plain), (*as_tuple(parts))[0], (*as_tuple(parts))[1]);
            });
  return ok ? format_message(t, "%s(%R)", short_type_name(self), plain.get()) : Ref();
}

constexpr MethodDef kOrderedMethods[] = {
    {"move_to_end", move_to_end, "(self, key, last=True)",
     "Make an existing key the last one, or the first with last=False."},
    {"popitem", popitem, "(self, last=True)", "Take the last pair out, or the first with last=False."},
    {"pop", ordered_pop, "(self, key, default=<unrepresentable>)",
     "Remove the key and return its value, or the default if there is none."},
    {"setdefault", setdefault, "(self, key, default=None)",
     "Insert the key with the default value if it is not there; return its value."},
    {"update", update, "(...)", "Update from a mapping or an iterable of pairs, and from keywords."},
    {"copy", copy, "(self, /)", "Return a shallow copy."},
    {"fromkeys", fromkeys, "@classmethod (type, iterable, value=None)",
     "An OrderedDict in which each item of the iterable is a key with this value."},
    {"__reduce__", ordered_reduce, "(self, /)", "Return state information for pickling."},
    {},
};

}  // namespace

bool add_ordered_dict(Thread& t, Value module) {
  static constexpr TypeSpec kOrderedDictSpec = {
      .name = "collections.OrderedDict",
      .size = sizeof(OrderedDict),
      .flags = kTypeTraced | kTypeSubclassable | kTypeHasDict | kTypeHasWeakrefs,
      .doc = "Dictionary that remembers insertion order.",
      .slots =
          [] {
            Slots s{};
            s.init = ordered_init;
            s.repr = ordered_repr;
            s.compare = ordered_compare;
            s.binary[static_cast<int>(BinaryOp::kOr)] = ordered_or;
            s.inplace[static_cast<int>(BinaryOp::kOr)] = ordered_inplace_or;
            return s;
          }(),
      .methods = kOrderedMethods,
  };
  return add_native_type(t, module, g_ordered_dict, kOrderedDictSpec, kDictType);
}

}  // namespace rt::collections
