// Runs of small ints among the items of a container. They need no counting, and one test recognises four of them.
#pragma once

#include "runtime/object/value.h"

namespace rt {

inline constexpr u64 kIntRun = 4;

TINYPY_INLINE bool is_int_run(const Slot* items) {
  return items[0].get().bits() & items[1].get().bits() & items[2].get().bits() & items[3].get().bits() & 1;
}

}  // namespace rt
