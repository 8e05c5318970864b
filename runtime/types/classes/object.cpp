// The class `object`: the operations of every value.
#include "runtime/num/hash.h"
#include "runtime/object/address.h"
#include "runtime/object/audit.h"
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref object_reduce_ex_py(Thread& t, Value self, Value protocol);
Ref object_reduce_py(Thread& t, Value self);
Ref object_getstate_py(Thread& t, Value self);

// ---- construction

namespace {

bool has_arguments(const CallArgs& args) { return args.positional != 0 || args.keywords() != 0; }

// The sorted names of the abstract methods as text: "'a', 'b'". *count: their number.
Ref abstract_names_py(Thread& t, Type* type, u64* count) {
  Ref names = getattr_py(t, type, name(N::__abstractmethods__));
  Ref sorted = names ? to_list_py(t, names) : Ref();
  if (!sorted || !list_sort_py(t, as_list(sorted), Value(), false)) return Ref();
  *count = as_list(sorted)->size();
  Ref separator = make_str_ascii(t, "', '");
  return separator ? str_join_py(t, separator, sorted) : Ref();
}

TINYPY_COLD Ref raise_abstract_py(Thread& t, Type* type) {
  u64 count = 0;
  Ref names = abstract_names_py(t, type, &count);
  if (!names) return Ref();
  return raise_type_error(t, "Can't instantiate abstract class %N without an implementation for abstract method%s '%S'",
                          type, count == 1 ? "" : "s", names.get());
}

TINYPY_COLD bool raise_excess_new(Thread& t, Type* type) {
  if (type->slots.create != object_create) {
    return raise_type_error(t, "object.__new__() takes exactly one argument (the type to instantiate)");
  }
  return type->slots.init != object_init || raise_type_error(t, "%N() takes no arguments", type);
}

}  // namespace

Ref object_create(Thread& t, Type* type, const CallArgs& args) {
  if (has_arguments(args) && !raise_excess_new(t, type)) return Ref();
  if (type->flags & kTypeAbstract) [[unlikely]]
    return raise_abstract_py(t, type);
  return allocate_instance(t, type);
}

bool object_init(Thread& t, Value self, const CallArgs& args) {
  if (!has_arguments(args)) return true;
  Type* type = type_of(self);
  if (type->slots.init != object_init) {
    return raise_type_error(t, "object.__init__() takes exactly one argument (the instance to initialize)");
  }
  if (type->slots.create != object_create) return true;
  return raise_type_error(t, "%N.__init__() takes exactly one argument (the instance to initialize)", type);
}

namespace {

// ---- representation, comparison, hash

Ref object_repr(Thread& t, Value self) {
  Ref held = Ref::share(t, type_of(self));  // code of a metaclass may assign self.__class__
  auto* type = held.as<Type>();
  Ref module = getattr_optional_py(t, type, name(N::__module__));
  if (!module && error_pending(t)) clear_error(t);
  Ref qualname = load_field(t, type, type->qualname);
  Address address(self);
  if (!module || !is_str(module) || str_equal_ascii(module, "builtins")) {
    return format_message(t, "<%S object at %s>", qualname.get(), address.text);
  }
  return format_message(t, "<%S.%S object at %s>", module.get(), qualname.get(), address.text);
}

Ref object_str(Thread& t, Value self) { return type_of(self)->slots.repr(t, self); }

bool object_hash(Thread&, Value self, i64* out) {
  *out = num::hash_pointer(reinterpret_cast<void*>(self.stripped().bits()));
  return true;
}

Ref object_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (op == CompareOp::kEq) return Ref::immediate(is_same(a, b) ? kTrue : kNotImplemented);
  if (op != CompareOp::kNe) return Ref::immediate(kNotImplemented);
  // The default `!=` is the negation of the class's `==`.
  auto compare = type_of(a)->slots.compare;
  Ref equal = compare(t, a, b, CompareOp::kEq);
  if (!equal || equal.get() == kNotImplemented) return equal;
  int truth = truth_py(t, equal);
  return truth < 0 ? Ref() : bool_ref(!truth);
}

// ---- methods

Ref object_format(Thread& t, Value self, Value spec) {
  if (!is_str(spec)) return raise_type_error(t, "__format__() argument must be str, not %A", spec);
  if (as_str(spec)->length) return raise_type_error(t, "unsupported format string passed to %T.__format__", self);
  return str_py(t, self);
}

