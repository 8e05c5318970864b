// math: sums and products of many numbers, without loss of precision.
#include <cmath>
#include <vector>

#include "runtime/library/numbers/math.h"
#include "runtime/text/plain_array.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt::math {

namespace {

// An exact sum of doubles as partial sums that do not overlap, smallest first (Shewchuk, "Adaptive precision
// floating-point arithmetic and fast robust geometric predicates", 1997).
class ExactSum {
 public:
  // False: the partial sums have overflowed.
  bool add(double x) {
    size_t kept = 0;
    for (double y : partials_) {
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      double high = x + y, low = y - (high - x);
      if (low != 0) partials_[kept++] = low;
      x = high;
    }
    partials_.resize(kept);
    if (!std::isfinite(x)) return false;
    if (x != 0) partials_.push_back(x);
    return true;
  }

  // The sum, correctly rounded.
  double result() const {
    size_t n = partials_.size();
    if (n == 0) return 0;
    double high = partials_[--n], low = 0;
    while (n > 0) {
      double x = high, y = partials_[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    // A half-way case is rounded by the sign of the remaining partial sums.
    if (n > 0 && ((low < 0 && partials_[n - 1] < 0) || (low > 0 && partials_[n - 1] > 0))) {
      double twice = low * 2, x = high + twice;
      if (twice == x - high) high = x;
    }
    return high;
  }

 private:
  std::vector<double> partials_;
};

class Fsum {
 public:
  bool add(Thread& t, double x) {
    if (!std::isfinite(x)) {
      if (std::isinf(x)) infinities_ += x;
      specials_ += x;
      special_ = true;
      return true;
    }
    return sum_.add(x) || raise_overflow_error(t, "intermediate overflow in fsum");
  }
  Ref result(Thread& t) const {
    if (!special_) return make_float(t, sum_.result());
    if (std::isnan(infinities_)) return raise_value_error(t, "-inf + inf in fsum");
    return make_float(t, specials_);
  }

 private:
  ExactSum sum_;
  double infinities_ = 0, specials_ = 0;
  bool special_ = false;
};

}  // namespace

Ref fsum(Thread& t, Value seq) {
  Fsum sum;
  bool ok = for_each_py(t, seq, [&](Thread&, Value item) {
    double x;
    return to_double_py(t, item, &x) && sum.add(t, x);
  });
  return ok && !error_pending(t) ? sum.result(t) : Ref();
}

Ref prod(Thread& t, Value iterable, Value start) {
  Ref result = Ref::share(t, start);
  bool ok = for_each_py(t, iterable, [&](Thread&, Value item) {
    result = binary_op_py(t, BinaryOp::kMul, result, item);
    return bool(result);
  });
  return ok ? std::move(result) : Ref();
}

// ---- sum of products

namespace {

// Products of doubles as exact pairs, summed exactly. Ints join in if doubles hold them.
class FloatProducts {
 public:
  // False: the pair is not of two floats (or a float and an int) that this can handle.
  bool add(Value a, Value b) {
    double x, y;
    if (!is_exact_float(a) && !is_exact_float(b)) return false;
    if (!value_of(a, &x) || !value_of(b, &y)) return false;
    double product = x * y, error = std::fma(x, y, -product);
    if (!std::isfinite(product) || !std::isfinite(error)) {
      special_ += product;
      has_special_ = true;
    } else if (!sum_.add(product) || !sum_.add(error)) {
      return false;
    }
    used_ = true;
    return true;
  }
  bool used() const { return used_; }
  Ref take(Thread& t) {
    Ref total = make_float(t, has_special_ ? special_ : sum_.result());
    *this = FloatProducts();
    return total;
  }

 private:
  static bool value_of(Value v, double* out) {
    if (is_exact_float(v)) *out = float_value(v);
    else if (v.is_small_int() && v.small() <= (i64{1} << 53) && v.small() >= -(i64{1} << 53))
      *out = static_cast<double>(v.small());
    else return false;
    return true;
  }

  ExactSum sum_;
  double special_ = 0;
  bool has_special_ = false, used_ = false;
};

bool add_py(Thread& t, Ref* total, const Ref& term) {
  if (!term) return false;
  *total = binary_op_py(t, BinaryOp::kAdd, *total, term);
  return bool(*total);
}

}  // namespace

Ref sumprod(Thread& t, Value p, Value q) {
  Ref left = iter_py(t, p);
  Ref right = left ? iter_py(t, q) : Ref();
  if (!right) return Ref();
  Ref total = Ref::immediate(Value::small_int(0));
  FloatProducts floats;
  for (;;) {
    Ref a = next_py(t, left);
    Ref b = a ? next_py(t, right) : Ref();
    if (!b) return Ref();
    bool a_ends = a.get() == kStop, b_ends = b.get() == kStop;
    if (a_ends != b_ends) return raise_value_error(t, "Inputs are not the same length");
    if (a_ends) break;
    if (!poll_py(t)) return Ref();
    if (floats.add(a, b)) continue;
    if (floats.used() && !add_py(t, &total, floats.take(t))) return Ref();
    if (!add_py(t, &total, binary_op_py(t, BinaryOp::kMul, a, b))) return Ref();
  }
  if (floats.used() && !add_py(t, &total, floats.take(t))) return Ref();
  return total;
}

// ---- lengths of vectors

namespace {

using Coordinates = text::PlainArray<double>;

// sqrt(sum of squares) of at least one coordinate. The coordinates are scaled by a power of two, their squares summed
// exactly, and the root corrected by one step of Newton's method.
double vector_length(Coordinates& v) {
  double largest = 0;
  bool nan = false;
  for (double& x : v) {
    x = std::fabs(x);
    nan |= std::isnan(x);
    if (x > largest) largest = x;
  }
  if (std::isinf(largest)) return largest;
  if (nan) return NAN;
  if (largest == 0 || v.size() == 1) return largest;
  int exponent;
  std::frexp(largest, &exponent);
  ExactSum squares;
  for (double x : v) {
    x = std::ldexp(x, -exponent);
    double square = x * x;
    squares.add(square);
    squares.add(std::fma(x, x, -square));
  }
  double root = std::sqrt(squares.result());
  double square = root * root;
  squares.add(-square);
  squares.add(-std::fma(root, root, -square));
  return std::ldexp(root + squares.result() / (2 * root), exponent);
}

}  // namespace

Ref hypot(Thread& t, Value coordinates) {
  Tuple* values = as_tuple(coordinates);
  Coordinates v;
  if (!v.resize(values->length)) return raise_memory_error(t);
  for (u64 i = 0; i < values->length; ++i) {
    if (!to_double_py(t, (*values)[i], &v[i])) return Ref();
  }
  return make_float(t, vector_length(v));
}

Ref dist(Thread& t, Value p, Value q) {
  Ref a = to_tuple_py(t, p);
  Ref b = a ? to_tuple_py(t, q) : Ref();
  if (!b) return Ref();
  u64 n = as_tuple(a)->length;
  if (n != as_tuple(b)->length) return raise_value_error(t, "both points must have the same number of dimensions");
  Coordinates v;
  if (!v.resize(n)) return raise_memory_error(t);
  for (u64 i = 0; i < n; ++i) {
    double x, y;
    if (!to_double_py(t, (*as_tuple(a))[i], &x) || !to_double_py(t, (*as_tuple(b))[i], &y)) return Ref();
    v[i] = x - y;
  }
  return make_float(t, vector_length(v));
}

}  // namespace rt::math
