// Objects as words in C memory: what goes there escapes (gc/refcount/escape.h). What is read from there need not have
// done so: a script may make an address of id(), and use it in another thread.
#pragma once

#include "gc/refcount/escape.h"
#include "gc/refcount/stray.h"
#include "gc/threads/attach.h"
#include "runtime/object/ref.h"

namespace rt::ctypes {

// A word for C memory, of a borrowed object.
inline CWord escaping_word(Value object) {
  if (object.is_pointer()) gc::before_escape(object.stripped().object());
  return to_c_word(object.stripped());
}

// True: another thread's private object.
inline bool is_stray(Thread& t, Value object) {
  if (!gc::kFreeThreaded || !object.is_counted() || object.object()->published()) return false;
  return object.object()->owner.load(gc::relaxed) != t.id && !object.object()->immortal();
}

// A new reference to the object that the word names. Empty: the word is NULL, or names a stray, or an object that
// another thread is dropping, whose place in memory has another word by now.
inline Ref share_unless_stray(Thread& t, CWord word) {
  Value object = from_c_word(word);
  if (!object || is_stray(t, object)) return Ref();
  if (!object.is_counted()) return Ref::steal(object);
  gc::admit_escaped(object.object());
  return gc::try_incref_in_slot(t, object.object()) ? Ref::steal(object) : Ref();
}
// The same for such objects, too. `load` is called with the world stopped, so that the object stays alive. May detach
// the caller, which holds no lock.
template <class Load>
Ref share_stray(Thread& t, Load load) {
  gc::StopTheWorld pause(t, "an address leads to another thread's object");
  Value object = from_c_word(load());
  if (object && object.is_counted()) gc::publish(t, object.object());
  return object ? Ref::share(t, object) : Ref();
}

}  // namespace rt::ctypes
