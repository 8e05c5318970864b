// The parts of _operator.
#pragma once

#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kUnderOperatorModule;

}  // namespace rt

namespace rt::operators {

// itemgetter, attrgetter and methodcaller (operator_getters.cpp).
bool add_getters(Thread& t, Value module);

}  // namespace rt::operators
