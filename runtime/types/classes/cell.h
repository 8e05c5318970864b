// Cells: a cell holds a variable that a function shares with the functions nested in it. Threads may share a cell: its
// slot is read and written as any slot of a published object.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Cell : Object {
  Slot value;  // empty: unbound
};

Ref make_cell(Thread& t, Ref value);  // an empty `value` makes an unbound cell

}  // namespace rt
