// The collections of private objects: by their thread, while the other threads run on.
//
//   private collection   clear own marks; mark from the registers; trial of the unmarked private objects on own pages
//   young collection     trial of the unmarked private objects on young pages
//   both                 callbacks, finalizers; a second trial if there may be finalizers; clear the rest
//
// Why counts are enough for a verdict without a pause. No other thread can reach a private object. So all its
// references are counted in `local`, and are held by other private objects, which the trial traces, or by this thread's
// registers and native code, which hold it from outside. The objects on trial lie on the thread's own pages; the side
// tables of these pages belong to the thread until its next safepoint, and it reaches none before the verdict. If a
// finalizer publishes an object, that is left to collections of the world.
//
// Any subset of the private objects may be put on trial, because objects outside of it simply count as holders from
// outside. So a young collection may look at young pages only, and skip objects there that an earlier one has found
// alive. Objects that old garbage holds stay alive until a larger collection.
#include "gc/base/clock.h"
#include "gc/base/trace.h"
#include "gc/cycle/collector.h"
#include "gc/cycle/finalize.h"
#include "gc/cycle/in_progress.h"
#include "gc/cycle/mark.h"
#include "gc/cycle/pacing.h"
#include "gc/cycle/stats.h"
#include "gc/cycle/verify.h"
#include "gc/heap/local_heap.h"

namespace gc {

namespace {

class PrivateCollection {
 public:
  PrivateCollection(Thread& thread, bool young) : thread_(thread), scope_(Scope::private_to(thread)), young_(young) {}
  CollectionResult run();
  const Garbage& garbage() const { return garbage_; }

 private:
  void find_garbage();
  void find_large_objects();
  bool mark_from_registers();
  void put_page_on_trial(TrialSet& trial, Page& page);
  void put_rest_on_trial(TrialSet& trial);
  void put_young_on_trial(TrialSet& trial);
  void drop_resurrected();

  Thread& thread_;
  Scope scope_;
  const bool young_;
  CollectionResult result_{};
  u64 work_ = 0;
  Spending spending_;
  ObjectVector large_;  // the thread's private ones
  Garbage garbage_;
  WeakHolders callbacks_;
};

// Lists the thread's private large objects. Other threads enter and remove large objects at the same time.
void PrivateCollection::find_large_objects() {
  for_each_large_locked([&](LargeEntry& entry) {
    if (!scope_.admits_block(entry.object())) return;
    entry.marked = 0;
    large_.push(entry.object());
  });
}

// Marks the private objects that the thread's registers reach. False: for want of memory some are not marked.
bool PrivateCollection::mark_from_registers() {
  for_each_own_traced_page(heap_of(thread_), clear_marks_of);
  find_large_objects();
  if (!g_runtime_hooks.trace_thread) return !large_.lost();
  Marker marker(scope_);
  g_runtime_hooks.trace_thread(thread_, marker);
  marker.drain();
  result_.live = marker.traced();
  return !large_.lost() && !marker.lost();
}

void PrivateCollection::put_page_on_trial(TrialSet& trial, Page& page) {
  if (page.side->marked_count() == page.used()) return;
  trial.add_page(page);
  constexpr u32 kPassedBy = 4;  // a block that the walk skips costs a quarter of one that it looks at
  work_ += page.used() / kPassedBy;
}

void PrivateCollection::put_rest_on_trial(TrialSet& trial) {
  for_each_own_traced_page(heap_of(thread_), [&](Page& page) { put_page_on_trial(trial, page); });
  for (Object* object : large_) {
    if (!LargeEntry::of(object)->marked) trial.add(object, 0);
  }
}

void PrivateCollection::put_young_on_trial(TrialSet& trial) {
  take_young_pages(heap_of(thread_), [&](Page& page) { trial.add_page(page); });
}

void PrivateCollection::find_garbage() {
  i64 began = now_ns();
  spending_ = Spending();
  TraceSpan mark(TraceKind::mark);
  bool complete = young_ || mark_from_registers();
  mark.end();
  spending_.marked();
  TraceSpan judge(TraceKind::trial);
  TrialSet trial(thread_, scope_);
  if (young_) put_young_on_trial(trial);
  else put_rest_on_trial(trial);
  trial.judge();
  complete = complete && trial.is_complete();
  if (complete) {
    trial.mark_revived();
    if (young_) trial.forget_seen();
  }
  result_.gave_up = !complete || !take_hold(thread_, trial, garbage_);
  result_.live += trial.tried() - (result_.gave_up ? 0 : trial.size());
  work_ += result_.live;
  if (result_.gave_up) return;
  if ((garbage_.flags & kWeakrefs) || garbage_.weakrefs) {
    clear_weakrefs_first(thread_, trial, garbage_, callbacks_);
    trial.release();
    forgo_callbacks_of_garbage(thread_, scope_, garbage_, callbacks_);
  }
  result_.pause_ns = static_cast<u64>(now_ns() - began);
  spending_.judged(trial.tried(), garbage_.size());
  result_.living_ns = static_cast<u64>(spending_.for_living_ns());
}

// If there is no memory for the second trial, all objects live on. Objects that have been published live on, too,
// because other threads may have found them.
void PrivateCollection::drop_resurrected() {
  TraceSpan span(TraceKind::second_trial);
  Garbage revived;
  bool known = revived.make_room(garbage_);
  {
    TrialSet again(thread_, scope_);
    garbage_.for_each([&](Object* object) {
      if (scope_.admits(object)) again.add(object, 1);
    });
    again.judge();
    known = known && again.is_complete();
    if (known) {
      garbage_.split(again, revived);
      clear_weakrefs(thread_, again, garbage_, callbacks_);
    }
  }
  spare(thread_, known ? revived : garbage_);
}

CollectionResult PrivateCollection::run() {
  result_.is_private = true;
  find_garbage();
  u64 live = result_.live;
  run_callbacks(thread_, callbacks_);
  if (garbage_.finalizers) {
    run_finalizers(thread_, garbage_);
    drop_resurrected();
  }
  run_callbacks(thread_, callbacks_);  // of weak references that finalizers have made
  result_.collected = garbage_.size();
  clear_garbage(thread_, garbage_);
  spending_.freed();
  if (young_) young_collection_was_done(thread_, live, result_.collected, spending_);
  else private_collection_was_done(thread_, live, work_, spending_);
  return result_;
}

// In the GIL program no object is private, since `local` counts the references of all threads. That is enough for a
// young collection, which decides by counts alone, but not for marking from one thread's registers.
CollectionResult collect_own(Thread& thread, bool young) {
  ASSERT(thread.attached());
  assert_safepoint_allowed();
  bool can = kRefcount == Refcount::kBiased || (kRefcount == Refcount::kPlain && young);
  if (!can || thread.collector) return {};
  PrivateCollection collection(thread, young);
  InProgress in_progress(thread, collection.garbage());
  TraceSpan span(young ? TraceKind::young_collection : TraceKind::private_collection, &thread);
  if (g_runtime_hooks.collection_starts) g_runtime_hooks.collection_starts(thread, kPrivateGeneration);
  CollectionResult result = collection.run();
  span.event().number = result.collected;
  record_collection(kPrivateGeneration, result);
  if (g_runtime_hooks.collection_ends) g_runtime_hooks.collection_ends(thread, kPrivateGeneration, result);
  ASSERT_PARANOID((verify_heap_or_die(thread), true));
  return result;
}

}  // namespace

CollectionResult collect_private(Thread& thread) { return collect_own(thread, false); }
CollectionResult collect_young(Thread& thread) { return collect_own(thread, true); }

}  // namespace gc
