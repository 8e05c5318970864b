// What happens to garbage: weak references, finalizers, clearing, in the order of PEP 442.
//
//   world stopped   take hold of every object; clear weak references; keep callbacks of holders that live
//   world running   callbacks, then finalizers, both in the order of the garbage list (page and address, so one run is like the next)
//   world stopped   if a finalizer ran: trial again within the garbage; who is held from outside now, lives on
//   world running   clear each object, then let go of it; classes after their instances
//
// Everything runs on the collecting thread. Objects of other threads are published and become its own first.
#pragma once

#include "gc/cycle/trial.h"

namespace gc {

// Makes the garbage the collecting thread's and takes one reference on each object. World stopped.
void take_hold(Thread& thread, TrialSet& garbage);
// Clears the weak references to garbage. Holders outside the garbage that have a callback go to `callbacks`, with a reference. World stopped.
void clear_weakrefs(Thread& thread, TrialSet& garbage, ObjectVector& callbacks);
// Consumes the references in `callbacks`. Runs Python code.
void run_callbacks(Thread& thread, ObjectVector& callbacks);
// Runs the finalizers that have not run yet; false if there was none. Runs Python code.
bool run_finalizers(Thread& thread, ObjectVector& garbage);
// Clears and lets go. Runs Python code.
void clear_garbage(Thread& thread, TrialSet& garbage);
// Lets go of objects that live on.
void let_go(Thread& thread, ObjectVector& objects);

}  // namespace gc
