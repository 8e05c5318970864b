// Functions of sys for event loops (sys_async.cpp).
#pragma once

#include "interp/vm/frame.h"

namespace vm {

Ref sys_get_asyncgen_hooks(Thread& t);
Ref sys_set_asyncgen_hooks(Thread& t, Value first_iteration, Value finalizer);
Ref sys_get_coroutine_origin_tracking_depth(Thread& t);
Ref sys_set_coroutine_origin_tracking_depth(Thread& t, Value depth);

}  // namespace vm
