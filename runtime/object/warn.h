// Warnings that the lower layers issue, through InterpreterHooks::warn_py.
#pragma once

#include "runtime/object/error.h"

namespace rt {

// Issues a DeprecationWarning about the running Python line. False: a filter has turned the warning into an exception,
// which is pending. The format is that of raise().
bool warn_deprecated_py(Thread& t, const char* format, ...);

}  // namespace rt
