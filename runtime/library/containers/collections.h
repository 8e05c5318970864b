// The parts of _collections. False: an error is pending.
#pragma once

#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kUnderCollectionsModule;

}  // namespace rt

namespace rt::collections {

bool add_deque(Thread& t, Value module);         // collections_deque.cpp
bool add_defaultdict(Thread& t, Value module);   // collections_defaultdict.cpp
bool add_ordered_dict(Thread& t, Value module);  // collections_ordereddict.cpp

}  // namespace rt::collections
