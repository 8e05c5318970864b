// Loading a heap slot into a register, and storing a register into one.
//
// A deferred or immortal object is loaded uncounted: the collector sees it in the register and nobody else frees it. An object of mine is counted
// plainly, whatever slot it came from: an owner holds a count, so it is alive. The rest (another thread's object) takes the slow
// path: count it if it is still alive, else read the slot again.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// Makes a value just read from a slot fit for a register. False: the slow path must load the slot anew.
TINYPY_INLINE bool keep_loaded(const rt::Thread* t, Value& v) {
  if (!v.is_pointer()) return true;
  Object* o = v.object();
  if (o->meta.load(gc::relaxed) & gc::kDeferred) {
    v = v.uncounted();
    return true;
  }
  return quick_count(t, o);
}

// The other way: a register's value as a counted reference for a slot; a temporary gives its count away. False: a slow path must count it
// (stored_value), since it is another thread's.
TINYPY_INLINE bool quick_stored(const rt::Thread* t, Value& reg, bool temp, Value* stored) {
  Value v = reg;
  *stored = v;
  if (v.is_immediate()) return true;
  if (!temp || v.is_uncounted()) {
    Object* o = v.object();
    if (gc::kRefcount == gc::Refcount::kAtomic) return false;
    if (!gc::kFreeThreaded || o->owner.load(gc::relaxed) == t->id) [[likely]] gc::add_unshared<u32>(o->local, 1);
    else if (!o->immortal()) return false;
    *stored = Value(o);
  }
  if (temp) reg = Value();
  return true;
}
inline Value stored_value(rt::Thread* t, Value& reg, bool temp) { return take(t, reg, temp).release(); }

// One compare answers both: has the shape, and is private. A published object takes the lock in a generic path.
TINYPY_INLINE bool private_with_shape(const Object* o, u64 shape) {
  constexpr u32 kMask = ~gc::kFlagMask | gc::kPublished;
  return (o->meta.load(gc::relaxed) & kMask) == shape << gc::kFlagBits;
}

}  // namespace vm
