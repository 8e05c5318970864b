// How tinypy-t-studio looks at instructions before they run. Each handler dispatches to the next one through g_dispatch
// (handler.h); while a watcher looks, the entries of the instructions that concern it call the watcher first. Nothing
// is changed in the handlers, so the other programs are as they are.
//
// While a tracer, a profiler or a monitoring tool is active, its observer stands in the same table (instrument.h): the
// watcher then sees no instruction.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// Called by the thread that is about to run the instruction before pc in frame r, with frame and pc saved. May reach a
// safepoint; runs no Python code, sets no error.
using See = void (*)(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k);

// Before which instructions of a kind the watcher is called: always, or only if operand a or b is an object.
enum class Look : u8 { kNever, kAlways, kIfObjectInA, kIfObjectInB };

// From now on `see` is called before the instructions for which `look` says so, and before some others if there are two
// watchers: at most kMostWatchers, called in the order in which they came. Only one thread has been started.
inline constexpr u32 kMostWatchers = 2;
void watch_instructions(See see, Look (*look)(Op op));
// The handler that stands in the table when no tool observes: the watcher's, or the instruction's own.
Handler unobserved_handler(u32 index);

}  // namespace vm
