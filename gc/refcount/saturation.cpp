// The slow paths of saturation.
#include "gc/refcount/saturation.h"

#include "gc/base/studio.h"
#include "gc/refcount/transitions.h"

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

}  // namespace gc
