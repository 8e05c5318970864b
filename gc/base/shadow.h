// A configuration for tests (-Dshadow_counts=true): whenever an object dies, all registers of all threads and
// generators are searched for references to it. A register that still names a dead object is a count that somebody
// forgot. The process then ends with both stacks.
//
// Each search reads every register in use, so the program runs a few times slower for each thread and generator that is
// alive.
#pragma once

namespace gc {

struct Object;
struct Thread;

#if defined(TINYPY_SHADOW)
inline constexpr bool kShadow = true;
#else
inline constexpr bool kShadow = false;
#endif

// The search; installed by the virtual machine at start-up. `object` has been disposed of, but its memory has not been
// freed. Called by attached threads.
extern void (*g_check_end)(Thread& thread, const Object* object);

// To be called for every object immediately before its memory is freed or retired. Does nothing in other builds.
inline void check_end(Thread& thread, const Object* object) {
  if constexpr (kShadow) {
    if (g_check_end) g_check_end(thread, object);
  }
}

}  // namespace gc
