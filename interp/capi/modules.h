// Modules of C extensions.
#pragma once

#include "interp/capi/capi.h"
#include "runtime/types/classes/module.h"

namespace capi {

// What C code keeps for a module (rt::Module::extension).
struct ModuleParts {
  PyModuleDef* def;
  void* state;    // of PyMem_Calloc(), def->m_size bytes; null: none
  bool executed;  // the slots Py_mod_exec have run
};

// A module of a definition without slots. `name`: str. Empty: an error is pending.
Ref module_of(Thread& t, PyModuleDef* def, Value name);
// A module of a definition with slots, before PyModule_ExecDef().
Ref module_of_slots_py(Thread& t, PyModuleDef* def, Value spec);

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
