/* Stands in for an internal header of CPython. */
#pragma once
#include <Python.h>

/* A types.SimpleNamespace with these attributes. */
static inline PyObject* _PyNamespace_New(PyObject* attributes) {
  PyObject *cls = PyImport_ImportModuleAttrString("types", "SimpleNamespace"), *none = cls ? PyTuple_New(0) : NULL;
  PyObject* made = none ? PyObject_Call(cls, none, attributes) : NULL;
  Py_XDECREF(cls);
  Py_XDECREF(none);
  return made;
}
