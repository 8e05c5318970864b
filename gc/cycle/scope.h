// Whose objects a collection judges: everybody's, with the world stopped, or those private to one thread, which
// collects them itself while the others run on.
//
// The others neither hold nor change a private object, and what they do to the rest is never looked at: so all that
// such a collection reads or writes is its thread's, but for the header words of objects that it passes by. Deferred
// and frozen objects live for it, and with them what they hold; so do classes, which are deferred.
#pragma once

#include "gc/heap/page.h"
#include "gc/threads/thread.h"

namespace gc {

class Scope {
 public:
  static Scope everybody() { return Scope(kNobody); }
  static Scope private_to(const Thread& thread) { return Scope(thread.id); }

  bool is_everybody() const { return owner_ == kNobody; }
  // An object to which the caller has found a reference.
  TINYPY_INLINE bool admits(const Object* object) const {
    return owner_ == kNobody || (is_private(state_word(object)) && object->owner.load(relaxed) == owner_);
  }
  // False if the page that holds the object has none in scope: told without a look at the object, which may be far from
  // every cache.
  TINYPY_INLINE bool admits_page_of(const Object* object) const {
    return owner_ == kNobody || Page::of(object)->owner.load(relaxed) == owner_;
  }
  // A block found by walking over a page of the thread's. Another thread may be freeing the block at the same time: one
  // that was published, or one that the other thread has adopted (refcount.h). In both cases the answer is no,
  // whichever words of the header are read: the owner of an adopted object is that other thread, and a free block has
  // no thread's id in the place of the owner (heap/page.h).
  bool admits_block(const Object* block) const {
    return is_private(state_word(block)) && block->owner.load(relaxed) == owner_;
  }
  // The same of one that is in exactly that state: of a shape, and with no flags.
  static u64 plain_state(u32 shape) { return u64{shape} << (32 + kFlagBits) | shared_word(0, kBiased); }
  TINYPY_INLINE bool admits_in_state(const Object* block, u64 state) const {
    return state_word(block) == state && block->owner.load(relaxed) == owner_;
  }

 private:
  explicit Scope(u32 owner) : owner_(owner) {}

  // `shared` and `meta` at once.
  static u64 state_word(const Object* block) {
    using StateWord [[gnu::may_alias]] = const u64;
    return __atomic_load_n(reinterpret_cast<StateWord*>(&block->shared), __ATOMIC_RELAXED);
  }
  // Counted by its owner alone, neither published, deferred nor frozen, and not free memory.
  static bool is_private(u64 word) {
    constexpr u64 kOutside = static_cast<u64>(kPublished) | static_cast<u64>(kDeferred) | static_cast<u64>(kFrozen);
    return static_cast<u32>(word) == shared_word(0, kBiased) && (word >> 32 & kOutside) == 0;
  }

  u32 owner_;
};

}  // namespace gc
