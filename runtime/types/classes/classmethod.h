// classmethod and staticmethod.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Instances have a dict.
struct WrappedCallable : Object {
  Slot callable;
};

Ref make_static_method(Thread& t, Value callable);
Ref make_class_method(Thread& t, Value callable);

}  // namespace rt
