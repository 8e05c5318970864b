// Modules of C extensions: what a PyModuleDef describes, the module's state, and what is added to a module.
#include "interp/capi/modules.h"

#include <cstring>
#include <map>

#include "gc/sync/mutex.h"
#include "interp/capi/methods.h"
#include "interp/capi/slots.h"
#include "runtime/object/extension.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace capi {

namespace {

rt::Module* as_module(Value v) { return v.as<rt::Module>(); }
ModuleParts* parts_of(rt::Module* module) { return parts_of_module(Value(module)); }

int visit_child(PyObject* child, void* visitor) {
  Value v = bare_value(child);
  if (v.is_counted()) (*static_cast<gc::Visitor*>(visitor))(v.object());
  return 0;
}

// The state of a module is shown from the moment when it is there: C code has filled it with zeros.
void trace_module(rt::Module* module, gc::Visitor& visitor) {
  ModuleParts* parts = parts_of(module);
  if (!parts->def->m_traverse || (!parts->state && parts->def->m_size > 0)) return;
  Visit visit;
  parts->def->m_traverse(bare_word(Value(module)), visit_child, &visitor);
}

void dispose_module(Thread&, rt::Module* module) {
  ModuleParts* parts = parts_of(module);
  if (parts->def->m_free && (parts->state || parts->def->m_size <= 0))
    enter(parts->def->m_free, static_cast<void*>(module));
  PyMem_Free(parts->state);
  delete parts->of_slots;
  delete parts;
  module->extension = nullptr;
}

// Refuses what was compiled with other headers: nothing of it could be trusted.
bool check_revision(Thread& t, Py_ssize_t revision, const char* name) {
  if (revision == PYTHON_API_VERSION) return true;
  return rt::raise(t, rt::kImportErrorType,
                   "module %s was compiled for another revision of tinypy's C API (%lld, this program has %lld): "
                   "build it again",
                   name, static_cast<i64>(revision), static_cast<i64>(PYTHON_API_VERSION));
}

bool add_functions_py(Thread& t, Value module, PyMethodDef* rows) {
  for (PyMethodDef* row = rows; row && row->ml_name; ++row) {
    if (row->ml_flags & (METH_CLASS | METH_STATIC))
      return rt::raise_value_error(t, "module functions cannot set METH_CLASS or METH_STATIC");
    const CFunction* f = c_function(t, row, nullptr);
    Ref builtin = f ? rt::make_builtin(t, f, module, Value()) : Ref();
    if (!builtin) return false;
    rt::init_field(builtin.as<rt::Builtin>()->module, Ref::share(t, as_module(module)->name.get_shared()));
    Ref key = rt::intern(t, std::string_view(row->ml_name));
    if (!key || !rt::dict_set_py(t, as_module(module)->dict, key, builtin)) return false;
  }
  return true;
}

bool set_doc(Thread& t, Value module, const char* doc) {
  Ref text = rt::decode_utf8(t, doc, std::strlen(doc));
  return text && rt::dict_set_str(t, as_module(module)->dict, rt::name(rt::N::__doc__), std::move(text));
}

bool give_state(Thread& t, ModuleParts* parts) {
  if (parts->def->m_size <= 0 || parts->state) return true;
  parts->state = PyMem_Calloc(1, static_cast<size_t>(parts->def->m_size));
  if (!parts->state) rt::raise_memory_error(t);
  return parts->state != nullptr;
}

bool fill(Thread& t, Value module, PyModuleDef* def, ModuleOrigin of) {
  as_module(module)->extension = new ModuleParts{def, of.token, of.of_slots};
  return (!def->m_methods || add_functions_py(t, module, def->m_methods)) &&
         (!def->m_doc || set_doc(t, module, def->m_doc));
}

}  // namespace

static constinit thread_local Loading* t_loading = nullptr;

Loading::Loading() : outer_(std::exchange(t_loading, this)) {}
Loading::~Loading() { t_loading = outer_; }
void note_gil(const void* answer) {
  if (t_loading) t_loading->runs_without_gil_ = answer == Py_MOD_GIL_NOT_USED;
}

Ref module_of(Thread& t, PyModuleDef* def, Value name) {
  Ref module = rt::make_module(t, name);
  if (!module || !fill(t, module, def, {def, nullptr}) || !give_state(t, parts_of(as_module(module)))) return Ref();
  return module;
}

