// Which of the ideas beside the textbook core are in use: all, unless the program was told at its start to do without
// some (accelerators.def). For measuring what each is worth, and for tests of the core by itself.
#pragma once

#include <string_view>

#include "gc/base/bits.h"

namespace gc {

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

// One bit for each that is off. Written before any thread exists, and only read from then on.
inline constinit u32 g_accelerators_off = 0;

// For paths that are rare or slow: counting, locking and allocating ask nothing.
inline bool enabled(Accelerator a) { return (g_accelerators_off >> static_cast<u32>(a) & 1) == 0; }

// Turns off those named, separated by commas; "all": every one. False: there is a name that none has, and nothing has
// been done. Before any thread exists.
[[nodiscard]] bool disable_accelerators(std::string_view names);

}  // namespace gc
