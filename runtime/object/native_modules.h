// The native modules of the program, and the interpreter-wide tables that every import uses.
#pragma once

#include "runtime/object/native.h"

namespace rt {

// Calls f for every registered definition, in the order of registration (sys.builtin_module_names, importers).
void for_each_native_module(void (*f)(const ModuleDef* def, void* argument), void* argument);
// Makes sys.modules, `builtins`, and `sys` if it is registered. Once, after the types are complete and the modules
// registered.
void init_native_modules(Thread& t);
// The module of that name in sys.modules; if absent, it is made from its definition and entered there. Empty: an error
// is pending.
Ref load_native_module(Thread& t, const ModuleDef* def);

// Minor version of Python's library (13 for 3.13). Some classes and modules differ by it. Set once, before Python code
// runs.
u32 library_minor();
void set_library_minor(u32 minor);

// Interpreter-wide tables. Borrowed; live as long as the program.
Dict* sys_modules();
Dict* builtins_dict();
Value builtins_module();
Value sys_module();
Ref sys_get(Thread& t, const char* name);  // sys.<name>; empty without error if absent
// Imports through builtins.__import__; a dotted name gives the module of the last part. If another thread is importing
// the module, waits for it. Empty: an error is pending.
Ref import_module_py(Thread& t, const char* name);
Ref import_module_py(Thread& t, Value name);  // `name` is interned

}  // namespace rt
