// Scratch memory for GMP's functions, such that running out of memory is an error and not the end of the process.
//
// The mpn functions write their results to buffers of the caller. Their scratch memory comes from the stack, and beyond
// some kilobytes from allocated blocks. GMP's interface has no way to report that an allocation has failed: GMP ends
// the process. with_scratch() therefore keeps a list of these blocks; at the first failure it leaves the GMP function
// by longjmp and frees the blocks. That is sound for mpn functions, because they have no state except their blocks and
// hold no locks: only half-written output is left behind. It would not be sound for the mpz functions, which this
// project does not use.
#pragma once

#include <gmp.h>

#include <cstddef>

namespace rt::num {

inline mp_size_t gmp_size(std::size_t size) { return static_cast<mp_size_t>(size); }

// For operands of at most this size GMP allocates no blocks. The call is then made without the list, which would cost
// some nanoseconds.
inline constexpr std::size_t kLimbsWithoutBlocks = 64;
// The same limit for conversions from and to digits.
inline constexpr std::size_t kLimbsWithoutBlocksAsText = 8;

bool run_with_scratch(void (*call)(void*), void* argument);

// Runs `call`, which calls mpn functions. It must not construct anything with a destructor, which the longjmp would
// skip. `limbs`: the size of the largest operand. False: out of memory, and the output of `call` is undefined. Any
// thread; calls must not be nested.
template <std::size_t kFew = kLimbsWithoutBlocks, class Call>
bool with_scratch(std::size_t limbs, Call call) {
  if (limbs <= kFew) {
    call();
    return true;
  }
  return run_with_scratch([](void* argument) { (*static_cast<Call*>(argument))(); }, &call);
}

}  // namespace rt::num
