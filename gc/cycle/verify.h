// The heap verifier, for debug builds and tests: walks over all objects and checks the invariants of counting and
// publication.
#pragma once

#include "gc/cycle/trial.h"
#include "gc/heap/heap.h"

namespace gc {

// A violated invariant: of a reference from `holder` to `child`, or of one of them alone.
struct HeapFault {
  const char* what = nullptr;  // null: the heap is sound
  const Object* holder = nullptr;
  const Object* child = nullptr;
};
struct HeapReport {
  HeapFault fault;          // the first one found
  u64 objects, references;  // that were checked
};

// Checks that
//   - every traced object has a known shape;
//   - every reference leads to a living block with a known shape, or to a static immortal object;
//   - no object is held more often than it is counted;
//   - an object held by a published object is published;
//   - an object held by a private object is published or has the same owner;
//   - an object in a thread's registers is published or belongs to that thread.
// Stops the world. No Python code. By an attached thread.
HeapReport verify_heap(Thread& thread);
// For assertions: true if no reference from outside the set to an object in the set is uncounted, so that a verdict by
// counts alone is right. The first checks the registers of threads; the second one walks over the whole heap and checks
// suspended generators. World stopped.
bool is_counted_by_threads(const TrialSet& set);
bool is_counted_by_heap(const TrialSet& set);
// The same as verify_heap(), but ends the process with a message if there is a fault.
void verify_heap_or_die(Thread& thread);

}  // namespace gc
