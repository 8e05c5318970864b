// Operators on values of any type: fast paths for ints, floats and strs, then the slots of both operands' types in the
// order of the data model, then the TypeError.
#include <cstring>

#include "runtime/object/arith.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/object/special_result.h"
#include "runtime/object/warn.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

constexpr const char* kSymbols[] = {"+",        "-",           "*",  "@",  "/", "//", "%",
                                    "divmod()", "** or pow()", "<<", ">>", "&", "^",  "|"};
constexpr const char* kInplaceSymbols[] = {
    "+=", "-=", "*=", "@=", "/=", "//=", "%=", "divmod()", "**=", "<<=", ">>=", "&=", "^=", "|="};
static_assert(sizeof(kSymbols) / sizeof(kSymbols[0]) == static_cast<size_t>(BinaryOp::kCount));

constexpr i64 kExactInDouble = i64{1} << 53;

// ---- fast paths: an empty result means that the general path must compute the operation; it is never an error

Ref small_floor(Thread& t, BinaryOp op, i64 a, i64 b) {
  i64 quotient = a / b, remainder = a % b;
  if (remainder != 0 && (remainder ^ b) < 0) {
    --quotient;
    remainder += b;
  }
  if (op == BinaryOp::kDivmod) {
    if (!Value::fits_small(quotient)) return Ref();
    Value both[] = {Value::small_int(quotient), Value::small_int(remainder)};
    return make_tuple(t, both, 2);
  }
  i64 result = op == BinaryOp::kFloorDiv ? quotient : remainder;
  return Value::fits_small(result) ? Ref::immediate(Value::small_int(result)) : Ref();
}

Ref small_binary(Thread& t, BinaryOp op, i64 a, i64 b) {
  i64 r;
  switch (op) {
    case BinaryOp::kAdd: return make_int(t, a + b);  // 63-bit operands: no overflow of 64 bits
    case BinaryOp::kSub: return make_int(t, a - b);
    case BinaryOp::kMul: return __builtin_mul_overflow(a, b, &r) ? Ref() : make_int(t, r);
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod:
    case BinaryOp::kDivmod: return b == 0 ? Ref() : small_floor(t, op, a, b);
    case BinaryOp::kTrueDiv:
      if (b == 0 || a > kExactInDouble || a < -kExactInDouble || b > kExactInDouble || b < -kExactInDouble)
        return Ref();
      return make_float(t, static_cast<double>(a) / static_cast<double>(b));
    case BinaryOp::kLshift:
      if (b < 0 || b > 61) return Ref();
      r = static_cast<i64>(static_cast<u64>(a) << b);
      return (r >> b) == a ? make_int(t, r) : Ref();
    case BinaryOp::kRshift: return b < 0 ? Ref() : Ref::immediate(Value::small_int(a >> (b > 63 ? 63 : b)));
    case BinaryOp::kAnd: return Ref::immediate(Value::small_int(a & b));
    case BinaryOp::kXor: return Ref::immediate(Value::small_int(a ^ b));
    case BinaryOp::kOr: return Ref::immediate(Value::small_int(a | b));
    default: return Ref();
  }
}

// True for an inline float and for an int that a double represents exactly.
bool fast_double(Value v, double* out) {
  if (v.is_inline_float()) {
    *out = v.inline_float();
    return true;
  }
  if (v == kPlusZero || v == kMinusZero) {
    *out = float_value(v);
    return true;
  }
  if (!v.is_small_int() || v.small() > kExactInDouble || v.small() < -kExactInDouble) return false;
  *out = static_cast<double>(v.small());
  return true;
}

Ref float_binary(Thread& t, BinaryOp op, double a, double b) {
  switch (op) {
    case BinaryOp::kAdd: return make_float(t, a + b);
    case BinaryOp::kSub: return make_float(t, a - b);
    case BinaryOp::kMul: return make_float(t, a * b);
    case BinaryOp::kTrueDiv: return b == 0 ? Ref() : make_float(t, a / b);
    default: return Ref();
  }
}

Ref fast_binary(Thread& t, BinaryOp op, Value a, Value b) {
  if (Value::both_small(a, b)) return small_binary(t, op, a.small(), b.small());
  double x, y;
  if (a.is_immediate() && b.is_immediate() && fast_double(a, &x) && fast_double(b, &y))
    return float_binary(t, op, x, y);
  return Ref();
}

// ---- dispatch

using BinarySlot = Ref (*)(Thread&, Value, Value);

// is_subtype() of two types that differ. A native class directly below object has no other bases: most classes on the
// right of an operator need no walk through the MRO.
bool is_below(const Type* type, const Type* base) {
  if (!(type->flags & kTypeHeap) && type->base == kObjectType) return base == kObjectType;
  return is_subtype(type, base);
}

