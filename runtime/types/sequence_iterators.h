// Iterators of list and tuple. Their position is atomic, so that threads sharing an iterator may skip or repeat items but never see a
// torn position.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct SequenceIterator : Object {
  Slot sequence;          // empty once exhausted
  gc::Atomic<i64> index;  // of the next item
};

Ref make_list_iterator(Thread& t, Value list);
Ref make_list_reverse_iterator(Thread& t, Value list);
Ref make_tuple_iterator(Thread& t, Value tuple);

}  // namespace rt
