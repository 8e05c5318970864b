// sys.settrace and sys.setprofile: each thread has a trace function and a profile function of its own.
#pragma once

#include "interp/vm/observe/instrument.h"

namespace vm {

// Installs the calling thread's function for kTraceTool or kProfileTool (borrowed; empty: removes it). May stop the
// world. May run Python code, since it releases the old function.
void set_thread_hook(Thread& t, u32 tool, Value function);
Value thread_hook(const Thread& t, u32 tool);  // borrowed; empty: none
// Installs the function in every thread that runs Python code. Stops the world.
void set_hook_of_all_threads(Thread& t, u32 tool, Value function);
// The profile function that threads get when they start, as a profiler that observes all threads needs it (borrowed;
// empty: none). make_hook_of_new_threads() is called once, under the import lock, before the other. False: an error is
// pending.
bool make_hook_of_new_threads(Thread& t);
bool set_profile_hook_of_new_threads(Thread& t, Value function);
// Called by a started thread before and after it runs the function that it was started with.
void thread_runs_py(Thread& t, Value function);
// From now on observers know a started thread by the name of its function.
void name_started_threads();
// sys.call_tracing: calls a function with observation switched on, from within a callback.
Ref call_tracing_py(Thread& t, Value function, Value arguments);
// Sets how many callbacks the calling thread is inside, and returns the number before; more than 0: nothing is
// observed.
u32 exchange_observer_depth(Thread& t, u32 depth);
// Switches 'opcode' events on for all trace functions: a frame has set f_trace_opcodes. They stay on.
void want_opcode_events(Thread& t);

}  // namespace vm
