// Atomics for every word that threads share. Boost.Atomic behind one header; nothing else includes it.
// Memory orders are always written out; a comment at the access names what it pairs with.
//
// A guard instead of #pragma once, which knows files by their paths: this header is in the precompiled one, and that
// may come from another checkout by way of a compiler cache.
#ifndef TINYPY_GC_BASE_ATOMIC_H
#define TINYPY_GC_BASE_ATOMIC_H

#include <cstdint>

#if defined(TINYPY_MODEL)
// The model checker names a header of its own that defines all that the other branch does (tests/model).
#include <boost/memory_order.hpp>

#include TINYPY_MODEL
#else
#include <sched.h>
#include <boost/atomic/atomic.hpp>

namespace gc {

template <class T>
using Atomic = boost::atomic<T>;

// One turn of a spinning wait: tells the core that nothing is gained by speculation.
inline void cpu_pause() { __builtin_ia32_pause(); }
// Lets the kernel run another thread on this processor.
inline void yield_cpu() { sched_yield(); }
// The number of turns that a lock spins before it parks: long enough for a short critical section on another core to
// end, short enough not to matter if the holder is not running.
inline constexpr int kSpins = 60;

}  // namespace gc
#endif

namespace gc {

inline constexpr auto relaxed = boost::memory_order_relaxed;
inline constexpr auto acquire = boost::memory_order_acquire;
inline constexpr auto release = boost::memory_order_release;
inline constexpr auto acq_rel = boost::memory_order_acq_rel;
inline constexpr auto seq_cst = boost::memory_order_seq_cst;

// Adds without a locked instruction: for a word that only one thread at a time writes; other threads may read it.
template <class T>
inline void add_unshared(Atomic<T>& word, T n) {
  word.store(static_cast<T>(word.load(relaxed) + n), relaxed);
}

// One turn of a wait for a few instructions of another thread. After 100 turns it yields, because that thread may have
// been preempted.
inline void back_off(int turn) {
  if (turn < 100) {
    cpu_pause();
  } else {
    yield_cpu();
  }
}

}  // namespace gc

#endif  // TINYPY_GC_BASE_ATOMIC_H
