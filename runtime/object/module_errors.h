// Diagnosis of missing module attributes. A module's __spec__ tells whether its import is still running and where its
// file lies; from that the AttributeError gets a hint about the probable cause (circular import, shadowed library).
#pragma once

#include <string>

#include "runtime/object/error.h"

namespace rt {

// Sets the folder of the program's own modules: sys.path[0] at start-up; empty: none. Called once, before any import.
void set_script_folder(std::string folder);

// True if the import of the module is still running, in another thread or in an outer frame of this one. `module` may
// be any object that stands in sys.modules. Never leaves an error pending.
bool is_initializing_py(Thread& t, Value module);

// Raises AttributeError for `name`, with a hint if the module is still being imported or shadows a library module.
Error raise_no_module_attribute_py(Thread& t, Value module, Value name);

}  // namespace rt
