// Lazy imports (PEP 810): a name is bound to an object that stands for the module until the name is read.
#pragma once

#include "interp/vm/frame.h"
#include "runtime/object/lazy_import.h"

namespace vm {

// The object for `import name` (if `from` is None), or for `from name import from`. Empty: MemoryError is pending.
Ref make_lazy_import(Thread& t, rt::Dict* globals, Value name, Value from, i32 level);
using rt::is_lazy_import;
// Imports the module, stores the result in `space` under the name `variable`, and returns the result. Empty: an error
// is pending, and the lazy object stays in its place.
Ref resolve_lazy_import_py(Thread& t, Value lazy, Value space, Value variable);
// The attribute that `from module import name` binds; owned. Empty: an error is pending (ops_import.cpp).
Value import_from_py(Thread& t, Value module, Value name);

}  // namespace vm
