// _typing: TypeAliasType and Generic.
#include "runtime/library/core/typing.h"
#include "runtime/object/class.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/classes/union.h"
#include "runtime/types/text/str.h"

namespace rt {

extern const ModuleDef kUnderTypingModule;

namespace {

struct TypeAlias : Object {
  Slot name, qualname, type_params;  // str, tuple: never change
  Slot value, evaluate;              // evaluate: function without parameters, or empty
  Slot module;                       // str or None
};

// Made with the module, then constant.
Type *g_type_alias, *g_generic;
void alias_trace_roots(gc::Visitor& visitor) {
  for (Type* type : {g_type_alias, g_generic})
    if (type) visitor(type);
}

TypeAlias* alias_of(Value v) { return v.as<TypeAlias>(); }

Ref alias_get_name(Thread& t, Value self) { return Ref::share(t, alias_of(self)->name.get()); }
Ref get_type_params(Thread& t, Value self) { return Ref::share(t, alias_of(self)->type_params.get()); }
Ref get_parameters(Thread& t, Value self) { return unpack_type_var_tuples_py(t, alias_of(self)->type_params.get()); }
Ref get_value(Thread& t, Value self) {
  return lazy_field_py(t, self.object(), alias_of(self)->value, alias_of(self)->evaluate);
}
Ref get_evaluate(Thread& t, Value self) {
  return evaluator(t, self.object(), alias_of(self)->evaluate, load_field(t, self.object(), alias_of(self)->value));
}
Ref get_module(Thread& t, Value self) { return load_field(t, self.object(), alias_of(self)->module); }
bool set_module(Thread& t, Value self, Value module) {
  if (!module) return raise_type_error(t, "cannot delete __module__ attribute");
  store_field(t, self.object(), alias_of(self)->module, Ref::share(t, module));
  return true;
}

Ref alias_get_qualname(Thread& t, Value self) { return Ref::share(t, alias_of(self)->qualname.get()); }
// The name by which the alias is shown.
Ref shown_name(Thread& t, Value self) {
  return library_minor() >= 15 ? alias_get_qualname(t, self) : alias_get_name(t, self);
}
Ref alias_getitem(Thread& t, Value self, Value args) {
  if (as_tuple(alias_of(self)->type_params.get())->length == 0) {
    return raise_type_error(t, "Only generic type aliases are subscriptable");
  }
  return make_generic_alias_py(t, self, args);
}
// Iteration is for *Alias[...]: it gives Unpack of the alias once.
Ref alias_iter(Thread& t, Value self) {
  Ref typing = import_module_py(t, "typing");
  Ref unpack = typing ? getattr_py(t, typing, "Unpack") : Ref();
  Ref item = unpack ? getitem_py(t, unpack, self) : Ref();
  Ref one = item ? make_tuple(t, item) : Ref();
  return one ? iter_py(t, one) : Ref();
}

Ref new_alias(Thread& t, Value name, Value qualname, Value type_params, Ref value, Ref evaluate, Ref module) {
  Ref self = allocate_instance(t, g_type_alias);
  if (!self) return Ref();
  init_field(alias_of(self)->name, Ref::share(t, name));
  init_field(alias_of(self)->qualname, Ref::share(t, qualname));
  init_field(alias_of(self)->type_params,
             is_tuple(type_params) ? Ref::share(t, type_params) : Ref::steal(empty_tuple()));
  init_field(alias_of(self)->value, std::move(value));
  init_field(alias_of(self)->evaluate, std::move(evaluate));
  init_field(alias_of(self)->module, module ? std::move(module) : none());
  return self;
}

// A tuple of type parameters, of which those with a default come last.
bool check_type_params_py(Thread& t, Value type_params) {
  if (!is_tuple(type_params)) return raise_type_error(t, "type_params must be a tuple");
  if (library_minor() < 14) return true;
  bool defaults = false;
  for (u64 i = 0; i < as_tuple(type_params)->length; ++i) {
    Value parameter = (*as_tuple(type_params))[i];
    if (!is_type_parameter(parameter)) return raise_type_error(t, "Expected a type param, got %R", parameter);
    bool has_default = type_parameter_has_default(t, parameter);
    if (defaults && !has_default)
      return raise_type_error(t, "non-default type parameter '%R' follows default type parameter", parameter);
    defaults = has_default;
  }
  return true;
}

Ref alias_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(name, value, *, type_params=None, qualname=None)");
  static constexpr Signature kBefore315 = parse_signature("(name, value, *, type_params=None)");
  Value p[4] = {};
  if (!bind_arguments(t, "typealias", library_minor() >= 15 ? kSignature : kBefore315, args, p)) return Ref();
  if (!is_str(p[0])) return raise_type_error(t, "typealias() argument 'name' must be str, not %A", p[0]);
  if (!is_same(p[2], kNone) && !check_type_params_py(t, p[2])) return Ref();
  Value qualname = p[3] && p[3] != kNone ? p[3] : p[0];
  if (!is_str(qualname))
    return raise_type_error(t, "typealias() argument 'qualname' must be str or None, not %T", p[3]);
  Ref module = g_interpreter.caller_module ? g_interpreter.caller_module(t) : Ref();
  return t.error ? Ref() : new_alias(t, p[0], qualname, p[2], Ref::share(t, p[1]), Ref(), std::move(module));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
// The first row is only for the library of Python 3.15.
constexpr MemberDef kAliasMembers[] = {{"__qualname__", MemberKind::kSlot, offsetof(TypeAlias, qualname)},
                                       {"__name__", MemberKind::kSlot, offsetof(TypeAlias, name)},
                                       {}};
#pragma GCC diagnostic pop
// The first row is for the library of Python 3.15, the second for older ones.
constexpr GetSetDef kModuleRows[] = {{"__module__", get_module, set_module}, {"__module__", get_module}};
template <int kModuleRow>
constexpr GetSetDef kAliasGetSet[] = {{"__value__", get_value},
                                      {"__type_params__", get_type_params},
                                      {"__parameters__", get_parameters},
                                      {"evaluate_value", get_evaluate},
                                      kModuleRows[kModuleRow],
                                      {}};
constexpr MethodDef kAliasMethods[] = {{"__reduce__", alias_get_name, "(self, /)"}, {}};
constexpr Slots kAliasSlots = [] {
  Slots s{};
  s.repr = shown_name;
  s.create = alias_create;
  s.getitem = alias_getitem;
  s.iter = alias_iter;
  s.binary[static_cast<int>(BinaryOp::kOr)] = union_or_py;
  return s;
}();
constexpr TypeSpec kAliasSpec = {
    .name = "typing.TypeAliasType",
    .size = sizeof(TypeAlias),
    .flags = kTypeTraced | kTypeHasWeakrefs,
    .doc = "Type alias.",
    .lifetime = SlotsOf<TypeAlias, &TypeAlias::name, &TypeAlias::qualname, &TypeAlias::type_params, &TypeAlias::value,
                        &TypeAlias::evaluate, &TypeAlias::module>::kLifetime,
    .slots = kAliasSlots,
    .methods = kAliasMethods,
    .getset = kAliasGetSet<1>,
    .members = kAliasMembers + 1,
};
constexpr TypeSpec kQualifiedAliasSpec = [] {
  TypeSpec spec = kAliasSpec;
  spec.getset = kAliasGetSet<0>;
  spec.members = kAliasMembers;
  return spec;
}();

// ---- Generic: its class methods are written in Python, in typing

Ref generic_class_getitem(Thread& t, const CallArgs& args) { return call_typing_py(t, "_generic_class_getitem", args); }
Ref generic_init_subclass(Thread& t, const CallArgs& args) { return call_typing_py(t, "_generic_init_subclass", args); }

constexpr MethodDef kGenericMethods[] = {
    {"__class_getitem__", generic_class_getitem, "@classmethod (...)", "Parameterizes a generic class."},
    {"__init_subclass__", generic_init_subclass, "@classmethod (...)", "Function to initialize subclasses."},
    {},
};

constexpr TypeSpec kGenericSpec = {.name = "typing.Generic",
                                   .size = sizeof(Object),
                                   .flags = kTypeTraced | kTypeSubclassable,
                                   .doc = "Base of classes with type parameters.",
                                   .methods = kGenericMethods};

}  // namespace

bool init_type_alias(Thread& t, Value module) {
  gc::add_root_tracer(alias_trace_roots);
  const TypeSpec& alias = library_minor() >= 15 ? kQualifiedAliasSpec : kAliasSpec;
  return add_native_type(t, module, g_type_alias, alias) && add_native_type(t, module, g_generic, kGenericSpec);
}

Ref make_type_alias_py(Thread& t, Value name, Value type_params, Value evaluate) {
  if (!g_type_alias && !load_native_module(t, &kUnderTypingModule)) return Ref();
  Ref module = g_interpreter.caller_module ? g_interpreter.caller_module(t) : Ref();
  Ref qualname = t.error ? Ref() : getattr_py(t, evaluate, "__qualname__");
  return qualname ? new_alias(t, name, qualname, type_params, Ref(), Ref::share(t, evaluate), std::move(module))
                  : Ref();
}

Ref make_generic_base_py(Thread& t, Value type_params) {
  Ref typing = import_module_py(t, "typing");
  Ref generic = typing ? getattr_py(t, typing, "Generic") : Ref();
  Ref unpacked = generic ? unpack_type_var_tuples_py(t, type_params) : Ref();
  if (!unpacked) return Ref();
  Value args[] = {generic, unpacked};
  return call_typing_py(t, "_GenericAlias", CallArgs{args, 2, Value()});
}

}  // namespace rt
