// float: making, converting and comparing values, and arithmetic. The methods are in float_methods.cpp.
#include "runtime/types/numbers/float.h"

#include <cerrno>
#include <cmath>

#include "gc/heap/heap.h"
#include "runtime/num/float_text.h"
#include "runtime/num/hash.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ordering.h"
#include "runtime/object/special_result.h"
#include "runtime/object/warn.h"
#include "runtime/text/case.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float_parts.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr u32 kFloatSize = sizeof(Object) + sizeof(double);

}  // namespace

Ref make_float_slow(Thread& t, double d) {
  if (d == 0) return Ref::immediate(std::signbit(d) ? kMinusZero : kPlusZero);
  Float* f = allocate_exact<Float>(t, TypeId::kFloat, kFloatSize, false);
  if (!f) return Ref();
  f->value = d;
  return Ref::steal(f);
}

bool is_float(Value v) {
  return v.is_inline_float() || v == kPlusZero || v == kMinusZero || has_layout(v, TypeId::kFloat);
}

Ref exact_float(Thread& t, Value v) { return is_exact_float(v) ? Ref::share(t, v) : make_float(t, float_value(v)); }

Ref float_repr(Thread& t, double d) {
  char text[num::kMaxFloatRepr];
  return make_str_ascii(t, {text, num::write_float_repr(d, text)});
}

// ---- text

