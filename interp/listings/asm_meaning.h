// What machine instructions do, in plain words. Nothing here knows a listing: the words follow from what the registers
// hold when a function begins, and from the offsets of the fields that it uses.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "interp/listings/machine_code.h"

namespace vm {

// What a register or a word of memory holds.
enum class Kind {
  kUnknown,
  kNumber,
  kConstant,     // a number that the instructions contain
  kThread,       // a Thread
  kValue,        // a Value
  kObject,       // an object
  kItems,        // ListItems
  kReservation,  // ReservationWords
  kRegisters,    // the registers of a frame
  kCode,         // words of bytecode
  kInstruction,  // an instruction word
  kConstants,    // the constants of a code object
  kThreadLocals  // the block of thread-local variables
};
struct Meaning {
  Kind kind = Kind::kUnknown;
  std::string words;         // what people call it: "the object"
  gc::i64 displacement = 0;  // kCode: bytes behind the word after the instruction; kConstant: the number
};
// By the 64-bit names of the registers.
using Registers = std::map<std::string, Meaning>;

// For each instruction what it does; empty: nothing is known about it. `code` is sorted by address; `at_start` is what
// the registers hold at its first instruction.
std::vector<std::string> explain(const std::vector<Instruction>& code, const Registers& at_start);

}  // namespace vm
