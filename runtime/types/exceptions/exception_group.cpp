// BaseExceptionGroup and ExceptionGroup: trees of exceptions, and how a tree is split by a condition on its leaves.
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/text/str.h"

namespace rt {

using namespace exceptions;

namespace {

// The tuple of a group's exceptions. It never changes; but it may be missing, if the collector has cleared the group
// and a finalizer has revived it.
Tuple* members_of(Value group) {
  Value members = as_exception(group)->fields[field::kGroupExceptions].get();
  return as_tuple(members ? members : empty_tuple());
}

// ---- construction

bool is_sequence(Value v) { return type_of(v)->slots.getitem && !is_instance(v, kDictType); }

bool check_members(Thread& t, Value exceptions, bool* all_plain) {
  Tuple* tuple = as_tuple(exceptions);
  if (tuple->length == 0) return raise_value_error(t, "second argument (exceptions) must be a non-empty sequence");
  *all_plain = true;
  for (u64 i = 0; i < tuple->length; ++i) {
    Value e = (*tuple)[i];
    if (!is_exception(e))
      return raise_value_error(t, "Item %zu of second argument (exceptions) is not an exception", i);
    if (!is_instance(e, kExceptionType)) *all_plain = false;
  }
  return true;
}

// The class of a new group. BaseExceptionGroup(...) makes an ExceptionGroup if all members are Exceptions (all_plain).
// ExceptionGroup and subclasses of Exception accept no other members.
Type* group_type_for(Thread& t, Type* type, bool all_plain) {
  if (all_plain) return type == kBaseExceptionGroupType ? kExceptionGroupType : type;
  if (type == kExceptionGroupType) return raise_type_error(t, "Cannot nest BaseExceptions in an ExceptionGroup");
  if (is_subtype(type, kExceptionType)) return raise_type_error(t, "Cannot nest BaseExceptions in '%N'", type);
  return type;
}

Ref group_create(Thread& t, Type* type, const CallArgs& args) {
  constexpr const char* kName = "BaseExceptionGroup.__new__()";
  if (args.positional != 2)
    return raise_type_error(t, "%s takes exactly 2 arguments (%u given)", kName, args.positional);
  if (!is_str(args[0])) return raise_type_error(t, "%s argument 1 must be str, not %A", kName, args[0]);
  if (!is_sequence(args[1])) return raise_type_error(t, "second argument (exceptions) must be a sequence");
  Ref exceptions = to_tuple_py(t, args[1]);
  bool all_plain;
  if (!exceptions || !check_members(t, exceptions, &all_plain)) return Ref();
  type = group_type_for(t, type, all_plain);
  if (!type) return Ref();
  bool simple = is_exact_list(args[1]) || is_exact_tuple(args[1]);
  Ref shown = simple ? Ref() : repr_py(t, args[1]);
  if (error_pending(t)) return Ref();
  Ref self = base_create(t, type, CallArgs{args.values, args.positional, Value()});
  if (!self) return Ref();
  store_exception_field(t, self, field::kGroupMessage, args[0]);
  store_exception_field(t, self, field::kGroupExceptions, exceptions);
  if (shown) store_exception_field(t, self, field::kGroupShown, shown);
  return self;
}

Ref make_group_py(Thread& t, Type* type, Value message, Value exceptions) {
  return call_py(t, Value(type), message, exceptions);
}

Ref group_str(Thread& t, Value self) {
  u64 n = members_of(self)->length;
  Ref message = field_or_none(t, self, field::kGroupMessage);
  return format_message(t, "%S (%zu sub-exception%s)", message.get(), n, n == 1 ? "" : "s");
}

// Shows the exceptions as they were given, though the list or sequence may have changed since.
Ref group_repr_py(Thread& t, Value self) {
  Type* type = type_of(self);
  Ref class_name = load_field(t, type, type->name);
  Ref message = field_or_none(t, self, field::kGroupMessage);
  Ref shown = load_exception_field(t, self, field::kGroupShown);
  Ref args = exception_args(t, self);
  bool list = as_tuple(args)->length == 2 && is_exact_list((*as_tuple(args))[1]);
  if (!shown) {
    Ref members = list ? to_list_py(t, members_of(self)) : Ref::share(t, members_of(self));
    shown = members ? repr_py(t, members) : Ref();
  }
  return shown ? format_message(t, "%S(%R, %S)", class_name.get(), message.get(), shown.get()) : Ref();
}

// ---- splitting

// The condition of a split: decides which leaves and subgroups match.
class Matcher {
 public:
  virtual int matches_py(Thread& t, Value exception) = 0;  // 1, 0, -1

