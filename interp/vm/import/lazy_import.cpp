// The object that `lazy import` binds a name to (PEP 810). Reading the name calls resolve_lazy_import_py, which imports
// the module and puts the result into the name's place.
#include "interp/vm/import/lazy_import.h"

#include "interp/vm/frame/frame_builtins.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

// All fields but `resolver` never change.
struct LazyImport : Object {
  Slot name, names, globals;  // as in ImportRequest
  Slot full;                  // absolute name of what it stands for
  Slot path;                  // tuple: attributes to read from what __import__ gives
  Slot declared;              // file and line of the statement, for messages; may be empty
  i32 level;
  bool is_submodule;         // an attribute of its package
  gc::Atomic<u32> resolver;  // number of the thread that resolves it; 0: none
};

Ref lazy_repr(Thread& t, Value self) { return rt::format_message(t, "<lazy_import %R>", lazy_full_name(self)); }

Ref lazy_getattr_py(Thread& t, Value self, Value name) {
  Ref found = rt::generic_getattr_py(t, self, name);
  if (found || !rt::error_is(t, rt::kAttributeErrorType)) return found;
  rt::clear_error(t);
  return rt::raise(t, rt::kAttributeErrorType, "cannot access attribute %R on unresolved lazy import %R", name,
                   lazy_full_name(self));
}

Ref place_of_statement(Thread& t) {
  Ref globals, file;
  i64 line = 0;
  if (!rt::g_interpreter.caller_info || !rt::g_interpreter.caller_info(t, 1, &globals, &file, &line)) return Ref();
  return rt::format_message(t, "%S, line %lld", file.get(), static_cast<long long>(line));
}

Ref make_object(Thread& t, const ImportRequest& request, Value full, Ref path, Ref declared) {
  Ref self = path ? rt::allocate_instance(t, rt::builtin_type(rt::TypeId::kLazyImport)) : Ref();
  if (!self) return Ref();
  auto* lazy = self.as<LazyImport>();
  rt::init_field(lazy->name, Ref::share(t, request.name));
  rt::init_field(lazy->names, Ref::share(t, request.names));
  rt::init_field(lazy->globals, Ref::share(t, request.globals));
  rt::init_field(lazy->full, Ref::share(t, full));
  rt::init_field(lazy->path, std::move(path));
  rt::init_field(lazy->declared, std::move(declared));
  lazy->level = request.level;
  lazy->is_submodule = false;
  lazy->resolver.store(0, gc::relaxed);
  return self;
}

ImportRequest request_of(const LazyImport* lazy) {
  return {lazy->name.get(), lazy->globals.get(), lazy->globals.get(), lazy->names.get(), lazy->level};
}

bool wants_names(Value names) {
  if (rt::is_tuple(names)) return rt::as_tuple(names)->length != 0;
  return names != rt::kNone && !(rt::is_str(names) && rt::as_str(names)->length == 0);
}

// ---- resolving

// The function __import__ that statements of the module with these globals call.
Ref import_function_py(Thread& t, Value globals) {
  Ref builtins =
      rt::is_dict(globals) ? rt::dict_get_str(t, rt::as_dict(globals), rt::name(rt::N::__builtins__)) : Ref();
  Value space = builtins ? builtins.get() : Value(rt::builtins_dict());
  if (rt::has_layout(space, rt::TypeId::kModule)) space = Value(space.as<rt::Module>()->dict);
  Ref import = namespace_get_py(t, space, rt::name(rt::N::__import__));
  if (!import && !t.error) rt::raise(t, rt::kImportErrorType, "__import__ not found");
  return import;
}

// `import a.b` binds `a`. The library of 3.15 makes submodules that are imported lazily attributes of their packages,
// so `a` alone is imported now, unless the program has its own __import__.
Ref name_to_import(Thread& t, const LazyImport* lazy, Value import) {
  Value name = lazy->name.get();
  bool whole = rt::library_minor() < 15 || lazy->level > 0 || wants_names(lazy->names.get()) ||
               rt::as_tuple(lazy->path.get())->length != 0 || !rt::is_exact(import, rt::TypeId::kBuiltin);
  u64 dot = 0, length = rt::as_str(name)->length;
  while (dot < length && rt::as_str(name)->at(dot) != '.') ++dot;
  return whole || dot == length ? Ref::share(t, name) : rt::str_substring(t, name, 0, static_cast<i64>(dot));
}

