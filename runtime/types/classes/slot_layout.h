// Tells the collector where the slots of an object are, so that it traces common objects without a call of their trace
// function (gc::RuntimeHooks::slot_layout).
#pragma once

#include "gc/cycle/slot_layout.h"
#include "runtime/object/shape.h"

namespace rt {

// The layout is known for exact lists, tuples and dicts, and for instances of classes whose native base has no
// references of its own. For all other shapes the result is empty, and the collector calls the trace function.
gc::SlotLayout slot_layout(const gc::ShapeBase& shape);

}  // namespace rt
