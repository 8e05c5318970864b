// super: access to the attributes of the classes that follow a class in an MRO.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Super : Object {
  // The classes behind `cls` in the MRO of `self_type` are searched. `self`: the bound object, or empty.
  Slot cls, self, self_type;
};

// super(cls, self).name without making the super object. *is_method: the result is a plain function, and the caller
// must pass `self` as its first argument. Empty: an error is pending.
Ref super_getattr_py(Thread& t, Value cls, Value self, Value name, bool* is_method);

}  // namespace rt
