// Sections in which a thread reaches no safepoint and runs no Python code. Within one, objects that the thread has read
// stay valid, because no collection and no grace period can end.
//
// A thread that holds an object lock or a mutex of the runtime is in such a section. Other code declares a section by a
// variable of type NoSafepoint. Builds with debug checks abort if a thread reaches a safepoint inside of one; in other
// builds the checks cost nothing.
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

// The number of such sections that the calling thread is in.
extern constinit thread_local u32 t_no_safepoint [[gnu::tls_model("initial-exec")]];

// Such a section, for the lifetime of the variable. Sections may be nested.
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

// To be called at the entry of a function that may reach a safepoint or run Python code.
inline void assert_safepoint_allowed() {
  if constexpr (kChecksSafepoints) ASSERT(t_no_safepoint == 0);
}

}  // namespace gc
