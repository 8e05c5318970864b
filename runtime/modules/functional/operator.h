// The parts of _operator.
#pragma once

#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kUnderOperatorModule;
// a == b for two ASCII texts or two buffers, taking the same time wherever they differ.
Ref compare_digest(Thread& t, Value a, Value b);

}  // namespace rt

namespace rt::operators {

// itemgetter, attrgetter and methodcaller (operator_getters.cpp).
bool add_getters(Thread& t, Value module);

}  // namespace rt::operators
