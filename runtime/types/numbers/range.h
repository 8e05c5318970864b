// range and its iterators. The struct is in module.h.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// From ints of any size; an empty argument passes on the pending error. step is not 0.
Ref make_range(Thread& t, Ref start, Ref stop, Ref step);

// An iterator over `length` ints from `start` on.
Ref make_range_iterator(Thread& t, Value start, Value step, Value length);

}  // namespace rt
