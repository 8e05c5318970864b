// A configuration for tests (-Dstress_lifetime=true) that makes rare events in the lifetime of objects frequent: the
// heap is collected after a few allocations, by several markers; the first foreign read lends an object; threads are
// asked to announce quiescence whenever memory is retired. It is used together with -Ddebug_checks=true, which
// overwrites freed memory.
#pragma once

namespace gc {

#if defined(TINYPY_STRESS)
inline constexpr bool kStress = true;
#else
inline constexpr bool kStress = false;
#endif

}  // namespace gc
