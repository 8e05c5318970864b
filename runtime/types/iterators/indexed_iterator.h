// An iterator that consists of a sequence and an index: for objects that only have __getitem__, for bytes, bytearray,
// memoryview and array.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct IndexedIterator : Object {
  Slot sequence;          // empty once exhausted
  gc::Atomic<i64> index;  // relaxed: threads that share an iterator may see an item twice
};

// A new iterator of this built-in type, at the start of `sequence`.
Ref make_indexed_iterator(Thread& t, TypeId type, Value sequence);

// __reduce__: (iter, (sequence,), index), or (iter, ((),)) if exhausted. Then __setstate__.
Ref indexed_reduce(Thread& t, Value self);
Ref indexed_setstate_py(Thread& t, Value self, Value state);
// Releases the sequence, so that the iterator stays exhausted. Returns kStop.
Ref exhaust(Thread& t, IndexedIterator* it);

void indexed_iterator_trace(Object* object, gc::Visitor& visitor);
void indexed_iterator_dispose(gc::Thread& t, Object* object);
inline constexpr gc::Lifetime kIndexedIteratorLifetime = {
    .trace = indexed_iterator_trace, .clear = indexed_iterator_dispose, .dispose = indexed_iterator_dispose};

}  // namespace rt
