// Asymmetric fences (membarrier(2); folly's AsymmetricThreadFence; P1202).
//
//   light side, frequent               heavy side, seldom
//   A := 1   (store_before_look)       B := 1
//                                      asymmetric_heavy_fence()
//   reads B                            reads A
//
// Two threads that each write one word and then read the other's word (Dekker) need a full fence between the two steps,
// because a store may wait in its core's store buffer while later loads go ahead: without fences both threads may miss
// the other's store. If one side is frequent and the other seldom, the seldom side can pay for both: it interrupts all
// processors that run threads of this process, which empties their store buffers.
#pragma once

#include <type_traits>

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

// The light side: a release store that the compiler does not move behind later loads. For each heavy fence, either all
// loads after the store come after the fence, or the store is visible when the fence is complete. Any thread.
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
// The heavy side: a full fence in the calling thread, and in each other thread of the process at some moment of the
// call. Takes microseconds. Any thread.
void asymmetric_heavy_fence();
// Registers the process with the kernel. To be called before the second thread starts: that is cheap; otherwise the
// first fence takes long.
void prepare_asymmetric_fence();
// In a fork's child: resets the mutex, which a detached thread may have held in the middle of a fence.
void asymmetric_fence_after_fork_child();
#endif

}  // namespace gc
