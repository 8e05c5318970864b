// The heap verifier, for debug builds and tests: walks everything and compares it with the invariants of counting and
// publication.
#pragma once

#include "gc/cycle/trial.h"
#include "gc/heap/heap.h"

namespace gc {

struct HeapFault {
  const char* what = nullptr;  // null: the heap is sound
  const Object* holder = nullptr;
  const Object* child = nullptr;
};
struct HeapReport {
  HeapFault fault;  // the first one found
  u64 objects, references;
};

// Checks that
//   - every traced object has a known shape;
//   - every reference leads to a living block with a known shape, or to a static immortal object;
//   - no object is held more often than it is counted;
//   - what a published object holds is published, and what a private object holds is published or of the same owner;
//   - what a thread's registers hold is published or that thread's.
// Stops the world. No Python code.
HeapReport verify_heap(Thread& thread);
// For assertions: nobody outside a set holds what is in it without counting it, so that a verdict by counts alone is
// right. World stopped. The first asks the registers of threads; the second one, which walks over the whole heap,
// suspended generators.
bool is_counted_by_threads(const TrialSet& set);
bool is_counted_by_heap(const TrialSet& set);
// Ends the process with a message if there is a fault.
void verify_heap_or_die(Thread& thread);

}  // namespace gc
