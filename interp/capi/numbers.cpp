// Numbers: from C and to C, and the operators.
#include <climits>

#include "interp/capi/capi.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- from C

PyObject* PyBool_FromLong(long n) { return word(rt::boolean(n != 0)); }

PyObject* PyLong_FromLongLong(long long n) {
  Call call;
  return give(rt::make_int(call, n));
}
PyObject* PyLong_FromLong(long n) { return PyLong_FromLongLong(n); }
PyObject* PyLong_FromSsize_t(Py_ssize_t n) { return PyLong_FromLongLong(n); }

PyObject* PyLong_FromUnsignedLongLong(unsigned long long n) {
  Call call;
  return give(rt::make_uint(call, n));
}
PyObject* PyLong_FromUnsignedLong(unsigned long n) { return PyLong_FromUnsignedLongLong(n); }
PyObject* PyLong_FromSize_t(size_t n) { return PyLong_FromUnsignedLongLong(n); }
PyObject* PyLong_FromVoidPtr(void* p) { return PyLong_FromUnsignedLongLong(reinterpret_cast<u64>(p)); }

PyObject* PyLong_FromDouble(double d) {
  Call call;
  return give(rt::int_from_double(call, d));
}

// `end`, if not null, tells where the number ends: here always at the end of the text.
PyObject* PyLong_FromString(const char* digits, char** end, int base) {
  Call call;
  Ref text = call.text(digits);
  if (text && end) *end = const_cast<char*>(digits) + std::strlen(digits);
  return text ? give(rt::int_from_text(call, text, base)) : nullptr;
}

PyObject* PyFloat_FromDouble(double d) {
  Call call;
  return give(rt::make_float(call, d));
}

PyObject* PyFloat_FromString(PyObject* text) {
  Call call;
  return call.lacks(text) ? nullptr : give(rt::call_py(call, rt::kFloatType, value(text)));
}

PyObject* PyComplex_FromDoubles(double real, double imaginary) {
  Call call;
  return give(rt::make_complex(call, real, imaginary));
}

// ---- to C: -1 with an error pending if the number does not fit

// An int, or what __index__ gives. Empty: an error is pending.
static Ref int_of_py(Call& call, PyObject* object) {
  if (call.lacks(object)) return Ref();
  return rt::is_int(value(object)) ? Ref::share(call, value(object)) : rt::index_py(call, value(object));
}

static i64 to_signed_py(Call& call, PyObject* object, i64 least, i64 most, const char* type) {
  i64 n;
  Ref number = int_of_py(call, object);
  if (!number) return -1;
  if (rt::int_fits_i64(number, &n) && n >= least && n <= most) return n;
  return rt::raise(call, rt::kOverflowErrorType, "Python int too large to convert to C %s", type);
}

long PyLong_AsLong(PyObject* object) {
  Call call;
  return to_signed_py(call, object, LONG_MIN, LONG_MAX, "long");
}

int PyLong_AsInt(PyObject* object) {
  Call call;
  return static_cast<int>(to_signed_py(call, object, INT_MIN, INT_MAX, "int"));
}

long long PyLong_AsLongLong(PyObject* object) {
  Call call;
  return to_signed_py(call, object, LLONG_MIN, LLONG_MAX, "long long");
}

Py_ssize_t PyLong_AsSsize_t(PyObject* object) {
  Call call;
  return to_signed_py(call, object, SSIZE_MAX * -1 - 1, SSIZE_MAX, "ssize_t");
}

// *overflow: -1 or 1 if the number is too small or too large; then no error is pending.
long PyLong_AsLongAndOverflow(PyObject* object, int* overflow) {
  Call call;
  i64 n;
  *overflow = 0;
  Ref number = int_of_py(call, object);
  if (!number) return -1;
  if (rt::int_fits_i64(number, &n)) return n;
  *overflow = rt::int_compare(number, Value::small_int(0)) < 0 ? -1 : 1;
  return -1;
}

// The API takes ints only here.
static u64 to_unsigned(Call& call, PyObject* object, const char* type) {
  constexpr u64 kFailed = ~u64{0};
  u64 scratch;
  if (call.lacks(object)) return kFailed;
  if (!rt::is_int(value(object))) return rt::raise_type_error(call, "an integer is required"), kFailed;
  rt::num::BigView digits = rt::big_view(value(object), &scratch);
  if (digits.size == 0) return 0;
  if (digits.negative) return rt::raise_overflow_error(call, "can't convert negative value to unsigned int"), kFailed;
  if (digits.size == 1) return digits.limbs[0];
  return rt::raise(call, rt::kOverflowErrorType, "Python int too large to convert to C %s", type), kFailed;
}

unsigned long PyLong_AsUnsignedLong(PyObject* object) {
  Call call;
  return to_unsigned(call, object, "unsigned long");
}
unsigned long long PyLong_AsUnsignedLongLong(PyObject* object) {
  Call call;
  return to_unsigned(call, object, "unsigned long long");
}
size_t PyLong_AsSize_t(PyObject* object) {
  Call call;
  return to_unsigned(call, object, "size_t");
}

// The lowest 64 bits, in two's complement.
unsigned long long PyLong_AsUnsignedLongLongMask(PyObject* object) {
  Call call;
  u64 scratch;
  Ref number = int_of_py(call, object);
  if (!number) return ~0ull;
  rt::num::BigView digits = rt::big_view(number, &scratch);
  u64 low = digits.size ? digits.limbs[0] : 0;
  return digits.negative ? -low : low;
}
unsigned long PyLong_AsUnsignedLongMask(PyObject* object) { return PyLong_AsUnsignedLongLongMask(object); }

