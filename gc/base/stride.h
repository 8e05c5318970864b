// A software prefetcher for linked lists. Blocks that were allocated one after the other lie at equal distances in
// memory. A walk along a list of them would wait for each link in turn; instead it guesses where later links lie, and
// prefetches them.
#pragma once

#include "gc/base/accelerators.h"
#include "gc/base/bits.h"

namespace gc {

// If two consecutive distances are equal, prefetches the address kAhead such distances ahead.
class Stride {
 public:
  TINYPY_INLINE void fetch_beyond(const void* place) {
    uintptr_t at = reinterpret_cast<uintptr_t>(place), stride = at - last_;
    if (stride == stride_) __builtin_prefetch(reinterpret_cast<const void*>(at + ahead_ * stride));
    stride_ = stride;
    last_ = at;
  }

 private:
  // Distances ahead. 0: prefetches the given address itself, which has no effect.
  const uintptr_t ahead_ = enabled(Accelerator::strides) ? 16 : 0;
  uintptr_t last_ = 0, stride_ = 0;
};

}  // namespace gc
