// int: values of 63 bits are stored in the Value's word, others are Int objects with GMP limbs (runtime/num/mpint.h).
// Instances of subclasses are always Int objects.
#pragma once

#include "runtime/num/mpint.h"
#include "runtime/object/ops.h"

namespace rt {

struct Int : Object {
  i64 size;  // number of limbs, negated for negative values; 0: zero (instances of subclasses only)
  u64 limbs[];
};

Ref make_int_slow(Thread& t, i64 n);
inline Ref make_int(Thread& t, i64 n) {
  if (Value::fits_small(n)) [[likely]]
    return Ref::immediate(Value::small_int(n));
  return make_int_slow(t, n);
}
Ref make_uint(Thread& t, u64 n);
Ref make_int(Thread& t, num::BigBuf&& n);  // small values go into the word; a failed `n` raises MemoryError

// True for int, bool and other subclasses.
bool is_int(Value v);
inline bool is_exact_int(Value v) { return v.is_small_int() || is_exact(v, TypeId::kInt); }
// A view of any int, for which is_int() must be true. *scratch stores the limb of a small int; the view borrows from
// `v` and `scratch`.
num::BigView big_view(Value v, u64* scratch);
// Converts an int. False without error: it does not fit.
bool int_fits_i64(Value v, i64* out);
// Convert an int or an object with __index__. False: OverflowError or TypeError.
bool to_i64_py(Thread& t, Value v, i64* out);
bool to_u64_py(Thread& t, Value v, u64* out);
bool to_i32_py(Thread& t, Value v, i32* out);
// The same for what CPython converts by the format "i" of PyArg_Parse(), whose errors have other words.
bool to_i32_by_format_py(Thread& t, Value v, i32* out);

// int arithmetic for two ints of any size: the general path behind the VM's fast paths.
Ref int_binary(Thread& t, BinaryOp op, Value a, Value b);
int int_compare(Value a, Value b);  // negative, 0 or positive
bool int_hash(Value v, i64* out);
// int(str, base). Empty: ValueError or MemoryError.
Ref int_from_text(Thread& t, Value str, int base);
Ref int_to_str(Thread& t, Value v, int base = 10);

// sys.set_int_max_str_digits(): conversions from and to decimal texts with more digits raise ValueError; 0: no limit.
// Any thread reads and writes it, relaxed.
inline constexpr i32 kDefaultMaxStrDigits = 4300, kLeastMaxStrDigits = 640;
extern gc::Atomic<i32> g_int_max_str_digits;
// A double truncated to an int. Empty: ValueError for NaN, OverflowError for infinities, or MemoryError.
Ref int_from_double(Thread& t, double d);

}  // namespace rt
