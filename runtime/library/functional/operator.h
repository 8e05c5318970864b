// The parts of _operator, and compare_digest(), which _hashlib offers, too.
#pragma once

#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kUnderOperatorModule;
// a == b for two ASCII texts or two buffers. The time does not depend on where they differ. Empty: an error is pending.
Ref compare_digest(Thread& t, Value a, Value b);

}  // namespace rt

namespace rt::operators {

// Adds itemgetter, attrgetter and methodcaller (operator_getters.cpp). False: an error is pending.
bool add_getters(Thread& t, Value module);

}  // namespace rt::operators
