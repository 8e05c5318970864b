// Iterators that belong to no container. Threads may share an iterator: its position is atomic, so they may skip or
// repeat items, but never read an invalid position. "Never changes" means: after the construction.
#pragma once

#include "runtime/types/iterators/indexed_iterator.h"

namespace rt {

struct CallIterator : Object {  // iter(callable, sentinel)
  Slot callable;                // empty once exhausted
  Slot sentinel;
};
struct Enumerate : Object {
  Slot iterator;  // never changes
  gc::Atomic<i64> index;
  Slot big_index;  // the counter once it does not fit into `index`; else empty
};
struct Reversed : Object {
  Slot sequence;          // empty once exhausted
  gc::Atomic<i64> index;  // of the next item; -1: exhausted
};
struct Zip : Object {
  Slot iterators;  // tuple; never changes
  gc::Atomic<bool> strict;
};
struct Map : Object {
  Slot function;   // never changes
  Slot iterators;  // tuple; never changes
  gc::Atomic<bool> strict;
};
struct Filter : Object {
  Slot predicate;
  Slot iterator;
};

inline Ref make_seq_iterator(Thread& t, Value sequence) {
  return make_indexed_iterator(t, TypeId::kSeqIterator, sequence);
}
Ref make_call_iterator(Thread& t, Value callable, Value sentinel);

}  // namespace rt
