// types.GenericAlias, the type of `list[int]`: behaves like its origin and also stores the type arguments.
#include "runtime/types/classes/generic_alias.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/type_parameters.h"
#include "runtime/types/classes/union.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

GenericAlias* as_alias(Value v) { return v.as<GenericAlias>(); }
Value origin_of(Value v) { return as_alias(v)->origin.get(); }  // the slot never changes
Value args_of(Value v) { return as_alias(v)->args.get(); }      // the slot never changes

Ref parameters_py(Thread& t, Value self) {
  Ref known = load_field(t, self.object(), as_alias(self)->parameters);
  if (known) return known;
  Ref made = collect_parameters_py(t, args_of(self));
  if (made) store_field(t, self.object(), as_alias(self)->parameters, Ref::share(t, made));
  return made;
}

Ref make_alias(Thread& t, Type* type, Value origin, Value args, bool starred) {
  Ref tuple = is_exact_tuple(args) ? Ref::share(t, args) : make_tuple(t, args);
  Ref alias = tuple ? allocate_instance(t, type) : Ref();
  if (!alias) return Ref();
  init_field(as_alias(alias)->origin, Ref::share(t, origin));
  init_field(as_alias(alias)->args, std::move(tuple));
  as_alias(alias)->starred = starred;
  return alias;
}

Ref alias_create(Thread& t, Type* type, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "GenericAlias() takes no keyword arguments");
  if (args.positional != 2) return raise_type_error(t, "GenericAlias expected 2 arguments, got %d", args.positional);
  return make_alias(t, type, args[0], args[1], false);
}

Ref alias_repr(Thread& t, Value self) {
  Ref origin = type_argument_repr_py(t, origin_of(self));
  Ref parts = origin ? make_list(t) : Ref();
  const Tuple& args = *as_tuple(args_of(self));
  for (u64 i = 0; parts && i < args.length; ++i) {
    Ref part = type_argument_repr_py(t, args[i]);
    if (!part || !list_append(t, as_list(parts), std::move(part))) return Ref();
  }
  Ref separator = make_str_ascii(t, ", ");
  Ref text = parts && separator ? str_join_py(t, separator, parts) : Ref();
  if (!text) return Ref();
  return format_message(t, "%s%S[%S]", as_alias(self)->starred ? "*" : "", origin.get(),
                        args.length ? text.get() : make_str_ascii(t, "()").get());
}

Ref alias_call(Thread& t, Value self, const CallArgs& args) {
  Ref object = call_py(t, origin_of(self), args);
  if (!object || !object.get().is_pointer()) return object;
  // The instance may have no such attribute: then it does not store its alias.
  if (!setattr_py(t, object, name(N::__orig_class__), self)) {
    if (!error_is(t, kAttributeErrorType) && !error_is(t, kTypeErrorType)) return Ref();
    clear_error(t);
  }
  return object;
}

// True for names that are attributes of the alias itself. All other names are looked up on the origin.
bool is_own_name(Value key) {
  constexpr std::string_view kOwn[] = {"__class__",
                                       "__bases__",
                                       "__origin__",
                                       "__args__",
                                       "__unpacked__",
                                       "__parameters__",
                                       "__typing_unpacked_tuple_args__",
                                       "__mro_entries__",
                                       "__reduce_ex__",
                                       "__reduce__",
                                       "__copy__",
                                       "__deepcopy__"};
  for (std::string_view own : kOwn) {
    if (str_equal_ascii(key, own)) return true;
  }
  return false;
}

Ref alias_getattr(Thread& t, Value self, Value key) {
  return is_own_name(key) ? generic_getattr_py(t, self, key) : getattr_py(t, origin_of(self), key);
}

Ref alias_getitem(Thread& t, Value self, Value item) {
  Ref parameters = parameters_py(t, self);
  Ref args = parameters ? substitute_parameters_py(t, self, args_of(self), parameters, item) : Ref();
  return args ? make_alias(t, kGenericAliasType, origin_of(self), args, as_alias(self)->starred) : Ref();
}

