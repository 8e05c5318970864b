// property: an attribute that functions compute.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Property : Object {
  Slot getter, setter, deleter, doc, name;
  gc::Atomic<bool> getter_doc;  // `doc` was taken from the getter
};

}  // namespace rt
