// Allocation budgets: how a request for a collection arises. cycle/pacing.h has the rules that are applied then.
//
//   Thread::gc_debt    -budget ......................... 0 ---> positive: settle_debt(), kPollCollect
//                      + 1 for each traced object allocated, - 1 for each freed; + 1 for each KiB of a large block, and
//                      of the untraced blocks in a page, counted when the page becomes full, gets room or goes back
//
//   settle_debt() adds (gc_debt - debt.start), what the thread has made net of frees since it settled last, to
//     g_settled_debt   growth of all objects since the last collection of the world
//     debt.growth      the thread's own growth, less the objects that it has published
//     debt.young       the thread's young objects
//   and adds the objects that it has published to
//     g_public_debt    growth that is not known to be private to a living thread
//
// The unit is one traced object. Large blocks, big side storage and untraced blocks count by size, so that little but
// big garbage causes a collection, too: a dict that can be reached from itself, with all words of a book.
//
// Only a collection of the world can find garbage in the public growth. That is the sum of the objects that threads
// publish, of the objects that ended threads leave behind, and of the growth that a private collection cannot explain
// by private objects that it has found alive or by untraced blocks; less the published objects that are freed.
#pragma once

#include "gc/heap/local_heap.h"

namespace gc {

// The budget of each thread: how much it may make before it settles. Set by the collector's pacing; any thread reads.
extern Atomic<i64> g_debt_budget;
// The two sums; see the top. Any thread adds.
extern Atomic<i64> g_settled_debt, g_public_debt;
// Published objects freed since the last collection of the world; they have been subtracted from both sums. Any thread
// adds.
extern Atomic<i64> g_released;

// The functions that take a Thread are called by that thread, or with the world stopped. None of them runs Python code
// or reaches a safepoint.

// The thread has published so many objects that it has made.
void count_published(Thread& thread, i64 objects);
// Starts gc_debt anew at -budget.
void start_debt(Thread& thread);
// The thread is about to free the blocks of so many published objects. They are not subtracted from its own growth,
// because often another thread has made them.
void count_released(Thread& thread, u32 objects);
// Adds what the thread has made since it settled last to the sums, and starts gc_debt anew.
void settle_debt(Thread& thread);
// The thread begins to allocate in another page. If it has made enough young objects (OwnDebt::ready), makes it settle
// after a few more allocations, so that a young collection happens while few objects are on the new page. Reason:
// objects in use at that moment are held from outside, and make the trial count all objects of their page one by one.
void page_begins(Thread& thread);
// Before the second thread starts: takes the objects that were published for that out of the growth, because they have
// existed before.
void own_debts_begin(Thread& thread);
// The heap's thread ends, and its debt is settled: what it leaves belongs to no thread, and becomes public growth.
void inherit_debt(LocalHeap& heap);
// What the thread has made net of frees since it settled last.
inline i64 unsettled_debt(Thread& thread) { return thread.gc_debt - heap_of(thread).debt.start; }
// gc_debt has become positive: settles, and asks the thread to consider a collection at its next safepoint.
TINYPY_COLD void debt_is_due(Thread& thread);

// Add and subtract memory of large blocks and big side storage.
inline constexpr size_t kBytesPerDebt = 1024;
inline void charge(Thread& thread, size_t bytes) {
  thread.gc_debt += static_cast<i64>(bytes / kBytesPerDebt);
  if (thread.gc_debt > 0) [[unlikely]]
    debt_is_due(thread);
}
inline void credit(Thread& thread, size_t bytes) { thread.gc_debt -= static_cast<i64>(bytes / kBytesPerDebt); }
// Adds memory of untraced blocks in pages; less than 0: subtracts it.
inline void count_untraced(Thread& thread, i64 bytes) {
  i64 made = bytes / static_cast<i64>(kBytesPerDebt);
  heap_of(thread).debt.untraced += made;
  thread.gc_debt += made;
  if (made > 0 && thread.gc_debt > 0) [[unlikely]]
    debt_is_due(thread);
}

}  // namespace gc