std::string_view strip_ascii_space(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n\v\f\r";
  size_t first = text.find_first_not_of(kSpaces);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

namespace {

Ref parse_text(Thread& t, std::string_view text, Value source) {
  bool no_memory = false;
  std::optional<double> d = num::parse_float(strip_ascii_space(text), &no_memory);
  if (no_memory) return raise_memory_error(t);
  if (!d) return raise_value_error(t, "could not convert string to float: %R", source);
  return make_float(t, *d);
}

Error raise_not_convertible(Thread& t, Value v) {
  return raise_type_error(t, "float() argument must be a string or a real number, not '%T'", v);
}

Ref from_buffer_text_py(Thread& t, Value v) {
  SteadyBytes text(t, v);
  if (text) return parse_text(t, text.view(), v);
  return forget_error(t) ? raise_not_convertible(t, v) : Error();
}

}  // namespace

Ref float_from_text(Thread& t, Value str) {
  text::StrView view = str_view(str);
  if (view.ascii) return parse_text(t, as_str(str)->ascii_view(), str);
  auto* ascii = static_cast<char*>(gc::raw_alloc(view.length));
  if (!ascii) return raise_memory_error(t);
  text::to_ascii_decimal(view, ascii);
  Ref f = parse_text(t, {ascii, view.length}, str);
  gc::raw_free(ascii);
  return f;
}

// ---- construction

Ref float_from_value_py(Thread& t, Value v) {
  if (is_exact_float(v)) return Ref::share(t, v);
  const Slots& s = type_of(v)->slots;
  if (s.to_float) {
    Ref f = s.to_float(t, v);
    if (!f || is_exact_float(f)) return f;
    if (!is_float(f)) return refuse_result(t, v, f, kFloatResult);
    return warn_of_subclass_py(t, v, f, kFloatResult) ? exact_float(t, f) : Ref();
  }
  if (s.index) {
    double d;
    return to_double_py(t, v, &d) ? make_float(t, d) : Ref();
  }
  if (is_str(v)) return float_from_text(t, v);
  if (s.get_buffer) return from_buffer_text_py(t, v);
  return raise_not_convertible(t, v);
}

namespace {

Ref float_create(Thread& t, Type* type, const CallArgs& args) {
  // Keywords are an error, unless a subclass's __init__ may take them.
  if (args.keywords() && type->slots.init == kFloatType->slots.init)
    return raise_type_error(t, "float() takes no keyword arguments");
  if (args.positional > 1) return raise_type_error(t, "float expected at most 1 argument, got %u", args.positional);
  Ref value = args.positional ? float_from_value_py(t, args[0]) : Ref::immediate(kPlusZero);
  if (!value || type == kFloatType) return value;
  Ref instance = allocate_instance(t, type);
  if (instance) instance.as<Float>()->value = float_value(value);
  return instance;
}

// ---- comparison and hash

Ref float_compare(Thread&, Value a, Value b, CompareOp op) {
  double x = float_value(a);
  if (is_float(b)) return bool_ref(ordered(x, float_value(b), op));
  if (!is_int(b)) return Ref::immediate(kNotImplemented);
  if (std::isnan(x)) return bool_ref(op == CompareOp::kNe);
  u64 scratch;
  return bool_ref(ordered(-num::compare_double(big_view(b, &scratch), x), 0, op));
}

}  // namespace

// NaNs are different from each other: the hash of a NaN is that of its identity.
bool float_hash(Thread&, Value self, i64* out) {
  double d = float_value(self);
  *out = std::isnan(d) ? num::hash_pointer(self.object()) : num::hash_double(d);
  return true;
}

namespace {

Ref float_repr_slot(Thread& t, Value self) { return float_repr(t, float_value(self)); }
int float_truth(Thread&, Value self) { return float_value(self) != 0; }
Ref float_to_int(Thread& t, Value self) { return int_from_double(t, float_value(self)); }

// ---- arithmetic

// Converts an operand of a number operator: 1 converted, 0 not a real number, -1 error.
int operand(Thread& t, Value v, double* out) {
  if (is_float(v)) {
    *out = float_value(v);
    return 1;
  }
  if (!is_int(v)) return 0;
  return to_double_py(t, v, out) ? 1 : -1;
}

}  // namespace

// The remainder has the sign of the divisor. The quotient is the floor of the exact quotient, as far as doubles can
// represent it.
void float_floor_divmod(double a, double b, double* quotient, double* remainder) {
  double mod = std::fmod(a, b);
  double div = (a - mod) / b;
  if (mod != 0) {
    if ((b < 0) != (mod < 0)) {
      mod += b;
      div -= 1.0;
    }
  } else {
    mod = std::copysign(0.0, b);
  }
  if (div != 0) {
    double floored = std::floor(div);
    if (div - floored > 0.5) floored += 1.0;
    div = floored;
  } else {
    div = std::copysign(0.0, a / b);
  }
  *quotient = div;
  *remainder = mod;
}

namespace {

Ref float_divmod(Thread& t, double a, double b) {
  double quotient, remainder;
  float_floor_divmod(a, b, &quotient, &remainder);
  Ref q = make_float(t, quotient), r = make_float(t, remainder);
  return q && r ? make_tuple(t, q, r) : Ref();
}

Ref zero_division(Thread& t, BinaryOp op) {
  if (library_minor() >= 14) return raise(t, kZeroDivisionErrorType, "division by zero");
  switch (op) {
    case BinaryOp::kTrueDiv: return raise(t, kZeroDivisionErrorType, "float division by zero");
    case BinaryOp::kFloorDiv: return raise(t, kZeroDivisionErrorType, "float floor division by zero");
    case BinaryOp::kMod: return raise(t, kZeroDivisionErrorType, "float modulo by zero");
    default: return raise(t, kZeroDivisionErrorType, "float divmod()");
  }
}

Ref divide(Thread& t, BinaryOp op, double a, double b) {
  if (b == 0) return zero_division(t, op);
  if (op == BinaryOp::kTrueDiv) return make_float(t, a / b);
  if (op == BinaryOp::kDivmod) return float_divmod(t, a, b);
  double quotient, remainder;
  float_floor_divmod(a, b, &quotient, &remainder);
  return make_float(t, op == BinaryOp::kFloorDiv ? quotient : remainder);
}

Ref raise_range_error(Thread& t) {
  Ref args = make_tuple(t, Value::small_int(ERANGE), Ref(make_str_ascii(t, "Numerical result out of range")));
  Ref error = args ? call_with_tuple_py(t, kOverflowErrorType, args, Value()) : Ref();
  return error ? raise_error(t, error) : Error();
}

// A negative number to a fractional power is a complex number.
Ref complex_power(Thread& t, double a, double b) {
  Ref base = make_complex(t, a, 0), exponent = make_complex(t, b, 0);
  return base && exponent ? binary_op_py(t, BinaryOp::kPow, base, exponent) : Ref();
}

Ref float_pow(Thread& t, double a, double b) {
  bool finite = std::isfinite(a) && std::isfinite(b);
  if (finite && a == 0 && b < 0) {
    const char* what = library_minor() >= 14 ? "zero to a negative power" : "0.0 cannot be raised to a negative power";
    return raise(t, kZeroDivisionErrorType, what);
  }
  if (finite && a < 0 && b != std::floor(b)) return complex_power(t, a, b);
  double r = std::pow(a, b);
  if (finite && std::isinf(r)) return raise_range_error(t);
  return make_float(t, r);
}

Ref compute(Thread& t, BinaryOp op, double a, double b) {
  switch (op) {
    case BinaryOp::kAdd: return make_float(t, a + b);
    case BinaryOp::kSub: return make_float(t, a - b);
    case BinaryOp::kMul: return make_float(t, a * b);
    case BinaryOp::kPow: return float_pow(t, a, b);
    default: return divide(t, op, a, b);
  }
}

template <BinaryOp kOp>
Ref float_operator(Thread& t, Value a, Value b) {
  double x, y;
  int ok = operand(t, a, &x);
  if (ok > 0) ok = operand(t, b, &y);
  if (ok <= 0) return ok < 0 ? Ref() : Ref::immediate(kNotImplemented);
  return compute(t, kOp, x, y);
}

Ref float_power(Thread& t, Value a, Value b, Value modulus) {
  if (!modulus || modulus == kNone) return float_operator<BinaryOp::kPow>(t, a, b);
  return raise_type_error(t, "pow() 3rd argument not allowed unless all arguments are integers");
}

Ref float_neg(Thread& t, Value self) { return make_float(t, -float_value(self)); }
Ref float_abs(Thread& t, Value self) { return make_float(t, std::fabs(float_value(self))); }

template <BinaryOp... kOps>
constexpr void set_operators(Slots& s) {
  ((s.binary[static_cast<int>(kOps)] = float_operator<kOps>), ...);
}

constexpr Slots kFloatSlots = [] {
  using enum BinaryOp;
  Slots s{};
  s.repr = float_repr_slot;
  s.hash = float_hash;
  s.compare = float_compare;
  s.truth = float_truth;
  s.to_int = float_to_int;
  s.to_float = exact_float;
  s.create = float_create;
  set_operators<kAdd, kSub, kMul, kTrueDiv, kFloorDiv, kMod, kDivmod, kPow>(s);
  s.power = float_power;
  s.unary[static_cast<int>(UnaryOp::kNeg)] = float_neg;
  s.unary[static_cast<int>(UnaryOp::kPos)] = exact_float;
  s.unary[static_cast<int>(UnaryOp::kAbs)] = float_abs;
  return s;
}();

}  // namespace

const TypeSpec kFloatSpec = {.id = TypeId::kFloat,
                             .name = "float",
                             .size = kFloatSize,
                             .flags = kTypeSubclassable,
                             .doc = "float(x=0, /)\n--\n\nA floating-point number, from another number or from text.",
                             .slots = kFloatSlots,
                             .methods = kFloatMethods,
                             .getset = kFloatGetSet};

}  // namespace rt
