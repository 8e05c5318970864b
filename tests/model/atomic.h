// gc::Atomic for the model checker: a plain value; before an access the scheduler may let another thread go first. All interleavings are
// sequentially consistent: memory orders are accepted and not modelled (ThreadSanitizer and the comments see to them). Only the stores of
// gc/sync/asymmetric_fence.h wait in a store buffer, of one entry, until the scheduler empties it, or the thread writes to another word or sleeps.
#pragma once

#include <functional>

namespace gc {

template <class T>
class Atomic;

namespace model {
// A scheduling point in front of an access to `address`, which must not be freed memory.
void before_access(const void* address, bool writes);
// The thread can do nothing useful before another one has done something.
void pause();
// A store to `word` that others see some time later: when it is made.
void delay(const void* word, std::function<void()> store);
// Makes all delayed stores visible, whoever made them.
void drain_all();
}  // namespace model

inline void cpu_pause() { model::pause(); }
inline void yield_cpu() { model::pause(); }
inline constexpr int kSpins = 0;  // parking is what has to be explored

template <class T>
class Atomic {
 public:
  using Order = boost::memory_order;

  Atomic() = default;
  constexpr Atomic(T value) : value_(value) {}
  Atomic(const Atomic&) = delete;
  Atomic& operator=(const Atomic&) = delete;

  T load(Order) const { return at(); }
  void store(T value, Order) { at() = value; }
  T exchange(T value, Order) { return set([&](T) { return value; }); }
  bool compare_exchange_strong(T& expected, T desired, Order, Order) {
    T& now = at();
    if (now == expected) {
      now = desired;
      return true;
    }
    expected = now;
    return false;
  }
  bool compare_exchange_weak(T& expected, T desired, Order success, Order failure) {
    return compare_exchange_strong(expected, desired, success, failure);
  }
  T fetch_add(T n, Order) { return set([&](T old) { return static_cast<T>(old + n); }); }
  T fetch_sub(T n, Order) { return set([&](T old) { return static_cast<T>(old - n); }); }
  T fetch_or(T n, Order) { return set([&](T old) { return static_cast<T>(old | n); }); }
  T fetch_and(T n, Order) { return set([&](T old) { return static_cast<T>(old & n); }); }

  // For the scheduler and for checks: no scheduling point.
  T peek() const { return value_; }
  void poke(T value) { value_ = value; }

 private:
  const T& at() const {
    model::before_access(this, false);
    return value_;
  }
  T& at() {
    model::before_access(this, true);
    return value_;
  }
  template <class F>
  T set(F f) {
    T& now = at();
    T old = now;
    now = f(old);
    return old;
  }

  T value_{};
};

}  // namespace gc
