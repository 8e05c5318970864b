// Functions of sys for lazy imports (PEP 810; sys_lazy.cpp).
#pragma once

#include "interp/vm/frame.h"

namespace vm {

Ref sys_get_lazy_imports(Thread& t);
Ref sys_set_lazy_imports(Thread& t, Value mode);
Ref sys_get_lazy_imports_filter(Thread& t);
Ref sys_set_lazy_imports_filter(Thread& t, Value filter);

}  // namespace vm
