// The rows "hand over" and "adopt" of the protocol's table (refcount.h).
#include "gc/refcount/transfer.h"

#include "gc/base/accelerators.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/transitions.h"

namespace gc {

// Takes the caller's ownership of a private object away, if only one reference to it exists: merged(1). Plain stores,
// because no other thread can see the object yet.
static bool drop_ownership(Thread& thread, Object* object) {
  if (kRefcount != Refcount::kBiased || object->owner.load(relaxed) != thread.id) return false;
  if (object->local.load(relaxed) != 1 || object->has_flag(kDeferred)) return false;
  object->local.store(0, relaxed);
  object->owner.store(kNobody, relaxed);
  object->shared.store(shared_word(1, kMerged), relaxed);
  observe(ObjectEvent::disowned, object);
  return true;
}

void hand_over(Thread& thread, Object* object) {
  ASSERT(thread.attached());
  if constexpr (kRefcount != Refcount::kBiased) return publish(thread, object);
  if (!enabled(Accelerator::hand_over)) return publish(thread, object);
  if (!object->published()) {
    // At most 2: the reference that is handed over, and one in the caller's variable.
    publish_transferred(thread, object, object->local.load(relaxed) <= 2 ? drop_ownership : nullptr);
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
}

bool adopt(Thread& thread, Object* object) {
  ASSERT(thread.attached());
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

}  // namespace gc
