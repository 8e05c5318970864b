// The end of garbage: weak references, finalizers, clearing, in the order of PEP 442.
//
//   1. verdict   take_hold(): a reference on every object. clear_weakrefs_first(): keep callbacks of holders that live
//   2. later     run_callbacks(); run_finalizers(): by rank, then in the order of the garbage lists (by page and
//                address, so that runs can be repeated)
//   3. verdict   only if there may be finalizers: a second trial, of the garbage. Objects that are now held from
//                outside live on. Weak references to the others, and those among them, are cleared
//   4. later     clear_garbage(): clear each object, then drop the reference of step 1; classes after their instances
//
// The last verdict on an object is final: it closes every way that leads to the object without a count, because what a
// thread finds after that will be cleared all the same. There are three such ways: a weak reference to the object; the
// table of weak references, if the object is one itself (for it is shared by all who ask for a reference to the same
// referent, and listed by weakref.getweakrefs()); and walks over the heap (in_progress.h).
//
// From the first verdict on, garbage is counted like all objects, including deferred ones. So if a finalizer hands out
// a deferred object, other threads count it, even in registers, and the second verdict finds these counts. Deferred
// objects that live on are deferred again. The reference of step 1 to a class must not be dropped before that, because
// the instances of the class do not count it.
//
// Most garbage is dead from its verdict on: garbage without finalizers and weak references whose objects can be
// disposed of in any order. No thread can find it any more, not even through gc.get_objects(). Its objects are disposed
// of one after the other; the reference of step 1 keeps each from being destroyed by the others. Then their memory is
// freed. If no object needs to be disposed of, the memory is freed at the verdict.
//
// At a verdict the world is stopped, or the objects are private to the collecting thread, which reaches no safepoint.
// All steps run on that thread. Garbage of other threads is published first, and the collecting thread becomes its
// owner.
#pragma once

#include "gc/cycle/dead_pages.h"
#include "gc/refcount/weakref.h"

namespace gc {

// The garbage of a collection. It holds one counted reference on each object in its lists. The collecting thread only.
struct Garbage {
  u32 flags = 0;                                  // the union of the objects' header flags, at the verdict
  bool finalizers = false;                        // some object may have a finalizer that has not run: two verdicts
  bool weakrefs = false;                          // some object is a weak reference
  bool dead = false;                              // the objects are dead, and are disposed of in any order
  u64 published = 0;                              // the number of objects that were published before the verdict
  ObjectVector instances{ObjectVector::kSeldom};  // not deferred before the verdict
  ObjectVector deferred, classes;                 // deferred before the verdict: others, and classes
  DeadPages pages;                                // objects of dead garbage that are in no list
  // Makes room in the lists for the objects found. False: there is no memory.
  [[nodiscard]] bool make_room(const TrialSet& found);
  // Makes room in the lists for all objects of other garbage, a part of which will be split off.
  [[nodiscard]] bool make_room(const Garbage& other);
  u64 size() const { return instances.size() + deferred.size() + classes.size() + pages.size(); }
  // Calls f(Object*) for each object in a list.
  template <class F>
  void for_each(F f) const {
    for (const ObjectVector* list : {&instances, &deferred, &classes}) {
      for (Object* object : *list) f(object);
    }
  }
  // After a second trial of the garbage, `left`: moves the objects that it has revived to the lists of `revived`, which
  // have room for them.
  void split(const TrialSet& left, Garbage& revived);
};

// Fills `garbage` with the objects of the trial that are not revived: makes the collecting thread their owner, takes
// one reference on each, and ends their deferral. At a verdict. False: there is no memory for the lists; nothing has
// been done.
[[nodiscard]] bool take_hold(Thread& thread, TrialSet& found, Garbage& garbage);
// Clears the weak references to garbage, and those that are garbage. Adds holders outside the garbage that have a
// callback to `callbacks`, with a reference on each. At a verdict.
void clear_weakrefs(Thread& thread, const TrialSet& found, const Garbage& garbage, WeakHolders& callbacks);
// The same at the first verdict. If g_weakrefs_outlive_finalizers, and a finalizer may run, then only references to
// garbage with a callback are cleared: the finalizers and other threads can find garbage through the others, or find
// the others, and so revive it.
void clear_weakrefs_first(Thread& thread, const TrialSet& found, const Garbage& garbage, WeakHolders& callbacks);
// After a verdict on some of the objects in scope: leaves out holders that were not on trial and that only garbage
// holds, since they are garbage, too. `garbage` is in scope. At a verdict, after TrialSet::release().
void forgo_callbacks_of_garbage(Thread& thread, Scope scope, const Garbage& garbage, WeakHolders& callbacks);
// Set at start-up: CPython does so from 3.15 on.
extern bool g_weakrefs_outlive_finalizers;
// Runs the callbacks and drops the references in `callbacks`. Runs Python code.
void run_callbacks(Thread& thread, WeakHolders& callbacks);
// Runs the finalizers that have not run yet. Runs Python code.
void run_finalizers(Thread& thread, Garbage& garbage);
// Clears the objects and drops the references to them; with gc.DEBUG_SAVEALL appends all to gc.garbage instead. Runs
// Python code, and may stop the world.
void clear_garbage(Thread& thread, Garbage& garbage);
// Defers again the objects that were deferred before the verdict, because they live on. At a verdict.
void defer_again(Thread& thread, const Garbage& garbage);
// Drops the references to former garbage that lives on. Runs Python code.
void spare(Thread& thread, Garbage& garbage);

}  // namespace gc
