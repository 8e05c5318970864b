// The documentation of native classes.
#pragma once

#include "runtime/object/type.h"

namespace rt {

// What __doc__ of a native class is: a str, or None if it has no documentation. Empty: MemoryError is pending.
Ref native_class_doc(Thread& t, const Type* type);

}  // namespace rt
