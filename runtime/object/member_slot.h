// The place of __slots__ members in an instance. They lie between the native struct and the attributes. Subclasses of
// str and tuple are different: characters or items follow the struct, so the members come after these and after the
// extra word.
#pragma once

#include "runtime/object/shape.h"

namespace rt {

inline bool has_trailing_members(TypeId layout) { return layout == TypeId::kStr || layout == TypeId::kTuple; }

// `offset` is a byte offset of the ordinary layout, from Shape::members_begin on. Nothing is counted or locked.
inline Slot& member_slot(Object* object, const Shape* shape, u32 offset) {
  if (!has_trailing_members(shape->layout)) [[likely]]
    return inline_slot(object, offset);
  u32 end = extra_offset_slow(shape, object) + (shape->has_attributes ? static_cast<u32>(sizeof(Slot)) : 0);
  return inline_slot(object, end + offset - shape->members_begin);
}

}  // namespace rt
