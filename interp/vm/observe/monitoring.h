// The tools of sys.monitoring: the events that each tool wants, and its callbacks. See code_events.h and instrument.h.
// Any thread may call these functions.
#pragma once

#include "interp/vm/observe/instrument.h"

namespace vm {

// Sets the events that a tool wants in all code. May stop the world.
void set_tool_events(Thread& t, u32 tool, u32 events);
// The same, with the events that `wanted` computes under a lock. So if several threads do this at the same time, the
// last store has the newest result.
void renew_tool_events(Thread& t, u32 tool, u32 (*wanted)(u32 tool));
u32 tool_events(u32 tool);
// Sets the events that a tool wants in one code object. False: MemoryError is pending.
bool set_local_events(Thread& t, u32 tool, Code* code, u32 events);
u32 local_events(u32 tool, Code* code);
// sys.monitoring.restart_events(): takes back every DISABLE that a callback has returned.
void restart_events(Thread& t);
// Gives up all events and all callbacks of a tool.
void clear_tool(Thread& t, u32 tool);

// The callback of a tool for an event, or None. Registering `function` (None: no callback) returns the callback before.
Ref tool_callback(Thread& t, u32 tool, Event e);
Ref register_tool_callback(Thread& t, u32 tool, Event e, Value function);

// sys.monitoring.DISABLE and MISSING, immortal; set when the module is made.
void set_monitoring_markers(Value disable, Value missing);
const char* event_name(Event e);

}  // namespace vm
