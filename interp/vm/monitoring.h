// The tools of sys.monitoring: what each wants to know, and whom to call. See code_events.h and instrument.h.
#pragma once

#include "interp/vm/instrument.h"

namespace vm {

// Events that a tool wants everywhere. May stop the world.
void set_tool_events(Thread& t, u32 tool, u32 events);
// The same with what `wanted` says of the tool now: of several threads that do so, none overwrites what a later one was
// told.
void renew_tool_events(Thread& t, u32 tool, u32 (*wanted)(u32 tool));
u32 tool_events(u32 tool);
// Events that a tool wants in one code object. False: MemoryError.
bool set_local_events(Thread& t, u32 tool, Code* code, u32 events);
u32 local_events(u32 tool, Code* code);
// Forgets all DISABLE.
void restart_events(Thread& t);
// Everything a tool has wanted is given up; its callbacks too.
void clear_tool(Thread& t, u32 tool);

// The function that tool has for event; registering returns the one before. None: none.
Ref tool_callback(Thread& t, u32 tool, Event e);
Ref register_tool_callback(Thread& t, u32 tool, Event e, Value function);

// sys.monitoring.DISABLE and MISSING, immortal; set when the module is made.
void set_monitoring_markers(Value disable, Value missing);
const char* event_name(Event e);

}  // namespace vm
