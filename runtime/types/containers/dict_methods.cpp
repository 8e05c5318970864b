// The type dict: its slots and methods.
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/dict_reading.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

namespace {

Ref dict_create(Thread& t, Type* type, const CallArgs&) {
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  as_dict(self)->table.store(empty_table(), gc::relaxed);
  return self;
}

bool dict_init(Thread& t, Value self, const CallArgs& args) {
  return dict_reading::update_from_arguments_py(t, self, "dict", args, 0);
}

Ref dict_update(Thread& t, const CallArgs& args) {
  return dict_reading::update_from_arguments_py(t, args[0], "update", args, 1) ? none() : Ref();
}

bool dict_setitem(Thread& t, Value self, Value key, Value value) {
  if (value) return dict_set_py(t, as_dict(self), key, value);
  int deleted = dict_delete_py(t, as_dict(self), key);
  return deleted > 0 || (deleted == 0 && raise_key_error(t, key));
}

Ref dict_repr(Thread& t, Value self) {
  text::UcsBuilder out;
  return dict_reading::append_items_py(t, out, self) ? finish_text(t, out) : Ref();
}

// A subclass with its own __iter__ is copied by its keys() and __getitem__.
Ref dict_copy_py(Thread& t, Value self) {
  if (is_exact_dict(self) || as_dict(self)->size() == 0) return dict_copy(t, as_dict(self));
  Ref copy = make_dict(t);
  return copy && dict_merge_py(t, as_dict(copy), self, true) ? std::move(copy) : Ref();
}

Ref dict_or(Thread& t, Value a, Value b) {
  if (!is_dict(a) || !is_any_dict(b)) return Ref::immediate(kNotImplemented);
  Ref result = dict_copy_py(t, a);
  return result && dict_update_py(t, as_dict(result), b) ? std::move(result) : Ref();
}

Ref dict_inplace_or(Thread& t, Value self, Value other) {
  return dict_update_py(t, as_dict(self), other) ? Ref::share(t, self) : Ref();
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

Ref dict_clear_method(Thread& t, Value self) {
  dict_clear(t, as_dict(self));
  return none();
}

constexpr MethodDef kDictMethods[] = {
    {"__sizeof__", dict_reading::memory_size, "(self, /)", dict_reading::kSizeofDoc},
    {"get", dict_reading::get_or_py, "(self, key, default=None, /)", dict_reading::kGetDoc, dict_reading::get_slot},
    {"setdefault", dict_setdefault, "(self, key, default=None, /)",
     "The value of key, which is added with the default first if it is not there."},
    {"pop", dict_pop, "(self, key, default=<unrepresentable>, /)",
     "Take a key out and return its value. Without such a key: the default if there is one, else KeyError."},
    {"popitem", dict_popitem, "(self, /)",
     "Take out the (key, value) pair that was added last. KeyError if there are none."},
    {"keys", dict_reading::keys, "(self, /)", dict_reading::kKeysDoc},
    {"items", dict_reading::items, "(self, /)", dict_reading::kItemsDoc},
    {"values", dict_reading::values, "(self, /)", dict_reading::kValuesDoc},
    {"update", dict_update, "(...)", "Set keys and values from a mapping or pairs, then from keywords."},
    {"fromkeys", dict_reading::from_keys_py, "@classmethod (type, iterable, value=None, /)",
     "A dict in which each item of the iterable is a key with this value."},
    {"clear", dict_clear_method, "(self, /)", "Take all keys out."},
    {"copy", dict_copy_py, "(self, /)", "Another dict with the same keys and values."},
    {"__reversed__", dict_reading::reverse_iterator, "(self, /)", dict_reading::kReversedDoc},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};

constexpr Slots kDictSlots = [] {
  Slots s{};
  s.repr = dict_repr;
  s.compare = dict_reading::compare_py;
  s.iter = dict_reading::iterator;
  s.len = dict_reading::length;
  s.getitem = dict_reading::getitem_or_missing_py;
  s.setitem = dict_setitem;
  s.contains = dict_reading::contains_key_py;
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
    .lifetime = {.trace = dict_reading::trace<TypeId::kDict>,
                 .clear = dict_reading::clear<TypeId::kDict>,
                 .dispose = dict_reading::dispose<TypeId::kDict>},
    .slots = kDictSlots,
    .methods = kDictMethods,
};

}  // namespace rt
