// class AST, the base of all node classes: construction from positional and keyword fields, pickling.
#include "interp/library/ast/ast_classes.h"
#include "runtime/library/core/warnings.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shape.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm::ast {

namespace {

gc::Atomic<rt::Type*> g_node_type{nullptr};  // written once, read by any thread

// A class attribute that is a tuple, such as _fields; absent: an empty one.
Ref class_tuple_py(Thread& t, Value self, const char* attribute) {
  Ref key = rt::intern(t, std::string_view(attribute));
  Ref names = key ? rt::getattr_optional_py(t, Value(rt::type_of(self)), key) : Ref();
  if (!names) return t.error ? Ref() : Ref::share(t, rt::empty_tuple());
  return rt::to_tuple_py(t, names);
}

// Position of a name in a tuple of names, -1 if it is not there, -2 on error.
i64 position_of_py(Thread& t, Value names, Value name) {
  auto* tuple = rt::as_tuple(names);
  for (u64 i = 0; i < tuple->length; ++i) {
    int equal = rt::equal_py(t, (*tuple)[i], name);
    if (equal != 0) return equal < 0 ? -2 : static_cast<i64>(i);
  }
  return -1;
}

bool deprecated_py(Thread& t, Ref message) { return message && rt::warn_py(t, rt::kDeprecationWarningType, message); }

bool refuses_mistakes() { return rt::library_minor() >= 15; }

// The name of the object's class, as messages have it: since 3.15 with the module.
Ref class_name_py(Thread& t, Value self) {
  rt::Type* type = rt::type_of(self);
  if (!refuses_mistakes()) return rt::make_str(t, rt::type_name(self));
  Ref module = rt::getattr_py(t, Value(type), rt::name(rt::N::__module__));
  Ref name = module ? rt::getattr_py(t, Value(type), rt::name(rt::N::__qualname__)) : Ref();
  return name ? rt::format_message(t, "%S.%S", module.get(), name.get()) : Ref();
}

// Checks a keyword of a constructor that is no field: since 3.13 it draws a DeprecationWarning and becomes an
// attribute, since 3.15 it is an error.
bool check_keyword_py(Thread& t, Value self, Value keyword) {
  if (rt::library_minor() < 13) return true;
  Ref attributes = class_tuple_py(t, self, "_attributes");
  i64 at = attributes ? position_of_py(t, attributes, keyword) : -2;
  if (at != -1) return at >= 0;
  Ref name = refuses_mistakes() ? class_name_py(t, self) : Ref();
  if (refuses_mistakes()) {
    return name && rt::raise_type_error(t, "%S.__init__ got an unexpected keyword argument %R", name.get(), keyword);
  }
  return deprecated_py(
      t, rt::format_message(t,
                            "%s.__init__ got an unexpected keyword argument %R. Support for arbitrary keyword "
                            "arguments is deprecated and will be removed in Python 3.15.",
                            rt::type_name(self), keyword));
}

// Fills a field that was not given with the default of its type: an empty list, or Load(). An optional field needs
// nothing, since the class attribute is None. *required: it has no default.
bool fill_field_py(Thread& t, Value self, Value field, Value types, bool* required) {
  Ref type = rt::is_dict(types) ? rt::dict_get_py(t, rt::as_dict(types), field) : Ref();
  if (t.error) return false;
  if (!type) {
    Ref name = class_name_py(t, self);
    if (!name) return false;
    if (refuses_mistakes())
      return rt::raise_type_error(t, "Field %R is missing from %S._field_types", field, name.get());
    return deprecated_py(
        t, rt::format_message(t, "Field %R is missing from %S._field_types. This will become an error in Python 3.15.",
                              field, name.get()));
  }
  if (rt::has_layout(type, rt::TypeId::kUnionType)) return true;
  if (rt::has_layout(type, rt::TypeId::kGenericAlias)) {
    Ref list = rt::make_list(t);
    return list && rt::setattr_py(t, self, field, list);
  }
  if (rt::is_same(type, Value(g_classes[class_index("expr_context")].type))) {
    return rt::setattr_py(t, self, field, g_classes[class_index("Load")].singleton);
  }
  return *required = true;
}

// Raises TypeError for required fields that were not given, a list of names.
rt::Error raise_missing_py(Thread& t, Value self, Value missing) {
  u64 n = rt::as_list(missing)->size();
  Ref text = rt::make_str(t, ""), name = class_name_py(t, self);
  for (u64 i = 0; text && i < n; ++i) {
    const char* separator = i == 0 ? "" : i + 1 < n ? ", " : n == 2 ? " and " : ", and ";
    text = rt::format_message(t, "%S%s%R", text.get(), separator, (*rt::as_list(missing))[i]);
  }
  if (!text || !name) return {};
  return rt::raise_type_error(t, "%S.__init__ missing %zu required positional argument%s: %S", name.get(),
                              static_cast<size_t>(n), n == 1 ? "" : "s", text.get());
}

bool fill_missing_py(Thread& t, Value self, Value fields, const std::vector<bool>& given) {
  Ref key = rt::intern(t, std::string_view("_field_types"));
  Ref types = key ? rt::getattr_optional_py(t, Value(rt::type_of(self)), key) : Ref();
  Ref missing = t.error ? Ref() : rt::make_list(t);
  if (!missing) return false;
  if (!types && refuses_mistakes()) return true;
  for (u64 i = 0; i < given.size(); ++i) {
    Value field = (*rt::as_tuple(fields))[i];
    bool required = false;
    if (given[i]) continue;
    if (!fill_field_py(t, self, field, types ? types.get() : rt::kNone, &required)) return false;
    if (!required) continue;
    if (refuses_mistakes() && !rt::list_append(t, rt::as_list(missing), field)) return false;
    if (!refuses_mistakes() &&
        !deprecated_py(t, rt::format_message(t,
                                             "%s.__init__ missing 1 required positional argument: %R. This will become "
                                             "an error in Python 3.15.",
                                             rt::type_name(self), field))) {
      return false;
    }
  }
  return rt::as_list(missing)->size() == 0 || raise_missing_py(t, self, missing);
}

// __new__ ignores its arguments, since the __init__ of a subclass may take others.
Ref node_create(Thread& t, rt::Type* type, const CallArgs&) { return rt::allocate_instance(t, type); }

// Since 3.15 only subclasses of the abstract classes are meant to have instances.
bool check_concrete_py(Thread& t, Value self) {
  if (!refuses_mistakes() || !is_abstract(rt::type_of(self))) return true;
  Ref name = class_name_py(t, self);
  return name && deprecated_py(t, rt::format_message(t,
                                                     "Instantiating abstract AST node class %S is deprecated. "
                                                     "This will become an error in Python 3.20",
                                                     name.get()));
}

bool node_init(Thread& t, Value self, const CallArgs& args) {
  if (!check_concrete_py(t, self)) return false;
  Ref fields = class_tuple_py(t, self, "_fields");
  if (!fields) return false;
  u64 count = rt::as_tuple(fields)->length;
  if (args.positional > count) {
    return rt::raise_type_error(t, "%s constructor takes at most %zu positional argument%s", rt::type_name(self),
                                static_cast<size_t>(count), count == 1 ? "" : "s");
  }
  std::vector<bool> given(count);
  for (u32 i = 0; i < args.positional; ++i) {
    if (!rt::setattr_py(t, self, (*rt::as_tuple(fields))[i], args[i])) return false;
    given[i] = true;
  }
  for (u32 i = 0; i < args.keywords(); ++i) {
    Value keyword = (*rt::as_tuple(args.names))[i];
    i64 at = position_of_py(t, fields, keyword);
    if (at == -2 || (at == -1 && !check_keyword_py(t, self, keyword))) return false;
    if (at >= 0 && given[static_cast<u64>(at)]) {
      Ref name = class_name_py(t, self);
      return name && rt::raise_type_error(t, "%S got multiple values for argument %R", name.get(), keyword);
    }
    if (!rt::setattr_py(t, self, keyword, args[args.positional + i])) return false;
    if (at >= 0) given[static_cast<u64>(at)] = true;
  }
  return rt::library_minor() < 13 || fill_missing_py(t, self, fields, given);
}

// (class, (None, ...), attributes): a None for each leading field that is there, so that the constructor misses none.
Ref node_reduce(Thread& t, Value self) {
  Ref attributes = rt::instance_attributes(t, self.object());
  Ref fields = attributes ? class_tuple_py(t, self, "_fields") : Ref();
  if (!fields) return Ref();
  rt::ValueBuffer placeholders(t);
  for (u64 i = 0; i < rt::as_tuple(fields)->length; ++i) {
    int present = rt::dict_contains_py(t, rt::as_dict(attributes), (*rt::as_tuple(fields))[i]);
    if (present < 0 || (present && !placeholders.push(rt::none()))) return Ref();
    if (!present) break;
  }
  Ref args = rt::make_tuple(t, placeholders.data(), placeholders.size());
  return args ? rt::make_tuple(t, Value(rt::type_of(self)), args, attributes) : Ref();
}

// A dict with those attributes that the class knows: fields and positions.
Ref known_attributes_py(Thread& t, Value self, Value attributes) {
  Ref known = rt::make_dict(t);
  for (const char* list : {"_fields", "_attributes"}) {
    Ref names = known ? class_tuple_py(t, self, list) : Ref();
    if (!names) return Ref();
    for (u64 i = 0; i < rt::as_tuple(names)->length; ++i) {
      Value name = (*rt::as_tuple(names))[i];
      Ref value = rt::dict_get_py(t, rt::as_dict(attributes), name);
      if (t.error || (value && !rt::dict_set_py(t, rt::as_dict(known), name, value))) return Ref();
    }
  }
  return known;
}

// copy.replace(node, field=value, ...)
Ref node_replace(Thread& t, Value self, Value changes) {
  Ref attributes = rt::instance_attributes(t, self.object());
  if (attributes && refuses_mistakes()) attributes = known_attributes_py(t, self, attributes);
  if (!attributes || !rt::dict_update_py(t, rt::as_dict(attributes), changes)) return Ref();
  return rt::call_with_tuple_py(t, Value(rt::type_of(self)), rt::empty_tuple(), attributes);
}

constexpr rt::MethodDef kNodeMethods[] = {{"__reduce__", node_reduce, "(self, /)"},
                                          {"__replace__", node_replace, "(self, /, **fields)",
                                           "Return a copy of the AST node with new values for the specified fields."},
                                          {}};
constexpr rt::TypeSpec kNodeSpec = {
    .name = "ast.AST",
    .size = sizeof(Object),
    .flags = rt::kTypeTraced | rt::kTypeSubclassable | rt::kTypeHasDict,
    .slots =
        [] {
          rt::Slots s{};
          s.create = node_create;
          s.init = node_init;
          return s;
        }(),
    .methods = kNodeMethods,
};
// Nodes show their fields since 3.14.
constexpr rt::TypeSpec kShownNodeSpec = [] {
  rt::TypeSpec spec = kNodeSpec;
  spec.slots.repr = node_repr_py;
  return spec;
}();

}  // namespace

bool is_abstract(const rt::Type* type) {
  if (type == node_type()) return true;
  for (size_t row = 0; row < kClassCount; ++row) {
    if (g_classes[row].type == type) return kClasses[row].is_family;
  }
  return false;
}

rt::Type* node_type() { return g_node_type.load(gc::acquire); }

bool make_node_type_py(Thread& t) {
  rt::Type* type = rt::make_native_type(t, rt::library_minor() >= 14 ? kShownNodeSpec : kNodeSpec);
  for (const char* attribute : {"_fields", "__match_args__", "_attributes"}) {
    Ref key = rt::intern(t, std::string_view(attribute));
    if (!key || !rt::dict_set_str(t, type->dict, key, Ref::share(t, rt::empty_tuple()))) return false;
  }
  g_node_type.store(type, gc::release);
  return true;
}

}  // namespace vm::ast
