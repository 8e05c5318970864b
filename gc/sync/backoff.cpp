// The constants of backoff.h in ticks; a tick is about 0.4 ns.
#include "gc/sync/backoff.h"

#include <algorithm>

#include "gc/base/accelerators.h"
#include "gc/base/atomic.h"
#include "gc/base/clock.h"

namespace gc {
namespace {

// The limits of a pause: about 150 ns, the way of a cache line to another core and back; 13 us; and, for reserved
// locks, 100 us, which is many thousand short critical sections.
constexpr u64 kShortest = 384, kLongest = 32768, kLongestReserved = 262144;

struct History {
  u64 pause = kShortest;  // the first pause of the thread's last wait
  u64 ended = 0;          // the end of that wait
  bool gave_up = false;   // the thread has given up a reserved lock on request since then
};
constinit thread_local History t_last [[gnu::tls_model("initial-exec")]];

#if defined(TINYPY_MODEL)
// The model checker explores one look before parking.
constexpr int kTurns = 1;
constexpr u64 kClose = 0;
void keep_off(u64) {}
#else
constexpr int kTurns = 2;
constexpr u64 kClose = 8192;  // longer than most critical sections
void keep_off(u64 duration) {
  if (!enabled(Accelerator::backoff)) return;
  u64 began = ticks();
  do {
    cpu_pause();
  } while (ticks() - began < duration);
}
#endif

}  // namespace

Backoff::Backoff(bool reserved, u64 sections) {
  bool soon = ticks() - t_last.ended < 4 * t_last.pause + sections;
  limit_ = reserved || (soon && t_last.gave_up) ? kLongestReserved : kLongest;
  pause_ = t_last.pause = std::clamp(soon ? t_last.pause * 2 : t_last.pause / 2, kShortest, limit_);
  t_last.gave_up = false;
}

Backoff::~Backoff() { t_last.ended = ticks(); }

void keep_off_as_long_as(u64 had) {
  u64 now = ticks();
  t_last = {std::clamp(had, now - t_last.ended < 4 * t_last.pause ? t_last.pause : kShortest, kLongestReserved), now,
            true};
}

void forget_contention() { t_last = {}; }

CloseLook::CloseLook(At at) : until_(ticks() + (at == At::kWay ? kClose / 4 : kClose)) {}

bool CloseLook::goes_on() const {
  if (ticks() >= until_) return false;
  cpu_pause();
  return true;
}

bool Backoff::wait() {
  if (ticks() < close_until_) {
    cpu_pause();
    return true;
  }
  if (turns_ == kTurns) return false;
  ++turns_;
  keep_off(pause_);
  pause_ = std::min(pause_ * 2, limit_);
  close_until_ = ticks() + kClose;
  return true;
}

}  // namespace gc
