// When to collect by itself, and what. Two rules, so that collecting is never quadratic:
//   growth   allocations (net of frees) since the last collection reach the threshold or a quarter of what lived then, whichever is more
//   time     the last one lies so far back that looking at what lives takes less than a tenth of the time, even if the next look takes as much
//            longer as the heap may have grown. Not waited for when the heap has grown threefold
// Young objects are looked at apart, each time a thread has made so many more, or nearly as many and begins a page
// (heap/budget.h), while they and their neighbours are in its caches: most garbage is young. What that spends on
// objects that live is kept below a part of the time by not looking at some of the young.
//
// What a collection spends on garbage counts as the program's time: it is the price of each object, to be paid once,
// whenever that is. So the more of what is made is garbage, the earlier it is looked for.
//
// While one thread runs, a collection of the whole heap stops nobody and the rules are applied to all objects. Once
// threads have been started they are applied twice: for each thread to what is private to it, measured by its own
// collections; and for the whole heap to the growth that no thread accounts for as its own (heap/budget.h).
//
// Threads that make published garbage faster than the one that collects can free it wait for that thread, a moment at a
// time, so that it catches up.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

enum class DueCollection { kNone, kYoung, kPrivate, kWorld };
// Settles the thread's debt and applies the rules.
DueCollection due_collection(Thread& thread);
// While a thread collects the whole heap, and frees what it has found, others have made so much that it falls behind.
// Any thread.
bool collector_lags();
// Where the time of a collection has gone.
class Spending {
 public:
  Spending();  // it begins
  void marked();
  // Of the objects on trial so many were garbage.
  void judged(u64 tried, u64 garbage);
  void freed();
  i64 for_living_ns() const { return static_cast<i64>(for_living_); }
  // On garbage, for each object that had been allocated since the collection before.
  i64 for_garbage_of_each(i64 allocated) const;

 private:
  u64 lap();

  i64 since_;
  u64 for_living_ = 0, for_garbage_ = 0, garbage_ = 0;
};

// A collection of the whole heap has found `live` objects, and garbage of which so many objects are published: the
// memory of those will be released later. World stopped: all threads start anew.
void collection_was_done(u64 live, u64 published_garbage, const Spending& spending);
// And has freed what it has found.
void garbage_was_freed(Thread& thread, const Spending& spending);
// The thread has collected what is private to it, and freed it. `live` objects live on; `work` is what they and others
// that are no garbage have cost, in objects.
void private_collection_was_done(Thread& thread, u64 live, u64 work, const Spending& spending);
// The thread has collected young objects, of which `live` live on and `garbage` have been freed.
void young_collection_was_done(Thread& thread, u64 live, u64 garbage, const Spending& spending);

}  // namespace gc
