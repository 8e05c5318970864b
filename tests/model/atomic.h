// gc::Atomic for the model checker. Before an access the scheduler may let another thread go first. The memory is that
// of x86-64 (TSO: Sewell, Sarkar, Owens, Nardelli, Myreen, "x86-TSO", CACM 2010): a store that is not sequentially
// consistent waits in the store buffer of its thread, which alone sees it until it reaches memory, in order; a
// read-modify-write and a sequentially consistent store empty the buffer first. What the other memory orders promise
// beyond that, x86-64 keeps anyway: they are accepted and make no difference.
#pragma once

#include <boost/memory_order.hpp>
#include <cstring>

#include "gc/base/bits.h"

namespace gc {

template <class T>
class Atomic;

namespace model {
// A scheduling point in front of an access to `address`, which must not be freed memory.
void before_access(const void* address, bool writes);
// The same for a read-modify-write, before which the thread's store buffer is emptied.
void before_exchange(const void* address);
// The thread can do nothing useful before another one has done something.
void pause();
// Puts a store into the running thread's buffer. False: nobody else uses the word, it may be made at once.
bool buffer_store(void* address, u64 value, u32 bytes);
// What the running thread's buffer says of the word, into *value. False: nothing.
bool buffered_value(const void* address, u64* value);
// A fence of all threads: their buffers are empty at some moment of the call.
void fence_all();
// Counts the glances that the running thread is in. In one, an access is no step: no thread goes first, and none is
// recorded. It must be a load of memory that has not been freed.
extern int g_glances;
template <class F>
bool glance(F f) {
  ++g_glances;
  bool seen = f();
  --g_glances;
  return seen;
}
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

  T load(Order) const {
    model::before_access(this, false);
    u64 buffered;
    if (!model::buffered_value(this, &buffered)) return value_;
    T value;
    std::memcpy(&value, &buffered, sizeof value);
    return value;
  }
  void store(T value, Order order) {
    if (order == boost::memory_order_seq_cst) return void(exchange(value, order));
    model::before_access(this, true);
    u64 buffered = 0;
    std::memcpy(&buffered, &value, sizeof value);
    if (!model::buffer_store(this, buffered, sizeof value)) value_ = value;
  }
  T exchange(T value, Order) {
    return set([&](T) { return value; });
  }
  bool compare_exchange_strong(T& expected, T desired, Order, Order) {
    T old = set([&](T now) { return now == expected ? desired : now; });
    bool same = old == expected;
    expected = old;
    return same;
  }
  bool compare_exchange_weak(T& expected, T desired, Order success, Order failure) {
    return compare_exchange_strong(expected, desired, success, failure);
  }
  T fetch_add(T n, Order) {
    return set([&](T old) { return static_cast<T>(old + n); });
  }
  T fetch_sub(T n, Order) {
    return set([&](T old) { return static_cast<T>(old - n); });
  }
  T fetch_or(T n, Order) {
    return set([&](T old) { return static_cast<T>(old | n); });
  }
  T fetch_and(T n, Order) {
    return set([&](T old) { return static_cast<T>(old & n); });
  }

  // What is in memory, for the scheduler and for checks: no scheduling point.
  T peek() const { return value_; }

 private:
  template <class F>
  T set(F f) {
    model::before_exchange(this);
    T old = value_;
    value_ = f(old);
    return old;
  }

  T value_{};
};

}  // namespace gc
