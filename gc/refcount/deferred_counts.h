// Deferred counts: the counts of published deferred objects (functions, classes, modules) by threads that do not own
// them.
//
//   count_later(+1 or -1)                     settle_deferred_counts()
//   ------> table of the thread: object -> difference ------> shared count of the object
//
// Such objects are held for a moment by all threads that call them or look into them. Their counts decide nothing,
// except in a collection, for which the world is stopped. So each thread sums up the differences that it has made in a
// small table of its own (count_table.h). They are added to the objects when the world stops for a verdict, when the
// table is full, and when the thread ends. Until then `local + shared` of a deferred object may be any number, also a
// negative one.
#pragma once

#include "gc/heap/header.h"

namespace gc {

// True if the object is counted in that way, so that its count may be wrong for a while: only the collector acts on it.
inline bool is_counted_later(const Object* object) {
  constexpr u32 kBoth = static_cast<u32>(kDeferred) | static_cast<u32>(kPublished);
  return kRefcount == Refcount::kBiased && (object->meta.load(relaxed) & kBoth) == kBoth;
}
// Adds to the calling thread's difference for the object. No Python code, no safepoint.
void count_later(Thread& thread, Object* object, i64 difference);
// Adds the thread's differences to the objects and empties the table. By the thread itself, or with the world stopped.
void settle_deferred_counts(Thread& thread);
// The same, and frees the table. At the end of the thread.
void end_deferred_counts(Thread& thread);

}  // namespace gc
