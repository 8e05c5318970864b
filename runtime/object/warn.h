// Warnings that the lower layers issue, through InterpreterHooks::warn_py.
#pragma once

#include "runtime/object/error.h"

namespace rt {

// Issues a DeprecationWarning about the running Python line. False: a filter has turned the warning into an exception,
// which is pending. The format is that of raise().
bool warn_deprecated_py(Thread& t, const char* format, ...);
// The end of the warning about a conversion method (__int__, ...) that has returned an instance of a strict subclass.
#define TINYPY_STRICT_SUBCLASS(type) \
  "The ability to return an instance of a strict subclass of " type " is deprecated, and may be removed in a future version of Python."

}  // namespace rt
