// Bound methods.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Method : Object {
  Slot function, self;
};

Ref make_method(Thread& t, Value function, Value self);

}  // namespace rt
