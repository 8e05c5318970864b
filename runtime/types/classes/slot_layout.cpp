// The layouts of slots for the collector. The static_asserts check that the collector's structs match list, tuple and
// dict.
#include "runtime/types/classes/slot_layout.h"

#include <algorithm>
#include <cstddef>

#include "runtime/object/class.h"
#include "runtime/object/member_slot.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

namespace {

using gc::SlotLayout;

static_assert(offsetof(Tuple, length) == offsetof(gc::CountedSlots, count) &&
              offsetof(Tuple, items) == offsetof(gc::CountedSlots, slots));
static_assert(offsetof(List, length) == offsetof(gc::SlotsInBlock, count) &&
              offsetof(List, storage) == offsetof(gc::SlotsInBlock, block) &&
              offsetof(ListItems, items) == offsetof(gc::SlotBlock, slots));
static_assert(offsetof(Dict, table) == offsetof(gc::SlotsInTable, table) &&
              offsetof(DictTable, entry_size) == offsetof(gc::SlotTable, entry_words) &&
              offsetof(DictTable, entries_used) == offsetof(gc::SlotTable, entries) &&
              sizeof(DictTable) == offsetof(gc::SlotTable, slots));

// The layout of instances: the __slots__ members, the extra word and the inline slots must be adjacent. Only the inline
// slots that the shape uses are included; the others are empty.
SlotLayout instance_layout(const Shape& shape) {
  constexpr u32 kWord = sizeof(Slot);
  u32 used = std::min(shape.slot_count, shape.inline_capacity);
  u32 end = shape.has_attributes ? shape.slots_offset + used * kWord : shape.members_end;
  bool side_by_side = !has_trailing_members(shape.layout) &&
                      (!shape.has_attributes || shape.extra_offset == static_cast<i32>(shape.members_end));
  if (!side_by_side || end > UINT16_MAX) return {};
  bool members = shape.members_begin < shape.members_end || !shape.has_attributes;
  u32 begin = members ? shape.members_begin : shape.slots_offset;
  return {.kind = SlotLayout::kInline,
          .begin = static_cast<u16>(begin / kWord),
          .count = static_cast<u16>((end - begin) / kWord),
          .null_if_all = static_cast<u16>(shape.has_attributes ? shape.members_end / kWord : 0)};
}

}  // namespace

SlotLayout slot_layout(const gc::ShapeBase& base) {
  const auto& shape = static_cast<const Shape&>(base);
  if (!shape.lifetime->trace) return {.kind = SlotLayout::kNothing};
  if (shape.lifetime->trace == trace_instance) return instance_layout(shape);
  switch (static_cast<TypeId>(shape.id)) {
    case TypeId::kTuple: return {.kind = SlotLayout::kCounted};
    case TypeId::kList: return {.kind = SlotLayout::kBlock};
    case TypeId::kDict: return {.kind = SlotLayout::kTable};
    default: return {};
  }
}

}  // namespace rt
