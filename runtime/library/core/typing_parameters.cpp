// _typing: TypeVar, ParamSpec, TypeVarTuple, P.args, P.kwargs and NoDefault.
#include "runtime/library/core/typing.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace rt {

extern const ModuleDef kUnderTypingModule;

namespace {

struct TypeParameter : Object {
  Slot name;
  Slot bound, evaluate_bound;              // None: no bound
  Slot constraints, evaluate_constraints;  // TypeVar: tuple
  Slot default_value, evaluate_default;
  bool covariant, contravariant, infer_variance;
};

struct ParamSpecPart : Object {
  Slot origin;
};

// Made with the module, then constant.
Type *g_type_var, *g_param_spec, *g_type_var_tuple, *g_args, *g_kwargs, *g_no_default_type;
Value g_no_default;

void parameter_trace_roots(gc::Visitor& visitor) {
  for (Type* type : {g_type_var, g_param_spec, g_type_var_tuple, g_args, g_kwargs, g_no_default_type})
    if (type) visitor(type);
  trace_value(visitor, g_no_default);
}

TypeParameter* parameter(Value v) { return v.as<TypeParameter>(); }
Value self_type(ParameterKind kind) {
  return kind == ParameterKind::kTypeVar     ? g_type_var
         : kind == ParameterKind::kParamSpec ? g_param_spec
                                             : g_type_var_tuple;
}

Ref new_parameter(Thread& t, ParameterKind kind, Value name) {
  Ref self = allocate_instance(t, self_type(kind).as<Type>());
  if (!self) return Ref();
  init_field(parameter(self)->name, Ref::share(t, name));
  return self;
}

// ---- attributes

Ref parameter_get_name(Thread& t, Value self) { return load_field(t, self.object(), parameter(self)->name); }

Ref get_bound(Thread& t, Value self) {
  Ref v = lazy_field_py(t, self.object(), parameter(self)->bound, parameter(self)->evaluate_bound);
  return v || t.error ? std::move(v) : none();
}
Ref get_constraints(Thread& t, Value self) {
  Ref v = lazy_field_py(t, self.object(), parameter(self)->constraints, parameter(self)->evaluate_constraints);
  return v || t.error ? std::move(v) : Ref::steal(empty_tuple());
}
Ref get_default(Thread& t, Value self) {
  Ref v = lazy_field_py(t, self.object(), parameter(self)->default_value, parameter(self)->evaluate_default);
  return v || t.error ? std::move(v) : Ref::share(t, g_no_default);
}
Ref get_evaluate_bound(Thread& t, Value self) {
  TypeParameter* p = parameter(self);
  Ref bound = load_field(t, p, p->bound);
  return evaluator(t, p, p->evaluate_bound, bound && bound.get() != kNone ? std::move(bound) : Ref());
}
Ref get_evaluate_constraints(Thread& t, Value self) {
  TypeParameter* p = parameter(self);
  Ref constraints = load_field(t, p, p->constraints);
  bool any = constraints && as_tuple(constraints)->length;
  return evaluator(t, p, p->evaluate_constraints, any ? std::move(constraints) : Ref());
}
Ref get_evaluate_default(Thread& t, Value self) {
  TypeParameter* p = parameter(self);
  return evaluator(t, p, p->evaluate_default, load_field(t, p, p->default_value));
}
Ref get_covariant(Thread&, Value self) { return bool_ref(parameter(self)->covariant); }
Ref get_contravariant(Thread&, Value self) { return bool_ref(parameter(self)->contravariant); }
Ref get_infer_variance(Thread&, Value self) { return bool_ref(parameter(self)->infer_variance); }

Ref has_default(Thread& t, Value self) {
  TypeParameter* p = parameter(self);
  if (load_field(t, p, p->evaluate_default)) return bool_ref(true);
  Ref v = load_field(t, p, p->default_value);
  return bool_ref(v && !is_same(v, g_no_default));
}

Ref reduce(Thread& t, Value self) { return parameter_get_name(t, self); }

Ref parameter_repr(Thread& t, Value self) {
  TypeParameter* p = parameter(self);
  bool bare = type_of(self) == g_type_var_tuple && library_minor() < 15;
  if (p->infer_variance || bare) return parameter_get_name(t, self);
  return format_message(t, "%c%S", p->covariant ? '+' : p->contravariant ? '-' : '~', p->name.get());
}

Ref parameter_or(Thread& t, Value a, Value b) { return typing_union_py(t, a, b); }

Ref mro_entries(Thread& t, Value self, Value) {
  return raise_type_error(t, "Cannot subclass an instance of %s",
                          library_minor() >= 15 ? short_type_name(self) : type_name(self));
}

// ---- substitution: in Python, in typing

Ref call_helper_py(Thread& t, const char* helper, Value a, Value b) {
  Value args[] = {a, b};
  return call_typing_py(t, helper, CallArgs{args, 2, Value()});
}

// Calls `helper` of typing. The typing of Python 3.11 has no helper, but classes of parameters of its own: then the
// method of such a class is called.
Ref substitute_py(Thread& t, const char* helper, const char* own_class, const char* method, const CallArgs& args) {
  Ref typing = import_module_py(t, "typing");
  Ref name = typing ? intern(t, helper) : Ref();
  Ref function = name ? getattr_optional_py(t, typing, name) : Ref();
  if (!function && !t.error) {
    Ref cls = getattr_py(t, typing, own_class);
    function = cls ? getattr_py(t, cls, method) : Ref();
  }
  return function ? call_py(t, function, args) : Ref();
}
Ref type_var_subst(Thread& t, Value self, Value arg) {
  Value all[] = {self, arg};
  return substitute_py(t, "_typevar_subst", "TypeVar", "__typing_subst__", CallArgs{all, 2, Value()});
}
Ref param_spec_subst(Thread& t, Value self, Value arg) {
  Value all[] = {self, arg};
  return substitute_py(t, "_paramspec_subst", "ParamSpec", "__typing_subst__", CallArgs{all, 2, Value()});
}
Ref param_spec_prepare(Thread& t, Value self, Value alias, Value args) {
  Value all[] = {self, alias, args};
  return substitute_py(t, "_paramspec_prepare_subst", "ParamSpec", "__typing_prepare_subst__",
                       CallArgs{all, 3, Value()});
}
Ref type_var_tuple_subst(Thread& t, Value, Value) {
  return raise_type_error(t, "Substitution of bare TypeVarTuple is not supported");
}
Ref type_var_tuple_prepare(Thread& t, Value self, Value alias, Value args) {
  Value all[] = {self, alias, args};
  return substitute_py(t, "_typevartuple_prepare_subst", "TypeVarTuple", "__typing_prepare_subst__",
                       CallArgs{all, 3, Value()});
}

// Adds the default if the arguments end before this parameter.
Ref type_var_prepare(Thread& t, Value self, Value alias, Value args) {
  Ref parameters = getattr_py(t, alias, name(N::__parameters__));
  Ref list = parameters ? to_list_py(t, parameters) : Ref();
  Ref given = list ? to_list_py(t, args) : Ref();
  if (!given) return Ref();
  u64 index = 0, count = as_list(given)->size();
  while (index < as_list(list)->size() && !is_same((*as_list(list))[index], self)) ++index;
  if (index < count) return Ref::share(t, args);
  if (index == count && has_default(t, self).get() == kTrue) {
    Ref value = get_default(t, self);
    if (!value || !list_append(t, as_list(given), std::move(value))) return Ref();
    return list_to_tuple(t, given);
  }
  return raise_type_error(t, "Too few arguments for %S; actual %zu, expected at least %zu", alias,
                          static_cast<size_t>(count), static_cast<size_t>(index + 1));
}

// ---- TypeVarTuple: iterating gives Unpack[Ts] once

Ref type_var_tuple_iter(Thread& t, Value self) {
  Ref one = make_tuple(t, self);
  Ref unpacked = one ? unpack_type_var_tuples_py(t, one) : Ref();
  return unpacked ? iter_py(t, unpacked) : Ref();
}

// ---- P.args, P.kwargs

Ref make_part(Thread& t, Type* type, Value origin) {
  Ref self = allocate_instance(t, type);
  if (self) init_field(self.as<ParamSpecPart>()->origin, Ref::share(t, origin));
  return self;
}
Ref get_args(Thread& t, Value self) { return make_part(t, g_args, self); }
Ref get_kwargs(Thread& t, Value self) { return make_part(t, g_kwargs, self); }
Ref get_origin(Thread& t, Value self) {
  return Ref::share(t, self.as<ParamSpecPart>()->origin.get());
}  // never changes

Ref part_repr(Thread& t, Value self) {
  const char* which = type_of(self) == g_args ? "args" : "kwargs";
  Value origin = self.as<ParamSpecPart>()->origin.get();
  if (type_of(origin) == g_param_spec) return format_message(t, "%S.%s", parameter(origin)->name.get(), which);
  return format_message(t, "%R.%s", origin, which);
}

Ref part_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || type_of(a) != type_of(b))
    return Ref::immediate(kNotImplemented);
  return compare_py(t, a.as<ParamSpecPart>()->origin.get(), b.as<ParamSpecPart>()->origin.get(), op);
}
bool part_hash(Thread& t, Value self, i64* out) { return hash_py(t, self.as<ParamSpecPart>()->origin.get(), out); }

