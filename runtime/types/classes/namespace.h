// types.SimpleNamespace: an object with attributes only.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Namespace : Object {};

Ref make_namespace(Thread& t);

}  // namespace rt
