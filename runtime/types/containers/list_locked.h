// Steps of list operations for who holds the list's lock and does more with it than one step.
#pragma once

#include "runtime/types/containers/list.h"

namespace rt {

// The item has passed the write barrier; its count goes to the list. False: no memory, no error has been set, the count
// stays with the caller.
bool list_append_locked(Thread& t, List* list, Value item);
// The index lies within the list. The count passes to the caller.
Value list_take_locked(Thread& t, List* list, u64 index);

}  // namespace rt
