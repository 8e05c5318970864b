// Lazy imports (PEP 810) as attributes of modules. A lazy import object stands for the module or attribute that will be
// imported; the first read of the variable imports it and replaces the object. The import itself is in
// interp/vm/lazy_import.h. The virtual machine sets both of these variables when it makes the first such object.
#pragma once

#include "runtime/object/ref.h"
#include "runtime/object/type.h"

namespace rt {

inline gc::Atomic<Type*> g_lazy_import_type{nullptr};
// Performs the import that `lazy` stands for, binds the result to `variable` in the namespace `space` and returns it.
// Empty: an error is pending.
inline gc::Atomic<Ref (*)(Thread& t, Value lazy, Value space, Value variable)> g_resolve_lazy_import_py{nullptr};

inline bool is_lazy_import(Value v) {
  Type* type = g_lazy_import_type.load(gc::acquire);
  return type && v.is_pointer() && type_of(v.object()) == type;
}

}  // namespace rt
