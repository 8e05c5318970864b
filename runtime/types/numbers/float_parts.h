// Declarations for the files of float and complex.
#pragma once

#include <string_view>

#include "runtime/object/native.h"
#include "runtime/types/numbers/float.h"

namespace rt {

// The value as an exact float: `v` itself, or a copy of an instance of a subclass.
Ref exact_float(Thread& t, Value v);
// float(v). An instance of a subclass of float is converted by its __float__, too.
Ref float_from_value_py(Thread& t, Value v);
bool float_hash(Thread& t, Value self, i64* out);
// a // b and a % b. `b` must not be zero.
void float_floor_divmod(double a, double b, double* quotient, double* remainder);
// The text without the white space that float() and complex() ignore around numbers.
std::string_view strip_ascii_space(std::string_view text);

extern const MethodDef kFloatMethods[];
extern const GetSetDef kFloatGetSet[];

}  // namespace rt
