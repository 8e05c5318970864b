// The operators of Decimal, its comparison and its hash.
#include <cmath>

#include "runtime/library/decimal/decimal_types.h"
#include "runtime/num/hash.h"
#include "runtime/object/ordering.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt::decimals {

Value g_rational;  // numbers.Rational

namespace {

template <Binary kOp>
Ref operator_of(Thread& t, Value a, Value b) {
  Operand x, y;
  if (!x.take(a) || !y.take(b)) return Ref::immediate(kNotImplemented);
  Context* context = current_context(t);
  return context ? binary<kOp>(t, x, y, context) : Ref();
}
template <Unary kOp>
Ref sign_of(Thread& t, Value self) {
  Context* context = current_context(t);
  return context ? unary<kOp>(t, self, context) : Ref();
}

Ref decimal_divmod(Thread& t, Value a, Value b) {
  Operand x, y;
  if (!x.take(a) || !y.take(b)) return Ref::immediate(kNotImplemented);
  Context* context = current_context(t);
  return context ? divmod(t, x, y, context) : Ref();
}

Ref decimal_power_modulo(Thread& t, Value a, Value b, Value modulus) {
  Operand x;
  if (!x.take(a) || !x.take(b) || (modulus && modulus != kNone && !x.take(modulus)))
    return Ref::immediate(kNotImplemented);
  Context* context = current_context(t);
  return context ? power_of(t, a, b, modulus ? modulus : kNone, context) : Ref();
}
Ref decimal_power(Thread& t, Value a, Value b) { return decimal_power_modulo(t, a, b, kNone); }

}  // namespace

Ref divmod(Thread& t, const Operand& a, const Operand& b, Context* context) {
  Settings s = context->settings();
  Number q, r;
  u32 status = 0;
  auto divide_both = [&] { divide_with_remainder(q, r, a, b, s, &status); };
  return compute(t, a.view().digits + b.view().digits + s.prec, {a.value(), b.value(), context}, divide_both,
                 [&]() -> Ref {
                   if (!add_conditions(t, context, status)) return Ref();
                   Ref quotient = make_decimal(t, q), rest = quotient ? make_decimal(t, r) : Ref();
                   return rest ? make_tuple(t, quotient, rest) : Ref();
                 });
}

Ref power_of(Thread& t, Value base, Value exponent, Value modulus, Context* context) {
  Operand x, y, z;
  if (!x.require(t, base) || !y.require(t, exponent)) return Ref();
  if (modulus == kNone) return binary<power>(t, x, y, context);
  if (!z.require(t, modulus)) return Ref();
  Settings s = context->settings();
  Number r;
  u32 status = 0;
  i64 rounds = std::max<i64>(y.view().exp, 0);  // a power of ten in the exponent is applied factor by factor
  return compute(
      t, x.view().digits + y.view().digits + z.view().digits + rounds, {base, exponent, modulus, context},
      [&] { power_modulo(r, x, y, z, s, &status); }, [&] { return finish(t, context, status, r); });
}

Ref fma_of(Thread& t, Value a, Value b, Value c, Context* context) {
  Operand x, y, z;
  if (!x.require(t, a) || !y.require(t, b) || !z.require(t, c)) return Ref();
  Settings s = context->settings();
  Number r;
  u32 status = 0;
  return compute(
      t, x.view().digits + y.view().digits + s.prec, {a, b, c, context}, [&] { fma(r, x, y, z, s, &status); },
      [&] { return finish(t, context, status, r); });
}

void fill_operators(Slots& s) {
  auto binary_slot = [&s](BinaryOp op) -> auto& { return s.binary[static_cast<int>(op)]; };
  binary_slot(BinaryOp::kAdd) = operator_of<add>;
  binary_slot(BinaryOp::kSub) = operator_of<subtract>;
  binary_slot(BinaryOp::kMul) = operator_of<multiply>;
  binary_slot(BinaryOp::kTrueDiv) = operator_of<divide>;
  binary_slot(BinaryOp::kFloorDiv) = operator_of<divide_int>;
  binary_slot(BinaryOp::kMod) = operator_of<remainder>;
  binary_slot(BinaryOp::kDivmod) = decimal_divmod;
  binary_slot(BinaryOp::kPow) = decimal_power;
  s.power = decimal_power_modulo;
  s.unary[static_cast<int>(UnaryOp::kNeg)] = sign_of<minus>;
  s.unary[static_cast<int>(UnaryOp::kPos)] = sign_of<plus>;
  s.unary[static_cast<int>(UnaryOp::kAbs)] = sign_of<absolute>;
}

// ---- comparison

