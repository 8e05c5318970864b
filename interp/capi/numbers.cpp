// Numbers: from C and to C, and the operators.
#include <algorithm>
#include <bit>
#include <cctype>
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "interp/capi/methods.h"
#include "runtime/num/hash.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/complex_math.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- from C

PyObject* PyBool_FromLong(long n) { return word(rt::boolean(n != 0)); }

// Most ints and floats are words: neither making nor reading one needs a thread.
PyObject* PyLong_FromLongLong(long long n) {
  if (Value::fits_small(n)) return word(Value::small_int(n));
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
  if (text && std::any_of(digits, digits + std::strlen(digits), [](char c) { return static_cast<u8>(c) >= 0x80; }))
    return rt::raise_value_error(call, "invalid literal for int() with base %d: %R", base ? base : 10, text.get());
  return text ? give(rt::int_from_text(call, text, base)) : nullptr;
}

PyObject* PyFloat_FromDouble(double d) {
  bool fits;
  Value v = Value::encode_float(d, &fits);
  if (fits) return word(v);
  Call call;
  return give(rt::make_float(call, d));
}

PyObject* PyFloat_FromString(PyObject* text) {
  Call call;
  if (call.lacks(text)) return nullptr;
  Py_buffer view;
  if (!rt::is_str(value(text))) {
    if (PyObject_GetBuffer(text, &view, PyBUF_SIMPLE) != 0) {
      rt::clear_error(call);
      return rt::raise_type_error(call, "float() argument must be a string or a real number, not '%T'", value(text));
    }
    PyBuffer_Release(&view);
  }
  return give(rt::call_py(call, rt::kFloatType, value(text)));
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

static i64 to_signed_py(PyObject* object, i64 least, i64 most, const char* type) {
  Value v = bare_value(object);
  if (v.is_small_int() && v.small() >= least && v.small() <= most) return v.small();
  Call call;
  i64 n;
  Ref number = int_of_py(call, object);
  if (!number) return -1;
  if (rt::int_fits_i64(number, &n) && n >= least && n <= most) return n;
  if (std::strcmp(type, "long long") == 0) return rt::raise_overflow_error(call, "int too big to convert");
  return rt::raise(call, rt::kOverflowErrorType, "Python int too large to convert to C %s", type);
}

long PyLong_AsLong(PyObject* object) { return to_signed_py(object, LONG_MIN, LONG_MAX, "long"); }

int PyLong_AsInt(PyObject* object) { return static_cast<int>(to_signed_py(object, INT_MIN, INT_MAX, "int")); }

long long PyLong_AsLongLong(PyObject* object) { return to_signed_py(object, LLONG_MIN, LLONG_MAX, "long long"); }

Py_ssize_t PyLong_AsSsize_t(PyObject* object) {
  Call call;
  if (call.lacks(object)) return -1;
  if (!rt::is_int(value(object))) return rt::raise_type_error(call, "an integer is required");
  return to_signed_py(object, SSIZE_MAX * -1 - 1, SSIZE_MAX, "ssize_t");
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
static u64 to_unsigned(Call& call, PyObject* object, const char* negative, const char* large) {
  constexpr u64 kFailed = ~u64{0};
  u64 scratch;
  if (call.lacks(object)) return kFailed;
  if (!rt::is_int(value(object))) return rt::raise_type_error(call, "an integer is required"), kFailed;
  rt::num::BigView digits = rt::big_view(value(object), &scratch);
  if (digits.size == 0) return 0;
  if (digits.negative) return rt::raise_overflow_error(call, negative), kFailed;
  if (digits.size == 1) return digits.limbs[0];
  return rt::raise_overflow_error(call, large), kFailed;
}

unsigned long PyLong_AsUnsignedLong(PyObject* object) {
  Call call;
  return to_unsigned(call, object, "can't convert negative value to unsigned int",
                     "Python int too large to convert to C unsigned long");
}
unsigned long long PyLong_AsUnsignedLongLong(PyObject* object) {
  Call call;
  return to_unsigned(call, object, "can't convert negative int to unsigned", "int too big to convert");
}
size_t PyLong_AsSize_t(PyObject* object) {
  Call call;
  return to_unsigned(call, object, "can't convert negative value to size_t",
                     "Python int too large to convert to C size_t");
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
  u64 address = to_unsigned(call, object, "can't convert negative value to unsigned int",
                            "Python int too large to convert to C void *");
  return rt::error_pending(call) ? nullptr : reinterpret_cast<void*>(address);
}

double PyFloat_AsDouble(PyObject* object) {
  if (Value v = bare_value(object); v.is_inline_float()) return v.inline_float();
  Call call;
  if (!object) return PyErr_BadArgument(), -1.0;
  double d;
  return rt::to_double_py(call, value(object), &d) ? d : -1.0;
}

double PyLong_AsDouble(PyObject* object) {
  Call call;
  if (call.lacks(object)) return -1.0;
  if (!rt::is_int(value(object))) return rt::raise_type_error(call, "an integer is required"), -1.0;
  double d;
  return rt::to_double_py(call, value(object), &d) ? d : -1.0;
}

// A complex number, or what __complex__, __float__ or __index__ gives. -1 in the real part with an error pending if it
// is no number.
Py_complex PyComplex_AsCComplex(PyObject* object) {
  Call call;
  rt::ComplexNumber number;
  if (call.lacks(object) || !rt::to_complex_py(call, value(object), &number)) return {-1, 0};
  return {number.real, number.imag};
}
double PyComplex_RealAsDouble(PyObject* object) { return PyComplex_AsCComplex(object).real; }

double PyComplex_ImagAsDouble(PyObject* object) {
  Call call;
  Py_complex number = PyComplex_AsCComplex(object);
  return rt::error_pending(call) ? -1.0 : number.imag;
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
  if (object && rt::type_of(value(object)) == rt::kIntType) return Py_NewRef(object);
  return call.lacks(object) ? nullptr : give(rt::call_py(call, rt::kIntType, value(object)));
}

PyObject* PyNumber_Float(PyObject* object) {
  Call call;
  if (object && rt::type_of(value(object)) == rt::kFloatType) return Py_NewRef(object);
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
INPLACE(MatrixMultiply, kMatMul)
INPLACE(TrueDivide, kTrueDiv)
INPLACE(FloorDivide, kFloorDiv)
INPLACE(Remainder, kMod)
INPLACE(Lshift, kLshift)
INPLACE(Rshift, kRshift)
INPLACE(And, kAnd)
INPLACE(Xor, kXor)
INPLACE(Or, kOr)
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

// ---- more conversions

PyObject* PyComplex_FromCComplex(Py_complex number) { return PyComplex_FromDoubles(number.real, number.imag); }
long long PyLong_AsLongLongAndOverflow(PyObject* object, int* overflow) {
  return PyLong_AsLongAndOverflow(object, overflow);
}
PyObject* PyLong_FromUnicodeObject(PyObject* text, int base) {
  Call call;
  if (!call.is_one(text, rt::TypeId::kStr)) return nullptr;
  return give(rt::int_from_text(call, value(text), base));
}
PyObject* PyLong_FromInt32(int32_t n) { return PyLong_FromLong(n); }
PyObject* PyLong_FromInt64(int64_t n) { return PyLong_FromLongLong(n); }
PyObject* PyLong_FromUInt32(uint32_t n) { return PyLong_FromUnsignedLong(n); }
PyObject* PyLong_FromUInt64(uint64_t n) { return PyLong_FromUnsignedLongLong(n); }
// Of a type that says its width. An int, or what __index__ gives; -1: an error is pending, and *out stays.
template <class N>
static int to_exact_py(PyObject* object, N* out, const char* type) {
  Call call;
  u64 scratch;
  Ref number = int_of_py(call, object);
  if (!number) return -1;
  rt::num::BigView digits = rt::big_view(number, &scratch);
  if (digits.negative && !std::numeric_limits<N>::is_signed)
    return rt::raise_value_error(call, "Cannot convert negative int");
  u64 size = digits.size ? digits.limbs[0] : 0,
      most = static_cast<u64>(std::numeric_limits<N>::max()) + digits.negative;
  if (digits.size > 1 || size > most)
    return rt::raise(call, rt::kOverflowErrorType, "Python int too large to convert to C %s", type);
  *out = static_cast<N>(digits.negative ? -size : size);
  return 0;
}
int PyLong_AsInt32(PyObject* object, int32_t* out) { return to_exact_py(object, out, "int32_t"); }
int PyLong_AsInt64(PyObject* object, int64_t* out) { return to_exact_py(object, out, "int64_t"); }
int PyLong_AsUInt32(PyObject* object, uint32_t* out) { return to_exact_py(object, out, "uint32_t"); }
int PyLong_AsUInt64(PyObject* object, uint64_t* out) { return to_exact_py(object, out, "uint64_t"); }

// -1, 0 or 1.
static int sign_of(Call& call, PyObject* object) {
  Ref zero = Ref::immediate(Value::small_int(0));
  if (rt::compare_bool_py(call, value(object), zero, rt::CompareOp::kEq) == 1) return 0;
  return rt::compare_bool_py(call, value(object), zero, rt::CompareOp::kLt) == 1 ? -1 : 1;
}
int _PyLong_Sign(PyObject* object) {
  Call call;
  return sign_of(call, object);
}
int PyLong_GetSign(PyObject* object, int* sign) {
  Call call;
  if (!object || !rt::is_int(value(object))) return rt::raise_type_error(call, "expect int, got %T", value(object));
  return *sign = sign_of(call, object), 0;
}
static int has_sign(PyObject* object, int sign) {
  int own;
  return PyLong_GetSign(object, &own) < 0 ? -1 : own == sign;
}
int PyLong_IsPositive(PyObject* object) { return has_sign(object, 1); }
int PyLong_IsNegative(PyObject* object) { return has_sign(object, -1); }
int PyLong_IsZero(PyObject* object) { return has_sign(object, 0); }

size_t _PyLong_NumBits(PyObject* object) {
  Call call;
  Ref method = rt::getattr_py(call, Value(rt::kIntType), "bit_length");
  Ref bits = method ? rt::call_py(call, method, value(object)) : Ref();
  return bits ? static_cast<size_t>(bits.get().small()) : static_cast<size_t>(-1);
}

static rt::num::ByteOrder byte_order(bool little) {
  return little ? rt::num::ByteOrder::kLittle : rt::num::ByteOrder::kBig;
}
static PyObject* from_bytes(const void* bytes, size_t size, bool little, bool is_signed) {
  Call call;
  return give(
      rt::make_int(call, rt::num::from_bytes(static_cast<const u8*>(bytes), size, byte_order(little), is_signed)));
}
PyObject* _PyLong_FromByteArray(const unsigned char* bytes, size_t size, int little, int is_signed) {
  return from_bytes(bytes, size, little != 0, is_signed != 0);
}
int _PyLong_AsByteArray(PyObject* object, unsigned char* bytes, size_t size, int little, int is_signed, int) {
  Call call;
  u64 scratch;
  if (call.lacks(object)) return -1;
  if (!rt::is_int(value(object))) return rt::raise_type_error(call, "expect int, got %T", value(object));
  switch (rt::num::to_bytes(rt::big_view(value(object), &scratch), bytes, size, byte_order(little), is_signed)) {
    case rt::num::ToBytesStatus::kOk: return 0;
    case rt::num::ToBytesStatus::kNegative:
      return rt::raise_overflow_error(call, "can't convert negative int to unsigned");
    default: return rt::raise_overflow_error(call, "int too big to convert");
  }
}

// Flags of the functions for native bytes.
static bool is_little(int flags) { return flags == -1 || (flags & 3) == 3 || (flags & 1) != 0; }
PyObject* PyLong_FromNativeBytes(const void* bytes, size_t size, int flags) {
  return from_bytes(bytes, size, is_little(flags), flags == -1 || !(flags & 4));
}
PyObject* PyLong_FromUnsignedNativeBytes(const void* bytes, size_t size, int flags) {
  return from_bytes(bytes, size, is_little(flags), false);
}
// The negative of a power of two has room where the power itself has none.
static bool is_negative_power(rt::num::BigView n) {
  for (size_t i = 0; i + 1 < n.size; ++i)
    if (n.limbs[i]) return false;
  return n.negative && std::has_single_bit(n.limbs[n.size - 1]);
}
// The number of bytes that the value needs; what does not fit is cut off.
Py_ssize_t PyLong_AsNativeBytes(PyObject* object, void* buffer, Py_ssize_t size, int flags) {
  constexpr int kRejectNegative = 8, kAllowIndex = 16, kUnsigned = 4;
  Call call;
  if (size < 0 || !object) return call.bad_call(), -1;
  Ref number = rt::is_int(value(object)) ? Ref::share(call, value(object)) : Ref();
  if (!number && flags != -1 && (flags & kAllowIndex)) number = rt::index_py(call, value(object));
  else if (!number) rt::raise_type_error(call, "expect int, got %T", value(object));
  if (!number) return -1;
  u64 scratch;
  rt::num::BigView digits = rt::big_view(number, &scratch);
  bool negative = digits.negative;
  if (negative && flags != -1 && (flags & kRejectNegative))
    return rt::raise_value_error(call, "Cannot convert negative int");
  size_t bits = rt::num::bit_length(digits);
  bool is_unsigned = (flags & kUnsigned) && !negative;
  size_t needed = (bits - is_negative_power(digits)) / 8 + 1;
  if (is_unsigned && bits % 8 == 0 && bits) needed = bits / 8;
  auto* out = static_cast<u8*>(buffer);
  auto room = static_cast<size_t>(size);
  if (room > needed) {
    rt::num::to_bytes(digits, out, room, byte_order(is_little(flags)), true);
  } else if (room) {
    std::string bytes(needed + 1, '\0');
    auto* data = reinterpret_cast<u8*>(bytes.data());
    rt::num::to_bytes(digits, data, bytes.size(), rt::num::ByteOrder::kLittle, true);
    for (size_t i = 0; i < room; ++i) out[is_little(flags) ? i : room - 1 - i] = data[i];
  }
  return static_cast<Py_ssize_t>(needed);
}

// With a modulus: a class of C gets it; __ipow__() of a Python class has no parameter for it, and does without.
PyObject* PyNumber_InPlacePower(PyObject* a, PyObject* b, PyObject* modulus) {
  Call call;
  if (call.lacks(a, b)) return nullptr;
  if (modulus != Py_None) {
    const PyNumberMethods* number = Py_TYPE(a)->tp_as_number;
    PyObject* result = number && number->nb_inplace_power ? enter(number->nb_inplace_power, a, b, modulus) : nullptr;
    if (result && result != Py_NotImplemented) return result;
    return result || !rt::error_pending(call) ? PyNumber_Power(a, b, modulus) : nullptr;
  }
  return give(rt::inplace_op_py(call, rt::BinaryOp::kPow, value(a), value(b)));
}

// ---- text of numbers

// As C's, with Python's prefixes and without a sign; ULONG_MAX with ERANGE if the number is too large. For base 0 a
// number without prefix is decimal, and one that begins with 0 ends behind its zeros.
unsigned long PyOS_strtoul(const char* text, char** end, int base) {
  const char* at = text;
  while (Py_ISSPACE(*at)) ++at;
  if (*at == '0') {
    int prefix = Py_TOLOWER(at[1]) == 'x' ? 16 : Py_TOLOWER(at[1]) == 'o' ? 8 : Py_TOLOWER(at[1]) == 'b' ? 2 : 0;
    if (prefix != 0 && (base == 0 || base == prefix)) {
      base = prefix;
      const char next[] = {at[2], 0};
      char* stop;
      (void)std::strtoul(next, &stop, base);
      if (stop != next && Py_ISALNUM(next[0])) at += 2;
    } else if (base == 0) {
      while (*at == '0') ++at;
      if (end) *end = const_cast<char*>(at);
      return 0;
    }
  }
  if (base == 0) base = 10;
  char* stop = const_cast<char*>(text);
  unsigned long n = Py_ISALNUM(*at) ? std::strtoul(at, &stop, base) : 0;
  if (end) *end = stop == at ? const_cast<char*>(text) : stop;
  return n;
}
// The same with a sign; LONG_MAX with ERANGE if the number is out of range.
long PyOS_strtol(const char* text, char** end, int base) {
  const char* at = text;
  while (Py_ISSPACE(*at)) ++at;
  bool negative = *at == '-';
  if (*at == '-' || *at == '+') ++at;
  constexpr auto kMost = static_cast<unsigned long>(LONG_MAX);
  unsigned long n = PyOS_strtoul(at, end, base);
  if (n <= kMost) return negative ? -static_cast<long>(n) : static_cast<long>(n);
  if (negative && n == kMost + 1) return LONG_MIN;
  errno = ERANGE;
  return LONG_MAX;
}

// As strtod() in the locale "C", but without white space in front, and 0x10 is a zero before an x.
static double read_double(const char* text, char** end) {
  static const locale_t plain = newlocale(LC_ALL_MASK, "C", locale_t());
  const char* digits = text + (*text == '+' || *text == '-');
  *end = const_cast<char*>(text);
  if (std::isspace(static_cast<unsigned char>(*digits))) return 0;
  if (digits[0] != '0' || (digits[1] | 0x20) != 'x') return strtod_l(text, end, plain);
  *end = const_cast<char*>(digits + 1);
  return *text == '-' ? -0.0 : 0.0;
}

double PyOS_string_to_double(const char* text, char** end, PyObject* overflow_error) {
  Call call;
  errno = 0;
  char* stop;
  double d = read_double(text, &stop);
  if (stop == text || (!end && *stop))
    return PyErr_Format(PyExc_ValueError, "could not convert string to float: '%.200s'", text), -1.0;
  if (errno == ERANGE && std::fabs(d) >= 1.0 && overflow_error)
    return PyErr_Format(overflow_error, "value too large to convert to float: '%.200s'", text), -1.0;
  if (end) *end = stop;
  return d;
}

// In memory of PyMem_Malloc(). `format`: e E f F g G or r, the shortest text that reads back.
char* PyOS_double_to_string(double d, char format, int precision, int flags, int* type) {
  Call call;
  if (type) *type = std::isnan(d) ? Py_DTST_NAN : std::isinf(d) ? Py_DTST_INFINITE : Py_DTST_FINITE;
  std::string spec = flags & Py_DTSF_SIGN ? "+" : "";
  if (flags & Py_DTSF_ALT) spec += '#';
  if (format != 'r') spec += "." + std::to_string(precision) + format;
  Ref number = rt::make_float(call, d);
  Ref text = format == 'r' && spec.empty() ? rt::repr_py(call, number) : Ref();
  if (!text) {
    Ref str = rt::make_str_ascii(call, spec);
    text = str ? rt::format_py(call, number, str) : Ref();
  }
  const char* utf8 = text ? PyUnicode_AsUTF8(word(text.get())) : nullptr;
  if (!utf8) return nullptr;
  std::string out = utf8;
  bool plain = out.find_first_of(".en") == std::string::npos;
  bool ends_with_point = out.size() > 2 && out.ends_with(".0");
  if (flags & Py_DTSF_ADD_DOT_0 && plain) out += ".0";
  if (!(flags & Py_DTSF_ADD_DOT_0) && format == 'r' && ends_with_point) out.resize(out.size() - 2);
  auto* made = static_cast<char*>(PyMem_Malloc(out.size() + 1));
  if (!made) return rt::raise_memory_error(call);
  std::memcpy(made, out.c_str(), out.size() + 1);
  return made;
}

double PyFloat_GetMax(void) { return std::numeric_limits<double>::max(); }
double PyFloat_GetMin(void) { return std::numeric_limits<double>::min(); }
PyObject* PyFloat_GetInfo(void) {
  Call call;
  return give(rt::sys_get(call, "float_info"));
}

template <class T>
static int pack(T number, char* out, int little) {
  std::memcpy(out, &number, sizeof number);
  if (!little) std::reverse(out, out + sizeof number);
  return 0;
}
int PyFloat_Pack8(double d, char* out, int little) { return pack(d, out, little); }
int PyFloat_Pack4(double d, char* out, int little) {
  Call call;
  auto f = static_cast<float>(d);
  if (std::isinf(f) && !std::isinf(d)) return rt::raise_overflow_error(call, "float too large to pack with f format");
  return pack(f, out, little);
}
template <class T>
static double unpack(const char* in, int little) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, in, sizeof bytes);
  if (!little) std::reverse(bytes, bytes + sizeof bytes);
  T number;
  std::memcpy(&number, bytes, sizeof number);
  return static_cast<double>(number);
}
double PyFloat_Unpack8(const char* in, int little) { return unpack<double>(in, little); }
double PyFloat_Unpack4(const char* in, int little) { return unpack<float>(in, little); }

Py_hash_t _Py_HashDouble(PyObject*, double d) {
  Call call;
  Ref number = rt::make_float(call, d);
  i64 hash = 0;
  return number && rt::hash_py(call, number, &hash) ? hash : -1;
}
Py_hash_t Py_HashPointer(const void* pointer) { return rt::num::hash_pointer(pointer); }
Py_hash_t Py_HashBuffer(const void* bytes, Py_ssize_t size) {
  Call call;
  Ref data = rt::make_bytes(call, {static_cast<const char*>(bytes), static_cast<size_t>(size)});
  i64 hash = 0;
  return data && rt::hash_py(call, data, &hash) ? hash : -1;
}