template <Type** kType>
Ref part_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(origin)");
  Value origin;
  return bind_arguments(t, short_type_name(*kType), kSignature, args, &origin) ? make_part(t, *kType, origin) : Ref();
}

// ---- constructors

bool check_type_py(Thread& t, Value& v, Ref& checked, const char* message) {
  if (!v || is_same(v, kNone)) return true;
  Ref text = make_str(t, message);
  if (!text) return false;
  checked = call_helper_py(t, "_type_check", v, text);
  v = checked;
  return bool(checked);
}

// Sets the variance. False: TypeError or ValueError is pending.
bool set_variance_py(Thread& t, Value self, Value covariant, Value contravariant, Value infer) {
  auto truth = [&](Value given) { return given ? truth_py(t, given) : 0; };
  int co = truth(covariant), contra = co < 0 ? -1 : truth(contravariant), inferred = contra < 0 ? -1 : truth(infer);
  if (inferred < 0) return false;
  if (co && contra) return raise_value_error(t, "Bivariant types are not supported.");
  if (inferred && (co || contra)) return raise_value_error(t, "Variance cannot be specified with infer_variance.");
  TypeParameter* p = parameter(self);
  p->covariant = co;
  p->contravariant = contra;
  p->infer_variance = inferred;
  return true;
}

