// slice objects. They are immutable; the parts may be any objects.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct SliceObject : Object {
  Slot start, stop, step;
};

Ref make_slice(Thread& t, Value start, Value stop, Value step);

}  // namespace rt
