// Operations on the decimal digits of a coefficient, and integers.
#include <algorithm>
#include <string>

#include "runtime/modules/decimal_text.h"
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

bool digits_of(const View& a, std::string* out) {
  if (a.is_special() || a.negative || a.exp != 0) return false;
  out->resize(num::big_text_bound(a.coefficient, 10));
  out->resize(num::write_big(a.coefficient, 10, out->data()));
  return out->find_first_not_of("01") == std::string::npos;
}

void set_digits(Number& r, const std::string& digits, u32* status) {
  num::ParsedInt n = num::parse_int(digits, 10);
  if (n.status != num::IntParseStatus::kOk) return r.set_nan(kNoMemory, status);
  r.set(false, 0, n.is_small ? num::from_int64(n.small) : std::move(n.big));
}

template <class F>
void combine(Number& r, const View& a, const View& b, const Settings& s, u32* status, F&& f) {
  std::string x, y;
  if (!text_fits(a.digits + b.digits)) return r.set_nan(kNoMemory, status);
  if (!digits_of(a, &x) || !digits_of(b, &y)) return r.set_nan(kInvalidOperation, status);
  size_t length = std::max(x.size(), y.size());
  x.insert(0, length - x.size(), '0');
  y.insert(0, length - y.size(), '0');
  for (size_t i = 0; i < length; ++i) x[i] = f(x[i] == '1', y[i] == '1') ? '1' : '0';
  if (static_cast<i64>(length) > s.prec) x.erase(0, length - static_cast<size_t>(s.prec));
  set_digits(r, x, status);
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
  std::string x;
  if (!text_fits(a.digits)) return r.set_nan(kNoMemory, status);
  if (!digits_of(a, &x)) return r.set_nan(kInvalidOperation, status);
  if (!text_fits(s.prec)) return r.set_nan(kNoMemory, status);
  size_t length = static_cast<size_t>(s.prec);
  if (x.size() < length) x.insert(0, length - x.size(), '0');
  else x.erase(0, x.size() - length);
  for (char& c : x) c = c == '0' ? '1' : '0';
  set_digits(r, x, status);
}

// ---- shifts

namespace {

// The second operand of shift and rotate. False: r is set.
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
  // What leaves the precision on the left need not be moved.
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
  if (__builtin_add_overflow(a.exp, b.negative ? -static_cast<i64>(n) : static_cast<i64>(n), &exp)) exp = b.negative ? kExpClamp : kExpInfinite;
  r.exp = exp > kExpInfinite ? kExpInfinite : exp < kExpClamp ? kExpClamp : exp;
  finalize(r, s, status);
}

}  // namespace rt::decimals
