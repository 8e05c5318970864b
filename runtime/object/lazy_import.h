// Lazy imports (PEP 810) as attributes of modules. A lazy import object stands for the module or attribute that will be
// imported; the first read of the variable imports it and replaces the object. The import itself is in
// interp/vm/import/lazy_import.h.
#pragma once

#include "runtime/object/ref.h"
#include "runtime/object/type.h"

namespace rt {

// Performs the import that `lazy` stands for, binds the result to `variable` in the namespace `space` and returns it.
// Empty: an error is pending. The virtual machine sets it at start-up.
inline Ref (*g_resolve_lazy_import_py)(Thread& t, Value lazy, Value space, Value variable) = nullptr;

inline bool is_lazy_import(Value v) { return is_exact(v, TypeId::kLazyImport); }

}  // namespace rt
