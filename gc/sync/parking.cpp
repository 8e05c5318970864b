// Parking by futex(2).
#include "gc/sync/parking.h"
#include "gc/base/clock.h"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cerrno>
#include <climits>
#include <ctime>

namespace gc {
namespace {

static_assert(sizeof(Atomic<u32>) == sizeof(u32), "a futex word is the atomic's storage itself");

long futex(const Atomic<u32>& word, int operation, u32 value, const timespec* timeout) {
  return syscall(SYS_futex, &word, operation | FUTEX_PRIVATE_FLAG, value, timeout, nullptr, 0);
}

}  // namespace

// FUTEX_WAIT takes a relative timeout on the monotonic clock. EAGAIN (the word has changed already) counts as woken:
// every caller looks at its word again, so spurious wake-ups are harmless.
Wait park(const Atomic<u32>& word, u32 expected, i64 timeout_ns) {
  timespec timeout;
  if (timeout_ns >= 0) timeout = to_timespec(timeout_ns);
  if (futex(word, FUTEX_WAIT, expected, timeout_ns >= 0 ? &timeout : nullptr) == 0) return Wait::kWoken;
  if (errno == ETIMEDOUT) return Wait::kTimedOut;
  if (errno == EINTR) return Wait::kInterrupted;
  return Wait::kWoken;
}

void unpark_one(const Atomic<u32>& word) { futex(word, FUTEX_WAKE, 1, nullptr); }
void unpark_all(const Atomic<u32>& word) { futex(word, FUTEX_WAKE, INT_MAX, nullptr); }

u32 current_processor() { return static_cast<u32>(sched_getcpu()); }

u32 usable_processors() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? static_cast<u32>(CPU_COUNT(&set)) : 1;
}

}  // namespace gc
