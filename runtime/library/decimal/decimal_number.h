// Decimal arithmetic without objects, on which `_decimal` builds.
//
// A number is sign * coefficient * 10^exponent. The coefficient is a binary integer (runtime/num), so that GMP
// multiplies, divides and converts large coefficients. A shift by decimal digits is a multiplication or division by a
// power of ten. Semantics are those of the General Decimal Arithmetic Specification as libmpdec implements it: every
// operation takes the settings of a context, gives a result, and adds to a set of conditions, which the caller turns
// into flags and exceptions.
//
// Nothing here touches an object, and the only mutable state is the cache of ln(10). So all of it may run concurrently
// and detached. If memory runs out, kNoMemory is added to the conditions, or a BigBuf is not ok().
#pragma once

#include <string_view>

#include "gc/base/bits.h"
#include "runtime/num/mpint.h"

namespace rt::decimals {

using gc::i64;
using gc::u32;
using gc::u64;
using gc::u8;
using u128 = unsigned __int128;
using num::BigBuf;
using num::BigView;

inline constexpr i64 kMaxPrec = 999999999999999999, kMaxEmax = kMaxPrec, kMinEmin = -kMaxPrec;
inline constexpr i64 kMinEtiny = kMinEmin - (kMaxPrec - 1);
// Exponents beyond those of every context; sums of a few do not overflow.
inline constexpr i64 kExpInfinite = 2000000000000000001, kExpClamp = -4000000000000000001;

enum class Kind : u8 { kFinite, kInfinite, kQuiet, kSignaling };
// In the order of libmpdec. Pickles and messages do not show the numbers.
enum class Rounding : u8 { kUp, kDown, kCeiling, kFloor, kHalfUp, kHalfDown, kHalfEven, k05Up };
inline constexpr u32 kRoundings = 8;

// Conditions that operations add to a status. The table in decimal_signals.cpp says which signal belongs to a
// condition.
enum Condition : u32 {
  kClamped = 1u << 0,
  kConversionSyntax = 1u << 1,
  kDivisionByZero = 1u << 2,
  kDivisionImpossible = 1u << 3,
  kDivisionUndefined = 1u << 4,
  kInexact = 1u << 6,
  kInvalidContext = 1u << 7,
  kInvalidOperation = 1u << 8,
  kNoMemory = 1u << 9,
  kFloatOperation = 1u << 10,
  kOverflow = 1u << 11,
  kRounded = 1u << 12,
  kSubnormal = 1u << 13,
  kUnderflow = 1u << 14,
};
// The conditions of the signal InvalidOperation.
inline constexpr u32 kInvalid =
    kConversionSyntax | kDivisionImpossible | kDivisionUndefined | kInvalidContext | kInvalidOperation;
inline constexpr u32 kErrors = kInvalid | kNoMemory | kDivisionByZero;

// A copy of a context's settings: another thread may change the context during an operation.
struct Settings {
  i64 prec, emax, emin;
  Rounding rounding;
  bool clamp;
  i64 etiny() const { return emin - (prec - 1); }
  i64 etop() const { return emax - (prec - 1); }
};
// Settings in which every result is exact that fits into memory.
inline constexpr Settings kMaxSettings = {kMaxPrec, kMaxEmax, kMinEmin, Rounding::kHalfEven, false};

// ---- coefficients (decimal_coefficient.cpp)

// The number of decimal digits; 1 for zero.
i64 count_digits(BigView v);
inline u128 low_bits(BigView v) {  // of at most two limbs
  return v.size == 0 ? 0 : v.size == 1 ? u128{v.limbs[0]} : u128{v.limbs[1]} << 64 | v.limbs[0];
}
BigBuf small_coefficient(u128 n);

inline constexpr u32 kSmallDigits = 38;  // coefficients of so many digits fit 128 bits
struct Tens {
  u128 power[kSmallDigits + 1];
  constexpr Tens() : power() {
    u128 n = 1;
    for (u128& p : power) {
      p = n;
      n *= 10;
    }
  }
};
inline constexpr Tens kTens;
inline i64 count_digits(u128 n) {
  u64 high = static_cast<u64>(n >> 64);
  int bits = high ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll(static_cast<u64>(n) | 1);
  int digits = bits * 1233 >> 12;
  return digits + (digits > static_cast<int>(kSmallDigits) || n >= kTens.power[digits]) + (n == 0);
}

// high:low / divisor, where high < divisor. One instruction, for which the compiler would call a function.
inline u64 divide_words(u64 high, u64 low, u64 divisor, u64* rest) {
#if defined(__x86_64__)
  u64 quotient;
  __asm__("divq %4" : "=a"(quotient), "=d"(*rest) : "0"(low), "1"(high), "r"(divisor) : "cc");
  return quotient;
#else
  u128 n = u128{high} << 64 | low;
  *rest = static_cast<u64>(n % divisor);
  return static_cast<u64>(n / divisor);
#endif
}
inline u128 divide_by_word(u128 n, u64 divisor, u64* rest) {
  u64 high = static_cast<u64>(n >> 64);
  u64 top = high / divisor;
  return u128{top} << 64 | divide_words(high - top * divisor, static_cast<u64>(n), divisor, rest);
}

// 10^n. For small n the limbs are borrowed from a table, else owned.
class PowerOfTen {
 public:
  explicit PowerOfTen(i64 n);
  bool ok() const { return owned_.ok(); }
  operator BigView() const { return view_; }

