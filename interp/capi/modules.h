// Modules of C extensions.
#pragma once

#include "interp/capi/capi.h"
#include "runtime/types/classes/module.h"

namespace capi {

using ModuleCreator = PyObject* (*)(PyObject* spec, PyModuleDef* def);

// What slots make of a module that has no definition (module_slots.cpp).
struct SlotDefinition {
  PyModuleDef def;
  PyModuleDef_Slot exec[2];  // def.m_slots
  ModuleCreator create;
  std::string name;  // def.m_name
};

// What C code keeps for a module (rt::Module::extension).
struct ModuleParts {
  PyModuleDef* def;
  void* token;               // by which C code knows its modules: the definition that it has written; null: none
  SlotDefinition* of_slots;  // owns `def`, which C code does not know; null: C code has written it
  void* state = nullptr;     // of PyMem_Calloc(), def->m_size bytes; null: none
  bool executed = false;     // the slots Py_mod_exec have run
};
// Null: the module is no extension's.
inline ModuleParts* parts_of_module(Value module) {
  return static_cast<ModuleParts*>(module.as<rt::Module>()->extension);
}

// A module of a definition without slots. `name`: str. Empty: an error is pending.
Ref module_of(Thread& t, PyModuleDef* def, Value name);
// A module of a definition with slots, before PyModule_ExecDef().
Ref module_of_slots_py(Thread& t, PyModuleDef* def, Value spec);
// The same of slots without a definition. `token`: unless the slots have one.
Ref module_of_pyslots_py(Thread& t, const PySlot* slots, Value spec, const void* token);
// What both have in common. `create` may be null, and gets `shown`. of.of_slots is taken over, also if that fails.
struct ModuleOrigin {
  void* token;
  SlotDefinition* of_slots;
};
Ref fill_module_py(Thread& t, PyModuleDef* def, ModuleCreator create, PyModuleDef* shown, Value spec, Value name,
                   ModuleOrigin of);
// Whether a file that was compiled for `info` can run. False: ImportError is pending. `name`: str.
bool check_abi_py(Thread& t, const PyABIInfo* info, Value name);

// The name that a module gets whose definition says `name`: while the loader initialises a module of a package, its
// whole name.
const char* package_context(const char* name);

// What the module that the calling thread is loading has said of the GIL (Py_mod_gil, PyUnstable_Module_SetGIL()).
// Nothing is kept outside of a load.
void note_gil(const void* answer);
// While it lives, the calling thread loads a module.
class Loading {
 public:
  Loading();
  ~Loading();
  Loading(const Loading&) = delete;
  Loading& operator=(const Loading&) = delete;
  bool runs_without_gil() const { return runs_without_gil_; }

 private:
  friend void note_gil(const void* answer);
  bool runs_without_gil_ = false;
  Loading* outer_;
};

void install_module_hooks();
void install_datetime_table();  // datetimes.cpp

}  // namespace capi
