// sys.settrace and sys.setprofile: functions that belong to a thread.
#pragma once

#include "interp/vm/instrument.h"

namespace vm {

// Installs (empty: removes) a thread's own function for kTraceTool or kProfileTool. May stop the world.
void set_thread_hook(Thread& t, u32 tool, Value function);
Value thread_hook(const Thread& t, u32 tool);  // borrowed; empty: none
// The same for every thread.
void set_hook_of_all_threads(Thread& t, u32 tool, Value function);
// sys.call_tracing: calls with observation switched on inside a callback.
Ref call_tracing_py(Thread& t, Value function, Value arguments);
// A frame wants 'opcode' events (f_trace_opcodes).
void want_opcode_events(Thread& t);

}  // namespace vm
