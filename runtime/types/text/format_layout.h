// __format__ of numbers: from a format specifier to a str, shared by int, float and complex. What the methods of int
// and float are.
#pragma once

#include "runtime/num/format_spec.h"
#include "runtime/object/ops.h"

namespace rt {

// Parses the specifier (a str; TypeError if not). False: an error is pending.
bool parse_number_spec(Thread& t, Value self, Value spec, num::FormatSpec* out);
// Raises what the kernel complains about.
Ref raise_format_error(Thread& t, const num::FormatError& error, Value self, Value spec);
Ref make_str(Thread& t, const num::Layout& layout);
Ref int_format(Thread& t, Value self, Value spec);
Ref float_format(Thread& t, Value self, Value spec);

}  // namespace rt
