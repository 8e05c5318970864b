// operator.itemgetter, attrgetter and methodcaller: callables that fetch from their argument. Immutable once made, so
// threads share them without a lock.
#include "runtime/library/functional/operator.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::operators {

namespace {

Type* g_itemgetter = nullptr;
Type* g_attrgetter = nullptr;
Type* g_methodcaller = nullptr;

// The only argument of a call, borrowed. Empty: an error is pending.
Value single_argument(Thread& t, const char* function, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "%s() takes no keyword arguments", function);
  if (args.positional != 1)
    return raise_type_error(t, "%s expected 1 argument, got %d", function, static_cast<int>(args.positional));
  return args[0];
}

// A repr such as "operator.itemgetter(1, 2)": the class's name and the reprs of the items.
Ref getter_repr_py(Thread& t, Value self, Value items) {
  ReprScope scope(t, self);
  if (scope.recursive()) return format_message(t, "%s(...)", short_type_name(self));
  StrBuilder out(t);
  Ref module = getattr_py(t, type_of(self), name(N::__module__));
  if (!module || !is_str(module)) return Ref();
  out.append(module.get());
  out.append_ascii(".");
  out.append_utf8(short_type_name(self));
  out.append_ascii("(");
  for (u64 i = 0; i < as_tuple(items)->length; ++i) {
    if (i) out.append_ascii(", ");
    if (!out.append_repr_py((*as_tuple(items))[i])) return Ref();
  }
  out.append_ascii(")");
  return out.finish();
}

// ---- itemgetter

struct ItemGetter : Object {
  Slot items;  // tuple
};
Tuple* items_of_getter(Value self) { return as_tuple(self.as<ItemGetter>()->items.get()); }

Ref itemgetter_create(Thread& t, Type* type, const CallArgs& args) {
  if (refuses_keywords(t, "itemgetter", type, g_itemgetter, args)) return Ref();
  if (args.positional == 0) return raise_type_error(t, "itemgetter expected 1 argument, got 0");
  Ref items = make_tuple(t, args.values, args.positional);
  Ref self = items ? allocate_instance(t, type) : Ref();
  if (self) init_field(self.as<ItemGetter>()->items, std::move(items));
  return self;
}

Ref itemgetter_call(Thread& t, Value self, const CallArgs& args) {
  Value object = single_argument(t, "itemgetter", args);
  if (!object) return Ref();
  Tuple* items = items_of_getter(self);
  if (items->length == 1) return getitem_py(t, object, (*items)[0]);
  ValueBuffer found(t);
  for (u64 i = 0; i < items->length; ++i) {
    Ref item = getitem_py(t, object, (*items)[i]);
    if (!item || !found.push(std::move(item))) return Ref();
  }
  return make_tuple(t, found.data(), found.size());
}

Ref itemgetter_repr(Thread& t, Value self) { return getter_repr_py(t, self, items_of_getter(self)); }
Ref itemgetter_reduce(Thread& t, Value self) { return make_tuple(t, type_of(self), items_of_getter(self)); }

// For inspect.signature() of an instance.
Ref get_text_signature(Thread& t, Value) { return make_str_ascii(t, "(obj, /)"); }
constexpr GetSetDef kSignatureRow[] = {{"__text_signature__", get_text_signature}, {}};

constexpr MethodDef kItemGetterMethods[] = {
    {"__reduce__", itemgetter_reduce, "(self, /)", "Return state information for pickling."}, {}};
constexpr TypeSpec kItemGetterSpec = {
    .name = "operator.itemgetter",
    .size = sizeof(ItemGetter),
    .flags = kTypeTraced,
    .doc = "itemgetter(item, /, *items)\n--\n\nA function that gets one item of its argument, or a tuple of several.",
    .lifetime = SlotsOf<ItemGetter, &ItemGetter::items>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = itemgetter_create;
          s.call = itemgetter_call;
          s.repr = itemgetter_repr;
          return s;
        }(),
    .methods = kItemGetterMethods,
    .getset = kSignatureRow,
};

// ---- attrgetter

struct AttrGetter : Object {
  Slot names;  // tuple of str, as given
  Slot paths;  // tuple: for each name its parts between dots, a tuple of interned str
};
Tuple* names_of(Value self) { return as_tuple(self.as<AttrGetter>()->names.get()); }
Tuple* paths_of(Value self) { return as_tuple(self.as<AttrGetter>()->paths.get()); }