// A module without submodules: what is imported below it does not exist.
bool is_no_package_py(Thread& t, Value module) {
  Ref path = rt::getattr_optional_py(t, module, rt::name(rt::N::__path__));
  return !path && !t.error;
}

// The first attribute of a from-import is the only name that is imported; more of them lead to a submodule.
Ref import_now_py(Thread& t, LazyImport* lazy) {
  Ref import = import_function_py(t, lazy->globals.get());
  Ref name = import ? name_to_import(t, lazy, import) : Ref();
  if (!name) return Ref();
  const rt::Tuple& path = *rt::as_tuple(lazy->path.get());
  Ref names = Ref::share(t, lazy->names.get());
  if (path.length && wants_names(names)) names = rt::make_tuple(t, path[0]);
  if (!names) return Ref();
  Value args[] = {name, lazy->globals.get(), lazy->globals.get(), names, Value::small_int(lazy->level)};
  Ref v = rt::call_py(t, import, CallArgs{args, 5, Value()});
  if (v && !rt::is_same(name, lazy->name.get()) && is_no_package_py(t, v)) {
    args[0] = lazy->name.get();
    v = rt::call_py(t, import, CallArgs{args, 5, Value()});
  }
  if (t.error) return Ref();
  if (v && is_lazy_import(v)) v = import_now_py(t, v.as<LazyImport>());
  for (u64 i = 0; v && i < path.length; ++i) v = Ref::steal(import_from_py(t, v, path[i]));
  return v;
}

// Adds to the pending error where the import was declared: as its cause, or as a note if it has a cause already.
void explain_failure_py(Thread& t, LazyImport* lazy) {
  Ref error = rt::take_error(t);
  auto* e = rt::as_exception(error);
  bool is_chained = e->cause.get_shared() || e->context.get_shared() || e->suppress_context.load(gc::relaxed);
  Ref full = Ref::share(t, lazy->full.get()), declared = Ref::share(t, lazy->declared.get());
  Ref text = is_chained && declared
                 ? rt::format_message(t, "lazy import of '%S' declared in %S", full.get(), declared.get())
                 : rt::format_message(t, "lazy import of '%S' raised an exception during resolution", full.get());
  if (text && is_chained) {
    rt::exceptions::add_note_py(t, error, text);
  } else if (Ref cause = text ? rt::call_py(t, Value(rt::kImportErrorType), text) : Ref(); cause) {
    rt::store_field(t, e, e->cause, std::move(cause));
    e->suppress_context.store(true, gc::relaxed);
  }
  rt::clear_error(t);
  rt::restore_error(t, std::move(error));
}

// The import that resolves the object needs the object itself. A submodule exists already, as far as it has run.
// Another attribute counts as absent: importlib looks whether a package has it before it imports a submodule of this
// name.
Ref resolved_again(Thread& t, const LazyImport* lazy, bool as_attribute) {
  Ref module = lazy->is_submodule ? rt::dict_get_str(t, rt::sys_modules(), lazy->full.get()) : Ref();
  if (module || t.error) return module;
  if (as_attribute) return rt::raise(t, rt::kAttributeErrorType, "%R is being imported", lazy->full.get());
  return rt::raise(t, rt::kImportCycleErrorType, "cannot import %R lazily (most likely due to a circular import)",
                   lazy->full.get());
}

Ref resolved_py(Thread& t, Value self, bool as_attribute) {
  auto* lazy = self.as<LazyImport>();
  u32 me = t.id, before = lazy->resolver.load(gc::relaxed);
  if (before == me) return resolved_again(t, lazy, as_attribute);
  lazy->resolver.store(me, gc::relaxed);
  Ref v = import_now_py(t, lazy);
  lazy->resolver.store(0, gc::relaxed);
  if (!v) {
    if (rt::library_minor() >= 15) explain_failure_py(t, lazy);
    return Ref();
  }
  // `import a.b` has bound a; a.b waits on, unless it has been imported.
  bool waits = lazy->names.get() == rt::kNone && rt::as_tuple(lazy->path.get())->length == 0 && lazy->level == 0 &&
               rt::dict_contains_py(t, rt::sys_modules(), lazy->full.get()) == 0;
  return waits || forget_lazy_import_py(t, self) ? std::move(v) : Ref();
}

