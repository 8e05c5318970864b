// The slow paths of reference counting. The protocol's table stands in refcount.h; each branch below is one of its
// rows.
//
// Memory orders, once for all rows: a change that gives up a reference releases (what this thread did to the object
// happens before its destruction); the change that turns the word to dead, and every change that hands the object to a
// new responsible thread, acquires as well. All of them are read-modify-writes of `shared`, so they form one release
// sequence. An increment is relaxed, because its thread already holds a reference or reads the slot with acquire; a
// try_incref acquires since it may meet an object that another thread has just revived or merged.
#include "gc/refcount/refcount.h"

#include <utility>

#include "gc/refcount/merge_queue.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/special.h"
#include "gc/refcount/tally.h"
#include "gc/refcount/transitions.h"
#include "gc/threads/attach.h"

namespace gc {

constinit thread_local SharedWrites t_shared_writes{};
constinit CountingHooks g_counting_hooks{};

namespace {

// The word of an object that has lost its owner and has `total` references.
u32 merged_word(u32 word, i64 total) {
  if (is_saturated(word) || is_beyond_limits(total)) return shared_word(kSaturated, kMerged) | (word & kLent);
  if (word & kLent) return merged_word_of_lent(static_cast<i32>(total));
  return total == 0 ? kDead : shared_word(static_cast<i32>(total), kMerged);
}

}  // namespace

bool merge_ownership(Object* object, i32 extra) {
  ASSERT(object->owner.load(relaxed) != kNobody);
  i64 local = object->local.load(relaxed);
  // Both before the word says merged (release below): a thread that sees merged may adopt the object and write them.
  object->local.store(0, relaxed);
  object->owner.store(kNobody, relaxed);
  u32 word = object->shared.load(relaxed);
  for (;;) {
    i64 total = shared_count(word) + local + extra;
    ASSERT((total >= 0 || (word & kLent)) && (state_of(word) == kBiased || state_of(word) == kQueued));
    u32 next = merged_word(word, total);
    if (!object->shared.compare_exchange_weak(word, next, acq_rel, relaxed)) continue;
    observe(ObjectEvent::merged, object);
    return state_of(next) != kMerged;
  }
}

bool decref_merged(Object* object, u32 word) {
  for (;;) {
    if (is_saturated(word)) [[unlikely]]
      return false;
    if (is_word_of_lent(word)) return decref_lent(object, word);
    ASSERT(shared_count(word) > 0);
    bool last = word == shared_word(1, kMerged);
    if (object->shared.compare_exchange_weak(word, last ? kDead : counted_down(word), acq_rel, relaxed)) return last;
  }
}

bool merge_counts(Object* object) {
  observe(ObjectEvent::merge_drained, object);
  u32 word = object->shared.load(acquire);
  if (state_of(word) >= kMerged) return decref_merged(object, word);  // the owner's local count had become 0
  // Only this thread can leave the queued state: the other way out of it is the owner's, and this thread is the owner
  // or acts in its stead.
  ASSERT(state_of(word) == kQueued);
  return merge_ownership(object, -1);
}

[[gnu::noinline]] static void incref_foreign(Thread& thread, Object* object) {
  ASSERT(thread.attached() && !object->dead());
  if (is_special(object) && incref_specially(thread, object)) return;
  ++t_shared_writes.counts;
  add_shared(object, 1);
  observe(ObjectEvent::incref_shared, object);
  consider_lending(thread, object);
}

// In a program with one thread, only immortal objects come here, but often: they cost a call and a comparison.
void incref_shared(Thread& thread, Object* object) {
  if (!object->immortal()) return incref_foreign(thread, object);
  observe(ObjectEvent::incref_immortal, object);
}

bool try_incref_shared(Thread& thread, Object* object) {
  if (object->immortal()) {
    observe(ObjectEvent::incref_immortal, object);
    return true;
  }
  if (is_counted_later(object) && !object->dead()) {
    count_later(thread, object, 1);
    return true;
  }
  ++t_shared_writes.counts;
  u32 word = object->shared.load(acquire);
  do {
    if (word == kDead) {
      observe(ObjectEvent::incref_failed, object);
      return false;
    }
    if (is_saturated(word)) [[unlikely]] {
      observe(ObjectEvent::incref_immortal, object);
      return true;
    }
  } while (!object->shared.compare_exchange_weak(word, word + kSharedOne, acquire, acquire));
  observe(ObjectEvent::incref_shared, object);
  return true;
}

bool try_incref_in_slot_shared(Thread& thread, Object* object) {
  if (!try_incref_shared(thread, object)) return false;
  // If the finalizer brought the object back, the acquire in try_incref_shared() makes its flag visible here.
  if (!object->has_flag(kFinalized) || std::exchange(thread.last_finalized_seen, object) == object) [[likely]]
    return true;
  retire_reference(thread, object);  // may be the last reference by now, and a destruction would run Python code here
  return false;
}

bool try_incref_found_shared(Thread& thread, Object* object) {
  if (is_lent(object) && note_held(thread, object)) return true;
  if (!try_incref_in_slot_shared(thread, object)) return false;
  consider_lending(thread, object);
  return true;
}

// Drops a reference that is counted in the object's words, not in a table of the thread. By a thread that is not the
// owner.
[[gnu::noinline]] static void decref_counted(Thread& thread, Object* object) {
  ++t_shared_writes.counts;
  observe(ObjectEvent::decref_shared, object);
  // Acquire: pairs with adopt(), so that `owner` below is at least as new as a biased word.
  u32 word = object->shared.load(acquire);
  for (int turn = 0;;) {
    ASSERT(word != kDead);
    if (state_of(word) >= kMerged) {
      if (decref_merged(object, word)) {
        observe_end(ObjectEvent::died_shared, object);
        end_object(thread, object);
      }
      return;
    }
    if (is_saturated(word)) [[unlikely]]
      return;
    bool to_queue = (word & ~kLent) == shared_word(0, kBiased);
    // If the word is biased 0, this thread's reference is counted in `local`. So `local` is above 0: the owner cannot
    // give up its ownership, nor can another thread adopt the object. So if the exchange succeeds, the owner read
    // before it is still the owner. The exception is a reference that its thread stored in a slot and has only noted:
    // then the owner may be about to merge, a few instructions before it changes the word.
    u32 owner = object->owner.load(relaxed);
    if (to_queue && owner == kNobody) {
      u32 before = std::exchange(word, object->shared.load(acquire));
      if (word == before) back_off(turn++);
      continue;
    }
    u32 next = to_queue ? shared_word(0, kQueued) | (word & kLent) : counted_down(word);
    if (object->shared.compare_exchange_weak(word, next, release, acquire)) {
      if (to_queue) enqueue_merge(thread, object, owner);
      return;
    }
  }
}

// decref() of an object that is neither the caller's nor immortal.
[[gnu::noinline]] static void decref_foreign(Thread& thread, Object* object) {
  if (is_special(object) && decref_specially(thread, object)) return;
  decref_counted(thread, object);
}

// Ends a published object of which the calling owner's `local` has become 0.
[[gnu::noinline]] static void end_published(Thread& thread, Object* object) {
  ASSERT(object->published() && object->local.load(relaxed) == 0);
  if (is_counted_later(object)) return;  // other threads may have counts in their tables
  u32 word = shared_word(0, kBiased);
  // Acquire: every other thread that held a reference has dropped it with a release.
  if (object->shared.compare_exchange_strong(word, kDead, acq_rel, relaxed)) {
    object->owner.store(kNobody, relaxed);  // the invariant: an object whose owner is `thread` is alive
    observe(ObjectEvent::died_owner, object);
    destroy(thread, object);
  } else if (merge_ownership(object, 0)) {
    observe_end(ObjectEvent::died_merge, object);
    end_object(thread, object);
  }
}

void decref_last(Thread& thread, Object* object) {
  ASSERT(thread.attached());
  if (object->local.load(relaxed) != 0) [[unlikely]]
    return saturate_local(object);
  if (kFreeThreaded && object->published()) [[unlikely]]
    return end_published(thread, object);
  observe(ObjectEvent::died_owner, object);
  destroy(thread, object);
}

void decref_unowned(Thread& thread, Object* object) {
  if (!object->immortal()) return decref_foreign(thread, object);
  observe(ObjectEvent::decref_immortal, object);
}

void end_object(Thread& thread, Object* object) {
  ASSERT(thread.attached() && state_of(object->shared.load(relaxed)) == kWaiting);
  if (object->dead()) return destroy(thread, object);
  begin_wait(thread, object);  // a lent one
}

bool try_incref_weak(Thread& thread, Object* object) {
  if constexpr (kRefcount == Refcount::kPlain) {
    if (object->local.load(relaxed) == 0 || object->dead()) return false;
  } else if constexpr (kRefcount == Refcount::kBiased) {
    if (object->owner.load(relaxed) == thread.id && object->local.load(relaxed) == 0 && !is_counted_later(object))
      return false;
  }
  return try_incref(thread, object);
}

}  // namespace gc
