// A small mutex of the runtime itself (tables, registries). Spins briefly, then parks. Never held across a safepoint or
// Python code. States: 0 free, 1 held, 2 held with waiters (Drepper, "Futexes are tricky").
#pragma once

#include "gc/base/no_safepoint.h"
#include "gc/sync/parking.h"

namespace gc {

class Mutex {
 public:
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
  void reset_after_fork() { word_.store(0, relaxed); }

 private:
  void lock_slow();
  Atomic<u32> word_{0};
};

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

// Set once, awaited by many.
class Event {
 public:
  void set() {
    word_.store(1, release);
    unpark_all(word_);
  }
  bool is_set() const { return word_.load(acquire) != 0; }
  // The caller must be detached if it is a Python thread.
  Wait wait(i64 timeout_ns = -1);

 private:
  Atomic<u32> word_{0};
};

}  // namespace gc