Ref alias_compare(Thread& t, Value a, Value b, CompareOp op) {
  bool answerable = has_layout(b, TypeId::kGenericAlias) && (op == CompareOp::kEq || op == CompareOp::kNe);
  if (!answerable) return Ref::immediate(kNotImplemented);
  int equal = as_alias(a)->starred == as_alias(b)->starred ? equal_py(t, origin_of(a), origin_of(b)) : 0;
  if (equal == 1) equal = equal_py(t, args_of(a), args_of(b));
  return equal < 0 ? Ref() : bool_ref((equal == 1) == (op == CompareOp::kEq));
}

bool alias_hash(Thread& t, Value self, i64* out) {
  i64 of_args;
  if (!hash_py(t, origin_of(self), out) || !hash_py(t, args_of(self), &of_args)) return false;
  *out ^= of_args;
  if (*out == -1) *out = -2;
  return true;
}

// ---- the iterator of `*tuple[int, ...]`: one item, the alias with a star

struct AliasIterator : Object {
  Slot alias;  // empty once exhausted
};
AliasIterator* as_alias_iterator(Value v) { return v.as<AliasIterator>(); }

Ref alias_iter(Thread& t, Value self) {
  auto* iterator = allocate_exact<AliasIterator>(t, TypeId::kGenericAliasIterator, sizeof(AliasIterator), true);
  if (!iterator) return Ref();
  init_field(iterator->alias, Ref::share(t, self));
  return Ref::steal(iterator);
}

Ref alias_iterator_next(Thread& t, Value self) {
  Ref alias = load_field(t, self.object(), as_alias_iterator(self)->alias);
  store_field(t, self.object(), as_alias_iterator(self)->alias, Ref());
  return alias ? make_alias(t, kGenericAliasType, origin_of(alias), args_of(alias), true) : Ref::immediate(kStop);
}

Ref alias_iterator_reduce(Thread& t, Value self) {
  Ref iter = dict_get_cstr(t, builtins_dict(), "iter");
  Ref alias = load_field(t, self.object(), as_alias_iterator(self)->alias);
  Ref args = iter ? make_tuple(t, alias ? alias.get() : empty_tuple()) : Ref();
  return args ? make_tuple(t, iter, args) : Ref();
}

constexpr MethodDef kAliasIteratorMethods[] = {{"__reduce__", alias_iterator_reduce, "(self, /)"}, {}};

void alias_iterator_trace(Object* o, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<AliasIterator*>(o)->alias);
}
void alias_iterator_dispose(gc::Thread& t, Object* o) {
  clear_slot(static_cast<Thread&>(t), static_cast<AliasIterator*>(o)->alias);
}

// ---- methods

Ref alias_mro_entries(Thread& t, Value self, Value) { return make_tuple(t, origin_of(self)); }
Ref alias_instancecheck(Thread& t, Value, Value) {
  return raise_type_error(t, "isinstance() argument 2 cannot be a parameterized generic");
}
Ref alias_subclasscheck(Thread& t, Value, Value) {
  return raise_type_error(t, "issubclass() argument 2 cannot be a parameterized generic");
}

Ref alias_reduce(Thread& t, Value self) {
  Ref args = make_tuple(t, origin_of(self), args_of(self));
  if (!args || !as_alias(self)->starred) return args ? make_tuple(t, kGenericAliasType, args) : Ref();
  Ref next = dict_get_cstr(t, builtins_dict(), "next");
  Ref plain = next ? make_alias(t, kGenericAliasType, origin_of(self), args_of(self), false) : Ref();
  Ref iterator = plain ? alias_iter(t, plain) : Ref();
  Ref next_args = iterator ? make_tuple(t, iterator) : Ref();
  return next_args ? make_tuple(t, next, next_args) : Ref();
}

