// Big-integer kernels: sign and magnitude over 64-bit limbs, on GMP's mpn layer.
//
// Nothing here knows of objects, threads or exceptions. Operands are borrowed views; results are owning buffers, which
// the caller moves or copies into int objects. No function has mutable state, so all of them may run concurrently and
// while a thread is detached.
//
// Invariants of every view and buffer ("normalized"): the top limb is not zero; zero has no limbs and is not negative.
// The semantics are Python's: floor division, and infinite two's complement for the bit operations.
//
// Memory: if limbs cannot be allocated, the result's ok() is false, and the caller raises MemoryError. A result that is
// computed from a failed operand has failed, too, so a formula needs one check at its end. Comparisons and conversions
// to machine numbers treat a failed operand as zero.
#pragma once

#include <cstddef>
#include <optional>

#include "gc/base/bits.h"

namespace rt::num {

using Limb = u64;
inline constexpr unsigned kLimbBits = 64;
// Larger results (2^37 bits, 16 GiB) fail without a call of the allocator.
inline constexpr std::size_t kMaxLimbs = std::size_t{1} << 31;

// The only functions by which this folder allocates and frees limbs. Null: out of memory.
Limb* alloc_limbs(std::size_t count);
void free_limbs(Limb* limbs);

// Failed results and views have this address as their limbs.
inline Limb g_failed_limb = 0;

// A borrowed operand. Its limbs must live and stay unchanged during the call that it is passed to.
struct BigView {
  const Limb* limbs = nullptr;
  std::size_t size = 0;
  bool negative = false;

  bool is_zero() const { return size == 0; }  // true for a failed operand, too
  bool failed() const { return limbs == &g_failed_limb; }
  bool is_odd() const { return size != 0 && (limbs[0] & 1) != 0; }
  BigView magnitude() const { return {limbs, size, false}; }
  BigView negated() const { return {limbs, size, size != 0 && !negative}; }
};

// An int64 that converts to a BigView, which borrows from it.
class SmallBig {
 public:
  explicit SmallBig(i64 value)
      : limb_(value < 0 ? Limb{0} - static_cast<Limb>(value) : static_cast<Limb>(value)), negative_(value < 0) {}
  operator BigView() const { return {&limb_, limb_ != 0 ? std::size_t{1} : 0, negative_}; }

 private:
  Limb limb_;
  bool negative_;
};

// An owned result. Up to kInlineLimbs limbs are stored inside the buffer.
class BigBuf {
 public:
  static constexpr std::size_t kInlineLimbs = 4;

  BigBuf() = default;
  explicit BigBuf(std::size_t capacity);  // size() is `capacity`, limbs are uninitialised: fill, then normalize()
  BigBuf(BigBuf&& other) noexcept;
  BigBuf& operator=(BigBuf&& other) noexcept;
  BigBuf(const BigBuf&) = delete;
  BigBuf& operator=(const BigBuf&) = delete;
  ~BigBuf() { release(); }

  static BigBuf copy_of(BigView value);
  static BigBuf failure();

  bool ok() const { return heap_ != &g_failed_limb; }
  Limb* limbs() { return heap_ != nullptr ? heap_ : inline_; }
  const Limb* limbs() const { return heap_ != nullptr ? heap_ : inline_; }
  std::size_t size() const { return size_; }
  bool negative() const { return negative_; }
  bool is_zero() const { return size_ == 0; }
  operator BigView() const { return {limbs(), size_, negative_}; }
  BigView view() const { return *this; }

  // Drops leading zero limbs and sets the sign; zero is never negative.
  void normalize(bool negative);
  void set_size(std::size_t size) { size_ = size; }  // only to shrink

 private:
  void release();
  void steal(BigBuf& other);
  void fail();

