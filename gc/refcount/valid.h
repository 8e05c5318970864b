// The invariants of the structures of counting and reclamation, for assertions (ASSERT_SLOW) and tests. Each function
// walks over its structure and gives false if an equation does not hold. They exist in builds with debug checks only.
#pragma once

#include "gc/refcount/count_table.h"
#include "gc/refcount/retired.h"

namespace gc {

// The batches of a thread, by the thread itself.
//
//   closed: oldest .. newest by ascending epoch, each stamped and not empty, newest the last one
//   open:   not stamped, with room for an entry;   Thread::oldest_retired = the epoch of `oldest`, or none
bool retire_list_is_valid(const Thread& thread);
// A chain of closed batches, in the order of epochs, as a thread leaves it to the orphans; null is one.
bool batches_are_valid(const Batch* oldest);
// The orphans; takes their lock.
//
//   ascending epochs;   batch.next.previous = batch;   exist <=> the list is not empty
//   urgent epoch >= that of each urgent orphan
bool orphans_are_valid();

// The merge queue of a thread, by the thread itself, by one that has claimed its record, or with the world stopped.
// More may be pushed meanwhile.
//
//   each node: an object that is queued for this thread, or was, and has been merged by its owner's last decrement
bool merge_queue_is_valid(const Thread& thread);

// A table of counts at rest.
//
//   used = entries with an object <= limit < size;   no object twice, each where a search from its home finds it
//   an entry without an object has count 0
bool count_table_is_valid(const CountTable* table);

// The lock of an object that no thread takes or releases in this moment.
//
//   parked => locked;   locked => published;   `held`, or the object is reserved, <=> locked
bool object_lock_is_valid(const Object* object, bool held);

}  // namespace gc
