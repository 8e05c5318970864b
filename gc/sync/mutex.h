// A small mutex for the runtime's own tables and registries, and a one-time event. The mutex spins briefly, then parks.
// It is never held across a safepoint or Python code. Its word (Drepper, "Futexes are tricky"):
//
//   0 free <--> 1 held <--> 2 held, threads may be parked: unlock() wakes one
#pragma once

#include "gc/base/no_safepoint.h"
#include "gc/sync/parking.h"

namespace gc {

// Use MutexGuard, which also checks that no safepoint is reached.
class Mutex {
 public:
  // Any thread, attached or not; no safepoint. Not recursive.
  void lock() {
    u32 free = 0;
    if (!word_.compare_exchange_strong(free, 1, acquire, relaxed)) lock_slow();
  }
  bool try_lock() {
    u32 free = 0;
    return word_.compare_exchange_strong(free, 1, acquire, relaxed);
  }
  void unlock() {
    if (word_.exchange(0, release) == 2) unpark_one(word_);
  }
  // In a fork's child, where the holder may not exist: frees the mutex.
  void reset_after_fork() { word_.store(0, relaxed); }

 private:
  void lock_slow();
  Atomic<u32> word_{0};
};

// Holds a mutex for its lifetime, which is a section without safepoints.
class MutexGuard {
 public:
  explicit MutexGuard(Mutex& mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexGuard() { mutex_.unlock(); }
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
