// The studio: a third program, tinypy-t-studio, that is tinypy-t with observers compiled in. It counts what reference
// counts, locks and the collector do, and it orders what threads do.
//
// Code that observes stands behind `if constexpr (kStudio)`, so the two programs that users run contain none of it. An
// option of tinypy-t that needs the studio starts tinypy-t-studio in its place (interp/main/studio.h).
#pragma once

namespace gc {

#if defined(TINYPY_STUDIO)
inline constexpr bool kStudio = true;
#else
inline constexpr bool kStudio = false;
#endif

}  // namespace gc
