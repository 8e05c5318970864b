// The type dict: its slots and methods.
#include "gc/refcount/object_lock.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

Ref dict_create(Thread& t, Type* type, const CallArgs&) {
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  as_dict(self)->table.store(empty_table(), gc::relaxed);
  return self;
}

bool update_from_arguments_py(Thread& t, Value self, const char* function, const CallArgs& args, u32 first) {
  if (args.positional > first + 1) {
    return raise_type_error(t, "%s expected at most 1 argument, got %d", function,
                            static_cast<int>(args.positional - first));
  }
  if (args.positional > first && !dict_update_py(t, as_dict(self), args[first])) return false;
  for (u32 i = 0; i < args.keywords(); ++i) {
    if (!dict_set_py(t, as_dict(self), (*as_tuple(args.names))[i], args.values[args.positional + i])) return false;
  }
  return true;
}

bool dict_init(Thread& t, Value self, const CallArgs& args) {
  return update_from_arguments_py(t, self, "dict", args, 0);
}

Ref dict_update(Thread& t, const CallArgs& args) {
  return update_from_arguments_py(t, args[0], "update", args, 1) ? none() : Ref();
}

Ref missing_py(Thread& t, Value self, Value key) {
  if (!is_exact_dict(self)) {
    bool self_first;
    Ref method = special_method_py(t, self, name(N::__missing__), &self_first);
    if (method) return self_first ? call_py(t, method, self, key) : call_py(t, method, key);
    if (error_pending(t)) return Ref();
  }
  return raise_key_error(t, key);
}

Ref dict_getitem(Thread& t, Value self, Value key) {
  Ref value = dict_get_py(t, as_dict(self), key);
  if (value || error_pending(t)) return value;
  return missing_py(t, self, key);
}

bool dict_setitem(Thread& t, Value self, Value key, Value value) {
  if (value) return dict_set_py(t, as_dict(self), key, value);
  int deleted = dict_delete_py(t, as_dict(self), key);
  return deleted > 0 || (deleted == 0 && raise_key_error(t, key));
}

int dict_contains(Thread& t, Value self, Value key) { return dict_contains_py(t, as_dict(self), key); }
i64 dict_len(Thread&, Value self) { return static_cast<i64>(as_dict(self)->size()); }
Ref dict_iter(Thread& t, Value self) { return make_dict_iterator(t, TypeId::kDictKeyIterator, self); }
Ref dict_reversed(Thread& t, Value self) { return make_dict_iterator(t, TypeId::kDictReverseKeyIterator, self); }

Ref dict_repr(Thread& t, Value self) {
  Dict* dict = as_dict(self);
  if (dict->size() == 0) return make_str_ascii(t, "{}");
  ReprScope scope(t, self);
  if (scope.recursive()) return make_str_ascii(t, "{...}");
  text::UcsBuilder out;
  out.append('{');
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, dict, &position, &key, &value)) {
    if (out.length() > 1) out.append_ascii(", ");
    if (!append_repr_py(t, out, key)) return Ref();
    out.append_ascii(": ");
    if (!append_repr_py(t, out, value)) return Ref();
  }
  out.append('}');
  return finish_text(t, out);
}

Ref dict_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_dict(a) || !is_dict(b) || (op != CompareOp::kEq && op != CompareOp::kNe))
    return Ref::immediate(kNotImplemented);
  int equal = dict_equal_py(t, as_dict(a), as_dict(b));
  return equal < 0 ? Ref() : bool_ref((op == CompareOp::kEq) == (equal > 0));
}

// A subclass with its own __iter__ is copied by its keys() and __getitem__.
Ref dict_copy_py(Thread& t, Value self) {
  if (is_exact_dict(self) || as_dict(self)->size() == 0) return dict_copy(t, as_dict(self));
  Ref copy = make_dict(t);
  return copy && dict_merge_py(t, as_dict(copy), self, true) ? std::move(copy) : Ref();
}

Ref dict_or(Thread& t, Value a, Value b) {
  if (!is_dict(a) || !is_dict(b)) return Ref::immediate(kNotImplemented);
  Ref result = dict_copy_py(t, a);
  return result && dict_update_py(t, as_dict(result), b) ? std::move(result) : Ref();
}

Ref dict_inplace_or(Thread& t, Value self, Value other) {
  return dict_update_py(t, as_dict(self), other) ? Ref::share(t, self) : Ref();
}

Ref dict_get(Thread& t, Value self, Value key, Value otherwise) {
  Ref value = dict_get_py(t, as_dict(self), key);
  return value || error_pending(t) ? std::move(value) : Ref::share(t, otherwise);
}

bool dict_get_slot(Value self, Value key, const Slot** slot) {
  key = key.stripped();
  return is_plain_key(key) && dict_find_slot(as_dict(self), key, slot);
}

Ref dict_setdefault(Thread& t, Value self, Value key, Value otherwise) {
  return dict_setdefault_py(t, as_dict(self), key, otherwise);
}

Ref dict_pop(Thread& t, Value self, Value key, Value otherwise) {
  bool empty = as_dict(self)->used.load(gc::relaxed) == 0;  // an empty dict does not need the key's hash
  Ref value = empty ? Ref() : dict_pop_py(t, as_dict(self), key);
  if (value || error_pending(t)) return value;
  return otherwise ? Ref::share(t, otherwise) : raise_key_error(t, key);
}

Ref dict_popitem(Thread& t, Value self) {
  Ref pair[2];
  if (dict_popitem(t, as_dict(self), &pair[0], &pair[1])) return make_tuple_stealing(t, pair, 2);
  return raise(t, kKeyErrorType, "popitem(): dictionary is empty");
}