  std::size_t size_ = 0;
  Limb* heap_ = nullptr;
  Limb inline_[kInlineLimbs];
  bool negative_ = false;
};

// ---- conversion from and to machine numbers
BigBuf from_int64(i64 value);
BigBuf from_uint64(u64 value);
BigBuf from_int128(__int128 value);
// Truncates toward zero. `value` must be finite.
BigBuf from_double(double value);
// Nothing: the value does not fit.
std::optional<i64> to_int64(BigView value);
std::optional<u64> to_uint64(BigView value);
inline bool fits_int64(BigView value) { return to_int64(value).has_value(); }
// The low 64 bits in two's complement, for a value of any size (C's unsigned conversion).
u64 to_uint64_wrapping(BigView value);
// Rounds half to even. Nothing: the magnitude is too large ("int too large to convert to float").
std::optional<double> to_double(BigView value);
// value == mantissa * 2^exponent with 0.5 <= |mantissa| < 1, rounded half to even; {0, 0} for zero. math.log() of huge
// ints uses it.
struct Frexp {
  double mantissa;
  i64 exponent;
};
Frexp to_frexp(BigView value);

// ---- comparison
int compare(BigView a, BigView b);            // -1, 0, 1
int compare_magnitude(BigView a, BigView b);  // the same for |a| and |b|
bool equal(BigView a, BigView b);
// Exact comparison with a double, which may be infinite but not NaN.
int compare_double(BigView a, double b);

// ---- arithmetic
BigBuf add(BigView a, BigView b);
BigBuf sub(BigView a, BigView b);
BigBuf mul(BigView a, BigView b);
BigBuf neg(BigView a);
BigBuf abs(BigView a);
// base**exponent. Results beyond kMaxLimbs fail.
BigBuf pow(BigView base, u64 exponent);
BigBuf gcd(BigView a, BigView b);  // not negative
// The largest r with r*r <= a; `a` must not be negative.
BigBuf isqrt(BigView a);

struct DivMod {
  BigBuf quotient;
  BigBuf remainder;  // has the sign of the divisor
};
// Floor division, as // and %. The divisor must not be zero.
DivMod floor_divmod(BigView a, BigView b);
BigBuf floor_div(BigView a, BigView b);
BigBuf floor_mod(BigView a, BigView b);

enum class DivideStatus : u8 { kOk, kZeroDivision, kOverflow, kNoMemory };
struct Quotient {
  double value;
  DivideStatus status;
};
// int / int, correctly rounded for operands of any size.
Quotient true_divide(BigView a, BigView b);

enum class PowModStatus : u8 { kOk, kZeroModulus, kNotInvertible, kNoMemory };
struct PowModResult {
  BigBuf value;
  PowModStatus status;
};
// pow(base, exponent, modulus); the result has the sign of the modulus. A negative exponent means a power of the
// inverse of the base.
PowModResult pow_mod(BigView base, BigView exponent, BigView modulus);

// ---- bits
BigBuf shift_left(BigView a, u64 count);
BigBuf shift_right(BigView a, u64 count);  // rounds down, as >> does
BigBuf bit_and(BigView a, BigView b);
BigBuf bit_or(BigView a, BigView b);
BigBuf bit_xor(BigView a, BigView b);
BigBuf bit_not(BigView a);
u64 bit_length(BigView a);  // of the magnitude
u64 bit_count(BigView a);   // ones in the magnitude

// ---- bytes
enum class ByteOrder : u8 { kLittle, kBig };
enum class ToBytesStatus : u8 { kOk, kTooBig, kNegative };
// int.to_bytes(): fills out[0, length). kNegative: the value is negative and `is_signed` is false.
ToBytesStatus to_bytes(BigView value, u8* out, std::size_t length, ByteOrder order, bool is_signed);
BigBuf from_bytes(const u8* data, std::size_t length, ByteOrder order, bool is_signed);

// hash(int): the magnitude modulo 2^61 - 1 with the sign of the value; -2 replaces -1.
i64 hash_big(BigView value);

}  // namespace rt::num
