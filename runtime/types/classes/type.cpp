// The class `type`: calls of classes, which make instances or new classes, and the methods of class objects.
#include "gc/refcount/qsbr.h"
#include "runtime/object/class.h"
#include "runtime/object/class_dicts.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/recorded_names.h"
#include "runtime/object/shape_reclaim.h"
#include "runtime/object/subclasses.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/union.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

extern const GetSetDef kTypeGetSet[];  // type_getset.cpp
int plain_isinstance_py(Thread& t, Value object, Value cls);
int plain_issubclass_py(Thread& t, Value derived, Value cls);

// ---- calling a class

namespace {

TINYPY_COLD Ref raise_not_creatable(Thread& t, Type* type) {
  return raise_type_error(t, "cannot create '%N' instances", type);
}

bool is_plain_type_call(Type* type, const CallArgs& args) {
  return type == kTypeType && args.positional == 1 && args.keywords() == 0;
}

}  // namespace

// type.__call__: calls __new__, and then __init__ if the result is an instance of the class.
Ref type_call_py(Thread& t, Value cls, const CallArgs& args) {
  Type* type = cls.as<Type>();
  if (is_plain_type_call(type, args)) return Ref::share(t, type_of(args[0]));
  auto create = type->slots.create;
  if (!create) [[unlikely]]
    return raise_not_creatable(t, type);
  Ref object = create(t, type, args);
  if (!object || !is_instance(object, type)) return object;
  const Slots& slots = type_of(object.get())->slots;
  // object.__init__ only raises the error about excess arguments. If the class has a __new__ of its own, that has taken
  // the arguments, and the call can be omitted.
  if (!slots.init || (slots.init == object_init && slots.create != object_create)) return object;
  return slots.init(t, object, args) ? std::move(object) : Ref();
}

