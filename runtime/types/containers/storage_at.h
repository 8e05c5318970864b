// Tells the collector, for each kind of object, whether its instances own storage outside their block
// (gc::RuntimeHooks::storage_at).
#pragma once

#include "runtime/object/class.h"
#include "runtime/object/shape.h"
#include "runtime/object/type.h"

namespace rt {

inline u32 storage_at_instance(const Shape& shape) {
  if (!shape.has_attributes) return 0;
  return shape.extra_offset > 0 ? static_cast<u32>(shape.extra_offset) : gc::kAlwaysStorage;
}

// An object is entangled if its dispose function acts on another object, as a memoryview's does on its buffer. Not
// entangled are objects that consist of slots and tables of their own: the common containers, and instances of classes
// without a native base.
inline u32 storage_at(const gc::ShapeBase& base) {
  constexpr TypeId kContainers[] = {TypeId::kList,      TypeId::kDict, TypeId::kTuple, TypeId::kSet,
                                    TypeId::kFrozenSet, TypeId::kCell, TypeId::kMethod};
  auto dispose = base.lifetime->dispose;
  if (!dispose) return 0;
  if (dispose == dispose_instance) return storage_at_instance(static_cast<const Shape&>(base));
  if (base.type == builtin_type(TypeId::kTuple) || base.type == builtin_type(TypeId::kMethod)) return 0;
  for (TypeId id : kContainers) {
    if (dispose == builtin_type(id)->lifetime.dispose) return gc::kAlwaysStorage;
  }
  return gc::kEntangled;
}

}  // namespace rt