Ref module_of_slots_py(Thread& t, PyModuleDef* def, Value spec) {
  Ref name = rt::getattr_py(t, spec, rt::name(rt::N::name));
  if (!name) return Ref();
  ModuleCreator create = nullptr;
  for (PyModuleDef_Slot* slot = def->m_slots; slot && slot->slot; ++slot) {
    switch (new_slot_id(slot->slot, SlotsOf::kModule)) {
      case Py_mod_create: create = reinterpret_cast<ModuleCreator>(slot->value); break;
      case Py_mod_gil: note_gil(slot->value); break;
      case Py_mod_exec:
      case Py_mod_multiple_interpreters: break;
      case Py_mod_abi:
        if (!check_abi_py(t, static_cast<const PyABIInfo*>(slot->value), name)) return Ref();
        break;
      default: return rt::raise(t, rt::kSystemErrorType, "module %S uses unknown slot ID %d", name.get(), slot->slot);
    }
  }
  if (def->m_size < 0)
    return rt::raise(t, rt::kSystemErrorType, "module %S: m_size may not be negative for multi-phase initialization",
                     name.get());
  return fill_module_py(t, def, create, def, spec, name, {def, nullptr});
}

Ref fill_module_py(Thread& t, PyModuleDef* def, ModuleCreator create, PyModuleDef* shown, Value spec, Value name,
                   ModuleOrigin of) {
  Ref module = create ? result_of(t, enter(create, word(spec), shown),
                                  [&] { return rt::format_message(t, "creation of module %S", name); })
                      : rt::make_module(t, name);
  if (module && rt::has_layout(module, rt::TypeId::kModule))
    return fill(t, module, def, of) ? std::move(module) : Ref();
  bool has_state = def->m_size > 0 || def->m_traverse || def->m_clear || def->m_free;
  delete of.of_slots;
  if (!module) return Ref();
  if (has_state)
    return rt::raise(t, rt::kSystemErrorType, "module %S is not a module object, but requests module state", name);
  return module;
}
void install_module_hooks() {
  rt::g_extensions.trace_module = trace_module;
  rt::g_extensions.dispose_module = dispose_module;
}

}  // namespace capi

// ---- making

// A definition is told from a module by its header, which has no shape.
PyObject* PyModuleDef_Init(PyModuleDef* def) {
  Call call;
  if (call.lacks(def) || !check_revision(call, def->m_base.m_index, def->m_name)) return nullptr;
  return reinterpret_cast<PyObject*>(def);
}

// The name in the definition may lack the package, which the loader knows.
PyObject* PyModule_Create2(PyModuleDef* def, int version) {
  Call call;
  if (call.lacks(def) || !check_revision(call, version, def->m_name)) return nullptr;
  if (def->m_slots)
    return rt::raise(call, rt::kSystemErrorType, "module %s: PyModule_Create is incompatible with m_slots",
                     def->m_name);
  Ref name = call.text(package_context(def->m_name));
  return name ? give(module_of(call, def, name)) : nullptr;
}

PyObject* PyModule_FromDefAndSpec2(PyModuleDef* def, PyObject* spec, int version) {
  Call call;
  if (call.lacks(def, spec) || !check_revision(call, version, def->m_name)) return nullptr;
  return give(module_of_slots_py(call, def, value(spec)));
}

int PyModule_ExecDef(PyObject* module, PyModuleDef* def) {
  Call call;
  if (call.lacks(module, def)) return -1;
  if (rt::has_layout(value(module), rt::TypeId::kModule)) {
    ModuleParts* parts = parts_of(as_module(value(module)));
    if (!parts || parts->executed) return 0;
    if (!give_state(call, parts)) return -1;
    parts->executed = true;
  }
  for (PyModuleDef_Slot* slot = def->m_slots; slot && slot->slot; ++slot) {
    if (new_slot_id(slot->slot, SlotsOf::kModule) != Py_mod_exec) continue;
    int result = enter(reinterpret_cast<int (*)(PyObject*)>(slot->value), module);
    if (!status_of(call, result != 0, [&] { return rt::format_message(call, "execution of module %s", def->m_name); }))
      return -1;
  }
  return 0;
}

// ---- what a module has

static rt::Module* module_at(Call& call, PyObject* module) {
  return call.is_one(module, rt::TypeId::kModule) ? as_module(value(module)) : nullptr;
}
// Null: TypeError is pending, if it is no module; or the module is no extension's.
static ModuleParts* extension_parts_at(Call&, PyObject* object) {
  if (object && rt::has_layout(value(object), rt::TypeId::kModule)) return parts_of(as_module(value(object)));
  return PyErr_BadArgument(), nullptr;
}

PyModuleDef* PyModule_GetDef(PyObject* object) {
  Call call;
  const ModuleParts* parts = extension_parts_at(call, object);
  return parts && !parts->of_slots ? parts->def : nullptr;
}

void* PyModule_GetState(PyObject* object) {
  Call call;
  const ModuleParts* parts = extension_parts_at(call, object);
  return parts ? parts->state : nullptr;
}

