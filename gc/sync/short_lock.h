// A lock for observers, held for a few instructions and much more often than it is waited for: unlike gc::Mutex it is
// released by a plain store. Waiters spin, and yield.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/no_safepoint.h"

namespace gc {

// Never held across a safepoint or Python code. Not recursive. Any thread, attached or not.
class ShortLock {
 public:
  void lock() {
    while (taken_.exchange(true, acquire)) {
      for (int turn = 0; taken_.load(relaxed); ++turn) back_off(turn);
    }
  }
  void unlock() { taken_.store(false, release); }
  // In a fork's child, where the holder may not exist.
  void reset_after_fork() { taken_.store(false, relaxed); }

 private:
  Atomic<bool> taken_{false};
};

// Holds a ShortLock for its lifetime, which is a section without safepoints.
class ShortGuard {
 public:
  explicit ShortGuard(ShortLock& lock) : lock_(lock) { lock_.lock(); }
  ~ShortGuard() { lock_.unlock(); }
  ShortGuard(const ShortGuard&) = delete;
  ShortGuard& operator=(const ShortGuard&) = delete;

 private:
  ShortLock& lock_;
  [[no_unique_address]] NoSafepoint no_safepoint_;
};

}  // namespace gc
