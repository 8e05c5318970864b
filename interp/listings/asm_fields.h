// Words of memory that machine code uses, by the address in an operand.
#pragma once

#include "interp/listings/asm_meaning.h"

namespace vm {

// "dword ptr [rax+rcx*8-0x4]" in pieces. `base` and `index` are 64-bit names of registers; empty: none.
struct Address {
  unsigned bytes = 0;  // of the access; 0: not known
  bool thread_local_block = false;
  std::string base, index;
  unsigned scale = 1;
  gc::i64 displacement = 0;
};
bool parse_address(const std::string& operand, Address* out);
// The 64-bit name of a register: "rax" for "al", "ax", "eax", "rax". Empty: no register.
std::string whole_register(const std::string& operand);

// What the word at an address holds; `base` and `index`: what these registers hold.
Meaning word_at(const Address& address, const Meaning& base, const Meaning& index);
// The names of the flags of `meta` in a mask.
std::string flag_names(gc::u64 mask);

}  // namespace vm
