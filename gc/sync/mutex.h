// A small mutex for the runtime's own tables and registries, and a one-time event. The mutex spins briefly, then parks.
// It is never held across a safepoint or Python code. Its word (Drepper, "Futexes are tricky"):
//
//   0 free <--> 1 held <--> 2 held, threads may be parked: unlock() wakes one
#pragma once

#include "gc/base/no_safepoint.h"
#include "gc/sync/parking.h"

namespace gc {

// Who holds a mutex, in builds with debug checks; empty in others. A thread is known by its count of sections without
// safepoints.
class MutexHolder {
 public:
#if defined(TINYPY_DEBUG) && !defined(TINYPY_MODEL)
  void enters() { __atomic_store_n(&count_, &t_no_safepoint, __ATOMIC_RELAXED); }
  void leaves() { __atomic_store_n(&count_, nullptr, __ATOMIC_RELAXED); }
  bool is_me() const { return __atomic_load_n(&count_, __ATOMIC_RELAXED) == &t_no_safepoint; }

 private:
  const u32* count_ = nullptr;
#else
  void enters() {}
  void leaves() {}
  bool is_me() const { return true; }
#endif
};

// Use MutexGuard, which also checks that no safepoint is reached.
class Mutex {
 public:
  // Any thread, attached or not; no safepoint. Not recursive.
  void lock() {
    if constexpr (kChecksSafepoints) ASSERT(!holder_.is_me());
    u32 free = 0;
    if (!word_.compare_exchange_strong(free, 1, acquire, relaxed)) lock_slow();
    holder_.enters();
  }
  bool try_lock() {
    u32 free = 0;
    bool taken = word_.compare_exchange_strong(free, 1, acquire, relaxed);
    if (taken) holder_.enters();
    return taken;
  }
  void unlock() {
    holder_.leaves();
    if (word_.exchange(0, release) == 2) unpark_one(word_);
  }
  // In a fork's child, where the holder may not exist: frees the mutex.
  void reset_after_fork() {
    holder_.leaves();
    word_.store(0, relaxed);
  }
  // For assertions. True: the calling thread holds the mutex. Always true where nobody notes that.
  bool is_mine() const { return holder_.is_me(); }

 private:
  void lock_slow();
  Atomic<u32> word_{0};
  [[no_unique_address]] MutexHolder holder_;
};

// Holds a mutex for its lifetime, which is a section without safepoints.
class MutexGuard {
 public:
  explicit MutexGuard(Mutex& mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexGuard() {
    ASSERT(mutex_.is_mine());
    mutex_.unlock();
  }
  MutexGuard(const MutexGuard&) = delete;
  MutexGuard& operator=(const MutexGuard&) = delete;

 private:
  Mutex& mutex_;
  [[no_unique_address]] NoSafepoint no_safepoint_;
};

// An event that is set once and that many threads may await.
class Event {
 public:
  void set() {
    word_.store(1, release);
    unpark_all(word_);
  }
  bool is_set() const { return word_.load(acquire) != 0; }
  // Waits until the event is set, for at most timeout_ns (below 0: for ever). Returns early with kInterrupted if a
  // signal arrives. A Python thread must be detached.
  Wait wait(i64 timeout_ns = -1);

 private:
  Atomic<u32> word_{0};
};

}  // namespace gc
