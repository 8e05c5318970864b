// The machine code of a function of this program, read by objdump.
#pragma once

#include <string>
#include <vector>

#include "gc/base/bits.h"

namespace vm {

struct Instruction {
  gc::u64 address;
  std::string mnemonic;               // lower case, with its prefix: "lock cmpxchg"
  std::vector<std::string> operands;  // Intel syntax, lower case: "eax", "dword ptr [rsi+0x4]", "0x8"
  gc::u64 target = 0;                 // of a jump or call; 0: none, or in a register
  std::string symbol;  // the name that objdump gives the target or variable, without parameters, or empty
  bool is_jump() const { return mnemonic[0] == 'j'; }
  bool is_call() const { return mnemonic == "call"; }
  // True if execution never goes on behind it.
  bool ends() const { return mnemonic == "jmp" || mnemonic == "ret" || mnemonic == "ud2"; }
};

// The instructions of the function at `start` that can be reached from its first one without leaving it, by address.
// Empty: *error says why, and what can be done.
std::vector<Instruction> read_machine_code(const void* start, std::string* error);

}  // namespace vm
