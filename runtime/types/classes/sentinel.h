// sentinel: objects that stand for "no value" in signatures (PEP 661). In `builtins` from the library of 3.15 on.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Sentinel : Object {
  Slot name, module, repr;  // str, anything or empty, str or empty
};
inline bool is_sentinel(Value v) { return has_layout(v, TypeId::kSentinel); }

}  // namespace rt
