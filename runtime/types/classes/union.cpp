// types.UnionType, the type of `int | None`.
#include "runtime/types/classes/union.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/type_parameters.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Value args_of(Value v) { return v.as<UnionType>()->args.get(); }  // the slot never changes
bool is_union(Value v) { return has_layout(v, TypeId::kUnionType); }

// True for a type alias of the `type` statement. Its type is one of module typing, but it may be part of a union.
bool is_type_alias(Value v) {
  std::string_view text = type_name(v);
  return text == "typing.TypeAliasType";
}

bool may_stand_in_union(Value v) {
  return v == kNone || is_type(v) || is_union(v) || has_layout(v, TypeId::kGenericAlias) || is_type_alias(v);
}

// Adds `v`, or the members of `v` if that is a union, to the list, without those that are equal to a present one.
bool add_member_py(Thread& t, Value list, Value v) {
  if (is_union(v)) {
    for (u64 i = 0; i < as_tuple(args_of(v))->length; ++i) {
      if (!add_member_py(t, list, (*as_tuple(args_of(v)))[i])) return false;
    }
    return true;
  }
  if (v == kNone) v = kNoneTypeType;
  for (u64 i = 0; i < as_list(list)->size(); ++i) {
    Ref known = list_get(t, as_list(list), static_cast<i64>(i));
    // Classes compare by identity, so int and bool are different members.
    int equal = known ? equal_py(t, known, v) : 0;
    if (equal != 0) return equal > 0;
  }
  return list_append(t, as_list(list), v);
}

Ref make_union(Thread& t, Value members) {
  if (as_list(members)->size() == 1) return list_get(t, as_list(members), 0);
  Ref args = list_to_tuple(t, members);
  if (!args) return Ref();
  auto* made = allocate_exact<UnionType>(t, TypeId::kUnionType, sizeof(UnionType), true);
  if (!made) return Ref();
  init_field(made->args, std::move(args));
  init_field(made->parameters, Ref());
  return Ref::steal(made);
}

Ref union_repr(Thread& t, Value self) {
  Ref parts = make_list(t);
  const Tuple& args = *as_tuple(args_of(self));
  for (u64 i = 0; parts && i < args.length; ++i) {
    Ref part = type_argument_repr_py(t, args[i]);
    if (!part || !list_append(t, as_list(parts), std::move(part))) return Ref();
  }
  Ref separator = make_str_ascii(t, " | ");
  return parts && separator ? str_join_py(t, separator, parts) : Ref();
}

Ref union_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_union(b) || (op != CompareOp::kEq && op != CompareOp::kNe)) return Ref::immediate(kNotImplemented);
  Ref x = make_frozenset_py(t, args_of(a)), y = x ? make_frozenset_py(t, args_of(b)) : Ref();
  int equal = y ? equal_py(t, x, y) : -1;
  return equal < 0 ? Ref() : bool_ref((equal == 1) == (op == CompareOp::kEq));
}

bool union_hash(Thread& t, Value self, i64* out) {
  Ref members = make_frozenset_py(t, args_of(self));
  return members && hash_py(t, members, out);
}

Ref parameters_py(Thread& t, Value self) {
  auto* u = self.as<UnionType>();
  Ref known = load_field(t, u, u->parameters);
  if (known) return known;
  Ref made = collect_parameters_py(t, args_of(self));
  if (made) store_field(t, u, u->parameters, Ref::share(t, made));
  return made;
}

Ref union_getitem(Thread& t, Value self, Value item) {
  Ref parameters = parameters_py(t, self);
  Ref args = parameters ? substitute_parameters_py(t, self, args_of(self), parameters, item) : Ref();
  if (!args) return Ref();
  Ref result = Ref::share(t, (*as_tuple(args))[0]);
  for (u64 i = 1; result && i < as_tuple(args)->length; ++i)
    result = binary_op_py(t, BinaryOp::kOr, result, (*as_tuple(args))[i]);
  return result;
}

using Check = int (*)(Thread&, Value, Value);

template <Check kCheck>
Ref check_any_py(Thread& t, Value self, Value candidate) {
  const Tuple& args = *as_tuple(args_of(self));
  for (u64 i = 0; i < args.length; ++i) {
    if (!is_type(args[i])) {
      return raise_type_error(t, "%s() argument 2 cannot be a parameterized generic",
                              kCheck == isinstance_py ? "isinstance" : "issubclass");
    }
  }
  for (u64 i = 0; i < args.length; ++i) {
    int answer = kCheck(t, candidate, args[i]);
    if (answer != 0) return answer < 0 ? Ref() : bool_ref(true);
  }
  return bool_ref(false);
}

Ref get_args(Thread& t, Value self) { return Ref::share(t, args_of(self)); }

constexpr MethodDef kMethods[] = {
    {"__instancecheck__", check_any_py<isinstance_py>, "(self, instance, /)"},
    {"__subclasscheck__", check_any_py<issubclass_py>, "(self, subclass, /)"},
    {},
};
// __module__: the typing module reads it for every kind of type.
Ref get_module(Thread& t, Value self) { return Ref::share(t, type_of(self)->module.get()); }

constexpr GetSetDef kGetSet[] = {{"__args__", get_args},
                                 {"__module__", get_module},
                                 {"__parameters__", parameters_py, nullptr, "The type variables in it."},
                                 {}};

void trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<UnionType*>(object)->args);
  trace_slot(visitor, static_cast<UnionType*>(object)->parameters);
}
void dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<UnionType*>(object)->args);
  clear_slot(static_cast<Thread&>(t), static_cast<UnionType*>(object)->parameters);
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = union_repr;
  s.compare = union_compare;
  s.hash = union_hash;
  s.getitem = union_getitem;
  s.binary[static_cast<int>(BinaryOp::kOr)] = union_or_py;
  return s;
}();

}  // namespace

Ref union_or_py(Thread& t, Value a, Value b) {
  if (!may_stand_in_union(a) || !may_stand_in_union(b)) return Ref::immediate(kNotImplemented);
  Ref members = make_list(t);
  if (!members || !add_member_py(t, members, a) || !add_member_py(t, members, b)) return Ref();
  return make_union(t, members);
}

const TypeSpec kUnionTypeSpec = {
    .id = TypeId::kUnionType,
    .name = "types.UnionType",
    .size = sizeof(UnionType),
    .flags = kTypeTraced | kTypeDisallowNew | kTypeHasWeakrefs,
    .doc = "A union of types, such as int | str.",
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots = kSlots,
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace rt
