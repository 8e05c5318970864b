// Filling polymorphic inline caches. No lock is taken: a way is one word that is stored whole, so that two threads that
// fill one block at the same time can only lose a way, which is found again later.
#include "interp/vm/cache/polymorphic.h"

namespace vm {

// True at random, once in kPatience calls, and then adds a random number to *turn. With a counter instead, of several
// sites that miss in turn always the same one would be chosen.
static bool once_in_a_while(u32* turn) {
  constexpr u32 kPatience = 128;
  constinit static thread_local u32 state = 1;
  state = state * 1664525 + 1013904223;  // Numerical Recipes' generator
  *turn += state >> 16;
  return state < ~0u / kPatience;
}

// The counter is written for the first misses only, since all threads that run the code read the cache line that it
// lies in.
bool worth_specialising(const u64* counter, u32 half, u32* turn) {
  constexpr u32 kEager = 8;
  u64 word = load_word(counter);
  *turn = static_cast<u32>(word >> half) + 1;
  if (*turn >= kEager) return once_in_a_while(turn);
  store_word(counter, (word & ~(u64{0xffffffff} << half)) | static_cast<u64>(*turn) << half);
  return true;
}

#if defined(TINYPY_DEBUG)
static u32 shape_of_way(u64 way) {
  u64 key = way >> kShapeKeyShift;
  return static_cast<u32>(key >> 8 | (key & 0xff) << 16);
}

static bool way_is_valid(u64 way, Special op) {
  u64 tag = way & kCacheTags, middle = way >> 16 & 0xffffff;
  bool gets = op == Special::GET_ATTR_POLYMORPHIC, sets = op == Special::SET_ATTR_POLYMORPHIC;
  if ((gets || sets) && tag == kSlotTag)
    return shape_of_way(way) < gc::kShapeLimit && middle == 0 && way_offset(way) != 0;
  if (sets) return tag == kSecondTag && shape_of_way(way) < gc::kShapeLimit && middle != 0 && middle < gc::kShapeLimit;
  if (tag != 0 && (op != Special::FIND_METHOD_POLYMORPHIC || (tag != kSlotTag && tag != kSecondTag))) return false;
  // Its shape may have got another id since (rt::renumber_shapes()). Then the filter does not find it any more.
  const rt::AttrRecord* record = way_record(way - tag);
  if (!record) return false;
  u32 shape = record->shape.load(gc::relaxed);
  return record->kind <= rt::AttrKind::kGeneric && (shape == 0 || gc::g_shapes[shape]);
}

bool cache_block_is_valid(const comp::CacheBlock* block, Special op) {
  bool ended = false;
  for (const u64& word : block->words) {
    u64 way = load_word_acquire(&word);
    if (way == 0) {
      ended = true;
    } else if (ended || !way_is_valid(way, op)) {
      return false;
    }
  }
  return true;
}
#endif

static void add(comp::CacheBlock* block, u64 way, u32 turn) {
  for (u64& word : block->words) {
    if (load_word(&word)) continue;
    store_word(&word, way);
    return;
  }
  store_word(&block->words[turn % comp::kCacheWays], way);
}

void remember_way(Code* code, const u64* pc, u64 insn, Special op, u64 known, u64 way, u32 turn) {
  ASSERT(pc > code->words && pc < code->words + code->word_count && way != 0);
  u64 cache = load_word_acquire(pc);
  if ((cache & kCacheTags) == kPolymorphicTag) {
    add(cache_block(cache), way, turn);
    ASSERT(cache_block_is_valid(cache_block(cache), op));
    return;
  }
  comp::CacheBlock* block = comp::add_cache_block(code);
  if (!block) return;  // the instruction goes on as it is
  block->words[0] = known;
  block->words[known != 0] = way;
  ASSERT(cache_block_is_valid(block, op));
  store_word(pc, reinterpret_cast<u64>(block) | kPolymorphicTag);
  specialise(pc, insn, op);
}

}  // namespace vm