Ref split_path(Thread& t, Value path) {
  if (!is_str(path)) return raise_type_error(t, "attribute name must be a string");
  ValueBuffer parts(t);
  auto view = str_view(path);
  for (u64 start = 0, i = 0; i <= view.length; ++i) {
    if (i < view.length && view.at(i) != '.') continue;
    Ref part = str_substring(t, path, static_cast<i64>(start), static_cast<i64>(i));
    if (part) part = exact_str(t, part);
    if (part) part = intern(t, std::move(part));
    if (!part || !parts.push(std::move(part))) return Ref();
    start = i + 1;
  }
  return make_tuple(t, parts.data(), parts.size());
}

Ref attrgetter_create(Thread& t, Type* type, const CallArgs& args) {
  if (refuses_keywords(t, "attrgetter", type, g_attrgetter, args)) return Ref();
  if (args.positional == 0) return raise_type_error(t, "attrgetter expected 1 argument, got 0");
  ValueBuffer paths(t);
  for (u32 i = 0; i < args.positional; ++i) {
    Ref path = split_path(t, args[i]);
    if (!path || !paths.push(std::move(path))) return Ref();
  }
  Ref all_paths = make_tuple(t, paths.data(), paths.size());
  Ref names = all_paths ? make_tuple(t, args.values, args.positional) : Ref();
  Ref self = names ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<AttrGetter>()->names, std::move(names));
  init_field(self.as<AttrGetter>()->paths, std::move(all_paths));
  return self;
}

Ref follow_path_py(Thread& t, Value object, Tuple* path) {
  Ref found = getattr_py(t, object, (*path)[0]);
  for (u64 i = 1; found && i < path->length; ++i) found = getattr_py(t, found, (*path)[i]);
  return found;
}

Ref attrgetter_call(Thread& t, Value self, const CallArgs& args) {
  Value object = single_argument(t, "attrgetter", args);
  if (!object) return Ref();
  Tuple* paths = paths_of(self);
  if (paths->length == 1) return follow_path_py(t, object, as_tuple((*paths)[0]));
  ValueBuffer found(t);
  for (u64 i = 0; i < paths->length; ++i) {
    Ref attribute = follow_path_py(t, object, as_tuple((*paths)[i]));
    if (!attribute || !found.push(std::move(attribute))) return Ref();
  }
  return make_tuple(t, found.data(), found.size());
}

Ref attrgetter_repr(Thread& t, Value self) { return getter_repr_py(t, self, names_of(self)); }
Ref attrgetter_reduce(Thread& t, Value self) { return make_tuple(t, type_of(self), names_of(self)); }

constexpr MethodDef kAttrGetterMethods[] = {
    {"__reduce__", attrgetter_reduce, "(self, /)", "Return state information for pickling."}, {}};
constexpr TypeSpec kAttrGetterSpec = {
    .name = "operator.attrgetter",
    .size = sizeof(AttrGetter),
    .flags = kTypeTraced,
    .doc =
        "attrgetter(attr, /, *attrs)\n--\n\nA function that gets one attribute of its argument, or a tuple of several; "
        "names may have dots.",
    .lifetime = SlotsOf<AttrGetter, &AttrGetter::names, &AttrGetter::paths>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = attrgetter_create;
          s.call = attrgetter_call;
          s.repr = attrgetter_repr;
          return s;
        }(),
    .methods = kAttrGetterMethods,
    .getset = kSignatureRow,
};

// ---- methodcaller

struct MethodCaller : Object {
  Slot name;      // interned str; never changes
  Slot args;      // tuple: positional arguments, then the values of the keywords; never changes
  Slot keywords;  // tuple of their names; empty when there are none; never changes
};
u32 positional_count(const MethodCaller* caller) {
  u64 n = as_tuple(caller->args.get())->length;
  return static_cast<u32>(caller->keywords.get() ? n - as_tuple(caller->keywords.get())->length : n);
}

Ref methodcaller_create(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "methodcaller needs at least one argument, the method name");
  if (!is_str(args[0])) return raise_type_error(t, "method name must be a string");
  Ref method = exact_str(t, args[0]);
  if (method) method = intern(t, std::move(method));
  u32 keywords = args.keywords();
  Ref rest = method ? make_tuple(t, args.values + 1, args.positional - 1 + keywords) : Ref();
  Ref self = rest ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  auto* caller = self.as<MethodCaller>();
  init_field(caller->name, std::move(method));
  init_field(caller->args, std::move(rest));
  if (keywords) init_field(caller->keywords, Ref::share(t, args.names));
  return self;
}

