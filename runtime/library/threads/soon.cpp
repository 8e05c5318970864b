// The steps of soon.h, and what a thread remembers of its last waits.
#include "runtime/library/threads/soon.h"

#include <algorithm>

#include "gc/base/clock.h"
#include "gc/sync/backoff.h"
#include "gc/sync/parking.h"

namespace rt {

namespace {

// In ticks, of about 0.4 ns. A yield that takes kSwitch or more has let another thread run; one that takes kCrowd,
// many; one that takes kSlice has met a thread that computes.
constexpr u64 kClose = 3072, kBrief = 256, kStay = 1536, kCrowd = 16384, kYielding = 65536, kSwitch = 3072,
              kSlice = 131072;

// A wait in vain counts kLess if the answer has come within kSoon, the sleep included, otherwise kMore. When they come
// to kOften, the thread does not try the next kSeldom waits.
constexpr u32 kLess = 1, kMore = 4, kOften = 16, kSeldom = 16;
constexpr u64 kSoon = 131072;
// After a slow yield it does not yield in the next kRare waits, and four times as many each time that happens again, up
// to kRarest. Each wait with quick yields takes a sixteenth off.
constexpr u32 kRare = 64, kRarest = 1 << 16;

struct History {
  u32 in_vain = 0;       // waits in a row without an answer, by their weight
  u32 skips = 0;         // so many of the next waits are not tried
  u32 without = 0;       // in so many of the next waits it does not yield
  u32 rare = kRare;      // what `without` becomes after a slow yield
  bool crowded = false;  // the last answer came after a switch
  u64 began = 0;         // ticks: the begin of the last wait, if it was in vain
};
constinit thread_local History t_history [[gnu::tls_model("initial-exec")]];

// The number of processors, looked up again after waits in vain, as a script may change it.
gc::Atomic<u32> g_processors{0};

bool has_company() {
  u32 known = g_processors.load(gc::relaxed);
  if (known == 0) g_processors.store(known = gc::usable_processors(), gc::relaxed);
  return known > 1;
}

}  // namespace

SoonWait::SoonWait() : pays_(has_company()), began_(gc::ticks()), last_(began_) {
  if (pays_ && t_history.skips != 0) {
    --t_history.skips;
    pays_ = false;
  }
  if (pays_ && t_history.without != 0) {
    --t_history.without;
    may_yield_ = false;
  }
  if (!pays_) t_history.began = 0;
  until_ = began_ + (t_history.crowded && may_yield_ ? kBrief : kClose);
}

bool SoonWait::looks_closely() {
  gc::cpu_pause();
  last_ = gc::ticks();
  if (last_ < until_) return true;
  // If the last answer came after a switch, the one who answers may stand behind this thread, and pauses delay it.
  until_ = last_ + (may_yield_ || !t_history.crowded ? kYielding : 0);
  return false;
}

bool SoonWait::yields() {
  if (last_ >= until_) return false;
  if (!may_yield_ || last_ < stays_until_) {
    gc::cpu_pause();
    last_ = gc::ticks();
    return true;
  }
  u64 before = last_;
  gc::yield_cpu();
  last_ = gc::ticks();
  bool switched = last_ - before >= kSwitch;
  if (switched && last_ - before < kCrowd) stays_until_ = last_ + kStay;
  if (switched && !switched_) until_ += kYielding;
  switched_ |= switched;
  slow_ |= last_ - before >= kSlice;
  return true;
}

bool SoonWait::ends(bool answered) {
  History& history = t_history;
  if (slow_) {
    history.without = history.rare;
    history.rare = std::min(4 * history.rare, kRarest);
  } else if (switched_) {
    history.rare = std::max(kRare, history.rare - history.rare / 16);
  }
  if (may_yield_) history.crowded = switched_;
  if (answered) {
    history.in_vain = 0;
    // Whoever has answered lets go of its locks soon.
    gc::forget_contention();
    return true;
  }
  history.began = began_;
  return false;
}

void SoonWait::slept() {
  History& history = t_history;
  if (history.began == 0) return;
  bool soon = gc::ticks() - history.began < kSoon;
  history.began = 0;
  history.in_vain += soon ? kLess : kMore;
  if (history.in_vain < kOften) return;
  // After the skips, one more late answer is enough to skip again.
  history.in_vain = soon ? 0 : kOften - kMore;
  history.skips = kSeldom;
  g_processors.store(0, gc::relaxed);
}

}  // namespace rt