Ref alias_dir(Thread& t, Value self) {
  Ref dir = dict_get_cstr(t, builtins_dict(), "dir");
  Ref names = dir ? call_py(t, dir, origin_of(self)) : Ref();
  Ref list = names ? to_list_py(t, names) : Ref();
  if (!list) return Ref();
  for (N id : {N::__origin__, N::__args__, N::__parameters__, N::__mro_entries__, N::__reduce__, N::__unpacked__}) {
    if (!list_append(t, as_list(list), name(id))) return Ref();
  }
  return list;
}

// ---- attributes

Ref get_origin(Thread& t, Value self) { return Ref::share(t, origin_of(self)); }
Ref get_args(Thread& t, Value self) { return Ref::share(t, args_of(self)); }
Ref get_unpacked(Thread&, Value self) { return bool_ref(as_alias(self)->starred); }
Ref get_unpacked_args(Thread& t, Value self) {
  bool open = as_alias(self)->starred && origin_of(self).is_pointer() && origin_of(self).object() == kTupleType;
  return open ? Ref::share(t, args_of(self)) : none();
}

constexpr MethodDef kMethods[] = {
    {"__mro_entries__", alias_mro_entries, "(self, bases, /)"},
    {"__instancecheck__", alias_instancecheck, "(self, instance, /)"},
    {"__subclasscheck__", alias_subclasscheck, "(self, subclass, /)"},
    {"__reduce__", alias_reduce, "(self, /)"},
    {"__dir__", alias_dir, "(self, /)"},
    {},
};
constexpr GetSetDef kGetSet[] = {{"__origin__", get_origin},
                                 {"__args__", get_args},
                                 {"__parameters__", parameters_py, nullptr, "Type variables in the GenericAlias."},
                                 {"__unpacked__", get_unpacked},
                                 {"__typing_unpacked_tuple_args__", get_unpacked_args},
                                 {}};

constexpr Slot GenericAlias::* kFields[] = {&GenericAlias::origin, &GenericAlias::args, &GenericAlias::parameters};
void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  for (auto slot : kFields) trace_slot(visitor, static_cast<GenericAlias*>(object)->*slot);
}
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  for (auto slot : kFields) clear_slot(static_cast<Thread&>(t), static_cast<GenericAlias*>(object)->*slot);
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = alias_repr;
  s.call = alias_call;
  s.getattr = alias_getattr;
  s.getitem = alias_getitem;
  s.compare = alias_compare;
  s.hash = alias_hash;
  s.iter = alias_iter;
  s.create = alias_create;
  s.binary[static_cast<int>(BinaryOp::kOr)] = union_or_py;
  return s;
}();

}  // namespace

Ref make_generic_alias_py(Thread& t, Value origin, Value args) {
  return make_alias(t, kGenericAliasType, origin, args, false);
}

const TypeSpec kGenericAliasSpec = {
    .id = TypeId::kGenericAlias,
    .name = "types.GenericAlias",
    .size = sizeof(GenericAlias),
    .flags = kTypeSubclassable | kTypeTraced | kTypeHasWeakrefs,
    .doc =
        "GenericAlias(origin, args, /)\n--\n\nA class with type arguments, such as list[int]; __origin__ is the class, "
        "__args__ the arguments.",
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots = kSlots,
    .methods = kMethods,
    .getset = kGetSet,
};

constexpr TypeSpec make_alias_iterator_spec() {
  TypeSpec spec{};
  spec.id = TypeId::kGenericAliasIterator;
  spec.name = "generic_alias_iterator";
  spec.size = sizeof(AliasIterator);
  spec.flags = kTypeTraced | kTypeDisallowNew;
  spec.lifetime.trace = alias_iterator_trace;
  spec.lifetime.clear = spec.lifetime.dispose = alias_iterator_dispose;
  spec.slots.iter = self_iter;
  spec.slots.next = alias_iterator_next;
  spec.methods = kAliasIteratorMethods;
  return spec;
}
extern const TypeSpec kGenericAliasIteratorSpec;
const TypeSpec kGenericAliasIteratorSpec = make_alias_iterator_spec();

}  // namespace rt