// A str of the module's dict. Null: the module has none, and SystemError is pending, or TypeError if it is no module.
static PyObject* text_of_module(PyObject* object, rt::N name, const char* missing) {
  Call call;
  if (!object || !rt::has_layout(value(object), rt::TypeId::kModule)) return PyErr_BadArgument(), nullptr;
  Ref text = rt::dict_get_str(call, as_module(value(object))->dict, rt::name(name));
  if (text && rt::is_str(text)) return give(std::move(text));
  if (!rt::error_pending(call)) rt::raise(call, rt::kSystemErrorType, "%s", missing);
  return nullptr;
}
PyObject* PyModule_GetNameObject(PyObject* module) {
  return text_of_module(module, rt::N::__name__, "nameless module");
}
PyObject* PyModule_GetFilenameObject(PyObject* module) {
  return text_of_module(module, rt::N::__file__, "module filename missing");
}

// The text lives as long as the module's name.
const char* PyModule_GetName(PyObject* module) {
  Call call;
  Ref name = Ref::steal(value(PyModule_GetNameObject(module)));
  return name ? PyUnicode_AsUTF8(word(name.get())) : nullptr;
}

// `attribute` NULL: the error that is pending stays.
int PyModule_AddObjectRef(PyObject* object, const char* name, PyObject* attribute) {
  Call call(attribute ? Pending::kAside : Pending::kSeen);
  rt::Module* module = module_at(call, object);
  if (!module) return -1;
  if (!attribute) {
    if (!rt::error_pending(call))
      rt::raise(call, rt::kSystemErrorType,
                "PyModule_AddObjectRef() must be called with an exception raised if value is NULL");
    return -1;
  }
  Ref key = call.name(name);
  return call.status(key && rt::dict_set_py(call, module->dict, key, value(attribute)));
}

int PyModule_Add(PyObject* module, const char* name, PyObject* attribute) {
  int result = PyModule_AddObjectRef(module, name, attribute);
  if (attribute) Py_DecRef(attribute);
  return result;
}

// Takes the reference over only if it succeeds.
int PyModule_AddObject(PyObject* module, const char* name, PyObject* attribute) {
  int result = PyModule_AddObjectRef(module, name, attribute);
  if (result == 0) Py_DecRef(attribute);
  return result;
}

int PyModule_AddIntConstant(PyObject* module, const char* name, long number) {
  return PyModule_Add(module, name, PyLong_FromLong(number));
}
int PyModule_AddStringConstant(PyObject* module, const char* name, const char* text) {
  return PyModule_Add(module, name, PyUnicode_FromString(text));
}

int PyModule_AddFunctions(PyObject* object, PyMethodDef* rows) {
  Call call;
  rt::Module* module = module_at(call, object);
  return call.status(module && add_functions_py(call, value(object), rows));
}

int PyModule_SetDocString(PyObject* object, const char* doc) {
  Call call;
  rt::Module* module = module_at(call, object);
  return call.status(module && !call.lacks(doc) && set_doc(call, value(object), doc));
}

int PyModule_AddType(PyObject* module, PyTypeObject* type) {
  if (PyType_Ready(type) < 0) return -1;
  const char* dot = std::strrchr(type->tp_name, '.');
  return PyModule_AddObjectRef(module, dot ? dot + 1 : type->tp_name, reinterpret_cast<PyObject*>(type));
}

int PyUnstable_Module_SetGIL(PyObject* object, void* answer) {
  Call call;
  if (!module_at(call, object)) return -1;
  note_gil(answer);
  return 0;
}

// ---- modules by their definitions: for extensions that have no other way to their module

static gc::Mutex g_by_definition_mutex;
static std::map<PyModuleDef*, Value>& by_definition() {
  static auto& modules = *new std::map<PyModuleDef*, Value>;  // counted
  return modules;
}

PyObject* PyState_FindModule(PyModuleDef* def) {
  Call call;
  gc::MutexGuard guard(g_by_definition_mutex);
  auto found = by_definition().find(def);
  return found == by_definition().end() ? nullptr : word(found->second);
}

int PyState_AddModule(PyObject* module, PyModuleDef* def) {
  Call call;
  if (call.lacks(module, def)) return -1;
  Value v = value(module);
  if (gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) gc::publish(call, v.object());
  Value old = Ref::share(call, v).release();
  {
    gc::MutexGuard guard(g_by_definition_mutex);
    std::swap(by_definition()[def], old);
  }
  rt::decref(call, old);
  return 0;
}

int PyState_RemoveModule(PyModuleDef* def) {
  Call call;
  Value old;
  {
    gc::MutexGuard guard(g_by_definition_mutex);
    auto found = by_definition().find(def);
    if (found == by_definition().end())
      return rt::raise(call, rt::kSystemErrorType, "module is not known by its definition");
    old = found->second;
    by_definition().erase(found);
  }
  rt::decref(call, old);
  return 0;
}
