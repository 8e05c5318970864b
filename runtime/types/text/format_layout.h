// __format__ of numbers: from a format specifier to a str. Shared by int, float and complex.
#pragma once

#include "runtime/num/format_spec.h"
#include "runtime/object/ops.h"

namespace rt {

// Parses the specifier (a str; TypeError if not). False: an error is pending.
bool parse_number_spec(Thread& t, Value self, Value spec, num::FormatSpec* out);
// Raises the error that the kernel (runtime/num/format_spec.h) has reported. `spec` is the specifier, `self` the
// number.
Ref raise_format_error(Thread& t, const num::FormatError& error, Value self, Value spec);
Ref make_str(Thread& t, const num::Layout& layout);
// int.__format__ and float.__format__; `spec` may be any value, TypeError if it is no str.
Ref int_format(Thread& t, Value self, Value spec);
Ref float_format(Thread& t, Value self, Value spec);

}  // namespace rt
