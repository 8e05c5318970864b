// types.SimpleNamespace.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Namespace : Object {};

Ref make_namespace(Thread& t);

}  // namespace rt
