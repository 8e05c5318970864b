// The pauses of spin.h.
#include "gc/sync/spin.h"

#include <algorithm>

#include "gc/base/accelerators.h"

namespace gc {

constinit thread_local Spin t_spin [[gnu::tls_model("initial-exec")]];

u64 Spin::next_pause() {
  bool soon = ticks() - ended_ < 4 * pause_ + kClose;
  return pause_ = std::clamp(soon ? pause_ * 2 : pause_ / 2, kShortest, kLongest);
}

void Spin::gave_up(u64 had) {
  pause_ = std::clamp(had, kShortest, kLongest);
  ended_ = ticks();
}

#if defined(TINYPY_MODEL)
void Spin::keep_off(u64) {}
#else
void Spin::keep_off(u64 duration) {
  if (!enabled(Accelerator::backoff)) return;
  u64 began = ticks();
  do {
    cpu_pause();
  } while (ticks() - began < duration);
}
#endif

}  // namespace gc
