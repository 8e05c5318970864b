// The names of relative imports.
#pragma once

#include "runtime/object/thread.h"

namespace vm {

// The absolute name of the module that `from ..name import` means in a module with these globals (a dict), as importlib
// computes it; `level` is the number of dots, at least 1. Empty: an error is pending.
rt::Ref absolute_name_py(rt::Thread& t, rt::Value name, rt::Value globals, int level);

}  // namespace vm
