// The scope of a collection: all objects, with the world stopped; or the objects private to one thread, which collects
// them itself while the other threads run on.
//
//   in a private scope: owner == the thread's id, shared == (biased, 0), not published, not deferred, not frozen
//
// Other threads neither hold nor change a private object. A private collection reads no other object's contents. So it
// reads and writes only memory of its own thread, except for the header words of objects that it skips, which other
// threads may be changing. Deferred and frozen objects, among them all classes, count as alive, and so does what they
// hold.
#pragma once

#include "gc/heap/page.h"
#include "gc/threads/thread.h"

namespace gc {

// All objects, or those private to one thread: tells whether an object is in it. A value type.
class Scope {
 public:
  static Scope everybody() { return Scope(kNobody); }
  static Scope private_to(const Thread& thread) { return Scope(thread.id); }

  bool is_everybody() const { return owner_ == kNobody; }
  // True if the object, to which the caller has found a reference, is in scope.
  TINYPY_INLINE bool admits(const Object* object) const {
    return owner_ == kNobody || (is_private(state_word(object)) && object->owner.load(relaxed) == owner_);
  }
  // False: the page that holds the object has no object in scope. Does not read the object, which may be in no cache.
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
  // A cheaper test for blocks of one shape: plain_state() is the state word of private objects of that shape without
  // flags; admits_in_state() is true for a block with exactly that word that the thread owns.
  static u64 plain_state(u32 shape) { return u64{shape} << (32 + kFlagBits) | shared_word(0, kBiased); }
  TINYPY_INLINE bool admits_in_state(const Object* block, u64 state) const {
    return state_word(block) == state && block->owner.load(relaxed) == owner_;
  }

 private:
  explicit Scope(u32 owner) : owner_(owner) {}

  // The state word: `shared` and `meta`, read as one word.
  static u64 state_word(const Object* block) {
    using StateWord [[gnu::may_alias]] = const u64;
    return __atomic_load_n(reinterpret_cast<StateWord*>(&block->shared), __ATOMIC_RELAXED);
  }
  // True for a state word of an object that only its owner counts, and that is neither published, deferred nor frozen;
  // not for free memory, whose `shared` is dead.
  static bool is_private(u64 word) {
    constexpr u64 kOutside = static_cast<u64>(kPublished) | static_cast<u64>(kDeferred) | static_cast<u64>(kFrozen);
    return static_cast<u32>(word) == shared_word(0, kBiased) && (word >> 32 & kOutside) == 0;
  }

  u32 owner_;
};

}  // namespace gc
