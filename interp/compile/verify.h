// What the two passes of the bytecode verifier share. See verify.cpp.
#pragma once

#include <string>
#include <vector>

#include "interp/compile/code_object.h"
#include "interp/compile/emitter.h"

namespace comp {

// A rule that is broken, and where.
struct Finding {
  u32 word = 0;
  std::string what;
  // False, for `return finding.say(...)`.
  bool say(u32 at, std::string text) {
    word = at;
    what = std::move(text);
    return false;
  }
};

inline u16 operand_of(u64 instruction, int i) { return static_cast<u16>(instruction >> (16 * (i + 1))); }
inline u16 plain_register(u16 operand) { return operand & 0x7fff; }

// How many registers an operand with this ownership letter names, from the one in the instruction on. 0: the letter is
// not that of a run.
u32 run_length(const Code* code, u32 word, char letter);
// The same for the arguments of a call: the registers from the window's header on that hold some.
u32 call_arguments(Op op, u32 c);

// First pass. starts: set to whether an instruction starts at each word. False: see *finding.
bool check_instructions(const Code* code, std::vector<bool>* starts, Finding* finding);

// What a register holds before an instruction.
enum class Held : u8 {
  kNothing,        // a local: unbound; a temporary: nothing, but an immediate may have stayed behind
  kPerhaps,        // a local that is bound on some paths
  kImmediate,      // a value that nobody has to release
  kConstant,       // uncounted: the code keeps it alive
  kLoan,           // uncounted: a local keeps it alive (FrameState::loans)
  kOwned,          // a value; of a local: it is bound
  kIterator,       // the first of a loop's four registers
  kIteratorState,  // the others
  kAsyncIterator,
  kFound,  // by FIND_METHOD, for the call alone
  kException,
  kHandledBefore,
};

// A temporary has the value of a local on loan. Different paths may have borrowed from different locals.
struct Loan {
  u16 temporary, local;
  auto operator<=>(const Loan&) const = default;
};

struct FrameState {
  std::vector<Held> held;   // by register; empty: the instruction cannot be reached
  std::vector<Loan> loans;  // sorted
};

// Second pass, of code that has passed the first one: the state before each word. False: see *finding; the states are
// incomplete.
bool check_flow(const Code* code, std::vector<FrameState>* states, Finding* finding);

}  // namespace comp
