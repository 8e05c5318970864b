// The format of marshal (interp/library/import/marshal.h). Code objects may be in it.
#include "interp/capi/capi.h"
#include "interp/library/import/marshal.h"
#include "runtime/types/bytes/bytes.h"

using namespace capi;

PyObject* PyMarshal_WriteObjectToString(PyObject* object, int version) {
  Call call;
  return call.lacks(object) ? nullptr : give(vm::marshal_to_bytes_py(call, value(object), version, true));
}

PyObject* PyMarshal_ReadObjectFromString(const char* data, Py_ssize_t size) {
  Call call;
  if (call.lacks(data)) return nullptr;
  Ref bytes = rt::make_bytes(call, {data, static_cast<size_t>(size)});
  return bytes ? give(vm::marshal_from_bytes_py(call, bytes, true)) : nullptr;
}