// Calls the left operand's slot, then the right operand's. If the right operand's type is a subclass of the left one's
// and has another slot, the right operand goes first. `ta` is the type of the left operand.
TINYPY_INLINE Ref dispatch(Thread& t, BinaryOp op, const Type* ta, Value a, Value b) {
  const Type* tb = type_of(b);
  BinarySlot left = ta->slots.binary[static_cast<int>(op)];
  BinarySlot right = ta == tb ? nullptr : tb->slots.binary[static_cast<int>(op)];
  if (right == left) right = nullptr;
  if (left) {
    if (right && is_below(tb, ta)) {
      Ref r = right(t, a, b);
      if (r.get() != kNotImplemented) return r;
      right = nullptr;
    }
    Ref r = left(t, a, b);
    if (r.get() != kNotImplemented) return r;
  }
  return right ? right(t, a, b) : Ref::immediate(kNotImplemented);
}

Error unsupported(Thread& t, BinaryOp op, const char* symbol, Value a, Value b) {
  if (op == BinaryOp::kRshift && is_exact(a, TypeId::kBuiltin) &&
      std::strcmp(a.as<Builtin>()->def->name, "print") == 0) {
    return raise_type_error(
        t,
        "unsupported operand type(s) for %s: '%T' and '%T'. Did you mean \"print(<message>, file=<output_stream>)\"?",
        symbol, a, b);
  }
  return raise_type_error(t, "unsupported operand type(s) for %s: '%T' and '%T'", symbol, a, b);
}

Ref repeat_sequence_py(Thread& t, Ref (*repeat)(Thread&, Value, i64), Value sequence, Value count) {
  if (!is_int(count) && !type_of(count)->slots.index) {
    return raise_type_error(t, "can't multiply sequence by non-int of type '%T'", count);
  }
  i64 n;
  if (!index_i64_py(t, count, &n, kOverflowErrorType)) return Ref();
  return repeat(t, sequence, n);
}

// + and * of sequences, called after the number slots have returned kNotImplemented.
Ref sequence_binary_py(Thread& t, BinaryOp op, Value a, Value b) {
  if (op == BinaryOp::kAdd) {
    if (auto concat = type_of(a)->slots.concat) return concat(t, a, b);
  } else if (op == BinaryOp::kMul) {
    if (auto repeat = type_of(a)->slots.repeat) return repeat_sequence_py(t, repeat, a, b);
    if (auto repeat = type_of(b)->slots.repeat) return repeat_sequence_py(t, repeat, b, a);
  }
  return Ref::immediate(kNotImplemented);
}

// True if the type has a table of sequence methods (tp_as_sequence) in CPython. All Python classes have one, whatever
// methods they define.
bool has_sequence_methods(const Type* type) { return (type->flags & kTypeHeap) || type->slots.len; }

Ref sequence_inplace_py(Thread& t, BinaryOp op, Value a, Value b) {
  const Slots& s = type_of(a)->slots;
  if (op == BinaryOp::kAdd && s.inplace_concat) return s.inplace_concat(t, a, b);
  if (op == BinaryOp::kMul && s.inplace_repeat) return repeat_sequence_py(t, s.inplace_repeat, a, b);
  // `a *= b` repeats b only if a's type has no such table (PyNumber_InPlaceMultiply); `a * b` always tries to repeat b.
  if (op == BinaryOp::kMul && !s.repeat && has_sequence_methods(type_of(a))) return Ref::immediate(kNotImplemented);
  return sequence_binary_py(t, op, a, b);
}

// What is left when no slot for numbers has done the operation: sequences, then the TypeError.
[[gnu::noinline]] Ref no_operator_py(Thread& t, BinaryOp op, Value a, Value b, bool inplace) {
  Ref r = inplace ? sequence_inplace_py(t, op, a, b) : sequence_binary_py(t, op, a, b);
  if (r.get() != kNotImplemented) return r;
  return unsupported(t, op, inplace ? kInplaceSymbols[static_cast<int>(op)] : binary_op_symbol(op), a, b);
}

}  // namespace

const char* binary_op_symbol(BinaryOp op) { return kSymbols[static_cast<int>(op)]; }

Ref binary_op_py(Thread& t, BinaryOp op, Value a, Value b) {
  assert_may_run_python(t);
  if (Ref r = fast_binary(t, op, a, b)) return r;
  if (error_pending(t)) [[unlikely]]
    return Ref();
  return object_op_py(t, op, type_of(a), a, b, false);
}

Ref object_op_py(Thread& t, BinaryOp op, const Type* type, Value a, Value b, bool inplace) {
  assert_may_run_python(t);
  if (inplace) {
    if (auto slot = type->slots.inplace[static_cast<int>(op)]) {
      Ref r = slot(t, a, b);
      if (r.get() != kNotImplemented) return r;
    }
  }
  Ref r = dispatch(t, op, type, a, b);
  if (r.get() != kNotImplemented) [[likely]]
    return r;
  return no_operator_py(t, op, a, b, inplace);
}