Ref dict_keys(Thread& t, Value self) { return make_dict_view(t, TypeId::kDictKeys, self); }
Ref dict_values(Thread& t, Value self) { return make_dict_view(t, TypeId::kDictValues, self); }
Ref dict_items(Thread& t, Value self) { return make_dict_view(t, TypeId::kDictItems, self); }

Ref dict_clear_method(Thread& t, Value self) {
  dict_clear(t, as_dict(self));
  return none();
}

Ref dict_fromkeys(Thread& t, Value type, Value iterable, Value value) {
  Ref self = call_py(t, type);
  if (!self) return Ref();
  bool exact = is_exact_dict(self);
  // The keys of an exact dict are copied in one consistent state.
  Ref keys = exact && is_exact_dict(iterable) ? dict_keys_list(t, as_dict(iterable)) : Ref::share(t, iterable);
  if (!keys) return Ref();
  bool ok = for_each_py(t, keys, [&](Thread& t2, Value key) {
    return exact ? dict_set_py(t2, as_dict(self), key, value) : setitem_py(t2, self, key, value);
  });
  return ok ? std::move(self) : Ref();
}

Ref dict_sizeof(Thread& t, Value self) {
  gc::ObjectLock lock(self.object());
  const DictTable* table = as_dict(self)->table.load(gc::relaxed);
  u64 bytes = type_of(self)->base_size;
  if (table != empty_table()) {
    bytes += index_bytes(table->log2_size) + sizeof(DictTable) +
             table_capacity(table->log2_size) * table->entry_size * sizeof(Slot);
  }
  return make_int(t, static_cast<i64>(bytes));
}

void dict_trace(Object* object, gc::Visitor& visitor) {
  const DictTable* table = static_cast<Dict*>(object)->table.load(gc::acquire);
  if (!is_exact_dict(object)) trace_attributes(object, visitor);
  u64 n = table ? table->entries_used.load(gc::acquire) : 0;
  if (n != 0 && table->entry_size == 2) return trace_slots(visitor, table->entries(), 2 * n);
  for (u64 i = 0; i < n; ++i) {
    trace_slot(visitor, table->key(i));
    trace_slot(visitor, table->value(i));
  }
}

void dict_clear_lifetime(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dict_clear(t, static_cast<Dict*>(object));
  if (!is_exact_dict(object)) dispose_attributes(t, object);
}

void dict_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  Dict* dict = static_cast<Dict*>(object);
  if (!is_exact_dict(object)) dispose_attributes(t, object);
  if (DictTable* table = dict->table.load(gc::acquire)) release_table(t, dict, table);
}

constexpr MethodDef kDictMethods[] = {
    {"__sizeof__", dict_sizeof, "(self, /)", "Bytes that the dict takes in memory."},
    {"get", dict_get, "(self, key, default=None, /)", "The value of key, or default without such a key.",
     dict_get_slot},
    {"setdefault", dict_setdefault, "(self, key, default=None, /)",
     "The value of key, which is added with the default first if it is not there."},
    {"pop", dict_pop, "(self, key, default=<unrepresentable>, /)",
     "Take a key out and return its value. Without such a key: the default if there is one, else KeyError."},
    {"popitem", dict_popitem, "(self, /)",
     "Take out the (key, value) pair that was added last. KeyError if there are none."},
    {"keys", dict_keys, "(self, /)", "A view of the keys; it behaves like a set."},
    {"items", dict_items, "(self, /)", "A view of the (key, value) pairs; it behaves like a set."},
    {"values", dict_values, "(self, /)", "A view of the values."},
    {"update", dict_update, "(...)", "Set keys and values from a mapping or pairs, then from keywords."},
    {"fromkeys", dict_fromkeys, "@classmethod (type, iterable, value=None, /)",
     "A dict in which each item of the iterable is a key with this value."},
    {"clear", dict_clear_method, "(self, /)", "Take all keys out."},
    {"copy", dict_copy_py, "(self, /)", "Another dict with the same keys and values."},
    {"__reversed__", dict_reversed, "(self, /)", "An iterator over the keys, last one first."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};

constexpr Slots kDictSlots = [] {
  Slots s{};
  s.repr = dict_repr;
  s.compare = dict_compare;
  s.iter = dict_iter;
  s.len = dict_len;
  s.getitem = dict_getitem;
  s.setitem = dict_setitem;
  s.contains = dict_contains;
  s.binary[static_cast<int>(BinaryOp::kOr)] = dict_or;
  s.inplace[static_cast<int>(BinaryOp::kOr)] = dict_inplace_or;
  s.create = dict_create;
  s.init = dict_init;
  return s;
}();

}  // namespace

const TypeSpec kDictSpec = {
    .id = TypeId::kDict,
    .name = "dict",
    .size = sizeof(Dict),
    .flags = kTypeSubclassable | kTypeTraced | kTypeMappingPattern,
    .doc =
        "dict() is empty.\ndict(mapping) has the same keys and values.\ndict(pairs) has the first item of each pair as "
        "key and the second as "
        "value.\ndict(name=value, ...) has the names as keys, also in addition to the forms above.\n\nKeys and values, "
        "in the order in which keys "
        "were added.",
    .lifetime = {.trace = dict_trace, .clear = dict_clear_lifetime, .dispose = dict_dispose},
    .slots = kDictSlots,
    .methods = kDictMethods,
};

}  // namespace rt
