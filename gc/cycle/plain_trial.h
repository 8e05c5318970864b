// The textbook's trial: decides from counts alone which objects are garbage (Christopher, "Reference count garbage
// collection", 1984). It has one row of a table for each object, and nothing else.
//
//   for each object X on trial:           held[X] = count(X)
//   for each object X on trial:           for each reference X -> Y: held[Y] -= 1
//   for each X that a root names, or that has held[X] != 0:      revive(X)
//   for each object X that is revived:    for each reference X -> Y: revive(Y); revive(the class of X)
//   the objects that are not revived are garbage: all their references come from the set, and nobody outside reaches it
//
// Roots need not be complete: what native code holds shows in the counts. They are needed for references that nobody
// counts, which registers hold.
//
// trial.h is the same algorithm with its words beside the pages, and with marks, by which most objects need no trial.
// This one finds the garbage if the accelerator `paged_trials` is off. In stress builds it is asked beside that one,
// and must find the same.
#pragma once

#include "gc/heap/lifetime.h"
#include "gc/heap/object_vector.h"

namespace gc {

// The count of an immortal or frozen object, as a trial sees it.
inline constexpr u32 kHeldForEver = (1u << 28) - 1;
// The object's count, less `ours` references that belong to the collector, and less the one by which the collector
// holds a deferred object. All counts are settled.
u32 external_count(const Object* object, u32 ours);

// One trial of all traced objects. The collecting thread only, with the world stopped and all counts settled. The set
// borrows its objects.
class PlainTrial {
 public:
  PlainTrial() = default;
  ~PlainTrial();
  PlainTrial(const PlainTrial&) = delete;
  PlainTrial& operator=(const PlainTrial&) = delete;

  // Puts all objects on trial and judges them. `trace_roots` shows the visitor what the roots hold.
  void judge(void (*trace_roots)(Visitor& visitor));
  // False: there was no memory for the table. Then the verdict is void.
  bool is_complete() const { return !lost_ && !objects_.lost() && !pending_.lost() && !classes_of_dead_.lost(); }
  u64 tried() const { return objects_.size(); }
  // Calls f(Object*) for each garbage object, by ascending address.
  template <class F>
  void for_each_garbage(F f) const {
    for (size_t n = 0; n < objects_.size(); ++n) {
      if (held_[n] != kAlive) f(objects_.begin()[n]);
    }
  }

 private:
  struct Subtract;
  struct Revive;
  static constexpr i64 kAlive = INT64_MAX;
  void list_objects();
  void count_objects();
  void subtract_internal();
  void revive_held();
  void propagate();
  // The row of the object in the table. Null: it is not on trial.
  i64* held(const Object* object);
  void revive(Object* object);

  ObjectVector objects_;          // by ascending address
  i64* held_ = nullptr;           // for each of them: references that are not explained yet, or kAlive
  ObjectVector pending_;          // revived objects whose references have not been followed yet
  ObjectVector classes_of_dead_;  // of blocks that are neither alive nor free: some thread is still destroying them
  bool lost_ = false;
};

}  // namespace gc
