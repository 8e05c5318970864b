// Instructions taken apart, with the meaning of their operands by ops.def: for the listing (disassemble.cpp) and for
// what Python sees of bytecode (interp/library/dis).
#pragma once

#include <string>
#include <vector>

#include "interp/compile/code_object.h"
#include "interp/compile/instruction.h"

namespace comp {

struct Operand {
  enum class Kind : u8 {
    kRegister,  // number: of the register; kNoRegister: none
    kConstant,  // number: index of the constant
    kName,      // the same, of a str that is a name
    kTarget,    // number: word where the jump leads
    kNumber,    // number: the operand itself
    kWords,     // what the bits of a number mean
  };
  Kind kind;
  i64 number;
  std::string text;  // as a listing shows it: `x`, `t0*`, `'a'`, `print`, `-> 0012`, `3`
};

struct Instruction {
  u32 word, end;  // its first word, and that behind its last one
  Op op;          // generic
  std::vector<Operand> operands;
};

class Decoder {
 public:
  // `code` must be awake, and stay alive.
  Decoder(rt::Thread& t, const Code* code) : t_(t), code_(code) {}
  // The instruction that begins at a word. False: an error is pending (constants have a repr).
  bool decode_py(u32 word, Instruction* out);
  // The same for a register alone.
  std::string register_text(u16 number);
  // A str as UTF-8; what has no encoding is escaped. An error makes the next decode_py() fail.
  std::string text(Value str);

 private:
  std::string constant_text_py(u64 index);
  std::string name_text(u64 index);
  void add(Operand::Kind kind, i64 number);
  void add(OperandKind kind, u32 bits, i32 distance);
  void add_words(i64 number, std::string text);

  rt::Thread& t_;
  const Code* code_;
  Instruction* out_ = nullptr;
  bool ok_ = true;
};

// What an instruction can have as an operand, whatever its place: for lists such as dis.hasname.
bool has_operand(Op op, Operand::Kind kind);
// Instructions in front of the first line of a function's body. They belong to the call.
inline bool is_prologue(Op op) { return op == Op::MAKE_CELL || op == Op::MAKE_GENERATOR; }
// The word behind them, and the offset at which the call has been prepared: that of the entry, or if there is a
// prologue, the one between it and the body. Tools learn it as the offset of PY_START, and dis shows RESUME there.
u32 first_word_of_body(const Code* code);
i64 resume_offset(const Code* code);

}  // namespace comp
