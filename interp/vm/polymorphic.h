// Polymorphic inline caches: what an instruction that sees objects of several shapes remembers of each.
//
// The cache word then points to a block of a few words, the ways, which belongs to the code object. A way says all
// about one shape, so that ways are replaced one by one, without a lock; its highest bits filter:
//
//   slot     shape 24 bits | 0             | byte offset, kSlotTag     an attribute in the object
//   add      shape 24 bits | shape after   | byte offset, kSecondTag   an attribute that the store adds
//   record   16 bits | AttrRecord, 48 bits                             everything else: record->shape has the last word
//   0        nothing yet
#pragma once

#include "interp/vm/handler.h"

namespace vm {

inline constexpr u64 kPolymorphicTag = 4;  // of the cache word
inline constexpr u32 kShapeKeyShift = 40, kFilterShift = 48;

// The shape's place in a way, the bits that differ most on top.
inline u64 shape_key(u32 shape) { return static_cast<u64>((shape & 0xffff) << 8 | shape >> 16) << kShapeKeyShift; }
inline u64 slot_way(u32 shape, u32 offset) { return shape_key(shape) | offset | kSlotTag; }
inline u64 add_way(u32 before, u32 after, u32 offset) {
  return shape_key(before) | static_cast<u64>(after) << 16 | offset | kSecondTag;
}
inline u64 record_way(u32 shape, const rt::AttrRecord* record) {
  return shape_key(shape) >> kFilterShift << kFilterShift | reinterpret_cast<u64>(record);
}
inline rt::AttrRecord* way_record(u64 way) { return reinterpret_cast<rt::AttrRecord*>(way << 16 >> 16); }
inline u32 way_offset(u64 way) { return static_cast<u32>(way & 0xfff8); }

inline comp::CacheBlock* cache_block(u64 cache) { return reinterpret_cast<comp::CacheBlock*>(cache & ~kCacheTags); }

// The way for a shape, if it is likely to be there; 0: none. The caller checks the rest with way_is_for or the record's
// shape.
TINYPY_INLINE u64 likely_way(const comp::CacheBlock* block, u32 shape) {
  u64 filter = shape & 0xffff;
  for (const u64& word : block->words) {
    u64 way = load_word_acquire(&word);  // a record, or a shape behind an add way, is another thread's
    if (way >> kFilterShift == filter) return way;
  }
  return 0;
}
inline bool way_is_for(u64 way, u32 shape) { return (way ^ shape_key(shape)) >> kShapeKeyShift == 0; }

// Tells after a miss whether to specialise anew: at once for the first few, then now and then, so that a site that sees
// many shapes does not spend its time on it, and one that has settled on others is found. Counts the first few in one
// half of a cache word. `turn` says which way of a full block gives place.
inline constexpr u32 kLowHalf = 0, kHighHalf = 32;
bool worth_specialising(const u64* counter, u32 half, u32* turn);

// Adds a way to the block of the instruction before pc, or makes the block, with what the instruction has known so far
// (0: nothing) as its first way. In a full block `turn` chooses the way to be replaced.
void remember_way(Code* code, const u64* pc, u64 insn, Special op, u64 known, u64 way, u32 turn);

}  // namespace vm
