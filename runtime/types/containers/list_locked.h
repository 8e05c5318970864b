// List operations for callers that hold the list's lock and combine several steps under it.
#pragma once

#include "runtime/types/containers/list.h"

namespace rt {

// `item` has passed the write barrier, and the list takes over its count. False: out of memory, no error is set, the
// caller keeps the count.
bool list_append_locked(Thread& t, List* list, Value item);
// Makes room for `needed` items: `exactly` as many, or some more. False: out of memory, no error is set.
bool list_reserve_locked(Thread& t, List* list, u64 needed, bool exactly = false);
// Gives memory back when a private list has become much shorter; does nothing to other lists.
void list_shrink(Thread& t, List* list);
// The index must be in range. The caller gets the item's count.
Value list_take_locked(Thread& t, List* list, u64 index);

}  // namespace rt
