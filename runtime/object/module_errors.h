// The AttributeError of modules: it says why the attribute is probably missing.
#pragma once

#include <string>

#include "runtime/object/error.h"

namespace rt {

// The folder that the program's own modules come from first, sys.path[0] at start-up; empty: none. Set once, before any module is imported.
void set_script_folder(std::string folder);

// AttributeError for `name`, with a hint when the module is still being imported or hides one of the library's.
Error raise_no_module_attribute_py(Thread& t, Value module, Value name);

}  // namespace rt
