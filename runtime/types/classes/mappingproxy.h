// types.MappingProxyType.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct MappingProxy : Object {
  Slot mapping;
};

Ref make_mapping_proxy(Thread& t, Value mapping);

}  // namespace rt
