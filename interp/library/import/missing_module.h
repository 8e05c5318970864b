// Imports that cannot work say why.
#pragma once

#include "runtime/object/ref.h"

namespace vm {

// From now on, a ModuleNotFoundError of importlib names the extension module for another interpreter that lies where
// the module was looked for. A package whose `__init__` is such a file is not found, and not an empty namespace
// package. `bootstrap`: the module _frozen_importlib. False: an error is pending.
bool explain_missing_modules_py(rt::Thread& t, rt::Value bootstrap);

}  // namespace vm