 protected:
  ~Matcher() = default;
};

class ClassMatcher final : public Matcher {
 public:
  explicit ClassMatcher(Value classes) : classes_(classes) {}
  int matches_py(Thread& t, Value e) override { return exception_matches_py(t, e, classes_); }

 private:
  Value classes_;
};

class PredicateMatcher final : public Matcher {
 public:
  explicit PredicateMatcher(Value predicate) : predicate_(predicate) {}
  int matches_py(Thread& t, Value e) override {
    Ref answer = call_py(t, predicate_, e);
    return answer ? truth_py(t, answer) : -1;
  }

 private:
  Value predicate_;
};

// Matches the leaves, by identity, that occur in given exceptions.
class LeafMatcher final : public Matcher {
 public:
  explicit LeafMatcher(Thread& t) : leaves_(t) {}
  bool add(Thread& t, Value e) {
    if (!is_exception_group(e)) return leaves_.push(Ref::share(t, e));
    NativeDepth depth(t, " in exception group");
    if (!depth) return false;
    Tuple* members = members_of(e);
    for (u64 i = 0; i < members->length; ++i) {
      if (!add(t, (*members)[i])) return false;
    }
    return true;
  }
  int matches_py(Thread&, Value e) override {
    if (is_exception_group(e)) return 0;
    for (u64 i = 0; i < leaves_.size(); ++i) {
      if (is_same(leaves_[i], e)) return 1;
    }
    return 0;
  }

