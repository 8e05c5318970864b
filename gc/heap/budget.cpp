// The sums of budget.h and when they change. A thread's allocations change only its own gc_debt; the shared sums are
// written once in a budget.
#include "gc/heap/budget.h"

#include <algorithm>

#include "gc/threads/attach.h"

namespace gc {

Atomic<i64> g_debt_budget{2000};
Atomic<i64> g_settled_debt{0}, g_public_debt{0}, g_released{0};

void start_debt(Thread& thread) {
  OwnDebt& debt = heap_of(thread).debt;
  thread.gc_debt = debt.start = -std::min(g_debt_budget.load(relaxed), debt.budget);
}

void settle_debt(Thread& thread) {
  OwnDebt& debt = heap_of(thread).debt;
  i64 made = unsettled_debt(thread);
  g_settled_debt.fetch_add(made, relaxed);
  g_public_debt.fetch_add(debt.published, relaxed);
  debt.growth += made - debt.published;
  debt.young = std::max<i64>(0, debt.young + made);
  debt.published = 0;
  start_debt(thread);
  ASSERT(unsettled_debt(thread) == 0 && debt.young >= 0);
}

void page_begins(Thread& thread) {
  ASSERT(attached_or_stopped(thread));
  constexpr i64 kBegun = 16;  // allocations until then: by then objects under construction on the page before are done
  OwnDebt& debt = heap_of(thread).debt;
  i64 ahead = -kBegun - thread.gc_debt;
  if (ahead <= 0 || debt.young + unsettled_debt(thread) < debt.ready) return;
  debt.page_begins = true;
  thread.gc_debt += ahead;
  debt.start += ahead;
}

void inherit_debt(LocalHeap& heap) {
  ASSERT(heap.thread && unsettled_debt(*heap.thread) == 0 && heap.debt.published == 0);
  g_public_debt.fetch_add(heap.debt.growth - heap.debt.untraced + std::max<i64>(0, heap.debt.live), relaxed);
}

void own_debts_begin(Thread& thread) {
  ASSERT(attached_or_stopped(thread));
  settle_debt(thread);
  OwnDebt& debt = heap_of(thread).debt;
  debt.growth = debt.untraced = 0;
  debt.live = OwnDebt::kUnknownLive;
  g_public_debt.store(0, relaxed);
}

void count_released(Thread& thread, u32 objects) {
  constexpr i64 kShare = 512;  // objects: the shared sums are written once for so many
  ASSERT(attached_or_stopped(thread));
  OwnDebt& debt = heap_of(thread).debt;
  thread.gc_debt += objects;
  debt.released += objects;
  if (debt.released < kShare) return;
  g_settled_debt.fetch_sub(debt.released, relaxed);
  g_public_debt.fetch_sub(debt.released, relaxed);
  g_released.fetch_add(debt.released, relaxed);
  debt.released = 0;
}

void count_published(Thread& thread, i64 objects) {
  ASSERT(attached_or_stopped(thread) && objects >= 0);
  heap_of(thread).debt.published += objects;
}

void debt_is_due(Thread& thread) {
  ASSERT(attached_or_stopped(thread) && thread.gc_debt > 0);
  settle_debt(thread);
  request(thread, kPollCollect);
}

}  // namespace gc