namespace {

// ---- type(name, bases, dict)

bool check_class_arguments(Thread& t, const CallArgs& args) {
  if (!is_str(args[0])) return raise_type_error(t, "type.__new__() argument 1 must be str, not %A", args[0]);
  if (!check_type_name(t, args[0])) return false;
  if (!is_tuple(args[1])) return raise_type_error(t, "type.__new__() argument 2 must be tuple, not %A", args[1]);
  if (is_any_dict(args[2])) return true;
  return library_minor() >= 15
             ? raise_type_error(t, "type.__new__() argument 3 must be dict or frozendict, not %T", args[2])
             : raise_type_error(t, "type.__new__() argument 3 must be dict, not %A", args[2]);
}

// False: TypeError, a base is no class but has __mro_entries__. Only the class statement resolves such bases.
bool check_mro_entries_py(Thread& t, Value bases) {
  const Tuple& items = *as_tuple(bases);
  for (u64 i = 0; i < items.length; ++i) {
    if (is_type(items[i])) continue;
    Ref hook = getattr_optional_py(t, items[i], name(N::__mro_entries__));
    if (hook) return raise_type_error(t, "type() doesn't support MRO entry resolution; use types.new_class()");
    if (error_pending(t)) return false;
  }
  return true;
}

Ref type_create(Thread& t, Type* metaclass, const CallArgs& args) {
  if (metaclass == kTypeType && args.positional == 1 && args.keywords() == 0) return Ref::share(t, type_of(args[0]));
  if (args.positional != 3) {
    if (metaclass == kTypeType) return raise_type_error(t, "type() takes 1 or 3 arguments");
    return raise_type_error(t, "type.__new__() takes exactly 3 arguments (%d given)", args.positional);
  }
  if (!check_class_arguments(t, args) || !check_mro_entries_py(t, args[1])) return Ref();
  Type* winner = most_derived_metaclass(t, metaclass, args[1]);
  if (!winner) return Ref();
  if (winner != metaclass && !winner->slots.create) return raise_not_creatable(t, winner);
  if (winner != metaclass && winner->slots.create != type_create) return winner->slots.create(t, winner, args);
  return make_class_py(t, winner, args[0], args[1], args[2], args);
}

bool type_init(Thread& t, Value self, const CallArgs& args) {
  if (args.keywords() && args.positional == 1) return raise_type_error(t, "type.__init__() takes no keyword arguments");
  if (args.positional != 1 && args.positional != 3)
    return raise_type_error(t, "type.__init__() takes 1 or 3 arguments");
  (void)self;
  return true;
}

// ---- representation and attributes

Ref type_repr(Thread& t, Value self) {
  Type* type = self.as<Type>();
  Ref module = getattr_optional_py(t, self, name(N::__module__));
  if (!module && error_pending(t)) clear_error(t);
  Ref qualname = load_field(t, type, type->qualname);
  if (!module || !is_str(module) || str_equal_ascii(module, "builtins"))
    return format_message(t, "<class '%S'>", qualname.get());
  return format_message(t, "<class '%S.%S'>", module.get(), qualname.get());
}

bool type_setattr(Thread& t, Value self, Value key, Value value) {
  Type* type = self.as<Type>();
  if (!is_str(key)) return raise_type_error(t, "attribute name must be string, not '%T'", key);
  Ref in_meta = hold_type_attribute(t, type_of(self), key);
  if ((type->flags & kTypeImmutableFlag)) {
    return raise_type_error(t, "cannot set '%S' attribute of immutable type '%N'", key, type);
  }
  if (in_meta && is_data_descriptor(in_meta)) return type_of(in_meta)->slots.set(t, in_meta, self, value);
  return type_set_attribute_py(t, type, key, value);
}

Ref type_or(Thread& t, Value a, Value b) { return union_or_py(t, a, b); }

// ---- methods

Ref type_mro(Thread& t, Value self) {
  Ref order = c3_mro(t, self.as<Type>());
  return order ? to_list_py(t, order) : Ref();
}

Ref type_subclasses(Thread& t, Value self) { return subclass_list(t, self.as<Type>()); }

Ref type_prepare(Thread& t, const CallArgs&) { return make_dict(t); }

Ref bool_answer(int answer) { return answer < 0 ? Ref() : bool_ref(answer != 0); }
Ref type_instancecheck(Thread& t, Value self, Value instance) {
  return bool_answer(plain_isinstance_py(t, instance, self));
}
Ref type_subclasscheck(Thread& t, Value self, Value subclass) {
  return bool_answer(plain_issubclass_py(t, subclass, self));
}

// __dir__: the names in the class and in its bases.
Ref type_dir(Thread& t, Value self) {
  Ref names = make_dict(t);
  Ref mro = load_field(t, self.object(), self.as<Type>()->mro);
  if (!names || !mro) return Ref();
  const Tuple& order = *as_tuple(mro);
  for (u64 i = 0; i < order.length; ++i) {
    if (!dict_update_py(t, as_dict(names), order[i].as<Type>()->dict)) return Ref();
  }
  return dict_keys_list(t, as_dict(names));
}

Ref type_sizeof(Thread& t, Value self) { return make_int(t, type_of(self)->base_size); }

constexpr MethodDef kTypeMethods[] = {
    {"mro", type_mro, "(self, /)", "The classes in the order in which attributes are looked up."},
    {"__subclasses__", type_subclasses, "(self, /)", "The classes that derive from this one directly and are alive."},
    {"__prepare__", type_prepare, "@classmethod (...)", "The namespace in which the body of a class statement runs."},
    {"__instancecheck__", type_instancecheck, "(self, instance, /)", "isinstance(), without the overriding."},
    {"__subclasscheck__", type_subclasscheck, "(self, subclass, /)", "issubclass(), without the overriding."},
    {"__dir__", type_dir, "(self, /)", "Specialized __dir__ implementation for types."},
    {"__sizeof__", type_sizeof, "(self, /)", "Bytes that the class takes in memory."},
    {},
};

// ---- lifetime

void type_trace(Object* object, gc::Visitor& visitor) {
  auto* type = static_cast<Type*>(object);
  for (Slot* slot :
       {&type->name, &type->qualname, &type->module, &type->bases, &type->mro, &type->slot_names, &type->annotate})
    trace_slot(visitor, *slot);
  if (type->dict) visitor(type->dict);
}

void type_clear(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* type = static_cast<Type*>(object);
  forget_type(t, type);
  if (type->dict) dict_clear(t, type->dict);
  clear_slot(t, type->annotate);
}

void type_dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* type = static_cast<Type*>(object);
  forget_type(t, type);
  bury_shapes(type);
  if (type->dict) {
    class_dict_goes(type->dict);
    gc::decref(t, std::exchange(type->dict, nullptr));
  }
  for (Slot* slot : {&type->name, &type->qualname, &type->module, &type->bases, &type->slot_names, &type->annotate})
    clear_slot(t, *slot);
  delete type->subclasses;
  delete type->recorded;
  // Freed after a grace period, because another thread may be reading the name.
  const char* text = type->c_name.load(gc::relaxed);
  if (text) gc::retire_raw(t, const_cast<char*>(text), 0);
}

constexpr Slots kTypeSlots = [] {
  Slots s{};
  s.repr = type_repr;
  s.call = type_call_py;
  s.getattr = type_getattr_py;
  s.setattr = type_setattr;
  s.create = type_create;
  s.init = type_init;
  s.binary[static_cast<int>(BinaryOp::kOr)] = type_or;
  return s;
}();

}  // namespace

const TypeSpec kTypeSpec = {
    .id = TypeId::kType,
    .name = "type",
    .size = sizeof(Type),
    .flags = kTypeSubclassable | kTypeTraced | kTypeHasWeakrefs,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .lifetime = {type_trace, type_clear, nullptr, type_dispose},
    .slots = kTypeSlots,
    .methods = kTypeMethods,
    .getset = kTypeGetSet,
    .private_part = [](Object* object) -> Object* { return static_cast<Type*>(object)->dict; },
};

}  // namespace rt
