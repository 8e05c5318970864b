// Functions of sys for debuggers and profilers (sys_trace.cpp), and sys.monitoring (sys_monitoring.cpp).
#pragma once

#include "interp/vm/frame.h"

namespace vm {

Ref sys_settrace(Thread& t, Value function);
Ref sys_gettrace(Thread& t);
Ref sys_setprofile(Thread& t, Value function);
Ref sys_getprofile(Thread& t);
Ref sys_settraceallthreads(Thread& t, Value function);
Ref sys_setprofileallthreads(Thread& t, Value function);
Ref sys_call_tracing(Thread& t, Value function, Value arguments);

// Adds `monitoring` to module sys.
bool init_sys_monitoring(Thread& t, Value sys);

}  // namespace vm
