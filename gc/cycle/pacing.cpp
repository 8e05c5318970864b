// The rules of pacing.h in numbers, and the budgets that decide when a thread applies them. A thread does not apply the
// rules at each allocation: Thread::gc_debt counts up from -budget, and the rules are applied when the count becomes
// positive (heap/budget.h). The budget is the growth that is still missing before a rule can hold.
#include "gc/cycle/pacing.h"

#include <algorithm>
#include <utility>

#include "gc/base/accelerators.h"
#include "gc/base/clock.h"
#include "gc/base/stress.h"
#include "gc/cycle/collector.h"
#include "gc/heap/budget.h"
#include "gc/refcount/publish.h"

namespace gc {

constexpr i64 kDefaultThreshold = 2000;
Settings g_settings{true, kDefaultThreshold, 10, 0, 0};

namespace {

// Rule (1): the growth that is allowed is L / kLiveFraction. Garbage is at most a fifth of the heap when that is
// reached.
constexpr i64 kLiveFraction = 4;
// Rule (2): 9 would limit the share of living objects to exactly a tenth of the time; 10 leaves room for the error of
// the measurement.
constexpr i64 kTimeFactor = 10;
// Rule (2): at a growth of kForcedGrowth * L, to three times the heap, memory counts more than time.
constexpr i64 kForcedGrowth = 2;
// Without rule (2), G must exceed so many thresholds: 10,000 objects unless gc.set_threshold() says otherwise.
constexpr i64 kUnpacedThresholds = 5;
// Budgets, in objects. The lower limit bounds how often a thread settles, because settling writes shared words. The
// upper limit keeps sums of budgets far from overflow.
constexpr i64 kLeastBudget = kStress ? 16 : 256, kMostBudget = i64{1} << 40;
// Rule (1) in stress builds: max(kStressGrowth objects, L / kStressFraction), so that collections are frequent.
constexpr i64 kStressGrowth = 60, kStressFraction = 100;
// Objects. The start-up begins with this credit, so that no program reaches a threshold before its start-up ends.
constexpr i64 kStartUpCredit = i64{1} << 40;

// Y, in objects: 8192 young objects of typical size fit into a cache of half a megabyte.
constexpr i64 kYoung = kStress ? 30 : 8192;
// T_young: living young objects cost at most a twentieth of the time.
constexpr i64 kYoungTimeFactor = 20;
// A page that begins makes a young collection due at Y - Y / kReadyFraction objects (heap/budget.h: page_begins()).
constexpr i64 kReadyFraction = 4;
// T_young: the greatest v. A young collection that finds no garbage is made at most 2^v times as seldom.
constexpr u32 kMostInVain = 3;

// Objects that other threads may make while a collection of the world frees its garbage, beside kForcedGrowth * L.
constexpr i64 kFarAhead = kStress ? 1000 : 100'000;

// g before the first collection has measured it, in ns: an estimate.
constexpr i64 kGarbageNs = 50;

// Of the last collection of the world: L, G before it, the time of its end, T and g. Written by the collecting thread;
// any thread reads.
Atomic<i64> g_live{0}, g_growth{0}, g_end_ns{0}, g_for_living_ns{0}, g_garbage_ns{kGarbageNs};
Atomic<i64> g_found{0};  // its published garbage, in objects

// The right side of rule (1). A threshold of 0 turns collections off, as gc.set_threshold(0) does in CPython.
i64 allowed_growth(i64 live) {
  i64 threshold = g_settings.threshold0.load(relaxed);
  if (threshold <= 0) return INT64_MAX;
  return kStress ? std::max(kStressGrowth, live / kStressFraction) : std::max(threshold, live / kLiveFraction);
}

// True if rule (2) is applied. If not, G must exceed kUnpacedThresholds * threshold0; in stress builds rule (1) is
// enough.
bool is_paced() { return !kStress && enabled(Accelerator::pacing); }

// Rules (1) and (2) with G, L, t = now - end_ns, T and g.
bool is_due(i64 growth, i64 live, i64 end_ns, i64 for_living_ns, i64 garbage_ns) {
  if (growth < allowed_growth(live)) return false;
  if (!is_paced()) return kStress || growth > kUnpacedThresholds * g_settings.threshold0.load(relaxed);
  if (growth >= kForcedGrowth * live) return true;
  double next = static_cast<double>(for_living_ns) *
                (1 + static_cast<double>(growth) / static_cast<double>(live));  // live is not 0 here
  return static_cast<double>(now_ns() - end_ns + growth * garbage_ns) >= kTimeFactor * next;
}

// The global budget, in objects. One thread may use all of the allowed growth before it settles. Several threads get a
// share each, of half the allowed growth together, because unsettled allocations are not in the sum: so together they
// exceed the allowed growth by at most a half, or by kLeastBudget each.
void set_budget() {
  i64 allowed = std::min(allowed_growth(g_live.load(relaxed)), kMostBudget), threads = thread_count();
  i64 share = threads > 1 ? allowed / (2 * threads) : allowed;
  g_debt_budget.store(std::max(share, std::min(allowed, kLeastBudget)), relaxed);
}

bool world_is_due(i64 growth, i64 live) {
  return is_due(growth, live, g_end_ns.load(relaxed), g_for_living_ns.load(relaxed), g_garbage_ns.load(relaxed));
}

// True if objects may be private to one of several threads, so that private collections make sense.
bool threads_run() { return kRefcount == Refcount::kBiased && g_threads_started.load(relaxed); }
// True if each thread collects its private objects. If not, the rules of the world are applied to all objects.
bool collects_apart() { return threads_run() && enabled(Accelerator::private_collections); }

// A program that lowers the threshold asks for young collections at that growth, whatever they cost.
bool is_eager() { return !kStress && g_settings.threshold0.load(relaxed) < kDefaultThreshold; }
i64 young_size() {
  i64 threshold = kStress ? 0 : g_settings.threshold0.load(relaxed);
  return is_eager() ? threshold : std::max(kYoung, threshold);
}

bool is_enabled() { return g_settings.enabled.load(relaxed) && g_settings.threshold0.load(relaxed) > 0; }
bool is_starting_up() { return g_settled_debt.load(relaxed) <= -kStartUpCredit / 2; }
bool looks_at_young() {
  return kRefcount != Refcount::kAtomic && enabled(Accelerator::young_collections) && is_enabled() && !is_starting_up();
}

// The thread's own budget, in objects: what is missing until a private or a young collection can become due.
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

// True if a young collection is due. If the young objects are many enough but T_young forbids the collection, the
// thread's young pages are forgotten: a larger collection will look at their objects.
bool young_is_due(Thread& thread) {
  OwnDebt& debt = heap_of(thread).debt;
  if (!looks_at_young() || (debt.young < young_size() && !debt.page_begins)) return false;
  debt.young = 0;
  debt.page_begins = false;
  bool due = !is_paced() || is_eager() || now_ns() >= debt.not_before_ns;
  if (!due) forget_young(heap_of(thread));
  return due;
}

// Objects of the thread's growth that its next young collection is going to look at. They are left out of G of the
// larger collections, because most of them may be garbage by then.
i64 not_yet_old(const OwnDebt& debt) { return !kStress && looks_at_young() ? debt.young : 0; }

bool private_is_due(const OwnDebt& debt) {
  return is_due(debt.growth - not_yet_old(debt), debt.work, debt.end_ns, debt.for_living_ns, debt.garbage_ns);
}

DueCollection due_beside_threads(Thread& thread) {
  OwnDebt& debt = heap_of(thread).debt;
  // A collection of the world looks at private objects, too. So the threads' own growth since the last one adds to L.
  i64 growth = g_public_debt.load(relaxed), own = g_settled_debt.load(relaxed) - growth;
  if (world_is_due(growth, g_live.load(relaxed) + std::max<i64>(0, own))) return DueCollection::kWorld;
  return private_is_due(debt) ? DueCollection::kPrivate : DueCollection::kNone;
}

DueCollection due_alone(Thread& thread) {
  i64 growth = g_settled_debt.load(relaxed) - not_yet_old(heap_of(thread).debt);
  return world_is_due(growth, g_live.load(relaxed)) ? DueCollection::kWorld : DueCollection::kNone;
}

// After a collection of the world, which has looked at private objects, too: the thread's growth counts among its live
// private objects. World stopped.
void start_anew(Thread& thread) {
  ASSERT(attached_or_stopped(thread));
  if (!thread.heap) return;
  settle_debt(thread);
  OwnDebt& debt = heap_of(thread).debt;
  if (debt.live != OwnDebt::kUnknownLive) debt.live = std::max<i64>(0, debt.live + debt.growth - debt.untraced);
  debt.growth = debt.untraced = 0;
}

}  // namespace

DueCollection due_collection(Thread& thread) {
  ASSERT(thread.attached());
  set_budgets(thread);
  if (!is_enabled()) return DueCollection::kNone;
  if (young_is_due(thread)) return DueCollection::kYoung;
  return collects_apart() ? due_beside_threads(thread) : due_alone(thread);
}

// Two conditions, both with the limit kFarAhead + 2 L: the sum of published growth is so high, and so many published
// objects have been made since the verdict. The first alone would hold after each verdict about a large heap, whose
// garbage is still in the sum. The second alone would also hold if the objects that a thread publishes die as fast.
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

// At most 200 ns are ascribed to one garbage object. If little garbage took long, the time went into a finalizer, or
// the kernel ran another thread.
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

// A sum below 0 is set to 0, because the frees of garbage are no credit that allows for more garbage; for the same
// reason the frees of untraced blocks do not lower the thread's own growth. g is measured only if the growth had
// reached the threshold: a collection that gc.collect() asks for after few allocations says nothing about the fate of
// allocated objects.
void garbage_was_freed(Thread& thread, const Spending& spending) {
  settle_debt(thread);
  i64 settled = g_settled_debt.load(relaxed);
  if (settled < 0) g_settled_debt.fetch_sub(settled, relaxed);
  OwnDebt& debt = heap_of(thread).debt;
  if (debt.untraced < 0) debt.growth -= std::exchange(debt.untraced, 0);
  i64 growth = g_growth.load(relaxed);
  if (growth >= allowed_growth(0)) g_garbage_ns.store(spending.for_garbage_of_each(growth), relaxed);
  g_end_ns.store(now_ns(), relaxed);
}

// There were debt.live private objects before, and the thread has made debt.growth since. If fewer private objects are
// alive now, the difference has left the thread without being counted as published. So it is public growth from now on.
void private_collection_was_done(Thread& thread, u64 live, u64 work, const Spending& spending) {
  ASSERT(thread.attached() && kRefcount == Refcount::kBiased);
  settle_debt(thread);
  OwnDebt& debt = heap_of(thread).debt;
  debt.garbage_ns = spending.for_garbage_of_each(debt.growth);
  i64 explained = static_cast<i64>(live) - debt.live + debt.untraced;
  if (debt.live != OwnDebt::kUnknownLive) g_public_debt.fetch_add(debt.growth - explained, relaxed);
  debt.live = static_cast<i64>(live);
  debt.growth = debt.untraced = 0;
  debt.work = static_cast<i64>(work);
  debt.for_living_ns = spending.for_living_ns();
  debt.end_ns = now_ns();
  set_own_budget(debt);
  start_debt(thread);
}

void young_collection_was_done(Thread& thread, u64 live, u64 garbage, const Spending& spending) {
  ASSERT(thread.attached());
  settle_debt(thread);
  OwnDebt& debt = heap_of(thread).debt;
  constexpr u64 kLittle = 8;  // garbage below an eighth of the living objects is little
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
  if (!is_starting_up()) return;  // a collection, which the start-up asked for, has reset the sum
  i64 settled = g_settled_debt.load(relaxed);
  collection_was_done(static_cast<u64>(std::max<i64>(0, settled + kStartUpCredit)), 0, Spending());
  forget_young(heap_of(thread));
}

u64 live_traced_objects() {
  return static_cast<u64>(std::max<i64>(0, g_live.load(relaxed) + g_settled_debt.load(relaxed)));
}

i64 allocated_since_collection() {
  Thread* thread = current_thread();
  return std::max<i64>(0, g_settled_debt.load(relaxed) + (thread ? unsettled_debt(*thread) : 0));
}

}  // namespace gc