// Sets a part of a parameter. A locked store, not an initialisation: Python code has run since the parameter was made,
// so another thread may have found it.
void set_part(Thread& t, Value self, Slot TypeParameter::* part, Ref value) {
  store_field(t, self.object(), parameter(self)->*part, std::move(value));
}

void set_default(Thread& t, Value self, Value given) {
  set_part(t, self, &TypeParameter::default_value, Ref::share(t, given ? given : g_no_default));
}

bool check_name(Thread& t, const char* function, Value name) {
  if (is_str(name)) return true;
  return raise_type_error(t, "%s() argument 'name' must be str, not %A", function, name);
}

Ref type_var_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature(
      "(name, *, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)");
  // The constraints are between name and keywords: bind the other arguments without them.
  u32 named = args.positional ? 1 : 0, constraints = args.positional - named;
  Ref values = make_list(t, args.keywords() + 1);
  if (!values || (named && !list_append(t, as_list(values), args[0]))) return Ref();
  for (u32 i = 0; i < args.keywords(); ++i)
    if (!list_append(t, as_list(values), args[args.positional + i])) return Ref();
  Ref held = list_to_tuple(t, values);
  Value p[6];
  if (!held || !bind_arguments(t, "typevar", kSignature, CallArgs{items_of(held), named, args.names}, p)) return Ref();
  Ref bound;
  if (!check_name(t, "typevar", p[0]) || !check_type_py(t, p[1], bound, "Bound must be a type.")) return Ref();
  if (constraints == 1) return raise_type_error(t, "A single constraint is not allowed");
  if (constraints && !is_same(p[1], kNone)) return raise_type_error(t, "Constraints cannot be combined with bound=...");
  Ref self = new_parameter(t, ParameterKind::kTypeVar, p[0]);
  if (!self || !set_variance_py(t, self, p[3], p[4], p[5])) return Ref();
  set_part(t, self, &TypeParameter::bound, Ref::share(t, p[1]));
  Ref tuple = make_tuple(t, args.values + 1, constraints);
  if (!tuple) return Ref();
  set_part(t, self, &TypeParameter::constraints, std::move(tuple));
  set_default(t, self, p[2]);
  return set_caller_module_py(t, self) ? std::move(self) : Ref();
}

