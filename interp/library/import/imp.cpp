// Module _imp: the functions of the interpreter that importlib calls.
#include "interp/library/frozen/frozen.h"
#include "interp/library/import/bytecode_cache.h"
#include "interp/library/import/extensions.h"
#include "interp/library/modules.h"
#include "interp/vm/frame.h"
#include "interp/vm/import/lazy_import.h"
#include "runtime/library/core/sysconfigdata.h"
#include "runtime/library/threads/import_lock.h"
#include "runtime/num/hash.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

static Ref spec_name_py(Thread& t, Value spec) { return rt::getattr_py(t, spec, rt::name(rt::N::name)); }

static const rt::ModuleDef* definition(Thread& t, Value name) {
  if (!rt::is_str(name)) return nullptr;
  rt::Utf8 text(t, name);
  if (!text.ok()) {
    rt::clear_error(t);
    return nullptr;
  }
  return rt::find_native_module(text.view());
}

static Ref imp_create_builtin(Thread& t, Value spec) {
  Ref name = spec_name_py(t, spec);
  if (!name) return Ref();
  Ref present = rt::dict_get_py(t, rt::sys_modules(), name);
  if (present || t.error) return present;
  const rt::ModuleDef* def = definition(t, name);
  return def ? rt::create_native_module(t, def) : rt::none();
}

constinit ExtensionLoader g_extension_loader{};

static Ref imp_create_dynamic_py(Thread& t, Value spec, Value) {
  if (g_extension_loader.create_py) return g_extension_loader.create_py(t, spec);
  Ref name = spec_name_py(t, spec);
  return name ? Ref(rt::raise(t, rt::kImportErrorType, "extension modules are switched off: %S", name.get())) : Ref();
}

static Ref imp_exec_builtin(Thread&, Value) { return Ref::immediate(Value::small_int(0)); }
static Ref imp_exec_dynamic_py(Thread& t, Value module) {
  bool done = !g_extension_loader.exec_py || g_extension_loader.exec_py(t, module);
  return done ? Ref::immediate(Value::small_int(0)) : Ref();
}

static bool check_name(Thread& t, const char* function, Value name) {
  return rt::is_str(name) || rt::raise_type_error(t, "%s() argument must be str, not %A", function, name);
}

// 1: built in; -1: built in, but cannot be initialised again; 0: no.
static Ref imp_is_builtin(Thread& t, Value name) {
  if (!check_name(t, "is_builtin", name)) return Ref();
  const rt::ModuleDef* def = definition(t, name);
  if (!def) return Ref::immediate(Value::small_int(0));
  std::string_view text = def->name;
  return Ref::immediate(Value::small_int(text == "sys" || text == "builtins" ? -1 : 1));
}

// ---- frozen modules

static const FrozenModule* frozen_module(Thread& t, Value name) {
  rt::Utf8 text(t, name);
  if (!text.ok()) {
    rt::clear_error(t);
    return nullptr;
  }
  for (const FrozenModule& module : kFrozenModules)
    if (text.view() == module.name) return &module;
  return nullptr;
}

static Ref imp_is_frozen(Thread& t, Value name) {
  return check_name(t, "is_frozen", name) ? rt::bool_ref(frozen_module(t, name)) : Ref();
}

// (data, is it a package, original name). importlib would make the file name of a library's module of the original
// name: there is none, since the source is not that file's.
static Ref imp_find_frozen(Thread& t, Value name, Value) {
  if (!check_name(t, "find_frozen", name)) return Ref();
  return frozen_module(t, name) ? rt::make_tuple(t, rt::kNone, rt::kFalse, rt::kNone) : rt::none();
}

static const FrozenModule* known_frozen_module(Thread& t, const char* function, Value name) {
  if (!check_name(t, function, name)) return nullptr;
  const FrozenModule* module = frozen_module(t, name);
  if (!module) rt::raise(t, rt::kImportErrorType, "No such frozen object named %R", name);
  return module;
}

static Ref imp_is_frozen_package(Thread& t, Value name) {
  return known_frozen_module(t, "is_frozen_package", name) ? rt::bool_ref(false) : Ref();
}

static Ref imp_get_frozen_object_py(Thread& t, Value name, Value) {
  const FrozenModule* module = known_frozen_module(t, "get_frozen_object", name);
  if (!module) return Ref();
  return load_source_text_py(t, "<frozen " + std::string(module->name) + ">", module->source);
}

// Imports it as CPython's does: without importlib. None: there is no such module.
static Ref imp_init_frozen_py(Thread& t, Value name) {
  if (!check_name(t, "init_frozen", name)) return Ref();
  if (!frozen_module(t, name)) return rt::none();
  Ref code = imp_get_frozen_object_py(t, name, rt::kNone), module = code ? rt::make_module(t, name) : Ref();
  if (!module || !rt::dict_set_py(t, rt::sys_modules(), name, module)) return Ref();
  Value dict = module.as<rt::Module>()->dict;
  return Ref(run_code_py(t, code.as<Code>(), dict, dict)) ? std::move(module) : Ref();
}

static Ref imp_frozen_names(Thread& t) {
  Ref list = rt::make_list(t);
  for (const FrozenModule& module : kFrozenModules) {
    Ref name = list ? rt::make_str_ascii(t, module.name) : Ref();
    if (!name || !rt::list_append(t, rt::as_list(list), std::move(name))) return Ref();
  }
  return list;
}

