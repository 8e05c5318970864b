// types.GenericAlias: list[int].
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct GenericAlias : Object {
  Slot origin, args, parameters;  // parameters: made on demand
  bool starred;
};

Ref make_generic_alias_py(Thread& t, Value origin, Value args);

}  // namespace rt
