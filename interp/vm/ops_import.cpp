// Handlers: imports. __import__ is looked up in the builtins; the import itself is in interp/modules/import.
#include "gc/threads/watch.h"
#include "interp/vm/handler.h"
#include "interp/vm/lazy_import.h"
#include "runtime/object/module_errors.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace vm {

// The watcher is told that whoever imports a module comes after those who have filled it.
static Value watched_import_py(Thread& t, Value import, const CallArgs& args) {
  rt::Dict* modules = rt::sys_modules();
  u64 before = modules->size();
  Ref module = rt::call_py(t, import, args);
  if (modules->size() != before) gc::thread_watcher()->sends(t, modules);
  gc::thread_watcher()->receives(t, modules);
  return module.release();
}

static Value import_name_py(Thread& t, Value* r, Value name, Value names, i32 level) {
  Function* f = function_of(r);
  Ref import = rt::dict_get_str(t, f->builtins, rt::name(rt::N::__import__));
  if (!import) return t.error ? Value() : rt::raise(t, rt::kImportErrorType, "__import__ not found");
  Ref locals = code_of(r)->flags & comp::kNamespace ? Ref::share(t, r[0]) : Ref::share(t, Value(f->globals));
  Value args[] = {name, Value(f->globals), locals, names, Value::small_int(level)};
  if (gc::thread_watcher()) return watched_import_py(t, import, CallArgs{args, 5, Value()});
  return rt::call_py(t, import, CallArgs{args, 5, Value()}).release();
}

OP_HANDLER(IMPORT_NAME) {
  SAVE();
  Value v = import_name_py(*t, r, k[B], k[C], low_half(pc));
  if (!v) UNWIND();
  FINISH_SLOW_SKIP(RD, v, 1);
}

// "cannot import name 'x' from 'm' (file)", with the hint about circular imports.
static bool cannot_import_py(Thread& t, Value module, Value name) {
  Ref module_name = rt::getattr_optional_py(t, module, rt::name(rt::N::__name__));
  rt::clear_error(t);
  Ref file = rt::getattr_optional_py(t, module, rt::name(rt::N::__file__));
  rt::clear_error(t);
  Ref shown = module_name && rt::is_str(module_name) ? Ref::share(t, module_name)
                                                     : rt::make_str_ascii(t, "<unknown module name>");
  Ref text;
  if (!file || !rt::is_str(file)) {
    text = rt::format_message(t, "cannot import name %R from %R (unknown location)", name, shown.get());
  } else if (rt::is_initializing_py(t, module)) {
    text = rt::format_message(
        t, "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)",
        name, shown.get(), file.get());
  } else {
    text = rt::format_message(t, "cannot import name %R from %R (%S)", name, shown.get(), file.get());
  }
  if (!text) return false;
  Ref error = rt::call_py(t, Value(rt::kImportErrorType), text);
  if (!error) return false;
  auto* e = rt::as_exception(error);
  rt::store_field(t, e, e->fields[1], std::move(shown));
  if (file) rt::store_field(t, e, e->fields[2], std::move(file));
  rt::store_field(t, e, e->fields[3], Ref::share(t, name));
  return rt::raise_error(t, error);
}

Value import_from_py(Thread& t, Value module, Value name) {
  Ref v = rt::getattr_optional_py(t, module, name);
  if (v || t.error) return v.release();
  // A submodule that is being imported may not be an attribute of its package yet.
  Ref package = rt::getattr_optional_py(t, module, rt::name(rt::N::__name__));
  if (package && rt::is_str(package)) {
    Ref full = rt::format_message(t, "%S.%S", package.get(), name);
    if (full) v = rt::dict_get_py(t, rt::sys_modules(), full);
  }
  if (!v && !t.error) cannot_import_py(t, module, name);
  return v.release();
}

// Binds a lazy import object. The old value is deleted first, so that inline caches of the name become invalid: they
// must not find the lazy object.
static bool bind_lazy_import_py(Thread& t, Value* r, Value variable, Value name, Value from, i32 level) {
  Function* f = function_of(r);
  Ref lazy = make_lazy_import(t, f->globals, name, from, level);
  if (!lazy) return false;
  if (code_of(r)->flags & comp::kNamespace) return rt::setitem_py(t, r[0], variable, lazy);
  return rt::dict_delete_str(t, f->globals, variable) >= 0 &&
         rt::dict_set_str(t, f->globals, variable, std::move(lazy));
}

OP_HANDLER(LAZY_IMPORT) {
  SAVE();
  if (!bind_lazy_import_py(*t, r, k[A], k[B], k[C], low_half(pc))) UNWIND();
  pc += 1;
  NEXT();
}

OP_HANDLER(IMPORT_FROM) {
  SAVE();
  Value v = import_from_py(*t, RB, k[C]);
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(RD, v);
}

static bool import_star_py(Thread& t, Value* r, Value module) {
  Value space = code_of(r)->flags & comp::kNamespace ? r[0].stripped() : Value(function_of(r)->globals);
  Ref all = rt::getattr_optional_py(t, module, rt::name(rt::N::__all__));
  if (t.error) return false;
  bool skip_private = !all;
  if (!all) {
    Ref dict = rt::getattr_optional_py(t, module, rt::name(rt::N::__dict__));
    if (!dict)
      return t.error ? false
                     : bool(rt::raise(t, rt::kImportErrorType, "from-import-* object has no __dict__ and no __all__"));
    all = rt::to_list_py(t, dict);
    if (!all) return false;
  }
  Ref names = rt::to_list_py(t, all);
  if (!names) return false;
  for (u64 i = 0; i < rt::as_list(names)->size(); ++i) {
    Ref name = rt::list_get(t, rt::as_list(names), static_cast<i64>(i));
    if (!rt::is_str(name)) {
      Ref module_name = rt::getattr_optional_py(t, module, rt::name(rt::N::__name__));
      return rt::raise_type_error(t, "%s in %S.%s must be str, not %T", skip_private ? "Key" : "Item",
                                  module_name ? module_name.get() : rt::kNone, skip_private ? "__dict__" : "__all__",
                                  name.get());
    }
    if (skip_private && rt::as_str(name)->length && rt::as_str(name)->at(0) == '_') continue;
    Ref v = rt::getattr_py(t, module, name);
    if (!v || !rt::setitem_py(t, space, name, v)) return false;
  }
  return true;
}

OP_HANDLER(IMPORT_STAR) {
  SAVE();
  if (!import_star_py(*t, r, RA)) UNWIND();
  CONSUME_A();
  NEXT();
}

}  // namespace vm
