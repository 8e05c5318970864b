// Counts of deferred objects by threads that do not own them.
//
// Functions, classes, modules are held for a moment by whoever calls or looks into them, from every thread at once. No
// count of theirs ever decides over life and death, except in a collection, for which the world is stopped. So each
// thread keeps the differences that it has made in a small table of its own, and they are added to the objects' words
// when the collector asks, when the table is full, and when the thread ends. Until then `local + shared` of a deferred
// object may be anything, also negative.
#pragma once

#include "gc/refcount/header.h"

namespace gc {

// True if the object's count may be wrong for a while: nobody but the collector acts on it.
inline bool is_counted_later(const Object* object) {
  constexpr u32 kBoth = static_cast<u32>(kDeferred) | static_cast<u32>(kPublished);
  return kRefcount == Refcount::kBiased && (object->meta.load(relaxed) & kBoth) == kBoth;
}
// Adds to the calling thread's difference.
TINYPY_RARE void count_later(Thread& thread, Object* object, i64 difference);
// Adds the thread's differences to the objects. By the thread itself, or with the world stopped.
void settle_deferred_counts(Thread& thread);
// The same, and frees the table: the thread has ended.
void end_deferred_counts(Thread& thread);

}  // namespace gc
