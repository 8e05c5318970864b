// Lazy imports (PEP 810) as attributes of modules: the object that stands for what will be imported is replaced when
// somebody reads it. The import itself is the virtual machine's (interp/vm/lazy_import.h), which sets both of these
// when it makes the first such object.
#pragma once

#include "runtime/object/ref.h"
#include "runtime/object/type.h"

namespace rt {

inline gc::Atomic<Type*> g_lazy_import_type{nullptr};
// Imports what `lazy` stands for, and binds the result to `variable` in the namespace `space` in its place. Empty:
// error.
inline gc::Atomic<Ref (*)(Thread& t, Value lazy, Value space, Value variable)> g_resolve_lazy_import_py{nullptr};

inline bool is_lazy_import(Value v) {
  Type* type = g_lazy_import_type.load(gc::acquire);
  return type && v.is_pointer() && type_of(v.object()) == type;
}

}  // namespace rt
