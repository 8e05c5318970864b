// What happens to garbage: weak references, finalizers, clearing, in the order of PEP 442.
//
//   verdict   take hold of every object; clear weak references; keep callbacks of holders that live
//   later     callbacks, then finalizers: by their rank, and then in the order of the garbage lists (page and address, so one run is like the next)
//   verdict   if a finalizer ran: trial again within the garbage; who is held from outside now, lives on. The weak references that finalizers
//             have made to the rest are cleared
//   later     clear each object, then let go of it; classes after their instances
//
// From its verdict on garbage is counted like anything else, deferred objects too: a thread to which a finalizer shows
// one counts it, in a register as well, and the second verdict finds that count. What lives on is deferred again. A
// class must not be let go of before that: its instances do not count it.
//
// Most garbage needs less: without finalizers and weak references, and made of objects that are taken apart in any
// order, it is dead from its verdict on. Nobody can find it any more, through gc.get_objects() for instance; its
// objects are taken apart one after the other while the reference that the collector has taken keeps each from being
// destroyed by the others, and then their memory goes. If no object needs to be taken apart, the memory of all goes at
// the verdict.
//
// At a verdict the world is stopped, or the objects are private to the collecting thread, which comes to no safepoint.
// Everything runs on that thread. Objects of other threads are published and become its own first.
#pragma once

#include "gc/cycle/dead_pages.h"
#include "gc/refcount/weakref.h"

namespace gc {

// What a collection has found: one reference on each object in a list.
struct Garbage {
  u32 flags = 0;            // that any of the objects has, at the verdict
  bool finalizers = false;  // some may have one that has not run
  bool dead = false;        // to be taken apart in any order
  u64 published = 0;        // how many were published before
  ObjectVector instances{ObjectVector::kSeldom};
  ObjectVector deferred, classes;  // what was deferred before the verdict
  DeadPages pages;                 // of dead garbage, what is in no list
  // Room in the lists for what has been found. False: there is no memory.
  [[nodiscard]] bool make_room(const TrialSet& found);
  // The same for what may be split off another one.
  [[nodiscard]] bool make_room(const Garbage& other);
  u64 size() const { return instances.size() + deferred.size() + classes.size() + pages.size(); }
  template <class F>
  void for_each(F f) const {
    for (const ObjectVector* list : {&instances, &deferred, &classes}) {
      for (Object* object : *list) f(object);
    }
  }
  // After another trial of the garbage: what that has revived goes to the lists of `revived`, which have room for it.
  void split(const TrialSet& left, Garbage& revived);
};

// Makes the garbage the collecting thread's, takes one reference on each object, and ends deferral. At a verdict.
// False: there is no memory to list it, and nothing has been done.
[[nodiscard]] bool take_hold(Thread& thread, TrialSet& found, Garbage& garbage);
// Clears the weak references to garbage. Holders outside the garbage that have a callback go to `callbacks`, with a
// reference. At a verdict.
void clear_weakrefs(Thread& thread, const TrialSet& found, const Garbage& garbage, WeakHolders& callbacks);
// Consumes the references in `callbacks`. Runs Python code.
void run_callbacks(Thread& thread, WeakHolders& callbacks);
// Runs the finalizers that have not run yet; false if there was none. Runs Python code.
bool run_finalizers(Thread& thread, Garbage& garbage);
// Clears and lets go; with gc.DEBUG_SAVEALL puts all into gc.garbage instead. Runs Python code.
void clear_garbage(Thread& thread, Garbage& garbage);
// What was deferred before the verdict lives on and is deferred again. At a verdict.
void defer_again(Thread& thread, const Garbage& garbage);
// Lets go of what was garbage and lives on, until the next collection. Runs Python code.
void spare(Thread& thread, Garbage& garbage);

}  // namespace gc
