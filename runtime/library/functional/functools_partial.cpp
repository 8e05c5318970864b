// functools.partial. A call joins the kept arguments with the given ones; few arguments are joined in a local array.
#include "runtime/library/functional/functools.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shape.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::functools {

namespace {

Type* g_partial = nullptr;
// Only __setstate__ changes the fields. `keywords` is a dict that Python code may change.
struct Partial : Object {
  Slot function, args, keywords;
  gc::Atomic<bool> has_gaps;  // relaxed: there are Placeholders among the arguments, which a call's arguments replace
};

struct Parts {
  Ref function, args, keywords;
};
Parts parts_of(Thread& t, Value self) {
  auto* p = self.as<Partial>();
  return {load_field(t, p, p->function), load_field(t, p, p->args), load_field(t, p, p->keywords)};
}

bool add_keywords_py(Thread& t, Dict* dict, const CallArgs& args) {
  for (u32 i = 0; i < args.keywords(); ++i) {
    if (!dict_set_py(t, dict, (*as_tuple(args.names))[i], args.values[args.positional + i])) return false;
  }
  return true;
}

// How many Placeholders there are in the tuple.
u64 count_gaps(Value args) {
  u64 n = 0;
  for (u64 i = 0; i < as_tuple(args)->length; ++i) n += is_placeholder((*as_tuple(args))[i]);
  return n;
}

// `args` with the first Placeholders replaced by values, as far as there are values; *used: how many.
Ref filled_args(Thread& t, Value args, const Value* values, u32 n, u32* used) {
  Tuple* from = as_tuple(args);
  Ref filled = make_tuple_uninitialised(t, from->length);
  *used = 0;
  for (u64 i = 0; filled && i < from->length; ++i) {
    bool gap = is_placeholder((*from)[i]) && *used < n;
    init_field(as_tuple(filled)->items[i], Ref::share(t, gap ? values[(*used)++] : (*from)[i]));
  }
  return filled;
}

bool refuse_trailing_gap(Thread& t, Value last) {
  return !is_placeholder(last) || raise_type_error(t, "trailing Placeholders are not allowed");
}

// The tuple `a` with `n` values appended.
Ref joined_args(Thread& t, Value a, const Value* values, u32 n) {
  u64 before = as_tuple(a)->length;
  if (n == 0) return Ref::share(t, a);
  if (before == 0) return make_tuple(t, values, n);
  Ref joined = make_tuple_uninitialised(t, before + n);
  if (!joined) return Ref();
  for (u64 i = 0; i < before; ++i) init_field(as_tuple(joined)->items[i], Ref::share(t, (*as_tuple(a))[i]));
  for (u64 i = 0; i < n; ++i) init_field(as_tuple(joined)->items[before + i], Ref::share(t, values[i]));
  return joined;
}

// May a partial of `function` be merged with it? Not if `function` has attributes, by which a script could tell it
// apart.
bool can_flatten(Value function) {
  if (!is_instance(function, g_partial)) return false;
  const Shape* shape = rt::shape_of(function.object());
  return shape->slot_count == 0 && !shape->dict_mode;
}

Ref partial_create(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional < 1) return raise_type_error(t, "type 'partial' takes at least one argument");
  if (!is_callable(args[0])) return raise_type_error(t, "the first argument must be callable");
  Parts inner;
  if (can_flatten(args[0])) {
    inner = parts_of(t, args[0]);
  } else {
    inner = {Ref::share(t, args[0]), Ref::share(t, empty_tuple()), Ref()};
  }
  u32 given = args.positional - 1, used = 0;
  if (given && !refuse_trailing_gap(t, args.values[given])) return Ref();
  for (u32 i = 0; i < args.keywords(); ++i) {
    if (is_placeholder(args.values[args.positional + i]))
      return raise_type_error(t, "Placeholder cannot be passed as a keyword argument");
  }
  if (given && count_gaps(inner.args)) inner.args = filled_args(t, inner.args, args.values + 1, given, &used);
  Ref all_args = inner.args ? joined_args(t, inner.args, args.values + 1 + used, given - used) : Ref();
  Ref keywords = !all_args ? Ref() : inner.keywords ? dict_copy(t, as_dict(inner.keywords)) : make_dict(t);
  if (!keywords || !add_keywords_py(t, as_dict(keywords), args)) return Ref();
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  init_field(self.as<Partial>()->function, std::move(inner.function));
  self.as<Partial>()->has_gaps.store(count_gaps(all_args) != 0, gc::relaxed);
  init_field(self.as<Partial>()->args, std::move(all_args));
  init_field(self.as<Partial>()->keywords, std::move(keywords));
  return self;
}

