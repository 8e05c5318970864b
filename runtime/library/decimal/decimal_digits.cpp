// Operations on the decimal digits of a coefficient (logical, shift, rotate), and conversions to integers.
#include <algorithm>

#include "runtime/library/decimal/decimal_text.h"
#include "runtime/num/int_text.h"

namespace rt::decimals {

// ---- integers

bool is_integer(const View& a) {
  if (!a.is_finite()) return false;
  if (a.is_zero() || a.exp >= 0) return true;
  if (-a.exp >= a.digits) return false;
  BigBuf rest = last_digits(a.coefficient, -a.exp);
  return rest.ok() && rest.is_zero();
}

bool is_odd_integer(const View& a) {
  if (!is_integer(a) || a.is_zero() || a.exp > 0) return false;
  if (a.exp == 0) return a.coefficient.is_odd();
  Rest none;
  return shift_right(a.coefficient, -a.exp, &none).view().is_odd();
}

bool to_u64(const View& a, u64* out) {
  if (!is_integer(a)) return false;
  if (a.is_zero()) {
    *out = 0;
    return true;
  }
  if (a.adjusted() >= 20) return false;
  std::optional<u64> n = num::to_uint64(to_integer(a, Rounding::kDown));
  if (n) *out = *n;
  return n.has_value();
}

BigBuf to_integer(const View& a, Rounding rounding) {
  if (a.exp >= 0) return shift_left(a.coefficient, a.exp);
  Rest rest;
  BigBuf n = shift_right(a.coefficient, -a.exp, &rest);
  return n.ok() && rounds_up(rounding, rest, a.negative, n) ? num::add(n, num::from_uint64(1)) : std::move(n);
}

// ---- logical operations

namespace {

bool may_be_logical(const View& a) { return !a.is_special() && !a.negative && a.exp == 0; }
bool is_logical(std::string_view digits) { return digits.find_first_not_of("01") == std::string_view::npos; }
// The i-th digit from the end; zero beyond the first digit.
bool bit_at(std::string_view digits, size_t i) { return i < digits.size() && digits[digits.size() - 1 - i] == '1'; }

// The number whose i-th digit from the end is bit(i), for i < length.
template <class F>
void set_bits(Number& r, i64 length, u32* status, F&& bit) {
  size_t size = static_cast<size_t>(length);
  text::ByteBuilder digits;
  u8* to = digits.extend(size);
  if (!to) return r.set_nan(kNoMemory, status);
  for (size_t i = 0; i < size; ++i) to[size - 1 - i] = bit(i) ? '1' : '0';
  num::ParsedInt n = num::parse_int(digits.text(), 10);
  if (n.status != num::IntParseStatus::kOk) return r.set_nan(kNoMemory, status);
  r.set(false, 0, n.is_small ? num::from_int64(n.small) : std::move(n.big));
}

template <class F>
void combine(Number& r, const View& a, const View& b, const Settings& s, u32* status, F&& f) {
  if (!may_be_logical(a) || !may_be_logical(b)) return r.set_nan(kInvalidOperation, status);
  DigitText x(a.coefficient), y(b.coefficient);
  if (!x.ok() || !y.ok()) return r.set_nan(kNoMemory, status);
  if (!is_logical(x.view()) || !is_logical(y.view())) return r.set_nan(kInvalidOperation, status);
  i64 length = static_cast<i64>(std::max(x.view().size(), y.view().size()));
  set_bits(r, std::min(length, s.prec), status, [&](size_t i) { return f(bit_at(x.view(), i), bit_at(y.view(), i)); });
}

}  // namespace

void logical_and(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  combine(r, a, b, s, status, [](bool x, bool y) { return x && y; });
}
void logical_or(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  combine(r, a, b, s, status, [](bool x, bool y) { return x || y; });
}
void logical_xor(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  combine(r, a, b, s, status, [](bool x, bool y) { return x != y; });
}
void logical_invert(Number& r, const View& a, const Settings& s, u32* status) {
  if (!may_be_logical(a)) return r.set_nan(kInvalidOperation, status);
  DigitText x(a.coefficient);
  if (!x.ok()) return r.set_nan(kNoMemory, status);
  if (!is_logical(x.view())) return r.set_nan(kInvalidOperation, status);
  set_bits(r, s.prec, status, [&](size_t i) { return !bit_at(x.view(), i); });
}

// ---- shifts

namespace {

// Reads the second operand of shift and rotate. False: it is no valid count, and r is set.
bool take_count(Number& r, const View& a, const View& b, const Settings& s, u32* status, i64* count) {
  if (take_nan(r, a, b, s, status)) return false;
  u64 n;
  if (b.exp != 0 || b.is_infinite() || !to_u64(b, &n) || n > static_cast<u64>(s.prec)) {
    r.set_nan(kInvalidOperation, status);
    return false;
  }
  *count = b.negative ? -static_cast<i64>(n) : static_cast<i64>(n);
  r.copy(a);
  return a.is_finite();
}

BigBuf moved(BigView v, i64 count, i64 prec) {
  Rest rest;
  if (count <= 0) return shift_right(v, -count, &rest);
  // Digits that leave the precision on the left are dropped before the shift.
  return shift_left(last_digits(v, prec - count), count);
}

void set_moved(Number& r, BigBuf&& n, u32* status) {
  if (!n.ok()) return r.set_nan(kNoMemory, status);
  r.set(r.negative, r.exp, std::move(n));
}

}  // namespace

void shift(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  i64 count;
  if (!take_count(r, a, b, s, status, &count)) return;
  BigBuf kept = last_digits(a.coefficient, s.prec);
  set_moved(r, moved(kept, count, s.prec), status);
}

void rotate(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  i64 count;
  if (!take_count(r, a, b, s, status, &count)) return;
  BigBuf kept = last_digits(a.coefficient, s.prec);
  if (count < 0) count += s.prec;
  BigBuf left = moved(kept, count, s.prec), right = moved(kept, count - s.prec, s.prec);
  if (!left.ok() || !right.ok()) return r.set_nan(kNoMemory, status);
  set_moved(r, num::add(left, right), status);
}

void scaleb(Number& r, const View& a, const View& b, const Settings& s, u32* status) {
  if (take_nan(r, a, b, s, status)) return;
  u64 n;
  if (b.exp != 0 || b.is_infinite() || !to_u64(b, &n) || n > 2 * static_cast<u64>(s.emax + s.prec)) {
    return r.set_nan(kInvalidOperation, status);
  }
  r.copy(a);
  if (a.is_infinite()) return;
  i64 exp;
  if (__builtin_add_overflow(a.exp, b.negative ? -static_cast<i64>(n) : static_cast<i64>(n), &exp))
    exp = b.negative ? kExpClamp : kExpInfinite;
  r.exp = exp > kExpInfinite ? kExpInfinite : exp < kExpClamp ? kExpClamp : exp;
  finalize(r, s, status);
}

}  // namespace rt::decimals
