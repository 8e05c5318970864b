// Operators of short ints (int_short.h). What does not fit into 128 bits goes to int_binary().
#include "runtime/types/numbers/int_short.h"

#include <bit>

namespace rt {

namespace {

constexpr u64 kShortBits = 128;

// An operator's result. False from the function that computes it: the general path must do it.
using Result = ShortInt;

void set_signed(i128 n, Result* out) {
  auto bits = static_cast<u128>(n);
  *out = {n < 0 ? 0 - bits : bits, n < 0};
}

bool add_short(const ShortInt& a, const ShortInt& b, bool subtract, Result* out) {
  i128 sum;
  if (!a.is_signed() || !b.is_signed()) return false;
  bool wraps = subtract ? __builtin_sub_overflow(a.as_signed(), b.as_signed(), &sum)
                        : __builtin_add_overflow(a.as_signed(), b.as_signed(), &sum);
  if (wraps) return false;
  set_signed(sum, out);
  return true;
}

bool multiply_short(const ShortInt& a, const ShortInt& b, Result* out) {
  const ShortInt& word = b.is_word() ? b : a;
  const ShortInt& other = b.is_word() ? a : b;
  if (!word.is_word()) return false;
  u64 factor = static_cast<u64>(word.magnitude);
  u128 low = static_cast<u128>(static_cast<u64>(other.magnitude)) * factor;
  u128 high = static_cast<u128>(static_cast<u64>(other.magnitude >> 64)) * factor;
  u128 product;
  if (high >> 64 != 0 || __builtin_add_overflow(low, high << 64, &product)) return false;
  *out = {product, a.negative != b.negative};
  return true;
}

// The bits of two values. Magnitudes are the bits of values that are not negative; others take their two's complement.
template <BinaryOp kOp>
bool combine_short(const ShortInt& a, const ShortInt& b, Result* out) {
  auto combine = [](auto x, auto y) { return kOp == BinaryOp::kAnd ? x & y : kOp == BinaryOp::kOr ? x | y : x ^ y; };
  if (!a.negative && !b.negative) {
    *out = {combine(a.magnitude, b.magnitude), false};
    return true;
  }
  if (!a.is_signed() || !b.is_signed()) return false;
  set_signed(combine(a.as_signed(), b.as_signed()), out);
  return true;
}

bool shift_left_short(const ShortInt& a, const ShortInt& count, Result* out) {
  if (count.negative || count.magnitude >= kShortBits) return false;
  unsigned n = static_cast<unsigned>(count.magnitude);
  u128 shifted = a.magnitude << n;
  if (shifted >> n != a.magnitude) return false;
  *out = {shifted, a.negative};
  return true;
}

bool shift_right_short(const ShortInt& a, const ShortInt& count, Result* out) {
  if (count.negative) return false;
  if (!a.negative) {
    *out = {count.magnitude >= kShortBits ? 0 : a.magnitude >> static_cast<unsigned>(count.magnitude), false};
    return true;
  }
  if (!a.is_signed()) return false;
  set_signed(a.as_signed() >> (count.magnitude >= kShortBits ? kShortBits - 1 : static_cast<u64>(count.magnitude)),
             out);
  return true;
}

// Division by a word, in two steps of which each has a quotient of one word.
struct WordQuotient {
  u128 quotient;
  u64 remainder;
};
WordQuotient divide_by_word(u128 n, u64 divisor) {
  u64 high = static_cast<u64>(n >> 64), low = static_cast<u64>(n);
  if (high == 0) return {low / divisor, low % divisor};
  u128 rest = static_cast<u128>(high % divisor) << 64 | low;
  u64 quotient = static_cast<u64>(rest / divisor);
  return {static_cast<u128>(high / divisor) << 64 | quotient, low - quotient * divisor};
}

template <BinaryOp kOp>
bool divide_short(const ShortInt& a, const ShortInt& b, Result* out) {
  if (!b.is_word() || b.magnitude == 0) return false;
  u64 divisor = static_cast<u64>(b.magnitude);
  auto [quotient, remainder] = divide_by_word(a.magnitude, divisor);
  bool signs_differ = a.negative != b.negative;
  if (signs_differ && remainder != 0) {  // the quotient is rounded down
    quotient += 1;
    remainder = divisor - remainder;
  }
  if constexpr (kOp == BinaryOp::kMod) *out = {remainder, b.negative};
  else *out = {quotient, signs_differ};
  return true;
}

template <BinaryOp kOp>
bool compute_short(const ShortInt& a, const ShortInt& b, Result* out) {
  if constexpr (kOp == BinaryOp::kAdd || kOp == BinaryOp::kSub) return add_short(a, b, kOp == BinaryOp::kSub, out);
  else if constexpr (kOp == BinaryOp::kMul) return multiply_short(a, b, out);
  else if constexpr (kOp == BinaryOp::kFloorDiv || kOp == BinaryOp::kMod) return divide_short<kOp>(a, b, out);
  else if constexpr (kOp == BinaryOp::kLshift) return shift_left_short(a, b, out);
  else if constexpr (kOp == BinaryOp::kRshift) return shift_right_short(a, b, out);
  else return combine_short<kOp>(a, b, out);
}

}  // namespace

Ref make_short(Thread& t, u128 magnitude, bool negative) {
  u64 low = static_cast<u64>(magnitude), high = static_cast<u64>(magnitude >> 64);
  if (high == 0 && low <= static_cast<u64>(Value::kMaxSmall) + negative) {
    i64 n = static_cast<i64>(low);
    return Ref::immediate(Value::small_int(negative ? -n : n));
  }
  i64 size = high ? 2 : 1;
  Int* result =
      allocate_exact<Int>(t, TypeId::kInt, sizeof(Object) + sizeof(i64) + static_cast<u64>(size) * sizeof(u64), false);
  if (!result) return Ref();
  result->size = negative ? -size : size;
  result->limbs[0] = low;
  if (high) result->limbs[1] = high;
  return Ref::steal(result);
}

template <BinaryOp kOp>
Ref exact_int_binary(Thread& t, Value a, Value b) {
  ShortInt x, y, result;
  if (read_short(a, &x) && read_short(b, &y) && compute_short<kOp>(x, y, &result)) [[likely]]
    return make_short(t, result.magnitude, result.negative);
  return int_binary(t, kOp, a, b);
}

template Ref exact_int_binary<BinaryOp::kAdd>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kSub>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kMul>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kFloorDiv>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kMod>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kLshift>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kRshift>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kAnd>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kXor>(Thread& t, Value a, Value b);
template Ref exact_int_binary<BinaryOp::kOr>(Thread& t, Value a, Value b);

}  // namespace rt
