// Cells: the variables that a function shares with those it is nested in.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Cell : Object {
  Slot value;  // empty: unbound
};

Ref make_cell(Thread& t, Ref value);

}  // namespace rt
