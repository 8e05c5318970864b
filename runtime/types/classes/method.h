// Bound methods: a function with the object that is passed as its first argument.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Method : Object {
  Slot function, self;  // set once, by the constructor
};

Ref make_method(Thread& t, Value function, Value self);

}  // namespace rt
