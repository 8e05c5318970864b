// Ownership types. Value borrows, Ref owns one count. An empty Ref as a result means that an error is pending in the
// thread.
#pragma once

#include <utility>

#include "runtime/object/thread.h"

#if defined(__clang__)
#define TINYPY_TRIVIAL_ABI [[clang::trivial_abi]]
#else
#define TINYPY_TRIVIAL_ABI
#endif

namespace rt {

inline void incref(Thread& t, Value v) {
  if (v.is_counted()) gc::incref(t, v.object());
}
// Releases a count; may destroy the object and so run Python code.
inline void decref(Thread& t, Value v) {
  if (v.is_counted()) gc::decref(t, v.object());
}

class TINYPY_TRIVIAL_ABI Ref {
 public:
  constexpr Ref() = default;
  Ref(Ref&& o) noexcept : v_(std::exchange(o.v_, Value())) {}
  Ref& operator=(Ref&& o) noexcept {
    Value old = std::exchange(v_, std::exchange(o.v_, Value()));
    drop(old);
    return *this;
  }
  Ref(const Ref&) = delete;
  Ref& operator=(const Ref&) = delete;
  ~Ref() { drop(v_); }

  // Takes over a count that the caller owns.
  static Ref steal(Value v) {
    Ref r;
    r.v_ = v;
    return r;
  }
  // Makes a count of its own; accepts an uncounted register value.
  static Ref share(Thread& t, Value v) {
    v = v.stripped();
    incref(t, v);
    return steal(v);
  }
  static Ref share(Value v) { return share(current(), v); }
  // Immediates need no count.
  static Ref immediate(Value v) {
    Ref r;
    r.v_ = v;
    return r;
  }

  Value get() const { return v_; }
  operator Value() const { return v_; }
  explicit operator bool() const { return bool(v_); }
  Object* object() const { return v_.object(); }
  template <class T>
  T* as() const {
    return v_.as<T>();
  }
  // Gives the count away.
  [[nodiscard]] Value release() { return std::exchange(v_, Value()); }

 private:
  static void drop(Value v) {
    if (v.is_counted()) gc::decref(*gc::current_thread(), v.object());
  }
  Value v_;
};

inline Ref none() { return Ref::immediate(kNone); }
inline Ref bool_ref(bool b) { return Ref::immediate(boolean(b)); }

// ---- slots of heap objects

// Stores into a slot of a published object, which publishes v; gives the old value.
TINYPY_COLD TINYPY_RARE Value exchange_shared(Thread& t, Slot& slot, Value v);
// Stores a reference (taking the caller's count) into a slot of `container`, with the write barrier; releases the old
// value last. May destroy the old value and so run Python code. The caller holds no object lock.
inline void store_field(Thread& t, Object* container, Slot& slot, Ref value) {
  Value v = value.release(), old;
  if (gc::kFreeThreaded && container->published()) [[unlikely]] {
    old = exchange_shared(t, slot, v);
  } else {
    old = slot.get();
    slot.set(v);
  }
  decref(t, old);
}
// First store into a slot of an object under construction (private by definition).
inline void init_field(Slot& slot, Ref value) { slot.set(value.release()); }

TINYPY_COLD Ref load_field_shared(Thread& t, const Slot& slot);
// Reads a slot: plainly while the container is private; else acquire, count if still alive, look again if not.
// Empty result: the slot is empty (no error is set).
inline Ref load_field(Thread& t, const Object* container, const Slot& slot) {
  if (!gc::kFreeThreaded || !container->published()) {
    Value v = slot.get();
    incref(t, v);
    return Ref::steal(v);
  }
  return load_field_shared(t, slot);
}

// Helpers for Lifetime::trace and dispose.
inline void trace_value(gc::Visitor& visitor, Value v) {
  if (v.is_counted()) visitor(v.object());
}
inline void trace_slot(gc::Visitor& visitor, const Slot& slot) { trace_value(visitor, slot.get()); }
// Slots side by side: faster than one by one. They must stay where they are while nobody changes the heap.
inline void trace_slots(gc::Visitor& visitor, const Slot* slots, u64 n) {
  if (n != 0) visitor.words(Slot::words(slots), n);
}
// The object is dying or garbage: nobody else writes its slots.
inline void clear_slot(Thread& t, Slot& slot) {
  Value old = slot.get();
  slot.set(Value());
  decref(t, old);
}

}  // namespace rt
