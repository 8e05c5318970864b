// Observed execution: sys.settrace, sys.setprofile and sys.monitoring.
//
// Handlers go from one to the next through g_dispatch. While nobody observes anything, its entries are the handlers
// themselves, and observation costs nothing at all: no test, no instruction. As soon as somebody does, the world is
// stopped and every entry becomes `observed`, which reports what is about to happen and then runs the real handler. So
// frames that are running already, generators that sleep, specialised instructions and inline caches need no attention;
// only leaving by an exception asks g_observing.
//
// An event before its instruction comes from the instruction's own place (code_events.h). What a call or a branch did
// is known at the next instruction of the same frame: until then it stands on the thread's stack of open steps.
#pragma once

#include <vector>

#include "interp/vm/code_events.h"

namespace vm {

struct ThreadInstrument {
  struct OpenStep {
    Value* r;  // the frame
    u32 word;
    Action action;       // kCall: of something that is no Python function; kBranch; kSend
    Value callee, self;  // of calls; owned
  };
  Value trace, profile;         // functions of sys.settrace and sys.setprofile; owned, or empty
  u32 inside = 0;               // callbacks running: nothing is observed meanwhile
  u8 tools = 0x3f;              // that may be interested in this thread
  Value* last_frame = nullptr;  // where the thread was at the last instruction; the frame may have gone
  const u64* last_pc = nullptr;
  Value* open_frame = nullptr;  // frame of the topmost open step
  std::vector<OpenStep> open;
  u32 period = 0;  // of observation: open steps of an earlier one are stale
  Value* told_frame =
      nullptr;  // while the trace function is told of an event of this frame: f_lineno may be set for some
  Event event = Event::kCount;  // which
  const u64* jump = nullptr;    // where f_lineno has sent the frame: word after the instruction
  i32 jump_line = 0;            // the line it wanted, until that is reported
};

// True while g_dispatch leads to `observed`.
extern gc::Atomic<bool> g_observing;
// Version of all wishes together (CodeEvents::version).
extern gc::Atomic<u32> g_wishes_version;
// Changes with every start of observation.
extern gc::Atomic<u32> g_observation_period;

// Makes g_dispatch what the wishes ask for. World stopped.
void set_observing(bool on);

// ---- from the unwinder and the generators, only if g_observing. The error is pending; a callback that raises replaces it.
void observe_raise_py(Thread& t, Value* r, const u64* pc, bool again);
// A generator that frame r was driving has returned `value`: what carries it is told as an error, which nobody sees
// otherwise. No error is pending. False: a callback has raised one.
bool observe_stop_py(Thread& t, Value* r, const u64* pc, Value value);
void observe_handled_py(Thread& t, Value* r, const u64* pc);
void observe_leaving_py(Thread& t, Value* r, const u64* pc);
void observe_throw_py(Thread& t, Value* r, const u64* pc);

// ---- between the observer and those who are told

// Calls what sys.monitoring's tools have registered. `a`, `b` (may be empty) follow code and place. False: a callback
// raised.
bool tell_tools_py(Thread& t, Code* code, u32 word, Event e, Value a = Value(), Value b = Value());
// The same for the tool of sys.settrace and sys.setprofile: tracing.cpp. what: "call", "line", ...
bool tell_tracer_py(Thread& t, Value* r, Event e, Value argument);
bool tell_profiler_py(Thread& t, Value* r, Event e, Value argument);
// Tools that want event e at the word (bits), of those that `instrument` admits.
u32 tools_for(Code* code, u32 word, Event e, const ThreadInstrument& instrument);
// Brings the summary of a code object up to date.
void refresh_events(Code* code, CodeEvents* events);

}  // namespace vm
