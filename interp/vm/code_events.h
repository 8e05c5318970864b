// What can be observed at each instruction of a code object, and which tools want to observe it (PEP 669).
//
// The places follow from the bytecode alone and are found once. Who wants something there is summed up in one byte a
// word, recomputed when a version says that some tool has changed its mind; so the question at an instruction is one
// load.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// Numbers as in sys.monitoring.events: those up to kStopIteration belong to a place in the code and can be set for a
// single code object.
enum class Event : u8 {
  kPyStart,
  kPyResume,
  kPyReturn,
  kPyYield,
  kCall,
  kLine,
  kInstruction,
  kJump,
  kBranchLeft,
  kBranchRight,
  kStopIteration,
  kRaise,
  kExceptionHandled,
  kPyUnwind,
  kPyThrow,
  kReraise,
  kCReturn,
  kCRaise,
  kBranch,
  kCount
};
inline constexpr u32 kEventCount = static_cast<u32>(Event::kCount);
inline constexpr u32 kLocalEventCount = static_cast<u32>(Event::kStopIteration) + 1;
constexpr u32 bit_of(Event e) { return 1u << static_cast<u32>(e); }

// Tools 0 .. 5 belong to scripts (sys.monitoring); the last two stand for sys.setprofile and sys.settrace of whatever
// thread.
inline constexpr u32 kToolCount = 8, kUserTools = 6, kProfileTool = 6, kTraceTool = 7;

// What the instruction at a word is, besides possibly the first one of a line or of a frame.
enum class Action : u8 { kNone, kCall, kReturn, kYield, kJump, kBranch, kSend };

// One raw block: this header, then the arrays of `words` bytes each.
struct CodeEvents {
  u32 words;
  gc::Atomic<u32> version;            // of the wishes that `wanted` sums up
  gc::Atomic<u32> restarts;           // sys.monitoring.restart_events() seen so far
  gc::Atomic<u32> local[kToolCount];  // events wanted in this code only; under the lock of monitoring.cpp

  enum Place : u8 { kInstruction = 1, kLine = 2, kStart = 4, kResume = 8 };
  static constexpr u32 kActionShift = 4;
  // A tool that has returned DISABLE is left out for the event at the place; events that cannot meet at one place share
  // an array.
  static constexpr u32 kGroups = 5;

  gc::Atomic<u8>* wanted() { return reinterpret_cast<gc::Atomic<u8>*>(this + 1); }  // tools interested in anything here
  u8* places() { return reinterpret_cast<u8*>(wanted() + words); }                  // constant once published
  gc::Atomic<u8>* disabled(u32 group) { return reinterpret_cast<gc::Atomic<u8>*>(places() + words * (1 + group)); }

  bool has(u32 word, Place place) { return places()[word] & place; }
  Action action(u32 word) { return static_cast<Action>(places()[word] >> kActionShift); }
};

u32 group_of(Event e);
// Events that may happen at the instruction.
u32 possible_events(CodeEvents* events, u32 word);
// The block of a code object, made when first asked for. Null: no memory (no error is set).
CodeEvents* events_of(Code* code);

}  // namespace vm
