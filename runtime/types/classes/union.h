// types.UnionType: int | str.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct UnionType : Object {
  Slot args, parameters;
};

// `a | b` of classes and aliases; kNotImplemented if an operand cannot be part of a union.
Ref union_or_py(Thread& t, Value a, Value b);

}  // namespace rt
