// Warnings, for native code and for the module `_warnings`.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// warnings.warn(text, category, stack_level). False: an error is pending; a filter may have made the warning an error.
bool warn_py(Thread& t, Type* category, Value message, int stack_level = 1);
bool warn_text_py(Thread& t, Type* category, const char* text, int stack_level = 1);

}  // namespace rt
