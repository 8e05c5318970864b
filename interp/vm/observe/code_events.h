// Which events each instruction of a code object can cause, and which tools want to be told (PEP 669).
//
// The possible events (places) follow from the bytecode alone and are found once. The tools that want any of them are
// summed up in one byte for each word of the code. So the observer asks with one load whether anybody is interested in
// an instruction. A summary carries a version; if a tool has changed its wishes since, the summary is computed anew.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// The numbers are those of sys.monitoring.events. A tool can ask for the events up to kReraise in a single code object.
// Those up to kStopIteration belong to an instruction: a callback disables one at that instruction. The others are
// disabled in the whole code object.
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
inline constexpr u32 kInstructionEventCount = static_cast<u32>(Event::kStopIteration) + 1;
inline constexpr u32 kLocalEventCount = static_cast<u32>(Event::kReraise) + 1;
constexpr u32 bit_of(Event e) { return 1u << static_cast<u32>(e); }

// Tools 0 .. 5 belong to scripts (sys.monitoring). The last two tools stand for sys.setprofile and sys.settrace: their
// wishes are the union over all threads that have set a function.
inline constexpr u32 kToolCount = 8, kUserTools = 6, kProfileTool = 6, kTraceTool = 7;

// The kind of an instruction, as far as events depend on it.
enum class Action : u8 { kNone, kCall, kReturn, kYield, kJump, kBranch, kSend };

// One raw block: this header, then the arrays of `words` bytes each.
struct CodeEvents {
  u32 words;
  gc::Atomic<u32> version;                    // g_wishes_version for which `wanted` was computed
  gc::Atomic<u32> restarts;                   // number of calls of sys.monitoring.restart_events() taken into account
  gc::Atomic<u32> local[kToolCount];          // for each tool: the events that it wants in this code only
  gc::Atomic<u32> disabled_here[kToolCount];  // for each tool: events that it has disabled in this code
  gc::Atomic<gc::Atomic<u64>*> counts;  // how often each word has run (run_counts.h), never freed; null: not counted

  enum Place : u8 { kInstruction = 1, kLine = 2, kStart = 4, kResume = 8 };
  static constexpr u32 kActionShift = 4;
  // A callback that returns DISABLE excludes its tool from that event at that instruction. The excluded tools are kept
  // in arrays, one for each group of events (group_of); events that cannot occur at one instruction share a group.
  static constexpr u32 kGroups = 5;

  gc::Atomic<u8>* wanted() { return reinterpret_cast<gc::Atomic<u8>*>(this + 1); }  // bit set of interested tools
  u8* places() { return reinterpret_cast<u8*>(wanted() + words); }                  // constant once published
  gc::Atomic<u8>* disabled(u32 group) { return reinterpret_cast<gc::Atomic<u8>*>(places() + words * (1 + group)); }

  bool has(u32 word, Place place) { return places()[word] & place; }
  Action action(u32 word) { return static_cast<Action>(places()[word] >> kActionShift); }
};

u32 group_of(Event e);
// The local events that the instruction can cause, as a bit set.
u32 possible_events(CodeEvents* events, u32 word);
// The block of a code object, made at the first call. It belongs to the code object. Null: no memory; no error is set.
// Any thread may call it.
CodeEvents* events_of(Code* code);

}  // namespace vm
