// Iterators of list and tuple. Their position is atomic, so that threads sharing an iterator may skip or repeat items but never see a
// torn position.
#pragma once

#include "runtime/object/ops.h"
#include "runtime/types/list.h"

namespace rt {

struct SequenceIterator : Object {
  Slot sequence;          // empty once exhausted
  gc::Atomic<i64> index;  // of the next item
};

// The next item of a list_iterator that no other thread knows over such a list. Empty: it is not one, or at its end; nothing has changed.
TINYPY_INLINE Ref private_list_item(Thread& t, Value iterator) {
  if (!is_exact(iterator, TypeId::kListIterator)) return Ref();
  auto* it = iterator.as<SequenceIterator>();
  Value sequence = it->sequence.get_shared();
  if ((gc::kFreeThreaded && it->published()) || !sequence) return Ref();
  List* list = as_list(sequence);
  i64 index = it->index.load(gc::relaxed);
  if ((gc::kFreeThreaded && list->published()) || static_cast<u64>(index) >= list->size()) return Ref();
  it->index.store(index + 1, gc::relaxed);
  return Ref::share(t, (*list)[static_cast<u64>(index)]);
}

Ref make_list_iterator(Thread& t, Value list);
Ref make_list_reverse_iterator(Thread& t, Value list);
Ref make_tuple_iterator(Thread& t, Value tuple);

}  // namespace rt
