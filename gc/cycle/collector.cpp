// How the parts of the collector belong together, and the collection of the world.
//
// Counting ends nearly all objects at once. What is left are cycles, and the collector exists for them alone. So it may
// be late, and it must be cheap when there are none. It relies on two facts. Counts are complete: native code that
// holds an object has counted it, so nothing need be known about native stacks. And no thread can reach another
// thread's private object, so a thread can collect its own without stopping anybody.
//
// A collection is a verdict and its execution. The verdict must see a heap that does not change: the world is stopped,
// or the objects are private to the collecting thread. The execution runs Python code (callbacks, finalizers), so it
// comes afterwards, with the world running; and because that code may bring objects back, there is a second verdict.
//
//   when?          pacing.h: at a safepoint, when enough has been allocated, and living objects cost little time
//   of what?       scope.h: of all objects, or of one thread's private ones; of these, all or only the young pages
//   before it      settle.h: counts that threads have only noted so far are written to the objects
//   the verdict    plain_trial.h is the algorithm. The fast form has two steps:
//                  mark.h marks what the known roots reach. That lives, without a look at counts. It is the only step
//                  that looks at the whole heap, and mark_team.h shares it among threads
//                  trial.h tries the rest, page by page: page.h has the marks, kinds.h knows where objects of a shape
//                  have their slots.
//   execution      finalize.h: PEP 442. dead_pages.h: garbage that needs none of this dies where it lies
//   meanwhile      in_progress.h hides garbage that is not dead yet from gc.get_objects() and the like
//   afterwards     stats.h; verify.h checks the heap, in builds with checks
//
// This file has the collection of the world; private_collection.cpp has the other two.
//
//   pause 1         settle all counts; mark from the roots; put the unmarked objects on trial; the objects that are not
//                   revived are garbage; clear their weak references
//                   (again, if settling has killed objects: these are destroyed first, with the world running)
//   world running   weak reference callbacks, finalizers
//   pause 2         only if there may be finalizers: a trial of the garbage finds the objects that have been resurrected
//   world running   clear the rest
//
// A page all of whose blocks in use are marked is not put on trial and not walked. So a heap without garbage costs no
// more than its marking.
#include "gc/cycle/collector.h"

#include <algorithm>

#include "gc/base/accelerators.h"
#include "gc/base/clock.h"
#include "gc/base/shadow.h"
#include "gc/base/stress.h"
#include "gc/base/trace.h"
#include "gc/cycle/finalize.h"
#include "gc/cycle/in_progress.h"
#include "gc/cycle/mark.h"
#include "gc/cycle/mark_team.h"
#include "gc/cycle/pacing.h"
#include "gc/cycle/plain_trial.h"
#include "gc/cycle/settle.h"
#include "gc/cycle/stats.h"
#include "gc/cycle/verify.h"
#include "gc/heap/heap.h"
#include "gc/heap/local_heap.h"
#include "gc/heap/page_run.h"
#include "gc/heap/valid.h"
#include "gc/refcount/merge_queue.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/thread_steps.h"
#include "gc/sync/parking.h"

namespace gc {

RuntimeHooks g_runtime_hooks{};

namespace {

Atomic<u32> g_collecting{kNobody};  // id of the thread that collects the world

// A pause for a verdict: stops the world, settles all counts, and measures both times.
class Pause {
 public:
  Pause(Thread& thread, const char* reason, CollectionResult& result)
      : result_(result), asked_at_(now_ns()), world_(thread, reason), stopped_at_(now_ns()) {
    settle_all_counts();
  }
  ~Pause() {
    result_.stop_ns += static_cast<u64>(stopped_at_ - asked_at_);
    result_.pause_ns += static_cast<u64>(now_ns() - stopped_at_);
  }

 private:
  CollectionResult& result_;
  i64 asked_at_;
  StopTheWorld world_;
  i64 stopped_at_;
};

// World stopped.
void trace_roots_and_threads(Visitor& visitor) {
  ASSERT(world_stopped());
  trace_roots(visitor);
  if (!g_runtime_hooks.trace_thread) return;
  for_each_thread(
      [](Thread& thread, void* argument) { g_runtime_hooks.trace_thread(thread, *static_cast<Visitor*>(argument)); },
      &visitor);
}

// Marks all reachable objects. World stopped. False: for want of memory some are not marked.
bool mark_from_roots() {
  constexpr u64 kWorthHelp = kStress ? 0 : 100000;  // objects: some milliseconds
  if (clear_marks() >= kWorthHelp && enabled(Accelerator::marking_team))
    return mark_with_helpers(trace_roots_and_threads);
  Marker marker(Scope::everybody());
  trace_roots_and_threads(marker);
  marker.drain();
  return !marker.lost();
}

// True if the textbook's trial finds the same garbage. It is slow, so it is asked now and then. Collecting thread.
[[maybe_unused]] bool is_plain_verdict(const TrialSet& found) {
  constexpr u32 kEvery = 16;
  static u32 verdicts = 0;
  if (++verdicts % kEvery != 0) return true;
  PlainTrial plain;
  plain.judge(trace_roots_and_threads);
  if (!plain.is_complete()) return true;
  u64 garbage = 0;
  bool same = true;
  plain.for_each_garbage([&](const Object* object) {
    ++garbage;
    same = same && found.contains(object);
  });
  return same && garbage == found.size();
}

class Collection {
 public:
  explicit Collection(Thread& thread) : thread_(thread) {}
  CollectionResult run();

