// types.UnionType, the type of `int | None`. The library of Python 3.14 has made it the same class as typing.Union:
// then Union[int, None] is `int | None`, members may be unhashable, and isinstance() looks into it without a method.
#include "runtime/types/classes/union.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/classes/sentinel.h"
#include "runtime/types/classes/type_parameters.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Value args_of(Value v) { return members_of_union(v); }
bool is_typing_union() { return library_minor() >= 14; }

// True for a type alias of the `type` statement. Its type is one of module typing, but it may be part of a union.
bool is_type_alias(Value v) {
  std::string_view text = type_name(v);
  return text == "typing.TypeAliasType";
}

bool may_stand_in_union(Value v) {
  return v == kNone || is_type(v) || is_union(v) || has_layout(v, TypeId::kGenericAlias) || is_sentinel(v) ||
         is_type_alias(v);
}

// False: the value has no hash. No error is pending.
bool try_hash_py(Thread& t, Value v, i64* hash) {
  if (hash_py(t, v, hash)) return true;
  clear_error(t);
  return false;
}

// 1 or 0; -1: an error is pending. Since 3.14 members are equal only if they have the same hash, or both have none.
int same_members_py(Thread& t, Value a, Value b) {
  if (is_same(a, b)) return 1;
  if (is_typing_union()) {
    i64 x = 0, y = 0;
    if (try_hash_py(t, a, &x) != try_hash_py(t, b, &y) || x != y) return 0;
  }
  return equal_py(t, a, b);
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
    int equal = known ? same_members_py(t, known, v) : 0;
    if (equal != 0) return equal > 0;
  }
  return list_append(t, as_list(list), v);
}

// The number of members that have no hash.
u32 count_unhashable_py(Thread& t, const Tuple& members) {
  u32 count = 0;
  for (u64 i = 0; i < members.length; ++i) {
    i64 hash;
    count += !try_hash_py(t, members[i], &hash);
  }
  return count;
}

Ref make_union_py(Thread& t, Value members) {
  if (as_list(members)->size() == 1) return list_get(t, as_list(members), 0);
  Ref args = list_to_tuple(t, members);
  if (!args) return Ref();
  u32 unhashable = is_typing_union() ? count_unhashable_py(t, *as_tuple(args)) : 0;
  auto* made = allocate_exact<UnionType>(t, TypeId::kUnionType, sizeof(UnionType), true);
  if (!made) return Ref();
  init_field(made->args, std::move(args));
  init_field(made->parameters, Ref());
  made->unhashable = unhashable;
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

int equal_sets_py(Thread& t, Value a, Value b) {
  Ref x = make_frozenset_py(t, a), y = x ? make_frozenset_py(t, b) : Ref();
  return y ? equal_py(t, x, y) : -1;
}

// The same without hashes. No two members of a union are equal.
int equal_members_py(Thread& t, Value a, Value b) {
  if (as_tuple(a)->length != as_tuple(b)->length) return 0;
  int found = 1;
  for (u64 i = 0; found == 1 && i < as_tuple(a)->length; ++i) found = contains_py(t, b, (*as_tuple(a))[i]);
  return found;
}

Ref union_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_union(b) || (op != CompareOp::kEq && op != CompareOp::kNe)) return Ref::immediate(kNotImplemented);
  int equal =
      is_typing_union() ? equal_members_py(t, args_of(a), args_of(b)) : equal_sets_py(t, args_of(a), args_of(b));
  return equal < 0 ? Ref() : bool_ref((equal == 1) == (op == CompareOp::kEq));
}

bool union_hash(Thread& t, Value self, i64* out) {
  if (u32 unhashable = self.as<UnionType>()->unhashable) {
    for (u64 i = 0; i < as_tuple(args_of(self))->length; ++i) {
      if (!hash_py(t, (*as_tuple(args_of(self)))[i], out)) return false;
    }
    return raise_type_error(t, "union contains %d unhashable element%s", static_cast<int>(unhashable),
                            unhashable == 1 ? "" : "s");
  }
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

// The member that an argument of Union[...] stands for: strs, for instance, become forward references.
Ref checked_member_py(Thread& t, Value argument) {
  if (may_stand_in_union(argument)) return Ref::share(t, argument);
  Ref typing = import_module_py(t, "typing"), check = typing ? getattr_py(t, typing, "_type_check") : Ref();
  Ref message = check ? make_str(t, "Union[arg, ...]: each arg must be a type.") : Ref();
  return message ? call_py(t, check, argument, message) : Ref();
}

Ref union_of_arguments_py(Thread& t, Value arguments) {
  const Tuple& args = *as_tuple(arguments);
  if (args.length == 0) return raise_type_error(t, "Cannot take a Union of no types.");
  Ref members = make_list(t);
  for (u64 i = 0; members && i < args.length; ++i) {
    Ref member = checked_member_py(t, args[i]);
    if (!member || !add_member_py(t, members, member)) return Ref();
  }
  return members ? make_union_py(t, members) : Ref();
}

Ref class_getitem_py(Thread& t, Value, Value item) {
  Ref arguments = is_tuple(item) ? Ref::share(t, item) : make_tuple(t, item);
  return arguments ? union_of_arguments_py(t, arguments) : Ref();
}

Ref refuse_subclass_py(Thread& t, Value self, Value) { return raise_type_error(t, "Cannot subclass %R", self); }

Ref union_getitem(Thread& t, Value self, Value item) {
  Ref parameters = parameters_py(t, self);
  Ref args = parameters ? substitute_parameters_py(t, self, args_of(self), parameters, item) : Ref();
  if (!args) return Ref();
  if (is_typing_union()) return union_of_arguments_py(t, args);
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
constexpr MethodDef kTypingMethods[] = {
    {"__mro_entries__", refuse_subclass_py, "(self, object, /)"},
    {"__class_getitem__", class_getitem_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};
// __module__: the typing module reads it for every kind of type.
Ref get_module(Thread& t, Value self) { return Ref::share(t, type_of(self)->module.get()); }

Ref get_name(Thread& t, Value) { return make_str_ascii(t, "Union"); }
Ref get_origin(Thread& t, Value self) { return Ref::share(t, Value(type_of(self))); }

constexpr GetSetDef kTypingGetSet[] = {{"__name__", get_name, nullptr, "Name of the type."},
                                       {"__qualname__", get_name, nullptr, "Qualified name of the type."},
                                       {"__module__", get_module, nullptr, "Module of the class."},
                                       {"__origin__", get_origin, nullptr, "The class typing.Union."},
                                       {"__args__", get_args, nullptr, "The members of the union."},
                                       {"__parameters__", parameters_py, nullptr, "The type variables in it."},
                                       {}};
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
  if (is_typing_union() && (is_union(a) || is_union(b))) {
    Ref both = make_tuple(t, a, b);
    return both ? union_of_arguments_py(t, both) : Ref();
  }
  if (!may_stand_in_union(a) || !may_stand_in_union(b)) return Ref::immediate(kNotImplemented);
  Ref members = make_list(t);
  if (!members || !add_member_py(t, members, a) || !add_member_py(t, members, b)) return Ref();
  return make_union_py(t, members);
}

constexpr TypeSpec kUnionTypeSpec = {
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

static constexpr TypeSpec kTypingUnionSpec = [] {
  TypeSpec spec = kUnionTypeSpec;
  spec.name = "typing.Union";
  spec.methods = kTypingMethods;
  spec.getset = kTypingGetSet;
  return spec;
}();

void define_union_type() {
  if (is_typing_union()) define_type(TypeId::kUnionType, kTypingUnionSpec);
}

}  // namespace rt
