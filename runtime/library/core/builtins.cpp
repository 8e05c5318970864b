// Module `builtins`: its definition, its constants, and the functions on objects and attributes.
#include "runtime/library/core/builtins.h"
#include "runtime/object/audit.h"

#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

bool check_attribute_name(Thread& t, Value name) {
  return is_str(name) || raise_type_error(t, "attribute name must be string, not '%T'", name);
}

namespace {

Ref int_bool(int answer) { return answer < 0 ? Ref() : bool_ref(answer); }

Ref builtin_ascii(Thread& t, Value object) { return ascii_py(t, object); }
Ref builtin_repr(Thread& t, Value object) { return repr_py(t, object); }
Ref builtin_callable(Thread&, Value object) { return bool_ref(is_callable(object)); }
Ref builtin_id(Thread& t, Value object) {
  Ref id = make_uint(t, object.stripped().bits());
  return id && audit_py(t, "builtins.id", id.get()) ? std::move(id) : Ref();
}
Ref builtin_isinstance(Thread& t, Value object, Value cls) {
  if (cls.is_pointer() && type_of(object) == cls.object()) return Ref::immediate(kTrue);
  return int_bool(isinstance_py(t, object, cls));
}
Ref builtin_issubclass(Thread& t, Value derived, Value cls) { return int_bool(issubclass_py(t, derived, cls)); }

Ref builtin_hash(Thread& t, Value object) {
  i64 hash;
  return hash_py(t, object, &hash) ? make_int(t, hash) : Ref();
}
Ref builtin_len(Thread& t, Value object) {
  i64 n = len_py(t, object);
  return n < 0 ? Ref() : make_int(t, n);
}
Ref builtin_format(Thread& t, Value value, Value spec) {
  if (spec && !is_str(spec)) return raise_type_error(t, "format() argument 2 must be str, not %A", spec);
  return format_py(t, value, spec);
}

// ---- attributes

Ref builtin_getattr(Thread& t, Value object, Value name, Value fallback) {
  if (!check_attribute_name(t, name)) return Ref();
  if (!fallback) return getattr_py(t, object, name);
  Ref v = getattr_optional_py(t, object, name);
  return v || error_pending(t) ? std::move(v) : Ref::share(t, fallback);
}
Ref builtin_hasattr(Thread& t, Value object, Value name) {
  if (!check_attribute_name(t, name)) return Ref();
  Ref v = getattr_optional_py(t, object, name);
  return error_pending(t) ? Ref() : bool_ref(bool(v));
}
Ref builtin_setattr(Thread& t, Value object, Value name, Value value) {
  return check_attribute_name(t, name) && setattr_py(t, object, name, value) ? none() : Ref();
}
Ref builtin_delattr(Thread& t, Value object, Value name) {
  return check_attribute_name(t, name) && setattr_py(t, object, name, Value()) ? none() : Ref();
}

Ref locals_here_py(Thread& t, const char* function) {
  if (g_interpreter.current_locals_py) return g_interpreter.current_locals_py(t);
  return raise(t, kSystemErrorType, "%s() without argument needs a frame", function);
}

Ref sorted_names_py(Thread& t, Value names) {
  Ref list = to_list_py(t, names);
  return list && list_sort_py(t, as_list(list), kNone, false) ? std::move(list) : Ref();
}

Ref builtin_dir(Thread& t, Value object) {
  if (!object) {
    Ref locals = locals_here_py(t, "dir");
    Ref keys = locals ? call_method_py(t, locals, name(N::keys)) : Ref();  // the locals may be any mapping
    return keys ? sorted_names_py(t, keys) : Ref();
  }
  bool self_first;
  Ref method = special_method_py(t, object, name(N::__dir__), &self_first);
  if (!method) return error_pending(t) ? Ref() : Ref(raise_type_error(t, "object does not provide __dir__"));
  Ref names = self_first ? call_py(t, method, object) : call_py(t, method);
  return names ? sorted_names_py(t, names) : Ref();
}

Ref builtin_vars(Thread& t, Value object) {
  if (!object) return locals_here_py(t, "vars");
  Ref dict = getattr_optional_py(t, object, name(N::__dict__));
  if (!dict && !error_pending(t)) return raise_type_error(t, "vars() argument must have __dict__ attribute");
  return dict;
}

Ref builtin_breakpoint(Thread& t, Value args, Value keywords) {
  Ref hook = sys_get(t, "breakpointhook");
  if (!hook) return error_pending(t) ? Ref() : Ref(raise(t, kRuntimeErrorType, "lost sys.breakpointhook"));
  return call_with_tuple_py(t, hook, args, keywords);
}

constexpr MethodDef kFunctions[] = {
    {"abs", builtins::abs, "(x, /)", "The number without its sign; the length of a complex number."},
    {"aiter", builtins::aiter, "(async_iterable, /)", "Return an asynchronous iterator for an asynchronous iterable."},
    {"all", builtins::all, "(iterable, /)", "Return True if every item is true, or there is none."},
    {"anext", builtins::anext, "(async_iterator, default=<unrepresentable>, /)",
     "Return the next item of an asynchronous iterator."},
    {"any", builtins::any, "(iterable, /)", "Return True if an item is true."},
    {"ascii", builtin_ascii, "(obj, /)", "Return the repr of an object with all non-ASCII characters escaped."},
    {"bin", builtins::bin, "(number, /)", "The digits of an int in base 2, after '0b'."},
    {"breakpoint", builtin_breakpoint, "(*args, **kws)", "Call sys.breakpointhook(*args, **kws)."},
    {"callable", builtin_callable, "(obj, /)", "Return whether the object can be called."},
    {"chr", builtins::chr, "(i, /)", "Return the string of the one character with this code point."},
    {"delattr", builtin_delattr, "(obj, name, /)", "Delete the named attribute: del obj.name."},
    {"dir", builtin_dir, "(object=<unrepresentable>, /)",
     "Return the names of an object's attributes, or those of the current scope."},
    {"divmod", builtins::divmod, "(x, y, /)", "(x // y, x % y)."},
    {"format", builtin_format, "(value, format_spec='', /)",
     "The text of a value in the form that format_spec describes."},
    {"getattr", builtin_getattr, "(object, name, default=<unrepresentable>, /)",
     "Return object.name; the default if there is none."},
    {"hasattr", builtin_hasattr, "(obj, name, /)", "Return whether the object has the named attribute."},
    {"hash", builtin_hash, "(obj, /)", "Return the hash value of the object."},
    {"hex", builtins::hex, "(number, /)", "The digits of an int in base 16, after '0x'."},
    {"id", builtin_id, "(obj, /)", "Return the identity of the object, unique among those alive."},
    {"input", builtins::input, "(prompt='', /)", "Read a line from standard input, without its newline."},
    {"isinstance", builtin_isinstance, "(obj, class_or_tuple, /)",
     "Is the object of this class, of one of a tuple of classes, or of a union?"},
    {"issubclass", builtin_issubclass, "(cls, class_or_tuple, /)",
     "Return whether a class derives from another or one of several."},
    {"iter", builtins::iter, "(object, sentinel=<unrepresentable>, /)",
     "Return an iterator over the object; with a sentinel, over the results of calling it."},
    {"len", builtin_len, "(obj, /)", "How many items a container has."},
    {"max", builtins::max, "(...)",
     "max(iterable, *, key=None), max(a, b, ..., key=None)\n\nThe largest item, of which key(item) is compared. "
     "default= is the answer for an empty iterable."},
    {"min", builtins::min, "(...)",
     "min(iterable, *, key=None), min(a, b, ..., key=None)\n\nThe smallest item, of which key(item) is compared. "
     "default= is the answer for an empty iterable."},
    {"next", builtins::next, "(iterator, default=<unrepresentable>, /)",
     "Return the next item; at the end the default if given."},
    {"oct", builtins::oct, "(number, /)", "The digits of an int in base 8, after '0o'."},
    {"ord", builtins::ord, "(c, /)", "Return the code point of a one-character string."},
    {"pow", builtins::pow, "(base, exp, mod=None)", "Return base**exp, or base**exp % mod."},
    {"print", builtins::print, "(*args, sep=' ', end='\\n', file=None, flush=False)",
     "Write the values to a stream, sys.stdout by default."},
    {"repr", builtin_repr, "(obj, /)",
     "Text that shows what the object is, if possible as an expression that gives it."},
    {"round", builtins::round, "(number, ndigits=None)",
     "The number rounded to so many decimal digits; an int without ndigits."},
    {"setattr", builtin_setattr, "(obj, name, value, /)", "Set the named attribute: obj.name = value."},
    {"sorted", builtins::sorted, "(...)(iterable, /, *, key=None, reverse=False)",
     "Return a new sorted list of the items of the iterable."},
    {"sum", builtins::sum, "(iterable, /, start=0)",
     "Return the sum of the start value and the items of the iterable."},
    {"vars", builtin_vars, "(object=<unrepresentable>, /)",
     "Return object.__dict__, or the local names of the current scope."},
    {},
};

// ---- constants and types

constexpr TypeId kExportedTypes[] = {TypeId::kObject,    TypeId::kType,        TypeId::kInt,          TypeId::kBool,
                                     TypeId::kFloat,     TypeId::kComplex,     TypeId::kStr,          TypeId::kBytes,
                                     TypeId::kByteArray, TypeId::kMemoryView,  TypeId::kTuple,        TypeId::kList,
                                     TypeId::kDict,      TypeId::kSet,         TypeId::kFrozenSet,    TypeId::kRange,
                                     TypeId::kSlice,     TypeId::kClassMethod, TypeId::kStaticMethod, TypeId::kProperty,
                                     TypeId::kSuper,     TypeId::kEnumerate,   TypeId::kReversed,     TypeId::kZip,
                                     TypeId::kMap,       TypeId::kFilter};

// Types that `builtins` has from a version of the library on.
constexpr struct {
  TypeId id;
  u32 since;
} kLaterTypes[] = {{TypeId::kFrozenDict, 15}, {TypeId::kSentinel, 15}};

bool add_type(Thread& t, Value module, TypeId id) {
  Type* type = builtin_type(id);
  return module_add(t, module, type_name(type), Ref::share(t, Value(type)));
}

bool add_constants(Thread& t, Value module) {
  return module_add(t, module, "None", none()) && module_add(t, module, "True", bool_ref(true)) &&
         module_add(t, module, "False", bool_ref(false)) &&
         module_add(t, module, "Ellipsis", Ref::immediate(kEllipsis)) &&
         module_add(t, module, "NotImplemented", Ref::immediate(kNotImplemented)) &&
         module_add(t, module, "__debug__", bool_ref(true));
}

bool builtins_init(Thread& t, Value module) {
  if (!add_constants(t, module)) return false;
  for (TypeId id : kExportedTypes) {
    if (!add_type(t, module, id)) return false;
  }
  for (auto [id, since] : kLaterTypes) {
    if (library_minor() >= since && !add_type(t, module, id)) return false;
  }
  // The exceptions are the last rows of types.def.
  for (u32 id = static_cast<u32>(TypeId::kBaseException); id < static_cast<u32>(TypeId::kCount); ++id) {
    if (id == static_cast<u32>(TypeId::kImportCycleError) && library_minor() < 15) continue;
    if (!add_type(t, module, static_cast<TypeId>(id))) return false;
  }
  for (const char* alias : {"EnvironmentError", "IOError"}) {
    if (!module_add(t, module, alias, Ref::share(t, Value(kOSErrorType)))) return false;
  }
  builtins::init_anext_awaitable(t);
  return true;
}

}  // namespace

extern const ModuleDef kBuiltinsModule = {
    .name = "builtins", .doc = "The names that every module sees.", .methods = kFunctions, .init = builtins_init};

}  // namespace rt
