// Chains of blocks that were made one after the other lie at equal distances in memory. To follow such a chain is to
// wait for each link in turn, unless what comes next is guessed and fetched ahead.
#pragma once

#include "gc/base/accelerators.h"
#include "gc/base/bits.h"

namespace gc {

// Fetches what lies as far from this as this does from what came last: a chain that was made link by link goes on like
// that.
class Stride {
 public:
  TINYPY_INLINE void fetch_beyond(const void* place) {
    uintptr_t at = reinterpret_cast<uintptr_t>(place), stride = at - last_;
    if (stride == stride_) __builtin_prefetch(reinterpret_cast<const void*>(at + ahead_ * stride));
    stride_ = stride;
    last_ = at;
  }

 private:
  // 0: what is fetched is where we are.
  const uintptr_t ahead_ = enabled(Accelerator::strides) ? 16 : 0;
  uintptr_t last_ = 0, stride_ = 0;
};

}  // namespace gc
