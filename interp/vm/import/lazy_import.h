// Lazy imports (PEP 810): a name is bound to an object that stands for the module until the name is read.
#pragma once

#include "interp/vm/frame.h"
#include "runtime/object/lazy_import.h"

namespace vm {

using rt::is_lazy_import;

// ---- the objects (lazy_import.cpp)

// What an import statement says; borrowed.
struct ImportRequest {
  Value name, globals, locals;
  Value names;  // fromlist: None, or a str, tuple or list of names
  i32 level;
};
// The object for a statement; `full` is the absolute name of the module. Empty: an error is pending.
Ref make_lazy_import(Thread& t, const ImportRequest& request, Value full);
// The object for the submodule that `full` names, as an attribute of its package.
Ref make_lazy_submodule(Thread& t, Value full, Value globals);
// `from lazy import name`, where `lazy` stands for a module: the object that stands for the attribute.
Ref lazy_attribute(Thread& t, Value lazy, Value name);
// The absolute name of what the object stands for. Borrowed from the object, which never changes.
Value lazy_full_name(Value lazy);
// Imports the module, stores the result in `space` under the name `variable`, and returns the result. Empty: an error
// is pending, and the lazy object stays in its place.
Ref resolve_lazy_import_py(Thread& t, Value lazy, Value space, Value variable);
// The same for a variable that is read as an attribute of its module.
Ref resolve_lazy_attribute_py(Thread& t, Value lazy, Value space, Value variable);
// The attribute that `from module import name` binds; owned. Empty: an error is pending (ops/import.cpp).
Value import_from_py(Thread& t, Value module, Value name);

// ---- which imports are lazy, and which of them wait (lazy_mode.cpp). Shared by all threads.

// sys.set_lazy_imports("all") has been called last.
bool all_imports_are_lazy();
void make_all_imports_lazy(bool all);
// sys.set_lazy_imports_filter(): a callable, or None.
Ref lazy_import_filter(Thread& t);
bool set_lazy_import_filter(Thread& t, Value filter);
// sys.lazy_modules, a set: names of what has been imported lazily and has not been needed so far. Made at the first
// call. Empty: MemoryError is pending.
Ref lazy_modules(Thread& t);
// __lazy_import__(): a lazy object, or the module if the filter refuses.
Ref lazy_import_py(Thread& t, const ImportRequest& request);
// True if a plain import statement of a module with these globals is lazy: all are, or __lazy_modules__ has the name.
// 0 or 1; -1: an error is pending.
int plain_import_is_lazy_py(Thread& t, const ImportRequest& request);
// A module has been loaded: its submodules that have been imported lazily become attributes of it.
bool add_lazy_submodules_py(Thread& t, Value module, Value full);
// What the object stands for has been imported.
bool forget_lazy_import_py(Thread& t, Value lazy);

}  // namespace vm