 private:
  ValueBuffer leaves_;
};

// group.derive(exceptions), with the traceback, cause, context and notes of the original.
Ref derive_and_copy_py(Thread& t, Value original, const ValueBuffer& exceptions) {
  Ref list = make_list(t, exceptions.data(), exceptions.size());
  Ref derived = list ? call_method_py(t, original, name(N::derive), list) : Ref();
  if (!derived) return Ref();
  if (!is_exception_group(derived)) return raise_type_error(t, "derive must return an instance of BaseExceptionGroup");
  BaseException* from = as_exception(original);
  BaseException* to = as_exception(derived);
  store_field(t, to, to->traceback, load_field(t, from, from->traceback));
  store_field(t, to, to->context, load_field(t, from, from->context));
  store_field(t, to, to->cause, load_field(t, from, from->cause));
  to->suppress_context.store(true, gc::relaxed);  // as after every assignment of __cause__, also of None
  Ref notes = getattr_optional_py(t, original, name(N::__notes__));
  if (!notes && error_pending(t)) return Ref();
  if (notes && is_list(notes)) {
    Ref copy = to_list_py(t, notes);
    if (!copy || !setattr_py(t, derived, name(N::__notes__), copy)) return Ref();
  }
  return derived;
}

// Splits the exception. An empty half is None. `rest` may be null: then only the matching half is made.
bool split_py(Thread& t, Value e, Matcher& matcher, Ref* match, Ref* rest) {
  *match = none();
  if (rest) *rest = none();
  int whole = matcher.matches_py(t, e);
  if (whole < 0) return false;
  if (whole) {
    *match = Ref::share(t, e);
    return true;
  }
  if (!is_exception_group(e)) {
    if (rest) *rest = Ref::share(t, e);
    return true;
  }
  NativeDepth depth(t, " in exception group split");
  if (!depth) return false;
  ValueBuffer matching(t), others(t);
  Tuple* members = members_of(e);
  for (u64 i = 0; i < members->length; ++i) {
    Ref m, r;
    if (!split_py(t, (*members)[i], matcher, &m, rest ? &r : nullptr)) return false;
    if (m.get() != kNone && !matching.push(std::move(m))) return false;
    if (rest && r.get() != kNone && !others.push(std::move(r))) return false;
  }
  if (matching.size()) *match = derive_and_copy_py(t, e, matching);
  if (*match && rest && others.size()) *rest = derive_and_copy_py(t, e, others);
  return *match && (!rest || *rest);
}

bool is_class_condition(Value v) {
  if (is_exception_type(v)) return true;
  if (!is_tuple(v)) return false;
  for (u64 i = 0; i < as_tuple(v)->length; ++i) {
    if (!is_exception_type((*as_tuple(v))[i])) return false;
  }
  return true;
}

bool split_by_condition_py(Thread& t, Value self, Value condition, Ref* match, Ref* rest) {
  if (is_class_condition(condition)) {
    ClassMatcher matcher(condition);
    return split_py(t, self, matcher, match, rest);
  }
  if (!is_callable(condition) || is_type(condition)) {
    return raise_type_error(
        t, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
  }
  PredicateMatcher matcher(condition);
  return split_py(t, self, matcher, match, rest);
}

// ---- methods

Ref group_derive(Thread& t, Value self, Value exceptions) {
  Ref message = field_or_none(t, self, field::kGroupMessage);
  return make_group_py(t, kBaseExceptionGroupType, message, exceptions);
}
Ref group_split(Thread& t, Value self, Value condition) {
  Ref match, rest;
  return split_by_condition_py(t, self, condition, &match, &rest) ? make_tuple(t, match, rest) : Ref();
}
Ref group_subgroup(Thread& t, Value self, Value condition) {
  Ref match;
  return split_by_condition_py(t, self, condition, &match, nullptr) ? std::move(match) : Ref();
}

Ref get_message(Thread& t, Value self) { return field_or_none(t, self, field::kGroupMessage); }
Ref get_exceptions(Thread& t, Value self) { return field_or_none(t, self, field::kGroupExceptions); }

constexpr MethodDef kGroupMethods[] = {
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {"derive", group_derive, "(self, excs, /)", "A group with the same message and other exceptions."},
    {"split", group_split, "(self, matcher_value, /)",
     "The pair of the matching part and the rest; None for an empty part."},
    {"subgroup", group_subgroup, "(self, matcher_value, /)", "The matching part, or None."},
    {},
};
constexpr GetSetDef kGroupGetSet[] = {{"message", get_message, nullptr, "exception message"},
                                      {"exceptions", get_exceptions, nullptr, "nested exceptions"},
                                      {}};

constexpr TypeSpec make_base_group_spec() {
  TypeSpec spec = exception_spec(TypeId::kBaseExceptionGroup, "BaseExceptionGroup", TypeId::kBaseException,
                                 "Several exceptions raised together.");
  spec.slots.str = group_str;
  spec.slots.repr = group_repr_py;
  spec.slots.create = group_create;
  spec.slots.init = base_init;
  spec.methods = kGroupMethods;
  spec.getset = kGroupGetSet;
  return spec;
}

constexpr TypeSpec make_group_spec() {
  TypeSpec spec = exception_spec(TypeId::kExceptionGroup, "ExceptionGroup", TypeId::kBaseExceptionGroup, nullptr);
  spec.flags |= kTypeHasWeakrefs;  // ExceptionGroup alone, as in CPython, where it is made from two bases
  return spec;
}

// True if `a` is the part of `b` that a clause has not handled or has raised again by a bare `raise`; false if it has
// been raised anew, with another traceback, cause or context.
bool same_raising(Value a, Value b) {
  BaseException* x = as_exception(a);
  BaseException* y = as_exception(b);
  return x->traceback.get() == y->traceback.get() && x->cause.get() == y->cause.get() &&
         x->context.get() == y->context.get();
}

}  // namespace

const TypeSpec kBaseExceptionGroupSpec = make_base_group_spec();
const TypeSpec kExceptionGroupSpec = make_group_spec();

bool exception_group_split_py(Thread& t, Value group, Value class_or_tuple, Ref* match, Ref* rest) {
  ClassMatcher matcher(class_or_tuple);
  return split_py(t, group, matcher, match, rest);
}

Ref prepare_reraise_star_py(Thread& t, Value original, Value raised) {
  List* list = as_list(raised);
  if (list->size() == 0) return none();
  for (u64 i = 0; i < list->size(); ++i) {
    if ((*list)[i] != kNone && !is_exception((*list)[i])) return raise_type_error(t, "%T is no exception", (*list)[i]);
  }
  // A single exception was wrapped in a group for matching, so at most one clause has run.
  if (!is_exception_group(original)) return Ref::share(t, (*list)[0]);
  ValueBuffer anew(t);
  LeafMatcher again(t);
  for (u64 i = 0; i < list->size(); ++i) {
    Value e = (*list)[i];
    if (e == kNone) continue;
    bool ok = is_exception_group(e) && same_raising(e, original) ? again.add(t, e) : anew.push(Ref::share(t, e));
    if (!ok) return Ref();
  }
  Ref rest;
  if (!split_py(t, original, again, &rest, nullptr)) return Ref();
  if (anew.size() == 0) return rest;
  if (rest.get() != kNone && !anew.push(std::move(rest))) return Ref();
  if (anew.size() == 1) return Ref::share(t, anew[0]);
  Ref exceptions = make_list(t, anew.data(), anew.size());
  return exceptions ? make_group_py(t, kBaseExceptionGroupType, empty_str(), exceptions) : Ref();
}

}  // namespace rt
