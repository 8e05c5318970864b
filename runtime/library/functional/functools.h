// The parts of _functools. False from a function: an error is pending.
#pragma once

#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kUnderFunctoolsModule;

}  // namespace rt

namespace rt::functools {

bool add_partial(Thread& t, Value module);      // functools_partial.cpp
bool add_placeholder(Thread& t, Value module);  // functools_placeholder.cpp
bool is_placeholder(Value v);
bool add_lru_cache(Thread& t, Value module);  // functools_lru.cpp

}  // namespace rt::functools
