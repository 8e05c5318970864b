// Two threads that each write one word and then read the other's (Dekker) need a fence between the two steps, or both
// may miss what the other wrote: a store waits in its processor's store buffer while later loads go ahead. Where one
// side is taken all the time and the other seldom, the seldom one can pay for both: it interrupts all processors that
// run threads of this process (membarrier(2)), which empties their buffers. As in folly's AsymmetricThreadFence and
// P1202.
#pragma once

#include <type_traits>

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

// The frequent side. A release store; the loads that follow may be over before others see it, unless a heavy fence
// comes between: of any heavy fence either all loads that follow come after it, or the store is visible when it is
// over.
template <class T>
void store_before_look(Atomic<T>& word, std::type_identity_t<T> value) {
  word.store(value, release);
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

#if defined(TINYPY_MODEL)
inline void asymmetric_heavy_fence() { model::fence_all(); }
inline void prepare_asymmetric_fence() {}
inline void asymmetric_fence_after_fork_child() {}
#else
// The other side: a full fence in the calling thread, and in all others of the process at some moment of the call.
// Takes microseconds.
void asymmetric_heavy_fence();
// Cheap while the process has one thread; without it the first fence takes long.
void prepare_asymmetric_fence();
// A detached thread may have been in the middle of a fence; whatever it had done by then, the next one begins anew.
void asymmetric_fence_after_fork_child();
#endif

}  // namespace gc
