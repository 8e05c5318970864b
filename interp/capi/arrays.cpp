// array.array for C code that knows its struct, as Cython's `cpython.array` does: the functions of its kinds of items.
#include "interp/capi/c_type.h"
#include "runtime/library/containers/array.h"

using namespace capi;

namespace {

PyObject* read_item(PyObject* array, Py_ssize_t index) {
  Call call;
  return call.lacks(array) ? nullptr : give(rt::arrays::get(call, value(array), index));
}

// A negative index only asks whether the item fits.
int write_item(PyObject* array, Py_ssize_t index, PyObject* item) {
  Call call;
  if (call.lacks(array) || call.lacks(item)) return -1;
  rt::arrays::Item packed;
  if (index < 0) return rt::arrays::pack_py(call, rt::arrays::as_array(value(array)), value(item), packed) ? 0 : -1;
  return rt::setitem_py(call, value(array), Value::small_int(index), value(item)) ? 0 : -1;
}

}  // namespace

void capi::show_arrays() {
  for (rt::arrays::ItemKind& kind : rt::arrays::g_kinds) {
    kind.read = reinterpret_cast<void* (*)(void*, i64)>(reinterpret_cast<void (*)()>(read_item));
    kind.write = reinterpret_cast<i32 (*)(void*, i64, void*)>(reinterpret_cast<void (*)()>(write_item));
  }
}
