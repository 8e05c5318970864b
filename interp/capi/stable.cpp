// Functions that our own headers have inline, or by another name. Files of the stable ABI (abi3t) call them.
#include <cstdio>

#include "interp/capi/c_type.h"
#include "runtime/object/native_modules.h"

using namespace capi;

// ---- counts and classes

void _Py_IncRef(PyObject* object) { Py_IncRef(object); }
void _Py_DecRef(PyObject* object) { Py_DecRef(object); }
void _Py_SetRefcnt(PyObject*, Py_ssize_t) {}  // counts are the interpreter's
int Py_IS_TYPE(PyObject* object, PyTypeObject* type) { return Py_TYPE(object) == type; }
void* PyObject_GetTypeData_DuringGC(PyObject* object, PyTypeObject* type) { return PyObject_GetTypeData(object, type); }

// ---- calls

Py_ssize_t PyVectorcall_NARGS(size_t n) { return static_cast<Py_ssize_t>(n & ~PY_VECTORCALL_ARGUMENTS_OFFSET); }
PyObject* PyCFunction_New(PyMethodDef* row, PyObject* self) { return PyCMethod_New(row, self, nullptr, nullptr); }
PyObject* PyCFunction_NewEx(PyMethodDef* row, PyObject* self, PyObject* module) {
  return PyCMethod_New(row, self, module, nullptr);
}
void Py_FatalError(const char* message) { _Py_FatalErrorFunc(nullptr, message); }
int PySequence_In(PyObject* sequence, PyObject* item) { return PySequence_Contains(sequence, item); }

// ---- sys

// 1: *result is a new reference; 0: there is none, and *result is NULL; -1: an error is pending.
int PySys_GetOptionalAttr(PyObject* name, PyObject** result) {
  return PyObject_GetOptionalAttr(word(rt::sys_module()), name, result);
}
int PySys_GetOptionalAttrString(const char* name, PyObject** result) {
  return PyObject_GetOptionalAttrString(word(rt::sys_module()), name, result);
}
static PyObject* demand(Call& call, int found, PyObject* result, const char* name) {
  if (found == 0) rt::raise(call, rt::kRuntimeErrorType, "lost sys.%s", name);
  return result;
}
PyObject* PySys_GetAttrString(const char* name) {
  Call call;
  PyObject* result;
  return demand(call, PySys_GetOptionalAttrString(name, &result), result, name);
}
PyObject* PySys_GetAttr(PyObject* name) {
  const char* text = PyUnicode_AsUTF8(name);
  return text ? PySys_GetAttrString(text) : nullptr;
}

// ---- numbers and texts

int PyLong_AsUInt32(PyObject* object, uint32_t* out) {
  Call call;
  unsigned long n = PyLong_AsUnsignedLong(object);
  if (n == ~0ul && rt::error_pending(call)) return -1;
  if (n > UINT32_MAX)
    return rt::raise(call, rt::kOverflowErrorType, "Python int too large to convert to C uint32_t"), -1;
  *out = static_cast<uint32_t>(n);
  return 0;
}
int PyLong_AsUInt64(PyObject* object, uint64_t* out) {
  Call call;
  unsigned long long n = PyLong_AsUnsignedLongLong(object);
  if (n == ~0ull && rt::error_pending(call)) return -1;
  *out = n;
  return 0;
}

PyObject* PyBytes_FromFormatV(const char* format, va_list arguments) {
  PyObject* text = PyUnicode_FromFormatV(format, arguments);
  PyObject* bytes = text ? PyUnicode_AsUTF8String(text) : nullptr;
  if (text) Py_DecRef(text);
  return bytes;
}
PyObject* PyBytes_FromFormat(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject* bytes = PyBytes_FromFormatV(format, arguments);
  va_end(arguments);
  return bytes;
}

// As vsnprintf(); a text that has no room ends with a zero all the same.
int PyOS_vsnprintf(char* buffer, size_t size, const char* format, va_list arguments) {
  return std::vsnprintf(buffer, size, format, arguments);
}

// The text lives as long as the module's attribute.
const char* PyModule_GetFilename(PyObject* module) {
  Call call;
  Ref name = Ref::steal(value(PyModule_GetFilenameObject(module)));
  return name ? PyUnicode_AsUTF8(word(name.get())) : nullptr;
}

// ---- exceptions of encodings: the same functions for both classes

static int get_size(PyObject* error, const char* name, Py_ssize_t* out) {
  Call call;
  Ref number = Ref::steal(value(PyObject_GetAttrString(error, name)));
  *out = number ? PyLong_AsSsize_t(word(number.get())) : -1;
  return *out == -1 && rt::error_pending(call) ? -1 : 0;
}
static int set_attribute(PyObject* error, const char* name, PyObject* object) {
  int result = object ? PyObject_SetAttrString(error, name, object) : -1;
  if (object) Py_DecRef(object);
  return result;
}

#define OF_ERROR(Class)                                                                                           \
  PyObject* Class##_GetEncoding(PyObject* e) { return PyObject_GetAttrString(e, "encoding"); }                    \
  PyObject* Class##_GetObject(PyObject* e) { return PyObject_GetAttrString(e, "object"); }                        \
  PyObject* Class##_GetReason(PyObject* e) { return PyObject_GetAttrString(e, "reason"); }                        \
  int Class##_SetReason(PyObject* e, const char* text) {                                                          \
    return set_attribute(e, "reason", PyUnicode_FromString(text));                                                \
  }                                                                                                               \
  int Class##_GetStart(PyObject* e, Py_ssize_t* out) { return get_size(e, "start", out); }                        \
  int Class##_SetStart(PyObject* e, Py_ssize_t n) { return set_attribute(e, "start", PyLong_FromSsize_t(n)); }    \
  int Class##_GetEnd(PyObject* e, Py_ssize_t* out) { return get_size(e, "end", out); }                            \
  int Class##_SetEnd(PyObject* e, Py_ssize_t n) { return set_attribute(e, "end", PyLong_FromSsize_t(n)); }
OF_ERROR(PyUnicodeEncodeError)
OF_ERROR(PyUnicodeDecodeError)
#undef OF_ERROR

PyObject* PyUnicodeDecodeError_Create(const char* encoding, const char* bytes, Py_ssize_t size, Py_ssize_t start,
                                      Py_ssize_t end, const char* reason) {
  return PyObject_CallFunction(PyExc_UnicodeDecodeError, "sy#nns", encoding, bytes, size, start, end, reason);
}