Ref resolve_method_py(Thread& t, Value self) { return resolved_py(t, self, false); }

constexpr rt::MethodDef kMethods[] = {
    {"resolve", resolve_method_py, "(self, /)", "Import now and return what the name stands for."}, {}};

}  // namespace

Ref make_lazy_import(Thread& t, const ImportRequest& request, Value full) {
  return make_object(t, request, full, rt::make_tuple(t, nullptr, 0), place_of_statement(t));
}

// Resolving it is `import a.b.c as d`.
Ref make_lazy_submodule(Thread& t, Value full, Value globals) {
  Ref parts = rt::make_list(t);
  i64 length = static_cast<i64>(rt::as_str(full)->length), start = -1;
  for (i64 i = 0; parts && i <= length; ++i) {
    if (i < length && rt::as_str(full)->at(static_cast<u64>(i)) != '.') continue;
    Ref part = start < 0 ? Ref() : rt::str_substring(t, full, start, i);
    if (start >= 0 && (!part || !rt::list_append(t, rt::as_list(parts), std::move(part)))) return Ref();
    start = i + 1;
  }
  ImportRequest request{full, globals, globals, rt::kNone, 0};
  Ref path = parts ? rt::list_to_tuple(t, parts) : Ref();
  Ref self = make_object(t, request, full, std::move(path), place_of_statement(t));
  if (self) self.as<LazyImport>()->is_submodule = true;
  return self;
}

Ref lazy_attribute(Thread& t, Value self, Value name) {
  auto* lazy = self.as<LazyImport>();
  const rt::Tuple& before = *rt::as_tuple(lazy->path.get());
  Ref path = rt::make_tuple_uninitialised(t, before.length + 1);
  if (!path) return Ref();
  for (u64 i = 0; i < before.length; ++i) rt::init_field(rt::as_tuple(path)->items[i], Ref::share(t, before[i]));
  rt::init_field(rt::as_tuple(path)->items[before.length], Ref::share(t, name));
  bool from = wants_names(lazy->names.get());
  Ref full = from ? rt::format_message(t, "%S.%S", lazy->full.get(), name) : Ref::share(t, lazy->full.get());
  Value declared = lazy->declared.get();
  return full ? make_object(t, request_of(lazy), full, std::move(path), declared ? Ref::share(t, declared) : Ref())
              : Ref();
}

Value lazy_full_name(Value lazy) { return lazy.as<LazyImport>()->full.get(); }

namespace {
Ref resolve_into_py(Thread& t, Value lazy, Value space, Value variable, bool as_attribute) {
  Ref held = Ref::share(t, lazy);
  Ref v = resolved_py(t, held, as_attribute);
  if (!v || !rt::setitem_py(t, space, variable, v)) return Ref();
  return v;
}
}  // namespace

Ref resolve_lazy_import_py(Thread& t, Value lazy, Value space, Value variable) {
  return resolve_into_py(t, lazy, space, variable, false);
}
Ref resolve_lazy_attribute_py(Thread& t, Value lazy, Value space, Value variable) {
  return resolve_into_py(t, lazy, space, variable, true);
}

}  // namespace vm

namespace rt {

extern const TypeSpec kLazyImportSpec;
const TypeSpec kLazyImportSpec = {
    .id = TypeId::kLazyImport,
    .name = "lazy_import",
    .size = sizeof(vm::LazyImport),
    .flags = kTypeTraced | kTypeDisallowNew,
    .doc = "What a lazy import binds its name to until the name is read.",
    .lifetime = SlotsOf<vm::LazyImport, &vm::LazyImport::name, &vm::LazyImport::names, &vm::LazyImport::globals,
                        &vm::LazyImport::full, &vm::LazyImport::path, &vm::LazyImport::declared>::kLifetime,
    .slots = {.repr = vm::lazy_repr, .getattr = vm::lazy_getattr_py},
    .methods = vm::kMethods,
};

}  // namespace rt
