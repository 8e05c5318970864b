#include "gc/cycle/pacing.h"

#include <algorithm>

#include "gc/cycle/collector.h"
#include "gc/heap/budget.h"
#include "gc/refcount/publish.h"
#include "gc/sync/clock.h"

namespace gc {

Settings g_settings{true, 2000, 10, 0, 0};

namespace {

constexpr i64 kLiveFraction = 4;
constexpr i64 kTimeFactor = 9;
constexpr i64 kForcedGrowth = 2;
constexpr i64 kLeastBudget = 256, kMostBudget = i64{1} << 40;
constexpr i64 kStartUpCredit = i64{1} << 40;

// Written with the world stopped or before the first thread; read by any thread.
Atomic<i64> g_live{0}, g_last_end_ns{0}, g_last_took_ns{0};

i64 allowed_growth(i64 live) {
  i64 threshold = g_settings.threshold0.load(relaxed);
  return threshold <= 0 ? INT64_MAX : std::max(threshold, live / kLiveFraction);
}

bool is_due(i64 growth, i64 live, i64 end_ns, i64 took_ns) {
  if (growth < allowed_growth(live)) return false;
  return growth >= kForcedGrowth * live || now_ns() - end_ns >= kTimeFactor * took_ns;
}

// Several threads together must not overshoot by much; one thread need not look before it is time.
void set_budget() {
  i64 allowed = std::min(allowed_growth(g_live.load(relaxed)), kMostBudget), threads = thread_count();
  i64 share = threads > 1 ? allowed / (2 * threads) : allowed;
  g_debt_budget.store(std::max(share, std::min(allowed, kLeastBudget)), relaxed);
}

bool world_is_due(i64 growth, i64 live) { return is_due(growth, live, g_last_end_ns.load(relaxed), g_last_took_ns.load(relaxed)); }

bool private_is_due(const OwnDebt& debt) { return is_due(debt.growth, debt.work, debt.end_ns, debt.took_ns); }

// The thread settles when its own growth may be worth a collection of its own.
void set_own_budget(OwnDebt& debt) {
  debt.budget = std::max(std::min(allowed_growth(debt.work), kMostBudget) - debt.growth, kLeastBudget);
}

bool beside_threads() { return kRefcount == Refcount::kBiased && g_threads_started.load(relaxed); }

void set_budgets(Thread& thread) {
  set_budget();
  settle_debt(thread);
  if (!beside_threads()) return;
  set_own_budget(heap_of(thread).debt);
  start_debt(thread);
}

DueCollection due_beside_threads(Thread& thread) {
  OwnDebt& debt = heap_of(thread).debt;
  // What threads have made for themselves since then is looked at as well.
  i64 growth = g_public_debt.load(relaxed), own = g_settled_debt.load(relaxed) - growth;
  if (world_is_due(growth, g_live.load(relaxed) + std::max<i64>(0, own))) return DueCollection::kWorld;
  return private_is_due(debt) ? DueCollection::kPrivate : DueCollection::kNone;
}

void start_anew(Thread& thread) {
  if (!thread.heap) return;
  settle_debt(thread);
  OwnDebt& debt = heap_of(thread).debt;
  if (debt.live != OwnDebt::kUnknownLive) debt.live = std::max<i64>(0, debt.live + debt.growth);
  debt.growth = 0;
}

}  // namespace

DueCollection due_collection(Thread& thread) {
  set_budgets(thread);
  if (!g_settings.enabled.load(relaxed)) return DueCollection::kNone;
  if (beside_threads()) return due_beside_threads(thread);
  return world_is_due(g_settled_debt.load(relaxed), g_live.load(relaxed)) ? DueCollection::kWorld : DueCollection::kNone;
}

void collection_was_done(u64 live, u64 took_ns) {
  g_live.store(static_cast<i64>(live), relaxed);
  g_last_took_ns.store(static_cast<i64>(took_ns), relaxed);
  g_last_end_ns.store(now_ns(), relaxed);
  set_budget();
  for_each_thread([](Thread& thread, void*) { start_anew(thread); }, nullptr);
  g_settled_debt.store(0, relaxed);
  g_public_debt.store(0, relaxed);
}

void private_collection_was_done(Thread& thread, u64 live, u64 work, u64 took_ns) {
  settle_debt(thread);
  OwnDebt& debt = heap_of(thread).debt;
  i64 explained = static_cast<i64>(live) - debt.live;
  if (debt.live != OwnDebt::kUnknownLive) g_public_debt.fetch_add(debt.growth - explained, relaxed);
  debt.live = static_cast<i64>(live);
  debt.growth = 0;
  debt.work = static_cast<i64>(work);
  debt.took_ns = static_cast<i64>(took_ns);
  debt.end_ns = now_ns();
  set_own_budget(debt);
  start_debt(thread);
}

void settings_changed(Thread& thread) { set_budgets(thread); }

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
