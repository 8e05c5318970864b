// The steps of soon.h, and what a thread remembers of its last waits.
#include "runtime/modules/threads/soon.h"

#include <algorithm>

#include "gc/base/clock.h"
#include "gc/sync/parking.h"

namespace rt {

namespace {

// In ticks, of about 0.4 ns. A yield that takes kSwitch or more has let another thread run; one that takes kSlice has
// met a thread that computes.
constexpr u64 kClose = 3072, kBrief = 256, kYielding = 65536, kSwitch = 3072, kSlice = 131072;

// After kOften waits in vain a thread does not try the next kSeldom ones.
constexpr u32 kOften = 4, kSeldom = 16;
// After a slow yield it does not yield in the next kRare waits, and four times as many each time that happens again, up
// to kRarest. Each wait with quick yields takes a sixteenth off.
constexpr u32 kRare = 64, kRarest = 1 << 16;

struct History {
  u32 in_vain = 0;       // waits in a row without an answer
  u32 skips = 0;         // so many of the next waits are not tried
  u32 without = 0;       // in so many of the next waits it does not yield
  u32 rare = kRare;      // what `without` becomes after a slow yield
  bool crowded = false;  // the last answer came after a switch
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

SoonWait::SoonWait() : pays_(has_company()) {
  if (pays_ && t_history.skips != 0) {
    --t_history.skips;
    pays_ = false;
  }
  if (pays_ && t_history.without != 0) {
    --t_history.without;
    may_yield_ = false;
  }
  last_ = gc::ticks();
  until_ = last_ + (t_history.crowded && may_yield_ ? kBrief : kClose);
}

bool SoonWait::looks_closely() {
  gc::cpu_pause();
  last_ = gc::ticks();
  if (last_ < until_) return true;
  until_ = last_ + kYielding;
  return false;
}

bool SoonWait::yields() {
  if (!may_yield_ || last_ >= until_) return false;
  u64 before = last_;
  gc::yield_cpu();
  last_ = gc::ticks();
  switched_ |= last_ - before >= kSwitch;
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
  history.in_vain = answered ? 0 : history.in_vain + 1;
  if (history.in_vain >= kOften) {
    history.skips = kSeldom;
    g_processors.store(0, gc::relaxed);
  }
  return answered;
}

}  // namespace rt