Ref param_spec_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature(
      "(name, *, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)");
  Value p[6];
  Ref bound;
  if (!bind_arguments(t, "paramspec", kSignature, args, p) || !check_name(t, "paramspec", p[0])) return Ref();
  if (library_minor() < 15 && !check_type_py(t, p[1], bound, "Bound must be a type.")) return Ref();
  Ref self = new_parameter(t, ParameterKind::kParamSpec, p[0]);
  if (!self || !set_variance_py(t, self, p[3], p[4], p[5])) return Ref();
  set_part(t, self, &TypeParameter::bound, Ref::share(t, p[1]));
  set_default(t, self, p[2]);
  return set_caller_module_py(t, self) ? std::move(self) : Ref();
}

Ref type_var_tuple_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kBefore315 = parse_signature("(name, *, default=<unrepresentable>)");
  static constexpr Signature kSignature = parse_signature(
      "(name, *, default=<unrepresentable>, bound=None, covariant=False, contravariant=False, infer_variance=False)");
  Value p[6] = {};
  const Signature& signature = library_minor() >= 15 ? kSignature : kBefore315;
  if (!bind_arguments(t, "typevartuple", signature, args, p) || !check_name(t, "typevartuple", p[0])) return Ref();
  Ref self = new_parameter(t, ParameterKind::kTypeVarTuple, p[0]);
  if (!self || !set_variance_py(t, self, p[3], p[4], p[5])) return Ref();
  if (p[2]) set_part(t, self, &TypeParameter::bound, Ref::share(t, p[2]));
  set_default(t, self, p[1]);
  return set_caller_module_py(t, self) ? std::move(self) : Ref();
}

// ---- tables

constexpr gc::Lifetime kParameterLifetime =
    SlotsOf<TypeParameter, &TypeParameter::name, &TypeParameter::bound, &TypeParameter::evaluate_bound,
            &TypeParameter::constraints, &TypeParameter::evaluate_constraints, &TypeParameter::default_value,
            &TypeParameter::evaluate_default>::kLifetime;
constexpr u32 kParameterFlags = kTypeTraced | kTypeHasDict | kTypeHasWeakrefs;

constexpr GetSetDef kTypeVarGetSet[] = {{"__name__", parameter_get_name},
                                        {"__bound__", get_bound},
                                        {"__constraints__", get_constraints},
                                        {"__default__", get_default},
                                        {"evaluate_bound", get_evaluate_bound},
                                        {"evaluate_constraints", get_evaluate_constraints},
                                        {"evaluate_default", get_evaluate_default},
                                        {"__covariant__", get_covariant},
                                        {"__contravariant__", get_contravariant},
                                        {"__infer_variance__", get_infer_variance},
                                        {}};
constexpr GetSetDef kParamSpecGetSet[] = {{"__name__", parameter_get_name},
                                          {"__bound__", get_bound},
                                          {"__default__", get_default},
                                          {"evaluate_default", get_evaluate_default},
                                          {"__covariant__", get_covariant},
                                          {"__contravariant__", get_contravariant},
                                          {"__infer_variance__", get_infer_variance},
                                          {"args", get_args},
                                          {"kwargs", get_kwargs},
                                          {}};
// The first kNewRows rows are only for the library of Python 3.15.
constexpr u32 kNewRows = 4;
constexpr GetSetDef kTypeVarTupleGetSet[] = {{"__bound__", get_bound},
                                             {"__covariant__", get_covariant},
                                             {"__contravariant__", get_contravariant},
                                             {"__infer_variance__", get_infer_variance},
                                             {"__name__", parameter_get_name},
                                             {"__default__", get_default},
                                             {"evaluate_default", get_evaluate_default},
                                             {}};
