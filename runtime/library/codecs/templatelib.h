// The objects that t-strings make (PEP 750). The library's string.templatelib gets the classes from t-strings of its
// own. Empty: MemoryError is pending; runs no Python code.
#pragma once

#include "runtime/library/parts/module_parts.h"

namespace rt {

// conversion: 's', 'r', 'a', or 0.
Ref make_interpolation(Thread& t, Value value, Value expression, u32 conversion, Value format_spec);
// `strings` has one item more than `interpolations`; both are tuples.
Ref make_template(Thread& t, Value strings, Value interpolations);

}  // namespace rt
