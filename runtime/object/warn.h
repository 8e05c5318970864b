// Warnings that the lower layers issue. Module _warnings, which knows the filters and lies above, installs the function
// that does it.
#pragma once

#include "runtime/object/error.h"

namespace rt {

// Issues a DeprecationWarning about the running Python line; false: a filter made an error of it. Same format as
// raise().
bool warn_deprecated_py(Thread& t, const char* format, ...);
// The part that is said of every conversion method whose result is an instance of a subclass.
#define TINYPY_STRICT_SUBCLASS(type) \
  "The ability to return an instance of a strict subclass of " type " is deprecated, and may be removed in a future version of Python."
// What issues it: installed by module _warnings, which lies above.
extern bool (*g_warn_py)(Thread& t, Type* category, Value message);

}  // namespace rt