constexpr MethodDef kTypeVarMethods[] = {
    {"__typing_subst__", type_var_subst, "(self, arg, /)"},
    {"__typing_prepare_subst__", type_var_prepare, "(self, alias, args, /)"},
    {"__mro_entries__", mro_entries, "(self, bases, /)"},
    {"__reduce__", reduce, "(self, /)"},
    {"has_default", has_default, "(self, /)"},
    {},
};
constexpr MethodDef kParamSpecMethods[] = {
    {"__typing_subst__", param_spec_subst, "(self, arg, /)"},
    {"__typing_prepare_subst__", param_spec_prepare, "(self, alias, args, /)"},
    {"__mro_entries__", mro_entries, "(self, bases, /)"},
    {"__reduce__", reduce, "(self, /)"},
    {"has_default", has_default, "(self, /)"},
    {},
};
constexpr MethodDef kTypeVarTupleMethods[] = {
    {"__typing_subst__", type_var_tuple_subst, "(self, arg, /)"},
    {"__typing_prepare_subst__", type_var_tuple_prepare, "(self, alias, args, /)"},
    {"__mro_entries__", mro_entries, "(self, bases, /)"},
    {"__reduce__", reduce, "(self, /)"},
    {"has_default", has_default, "(self, /)"},
    {},
};
constexpr GetSetDef kPartGetSet[] = {{"__origin__", get_origin}, {}};
constexpr MethodDef kPartMethods[] = {{"__mro_entries__", mro_entries, "(self, bases, /)"}, {}};

constexpr Slots parameter_slots(Ref (*create)(Thread&, Type*, const CallArgs&), bool unions,
                                Ref (*iter)(Thread&, Value) = nullptr) {
  Slots s{};
  s.repr = parameter_repr;
  s.create = create;
  s.iter = iter;
  if (unions) s.binary[static_cast<int>(BinaryOp::kOr)] = parameter_or;
  return s;
}
constexpr Slots part_slots(Ref (*create)(Thread&, Type*, const CallArgs&)) {
  Slots s{};
  s.repr = part_repr;
  s.compare = part_compare;
  s.hash = part_hash;
  s.create = create;
  return s;
}
constexpr Slots kTypeVarSlots = parameter_slots(type_var_create, true);
constexpr Slots kParamSpecSlots = parameter_slots(param_spec_create, true);
constexpr Slots kTypeVarTupleSlots = parameter_slots(type_var_tuple_create, false, type_var_tuple_iter);
constexpr Slots kArgsSlots = part_slots(part_create<&g_args>);
constexpr Slots kKwargsSlots = part_slots(part_create<&g_kwargs>);

constexpr TypeSpec kTypeVarSpec = {.name = "typing.TypeVar",
                                   .size = sizeof(TypeParameter),
                                   .flags = kParameterFlags,
                                   .doc = "Type variable.",
                                   .lifetime = kParameterLifetime,
                                   .slots = kTypeVarSlots,
                                   .methods = kTypeVarMethods,
                                   .getset = kTypeVarGetSet};
constexpr TypeSpec kParamSpecSpec = {.name = "typing.ParamSpec",
                                     .size = sizeof(TypeParameter),
                                     .flags = kParameterFlags,
                                     .doc = "Parameter specification variable.",
                                     .lifetime = kParameterLifetime,
                                     .slots = kParamSpecSlots,
                                     .methods = kParamSpecMethods,
                                     .getset = kParamSpecGetSet};
constexpr TypeSpec kTypeVarTupleSpec = {.name = "typing.TypeVarTuple",
                                        .size = sizeof(TypeParameter),
                                        .flags = kParameterFlags,
                                        .doc = "Type variable tuple.",
                                        .lifetime = kParameterLifetime,
                                        .slots = kTypeVarTupleSlots,
                                        .methods = kTypeVarTupleMethods,
                                        .getset = kTypeVarTupleGetSet + kNewRows};
