// Accelerators: the techniques of gc/ beyond the textbook algorithms. All are in use, unless the program is told at its
// start to do without some (accelerators.def). Switching them off serves to measure what each one gains, and to test
// the algorithms without them.
#pragma once

#include <string_view>

#include "gc/base/bits.h"

namespace gc {

// One for each row of accelerators.def, in the same order.
enum class Accelerator : u32 {
#define ACCELERATOR(name, saves) name,
#include "gc/base/accelerators.def"
#undef ACCELERATOR
};

inline constexpr std::string_view kAcceleratorNames[] = {
#define ACCELERATOR(name, saves) #name,
#include "gc/base/accelerators.def"
#undef ACCELERATOR
};

// One bit for each accelerator that is off. Written before any thread is started, only read afterwards. A unit test
// writes it while helpers of the marking team look for work, hence the atomic accesses.
inline constinit u32 g_accelerators_off = 0;

// True if the accelerator is in use. Asked on paths that are rare or slow only: never for each count, lock or
// allocation. Any thread.
inline bool enabled(Accelerator a) {
  return (__atomic_load_n(&g_accelerators_off, __ATOMIC_RELAXED) >> static_cast<u32>(a) & 1) == 0;
}

// Turns off the accelerators in a list of names, separated by commas; "all" names every one. False: a name is unknown;
// nothing has changed. Before any thread is started.
[[nodiscard]] bool disable_accelerators(std::string_view names);

}  // namespace gc
