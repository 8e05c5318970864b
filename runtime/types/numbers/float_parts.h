// What the files of float and complex share.
#pragma once

#include <string_view>

#include "runtime/object/native.h"
#include "runtime/types/numbers/float.h"

namespace rt {

// A copy as an exact float; the same value if it is one already.
Ref exact_float(Thread& t, Value v);
// What float(v) gives; a float's own __float__ is asked, too.
Ref float_from_value_py(Thread& t, Value v);
bool float_hash(Thread& t, Value self, i64* out);
// a // b and a % b; b must not be zero.
void float_floor_divmod(double a, double b, double* quotient, double* remainder);
// Without the white space that float() and complex() ignore around numbers.
std::string_view strip_ascii_space(std::string_view text);

extern const MethodDef kFloatMethods[];
extern const GetSetDef kFloatGetSet[];

}  // namespace rt
