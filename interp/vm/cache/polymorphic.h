// Polymorphic inline caches, for instructions that see objects of several shapes.
//
// The cache word of such an instruction points to a block of a few words, the ways. The block belongs to the code
// object and lives as long as it. A way is one word that describes one shape completely. So a way is replaced by one
// store, without a lock, and a reader never sees half of it. The highest bits of a way are part of the shape id and
// serve as a filter:
//
//   slot     shape 24 bits | 0             | byte offset, kSlotTag     an attribute in the object
//   add      shape 24 bits | shape after   | byte offset, kSecondTag   an attribute that the store adds
//   record   16 bits | AttrRecord, 48 bits                             everything else: record->shape has the last word.
//                                                                      FIND_METHOD adds tags of its own
//   0        nothing yet
//
// A slot that lies at kMostOffset or behind fits into no way.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

inline constexpr u64 kPolymorphicTag = 4;  // of the cache word
inline constexpr u32 kShapeKeyShift = 40, kFilterShift = 48, kMostOffset = 1 << 16;

// The shape id as a way holds it: the low bits, which differ most between shapes, are at the top.
inline u64 shape_key(u32 shape) {
  ASSERT(shape < gc::kShapeLimit);
  return static_cast<u64>((shape & 0xffff) << 8 | shape >> 16) << kShapeKeyShift;
}
inline u64 slot_way(u32 shape, u32 offset) {
  ASSERT(offset % 8 == 0 && offset < kMostOffset);
  return shape_key(shape) | offset | kSlotTag;
}
inline u64 add_way(u32 before, u32 after, u32 offset) {
  ASSERT(after < gc::kShapeLimit && offset % 8 == 0 && offset < kMostOffset);
  return shape_key(before) | static_cast<u64>(after) << 16 | offset | kSecondTag;
}
inline u32 shape_after(u64 way) { return static_cast<u32>(way >> 16) & 0xffffff; }
// The cache word of an instruction that has seen this way only. The shape id is as it is, so one shift reads it.
inline u64 add_word(u32 before, u64 way) {
  return static_cast<u64>(before) << kShapeKeyShift | (way & ((u64{1} << kShapeKeyShift) - 1));
}
inline u64 record_way(u32 shape, const rt::AttrRecord* record) {
  ASSERT(record && reinterpret_cast<u64>(record) >> kFilterShift == 0);
  return shape_key(shape) >> kFilterShift << kFilterShift | reinterpret_cast<u64>(record);
}
inline rt::AttrRecord* way_record(u64 way) { return reinterpret_cast<rt::AttrRecord*>(way << 16 >> 16); }
inline u32 way_offset(u64 way) { return static_cast<u32>(way & 0xfff8); }

inline comp::CacheBlock* cache_block(u64 cache) {
  ASSERT((cache & kCacheTags) == kPolymorphicTag && cache > kCacheTags);
  return reinterpret_cast<comp::CacheBlock*>(cache & ~kCacheTags);
}

// The first way that passes the filter for a shape; 0: none does. The filter compares 16 of 24 bits only, so the caller
// must check the rest with way_is_for, or compare the record's shape.
TINYPY_INLINE u64 likely_way(const comp::CacheBlock* block, u32 shape) {
  u64 filter = shape & 0xffff;
  for (const u64& word : block->words) {
    u64 way = load_word_acquire(&word);  // another thread may have made the record or shape that the way refers to
    if (way >> kFilterShift == filter) return way;
  }
  return 0;
}
inline bool way_is_for(u64 way, u32 shape) { return (way ^ shape_key(shape)) >> kShapeKeyShift == 0; }

// Called after a miss; true: the instruction should specialise again. The first few misses at a site always say true
// (they are counted in one half of a cache word), later misses rarely. So a site with very many shapes does not spend
// its time on specialising, and a site whose shapes have changed still adapts. *turn: which way of a full block to
// replace. Any thread may call it.
inline constexpr u32 kLowHalf = 0, kHighHalf = 32;
bool worth_specialising(const u64* counter, u32 half, u32* turn);

// Adds a way to the block of the instruction before pc. If there is no block: makes one, with `known` (what the
// monomorphic cache held; 0: nothing) as its first way, and specialises the instruction to `op`. In a full block `turn`
// chooses the way that is replaced. Without memory nothing happens.
void remember_way(Code* code, const u64* pc, u64 insn, Special op, u64 known, u64 way, u32 turn);

// For assertions, while other threads may be filling the block of an instruction of the form `op`:
//   way = 0 | slot | add | record, each as in the table on top, and one that `op` has
//   record->shape = 0 or the id of a shape
//   the ways in use come first: a thread fills the first that is 0, and none becomes 0 again
bool cache_block_is_valid(const comp::CacheBlock* block, Special op);

}  // namespace vm