constexpr TypeSpec kVariantTupleSpec = [] {
  TypeSpec spec = kTypeVarTupleSpec;
  spec.getset = kTypeVarTupleGetSet;
  return spec;
}();
constexpr TypeSpec kArgsSpec = {.name = "typing.ParamSpecArgs",
                                .size = sizeof(ParamSpecPart),
                                .flags = kTypeTraced | kTypeHasWeakrefs,
                                .doc = "The args of a ParamSpec.",
                                .lifetime = SlotsOf<ParamSpecPart, &ParamSpecPart::origin>::kLifetime,
                                .slots = kArgsSlots,
                                .methods = kPartMethods,
                                .getset = kPartGetSet};
constexpr TypeSpec kKwargsSpec = {.name = "typing.ParamSpecKwargs",
                                  .size = sizeof(ParamSpecPart),
                                  .flags = kTypeTraced | kTypeHasWeakrefs,
                                  .doc = "The kwargs of a ParamSpec.",
                                  .lifetime = SlotsOf<ParamSpecPart, &ParamSpecPart::origin>::kLifetime,
                                  .slots = kKwargsSlots,
                                  .methods = kPartMethods,
                                  .getset = kPartGetSet};

Ref no_default_repr(Thread& t, Value) { return make_str(t, "typing.NoDefault"); }
Ref no_default_reduce(Thread& t, Value) { return make_str(t, "NoDefault"); }
Ref no_default_create(Thread& t, Type*, const CallArgs& args) {
  if (args.positional || args.keywords()) return raise_type_error(t, "NoDefaultType takes no arguments");
  return Ref::share(t, g_no_default);
}
constexpr MethodDef kNoDefaultMethods[] = {{"__reduce__", no_default_reduce, "(self, /)"}, {}};
constexpr TypeSpec kNoDefaultSpec = {.name = "typing.NoDefaultType",
                                     .size = sizeof(Object),
                                     .doc = "The type of the NoDefault singleton.",
                                     .slots = {.repr = no_default_repr, .create = no_default_create},
                                     .methods = kNoDefaultMethods};

}  // namespace

bool is_type_parameter(Value v) {
  rt::Type* type = type_of(v);
  return type == g_type_var || type == g_param_spec || type == g_type_var_tuple;
}
bool type_parameter_has_default(Thread& t, Value parameter) { return has_default(t, parameter).get() == kTrue; }
bool is_type_var_tuple(Value v) { return g_type_var_tuple && type_of(v) == g_type_var_tuple; }

bool init_type_parameters(Thread& t, Value module) {
  if (!add_native_type(t, module, g_type_var, kTypeVarSpec) ||
      !add_native_type(t, module, g_param_spec, kParamSpecSpec) ||
      !add_native_type(t, module, g_type_var_tuple, library_minor() >= 15 ? kVariantTupleSpec : kTypeVarTupleSpec) ||
      !add_native_type(t, module, g_args, kArgsSpec) || !add_native_type(t, module, g_kwargs, kKwargsSpec)) {
    return false;
  }
  g_no_default_type = make_native_type(t, kNoDefaultSpec);
  Ref no_default = allocate_instance(t, g_no_default_type);
  if (!no_default) return false;
  g_no_default = Ref::share(t, no_default).release();
  gc::add_root_tracer(parameter_trace_roots);
  return module_add(t, module, "NoDefault", std::move(no_default));
}

Ref make_type_parameter_py(Thread& t, ParameterKind kind, const ParameterParts& parts) {
  if (!g_type_var && !load_native_module(t, &kUnderTypingModule)) return Ref();
  Ref self = new_parameter(t, kind, parts.name);
  if (!self) return Ref();
  TypeParameter* p = parameter(self);
  auto set = [&](Slot& slot, Value v) {
    if (v) init_field(slot, Ref::share(t, v));
  };
  set(p->evaluate_bound, parts.evaluate_bound);
  set(p->evaluate_constraints, parts.evaluate_constraints);
  set(p->evaluate_default, parts.evaluate_default);
  p->infer_variance = true;
  return self;  // its __module__ is that of the class: no pickle finds it by name
}

}  // namespace rt