 private:
  BigBuf owned_;
  BigView view_;
};
BigBuf shift_left(BigView v, i64 digits);
BigBuf multiply_coefficients(BigView a, BigView b);
// The truncated quotient of nonzero coefficients. *exact: there is no remainder.
BigBuf divide_coefficients(BigView a, BigView b, bool* exact);
// Drops the last digits. *rest: the dropped digits, compared with half of the last digit kept.
enum class Rest : u8 { kNone, kBelowHalf, kHalf, kAboveHalf };
BigBuf shift_right(BigView v, i64 digits, Rest* rest);
// Drops the last digits in place and rounds. False: no memory.
bool round_off(BigBuf* v, i64 digits, Rounding rounding, bool negative, Rest* rest);
BigBuf last_digits(BigView v, i64 digits);
// Removes at most `most` trailing zeros; returns their number.
i64 strip_zeros(BigBuf* v, i64 most);
bool rounds_up(Rounding rounding, Rest rest, bool negative, BigView kept);

// ---- numbers

// An operand. Borrows its coefficient.
struct View {
  Kind kind;
  bool negative;
  i64 exp;
  i64 digits;  // of the coefficient; 0 for NaNs without payload and infinities
  BigView coefficient;

  bool is_finite() const { return kind == Kind::kFinite; }
  bool is_special() const { return kind != Kind::kFinite; }
  bool is_infinite() const { return kind == Kind::kInfinite; }
  bool is_nan() const { return kind >= Kind::kQuiet; }
  bool is_signaling() const { return kind == Kind::kSignaling; }
  bool is_zero() const { return is_finite() && coefficient.size == 0; }
  i64 adjusted() const { return exp + digits - 1; }
  int sign() const { return negative ? -1 : 1; }
  View with_sign(bool n) const { return {kind, n, exp, digits, coefficient}; }
  View with_exp(i64 e) const { return {kind, negative, e, digits, coefficient}; }
};

// A result. Owns its coefficient.
struct Number {
  Kind kind = Kind::kFinite;
  bool negative = false;
  i64 exp = 0;
  i64 digits = 1;
  BigBuf coefficient;

  operator View() const { return {kind, negative, exp, digits, coefficient}; }
  View view() const { return *this; }
  bool is_zero() const { return kind == Kind::kFinite && coefficient.is_zero(); }
  i64 adjusted() const { return exp + digits - 1; }

