// Ownership types. A Value borrows, a Ref owns one count and gives it back in its destructor. An empty Ref as a result
// means that an error is pending in the thread, unless the function's comment says otherwise.
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
// Releases a count. The object may die of it, and its finalizer may run Python code.
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

  // Takes over a count that the caller owns: nothing is counted.
  static Ref steal(Value v) {
    ASSERT(!v.is_uncounted());
    Ref r;
    r.v_ = v;
    return r;
  }
  // Adds a count. `v` may be an uncounted value of a register.
  static Ref share(Thread& t, Value v) {
    v = v.stripped();
    incref(t, v);
    return steal(v);
  }
  static Ref share(Value v) { return share(current(), v); }
  // `v` must be an immediate or empty, which need no count.
  static Ref immediate(Value v) {
    ASSERT(!v.is_pointer());
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
  // Empties the Ref; the caller owns the count from now on.
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

// Publishes v, stores it into a slot of a published object and returns the old value. The caller owns that value's
// count, and has owned v's until now.
TINYPY_COLD Value exchange_shared(Thread& t, Slot& slot, Value v);
// Stores `value` into a slot of `container`. If the container is published, the value becomes published first (the
// write barrier). The old value is released last: it may die, and its finalizer may run Python code. So the caller must
// hold no object lock.
inline void store_field(Thread& t, Object* container, Slot& slot, Ref value) {
  gc::assert_safepoint_allowed();
  Value v = value.release(), old;
  if (gc::kFreeThreaded && container->published()) [[unlikely]] {
    old = exchange_shared(t, slot, v);
  } else {
    gc::observe(gc::ObjectEvent::lock_private, container);
    old = slot.get();
    slot.set(v);
  }
  decref(t, old);
}
// The first store into a slot of an object under construction. No other thread knows the object: no barrier is needed.
inline void init_field(Slot& slot, Ref value) { slot.set(value.release()); }

TINYPY_COLD Ref load_field_shared(Thread& t, const Slot& slot);
// Reads a slot and counts the value. If the container is published, another thread may release the value in between:
// then the slot is read again until a count succeeds. Empty result: the slot is empty, and no error is set.
inline Ref load_field(Thread& t, const Object* container, const Slot& slot) {
  if (!gc::kFreeThreaded || !container->published()) {
    Value v = slot.get();
    incref(t, v);
    return Ref::steal(v);
  }
  return load_field_shared(t, slot);
}

// Stores `value` into a slot of `container` if the slot is empty. If another thread has been faster, its value stays
// and `value` is released. The result is the value of the slot then, as by load_field(). No Python code runs but
// finalizers.
Ref fill_field(Thread& t, Object* container, Slot& slot, Ref value);

// ---- for the trace and dispose functions of lifetimes

inline void trace_value(gc::Visitor& visitor, Value v) {
  if (v.is_counted()) visitor(v.object());
}
inline void trace_slot(gc::Visitor& visitor, const Slot& slot) { trace_value(visitor, slot.get()); }
// `n` adjacent slots: faster than one call for each. The visitor may read them later, so they must stay in place until
// the heap changes again.
inline void trace_slots(gc::Visitor& visitor, const Slot* slots, u64 n) {
  if (n != 0) visitor.words(Slot::words(slots), n);
}
// Empties a slot of an object that is dying or garbage: no other thread writes its slots any more.
inline void clear_slot(Thread& t, Slot& slot) {
  Value old = slot.get();
  slot.set(Value());
  decref(t, old);
}

}  // namespace rt
