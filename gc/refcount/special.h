// The one question that the core asks about accelerators when it counts: is anything special about this object? Then
// its references may be counted elsewhere than in its words: in a table of the thread.
//
//   special              is counted                                             file
//   deferred, published  in a table of the thread, for good                     deferred_counts.h
//   lent                 in a table of the thread, until it announces           held_counts.h
#pragma once

#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/lending.h"

namespace gc {

inline bool is_special(const Object* object) {
  return (object->meta.load(relaxed) & (static_cast<u32>(kBorrowed) | static_cast<u32>(kDeferred))) != 0;
}

// Counts n references more to a special object elsewhere. False: not (all) of them; the caller counts the n that are
// left in the object's word.
inline bool incref_specially(Thread& thread, Object* object, u64& n) {
  if (is_counted_later(object)) return count_later(thread, object, static_cast<i64>(n)), true;
  // A few references are noted one by one. Many of them justify a write to the shared word.
  constexpr u64 kFew = 256;
  if (is_lent(object) && n <= kFew) {
    while (n != 0 && note_held(thread, object)) --n;
  }
  return n == 0;
}

inline bool incref_specially(Thread& thread, Object* object) {
  if (is_counted_later(object)) return count_later(thread, object, 1), true;
  return is_lent(object) && note_held(thread, object);
}

// Drops a reference that is counted elsewhere. False: the caller counts it down in the object's word.
inline bool decref_specially(Thread& thread, Object* object) {
  if (is_counted_later(object)) return count_later(thread, object, -1), true;
  return is_lent(object) && forget_held(thread, object);
}

}  // namespace gc