Ref inplace_op_py(Thread& t, BinaryOp op, Value a, Value b) {
  assert_may_run_python(t);
  if (Ref r = fast_binary(t, op, a, b)) return r;
  if (error_pending(t)) [[unlikely]]
    return Ref();
  return object_op_py(t, op, type_of(a), a, b, true);
}

Ref binary_op_declined_py(Thread& t, BinaryOp op, Value a, Value b, bool inplace) {
  BinarySlot right = type_of(a) == type_of(b) ? nullptr : type_of(b)->slots.binary[static_cast<int>(op)];
  Ref r = right ? right(t, a, b) : Ref::immediate(kNotImplemented);
  return r.get() != kNotImplemented ? std::move(r) : no_operator_py(t, op, a, b, inplace);
}

Ref unary_op_py(Thread& t, UnaryOp op, Value a) {
  assert_may_run_python(t);
  constexpr const char* kUnarySymbols[] = {"unary -", "unary +", "unary ~", "abs()"};
  if (a.is_small_int()) {
    i64 n = a.small();
    switch (op) {
      case UnaryOp::kNeg: return make_int(t, -n);
      case UnaryOp::kPos: return Ref::immediate(a);
      case UnaryOp::kInvert: return Ref::immediate(Value::small_int(~n));
      case UnaryOp::kAbs: return make_int(t, n < 0 ? -n : n);
      default: break;
    }
  }
  auto unary = type_of(a)->slots.unary[static_cast<int>(op)];
  if (unary) return unary(t, a);
  return raise_type_error(t, "bad operand type for %s: '%T'", kUnarySymbols[static_cast<int>(op)], a);
}

Ref power_py(Thread& t, Value a, Value b, Value modulus) {
  assert_may_run_python(t);
  if (!modulus || modulus == kNone) return binary_op_py(t, BinaryOp::kPow, a, b);
  auto first = type_of(a)->slots.power;
  auto second = type_of(b) == type_of(a) ? nullptr : type_of(b)->slots.power;
  auto third = type_of(modulus)->slots.power;
  if (second == first) second = nullptr;
  if (third == first || third == second) third = nullptr;
  if (first && second && is_subtype(type_of(b), type_of(a))) std::swap(first, second);
  for (auto power : {first, second, third}) {
    if (!power) continue;
    Ref r = power(t, a, b, modulus);
    if (r.get() != kNotImplemented) return r;
  }
  return raise_type_error(t, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, modulus);
}

// ---- conversions

namespace {

// Converts instances of int's subclasses, bool among them, to exact ints.
Ref exact_int(Thread& t, Value v) {
  if (is_exact_int(v)) return Ref::share(t, v);
  if (v == kTrue || v == kFalse) return Ref::immediate(Value::small_int(v == kTrue));
  return int_binary(t, BinaryOp::kAdd, v, Value::small_int(0));
}

}  // namespace

Ref index_py(Thread& t, Value v) {
  assert_may_run_python(t);
  if (is_int(v)) return exact_int(t, v);
  auto index = type_of(v)->slots.index;
  if (!index) return raise_type_error(t, "'%T' object cannot be interpreted as an integer", v);
  Ref r = index(t, v);
  if (!r) return r;
  if (!is_int(r)) return refuse_result(t, v, r, kIndexResult);
  return is_exact_int(r) || warn_of_subclass_py(t, v, r, kIndexResult) ? exact_int(t, r) : Ref();
}

bool index_i64_slow_py(Thread& t, Value v, i64* out, Type* overflow_error) {
  Ref n = index_py(t, v);
  if (!n) return false;
  if (int_fits_i64(n, out)) return true;
  if (overflow_error) return raise(t, overflow_error, "cannot fit '%T' into an index-sized integer", v);
  *out = int_compare(n, Value::small_int(0)) < 0 ? INT64_MIN : INT64_MAX;
  return true;
}

namespace {

bool int_to_double(Thread& t, Value v, double* out) {
  u64 scratch;
  std::optional<double> d = num::to_double(big_view(v, &scratch));
  if (!d) return raise_overflow_error(t, "int too large to convert to float");
  *out = *d;
  return true;
}

}  // namespace

bool to_double_py(Thread& t, Value v, double* out) {
  assert_may_run_python(t);
  if (fast_double(v, out)) return true;
  if (is_float(v)) {
    *out = float_value(v);
    return true;
  }
  if (is_int(v)) return int_to_double(t, v, out);
  const Slots& s = type_of(v)->slots;
  if (s.to_float) {
    Ref r = s.to_float(t, v);
    if (!r) return false;
    if (!is_float(r)) return refuse_result(t, v, r, kFloatResult);
    if (!is_exact_float(r) && !warn_of_subclass_py(t, v, r, kFloatResult)) return false;
    *out = float_value(r);
    return true;
  }
  if (s.index) {
    Ref n = index_py(t, v);
    return n && int_to_double(t, n, out);
  }
  return raise_type_error(t, "must be real number, not %T", v);
}

}  // namespace rt
