// super.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Super : Object {
  Slot cls, self, self_type;
};

// super(cls, self).name without the super object: *is_method tells that the result must be called with self in front.
// Empty: an error is pending.
Ref super_getattr_py(Thread& t, Value cls, Value self, Value name, bool* is_method);

}  // namespace rt
