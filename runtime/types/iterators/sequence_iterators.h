// Iterators of list and tuple. Threads may share an iterator: its position is atomic, so they may skip or repeat items,
// but never read an invalid position.
#pragma once

#include "runtime/object/ops.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

struct SequenceIterator : Object {
  Slot sequence;          // empty once exhausted
  gc::Atomic<i64> index;  // of the next item
};

// Fast path of next() for a private iterator over a tuple or a private list: the next item, with a count that the
// caller owns. Empty: `iterator` is of another kind or at its end; nothing has been done.
TINYPY_INLINE Value take_private_item(Thread& t, Value iterator) {
  auto* it = iterator.as<SequenceIterator>();
  // With the flag kPublished the word equals no type's shape, so one comparison tests both.
  u32 shape = it->meta.load(gc::relaxed) & (~gc::kFlagMask | gc::kPublished);
  bool is_list = shape == static_cast<u32>(TypeId::kListIterator) << gc::kFlagBits;
  if (!is_list && shape != static_cast<u32>(TypeId::kTupleIterator) << gc::kFlagBits) return Value();
  Value sequence = it->sequence.get();
  if (!sequence) return Value();
  u64 index = static_cast<u64>(it->index.load(gc::relaxed));
  Value item;
  if (is_list) {
    List* list = as_list(sequence);
    if ((gc::kFreeThreaded && list->published()) || index >= list->size()) return Value();
    item = (*list)[index];
  } else {
    if (index >= as_tuple(sequence)->length) return Value();
    item = (*as_tuple(sequence))[index];
  }
  it->index.store(static_cast<i64>(index) + 1, gc::relaxed);
  incref(t, item);
  return item;
}

Ref make_list_iterator(Thread& t, Value list);
Ref make_list_reverse_iterator(Thread& t, Value list);
Ref make_tuple_iterator(Thread& t, Value tuple);

}  // namespace rt
