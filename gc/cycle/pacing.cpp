#include "gc/cycle/pacing.h"

#include <algorithm>

#include "gc/cycle/collector.h"
#include "gc/heap/budget.h"
#include "gc/sync/clock.h"

namespace gc {

Settings g_settings{true, 2000, 10, 0, 0};

namespace {

constexpr i64 kLiveFraction = 4;
constexpr i64 kTimeFactor = 9;
constexpr i64 kForcedGrowth = 2;
constexpr i64 kLeastBudget = 256;
constexpr i64 kStartUpCredit = i64{1} << 40;

// Written with the world stopped or before the first thread; read by any thread.
Atomic<i64> g_live{0}, g_last_end_ns{0}, g_last_pause_ns{0};

i64 allowed_growth() {
  i64 threshold = g_settings.threshold0.load(relaxed);
  return threshold <= 0 ? INT64_MAX : std::max(threshold, g_live.load(relaxed) / kLiveFraction);
}

// Several threads together must not overshoot by much; one thread need not look before it is time.
void set_budget() {
  i64 allowed = std::min(allowed_growth(), i64{1} << 40), threads = thread_count();
  i64 share = threads > 1 ? allowed / (2 * threads) : allowed;
  g_debt_budget.store(std::max(share, std::min(allowed, kLeastBudget)), relaxed);
}

}  // namespace

bool collection_is_due(Thread& thread) {
  set_budget();
  settle_debt(thread);
  i64 grown = g_settled_debt.load(relaxed);
  if (!g_settings.enabled.load(relaxed) || grown < allowed_growth()) return false;
  i64 since = now_ns() - g_last_end_ns.load(relaxed);
  if (since >= kTimeFactor * g_last_pause_ns.load(relaxed)) return true;
  return grown >= kForcedGrowth * g_live.load(relaxed);
}

void collection_was_done(u64 live, u64 pause_ns) {
  g_live.store(static_cast<i64>(live), relaxed);
  g_last_pause_ns.store(static_cast<i64>(pause_ns), relaxed);
  g_last_end_ns.store(now_ns(), relaxed);
  set_budget();
  for_each_thread([](Thread& thread, void*) { if (thread.heap) start_debt(thread); }, nullptr);
  g_settled_debt.store(0, relaxed);
}

void settings_changed(Thread& thread) {
  set_budget();
  settle_debt(thread);
}

void start_up_begins() { g_settled_debt.store(-kStartUpCredit, relaxed); }

void start_up_ends(Thread& thread) {
  settle_debt(thread);
  i64 settled = g_settled_debt.load(relaxed);
  if (settled > -kStartUpCredit / 2) return;  // somebody has collected
  collection_was_done(static_cast<u64>(std::max<i64>(0, settled + kStartUpCredit)), 0);
}

i64 allocated_since_collection() {
  Thread* thread = current_thread();
  return std::max<i64>(0, g_settled_debt.load(relaxed) + (thread ? unsettled_debt(*thread) : 0));
}

}  // namespace gc
