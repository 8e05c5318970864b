// Collects and substitutes type parameters, by the protocol of the typing module (__parameters__,
// __typing_prepare_subst__, __typing_subst__).
#include "runtime/types/classes/type_parameters.h"

#include "runtime/object/ops.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

bool contains_identical(List* list, Value v) {
  for (u64 i = 0; i < list->size(); ++i) {
    if (is_same((*list)[i], v)) return true;
  }
  return false;
}

bool add_distinct(Thread& t, Value list, Value v) {
  return contains_identical(as_list(list), v) || list_append(t, as_list(list), v);
}

Ref substitution_hook_py(Thread& t, Value argument) {
  return getattr_optional_py(t, argument, name(N::__typing_subst__));
}

Ref parameters_of_py(Thread& t, Value argument) {
  Ref found = getattr_optional_py(t, argument, name(N::__parameters__));
  return found && is_tuple(found) ? std::move(found) : Ref();
}

bool collect_from_py(Thread& t, Value argument, Value list) {
  if (is_type(argument)) return true;
  Ref inner;
  if (is_tuple(argument) || is_list(argument)) {
    // A list of arguments, as in Callable[[int, T], str].
    Ref items = to_tuple_py(t, argument);
    inner = items ? collect_parameters_py(t, items) : Ref();
    if (!inner) return false;
  } else {
    Ref hook = substitution_hook_py(t, argument);
    if (hook) return add_distinct(t, list, argument);
    if (error_pending(t)) return false;
    inner = parameters_of_py(t, argument);
    if (!inner) return !error_pending(t);
  }
  for (u64 i = 0; i < as_tuple(inner)->length; ++i) {
    if (!add_distinct(t, list, (*as_tuple(inner))[i])) return false;
  }
  return true;
}

// ---- substitution

struct Substitution {
  Thread& t;
  Value self, parameters;
  Ref items;  // tuple: one argument for each parameter

  i64 index_of(Value parameter) const {
    const Tuple& all = *as_tuple(parameters);
    for (u64 i = 0; i < all.length; ++i) {
      if (is_same(all[i], parameter)) return static_cast<i64>(i);
    }
    return -1;
  }

  // Calls __typing_prepare_subst__ of the parameters, which may rearrange or complete the arguments (ParamSpec,
  // TypeVarTuple, defaults).
  bool prepare_py() {
    const Tuple& all = *as_tuple(parameters);
    for (u64 i = 0; i < all.length; ++i) {
      Ref hook = getattr_optional_py(t, all[i], name(N::__typing_prepare_subst__));
      if (!hook && error_pending(t)) return false;
      if (!hook) continue;
      Ref prepared = call_py(t, hook, self, items);
      if (!prepared) return false;
      items = is_tuple(prepared) ? std::move(prepared) : make_tuple(t, prepared);
      if (!items) return false;
    }
    return true;
  }

  bool check_count_py() {
    u64 given = as_tuple(items)->length, wanted = as_tuple(parameters)->length;
    if (given == wanted) return true;
    return raise_type_error(t, "Too %s arguments for %R; actual %zu, expected %zu", given > wanted ? "many" : "few",
                            self, static_cast<size_t>(given), static_cast<size_t>(wanted));
  }

  // Substitutes the parameters inside an argument: for `T` in list[T] by subscribing list[T] itself.
  Ref inside_py(Value argument, Value inner) {
    Ref chosen = make_list(t);
    for (u64 i = 0; chosen && i < as_tuple(inner)->length; ++i) {
      Value parameter = (*as_tuple(inner))[i];
      i64 index = index_of(parameter);
      Value replacement = index >= 0 ? (*as_tuple(items))[static_cast<u64>(index)] : parameter;
      // A TypeVarTuple is replaced by several arguments.
      bool several = index >= 0 && is_tuple(replacement) && is_iterable_parameter(parameter);
      if (several ? !list_extend_py(t, as_list(chosen), replacement) : !list_append(t, as_list(chosen), replacement))
        return Ref();
    }
    Ref key = chosen ? list_to_tuple(t, chosen) : Ref();
    return key ? getitem_py(t, argument, key) : Ref();
  }

  static bool is_iterable_parameter(Value parameter) { return type_of(parameter)->slots.iter != nullptr; }

  Ref one_py(Value argument) {
    if (is_type(argument)) return Ref::share(t, argument);
    if (is_list(argument) || is_tuple(argument)) return nested_py(argument);
    Ref hook = substitution_hook_py(t, argument);
    if (!hook && error_pending(t)) return Ref();
    if (hook) {
      i64 index = index_of(argument);
      if (index >= 0) return call_py(t, hook, (*as_tuple(items))[static_cast<u64>(index)]);
      return raise_type_error(t, "argument %R with __typing_subst__ was not found in __parameters__", argument);
    }
    Ref inner = parameters_of_py(t, argument);
    if (!inner) return error_pending(t) ? Ref() : Ref::share(t, argument);
    return as_tuple(inner)->length ? inside_py(argument, inner) : Ref::share(t, argument);
  }

  Ref nested_py(Value argument) {
    Ref args = to_tuple_py(t, argument);
    Ref replaced = args ? all_py(args) : Ref();
    return replaced && is_list(argument) ? to_list_py(t, replaced) : std::move(replaced);
  }

