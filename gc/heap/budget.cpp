#include "gc/heap/budget.h"

#include "gc/threads/attach.h"

namespace gc {

Atomic<i64> g_debt_budget{2000};
Atomic<i64> g_settled_debt{0};

void start_debt(Thread& thread) {
  thread.gc_debt = heap_of(thread).debt_start = -g_debt_budget.load(relaxed);
}

void settle_debt(Thread& thread) {
  g_settled_debt.fetch_add(unsettled_debt(thread), relaxed);
  start_debt(thread);
}

void debt_is_due(Thread& thread) {
  settle_debt(thread);
  request(thread, kPollCollect);
}

}  // namespace gc
