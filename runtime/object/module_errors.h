// What a module's spec tells: is it still being imported? And the AttributeError of modules, which says why the
// attribute is probably missing.
#pragma once

#include <string>

#include "runtime/object/error.h"

namespace rt {

// The folder that the program's own modules come from first, sys.path[0] at start-up; empty: none. Set once, before any
// module is imported.
void set_script_folder(std::string folder);

// Is the module, or what stands in sys.modules for one, still being run, by an import of another thread or by one
// further out?
bool is_initializing_py(Thread& t, Value module);

// AttributeError for `name`, with a hint when the module is still being imported or hides one of the library's.
Error raise_no_module_attribute_py(Thread& t, Value module, Value name);

}  // namespace rt
