// range and its iterators.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Range : Object {
  Slot start, stop, step;  // ints
  Slot length;             // int
};

Ref make_range(Thread& t, i64 start, i64 stop, i64 step);
// From ints of any size; an empty argument passes on the pending error. step is not 0.
Ref make_range(Thread& t, Ref start, Ref stop, Ref step);

// An iterator over `length` ints from `start` on.
Ref make_range_iterator(Thread& t, Value start, Value step, Value length);

}  // namespace rt
