// Observed execution: sys.settrace, sys.setprofile and sys.monitoring.
//
// Each handler dispatches to the next one through g_dispatch. While no tool is active, the entries of g_dispatch are
// the handlers themselves, so observation costs nothing: no test, no instruction. When the first tool becomes active,
// the world is stopped and every entry becomes `observed`, which reports the events of the instruction and then runs
// its handler. So frames that run already, suspended generators, specialised instructions and inline caches need no
// change. Only code that leaves an instruction by an exception tests g_observing.
//
// Events that precede an instruction follow from its place (code_events.h). The result of a call or a branch is known
// only at the next instruction of the same frame. Until then the call or branch is an open step on a stack of the
// thread.
#pragma once

#include <vector>

#include "interp/vm/observe/code_events.h"

namespace vm {

struct ThreadInstrument {
  struct OpenStep {
    Value* r;  // the frame
    u32 word;
    Action action;       // kCall of a callee that is no Python function, kBranch or kSend
    Value callee, self;  // of a kCall; owned
  };
  Value trace, profile;         // functions of sys.settrace and sys.setprofile; owned, or empty
  u32 inside = 0;               // number of callbacks that are running; if it is not 0, nothing is observed
  u8 tools = 0x3f;              // tools that may be interested in this thread, as a bit set
  Value* last_frame = nullptr;  // frame and pc of the last instruction; the frame may have ended since
  const u64* last_pc = nullptr;
  Value* open_frame = nullptr;  // frame of the topmost open step
  std::vector<OpenStep> open;
  // While a trace function or a tool's callback runs: the frame of its event (f_lineno may be set there), the event,
  // and the line of a line event. Lines without code (`pass`) have events, but no instruction.
  Value* told_frame = nullptr;
  Event event = Event::kCount;
  i32 told_line = 0;
  const u64* jump = nullptr;  // after f_lineno was set: the word after the instruction to continue at
  i32 jump_line = 0;          // after a trace function has set f_lineno: the line, until its event has been reported
};

// True while the entries of g_dispatch are `observed`. Changes only with the world stopped.
extern gc::Atomic<bool> g_observing;
// Incremented at every change of any tool's wishes (CodeEvents::version).
extern gc::Atomic<u32> g_wishes_version;

// Writes running_table(), which is g_dispatch unless instructions are counted. World stopped.
void set_observing(bool on);
// Observation has ended: takes away what threads have noted of instructions that they are in the middle of. The caller
// owns the values in *noted, and releases them when the world runs again. World stopped.
void end_observation(Thread& t, std::vector<Value>* noted);

// ---- called by the unwinder and by generators, only if g_observing

// An error is pending; these functions report it. If a callback raises, its exception replaces the pending error.
void observe_raise_py(Thread& t, Value* r, const u64* pc, bool again);  // raised; again: raised again by RERAISE
// A generator that frame r resumed in place has returned `value` (borrowed). CPython would carry the value in a
// StopIteration, so that exception is reported. Here no error is pending before. False: a callback has raised one.
bool observe_stop_py(Thread& t, Value* r, const u64* pc, Value value);
void observe_handled_py(Thread& t, Value* r, const u64* pc);  // an exception handler of the frame was found
void observe_leaving_py(Thread& t, Value* r, const u64* pc);  // the frame ends by the error
void observe_throw_py(Thread& t, Value* r, const u64* pc);    // the error is thrown into a generator

// ---- between the observer and the tools

// Calls the callbacks of sys.monitoring's tools for an event. Their arguments are code, offset, then `a` and `b` unless
// they are empty. False: a callback has raised.
bool tell_tools_py(Thread& t, Code* code, u32 word, Event e, Value a = Value(), Value b = Value());
// The same for the functions of sys.settrace and sys.setprofile (tracing.cpp).
bool tell_tracer_py(Thread& t, Value* r, Event e, Value argument);
// `self`: of a call, its first argument, or empty.
bool tell_profiler_py(Thread& t, Value* r, Event e, Value argument, Value self);
// The tools that want event e at the word, as a bit set; restricted to instrument.tools.
u32 tools_for(Code* code, u32 word, Event e, const ThreadInstrument& instrument);
// Computes the summary of a code object anew, under the lock of monitoring.cpp, if the wishes have changed since.
void refresh_events(CodeEvents* events);

}  // namespace vm
