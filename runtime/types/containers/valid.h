// Walks over the parts of a container or a shape that check all that the layout promises. For assertions: the caller
// holds the lock, or the object is private. False: something is broken.
#pragma once

#include "runtime/object/shape.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set_table.h"

namespace rt {

bool dict_is_valid(const Dict* dict);
bool set_is_valid(const Set* set);
bool list_is_valid(const List* list);
bool shape_is_valid(const Shape* shape);

// After an operation that may have left `length` entries: true once in so many operations that all walks together cost
// a constant for each of them.
inline bool walk_is_due(u64 length, u64 operations) { return operations % (length / 16 + 1) == 0; }

}  // namespace rt
