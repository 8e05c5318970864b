// The registry of native modules, making module objects from their definitions, and sys.modules, builtins and sys as
// the roots of the interpreter.
#include "runtime/object/native_modules.h"

#include "gc/heap/heap.h"
#include "gc/heap/page_run.h"
#include "gc/heap/vital.h"
#include "runtime/object/error.h"
#include "runtime/object/module_errors.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// Filled at start-up by one thread and constant afterwards: readers need no lock.
constexpr u32 kMaxModules = 256;
const ModuleDef* g_definitions[kMaxModules];
u32 g_definition_count = 0;

// Roots of the runtime; set once at start-up.
Value g_sys_modules;
Value g_builtins;
Value g_sys;
u32 g_library_minor = 15;

void trace_module_roots(gc::Visitor& visitor) {
  for (Value root : {g_sys_modules, g_builtins, g_sys}) trace_value(visitor, root);
}

// builtins.open is _io.open, so the module _io is loaded at start-up.
bool add_open(Thread& t) {
  const ModuleDef* def = find_native_module("_io");
  if (!def) return true;
  Ref io = load_native_module(t, def);
  Ref open = io ? dict_get_cstr(t, io.as<Module>()->dict, "open") : Ref();
  return open ? module_add(t, g_builtins, "open", std::move(open)) : !error_pending(t);
}

bool add_functions(Thread& t, Value module, Value module_name, const MethodDef* def) {
  for (; def && def->form != MethodDef::kEnd; ++def) {
    Ref function = make_builtin(t, def, module, module_name);
    if (!function) return false;
    gc::make_deferred(t, function.object());
    if (!module_add(t, module, def->name, std::move(function))) return false;
  }
  return true;
}

}  // namespace

void register_native_module(const ModuleDef* def) {
  if (g_definition_count == kMaxModules) gc::fatal("too many native modules");
  g_definitions[g_definition_count++] = def;
}

const ModuleDef* find_native_module(std::string_view name) {
  for (u32 i = 0; i < g_definition_count; ++i) {
    if (name == g_definitions[i]->name) return g_definitions[i];
  }
  return nullptr;
}

void for_each_native_module(void (*f)(const ModuleDef*, void*), void* argument) {
  for (u32 i = 0; i < g_definition_count; ++i) f(g_definitions[i], argument);
}

bool module_add(Thread& t, Value module, const char* name, Ref value) {
  Ref key = intern(t, std::string_view(name));
  return key && value && dict_set_str(t, module.as<Module>()->dict, key, std::move(value));
}

// Making the classes and names of a module cannot be undone half way. So the memory is checked in advance: a module
// that may not have enough raises MemoryError before its init function runs. What other threads then take away comes
// from the reserve.
static bool init_module(Thread& t, Value module, const ModuleDef* def) {
  constexpr u32 kPages = 16;
  constexpr size_t kTables = size_t{256} << 10;
  if (!gc::has_pages(kPages) || !gc::has_room(kTables)) return raise_memory_error(t);
  gc::NoFaults no_faults;
  gc::VitalScope vital;
  return def->init(t, module);
}

Ref create_native_module(Thread& t, const ModuleDef* def) {
  Ref module_name = intern(t, std::string_view(def->name));
  Ref module = module_name ? make_module(t, module_name.get()) : Ref();
  if (!module) return Ref();
  module.as<Module>()->def = def;
  Ref doc = def->doc ? make_str(t, std::string_view(def->doc)) : none();
  if (!module_add(t, module, "__doc__", std::move(doc))) return Ref();
  if (!add_functions(t, module, module_name, def->methods)) return Ref();
  if (def->init && !init_module(t, module, def)) return Ref();
  return module;
}

Ref load_native_module(Thread& t, const ModuleDef* def) {
  Ref module_name = intern(t, std::string_view(def->name));
  if (!module_name) return Ref();
  Ref module = dict_get_str(t, sys_modules(), module_name);
  if (module || error_pending(t)) return module;
  module = create_native_module(t, def);
  if (!module || !dict_set_str(t, sys_modules(), module_name, Ref::share(t, module))) return Ref();
  return module;
}

void init_native_modules(Thread& t) {
  init_unraisable(t);
  g_sys_modules = make_dict(t, 64).release();
  const ModuleDef* builtins = find_native_module("builtins");
  const ModuleDef* sys = find_native_module("sys");
  if (builtins) g_builtins = load_native_module(t, builtins).release();
  if (sys) g_sys = load_native_module(t, sys).release();
  gc::add_root_tracer(trace_module_roots);
  if (!g_sys_modules || (builtins && !g_builtins) || (sys && !g_sys) || !add_open(t)) {
    gc::fatal("the built-in modules could not be made");
  }
}

// ---- the interpreter's tables

Dict* sys_modules() { return as_dict(g_sys_modules); }
Value builtins_module() { return g_builtins; }
Dict* builtins_dict() { return g_builtins.as<Module>()->dict; }
Value sys_module() { return g_sys; }

u32 library_minor() { return g_library_minor; }
void set_library_minor(u32 minor) { g_library_minor = minor; }

Ref sys_get(Thread& t, const char* name) { return g_sys ? dict_get_cstr(t, g_sys.as<Module>()->dict, name) : Ref(); }

namespace {

// builtins.__import__ waits if another thread is importing the module. Before __import__ exists (at start-up) only
// native modules can be imported.
Ref import_py(Thread& t, Value key) {
  Ref import = dict_get_str(t, builtins_dict(), name(N::__import__));
  if (import) {
    Ref top = call_py(t, import, key);
    if (!top) return Ref();
    Ref module = dict_get_py(t, sys_modules(), key);
    return module || error_pending(t) ? std::move(module) : std::move(top);
  }
  if (const ModuleDef* def = find_native_module(to_wtf8(key))) return load_native_module(t, def);
  return raise(t, kModuleNotFoundErrorType, "No module named '%S'", key);
}

}  // namespace

Ref import_module_py(Thread& t, Value key) {
  assert_may_run_python(t);
  Ref module = dict_get_str(t, sys_modules(), key);
  bool is_ready = module && module.get() != kNone && !is_initializing_py(t, module);
  return is_ready || error_pending(t) ? std::move(module) : import_py(t, key);
}

Ref import_module_py(Thread& t, const char* module_name) {
  Ref key = intern(t, std::string_view(module_name));
  return key ? import_module_py(t, key.get()) : Ref();
}

}  // namespace rt
