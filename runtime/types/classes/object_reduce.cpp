// Pickling and copying of ordinary objects: object.__reduce_ex__, __reduce__, __getstate__ (PEP 307).
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/classes/attribute_dict.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref object_reduce_py(Thread& t, Value self);
Ref object_reduce_ex_py(Thread& t, Value self, Value protocol);
Ref object_getstate_py(Thread& t, Value self);

namespace {

Ref copyreg_py(Thread& t, N function) {
  Ref module = import_module_py(t, name(N::copyreg));
  return module ? getattr_py(t, module, name(function)) : Ref();
}

Ref slot_names_py(Thread& t, Type* type) {
  Ref function = copyreg_py(t, N::_slotnames);
  Ref names = function ? call_py(t, function, type) : Ref();
  if (names && names.get() != kNone && !is_list(names)) {
    return raise_type_error(t, "copyreg._slotnames didn't return a list or None");
  }
  return names;
}

// The instance's __dict__; None if there is none or it is empty.
Ref dict_state_py(Thread& t, Value self) {
  if (!instance_has_dict(self)) return none();
  Ref dict = own_dict(t, self);
  if (dict && is_exact_dict(dict) && as_dict(dict)->size() == 0) return none();
  return dict || error_pending(t) ? std::move(dict) : none();
}

// A dict of the __slots__ members that have values.
Ref slot_values_py(Thread& t, Value self, Value names) {
  Ref values = make_dict(t);
  if (!values) return Ref();
  for (u64 i = 0; i < as_list(names)->size(); ++i) {
    Ref name = list_get(t, as_list(names), static_cast<i64>(i));
    if (!name) break;
    Ref value = getattr_optional_py(t, self, name);
    if (!value && error_pending(t)) return Ref();
    if (value && !dict_set_py(t, as_dict(values), name, value)) return Ref();
  }
  return values;
}

// The default state of an object. `required`: the native base has contents that the state does not include, so pickling
// must fail.
Ref default_state_py(Thread& t, Value self, bool required) {
  Ref held = Ref::share(t, type_of(self));  // a look-up may run code that assigns self.__class__
  auto* type = held.as<Type>();
  if (required && (type->flags & kTypeVarSized)) return raise_type_error(t, "cannot pickle %N objects", type);
  if (required && type->members_offset > sizeof(Object)) return raise_type_error(t, "cannot pickle '%N' object", type);
  Ref state = dict_state_py(t, self);
  Ref names = state ? slot_names_py(t, type) : Ref();
  if (!names) return Ref();
  if (names.get() == kNone || as_list(names)->size() == 0) return state;
  Ref values = slot_values_py(t, self, names);
  if (!values) return Ref();
  return as_dict(values)->size() ? make_tuple(t, state, values) : std::move(state);
}

Ref state_py(Thread& t, Value self, bool required) {
  Value in_class = type_lookup(type_of(self), name(N::__getstate__));
  if (in_class && in_class == type_lookup(kObjectType, name(N::__getstate__)))
    return default_state_py(t, self, required);
  return call_method_py(t, self, name(N::__getstate__));
}

struct NewArguments {
  Ref args, kwargs;  // args empty: the class has no __getnewargs__
};

bool check_new_args_ex(Thread& t, const Ref& pair, NewArguments* out) {
  if (!is_tuple(pair)) return raise_type_error(t, "__getnewargs_ex__ should return a tuple, not '%T'", pair.get());
  const Tuple& items = *as_tuple(pair);
  if (items.length != 2) {
    return raise_value_error(t, "__getnewargs_ex__ should return a tuple of length 2, not %lld",
                             static_cast<long long>(items.length));
  }
  if (!is_tuple(items[0])) {
    return raise_type_error(t, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'",
                            items[0]);
  }
  if (!is_dict(items[1])) {
    return raise_type_error(t, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
                            items[1]);
  }
  out->args = Ref::share(t, items[0]);
  out->kwargs = Ref::share(t, items[1]);
  return true;
}

// Calls a special method of the class. Empty without error: the class has no such method.
Ref call_special_py(Thread& t, Value self, Value method_name) {
  bool self_first;
  Ref method = special_method_py(t, self, method_name, &self_first);
  if (!method) return Ref();
  return self_first ? call_py(t, method, self) : call_py(t, method);
}

bool get_new_arguments_py(Thread& t, Value self, NewArguments* out) {
  Ref pair = call_special_py(t, self, name(N::__getnewargs_ex__));
  if (pair) return check_new_args_ex(t, pair, out);
  if (error_pending(t)) return false;
  out->args = call_special_py(t, self, name(N::__getnewargs__));
  if (!out->args) return !error_pending(t);
  return is_tuple(out->args) || raise_type_error(t, "__getnewargs__ should return a tuple, not '%T'", out->args.get());
}

Ref type_and(Thread& t, Type* type, Value args) {
  u64 n = args ? as_tuple(args)->length : 0;
  Ref all = make_tuple_uninitialised(t, n + 1);
  if (!all) return Ref();
  init_field(as_tuple(all)->items[0], Ref::share(t, type));
  for (u64 i = 0; i < n; ++i) init_field(as_tuple(all)->items[i + 1], Ref::share(t, (*as_tuple(args))[i]));
  return all;
}

// The function, and its arguments, that make an object of the class without its state.
bool constructor_py(Thread& t, Value self, const NewArguments& given, Ref* function, Ref* args) {
  Ref type = Ref::share(t, type_of(self));  // a look-up may run code that assigns self.__class__
  if (!given.kwargs || as_dict(given.kwargs)->size() == 0) {
    *function = copyreg_py(t, N::__newobj__);
    *args = type_and(t, type.as<Type>(), given.args);
  } else {
    *function = copyreg_py(t, N::__newobj_ex__);
    *args = make_tuple(t, type, given.args, given.kwargs);
  }
  return *function && *args;
}

Ref list_items_py(Thread& t, Value self) { return is_list(self) ? iter_py(t, self) : none(); }

Ref dict_items_py(Thread& t, Value self) {
  if (!is_dict(self)) return none();
  Ref items = call_method_py(t, self, name(N::items));
  return items ? iter_py(t, items) : Ref();
}

Ref reduce_new_py(Thread& t, Value self) {
  if (!type_of(self)->slots.create) return raise_type_error(t, "cannot pickle '%T' object", self);
  NewArguments given;
  Ref function, args;
  if (!get_new_arguments_py(t, self, &given) || !constructor_py(t, self, given, &function, &args)) return Ref();
  Ref parts[5] = {std::move(function), std::move(args),
                  state_py(t, self, !given.args && !is_list(self) && !is_dict(self)), Ref(), Ref()};
  if (!parts[2]) return Ref();
  parts[3] = list_items_py(t, self);
  parts[4] = parts[3] ? dict_items_py(t, self) : Ref();
  if (!parts[4]) return Ref();
  return make_tuple_stealing(t, parts, 5);
}

Ref reduce_old_py(Thread& t, Value self, Value protocol) {
  Ref function = copyreg_py(t, N::_reduce_ex);
  return function ? call_py(t, function, self, protocol) : Ref();
}

}  // namespace

Ref object_getstate_py(Thread& t, Value self) { return default_state_py(t, self, false); }

Ref object_reduce_py(Thread& t, Value self) { return reduce_old_py(t, self, Value::small_int(0)); }

Ref object_reduce_ex_py(Thread& t, Value self, Value protocol) {
  i64 version;
  if (!index_i64_py(t, protocol, &version, kOverflowErrorType)) return Ref();
  // If the class overrides __reduce__, that method decides.
  Value reduce = type_lookup(type_of(self), name(N::__reduce__));
  if (reduce && reduce != type_lookup(kObjectType, name(N::__reduce__)))
    return call_method_py(t, self, name(N::__reduce__));
  return version >= 2 ? reduce_new_py(t, self) : reduce_old_py(t, self, Value::small_int(version));
}

}  // namespace rt
