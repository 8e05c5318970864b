// Scratch memory of GMP's functions, which may be refused.
//
// The mpn functions write to buffers of the caller. What else they need they take from the stack, and beyond some
// kilobytes from blocks that they allocate and that must not be refused: GMP ends the process. with_scratch() keeps a
// list of these blocks; at the first refusal it leaves the function by longjmp and frees them. That is sound for mpn
// functions, which have no state but their blocks and hold no locks: what is left behind is output that is half
// written. It would not be sound for the mpz functions, which this project does not use.
#pragma once

#include <cstddef>

namespace rt::num {

// Operands of so many limbs need no blocks: the calls go without the list, which costs some nanoseconds.
inline constexpr std::size_t kLimbsWithoutBlocks = 64;
// The same for conversions from and to digits.
inline constexpr std::size_t kLimbsWithoutBlocksAsText = 8;

bool run_with_scratch(void (*call)(void*), void* argument);

// Runs `call`, which calls mpn functions and makes nothing that has a destructor. `limbs`: of the largest operand.
// False: memory ran out, and what `call` writes to is undefined. Any thread.
template <std::size_t kFew = kLimbsWithoutBlocks, class Call>
bool with_scratch(std::size_t limbs, Call call) {
  if (limbs <= kFew) {
    call();
    return true;
  }
  return run_with_scratch([](void* argument) { (*static_cast<Call*>(argument))(); }, &call);
}

}  // namespace rt::num
