// types.GenericAlias, the type of `list[int]`.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct GenericAlias : Object {
  Slot origin, args, parameters;  // origin and args (a tuple) are set once; parameters is empty until it is needed
  bool starred;
};

// `args` that is no tuple counts as one argument.
Ref make_generic_alias_py(Thread& t, Value origin, Value args);

}  // namespace rt
