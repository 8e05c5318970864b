// Lazy imports (PEP 810): the object that stands for a module until its name is read.
#pragma once

#include "interp/vm/frame.h"
#include "runtime/object/lazy_import.h"

namespace vm {

// `from` empty or None: `import name`; else `from name import from`.
Ref make_lazy_import(Thread& t, rt::Dict* globals, Value name, Value from, i32 level);
using rt::is_lazy_import;
// Imports it, and binds the result to `variable` in `space` in its place.
Ref resolve_lazy_import_py(Thread& t, Value lazy, Value space, Value variable);
Value import_from_py(Thread& t, Value module, Value name);  // ops_import.cpp

}  // namespace vm