void* PyLong_AsVoidPtr(PyObject* object) {
  Call call;
  i64 n;
  if (call.lacks(object)) return nullptr;
  if (!rt::is_int(value(object))) return rt::raise_type_error(call, "an integer is required");
  if (rt::int_fits_i64(value(object), &n)) return reinterpret_cast<void*>(n);
  u64 address = to_unsigned(call, object, "void *");
  return rt::error_pending(call) ? nullptr : reinterpret_cast<void*>(address);
}

double PyFloat_AsDouble(PyObject* object) {
  Call call;
  double d;
  return !call.lacks(object) && rt::to_double_py(call, value(object), &d) ? d : -1.0;
}

double PyLong_AsDouble(PyObject* object) {
  Call call;
  if (call.lacks(object)) return -1.0;
  if (!rt::is_int(value(object))) return rt::raise_type_error(call, "an integer is required"), -1.0;
  double d;
  return rt::to_double_py(call, value(object), &d) ? d : -1.0;
}

double PyComplex_RealAsDouble(PyObject* object) {
  Call call;
  if (call.lacks(object)) return -1.0;
  if (!rt::has_layout(value(object), rt::TypeId::kComplex)) return PyFloat_AsDouble(object);
  return value(object).as<rt::Complex>()->real;
}

double PyComplex_ImagAsDouble(PyObject* object) {
  Call call;
  if (call.lacks(object)) return -1.0;
  return rt::has_layout(value(object), rt::TypeId::kComplex) ? value(object).as<rt::Complex>()->imag : 0.0;
}

// ---- operators

int PyIndex_Check(PyObject* object) {
  Call call;
  return object && rt::type_of(value(object))->slots.index != nullptr;
}

int PyNumber_Check(PyObject* object) {
  Call call;
  if (!object) return 0;
  const rt::Slots& slots = rt::type_of(value(object))->slots;
  return slots.index || slots.to_int || slots.to_float || rt::has_layout(value(object), rt::TypeId::kComplex);
}

PyObject* PyNumber_Index(PyObject* object) {
  Call call;
  return call.lacks(object) ? nullptr : give(rt::index_py(call, value(object)));
}

PyObject* PyNumber_Long(PyObject* object) {
  Call call;
  return call.lacks(object) ? nullptr : give(rt::call_py(call, rt::kIntType, value(object)));
}

PyObject* PyNumber_Float(PyObject* object) {
  Call call;
  return call.lacks(object) ? nullptr : give(rt::call_py(call, rt::kFloatType, value(object)));
}

PyObject* PyNumber_ToBase(PyObject* object, int base) {
  Call call;
  if (call.lacks(object)) return nullptr;
  const char* prefix = base == 2 ? "#b" : base == 8 ? "#o" : base == 16 ? "#x" : base == 10 ? "d" : nullptr;
  if (!prefix) return rt::raise(call, rt::kSystemErrorType, "PyNumber_ToBase: base must be 2, 8, 10 or 16");
  Ref number = rt::index_py(call, value(object)), spec = number ? call.text(prefix) : Ref();
  return spec ? give(rt::format_py(call, number, spec)) : nullptr;
}

// `error`: what is raised if the number does not fit; NULL: the number is clamped.
Py_ssize_t PyNumber_AsSsize_t(PyObject* object, PyObject* error) {
  Call call;
  i64 n;
  if (call.lacks(object)) return -1;
  rt::Type* type = error && rt::is_type(value(error)) ? value(error).as<rt::Type>() : nullptr;
  return rt::index_i64_py(call, value(object), &n, type) ? n : -1;
}

#define BINARY(name, op)                                                                              \
  PyObject* PyNumber_##name(PyObject* a, PyObject* b) {                                               \
    Call call;                                                                                        \
    if (call.lacks(a, b)) return nullptr;                                                             \
    return give(rt::binary_op_py(call, rt::BinaryOp::op, value(a), value(b)));                        \
  }
BINARY(Add, kAdd)
BINARY(Subtract, kSub)
BINARY(Multiply, kMul)
BINARY(MatrixMultiply, kMatMul)
BINARY(TrueDivide, kTrueDiv)
BINARY(FloorDivide, kFloorDiv)
BINARY(Remainder, kMod)
BINARY(Divmod, kDivmod)
BINARY(Lshift, kLshift)
BINARY(Rshift, kRshift)
BINARY(And, kAnd)
BINARY(Or, kOr)
BINARY(Xor, kXor)
#undef BINARY

#define INPLACE(name, op)                                                                             \
  PyObject* PyNumber_InPlace##name(PyObject* a, PyObject* b) {                                        \
    Call call;                                                                                        \
    if (call.lacks(a, b)) return nullptr;                                                             \
    return give(rt::inplace_op_py(call, rt::BinaryOp::op, value(a), value(b)));                       \
  }
INPLACE(Add, kAdd)
INPLACE(Subtract, kSub)
INPLACE(Multiply, kMul)
#undef INPLACE

#define UNARY(name, op)                                                                               \
  PyObject* PyNumber_##name(PyObject* a) {                                                            \
    Call call;                                                                                        \
    return call.lacks(a) ? nullptr : give(rt::unary_op_py(call, rt::UnaryOp::op, value(a)));          \
  }
UNARY(Negative, kNeg)
UNARY(Positive, kPos)
UNARY(Absolute, kAbs)
UNARY(Invert, kInvert)
#undef UNARY

PyObject* PyNumber_Power(PyObject* a, PyObject* b, PyObject* modulus) {
  Call call;
  if (call.lacks(a, b, modulus)) return nullptr;
  return give(rt::power_py(call, value(a), value(b), value(modulus)));
}