Ref object_sizeof(Thread& t, Value self) {
  Type* type = type_of(self);
  if (!self.is_pointer()) return make_int(t, 8);
  u64 size = type->extra_offset > 0 ? type->slots_offset + type->inline_capacity * 8 : type->base_size;
  // Bytes end with a zero that does not count as an item.
  u64 items = is_bytes(self) ? self.as<Bytes>()->length + 1 : is_tuple(self) ? as_tuple(self)->length : 0;
  return make_uint(t, size + items * type->item_size);
}

Ref object_init_subclass(Thread& t, const CallArgs& args) {
  if (args.keywords())
    return raise_type_error(t, "%N.__init_subclass__() takes no keyword arguments", args[0].as<Type>());
  if (args.positional == 1) return none();
  return raise_type_error(t, "%N.__init_subclass__() takes no arguments (%d given)", args[0].as<Type>(),
                          static_cast<int>(args.positional) - 1);
}
Ref object_subclasshook(Thread&, Value, Value) { return Ref::immediate(kNotImplemented); }

bool merge_class_names_py(Thread& t, Dict* names, Value cls) {
  NativeDepth depth(t, " in __dir__");
  if (!depth) return false;
  Ref dict = getattr_optional_py(t, cls, name(N::__dict__));
  if (dict && !dict_update_py(t, names, dict)) return false;
  if (error_pending(t)) return false;
  Ref bases = getattr_optional_py(t, cls, name(N::__bases__));
  if (!bases) return !error_pending(t);
  return !is_tuple(bases) ||
         for_each_py(t, bases, [&](Thread&, Value base) { return merge_class_names_py(t, names, base); });
}

// A new dict, whose keys are those of the object's __dict__.
Ref own_names_py(Thread& t, Value self) {
  Ref attributes = ordinary_attributes(t, self);
  if (attributes || error_pending(t)) return attributes;
  Ref own = getattr_optional_py(t, self, name(N::__dict__));
  if (!own && error_pending(t)) return Ref();
  return own && is_dict(own) ? dict_copy(t, as_dict(own)) : make_dict(t);
}

Ref object_dir(Thread& t, Value self) {
  Ref names = own_names_py(t, self);
  Ref cls = names ? getattr_optional_py(t, self, name(N::__class__)) : Ref();
  if (!cls || !merge_class_names_py(t, as_dict(names), cls))
    return error_pending(t) ? Ref() : dict_keys_list(t, as_dict(names));
  return dict_keys_list(t, as_dict(names));
}

Ref get_class(Thread& t, Value self) { return Ref::share(t, type_of(self)); }

bool set_class(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "can't delete __class__ attribute");
  if (!is_type(value)) return raise_type_error(t, "__class__ must be set to a class, not '%T' object", value);
  if (!audit_py(t, "object.__setattr__", self, name(N::__class__), value)) return false;
  return instance_set_class(t, self, value.as<Type>());
}

constexpr MethodDef kObjectMethods[] = {
    {"__reduce_ex__", object_reduce_ex_py, "(self, protocol, /)", "Helper for pickle."},
    {"__reduce__", object_reduce_py, "(self, /)", "Helper for pickle."},
    {"__getstate__", object_getstate_py, "(self, /)", "Helper for pickle."},
    {"__subclasshook__", object_subclasshook, "@classmethod (type, object, /)",
     "What issubclass() asks an abstract class first; NotImplemented means: look as usual."},
    {"__init_subclass__", object_init_subclass, "@classmethod (...)(type)",
     "Called on the base when a class has been derived, with the keywords of the class statement."},
    {"__format__", object_format, "(self, format_spec, /)", "Default object formatter."},
    {"__sizeof__", object_sizeof, "(self, /)", "Bytes that the object takes in memory."},
    {"__dir__", object_dir, "(self, /)", "Default dir() implementation."},
    {},
};

constexpr GetSetDef kObjectGetSet[] = {{"__class__", get_class, set_class, "the object's class"}, {}};

constexpr Slots kObjectSlots = [] {
  Slots s{};
  s.repr = object_repr;
  s.str = object_str;
  s.hash = object_hash;
  s.compare = object_compare;
  s.getattr = generic_getattr_py;
  s.setattr = generic_setattr_py;
  s.create = object_create;
  s.init = object_init;
  return s;
}();

}  // namespace

const TypeSpec kObjectSpec = {
    .id = TypeId::kObject,
    .name = "object",
    .base = TypeId::kNone_,
    .size = sizeof(Object),
    .flags = kTypeSubclassable,
    .doc = "What all classes derive from. An instance of object itself has no attributes of its own.",
    .slots = kObjectSlots,
    .methods = kObjectMethods,
    .getset = kObjectGetSet,
};

}  // namespace rt
