// Checks of all invariants of a container or a shape, for assertions. The caller holds the lock, or the object is
// private. False: an invariant is violated.
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
// The table of all shapes (shape.cpp), under g_type_mutex or with the world stopped; in builds with debug checks only.
//
//   g_shapes[id] = null | a valid shape;   free id => null;   an id that has not been given yet: null
//   a shape is in the list of its type, linked both ways, or buried and in none
bool shape_table_is_valid();

// True for one of about length / 16 operations, so that the checks, which take time proportional to `length`, cost a
// constant for each operation.
inline bool walk_is_due(u64 length, u64 operations) { return operations % (length / 16 + 1) == 0; }

}  // namespace rt
