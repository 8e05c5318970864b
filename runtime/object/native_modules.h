// The native modules that the program has, and the tables every import goes through.
#pragma once

#include "runtime/object/native.h"

namespace rt {

// Calls f for every registered definition, in the order of registration (sys.builtin_module_names, importers).
void for_each_native_module(void (*f)(const ModuleDef* def, void* argument), void* argument);
// Makes sys.modules, `builtins`, and `sys` if it is registered. Once, after the types are complete and the modules
// registered.
void init_native_modules(Thread& t);
// The module of that name from sys.modules, or made from its definition and entered there. Empty: an error is pending.
Ref load_native_module(Thread& t, const ModuleDef* def);

// Minor version of Python's library, which decides on what some classes and modules show. Set once, before the first
// Python code runs.
u32 library_minor();
void set_library_minor(u32 minor);

// Interpreter-wide tables. Borrowed; live as long as the program.
Dict* sys_modules();
Dict* builtins_dict();
Value builtins_module();
Value sys_module();
Ref sys_get(Thread& t, const char* name);  // sys.<name>; empty without error if absent
Ref import_module_py(Thread& t,
                     const char* name);  // through builtins.__import__'s machinery; dotted names give the last part
Ref import_module_py(Thread& t, Value name);  // interned

}  // namespace rt