Ref call_without_keywords_py(Thread& t, const Parts& parts, const CallArgs& args) {
  constexpr u32 kInline = 12;
  Tuple* first = as_tuple(parts.args);
  u32 given = args.positional + args.keywords(), n = static_cast<u32>(first->length);
  if (n == 0) return call_py(t, parts.function, args);
  if (n + given <= kInline) {
    // Borrowed: `parts` and the caller hold the values.
    Value values[kInline];
    std::copy(items_of(first), items_of(first) + n, values);
    std::copy(args.values, args.values + given, values + n);
    return call_py(t, parts.function, CallArgs{values, n + args.positional, args.names});
  }
  ValueBuffer values(t);
  for (u32 i = 0; i < n + given; ++i) {
    if (!values.push(Ref::share(t, i < n ? (*first)[i] : args.values[i - n]))) return Ref();
  }
  return call_py(t, parts.function, CallArgs{values.data(), n + args.positional, args.names});
}

Ref call_parts_py(Thread& t, const Parts& parts, const CallArgs& args) {
  if (as_dict(parts.keywords)->size() == 0) return call_without_keywords_py(t, parts, args);
  Ref all_args = joined_args(t, parts.args, args.values, args.positional);
  Ref keywords = !all_args         ? Ref()
                 : args.keywords() ? dict_copy(t, as_dict(parts.keywords))
                                   : Ref::share(t, parts.keywords);
  if (!keywords || (args.keywords() && !add_keywords_py(t, as_dict(keywords), args))) return Ref();
  return call_with_tuple_py(t, parts.function, all_args, keywords);
}

// Puts arguments of the call into the gaps; the result is what the call would be without gaps.
Ref call_with_gaps_py(Thread& t, Parts& parts, const CallArgs& args) {
  u64 gaps = count_gaps(parts.args);
  if (args.positional < gaps) {
    return raise_type_error(t, "missing positional arguments in 'partial' call; expected at least %zu, got %zu",
                            static_cast<size_t>(gaps), static_cast<size_t>(args.positional));
  }
  u32 used;
  parts.args = filled_args(t, parts.args, args.values, args.positional, &used);
  if (!parts.args) return Ref();
  return call_parts_py(t, parts, CallArgs{args.values + used, args.positional - used, args.names});
}

Ref partial_call(Thread& t, Value self, const CallArgs& args) {
  Parts parts = parts_of(t, self);
  bool gaps = self.as<Partial>()->has_gaps.load(gc::relaxed);
  return gaps ? call_with_gaps_py(t, parts, args) : call_parts_py(t, parts, args);
}

Ref partial_repr(Thread& t, Value self) {
  ReprScope scope(t, self);
  if (scope.recursive()) return make_str_ascii(t, "...");
  Parts parts = parts_of(t, self);
  StrBuilder out(t);
  Ref module = getattr_py(t, type_of(self), name(N::__module__));
  Ref qualname = module ? getattr_py(t, type_of(self), name(N::__qualname__)) : Ref();
  if (!qualname || !is_str(module) || !is_str(qualname)) return Ref();
  out.append(module.get());
  out.append_ascii(".");
  out.append(qualname.get());
  out.append_ascii("(");
  if (!out.append_repr_py(parts.function)) return Ref();
  for (u64 i = 0; i < as_tuple(parts.args)->length; ++i) {
    out.append_ascii(", ");
    if (!out.append_repr_py((*as_tuple(parts.args))[i])) return Ref();
  }
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(parts.keywords), &position, &key, &value)) {
    out.append_ascii(", ");
    if (!out.append_str_py(key)) return Ref();
    out.append_ascii("=");
    if (!out.append_repr_py(value)) return Ref();
  }
  out.append_ascii(")");
  return out.finish();
}

