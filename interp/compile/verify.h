// Shared by the two passes of the bytecode verifier: check_instructions looks at each instruction alone (verify.cpp),
// check_flow follows the contents of registers along all paths (verify_flow.cpp).
#pragma once

#include <string>
#include <vector>

#include "interp/compile/code_object.h"
#include "interp/compile/instruction.h"

namespace comp {

// A broken rule: the offset of the instruction, and the message.
struct Finding {
  u32 word = 0;
  std::string what;
  // Returns false, for `return finding.say(...)`.
  bool say(u32 at, std::string text) {
    word = at;
    what = std::move(text);
    return false;
  }
};

inline constexpr u32 kIteratorRegisters = 4;

inline u16 operand_of(u64 instruction, int i) { return static_cast<u16>(instruction >> (16 * (i + 1))); }
inline u16 plain_register(u16 operand) { return operand & 0x7fff; }

// True if the frame ends with the instruction: what its locals still hold is released.
inline bool leaves_function(Op op) { return op == Op::RETURN || op == Op::RETURN_K || op == Op::RETURN_GENERATOR_END; }
// The number of registers in a run of the instruction at `word`. 0: it is the window of a call.
u32 run_length(const Code* code, u32 word, Run run);
// The number of registers behind the window's header that hold arguments of a call.
u32 call_arguments(Op op, u32 c);

// A name is an exact str that is interned: dicts, shapes and inline caches compare names by identity.
bool is_name(Value v);
bool is_tuple_of_names(Value v);

// The index of the innermost exception handler that covers a word, by word; kNoHandler: none. The table must be right.
inline constexpr u32 kNoHandler = ~u32{0};
std::vector<u32> innermost_handlers(const Code* code);

// First pass. (*starts)[word]: an instruction starts there. False: a rule is broken; see *finding.
bool check_instructions(const Code* code, std::vector<bool>* starts, Finding* finding);

// The contents of a register before an instruction.
enum class Held : u8 {
  kNothing,        // a local: unbound; a temporary: nothing, but an immediate may have stayed behind
  kPerhaps,        // a local that is bound on some paths
  kImmediate,      // an immediate, which needs no release
  kConstant,       // an uncounted constant: the code keeps it alive
  kLoan,           // an uncounted loan: a local keeps it alive (FrameState::loans)
  kOwned,          // an owned value; for a local: it is bound
  kIterator,       // the first of the four registers of a loop
  kIteratorState,  // the other three
  kAsyncIterator,
  // The result of FIND_METHOD, which only its call may read: the registers of the callee, of the object, and of the
  // first argument.
  kFoundCallee,
  kFoundObject,
  kFoundArgument,
  kException,
  kHandledBefore,
};

// A temporary has the value of a local on loan. If paths meet on which it has borrowed from different locals, there is
// a Loan for each of them.
struct Loan {
  u16 temporary, local;
  auto operator<=>(const Loan&) const = default;
};

// What is known of a value.
struct Known {
  ValueType type = ValueType::any;
  u16 count = 0;  // of ValueValueType::cells
  bool operator==(const Known&) const = default;
};

struct FrameState {
  std::vector<Held> held;    // by register; empty: the instruction cannot be reached
  std::vector<Known> known;  // by register
  std::vector<Loan> loans;   // sorted
};

// Second pass, for code that has passed the first one. `states`, which may be null, gets the state before each word.
// False: a rule is broken; see `finding`.
bool check_flow(const Code* code, std::vector<FrameState>* states, Finding* finding);

}  // namespace comp
