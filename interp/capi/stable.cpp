// Functions that our own headers have inline, or by another name. Files of the stable ABI (abi3t) call them.
#include <algorithm>
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

uint32_t(Py_PACK_FULL_VERSION)(int major, int minor, int micro, int level, int serial) {
  return static_cast<uint32_t>(Py_PACK_FULL_VERSION(major, minor, micro, level, serial));
}
uint32_t(Py_PACK_VERSION)(int major, int minor) { return static_cast<uint32_t>(Py_PACK_VERSION(major, minor)); }

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

// ---- texts

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

// ---- exceptions of encodings. As in CPython, the functions for one class take instances of the others, too, as long as
// the text that could not be converted is of the right kind

// False: TypeError is pending.
static bool is_encoding_error(Call& call, PyObject* error, const char* expected) {
  if (call.lacks(error)) return false;
  for (const rt::Type* type :
       {rt::kUnicodeEncodeErrorType, rt::kUnicodeDecodeErrorType, rt::kUnicodeTranslateErrorType})
    if (rt::is_subtype(rt::type_of(value(error)), type)) return true;
  return rt::raise_type_error(call, "expecting a %s object, got %T", expected, value(error));
}
static PyObject* get_attribute_py(PyObject* error, const char* expected, const char* name) {
  Call call;
  return is_encoding_error(call, error, expected) ? PyObject_GetAttrString(error, name) : nullptr;
}
static int set_attribute_py(PyObject* error, const char* expected, const char* name, PyObject* own) {
  Call call;
  Ref made = Ref::steal(value(own));
  bool known = made && is_encoding_error(call, error, expected);
  return known ? PyObject_SetAttrString(error, name, word(made)) : -1;
}

// The length of the text that could not be converted. -1: an error is pending.
static Py_ssize_t text_length_py(Call& call, PyObject* error, bool is_bytes) {
  Ref text = rt::getattr_py(call, value(error), "object");
  if (!text) return -1;
  if (is_bytes ? rt::is_bytes(text) : rt::is_str(text)) return PyObject_Size(word(text));
  return rt::raise_type_error(call, "UnicodeError 'object' attribute must be a %s", is_bytes ? "bytes" : "string");
}
enum class Edge { kStart, kEnd };
// A place in the text, whatever the attribute says: the start is one of its characters, the end lies behind one. An
// empty text has 0 for both.
static int get_place_py(PyObject* error, const char* expected, bool is_bytes, Edge edge, Py_ssize_t* out) {
  Call call;
  Py_ssize_t length = is_encoding_error(call, error, expected) ? text_length_py(call, error, is_bytes) : -1;
  if (length < 0) return -1;
  Ref number = rt::getattr_py(call, value(error), edge == Edge::kStart ? "start" : "end");
  Py_ssize_t place = number ? PyLong_AsSsize_t(word(number)) : -1;
  if (place == -1 && rt::error_pending(call)) return -1;
  Py_ssize_t least = edge == Edge::kEnd, most = edge == Edge::kStart ? length - 1 : length;
  *out = std::min(std::max(place, least), std::max<Py_ssize_t>(most, 0));
  return 0;
}

#define OF_ERROR(Class, is_bytes)                                                                \
  PyObject* Py##Class##_GetObject(PyObject* e) { return get_attribute_py(e, #Class, "object"); } \
  PyObject* Py##Class##_GetReason(PyObject* e) { return get_attribute_py(e, #Class, "reason"); } \
  int Py##Class##_SetReason(PyObject* e, const char* text) {                                     \
    return set_attribute_py(e, #Class, "reason", PyUnicode_FromString(text));                    \
  }                                                                                              \
  int Py##Class##_GetStart(PyObject* e, Py_ssize_t* out) {                                       \
    return get_place_py(e, #Class, is_bytes, Edge::kStart, out);                                 \
  }                                                                                              \
  int Py##Class##_SetStart(PyObject* e, Py_ssize_t n) {                                          \
    return set_attribute_py(e, #Class, "start", PyLong_FromSsize_t(n));                          \
  }                                                                                              \
  int Py##Class##_GetEnd(PyObject* e, Py_ssize_t* out) {                                         \
    return get_place_py(e, #Class, is_bytes, Edge::kEnd, out);                                   \
  }                                                                                              \
  int Py##Class##_SetEnd(PyObject* e, Py_ssize_t n) {                                            \
    return set_attribute_py(e, #Class, "end", PyLong_FromSsize_t(n));                            \
  }
OF_ERROR(UnicodeEncodeError, false)
OF_ERROR(UnicodeDecodeError, true)
OF_ERROR(UnicodeTranslateError, false)
#undef OF_ERROR
PyObject* PyUnicodeEncodeError_GetEncoding(PyObject* e) {
  return get_attribute_py(e, "UnicodeEncodeError", "encoding");
}
PyObject* PyUnicodeDecodeError_GetEncoding(PyObject* e) {
  return get_attribute_py(e, "UnicodeDecodeError", "encoding");
}

PyObject* PyUnicodeDecodeError_Create(const char* encoding, const char* bytes, Py_ssize_t size, Py_ssize_t start,
                                      Py_ssize_t end, const char* reason) {
  return PyObject_CallFunction(PyExc_UnicodeDecodeError, "sy#nns", encoding, bytes, size, start, end, reason);
}
