// math: functions of ints of any size.
#include "runtime/library/numbers/math.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/long_work.h"

namespace rt::math {

namespace {

struct Operand {
  explicit Operand(Value v) : view(big_view(v, &scratch)) {}
  Operand(const Operand&) = delete;
  Operand& operator=(const Operand&) = delete;
  operator num::BigView() const { return view; }
  u64 scratch;
  num::BigView view;
};

// compute(), beside other threads if it is long: for operands of `limbs` limbs in all.
template <class Compute>
num::BigBuf computed(Thread& t, u64 limbs, std::initializer_list<Value> operands, Compute compute) {
  if (limbs <= kLongLimbs) return compute();
  LongWork work(t, operands);
  return compute();
}

}  // namespace

// ---- divisors and multiples

Ref gcd(Thread& t, Value integers) {
  Tuple* values = as_tuple(integers);
  Ref result = Ref::immediate(Value::small_int(0));
  for (u64 i = 0; i < values->length && result; ++i) {
    Ref n = index_py(t, (*values)[i]);
    if (!n) return Ref();
    Operand x(result), y(n);
    num::BigBuf divisor = computed(t, x.view.size + y.view.size, {result, n}, [&] { return num::gcd(x, y); });
    result = make_int(t, std::move(divisor));
  }
  return result;
}

namespace {

Ref lcm_of(Thread& t, Value a, Value b) {
  Operand x(a), y(b);
  if (x.view.is_zero() || y.view.is_zero()) return Ref::immediate(Value::small_int(0));
  return make_int(t, computed(t, x.view.size + y.view.size, {a, b}, [&] {
                    num::BigBuf divisor = num::gcd(x, y);
                    if (!divisor.ok()) return divisor;
                    return num::mul(num::floor_div(x.view.magnitude(), divisor), y.view.magnitude());
                  }));
}

}  // namespace

Ref lcm(Thread& t, Value integers) {
  Tuple* values = as_tuple(integers);
  Ref result = Ref::immediate(Value::small_int(1));
  for (u64 i = 0; i < values->length && result; ++i) {
    Ref n = index_py(t, (*values)[i]);
    if (!n) return Ref();
    result = lcm_of(t, result, n);
  }
  return result;
}

Ref isqrt(Thread& t, Value v) {
  Ref n = index_py(t, v);
  if (!n) return Ref();
  Operand operand(n);
  if (operand.view.negative) return raise_value_error(t, "isqrt() argument must be nonnegative");
  return make_int(t, computed(t, operand.view.size, {n}, [&] { return num::isqrt(operand); }));
}

// ---- products

namespace {

// first * (first + 1) * ... * last, by halves: big ints are multiplied fastest if the factors have equal sizes.
num::BigBuf range_product(u64 first, u64 last) {
  if (first > last) return num::from_uint64(1);
  if (last - first < 16) {
    num::BigBuf product = num::from_uint64(first);
    for (u64 i = first + 1; i <= last; ++i) product = num::mul(product, num::from_uint64(i));
    return num::step() ? std::move(product) : num::BigBuf::failure();
  }
  u64 middle = first + (last - first) / 2;
  num::BigBuf low = range_product(first, middle);
  return low.ok() ? num::mul(low, range_product(middle + 1, last)) : std::move(low);
}

// top * (top - 1) * ...: a product of `count` factors of any size.
num::BigBuf falling_product(num::BigView top, u64 count) {
  if (count == 0) return num::from_uint64(1);
  if (count == 1) return num::step() ? num::BigBuf::copy_of(top) : num::BigBuf::failure();
  u64 half = count / 2;
  num::BigBuf high = falling_product(top, half);
  if (!high.ok()) return high;
  return num::mul(high, falling_product(num::sub(top, num::from_uint64(half)), count - half));
}

// The limbs of a product of `count` numbers up to `n`, roughly.
u64 limbs_of_product(num::BigView n, u64 count) {
  auto bits = static_cast<unsigned __int128>(num::bit_length(n)) * count;
  return bits >> 64 != 0 ? ~u64{0} : static_cast<u64>(bits) / num::kLimbBits;
}

// Reads an argument of comb() or perm(): an int that is not negative.
Ref count_py(Thread& t, Value v, const char* letter) {
  Ref n = index_py(t, v);
  if (n && Operand(n).view.negative) return raise_value_error(t, "%s must be a non-negative integer", letter);
  return n;
}

}  // namespace

Ref factorial(Thread& t, Value v) {
  Ref n = index_py(t, v);
  if (!n) return Ref();
  Operand operand(n);
  if (operand.view.negative) return raise_value_error(t, "factorial() not defined for negative values");
  i64 last;
  if (!int_fits_i64(n, &last))
    return raise_overflow_error(t, "factorial() argument should not exceed 9223372036854775807");
  auto count = static_cast<u64>(last);
  return make_int(t, computed(t, limbs_of_product(operand, count), {n}, [&] { return range_product(1, count); }));
}

Ref perm(Thread& t, Value n_value, Value k_value) {
  if (k_value == kNone) return factorial(t, n_value);
  Ref n = index_py(t, n_value);
  Ref k = n ? index_py(t, k_value) : Ref();
  if (!k) return Ref();
  n = count_py(t, n, "n");
  k = n ? count_py(t, k, "k") : Ref();
  if (!k) return Ref();
  if (int_compare(n, k) < 0) return Ref::immediate(Value::small_int(0));
  i64 count;
  if (!int_fits_i64(k, &count)) return raise_overflow_error(t, "k must not exceed 9223372036854775807");
  Operand top(n);
  auto factors = static_cast<u64>(count);
  return make_int(t, computed(t, limbs_of_product(top, factors), {n}, [&] { return falling_product(top, factors); }));
}

Ref comb(Thread& t, Value n_value, Value k_value) {
  Ref n = index_py(t, n_value);
  Ref k = n ? index_py(t, k_value) : Ref();
  if (!k) return Ref();
  n = count_py(t, n, "n");
  k = n ? count_py(t, k, "k") : Ref();
  if (!k) return Ref();
  if (int_compare(n, k) < 0) return Ref::immediate(Value::small_int(0));
  // comb(n, k) = comb(n, n - k): use the smaller of both.
  Ref other = int_binary(t, BinaryOp::kSub, n, k);
  if (!other) return Ref();
  if (int_compare(other, k) < 0) k = std::move(other);
  i64 count;
  if (!int_fits_i64(k, &count)) return raise_overflow_error(t, "min(n - k, k) must not exceed 9223372036854775807");
  Operand top(n);
  auto factors = static_cast<u64>(count);
  return make_int(t, computed(t, limbs_of_product(top, factors), {n}, [&] {
                    num::BigBuf numerator = falling_product(top, factors);
                    if (!numerator.ok()) return numerator;
                    return num::floor_div(numerator, range_product(1, factors));
                  }));
}

}  // namespace rt::math