Ref partial_reduce(Thread& t, Value self) {
  Parts parts = parts_of(t, self);
  const Shape* shape = rt::shape_of(self.object());
  Ref attributes = shape->slot_count || shape->dict_mode ? instance_attributes(t, self.object()) : none();
  Ref args = attributes ? make_tuple(t, parts.function) : Ref();
  if (!args) return Ref();
  Value values[] = {parts.function, parts.args, parts.keywords, attributes};
  Ref state = make_tuple(t, values, 4);
  return state ? make_tuple(t, type_of(self), args, state) : Ref();
}

Ref partial_setstate(Thread& t, Value self, Value state) {
  Tuple* s = is_tuple(state) ? as_tuple(state) : nullptr;
  bool valid = s && s->length == 4 && is_callable((*s)[0]) && is_tuple((*s)[1]) &&
               ((*s)[2] == kNone || is_dict((*s)[2])) && ((*s)[3] == kNone || is_dict((*s)[3]));
  if (!valid) return raise_type_error(t, "invalid partial state");
  Ref args = to_tuple_py(t, (*s)[1]);
  u64 n = args ? as_tuple(args)->length : 0;
  if (n && !refuse_trailing_gap(t, (*as_tuple(args))[n - 1])) return Ref();
  Ref keywords = !args                    ? Ref()
                 : (*s)[2] == kNone       ? make_dict(t)
                 : is_exact_dict((*s)[2]) ? Ref::share(t, (*s)[2])
                                          : dict_copy(t, as_dict((*s)[2]));
  if (!keywords) return Ref();
  Ref attributes = (*s)[3] == kNone ? make_dict(t) : Ref::share(t, (*s)[3]);
  if (!attributes || !instance_set_dict(t, self.object(), attributes)) return Ref();
  auto* p = self.as<Partial>();
  p->has_gaps.store(count_gaps(args) != 0, gc::relaxed);
  store_field(t, p, p->function, Ref::share(t, (*s)[0]));
  store_field(t, p, p->args, std::move(args));
  store_field(t, p, p->keywords, std::move(keywords));
  return none();
}

constexpr MethodDef kPartialMethods[] = {{"__reduce__", partial_reduce, "(self, /)"},
                                         {"__setstate__", partial_setstate, "(self, state, /)"},
                                         kClassGetitemMethod,
                                         {}};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr MemberDef kMembers[] = {
    {"func", MemberKind::kSlot, offsetof(Partial, function), true, "What is called."},
    {"args", MemberKind::kSlot, offsetof(Partial, args), true, "Arguments that come first in every call."},
    {"keywords", MemberKind::kSlot, offsetof(Partial, keywords), true, "Keywords that are added to every call."},
    {},
};
#pragma GCC diagnostic pop
// In a class a partial is a method since 3.14; 3.13 warns of that.
Ref partial_get_py(Thread& t, Value self, Value instance, Value) {
  if (!instance) return Ref::share(t, self);
  if (library_minor() >= 14) return make_method(t, self, instance);
  Ref message = make_str_ascii(t,
                               "functools.partial will be a method descriptor in future Python versions; wrap it in "
                               "staticmethod() if you want to preserve the old behavior");
  bool ok = message && (!g_interpreter.warn_py || g_interpreter.warn_py(t, kFutureWarningType, message));
  return ok ? Ref::share(t, self) : Ref();
}

constexpr TypeSpec kPartialSpec = {
    .name = "functools.partial",
    .size = sizeof(Partial),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasDict | kTypeHasWeakrefs,
    .doc = "partial(func, /, *args, **keywords)\n--\n\nA new function with part of its arguments and keywords given.",
    .lifetime = SlotsOf<Partial, &Partial::function, &Partial::args, &Partial::keywords>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = partial_create;
          s.call = partial_call;
          s.repr = partial_repr;
          return s;
        }(),
    .methods = kPartialMethods,
    .members = kMembers,
};

}  // namespace

bool add_partial(Thread& t, Value module) {
  static TypeSpec spec = kPartialSpec;
  if (library_minor() >= 13) spec.slots.get = partial_get_py;
  return add_placeholder(t, module) && add_native_type(t, module, g_partial, spec);
}

}  // namespace rt::functools