  void set(bool minus, u64 n, i64 exponent);
  void set(bool minus, i64 exponent, BigBuf&& n);  // counts the digits
  void set_infinite(bool minus);
  void set_nan(u32 condition, u32* status);  // quiet, positive
  void copy(const View& v);
};
// An operand with a coefficient of one word, which it holds itself: its View must not outlive it.
class SmallNumber {
 public:
  SmallNumber(bool negative, u64 n, i64 exp) : limb_(n), negative_(negative), exp_(exp) {}
  operator View() const {
    return {Kind::kFinite, negative_, exp_, count_digits(u128{limb_}), BigView{&limb_, limb_ ? size_t{1} : 0, false}};
  }

 private:
  u64 limb_;
  bool negative_;
  i64 exp_;
};

// Fits a result into a context: rounds, detects overflow and underflow, clamps. Every operation below ends with it.
void finalize(Number& r, const Settings& s, u32* status);
// If an operand is a NaN, sets r to the result. True: r is set.
bool take_nan(Number& r, const View& a, const Settings& s, u32* status);
bool take_nan(Number& r, const View& a, const View& b, const Settings& s, u32* status);
// r := a with the exponent `exp`, whatever the precision. For formatting and comparisons.
void rescale(Number& r, const View& a, i64 exp, const Settings& s, u32* status);
// r := the largest coefficient of the precision. False: no memory.
bool set_nines(Number& r, const Settings& s, u32* status);

// ---- arithmetic (decimal_arithmetic.cpp, decimal_division.cpp)
using Unary = void(Number& r, const View& a, const Settings& s, u32* status);
using Binary = void(Number& r, const View& a, const View& b, const Settings& s, u32* status);
Unary plus, minus, absolute, normalize, to_integral_value, to_integral_exact, square_root;
Binary add, subtract, multiply, divide, divide_int, remainder, remainder_near, quantize;
void divide_with_remainder(Number& q, Number& r, const View& a, const View& b, const Settings& s, u32* status);
void fma(Number& r, const View& a, const View& b, const View& c, const Settings& s, u32* status);

// ---- comparison (decimal_compare.cpp)
int compare_values(const View& a, const View& b);      // no NaNs
int compare_magnitudes(const View& a, const View& b);  // no NaNs
int compare_all(const View& a, const View& b);         // total order
Binary compare, compare_signal, compare_total, compare_total_mag, max, min, max_mag, min_mag, next_toward;
Unary next_minus, next_plus, logb;
const char* number_class(const View& a, const Settings& s);
inline bool is_normal(const View& a, const Settings& s) {
  return a.is_finite() && !a.is_zero() && a.adjusted() >= s.emin;
}
inline bool is_subnormal(const View& a, const Settings& s) {
  return a.is_finite() && !a.is_zero() && a.adjusted() < s.emin;
}
bool same_quantum(const View& a, const View& b);

// ---- digits (decimal_digits.cpp)
Binary logical_and, logical_or, logical_xor, shift, rotate, scaleb;
Unary logical_invert;
// The magnitude of a finite integer. False: `a` is none, or does not fit.
bool to_u64(const View& a, u64* out);
bool is_integer(const View& a);
bool is_odd_integer(const View& a);
// The finite number `a` rounded to an integer. Not ok(): no memory.
BigBuf to_integer(const View& a, Rounding rounding);

// ---- functions (decimal_functions.cpp, decimal_power.cpp)
Unary exponential, natural_log, log10;
Binary power;
void power_modulo(Number& r, const View& a, const View& b, const View& c, const Settings& s, u32* status);

// ---- text (decimal_text.cpp)
// Parses the ASCII text of a number without spaces around it. Nothing is rounded. kConversionSyntax in *status: the
// text is no number.
void parse(Number& r, std::string_view text, u32* status);

}  // namespace rt::decimals
