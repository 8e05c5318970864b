// The trashcan: how a structure that is nested a million deep is destroyed without a deep stack (CPython has one of the
// same name).
//
// At a depth of kDestroyDepth, dead objects are put aside in Thread::dying, and the outermost destruction works them
// off. A finalizer or a callback is nested in another way, as a call (CallFromDestruction): it has an outermost
// destruction of its own, and the limit of recursion bounds it.
//
// The link of Thread::dying lies in the count words. Weak references and readers with stale pointers may still read
// these, so it is encoded such that they see a dead object of no thread:
//
//   owner    kLinkTag + high 11 bits of address / 16     beyond the ids of threads, and below kImmortalOwner
//   local    low 32 bits of address / 16
//   shared   dead
#pragma once

#include "gc/refcount/hooks.h"
#include "gc/refcount/refcount.h"

namespace gc {

// The greatest depth of nested destruction.
inline constexpr u32 kDestroyDepth = 50;

namespace detail {

inline constexpr u32 kLinkTag = kLastThreadId + 1;
inline constexpr u32 kAddressBits = 47;  // of user space
inline constexpr u32 kHighLinks = 1u << (kAddressBits - 4 - 32);
static_assert(kLinkTag + (kHighLinks - 1) < kImmortalOwner && alignof(Object) == 1u << 4);

}  // namespace detail

// Puts a dead object aside. By its destroyer, at depth kDestroyDepth.
inline void defer_destruction(Thread& thread, Object* object) {
  u64 next = reinterpret_cast<uintptr_t>(thread.dying) / alignof(Object);
  ASSERT(next >> 32 < detail::kHighLinks);
  object->owner.store(detail::kLinkTag + static_cast<u32>(next >> 32), relaxed);
  object->local.store(static_cast<u32>(next), relaxed);
  object->shared.store(kDead, relaxed);
  thread.dying = object;
}

// Takes the object that was put aside last; one of Thread::dying is there.
inline Object* next_deferred(Thread& thread) {
  Object* object = thread.dying;
  u64 high = object->owner.load(relaxed) - detail::kLinkTag;
  u64 low = object->local.load(relaxed);
  thread.dying = reinterpret_cast<Object*>((high << 32 | low) * alignof(Object));
  object->owner.store(object->published() ? kNobody : thread.id, relaxed);
  object->local.store(0, relaxed);
  return object;
}

// Lives while destruction runs a finalizer or a callback. That is a call like any other: objects that die in it are
// destroyed in it at once, however deep the destruction that runs the call is nested. So if a finalizer makes an object
// of its own kind without end, that is an endless recursion and ends as one, with RecursionError. Only at the end of
// the native stack are the objects that die in the call left to the destruction that runs it.
class CallFromDestruction {
 public:
  explicit CallFromDestruction(Thread& thread) : thread_(thread), depth_(thread.destroy_depth), dying_(thread.dying) {
    nests_ = !g_counting_hooks.native_stack_ends || !g_counting_hooks.native_stack_ends(thread);
    thread.destroy_depth = nests_ ? 0 : kDestroyDepth;
    if (nests_) thread.dying = nullptr;
  }
  ~CallFromDestruction() {
    ASSERT(!nests_ || (thread_.destroy_depth == 0 && !thread_.dying));
    thread_.destroy_depth = depth_;
    if (nests_) thread_.dying = dying_;
  }
  CallFromDestruction(const CallFromDestruction&) = delete;
  CallFromDestruction& operator=(const CallFromDestruction&) = delete;

 private:
  Thread& thread_;
  const u32 depth_;      // the depth of the destruction that runs the call
  Object* const dying_;  // the objects that it has put aside
  bool nests_;           // objects that die in the call are destroyed in the call
};

}  // namespace gc
