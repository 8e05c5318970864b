// What numbers are made of: halves of 16 bits, digits, arithmetic of complex numbers in C.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

#include "interp/capi/capi.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/complex_math.h"
#include "runtime/types/numbers/int.h"

using namespace capi;

// ---- floats of 16 bits (IEEE 754 binary16)

int PyFloat_Pack2(double d, char* out, int little) {
  auto half = static_cast<_Float16>(d);
  if (std::isinf(static_cast<double>(half)) && !std::isinf(d)) {
    Call call;
    return rt::raise_overflow_error(call, "float too large to pack with e format");
  }
  std::memcpy(out, &half, sizeof half);
  if (!little) std::swap(out[0], out[1]);
  return 0;
}
double PyFloat_Unpack2(const char* in, int little) {
  const char bytes[] = {in[little ? 0 : 1], in[little ? 1 : 0]};
  _Float16 half;
  std::memcpy(&half, bytes, sizeof half);
  return static_cast<double>(half);
}

// ---- ints

// sys.int_info.
PyObject* PyLong_GetInfo(void) {
  Call call;
  return give(rt::sys_get(call, "int_info"));
}

// A compact int is one whose value the machine's word has, and that needs no memory.
int PyUnstable_Long_IsCompact(const PyLongObject* number) { return bare_value(number).is_small_int(); }
// Only for what is compact.
Py_ssize_t PyUnstable_Long_CompactValue(const PyLongObject* number) {
  Value v = bare_value(number);
  return v.is_small_int() ? v.small() : -1;
}

// ---- digits of ints, as C reads and writes them in place: the limbs of the interpreter, as sys.int_info says

const PyLongLayout* PyLong_GetNativeLayout(void) {
  static const PyLongLayout layout = {rt::num::kLimbBits, sizeof(rt::num::Limb), -1, -1};
  return &layout;
}

// What 64 bits have room for is exported as a value, without digits. 0, or -1 with an error pending.
int PyLong_Export(PyObject* object, PyLongExport* out) {
  Call call;
  *out = {};
  if (call.lacks(object)) return -1;
  Value v = value(object);
  if (!rt::is_int(v)) return rt::raise_type_error(call, "expect int, got %T", v);
  i64 small;
  if (rt::int_fits_i64(v, &small)) return out->value = small, 0;
  u64 scratch;
  rt::num::BigView digits = rt::big_view(v, &scratch);
  out->negative = digits.negative;
  out->ndigits = static_cast<Py_ssize_t>(digits.size);
  out->digits = digits.limbs;
  out->_reserved = reinterpret_cast<Py_uintptr_t>(Py_NewRef(object));
  return 0;
}
void PyLong_FreeExport(PyLongExport* out) {
  if (auto* object = reinterpret_cast<PyObject*>(std::exchange(out->_reserved, 0))) Py_DecRef(object);
}

struct PyLongWriter {
  rt::num::BigBuf digits;
  bool negative;
};
// *digits gets the place of `count` digits, which the caller fills. NULL: an error is pending.
PyLongWriter* PyLongWriter_Create(int negative, Py_ssize_t count, void** digits) {
  Call call;
  *digits = nullptr;
  if (count <= 0) return rt::raise_value_error(call, "ndigits must be positive");
  auto* writer = new PyLongWriter{rt::num::BigBuf(static_cast<size_t>(count)), negative != 0};
  if (!writer->digits.ok()) {
    delete writer;
    return rt::raise_memory_error(call);
  }
  *digits = writer->digits.limbs();
  return writer;
}
void PyLongWriter_Discard(PyLongWriter* writer) { delete writer; }
PyObject* PyLongWriter_Finish(PyLongWriter* writer) {
  Call call;
  writer->digits.normalize(writer->negative);
  Ref made = rt::make_int(call, std::move(writer->digits));
  delete writer;
  return give(std::move(made));
}

// ---- complex numbers. errno is EDOM or ERANGE where Python raises an error, and 0 otherwise

static rt::ComplexNumber native(Py_complex c) { return {c.real, c.imag}; }
static Py_complex c_number(rt::ComplexNumber c) { return {c.real, c.imag}; }

Py_complex _Py_c_sum(Py_complex a, Py_complex b) { return {a.real + b.real, a.imag + b.imag}; }
Py_complex _Py_c_diff(Py_complex a, Py_complex b) { return {a.real - b.real, a.imag - b.imag}; }
Py_complex _Py_c_neg(Py_complex a) { return {-a.real, -a.imag}; }
Py_complex _Py_c_prod(Py_complex a, Py_complex b) { return c_number(rt::complex_multiply(native(a), native(b))); }
Py_complex _Py_c_quot(Py_complex a, Py_complex b) {
  if (b.real == 0 && b.imag == 0) return errno = EDOM, Py_complex{0, 0};
  return c_number(rt::complex_divide(native(a), native(b)));
}
double _Py_c_abs(Py_complex a) {
  errno = 0;
  double size = std::hypot(a.real, a.imag);
  if (std::isinf(size) && std::isfinite(a.real) && std::isfinite(a.imag)) errno = ERANGE;
  return size;
}
// By the absolute values and angles.
Py_complex _Py_c_pow(Py_complex a, Py_complex b) {
  if (b.real == 0 && b.imag == 0) return {1, 0};
  if (a.real == 0 && a.imag == 0) {
    if (b.imag != 0 || b.real < 0) errno = EDOM;
    return {0, 0};
  }
  double size = std::hypot(a.real, a.imag), angle = std::atan2(a.imag, a.real);
  double length = std::pow(size, b.real), turned = angle * b.real;
  if (b.imag != 0) {
    length *= std::exp(-angle * b.imag);
    turned += b.imag * std::log(size);
  }
  Py_complex result{length * std::cos(turned), length * std::sin(turned)};
  if (std::isinf(result.real) || std::isinf(result.imag)) errno = ERANGE;
  return result;
}
