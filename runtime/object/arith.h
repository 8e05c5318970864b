// Operators for a caller that knows what the left operand is: the virtual machine.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// binary_op_py() or inplace_op_py() without their fast paths for ints and floats. `type` is the type of `a`.
Ref object_op_py(Thread& t, BinaryOp op, const Type* type, Value a, Value b, bool inplace);

}  // namespace rt
