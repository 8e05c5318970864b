// Loading a heap slot into a register.
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
  if (gc::kRefcount == gc::Refcount::kAtomic) return false;
  if (gc::kFreeThreaded && o->owner.load(gc::relaxed) != t->id) [[unlikely]] return false;
  gc::add_unshared<u32>(o->local, 1);
  return true;
}

}  // namespace vm