Ref methodcaller_call(Thread& t, Value self, const CallArgs& args) {
  if (args.positional != 1)
    return raise_type_error(t, "methodcaller expected 1 argument, got %d", static_cast<int>(args.positional));
  Value object = single_argument(t, "methodcaller", args);
  if (!object) return Ref();
  auto* caller = self.as<MethodCaller>();
  Value given = caller->args.get();
  if (as_tuple(given)->length == 0) return call_method_py(t, object, caller->name.get());
  Ref method = getattr_py(t, object, caller->name.get());
  return method ? call_py(t, method, CallArgs{items_of(given), positional_count(caller), caller->keywords.get()})
                : Ref();
}

Ref methodcaller_repr(Thread& t, Value self) {
  ReprScope scope(t, self);
  if (scope.recursive()) return format_message(t, "%s(...)", short_type_name(self));
  auto* caller = self.as<MethodCaller>();
  Ref module = getattr_py(t, type_of(self), name(N::__module__));
  if (!module || !is_str(module)) return Ref();
  StrBuilder out(t);
  out.append(module.get());
  out.append_ascii(".");
  out.append_utf8(short_type_name(self));
  out.append_ascii("(");
  if (!out.append_repr_py(caller->name.get())) return Ref();
  Tuple* given = as_tuple(caller->args.get());
  u32 positional = positional_count(caller);
  for (u64 i = 0; i < given->length; ++i) {
    out.append_ascii(", ");
    if (i >= positional) {
      out.append((*as_tuple(caller->keywords.get()))[i - positional]);
      out.append_ascii("=");
    }
    if (!out.append_repr_py((*given)[i])) return Ref();
  }
  out.append_ascii(")");
  return out.finish();
}

// With keywords, the state is partial(methodcaller, name, **keywords), called with the positional arguments.
Ref reduce_with_keywords_py(Thread& t, Value self, const MethodCaller* caller, Value positional) {
  Ref functools = import_module_py(t, "functools");
  Ref partial = functools ? getattr_py(t, functools, "partial") : Ref();
  if (!partial) return Ref();
  Tuple* given = as_tuple(caller->args.get());
  ValueBuffer values(t);
  if (!values.push(Ref::share(t, type_of(self))) || !values.push(Ref::share(t, caller->name.get()))) return Ref();
  for (u64 i = positional_count(caller); i < given->length; ++i) {
    if (!values.push(Ref::share(t, (*given)[i]))) return Ref();
  }
  Ref constructor = call_py(t, partial, CallArgs{values.data(), 2, caller->keywords.get()});
  return constructor ? make_tuple(t, constructor, positional) : Ref();
}

Ref methodcaller_reduce(Thread& t, Value self) {
  auto* caller = self.as<MethodCaller>();
  Value given = caller->args.get();
  if (caller->keywords.get()) {
    Ref positional = tuple_slice(t, given, 0, positional_count(caller));
    return positional ? reduce_with_keywords_py(t, self, caller, positional) : Ref();
  }
  ValueBuffer values(t);
  if (!values.push(Ref::share(t, caller->name.get()))) return Ref();
  for (u64 i = 0; i < as_tuple(given)->length; ++i) {
    if (!values.push(Ref::share(t, (*as_tuple(given))[i]))) return Ref();
  }
  Ref args = make_tuple(t, values.data(), values.size());
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

constexpr MethodDef kMethodCallerMethods[] = {
    {"__reduce__", methodcaller_reduce, "(self, /)", "Return state information for pickling."}, {}};
constexpr TypeSpec kMethodCallerSpec = {
    .name = "operator.methodcaller",
    .size = sizeof(MethodCaller),
    .flags = kTypeTraced,
    .doc =
        "methodcaller(name, /, *args, **kwargs)\n--\n\nA function that calls a method of its argument, with the "
        "arguments given here.",
    .lifetime = SlotsOf<MethodCaller, &MethodCaller::name, &MethodCaller::args, &MethodCaller::keywords>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = methodcaller_create;
          s.call = methodcaller_call;
          s.repr = methodcaller_repr;
          return s;
        }(),
    .methods = kMethodCallerMethods,
    .getset = kSignatureRow,
};

}  // namespace

bool add_getters(Thread& t, Value module) {
  return add_native_type(t, module, g_itemgetter, kItemGetterSpec) &&
         add_native_type(t, module, g_attrgetter, kAttrGetterSpec) &&
         add_native_type(t, module, g_methodcaller, kMethodCallerSpec);
}

}  // namespace rt::operators
