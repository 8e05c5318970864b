// types.UnionType, the type of `int | str`.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct UnionType : Object {
  Slot args, parameters;
};

// `a | b` for classes and aliases. kNotImplemented: an operand cannot be part of a union.
Ref union_or_py(Thread& t, Value a, Value b);

}  // namespace rt
