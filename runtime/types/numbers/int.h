// int: 63-bit values in the word, others as Int objects of GMP limbs (runtime/num/mpint.h). Subclass instances are
// always Int objects.
#pragma once

#include "runtime/num/mpint.h"
#include "runtime/object/ops.h"

namespace rt {

struct Int : Object {
  i64 size;  // number of limbs, negative for negative values; 0: zero (subclass instances only)
  u64 limbs[];
};

Ref make_int_slow(Thread& t, i64 n);
inline Ref make_int(Thread& t, i64 n) {
  if (Value::fits_small(n)) [[likely]]
    return Ref::immediate(Value::small_int(n));
  return make_int_slow(t, n);
}
Ref make_uint(Thread& t, u64 n);
Ref make_int(Thread& t, num::BigBuf&& n);  // normalises: small results go into the word

// int, bool and subclasses.
bool is_int(Value v);
inline bool is_exact_int(Value v) { return v.is_small_int() || is_exact(v, TypeId::kInt); }
// View of any int (is_int must hold); `scratch` holds the limb of small ones.
num::BigView big_view(Value v, u64* scratch);
// The value if it fits; no error is raised.
bool int_fits_i64(Value v, i64* out);
// Raises OverflowError / TypeError. __index__ is honoured.
bool to_i64_py(Thread& t, Value v, i64* out);
bool to_u64_py(Thread& t, Value v, u64* out);
bool to_i32_py(Thread& t, Value v, i32* out);

// int arithmetic for both-int operands of any size (fallback of the VM's fast paths).
Ref int_binary(Thread& t, BinaryOp op, Value a, Value b);
int int_compare(Value a, Value b);  // <0, 0, >0
bool int_hash(Value v, i64* out);
Ref int_from_text(Thread& t, Value str, int base);
Ref int_to_str(Thread& t, Value v, int base = 10);

// sys.set_int_max_str_digits(): decimal conversions of longer texts are refused; 0: no limit. Any thread, relaxed.
inline constexpr i32 kDefaultMaxStrDigits = 4300, kLeastMaxStrDigits = 640;
extern gc::Atomic<i32> g_int_max_str_digits;
// The int of a finite double, truncated; ValueError / OverflowError for NaN and infinities.
Ref int_from_double(Thread& t, double d);

}  // namespace rt
