#include "gc/cycle/pacing.h"

#include <algorithm>

#include "gc/base/accelerators.h"
#include "gc/base/stress.h"
#include "gc/cycle/collector.h"
#include "gc/heap/budget.h"
#include "gc/refcount/publish.h"
#include "gc/sync/clock.h"

namespace gc {

Settings g_settings{true, 2000, 10, 0, 0};

namespace {

constexpr i64 kLiveFraction = 4;
constexpr i64 kTimeFactor = 10;  // a little more than a tenth asks for: no measurement is exact
constexpr i64 kForcedGrowth = 2;
constexpr i64 kUnpacedThresholds = 5;  // without pacing so many of them must be reached
constexpr i64 kLeastBudget = kStress ? 16 : 256, kMostBudget = i64{1} << 40;
constexpr i64 kStressGrowth = 60, kStressFraction = 100;
constexpr i64 kStartUpCredit = i64{1} << 40;

// So many young objects are looked at together: they fit into a cache of half a megabyte. Those that live cost less
// than this part of the time, and less the longer no garbage is found among the young.
constexpr i64 kYoung = kStress ? 30 : 8192;
constexpr i64 kYoungTimeFactor = 20;
constexpr i64 kReadyFraction = 4;  // so much fewer are enough where a page begins
constexpr u32 kMostInVain = 3;

// So much may be made while what a collection has found is freed; beside a larger heap in proportion.
constexpr i64 kFarAhead = kStress ? 1000 : 100'000;

// Until a collection has told better, what becomes of an allocated object in the end costs this much.
constexpr i64 kGarbageNs = 50;

// Written by the collecting thread; read by any thread. Of the last collection: how much had been allocated before it,
// when it ended.
Atomic<i64> g_live{0}, g_growth{0}, g_end_ns{0}, g_for_living_ns{0}, g_garbage_ns{kGarbageNs};
Atomic<i64> g_found{0};  // published garbage of the last collection

i64 allowed_growth(i64 live) {
  i64 threshold = g_settings.threshold0.load(relaxed);
  if (threshold <= 0) return INT64_MAX;
  return kStress ? std::max(kStressGrowth, live / kStressFraction) : std::max(threshold, live / kLiveFraction);
}

bool is_paced() { return !kStress && enabled(Accelerator::pacing); }

// `garbage_ns`: what each object allocated is going to cost as garbage, as far as it is.
bool is_due(i64 growth, i64 live, i64 end_ns, i64 for_living_ns, i64 garbage_ns) {
  if (growth < allowed_growth(live)) return false;
  if (!is_paced()) return kStress || growth > kUnpacedThresholds * g_settings.threshold0.load(relaxed);
  if (growth >= kForcedGrowth * live) return true;
  double next = static_cast<double>(for_living_ns) *
                (1 + static_cast<double>(growth) / static_cast<double>(live));  // live is not 0 here
  return static_cast<double>(now_ns() - end_ns + growth * garbage_ns) >= kTimeFactor * next;
}

// Several threads together must not overshoot by much; one thread need not look before it is time.
void set_budget() {
  i64 allowed = std::min(allowed_growth(g_live.load(relaxed)), kMostBudget), threads = thread_count();
  i64 share = threads > 1 ? allowed / (2 * threads) : allowed;
  g_debt_budget.store(std::max(share, std::min(allowed, kLeastBudget)), relaxed);
}

bool world_is_due(i64 growth, i64 live) {
  return is_due(growth, live, g_end_ns.load(relaxed), g_for_living_ns.load(relaxed), g_garbage_ns.load(relaxed));
}

bool threads_run() { return kRefcount == Refcount::kBiased && g_threads_started.load(relaxed); }
// Threads collect what is private to them. If they do not, the rules are applied to all objects.
bool collects_apart() { return threads_run() && enabled(Accelerator::private_collections); }

i64 young_size() { return std::max(kYoung, kStress ? 0 : g_settings.threshold0.load(relaxed)); }

bool is_enabled() { return g_settings.enabled.load(relaxed) && g_settings.threshold0.load(relaxed) > 0; }
bool is_starting_up() { return g_settled_debt.load(relaxed) <= -kStartUpCredit / 2; }
bool looks_at_young() {
  return kRefcount != Refcount::kAtomic && enabled(Accelerator::young_collections) && is_enabled() && !is_starting_up();
}

// The thread settles when its own growth, or what it has of young objects, may be worth a collection of its own.
void set_own_budget(OwnDebt& debt) {
  i64 allowed = std::max(std::min(allowed_growth(debt.work), kMostBudget) - debt.growth, kLeastBudget);
  i64 young = std::max(young_size() - debt.young, kLeastBudget);
  debt.ready = looks_at_young() ? young_size() - young_size() / kReadyFraction : kMostBudget;
  debt.budget = std::min(collects_apart() ? allowed : kMostBudget, looks_at_young() ? young : kMostBudget);
}

void set_budgets(Thread& thread) {
  set_budget();
  settle_debt(thread);
  set_own_budget(heap_of(thread).debt);
  start_debt(thread);
}

// Young objects for which there is no time grow old.
bool young_is_due(Thread& thread) {
  OwnDebt& debt = heap_of(thread).debt;
  if (!looks_at_young() || (debt.young < young_size() && !debt.page_begins)) return false;
  debt.young = 0;
  debt.page_begins = false;
  bool due = !is_paced() || now_ns() >= debt.not_before_ns;
  if (!due) forget_young(heap_of(thread));
  return due;
}

// Of what the thread has made: how much is going to be looked at as young objects soon, and most of it may be gone
// then. Larger collections wait for that.
i64 not_yet_old(const OwnDebt& debt) { return !kStress && looks_at_young() ? debt.young : 0; }

bool private_is_due(const OwnDebt& debt) {
  return is_due(debt.growth - not_yet_old(debt), debt.work, debt.end_ns, debt.for_living_ns, debt.garbage_ns);
}

DueCollection due_beside_threads(Thread& thread) {
  OwnDebt& debt = heap_of(thread).debt;
  // What threads have made for themselves since then is looked at as well.
  i64 growth = g_public_debt.load(relaxed), own = g_settled_debt.load(relaxed) - growth;
  if (world_is_due(growth, g_live.load(relaxed) + std::max<i64>(0, own))) return DueCollection::kWorld;
  return private_is_due(debt) ? DueCollection::kPrivate : DueCollection::kNone;
}

DueCollection due_alone(Thread& thread) {
  i64 growth = g_settled_debt.load(relaxed) - not_yet_old(heap_of(thread).debt);
  return world_is_due(growth, g_live.load(relaxed)) ? DueCollection::kWorld : DueCollection::kNone;
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
  if (!is_enabled()) return DueCollection::kNone;
  if (young_is_due(thread)) return DueCollection::kYoung;
  return collects_apart() ? due_beside_threads(thread) : due_alone(thread);
}

// Looks at what there is and at what has been made: a thread that hands much on while a large heap is freed holds
// nobody up.
bool collector_lags() {
  if (!threads_run()) return false;
  i64 far = kFarAhead + kForcedGrowth * g_live.load(relaxed), there = g_public_debt.load(relaxed);
  return there >= far && there - g_found.load(relaxed) + g_released.load(relaxed) >= far;
}

Spending::Spending() : since_(now_ns()) {}

u64 Spending::lap() {
  i64 before = since_;
  since_ = now_ns();
  return static_cast<u64>(since_ - before);
}

void Spending::marked() { for_living_ += lap(); }

void Spending::judged(u64 tried, u64 garbage) {
  u64 took = lap();
  double living = tried == 0 ? 1 : static_cast<double>(tried - garbage) / static_cast<double>(tried);
  u64 part = static_cast<u64>(living * static_cast<double>(took));
  for_living_ += part;
  for_garbage_ += took - part;
  garbage_ = garbage;
}

void Spending::freed() { for_garbage_ += lap(); }

// Little garbage says little: the time may have gone elsewhere, into a finalizer or another thread.
i64 Spending::for_garbage_of_each(i64 allocated) const {
  constexpr u64 kMost = 200;
  u64 spent = std::min(for_garbage_, kMost * garbage_);
  return static_cast<i64>(spent) / std::max({allocated, static_cast<i64>(garbage_), i64{1}});
}

void collection_was_done(u64 live, u64 published_garbage, const Spending& spending) {
  g_live.store(static_cast<i64>(live), relaxed);
  g_for_living_ns.store(spending.for_living_ns(), relaxed);
  g_end_ns.store(now_ns(), relaxed);
  g_growth.store(collects_apart() ? g_public_debt.load(relaxed) : g_settled_debt.load(relaxed), relaxed);
  set_budget();
  for_each_thread([](Thread& thread, void*) { start_anew(thread); }, nullptr);
  g_found.store(static_cast<i64>(published_garbage), relaxed);
  g_released.store(0, relaxed);
  g_settled_debt.store(static_cast<i64>(published_garbage), relaxed);
  g_public_debt.store(static_cast<i64>(published_garbage), relaxed);
}

// A collection that somebody asks for before it is due says nothing about what becomes of objects.
// Nor is the memory of garbage a credit that allows for more of it.
void garbage_was_freed(Thread& thread, const Spending& spending) {
  settle_debt(thread);
  i64 settled = g_settled_debt.load(relaxed);
  if (settled < 0) g_settled_debt.fetch_sub(settled, relaxed);
  i64 growth = g_growth.load(relaxed);
  if (growth >= allowed_growth(0)) g_garbage_ns.store(spending.for_garbage_of_each(growth), relaxed);
  g_end_ns.store(now_ns(), relaxed);
}

void private_collection_was_done(Thread& thread, u64 live, u64 work, const Spending& spending) {
  settle_debt(thread);
  OwnDebt& debt = heap_of(thread).debt;
  debt.garbage_ns = spending.for_garbage_of_each(debt.growth);
  i64 explained = static_cast<i64>(live) - debt.live;
  if (debt.live != OwnDebt::kUnknownLive) g_public_debt.fetch_add(debt.growth - explained, relaxed);
  debt.live = static_cast<i64>(live);
  debt.growth = 0;
  debt.work = static_cast<i64>(work);
  debt.for_living_ns = spending.for_living_ns();
  debt.end_ns = now_ns();
  set_own_budget(debt);
  start_debt(thread);
}

void young_collection_was_done(Thread& thread, u64 live, u64 garbage, const Spending& spending) {
  settle_debt(thread);
  OwnDebt& debt = heap_of(thread).debt;
  constexpr u64 kLittle = 8;  // part of what lives
  debt.in_vain = garbage >= live / kLittle ? 0 : std::min(debt.in_vain + 1, kMostInVain);
  debt.not_before_ns = now_ns() + (kYoungTimeFactor * spending.for_living_ns() << debt.in_vain);
  debt.young = 0;
  set_own_budget(debt);
  start_debt(thread);
}

void settings_changed(Thread& thread) { set_budgets(thread); }

void start_up_begins() { g_settled_debt.store(-kStartUpCredit, relaxed); }

void start_up_ends(Thread& thread) {
  settle_debt(thread);
  if (!is_starting_up()) return;  // somebody has collected
  i64 settled = g_settled_debt.load(relaxed);
  collection_was_done(static_cast<u64>(std::max<i64>(0, settled + kStartUpCredit)), 0, Spending());
  forget_young(heap_of(thread));
}

i64 allocated_since_collection() {
  Thread* thread = current_thread();
  return std::max<i64>(0, g_settled_debt.load(relaxed) + (thread ? unsettled_debt(*thread) : 0));
}

}  // namespace gc
