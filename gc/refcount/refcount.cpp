// The slow paths of reference counting. The protocol's table stands in refcount.h; each branch below is one of its
// rows.
//
// Memory orders, once for all rows: a change that gives up a reference releases (what this thread did to the object
// happens before its destruction); the change that turns the word to dead, and every change that hands the object to a
// new responsible thread, acquires as well. All of them are read-modify-writes of `shared`, so they form one release
// sequence. An increment is relaxed, because its thread already holds a reference or reads the slot with acquire; a
// try_incref acquires since it may meet an object that another thread has just revived or merged.
#include "gc/refcount/refcount.h"

#include <algorithm>
#include <utility>

#include "gc/base/accelerators.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/merge_queue.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/tally.h"
#include "gc/refcount/transitions.h"
#include "gc/threads/attach.h"

namespace gc {

constinit thread_local SharedWrites t_shared_writes{};
constinit CountingHooks g_counting_hooks{};

namespace {

SharedState state_of(u32 word) { return static_cast<SharedState>(word & kStateMask); }

bool is_immortal(const Object* object) { return object->owner.load(relaxed) == kImmortalOwner; }

bool is_lent(const Object* object) { return object->has_flag(kBorrowed); }

void consider_lending(Thread& thread, Object* object) {
  // Counting these writes no shared memory anyway; they must not take the turns of other objects.
  if (is_immortal(object) || is_counted_later(object)) return;
  lend_now_and_then(thread, object);
}

// The word that replaces `word` when the last counted reference is dropped. The thread that stores it calls
// end_object(), which gives the one reference of a waiting object to the list. `total`, the count left, is below 0
// while threads have notes that they have not counted yet.
u32 word_at_end(u32 word, i32 total) {
  if (!(word & kMark)) return kDead;
  return shared_word(total + 1, kWaiting) | (total < 0 ? kMark : 0);
}

// The word of an object that has lost its owner and has `total` references.
u32 merged_word(u32 word, i64 total) {
  if (is_saturated(word) || is_beyond_limits(total)) return shared_word(kSaturated, kMerged) | (word & kMark);
  i32 count = static_cast<i32>(total);
  return count <= 0 ? word_at_end(word, count) : shared_word(count, kMerged) | (word & kMark);
}

// Gives a dead object one reference, the caller's, for its finalizer. To all other threads the object is dead, so plain
// stores suffice; the last one publishes the others.
void revive(Thread& thread, Object* object) {
  bool shared = kRefcount == Refcount::kAtomic || (kFreeThreaded && object->published());
  object->owner.store(shared ? kNobody : thread.id, relaxed);
  object->local.store(shared ? 0 : 1, relaxed);
  u32 mark = object->has_flag(kBorrowed) ? kMark : 0;  // readers that see the flag borrow without reading the word
  // Release pairs with the acquire of try_incref: a weak reference may find the object again.
  object->shared.store((shared ? shared_word(1, kMerged) : shared_word(0, kBiased)) | mark, release);
}

}  // namespace

bool merge_ownership(Object* object, i32 extra) {
  i64 local = object->local.load(relaxed);
  // Both before the word says merged (release below): a thread that sees merged may adopt the object and write them.
  object->local.store(0, relaxed);
  object->owner.store(kNobody, relaxed);
  u32 word = object->shared.load(relaxed);
  for (;;) {
    i64 total = shared_count(word) + local + extra;
    ASSERT((total >= 0 || (word & kMark)) && (state_of(word) == kBiased || state_of(word) == kQueued));
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
    bool waiting = state_of(word) == kWaiting;
    i32 count = shared_count(word);
    ASSERT(waiting ? word != kDead : state_of(word) == kMerged && count > 0);
    bool last = !waiting && count == 1;
    u32 next = last ? word_at_end(word, 0) : counted_down(word);
    if (waiting && count <= 2)
      next |= kMark;  // only the list's reference is left: threads that borrowed the object since need another period
    if (object->shared.compare_exchange_weak(word, next, acq_rel, relaxed)) return last;
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

[[gnu::noinline]] TINYPY_RARE static void incref_foreign(Thread& thread, Object* object) {
  if (is_counted_later(object)) return count_later(thread, object, 1);
  if (is_lent(object) && note_held(thread, object)) return;
  ++t_shared_writes.counts;
  add_shared(object, 1);
  observe(ObjectEvent::incref_shared, object);
  consider_lending(thread, object);
}

// In a program with one thread, only immortal objects come here, but often: they cost a call and a comparison.
void incref_shared(Thread& thread, Object* object) {
  if (!is_immortal(object)) return incref_foreign(thread, object);
  observe(ObjectEvent::incref_immortal, object);
}

void incref_many(Thread& thread, Object* object, u64 n) {
  if (kRefcount == Refcount::kPlain || (kRefcount == Refcount::kBiased && object->owner.load(relaxed) == thread.id)) {
    u64 sum = object->local.load(relaxed) + n;
    object->local.store(static_cast<u32>(std::min<u64>(sum, kLocalLimit)), relaxed);
    observe(ObjectEvent::incref_owner, object, n);
    if (sum >= kLocalLimit) saturate_local(object);
    return;
  }
  if (is_immortal(object)) return observe(ObjectEvent::incref_immortal, object, n);
  if (is_counted_later(object)) return count_later(thread, object, static_cast<i64>(n));
  // A few references are noted one by one. Many of them justify a write to the shared word.
  constexpr u64 kFew = 256;
  if (is_lent(object) && n <= kFew) {
    while (n != 0 && note_held(thread, object)) --n;
    if (n == 0) return;
  }
  ++t_shared_writes.counts;
  add_shared(object, static_cast<i64>(n));
  observe(ObjectEvent::incref_shared, object, n);
}

bool try_incref_shared(Thread& thread, Object* object) {
  if (is_immortal(object)) {
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
  if (!object->has_flag(kFinalized) || std::exchange(thread.suspect, object) == object) [[likely]]
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
    bool to_queue = (word & ~kMark) == shared_word(0, kBiased);
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
    u32 next = to_queue ? shared_word(0, kQueued) | (word & kMark) : counted_down(word);
    if (object->shared.compare_exchange_weak(word, next, release, acquire)) {
      if (to_queue) enqueue_merge(thread, object, owner);
      return;
    }
  }
}

// decref() of an object that is neither the caller's nor immortal.
[[gnu::noinline]] static void decref_foreign(Thread& thread, Object* object) {
  if (is_counted_later(object)) return count_later(thread, object, -1);
  if (is_lent(object) && forget_held(thread, object)) return;
  decref_counted(thread, object);
}

// Ends a published object of which the calling owner's `local` has become 0.
static void end_published(Thread& thread, Object* object) {
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
  if (object->local.load(relaxed) != 0) [[unlikely]]
    return saturate_local(object);
  if (kFreeThreaded && object->published()) [[unlikely]]
    return end_published(thread, object);
  observe(ObjectEvent::died_owner, object);
  destroy(thread, object);
}

void decref_unowned(Thread& thread, Object* object) {
  if (!is_immortal(object)) return decref_foreign(thread, object);
  observe(ObjectEvent::decref_immortal, object);
}

namespace {

enum class AfterWait : u8 { kOver, kDead, kAgain };

// Drops the list's reference to a waiting object. `all_counted`: no thread borrows the object or has notes about it, so
// that a mark does not matter. kOver: the object lives on. kDead: the caller destroys it. kAgain: it needs another
// grace period, and the list keeps its reference.
AfterWait end_wait(Object* object, bool all_counted) {
  // Acquire: threads that have held the object since then dropped it with a release. The list's own reference keeps it
  // alive until the exchange.
  u32 word = object->shared.load(relaxed);
  for (;;) {
    i32 count = shared_count(word);
    ASSERT(state_of(word) == kWaiting && (count > 0 || (word & kMark)));
    ASSERT(count > 0 || !all_counted);
    bool last = count <= 1, again = last && (word & kMark) && !all_counted;
    u32 next = again  ? shared_word(count, kWaiting) | (count < 1 ? kMark : 0)
               : last ? kDead
                      : merged_word(word | kMark, count - 1);
    if (!object->shared.compare_exchange_weak(word, next, acq_rel, relaxed)) continue;
    observe(again ? ObjectEvent::wait_again : last ? ObjectEvent::died_list : ObjectEvent::wait_over, object);
    return again ? AfterWait::kAgain : last ? AfterWait::kDead : AfterWait::kOver;
  }
}

// There is no memory for an entry in the list: ends the object with the world stopped. A stopped thread has counted
// what it borrows.
TINYPY_COLD void end_in_a_pause(Thread& thread, Object* object) {
  AfterWait then;
  {
    StopTheWorld pause(thread, "no memory for a grace period");
    bool others_stopped = alone(thread);
    ASSERT(others_stopped);
    then = end_wait(object, others_stopped);
  }
  if (then == AfterWait::kDead) destroy(thread, object);
}

}  // namespace

void end_object(Thread& thread, Object* object) {
  if (object->dead()) return destroy(thread, object);
  ASSERT(state_of(object->shared.load(relaxed)) == kWaiting);
  observe(ObjectEvent::wait_begun, object);
  if (alone(thread)) {
    if (end_wait(object, true) == AfterWait::kDead) destroy(thread, object);
  } else if (!retire_waiting(thread, object)) {
    end_in_a_pause(thread, object);
  }
}

void waited(Thread& thread, Object* object) {
  AfterWait then = end_wait(object, false);
  if (then == AfterWait::kDead) destroy(thread, object);
  if (then == AfterWait::kAgain) end_object(thread, object);
}

bool finalize_first(Thread& thread, Object* object) {
  auto finalize = lifetime_of(object).finalize;
  if (!finalize || object->has_flag(kFinalized)) [[likely]]
    return false;
  object->set_flag(kFinalized);  // before other threads can count it again: see try_incref_in_slot_shared()
  revive(thread, object);
  {
    CallFromDestruction call(thread);
    observe(ObjectEvent::finalized, object);
    finalize(thread, object);
  }
  if (uniquely_held(thread, object)) [[likely]] {  // no other thread has seen it
    object->local.store(0, relaxed);
    return false;
  }
  if (kStudio && total_count(object) > 1) observe(ObjectEvent::resurrected, object);
  decref(thread, object);
  return true;
}

void lend(Object* object) {
  if (!enabled(Accelerator::lending)) return;
  // A finalized object is never lent: a reader that read the slot before the object died could borrow it, without a
  // look at kFinalized.
  if (!kFreeThreaded || object->has_flag(kFinalized)) return;
  u32 word = object->shared.load(relaxed);
  do {
    if (state_of(word) == kWaiting || is_immortal(object)) return;  // lent already; is never counted
  } while (!object->shared.compare_exchange_weak(word, word | kMark, relaxed, relaxed));
  // The flag comes after the mark, and both while the caller's count exists. So the thread that drops the last count
  // sees the mark.
  if (kStudio && !is_lent(object)) observe(ObjectEvent::lent, object);
  object->meta.fetch_or(kBorrowed, release);
}

void hand_over(Thread& thread, Object* object) {
  if constexpr (kRefcount == Refcount::kBiased) {
    if (!enabled(Accelerator::hand_over)) return publish(thread, object);
    if (!object->published()) {
      // At most 2: the reference that is handed over, and one in the caller's variable.
      if (object->local.load(relaxed) <= 2) publish_given(thread, object);
      else publish_slow(thread, object);
    }
    // Another thread's object, or one without an owner: the reference is counted in `shared` already.
    if (object->owner.load(relaxed) != thread.id) return;
    if (is_counted_later(object)) return;
    observe(ObjectEvent::handed_over, object);
    if (object->local.load(relaxed) == 1) {
      // The only local reference is the one that is handed over: it is in `shared` after the merge. The merge can end
      // the object only if the notes of other threads have made its count too low: then it waits for these.
      if (merge_ownership(object, 0)) {
        observe_end(ObjectEvent::died_merge, object);
        end_object(thread, object);
      }
      return;
    }
    add_shared(object, 1);  // before the decrement of `local`, so that the sum is never too low
    add_unshared<u32>(object->local, static_cast<u32>(-1));
  } else {
    publish(thread, object);
  }
}

bool adopt(Thread& thread, Object* object) {
  if constexpr (kRefcount != Refcount::kBiased) return false;
  // The caller holds a reference. So at count 1 it is the only one, and no other thread can be adopting the object.
  // Acquire: pairs with merge_ownership().
  if (object->shared.load(acquire) != shared_word(1, kMerged)) return false;
  if (!enabled(Accelerator::adoption)) return false;
  object->local.store(1, relaxed);
  object->owner.store(thread.id, relaxed);
  u32 word = shared_word(1, kMerged);
  // Release: a thread that sees biased sees the owner (decref_counted()). Acquire: this thread sees what those that
  // shared the object before have done to it.
  if (object->shared.compare_exchange_strong(word, shared_word(0, kBiased), acq_rel, relaxed)) {
    observe(ObjectEvent::adopted, object);
    return true;
  }
  object->owner.store(kNobody, relaxed);  // another thread has taken a reference from a slot meanwhile
  object->local.store(0, relaxed);
  return false;
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

u32 total_count(const Object* object) {
  if (object->immortal()) return UINT32_MAX;
  if constexpr (kRefcount == Refcount::kPlain) return object->local.load(relaxed);
  u32 word = object->shared.load(relaxed);
  if (is_saturated(word)) return UINT32_MAX;
  i64 total = i64{object->local.load(relaxed)} + shared_count(word);
  if (is_lent(object) && current_thread()) total += static_cast<i64>(noted_count(*current_thread(), object));
  return static_cast<u32>(std::clamp<i64>(total, 0, UINT32_MAX));
}

void make_immortal(Object* object) {
  object->set_flag(kDeferred);  // registers need not count it either
  object->local.store(kImmortalLocal, relaxed);
  if constexpr (kFreeThreaded) {
    object->shared.store(shared_word(0, kBiased), relaxed);
    object->owner.store(kImmortalOwner, release);
  }
}

void make_deferred(Thread& thread, Object* object) {
  ASSERT(kRefcount == Refcount::kAtomic || object->owner.load(relaxed) == thread.id);
  object->set_flag(kDeferred);
  incref(thread, object);  // the collector's own: the count never reaches 0 without it
}

}  // namespace gc
