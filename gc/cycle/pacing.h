// Pacing: when a safepoint starts a collection by itself, and of which objects.
//
//   collection   of                                  due when
//   young        the thread's young pages            the thread has made Y objects net of frees since the last one, or
//                                                    3/4 Y and begins a page; and T_young says that there is time
//   private      objects private to the thread       (1) and (2), measured by the thread's own private collections
//   world        all objects                         (1) and (2), measured by the collections of the world
//
//   G   growth: objects allocated less freed since the last collection of this kind
//   L   objects that were alive after that collection (private: the work it spent on objects that are not garbage)
//   T   ns that collection spent on living objects;  t   ns since its end
//   g   ns it spent on garbage, for each object allocated before it
//
//   (1)  G >= max(threshold0, L / 4)                           memory: garbage stays below a part of the heap
//   (2)  t + G * g >= 10 * T * (1 + G / L)   or   G >= 2 * L   time: living objects cost less than a tenth of it
//   T_young:  now >= end + 20 * T * 2^v                        v: collections in a row that found little garbage, <= 3
//
// (1) keeps the total cost linear in the number of allocations, because the growth that is waited for is proportional
// to the heap that the collection has to look at. (2) scales T by the growth, because the next collection has more
// objects to look at. If the heap has grown threefold (G >= 2 L), memory counts more than time, and (2) holds at once.
// The cost of garbage, G * g, counts as the program's time, because every garbage object is paid for once, whenever
// that is. So the more of the allocated objects become garbage, the earlier a collection is due.
//
// Young objects are collected apart, because most garbage is young, and because young objects are still in the caches.
// Y is 8192, or threshold0 where gc.set_threshold() has raised it above that. Where it has lowered threshold0, Y is
// threshold0, and T_young always holds.
//
// Before a second thread is started, and where objects have no owner, G and L of the world are those of all objects,
// and no private collection is made. Afterwards the growth of a thread's private objects counts for its private
// collections, and only the growth that no thread accounts for as private counts for the collections of the world
// (heap/budget.h).
//
// If threads make published garbage faster than the collecting thread frees it, they wait for that thread for a bounded
// time at their safepoints (collector_lags()), so that the heap does not grow without bound.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// The collection that is due; if several are, young goes before world, and world before private.
enum class DueCollection { kNone, kYoung, kPrivate, kWorld };
// Settles the debt of `thread` and says which collection is due. By the thread itself, at a safepoint. No Python code.
DueCollection due_collection(Thread& thread);
// True if the other threads have made so many published objects since the verdict of the last collection of the world
// that the collecting thread falls behind in freeing its garbage. Any thread.
bool collector_lags();
// A stopwatch that divides the time of one collection between living objects and garbage. The collecting thread only.
class Spending {
 public:
  Spending();     // starts the stopwatch
  void marked();  // the time since the start went into living objects
  // The time since marked() went into a trial of `tried` objects, of which `garbage` are garbage: it is divided in
  // proportion.
  void judged(u64 tried, u64 garbage);
  void freed();  // the time since judged() went into garbage
  i64 for_living_ns() const { return static_cast<i64>(for_living_); }
  // ns spent on garbage for each of the `allocated` objects made since the collection before.
  i64 for_garbage_of_each(i64 allocated) const;

 private:
  u64 lap();

  i64 since_;
  u64 for_living_ = 0, for_garbage_ = 0, garbage_ = 0;
};

// The traced objects that are alive, as far as threads have settled what they have allocated and freed. Any thread.
u64 live_traced_objects();
// Records the verdict of a collection of the world: `live` objects are alive, and `published_garbage` objects of the
// garbage are published, so that their memory is released only after a grace period. The debts of all threads start
// anew. World stopped.
void collection_was_done(u64 live, u64 published_garbage, const Spending& spending);
// Records that the same collection has freed its garbage. World running; the collecting thread.
void garbage_was_freed(Thread& thread, const Spending& spending);
// Records a private collection of `thread`, whose garbage is freed. `live` private objects live on; `work` is the cost
// of looking at all objects that are not garbage, in the unit "cost of one living object". By the thread itself.
void private_collection_was_done(Thread& thread, u64 live, u64 work, const Spending& spending);
// Records a young collection of `thread`: `live` young objects live on, `garbage` are freed. By the thread itself.
void young_collection_was_done(Thread& thread, u64 live, u64 garbage, const Spending& spending);

}  // namespace gc
