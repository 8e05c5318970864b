// Handlers: imports. __import__ is looked up in the builtins; the import itself is in interp/library/import.
#include "gc/threads/watch.h"
#include "interp/vm/frame/frame_builtins.h"
#include "interp/vm/handler.h"
#include "interp/vm/import/foreign_extension.h"
#include "interp/vm/import/lazy_import.h"
#include "runtime/object/module_errors.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/module.h"
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
  Ref import = namespace_get_py(t, Value(f->builtins), rt::name(rt::N::__import__));
  if (!import) return t.error ? Value() : rt::raise(t, rt::kImportErrorType, "__import__ not found");
  Ref locals = code_of(r)->flags & comp::kNamespace ? Ref::share(t, r[0]) : Ref::share(t, Value(f->globals));
  Value args[] = {name, Value(f->globals), locals, names, Value::small_int(level)};
  if (gc::thread_watcher()) return watched_import_py(t, import, CallArgs{args, 5, Value()});
  return rt::call_py(t, import, CallArgs{args, 5, Value()}).release();
}

OP_HANDLER(IMPORT_NAME) {
  SAVE();
  Value v = import_name_py(*t, r, CONSTANT_B, CONSTANT_C, low_half(pc));
  if (!v) UNWIND();
  FINISH_SLOW_SKIP(DEST, v, 1);
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
  Ref path = rt::getattr_optional_py(t, module, rt::name(rt::N::__path__));
  Ref note = path && text ? foreign_extension_note_py(t, path, name) : Ref();
  rt::clear_error(t);
  if (note) text = rt::format_message(t, "%S: %S", text.get(), note.get());
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

// ---- lazy imports

static ImportRequest request_of(const Value* r, Value name, Value names, i32 level) {
  Value globals(function_of(r)->globals);
  return {name, globals, globals, names, level};
}

// True if the code has local names of its own: exec() in a function, or with two dicts.
static bool has_own_locals(const Value* r) {
  return (code_of(r)->flags & comp::kNamespace) && !rt::is_same(r[0], Value(function_of(r)->globals));
}

static Value import_lazily_py(Thread& t, const Value* r, const ImportRequest& request) {
  if (has_own_locals(r)) {
    return rt::raise(t, rt::kSyntaxErrorType, "lazy imports are only allowed at module level");
  }
  Ref import = namespace_get_py(t, Value(function_of(r)->builtins), rt::name(rt::N::__lazy_import__));
  if (!import) return t.error ? Value() : lazy_import_py(t, request).release();
  Value args[] = {request.name, request.globals, request.locals, request.names, Value::small_int(request.level)};
  return rt::call_py(t, import, CallArgs{args, 5, Value()}).release();
}

OP_HANDLER(IMPORT_LAZY) {
  SAVE();
  Value v = import_lazily_py(*t, r, request_of(r, CONSTANT_B, CONSTANT_C, low_half(pc)));
  if (!v) UNWIND();
  FINISH_SLOW_SKIP(DEST, v, 1);
}

static Value import_by_mode_py(Thread& t, Value* r, Value name, Value names, i32 level) {
  ImportRequest request = request_of(r, name, names, level);
  int lazily = has_own_locals(r) ? 0 : plain_import_is_lazy_py(t, request);
  if (lazily < 0) return Value();
  return lazily ? import_lazily_py(t, r, request) : import_name_py(t, r, name, names, level);
}

OP_HANDLER(IMPORT_BY_MODE) {
  SAVE();
  Value v = import_by_mode_py(*t, r, CONSTANT_B, CONSTANT_C, low_half(pc));
  if (!v) UNWIND();
  FINISH_SLOW_SKIP(DEST, v, 1);
}

// If the value is lazy, the old one is deleted first, so that inline caches of the name become invalid: they must not
// find the lazy object.
static bool bind_import_py(Thread& t, Value* r, Value variable, Ref v) {
  rt::Dict* globals = function_of(r)->globals;
  if (has_own_locals(r)) return rt::setitem_py(t, r[0], variable, v);
  if (!rt::is_exact_dict(Value(globals))) return rt::setitem_py(t, Value(globals), variable, v);
  if (is_lazy_import(v) && rt::dict_delete_str(t, globals, variable) < 0) return false;
  return rt::dict_set_str(t, globals, variable, std::move(v));
}

OP_HANDLER(BIND_IMPORT) {
  SAVE();
  if (!bind_import_py(*t, r, k[OPERAND_A], take(t, REG_B, b_is_temp(insn)))) UNWIND();
  NEXT();
}

// An attribute of a module that is there already needs no import. Empty, without an error: it is not there.
static Ref loaded_attribute_py(Thread& t, Value lazy, Value name) {
  Ref module = namespace_get_py(t, Value(rt::sys_modules()), lazy_full_name(lazy));
  bool known = module && rt::has_layout(module, rt::TypeId::kModule);
  return known ? rt::dict_get_str(t, module.as<rt::Module>()->dict, name) : Ref();
}

static Ref lazy_from_py(Thread& t, Value lazy, Value name) {
  Ref found = loaded_attribute_py(t, lazy, name);
  return found || t.error ? std::move(found) : lazy_attribute(t, lazy, name);
}

OP_HANDLER(IMPORT_FROM) {
  SAVE();
  Value v = is_lazy_import(REG_B.stripped()) ? lazy_from_py(*t, REG_B.stripped(), CONSTANT_C).release()
                                             : import_from_py(*t, REG_B, CONSTANT_C);
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
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
  if (!import_star_py(*t, r, REG_A)) UNWIND();
  CONSUME_A();
  NEXT();
}

}  // namespace vm
