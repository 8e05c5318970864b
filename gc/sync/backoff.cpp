#include "gc/sync/backoff.h"

#include <algorithm>

#include "gc/base/atomic.h"

namespace gc {
namespace {

// About 150 ns, the way of a cache line, and 800 ns: dozens of short critical sections. With longer pauses a thread with a short section
// hardly gets its turn beside one that holds the lock most of the time.
constexpr u64 kShortest = 384, kLongest = 2048;

struct History {
  u64 pause = kShortest;  // the first turn of the last wait
  u64 ended = 0;          // when that was over
};
constinit thread_local History t_last [[gnu::tls_model("initial-exec")]];

#if defined(TINYPY_MODEL)
// One look before sleeping is enough to explore.
constexpr int kTurns = 1;
u64 ticks() { return 0; }
void keep_off(u64) {}
#else
constexpr int kTurns = 6;
u64 ticks() { return __builtin_ia32_rdtsc(); }
void keep_off(u64 duration) {
  u64 began = ticks();
  do {
    cpu_pause();
  } while (ticks() - began < duration);
}
#endif

}  // namespace

Backoff::Backoff() {
  bool soon = ticks() - t_last.ended < 4 * t_last.pause;
  pause_ = t_last.pause = soon ? std::min(t_last.pause * 2, kLongest) : std::max(t_last.pause / 2, kShortest);
}

Backoff::~Backoff() { t_last.ended = ticks(); }

bool Backoff::wait() {
  if (turns_ == kTurns) return false;
  ++turns_;
  keep_off(pause_);
  pause_ = std::min(pause_ * 2, kLongest);
  return true;
}

}  // namespace gc
