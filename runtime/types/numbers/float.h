// float and complex. A float is stored in the Value's word if possible (object/value.h); other floats, instances of
// subclasses and all complex numbers are heap objects.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

struct Float : Object {
  double value;
};
struct Complex : Object {
  double real, imag;
};

Ref make_float_slow(Thread& t, double d);  // zeros, extreme magnitudes, infinities, NaN
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
// is_float(v) must be true.
inline double float_value(Value v) {
  if (v.is_inline_float()) return v.inline_float();
  if (v == kPlusZero) return 0.0;
  if (v == kMinusZero) return -0.0;
  return v.as<Float>()->value;
}
Ref make_complex(Thread& t, double real, double imag);
Ref float_repr(Thread& t, double d);
Ref float_from_text(Thread& t, Value str);  // float(str). Empty: ValueError or MemoryError

}  // namespace rt