 private:
  bool find_garbage(bool settled);
  bool mark_and_judge(TrialSet& trial);
  bool judge_plainly(TrialSet& garbage);
  void put_rest_on_trial(TrialSet& trial);
  void drop_resurrected();
  void keep_classes_in_use(TrialSet& set);

  Thread& thread_;
  CollectionResult result_{};
  Spending spending_;
  Garbage garbage_;
  WeakHolders callbacks_;
};

// Puts the pages with unmarked objects and the unmarked large objects on trial; counts the marked objects.
void Collection::put_rest_on_trial(TrialSet& trial) {
  ASSERT(world_stopped());
  for_each_page([&](Page& page) {
    if (!page.traced()) return;
    u32 marked = page.side->marked_count();
    result_.live += marked;
    if (marked != page.used()) trial.add_page(page);
  });
  for_each_large([&](LargeEntry& entry) {
    result_.live += entry.marked;
    if (entry.marked) return;
    if (block_is_live(entry.object())) trial.add(entry.object(), 0);
    else trial.note_dead(entry.object());
  });
}

// Leaves in the set what is garbage, and counts what is alive. False: for want of memory the verdict is void.
bool Collection::mark_and_judge(TrialSet& trial) {
  TraceSpan mark(TraceKind::mark);
  bool complete = mark_from_roots();
  mark.end();
  spending_.marked();
  TraceSpan judge(TraceKind::trial);
  put_rest_on_trial(trial);
  trial.judge();
  result_.live += trial.tried() - trial.size();
  ASSERT_SLOW(!kStress || !complete || !trial.is_complete() || is_plain_verdict(trial));
  return complete;
}

// The same by the textbook.
bool Collection::judge_plainly(TrialSet& garbage) {
  TraceSpan judge(TraceKind::trial);
  spending_.marked();
  PlainTrial trial;
  trial.judge(trace_roots_and_threads);
  if (!trial.is_complete()) return false;
  trial.for_each_garbage([&](Object* object) { garbage.add_unjudged(object); });
  garbage.take_as_garbage();
  result_.live = trial.tried() - garbage.size();
  return true;
}

// Pause 1. False: objects have died in merge queues, and must be destroyed with the world running before a verdict:
// they still count the objects that they hold, which would seem to be reachable. With `settled` the verdict is made all
// the same.
bool Collection::find_garbage(bool settled) {
  Pause pause(thread_, "collection", result_);
  if (kFreeThreaded && !settled && abandoned_merges()) return false;
  if constexpr (kFreeThreaded) absorb_orphans();
  spending_ = Spending();
  result_.live = 0;
  TrialSet trial(thread_, Scope::everybody());
  ASSERT_SLOW(page_runs_are_valid());
  bool complete = enabled(Accelerator::paged_trials) ? mark_and_judge(trial) : judge_plainly(trial);
  if (!complete || !trial.is_complete() || !take_hold(thread_, trial, garbage_)) {
    result_.gave_up = true;
    collection_was_done(result_.live + trial.size(), 0, spending_);
    return true;
  }
  if ((garbage_.flags & kWeakrefs) || garbage_.weakrefs) clear_weakrefs_first(thread_, trial, garbage_, callbacks_);
  spending_.judged(trial.tried(), garbage_.size());
  result_.living_ns = static_cast<u64>(spending_.for_living_ns());
  collection_was_done(result_.live, garbage_.published, spending_);
  return true;
}

// Pause 2. If there is no memory for the trial, all objects live on.
void Collection::drop_resurrected() {
  TraceSpan span(TraceKind::second_trial);
  Garbage revived;
  bool known = revived.make_room(garbage_);
  {
    Pause pause(thread_, "collection: resurrection", result_);
    TrialSet again(thread_, Scope::everybody());
    garbage_.for_each([&](Object* object) { again.add(object, 1); });
    keep_classes_in_use(again);
    again.judge();
    known = known && again.is_complete();
    ASSERT_SLOW(!known || is_counted_by_threads(again));
    ASSERT_SLOW(!known || !kStress || is_counted_by_heap(again));
    if (known) {
      garbage_.split(again, revived);
      clear_weakrefs(thread_, again, garbage_, callbacks_);
    }
    defer_again(thread_, known ? revived : garbage_);
  }
  spare(thread_, known ? revived : garbage_);
}

// A finalizer may have made an instance of a class that is garbage. The instance does not count its class, so the class
// is revived here.
void Collection::keep_classes_in_use(TrialSet& set) {
  if (garbage_.classes.empty()) return;
  for_each_traced(
      [](Object* object, void* argument) {
        auto& trial = *static_cast<TrialSet*>(argument);
        if (!trial.contains(object)) trial.revive(shape_of(object)->type);
      },
      &set);
}

CollectionResult Collection::run() {
  ASSERT(g_collecting.load(relaxed) == thread_.id);
  InProgress in_progress(thread_, garbage_);
  keep_wave();
  // Waiting objects (refcount.h) keep the objects that they hold alive. This ends those whose grace period is over; all
  // of them, if no other thread is attached.
  if constexpr (kFreeThreaded) quiesce(thread_);
  constexpr int kTries = 3;  // other threads may fill their queues again
  for (int n = 1; !find_garbage(n == kTries); ++n) drain_merge_queue(thread_);
  if constexpr (kFreeThreaded) drain_merge_queue(thread_);
  run_callbacks(thread_, callbacks_);
  if (garbage_.finalizers) {
    run_finalizers(thread_, garbage_);
    drop_resurrected();
  }
  run_callbacks(thread_, callbacks_);  // of weak references that finalizers have made
  result_.collected = garbage_.size();
  clear_garbage(thread_, garbage_);
  trim_runs();
  spending_.freed();
  garbage_was_freed(thread_, spending_);
  forget_young(heap_of(thread_));
  return result_;
}

// Waits while another thread collects the world and falls behind, because several threads make garbage faster than one
// frees it. Not for long at a time, because a finalizer of that collection may be waiting for this thread. A shadow
// build, which searches all stacks at each death, frees a hundred times as slowly.
void let_collector_catch_up(Thread& thread) {
  constexpr i64 kMost = kShadow ? 100'000'000 : 1'000'000;  // nanoseconds
  u32 collecting = g_collecting.load(relaxed);
  if (collecting == kNobody || collecting == thread.id || !collector_lags()) return;
  Detached detached(thread);
  park(g_collecting, collecting, kMost);
}

}  // namespace

CollectionResult collect(Thread& thread, int generation) {
  ASSERT(thread.attached());
  assert_safepoint_allowed();
  // Objects without an owner are looked at all together.
  if (generation == kPrivateGeneration && kRefcount != Refcount::kAtomic) return collect_young(thread);
  u32 nobody = kNobody;
  // Acquire and release: a collection happens after the one before, also if that was on another thread.
  if (!g_collecting.compare_exchange_strong(nobody, thread.id, acquire, relaxed)) return {};
  TraceSpan span(TraceKind::full_collection, &thread);
  if (g_runtime_hooks.collection_starts) g_runtime_hooks.collection_starts(thread, generation);
  CollectionResult result = Collection(thread).run();
  span.event().number = result.collected;
  if (g_runtime_hooks.world_collected) g_runtime_hooks.world_collected(thread, result);
  record_collection(generation, result);
  if (g_runtime_hooks.collection_ends) g_runtime_hooks.collection_ends(thread, generation, result);
  g_collecting.store(kNobody, release);
  unpark_all(g_collecting);
  ASSERT_PARANOID((verify_heap_or_die(thread), true));
  return result;
}

void collect_if_due(Thread& thread) {
  ASSERT(thread.attached());
  if (g_collecting.load(relaxed) == thread.id) return;  // inside a finalizer of this thread's collection
  DueCollection due = due_collection(thread);
  if (due == DueCollection::kYoung) {
    collect_young(thread);
    due = due_collection(thread);
  }
  if (due == DueCollection::kPrivate) {
    collect_private(thread);
    due = due_collection(thread);
  }
  if (due == DueCollection::kWorld) collect(thread, kWorldGeneration);
  let_collector_catch_up(thread);
}

// In a fork's child: forgets a collection of another thread that was in progress. Its garbage stays alive in the child.
static void forget_others_after_fork(Thread& thread) {
  if (g_collecting.load(relaxed) != thread.id) g_collecting.store(kNobody, relaxed);
  helpers_after_fork_child();
}

void install_thread_hooks() {
  g_thread_hooks = {kHeapSteps, kCountingSteps, {collect_if_due, forget_others_after_fork}};
}

}  // namespace gc
