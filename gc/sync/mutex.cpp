// The slow paths of Mutex and Event.
#include "gc/sync/mutex.h"

#include "gc/base/clock.h"
#include "gc/base/trace.h"

namespace gc {

void Mutex::lock_slow() {
  for (int i = 0; i < kSpins; ++i) {
    cpu_pause();
    u32 free = 0;
    // Pairs with the release exchange in unlock().
    if (word_.load(relaxed) == 0 && word_.compare_exchange_strong(free, 1, acquire, relaxed)) return;
  }
  // From here on this thread holds the mutex with the word at 2, because other threads may be parked, of which no other
  // word tells. Pairs with unlock().
  TraceSpan span(TraceKind::runtime_lock_wait);
  while (word_.exchange(2, acquire) != 0) park(word_, 2);
}

Wait Event::wait(i64 timeout_ns) {
  assert_safepoint_allowed();  // a thread that waits is detached
  i64 deadline = timeout_ns < 0 ? 0 : now_ns() + timeout_ns;
  while (!is_set()) {
    i64 left = -1;
    if (timeout_ns >= 0 && (left = deadline - now_ns()) <= 0) return Wait::kTimedOut;
    if (park(word_, 0, left) == Wait::kInterrupted) return is_set() ? Wait::kWoken : Wait::kInterrupted;
  }
  return Wait::kWoken;
}

}  // namespace gc
