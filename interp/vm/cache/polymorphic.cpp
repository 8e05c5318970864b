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

static void add(comp::CacheBlock* block, u64 way, u32 turn) {
  for (u64& word : block->words) {
    if (load_word(&word)) continue;
    store_word(&word, way);
    return;
  }
  store_word(&block->words[turn % comp::kCacheWays], way);
}

void remember_way(Code* code, const u64* pc, u64 insn, Special op, u64 known, u64 way, u32 turn) {
  u64 cache = load_word_acquire(pc);
  if ((cache & kCacheTags) == kPolymorphicTag) return add(cache_block(cache), way, turn);
  comp::CacheBlock* block = comp::add_cache_block(code);
  if (!block) return;  // the instruction goes on as it is
  block->words[0] = known;
  block->words[known != 0] = way;
  store_word(pc, reinterpret_cast<u64>(block) | kPolymorphicTag);
  specialise(pc, insn, op);
}

}  // namespace vm
