// The rows "lent" of the protocol's table (refcount.h).
#include "gc/refcount/lending.h"

#include "gc/base/accelerators.h"
#include "gc/base/stress.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/special.h"
#include "gc/refcount/transitions.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

enum class AfterWait : u8 { kOver, kDead, kAgain };

// Drops the list's reference to a waiting object. `all_counted`: no thread borrows the object or has notes about it, so
// that it does not matter whether it was touched. kOver: the object lives on. kDead: the caller destroys it. kAgain: it
// needs another grace period, and the list keeps its reference.
AfterWait end_wait(Object* object, bool all_counted) {
  // Acquire: threads that have held the object since then dropped it with a release. The list's own reference keeps it
  // alive until the exchange.
  u32 word = object->shared.load(relaxed);
  for (;;) {
    i32 count = shared_count(word);
    ASSERT(state_of(word) == kWaiting && (count > 0 || (word & kTouched)));
    ASSERT(count > 0 || !all_counted);
    bool last = count <= 1, again = last && (word & kTouched) && !all_counted;
    u32 next = again                ? shared_word(count, kWaiting) | (count < 1 ? kTouched : 0)
               : last               ? kDead
               : is_saturated(word) ? shared_word(kSaturated, kMerged) | kLent
                                    : merged_word_of_lent(count - 1);
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

void lend(Object* object) {
  if (!enabled(Accelerator::lending)) return;
  // A finalized object is never lent: a reader that read the slot before the object died could borrow it, without a
  // look at kFinalized.
  if (!kFreeThreaded || object->has_flag(kFinalized)) return;
  ASSERT(object->published() && !object->dead());
  u32 word = object->shared.load(relaxed);
  do {
    if (state_of(word) == kWaiting || object->immortal()) return;  // lent already; is never counted
  } while (!object->shared.compare_exchange_weak(word, word | kLent, relaxed, relaxed));
  // The flag comes after the bit, and both while the caller's count exists. So the thread that drops the last count
  // sees the bit.
  if (kStudio && !is_lent(object)) observe(ObjectEvent::lent, object);
  object->meta.fetch_or(kBorrowed, release);
}

void consider_lending(Thread& thread, Object* object) {
  constexpr u32 kLendEvery = kStress ? 1 : 7;  // prime, so that each object of a loop is hit, whatever their number is
  // Counting these writes no shared memory anyway; they must not take the turns of other objects.
  if (object->immortal() || is_counted_later(object)) return;
  if (++thread.foreign_counts % kLendEvery == 0 && object->published()) lend(object);
}

bool decref_lent(Object* object, u32 word) {
  for (;;) {
    ASSERT(word != kDead && is_word_of_lent(word));
    if (is_saturated(word)) [[unlikely]]
      return false;
    bool waiting = state_of(word) == kWaiting;
    i32 count = shared_count(word);
    bool last = !waiting && count == 1;
    u32 next = last ? merged_word_of_lent(0) : counted_down(word);
    // Only the list's reference is left: threads that borrowed the object since then need another period.
    if (waiting && count <= 2) next |= kTouched;
    if (object->shared.compare_exchange_weak(word, next, acq_rel, relaxed)) return last;
  }
}

void begin_wait(Thread& thread, Object* object) {
  ASSERT(state_of(object->shared.load(relaxed)) == kWaiting);
  observe(ObjectEvent::wait_begun, object);
  if (alone(thread)) {
    if (end_wait(object, true) == AfterWait::kDead) destroy(thread, object);
  } else if (!retire_waiting(thread, object)) {
    end_in_a_pause(thread, object);
  }
}

void waited(Thread& thread, Object* object) {
  ASSERT(thread.attached() && is_lent(object));
  AfterWait then = end_wait(object, false);
  if (then == AfterWait::kDead) destroy(thread, object);
  if (then == AfterWait::kAgain) begin_wait(thread, object);
}

}  // namespace gc
