// A configuration for tests (-Dstress_lifetime=true): what happens now and then in the lifetime of objects happens all
// the time. The heap is collected after a few allocations, by several markers; the first foreign read lends an object;
// quiescence is announced whenever memory is retired. Freed memory is overwritten by -Ddebug_checks=true, with which it
// goes together.
#pragma once

namespace gc {

#if defined(TINYPY_STRESS)
inline constexpr bool kStress = true;
#else
inline constexpr bool kStress = false;
#endif

}  // namespace gc
