// The registers of one code object: locals below, temporaries above. Temporaries are used as a stack, so all of them
// above a mark are given up at once.
#pragma once

#include "interp/compile/code.h"

namespace comp {

class Registers {
 public:
  explicit Registers(u32 locals) : locals_(locals), top_(locals), highest_(locals) {}
  bool is_temp(u16 reg) const { return reg >= locals_; }
  // The register as an operand: marked with kTempBit if it is a temporary, so that the instruction consumes it.
  u16 consumed(u16 reg) const { return is_temp(reg) && reg != kNoRegister ? reg | kTempBit : reg; }
  u16 push(u32 count = 1) {
    u32 first = top_;
    top_ += count;
    if (top_ > highest_) highest_ = top_;
    return static_cast<u16>(first);
  }
  u16 top() const { return static_cast<u16>(top_); }
  // Gives up all temporaries from `mark` on.
  void release_to(u16 mark) { top_ = mark; }
  bool is_top(u16 reg) const { return is_temp(reg) && reg + 1u == top_; }
  u32 highest() const { return highest_; }
  bool exhausted() const { return highest_ > 0x7f00; }
  u32 locals() const { return locals_; }

 private:
  u32 locals_, top_, highest_;
};

// Gives up, at the end of a block of C++ code, the temporaries that were pushed in it.
class TempScope {
 public:
  explicit TempScope(Registers& registers) : registers_(registers), mark_(registers.top()) {}
  ~TempScope() { registers_.release_to(mark_); }
  TempScope(const TempScope&) = delete;
  TempScope& operator=(const TempScope&) = delete;

 private:
  Registers& registers_;
  u16 mark_;
};

}  // namespace comp
