// A configuration for tests (-Dshadow_counts=true): whenever an object dies, all registers of all threads and
// generators are searched for references to it. A register that still names a dead object is a count that somebody
// forgot. The process then ends with both stacks.
//
// Each search reads every register in use, so the program runs a few times slower for each thread and generator that is
// alive.
#pragma once

namespace gc {

#if defined(TINYPY_SHADOW)
inline constexpr bool kShadow = true;
#else
inline constexpr bool kShadow = false;
#endif

}  // namespace gc
