// What the collector asks about shapes (gc::RuntimeHooks::slot_layout).
#pragma once

#include "gc/cycle/slot_layout.h"
#include "runtime/object/shape.h"

namespace rt {

// Of exact lists, tuples and dicts, and of instances whose classes have no native base with references of its own.
gc::SlotLayout slot_layout(const gc::ShapeBase& shape);

}  // namespace rt
