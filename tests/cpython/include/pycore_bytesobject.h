/* Stands in for an internal header of CPython. */
#pragma once
#include <Python.h>

/* No writer of the C API makes a bytearray. */
static inline PyBytesWriter* _PyBytesWriter_CreateByteArray(Py_ssize_t size) {
  (void)size;
  PyErr_SetString(PyExc_SystemError, "there is no writer of a bytearray");
  return NULL;
}
