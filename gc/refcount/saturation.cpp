// The slow paths of saturation, and what concerns whole counts: sums, steps of many at once, no count at all.
#include "gc/refcount/saturation.h"

#include <algorithm>

#include "gc/base/studio.h"
#include "gc/refcount/special.h"
#include "gc/refcount/tally.h"
#include "gc/refcount/transitions.h"
#include "gc/threads/attach.h"

namespace gc {

void add_many_shared(Object* object, i64 n) {
  u32 word = object->shared.load(relaxed), next;
  do {
    if (is_saturated(word)) return;
    bool beyond = is_beyond_limits(shared_count(word) + n);
    if (beyond) observe(ObjectEvent::saturated, object);
    next = beyond ? saturated(word) : word + static_cast<u32>(n) * kSharedOne;
  } while (!object->shared.compare_exchange_weak(word, next, relaxed, relaxed));
}

void saturate_local(Object* object) {
  ASSERT(object->local.load(relaxed) >= kLocalLimit - 1);
  observe(ObjectEvent::saturated, object);
  if constexpr (kRefcount == Refcount::kPlain) {
    object->local.store(kLocalLimit, relaxed);
  } else if (object->published()) {
    bool ends = merge_ownership(object, 0);
    ASSERT(!ends && is_saturated(object->shared.load(relaxed)));
    (void)ends;
  } else {
    make_immortal(object);
  }
}

void make_immortal(Object* object) {
  ASSERT(!kFreeThreaded || !object->published() || thread_count() <= 1 || object->immortal() ||
         object->owner.load(relaxed) == current_thread()->id);
  object->set_flag(kDeferred);  // registers need not count it either
  object->local.store(kImmortalLocal, relaxed);
  if constexpr (kFreeThreaded) {
    object->shared.store(shared_word(0, kBiased), relaxed);
    object->owner.store(kImmortalOwner, release);
  }
}

void incref_many(Thread& thread, Object* object, u64 n) {
  if (kRefcount == Refcount::kPlain || (kRefcount == Refcount::kBiased && object->owner.load(relaxed) == thread.id)) {
    u64 sum = object->local.load(relaxed) + n;
    object->local.store(static_cast<u32>(std::min<u64>(sum, kLocalLimit)), relaxed);
    observe(ObjectEvent::incref_owner, object, n);
    if (sum >= kLocalLimit) saturate_local(object);
    return;
  }
  if (object->immortal()) return observe(ObjectEvent::incref_immortal, object, n);
  if (is_special(object) && incref_specially(thread, object, n)) return;
  ++t_shared_writes.counts;
  add_shared(object, static_cast<i64>(n));
  observe(ObjectEvent::incref_shared, object, n);
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

}  // namespace gc
