// The object of dict's iterators, and the step of one that no other thread can see: FOR_ITER makes it without a call.
#pragma once

#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"

namespace rt {

// Threads may share an iterator: an item goes to the thread that advances `position` by compare-and-exchange.
struct DictIterator : Object {
  Slot dict;                  // empty once exhausted
  gc::Atomic<u64> position;   // for dict_next() or dict_previous()
  gc::Atomic<u64> expected;   // size of the dict when the iteration began
  gc::Atomic<i64> remaining;  // items still to come
};

// The entry of the next forward step if both the iterator and its dict are private; nothing changes. -1: the general
// path must make the step. *table: that of the dict.
TINYPY_INLINE i64 next_private_entry(const DictIterator* it, const DictTable** table) {
  Value v = it->dict.get();
  if (is_shared(it) || !v) return -1;
  const Dict* dict = as_dict(v);
  if (is_shared(dict) || dict->size() != it->expected.load(gc::relaxed) || it->remaining.load(gc::relaxed) <= 0)
    return -1;
  *table = dict->table.load(gc::relaxed);
  u64 n = (*table)->entries_used.load(gc::relaxed);
  for (u64 i = it->position.load(gc::relaxed); i < n; ++i) {
    if ((*table)->value(i).get()) [[likely]]  // else it is deleted
      return static_cast<i64>(i);
  }
  return -1;
}
// Completes the step to the entry that next_private_entry() has found.
TINYPY_INLINE void step_to_private_entry(DictIterator* it, i64 entry) {
  it->position.store(static_cast<u64>(entry) + 1, gc::relaxed);
  it->remaining.store(it->remaining.load(gc::relaxed) - 1, gc::relaxed);
}

}  // namespace rt