namespace {

struct Comparison {
  Number left, right;  // own the operands that had to be converted
  bool converted_left = false;
};

// Prepares a comparison of `v` with a Rational w without a division: compares v * denominator with w's numerator.
// False: an error is pending.
bool take_rational_py(Thread& t, const View& v, Value w, Comparison* c) {
  Ref numerator = getattr_py(t, w, "numerator");
  Operand n, d;
  if (!numerator) return false;
  if (!is_int(numerator)) return raise_type_error(t, "argument must be an integer");
  n.take(numerator);
  c->right.copy(n);
  if (v.is_special()) return true;
  Ref denominator = getattr_py(t, w, "denominator");
  if (!denominator) return false;
  if (!is_int(denominator)) return raise_type_error(t, "argument must be an integer");
  d.take(denominator);
  u32 status = 0;
  multiply(c->left, v.with_exp(0), d, kMaxSettings, &status);
  if (status) return raise_value_error(t, "exact conversion for comparison failed");
  c->left.exp = v.exp;
  c->converted_left = true;
  return true;
}

Ref compare_views(Thread& t, const View& a, const View& b, CompareOp op, Context* context) {
  if (a.is_nan() || b.is_nan()) {
    bool signals = a.is_signaling() || b.is_signaling() || (op != CompareOp::kEq && op != CompareOp::kNe);
    if (signals && !add_conditions(t, context, kInvalidOperation)) return Ref();
    return bool_ref(op == CompareOp::kNe);
  }
  return bool_ref(ordered(compare_values(a, b), 0, op));
}

// The value of a float, or of a complex without imaginary part. Adds the condition of mixing floats and decimals.
// False: `w` is neither, or, if *failed, the condition is trapped and its exception is pending.
bool take_double(Thread& t, Value w, CompareOp op, Context* context, Number* out, bool* failed) {
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  *failed = false;
  double d;
  if (is_float(w)) {
    d = float_value(w);
  } else {
    if (!equality || !has_layout(w, TypeId::kComplex) || w.as<Complex>()->imag != 0) return false;
    d = w.as<Complex>()->real;
  }
  if (equality) {
    context->signals->flags.fetch_or(kFloatOperation, gc::relaxed);
  } else if (!add_conditions(t, context, kFloatOperation)) {
    *failed = true;
    return false;
  }
  set_double(*out, d);
  return true;
}

}  // namespace

Ref decimal_compare_py(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_decimal(a)) return Ref::immediate(kNotImplemented);
  Context* context = current_context(t);
  if (!context) return Ref();
  View x = view_of(a);
  Operand y;
  if (y.take(b)) return compare_views(t, x, y, op, context);
  Comparison c;
  bool failed;
  if (take_double(t, b, op, context, &c.right, &failed)) return compare_views(t, x, c.right, op, context);
  if (failed || is_float(b) || has_layout(b, TypeId::kComplex)) return failed ? Ref() : Ref::immediate(kNotImplemented);
  Ref kept = Ref::share(t, context);
  int rational = isinstance_py(t, b, g_rational);
  if (rational <= 0) return rational < 0 ? Ref() : Ref::immediate(kNotImplemented);
  if (!take_rational_py(t, x, b, &c)) return Ref();
  return compare_views(t, c.converted_left ? c.left.view() : x, c.right, op, context);
}

// ---- hash

namespace {

constexpr u64 kInverseOfTen = 2075258708292324556;  // modulo 2^61 - 1

u64 multiply_modulo(u64 a, u64 b) {
  u128 product = u128{a} * b;
  u64 sum = (static_cast<u64>(product) & num::kHashModulus) + static_cast<u64>(product >> num::kHashBits);
  return sum >= num::kHashModulus ? sum - num::kHashModulus : sum;
}
u64 power_modulo_hash(u64 base, u64 exponent) {
  u64 result = 1;
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) result = multiply_modulo(result, base);
    base = multiply_modulo(base, base);
  }
  return result;
}

}  // namespace

bool decimal_hash(Thread& t, Value self, i64* out) {
  View v = view_of(self);
  if (v.is_signaling()) return raise_type_error(t, "Cannot hash a signaling NaN value");
  if (v.is_nan()) {
    *out = num::hash_pointer(self.object());
    return true;
  }
  constexpr i64 kInfinityHash = 314159;
  if (v.is_infinite()) {
    *out = kInfinityHash * v.sign();
    return true;
  }
  i64 coefficient = num::hash_big(v.coefficient);
  u64 shift = v.exp == 0  ? 1
              : v.exp > 0 ? power_modulo_hash(10, static_cast<u64>(v.exp))
                          : power_modulo_hash(kInverseOfTen, static_cast<u64>(-v.exp));
  i64 hash = static_cast<i64>(multiply_modulo(static_cast<u64>(coefficient), shift)) * v.sign();
  *out = hash == -1 ? -2 : hash;
  return true;
}

}  // namespace rt::decimals
