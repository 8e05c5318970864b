// Words of a class that every thread reads without a lock: the slot functions, and the flags.
//
// A store becomes visible to other threads at any time, between two instructions of theirs. So a reader that needs one
// answer reads the word once, into a local variable. Two rules make the stores harmless without a pause:
//   - A slot function stays valid for ever, and looks the special method up when it is called. A thread that has read
//     the former function does what it would have done a moment earlier.
//   - A slot that has a function becomes empty only while the world is stopped (update_slots() in slots.cpp). So code
//     may test a slot and then call it, as long as there is no safepoint in between.
#pragma once

#include "gc/base/bits.h"

namespace rt {

using gc::u32;

// A slot: a pointer to a function of type F, or null. Reads acquire, stores release: a thread that reads the function
// finds the special method for whose sake it was stored.
template <class F>
class SlotFunction {
 public:
  constexpr SlotFunction() = default;
  constexpr SlotFunction(F* function) : function_(function) {}
  constexpr SlotFunction(const SlotFunction& other) : function_(other.get()) {}
  constexpr SlotFunction& operator=(const SlotFunction& other) {
    set(other.get());
    return *this;
  }

  constexpr F* get() const {
    if (__builtin_is_constant_evaluated()) return function_;
    return __atomic_load_n(&function_, __ATOMIC_ACQUIRE);
  }
  constexpr operator F*() const { return get(); }

 private:
  constexpr void set(F* function) {
    if (__builtin_is_constant_evaluated()) function_ = function;
    else __atomic_store_n(&function_, function, __ATOMIC_RELEASE);
  }

  F* function_ = nullptr;
};

// Bits that are independent of each other. Several threads may change different bits at the same time.
class TypeFlags {
 public:
  operator u32() const { return __atomic_load_n(&bits_, __ATOMIC_RELAXED); }
  TypeFlags& operator=(u32 bits) {
    __atomic_store_n(&bits_, bits, __ATOMIC_RELAXED);
    return *this;
  }
  void operator|=(u32 bits) { __atomic_fetch_or(&bits_, bits, __ATOMIC_RELAXED); }
  // Makes the bits of `mask` those of `bits`.
  void change(u32 mask, u32 bits) {
    u32 old = *this;
    while (!__atomic_compare_exchange_n(&bits_, &old, (old & ~mask) | (bits & mask), true, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED)) {
    }
  }

 private:
  u32 bits_ = 0;
};

}  // namespace rt
