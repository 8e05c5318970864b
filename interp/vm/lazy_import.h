// Lazy imports (PEP 810): the object that stands for a module until its name is read.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// `from` empty or None: `import name`; else `from name import from`.
Ref make_lazy_import(Thread& t, rt::Dict* globals, Value name, Value from, i32 level);
extern gc::Atomic<rt::Type*> g_lazy_import_type;  // null until the first one is made
inline bool is_lazy_import(Value v) {
  rt::Type* type = g_lazy_import_type.load(gc::acquire);
  return type && v.is_pointer() && rt::type_of(v.object()) == type;
}
// Imports it, and binds the result to `variable` in `space` in its place.
Ref resolve_lazy_import_py(Thread& t, Value lazy, Value space, Value variable);
Value import_from_py(Thread& t, Value module, Value name);  // ops_import.cpp

}  // namespace vm
