// Sections in which a thread comes to no safepoint and runs no Python code: what it has read stays as it is. Builds
// with debug checks end the process where a thread breaks that promise; in others nothing of it is left in the code.
//
// Whoever holds the lock of an object or a mutex of the runtime is in such a section. Others say so by a variable of
// this type.
#pragma once

#include "gc/base/assert.h"
#include "gc/base/bits.h"
#include "gc/base/build.h"

namespace gc {

#if defined(TINYPY_MODEL)
inline constexpr bool kChecksSafepoints = false;  // the threads of the model share one thread of the system
#else
inline constexpr bool kChecksSafepoints = kDebug;
#endif

// How many such sections the calling thread is in.
extern constinit thread_local u32 t_no_safepoint [[gnu::tls_model("initial-exec")]];

class NoSafepoint {
 public:
  NoSafepoint() {
    if constexpr (kChecksSafepoints) ++t_no_safepoint;
  }
  ~NoSafepoint() {
    if constexpr (kChecksSafepoints) --t_no_safepoint;
  }
  NoSafepoint(const NoSafepoint&) = delete;
  NoSafepoint& operator=(const NoSafepoint&) = delete;
};

// At the entry of what may come to a safepoint or run Python code.
inline void assert_safepoint_allowed() {
  if constexpr (kChecksSafepoints) ASSERT(t_no_safepoint == 0);
}

}  // namespace gc