static Ref imp_override_frozen(Thread&, Value) { return rt::none(); }
static Ref imp_extension_suffixes(Thread& t) {
  Ref list = rt::make_list(t);
  if (!list || !g_extension_loader.create_py) return list;
  Ref suffix = rt::extension_suffix(t);
  if (!suffix || !rt::list_append(t, rt::as_list(list), std::move(suffix))) return Ref();
  // Files of the stable ABI that know no layout of objects. It is of 3.15.
  if (rt::library_minor() < 15) return list;
  for (const char* stable : {".abi3t-" TINYPY_MACHINE ".so", ".abi3t.so"}) {
    Ref more = rt::make_str_ascii(t, stable);
    if (!more || !rt::list_append(t, rt::as_list(list), std::move(more))) return Ref();
  }
  return list;
}

static Ref imp_acquire_lock(Thread& t) {
  rt::acquire_import_lock(t);
  return rt::none();
}
static Ref imp_release_lock(Thread& t) {
  return rt::release_import_lock(t) ? rt::none() : rt::raise(t, rt::kRuntimeErrorType, "not holding the import lock");
}
static Ref imp_lock_held(Thread&) { return rt::bool_ref(rt::is_import_lock_held()); }

static Ref imp_fix_co_filename(Thread& t, Value code, Value path) {
  if (!rt::is_exact(code, rt::TypeId::kCode) || !rt::is_str(path))
    return rt::raise_type_error(t, "_fix_co_filename() needs a code object and a str");
  return fix_filename(t, code.as<Code>(), path) ? rt::none() : Ref();
}

static Ref imp_source_hash(Thread& t, Value key, Value source) {
  i64 n;
  if (!rt::to_i64_py(t, key, &n)) return Ref();
  rt::BufferView view(t, source);
  if (!view) return Ref();
  u64 hash = static_cast<u64>(n) ^ 14695981039346656037u;  // FNV-1a
  for (size_t i = 0; i < view.size(); ++i) hash = (hash ^ view.data()[i]) * 1099511628211u;
  return rt::make_bytes(t, std::string_view(reinterpret_cast<const char*>(&hash), 8));
}

static int g_optimize = 0;
int default_optimize() { return g_optimize; }
void set_default_optimize(int level) { g_optimize = level; }

static const char* g_check_of_hash_based_caches = "default";
void set_check_of_hash_based_caches(const char* when) { g_check_of_hash_based_caches = when; }

static Ref imp_set_lazy_attributes(Thread& t, Value module, Value name) {
  if (!rt::is_str(name)) return rt::raise_type_error(t, "_set_lazy_attributes() argument 2 must be str, not %A", name);
  return add_lazy_submodules_py(t, module, name) ? rt::none() : Ref();
}

constexpr rt::MethodDef kImpMethods[] = {
    {"create_builtin", imp_create_builtin, "(spec, /)", "Create a native module."},
    {"exec_builtin", imp_exec_builtin, "(mod, /)", "Initialise a native module (done on creation)."},
    {"create_dynamic", imp_create_dynamic_py, "(spec, file=None, /)", "Load a compiled extension."},
    {"exec_dynamic", imp_exec_dynamic_py, "(mod, /)", "Initialise a module of a compiled extension."},
    {"is_builtin", imp_is_builtin, "(name, /)", "Is there a native module of that name?"},
    {"is_frozen", imp_is_frozen, "(name, /)", "Is a module of that name part of the program?"},
    {"is_frozen_package", imp_is_frozen_package, "(name, /)", "False: no package is part of the program."},
    {"find_frozen", imp_find_frozen, "(name, withdata=False)",
     "(data, is it a package, original name) of a module that is part of the program, or None."},
    {"get_frozen_object", imp_get_frozen_object_py, "(name, data=None, /)",
     "The code of a module that is part of the program."},
    {"init_frozen", imp_init_frozen_py, "(name, /)", "Import a module that is part of the program."},
    {"_frozen_module_names", imp_frozen_names, "()", "Names of the modules that are part of the program."},
    {"_override_frozen_modules_for_tests", imp_override_frozen, "(override, /)",
     "No effect: nothing else can do their work."},
    {"extension_suffixes", imp_extension_suffixes, "()", "File endings of extension modules."},
    {"acquire_lock", imp_acquire_lock, "()", "Take the import lock."},
    {"release_lock", imp_release_lock, "()", "Release the import lock."},
    {"lock_held", imp_lock_held, "()", "Is the import lock held?"},
    {"_fix_co_filename", imp_fix_co_filename, "(code, path, /)", "Set the file name of code that has been moved."},
    {"_set_lazy_attributes", imp_set_lazy_attributes, "(modobj, name, /)",
     "Make the submodules of a package that have been imported lazily attributes of it."},
    {"source_hash", imp_source_hash, "(key, source)", "Hash of source text for hash-based caches."},
    {},
};

static bool init_imp(Thread& t, Value module) {
  return rt::module_add(t, module, "check_hash_based_pycs", rt::make_str(t, g_check_of_hash_based_caches)) &&
         rt::module_add(t, module, "pyc_magic_number_token", rt::make_int(t, 0x0a0d5401));
}

extern const rt::ModuleDef kImpModule = {"_imp", "What importlib needs of the interpreter.", kImpMethods, init_imp};

}  // namespace vm
