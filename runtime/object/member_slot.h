// Where the entries of __slots__ lie in an instance: between the native struct and the attributes, but in subclasses of
// str, whose characters follow the struct, behind those and the extra word.
#pragma once

#include "runtime/object/shape.h"

namespace rt {

inline bool has_trailing_members(const Type* type) { return type->layout == TypeId::kStr; }

// `offset`: as in the layout of types, from Shape::members_begin on.
inline Slot& member_slot(Object* object, const Shape* shape, u32 offset) {
  if (shape->layout != TypeId::kStr) [[likely]]
    return inline_slot(object, offset);
  u32 end = extra_offset_slow(shape, object) + (shape->has_attributes ? static_cast<u32>(sizeof(Slot)) : 0);
  return inline_slot(object, end + offset - shape->members_begin);
}

}  // namespace rt