  Ref all_py(Value args) {
    Ref result = make_list(t);
    for (u64 i = 0; result && i < as_tuple(args)->length; ++i) {
      Value argument = (*as_tuple(args))[i];
      bool unpacked = false;
      if (!is_type(argument)) {
        Ref flag = getattr_optional_py(t, argument, name(N::__typing_is_unpacked_typevartuple__));
        if (error_pending(t)) return Ref();
        int truth = flag ? truth_py(t, flag) : 0;
        if (truth < 0) return Ref();
        unpacked = truth;
      }
      Ref replaced = one_py(argument);
      if (!replaced) return Ref();
      if (unpacked && !is_tuple(replaced)) {
        return raise_type_error(t, "expected __typing_subst__ of %T objects to return a tuple, not %T", argument,
                                replaced.get());
      }
      if (unpacked ? !list_extend_py(t, as_list(result), replaced)
                   : !list_append(t, as_list(result), std::move(replaced)))
        return Ref();
    }
    return result ? list_to_tuple(t, result) : Ref();
  }
};

// Appends an argument to `list`; for `*tuple[int, str]` its contents.
bool add_unpacked_py(Thread& t, Value list, Value item) {
  if (!is_type(item)) {
    Ref contents = getattr_optional_py(t, item, name(N::__typing_unpacked_tuple_args__));
    if (error_pending(t)) return false;
    bool open = contents && is_tuple(contents) && as_tuple(contents)->length &&
                (*as_tuple(contents))[as_tuple(contents)->length - 1] == kEllipsis;
    if (contents && is_tuple(contents) && !open) return list_extend_py(t, as_list(list), contents);
  }
  return list_append(t, as_list(list), item);
}

Ref unpacked_items_py(Thread& t, Value item) {
  Ref list = make_list(t);
  if (!list) return Ref();
  if (!is_tuple(item)) return add_unpacked_py(t, list, item) ? list_to_tuple(t, list) : Ref();
  for (u64 i = 0; i < as_tuple(item)->length; ++i) {
    if (!add_unpacked_py(t, list, (*as_tuple(item))[i])) return Ref();
  }
  return list_to_tuple(t, list);
}

}  // namespace

Ref collect_parameters_py(Thread& t, Value args) {
  NativeDepth depth(t, " while collecting type parameters");
  Ref list = depth ? make_list(t) : Ref();
  if (!list) return Ref();
  for (u64 i = 0; i < as_tuple(args)->length; ++i) {
    if (!collect_from_py(t, (*as_tuple(args))[i], list)) return Ref();
  }
  return list_to_tuple(t, list);
}

Ref substitute_parameters_py(Thread& t, Value self, Value args, Value parameters, Value item) {
  if (as_tuple(parameters)->length == 0) return raise_type_error(t, "%R is not a generic class", self);
  Substitution work{t, self, parameters, unpacked_items_py(t, item)};
  if (!work.items || !work.prepare_py() || !work.check_count_py()) return Ref();
  return work.all_py(args);
}

namespace {

Ref list_argument_repr_py(Thread& t, Value list) {
  Ref parts = make_list(t);
  u64 count = as_list(list)->size();  // making a text may shorten the list: an IndexError
  for (u64 i = 0; parts && i < count; ++i) {
    Ref item = getitem_py(t, list, Value::small_int(static_cast<i64>(i)));
    Ref part = item ? type_argument_repr_py(t, item) : Ref();
    if (!part || !list_append(t, as_list(parts), std::move(part))) return Ref();
  }
  Ref separator = make_str_ascii(t, ", ");
  Ref text = parts && separator ? str_join_py(t, separator, parts) : Ref();
  return text ? format_message(t, "[%S]", text.get()) : Ref();
}

// The qualified name of an argument that has one and is no alias. Empty without error: there is none.
Ref qualified_name_py(Thread& t, Value argument) {
  Ref origin = getattr_optional_py(t, argument, name(N::__origin__));
  if (error_pending(t)) return Ref();
  if (origin && getattr_optional_py(t, argument, name(N::__args__))) return Ref();
  Ref qualname = error_pending(t) ? Ref() : getattr_optional_py(t, argument, name(N::__qualname__));
  Ref module = qualname ? getattr_optional_py(t, argument, name(N::__module__)) : Ref();
  if (!module || module.get() == kNone || !is_str(qualname)) return Ref();
  if (is_str(module) && str_equal_ascii(module, "builtins")) return qualname;
  return format_message(t, "%S.%S", module.get(), qualname.get());
}

}  // namespace

Ref type_argument_repr_py(Thread& t, Value argument) {
  return is_exact_list(argument) ? list_argument_repr_py(t, argument) : type_value_repr_py(t, argument);
}

Ref type_value_repr_py(Thread& t, Value value) {
  if (value == kEllipsis) return make_str_ascii(t, "...");
  if (value.is_pointer() && value.object() == kNoneTypeType) return make_str_ascii(t, "None");
  Ref text = qualified_name_py(t, value);
  return text || error_pending(t) ? std::move(text) : repr_py(t, value);
}

}  // namespace rt
