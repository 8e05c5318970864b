// float and complex: doubles in the word where they fit, else boxed.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Float : Object {
  double value;
};
struct Complex : Object {
  double real, imag;
};

Ref make_float_slow(Thread& t, double d);  // zeros, extremes, inf, nan
inline Ref make_float(Thread& t, double d) {
  bool fits;
  Value v = Value::encode_float(d, &fits);
  if (fits) [[likely]]
    return Ref::immediate(v);
  return make_float_slow(t, d);
}
inline bool is_exact_float(Value v) {
  return v.is_inline_float() || v == kPlusZero || v == kMinusZero || is_exact(v, TypeId::kFloat);
}
bool is_float(Value v);  // subclasses too
// is_float must hold.
inline double float_value(Value v) {
  if (v.is_inline_float()) return v.inline_float();
  if (v == kPlusZero) return 0.0;
  if (v == kMinusZero) return -0.0;
  return v.as<Float>()->value;
}
Ref make_complex(Thread& t, double real, double imag);
Ref float_repr(Thread& t, double d);
Ref float_from_text(Thread& t, Value str);

}  // namespace rt
