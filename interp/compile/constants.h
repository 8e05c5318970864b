// The constants of one code object. Two constants are merged if type and value are the same, bit for bit: 1, 1.0 and
// True stay apart, and so do 0.0 and -0.0.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "interp/compile/code.h"
#include "interp/syntax/ast.h"

namespace comp {

// How wide the operand is that names a constant: 32 bits, or 16.
enum class Reach : u8 { kFar, kNear };

// Far operands use the first half of the 16-bit indices, and then those above 16 bits. The second half is left to near
// operands.
class Constants {
 public:
  // Adds a constant, if there is none like it within reach, and returns its index; kNoRoom: no near index is left.
  u32 add(rt::Ref value, Reach reach);
  // The same for an interned str that is used as a name; a constant that is equal but not interned is replaced by it.
  // The Ref must not be empty: if interning has failed, the caller reports the error.
  u32 add_name(rt::Ref str, Reach reach);
  // All constants by index. The last call.
  std::vector<rt::Ref> take();

  static constexpr u32 kNearIndices = 1 << 16;
  static constexpr u32 kNoRoom = ~u32{0};

 private:
  u32 place(rt::Ref value, Reach reach);
  rt::Ref& at(u32 index);

  std::vector<rt::Ref> near_;  // by index
  std::vector<rt::Ref> far_;   // by index less kNearIndices
  std::unordered_map<u64, u32> immediates_;
  std::unordered_map<std::string, u32> objects_;
};

// The object for a literal. Empty: MemoryError is pending.
rt::Ref literal_value(rt::Thread& t, const syn::ConstantValue& literal);
// Appends the key of a constant. Two constants have the same key if and only if they may be merged.
void append_constant_key(Value v, std::string& key);

}  // namespace comp
