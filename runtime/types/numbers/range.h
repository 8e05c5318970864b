// range and its iterators.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Range : Object {
  // Exact ints of any size; they never change.
  Slot start, stop, step;
  Slot length;
};

Ref make_range(Thread& t, i64 start, i64 stop, i64 step);
// A range of ints of any size; `step` is not 0. If an argument is empty, its error is pending and the result is empty.
Ref make_range(Thread& t, Ref start, Ref stop, Ref step);

// An iterator over `length` ints from `start` on; all three are ints of any size.
Ref make_range_iterator(Thread& t, Value start, Value step, Value length);

}  // namespace rt
