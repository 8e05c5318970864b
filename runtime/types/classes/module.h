// module objects, and small helper types.
#pragma once

#include "runtime/types/containers/dict.h"

namespace rt {

struct Module : Object {
  Dict* dict;   // owned; never null
  Slot name;
  const struct ModuleDef* def;  // native modules; else null
};
struct Cell : Object {
  Slot value;  // empty: unbound
};
struct Method : Object {  // bound method
  Slot function, self;
};
struct SliceObject : Object {
  Slot start, stop, step;
};
struct Range : Object {
  Slot start, stop, step;  // ints
  Slot length;             // int
};

Ref make_module(Thread& t, Value name);
Ref make_module(Thread& t, const char* name);
Ref make_cell(Thread& t, Ref value);
Ref make_method(Thread& t, Value function, Value self);
Ref make_slice(Thread& t, Value start, Value stop, Value step);
Ref make_range(Thread& t, i64 start, i64 stop, i64 step);

// Interpreter-wide tables. Borrowed; live as long as the program.
Dict* sys_modules();
Dict* builtins_dict();
Value builtins_module();
Value sys_module();
Ref sys_get(Thread& t, const char* name);  // sys.<name>; empty without error if absent
Ref import_module_py(Thread& t, const char* name);  // through builtins.__import__'s machinery; dotted names give the last part
Ref import_module_py(Thread& t, Value name);        // interned

}  // namespace rt
