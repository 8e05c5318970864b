// Passes of the compiler that tests turn off, one at a time, to find the one that is wrong (passes.def).
#pragma once

#include <string>
#include <string_view>

#include "gc/base/bits.h"

namespace comp {

using gc::u32;

// One for each row of passes.def, in the same order.
enum class Pass : u32 {
#define PASS(name, does) name,
#include "interp/compile/passes.def"
#undef PASS
};

inline constexpr std::string_view kPassNames[] = {
#define PASS(name, does) #name,
#include "interp/compile/passes.def"
#undef PASS
};

// One bit for each pass that is off. Written at start-up, before any thread is started; only read afterwards.
inline constinit u32 g_passes_off = 0;

inline bool runs(Pass p) { return (g_passes_off >> static_cast<u32>(p) & 1) == 0; }

// Turns a pass off. False: no pass has that name. Before any thread is started.
inline bool disable_pass(std::string_view name) {
  for (u32 i = 0; i < std::size(kPassNames); ++i) {
    if (kPassNames[i] == name) return g_passes_off |= u32{1} << i, true;
  }
  return false;
}

}  // namespace comp
