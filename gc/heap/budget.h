// How a wish to collect arises. Each thread counts traced objects allocated less freed in Thread::gc_debt, from -budget
// upwards; when it becomes positive the amount is settled: added to the global sum, and the thread is asked to consider
// a collection at its next safepoint. Large blocks and big side storage count one for each KiB, so that few but big
// garbage is noticed too.
//
// Beside the sum of all growth stands how much of it is not known to be private to a living thread: only a collection
// of the whole heap can find garbage there. It is the sum of what threads publish, of what ended threads leave behind,
// and of what a private collection cannot explain by objects that it has found alive, less the published objects that
// have been freed.
#pragma once

#include "gc/heap/local_heap.h"

namespace gc {

// How far a thread may go before it settles. Set by the collector's pacing; any thread reads.
extern Atomic<i64> g_debt_budget;
// Settled allocations since the last collection of the whole heap, and what of them is not known to be private. Any
// thread adds.
extern Atomic<i64> g_settled_debt, g_public_debt;
// How many published objects have been freed since then; they are in neither sum any more.
extern Atomic<i64> g_released;

void start_debt(Thread& thread);
// The thread is about to free the memory of so many published objects. Often another one has made them: its own growth
// is not less for that.
void count_released(Thread& thread, u32 objects);
// Adds what the thread has allocated since it settled last to the sums, and gives it a new budget.
void settle_debt(Thread& thread);
// The thread goes on in another page. If there are enough young objects, they are to be looked at soon, while few of
// them are on this one: some of those are on their way, for which all on their page have to be counted one by one.
void page_begins(Thread& thread);
// Before the second thread starts: what has been published for it has been there before and says nothing about how the
// heap grows.
void own_debts_begin(Thread& thread);
// The heap's thread ends, its debt is settled: what it leaves is nobody's.
void inherit_debt(LocalHeap& heap);
// What the thread has not settled yet. Owner only, or world stopped.
inline i64 unsettled_debt(Thread& thread) { return thread.gc_debt - heap_of(thread).debt.start; }
// The debt has become positive. Cold: once in a budget.
TINYPY_COLD TINYPY_RARE void debt_is_due(Thread& thread);

inline constexpr size_t kBytesPerDebt = 1024;
inline void charge(Thread& thread, size_t bytes) {
  thread.gc_debt += static_cast<i64>(bytes / kBytesPerDebt);
  if (thread.gc_debt > 0) [[unlikely]]
    debt_is_due(thread);
}
inline void credit(Thread& thread, size_t bytes) { thread.gc_debt -= static_cast<i64>(bytes / kBytesPerDebt); }

}  // namespace gc
