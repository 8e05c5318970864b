// The native modules of this folder, and settings they share.
#pragma once

#include "runtime/object/native.h"

namespace vm {

extern const rt::MethodDef kExecBuiltins[];  // added to the module builtins

rt::Ref current_locals_py(rt::Thread& t);

// Registers the modules of this folder. Start-up only.
void register_interp_modules();
// -O, -OO
int default_optimize();
void set_default_optimize(int level);

}  // namespace vm
