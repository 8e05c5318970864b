// types.MappingProxyType: a read-only view of a mapping.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct MappingProxy : Object {
  Slot mapping;  // set once, by the constructor
};

Ref make_mapping_proxy(Thread& t, Value mapping);

}  // namespace rt
