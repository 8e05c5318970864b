/* The lines in which Cython's output chooses what it is compiled for, when it is to use functions alone. */
#include <Python.h>

#define CYTHON_HEX_VERSION 0x030106F0
#define CYTHON_COMPILING_IN_LIMITED_API 1
#define CYTHON_COMPILING_IN_CPYTHON_FREETHREADING 0
#include <stdint.h>

#ifdef Py_GIL_DISABLED
#define WITHOUT_GIL 1
#else
#define WITHOUT_GIL 0
#endif

/* The choice agrees with the headers: without it a module of Cython's leaves out its locks. */
static PyObject* agrees(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyBool_FromLong(CYTHON_COMPILING_IN_CPYTHON_FREETHREADING == WITHOUT_GIL);
}
/* As Cython 3.3 keeps an object while its __dealloc__() runs. */
static PyObject* keep(PyObject* self, PyObject* object) {
  (void)self, (void)object;
#if CYTHON_COMPILING_IN_CPYTHON_FREETHREADING
  _Py_atomic_store_uintptr_relaxed(&object->ob_tid, _Py_ThreadId());
  _Py_atomic_store_uint32_relaxed(&object->ob_ref_local, 1);
  _Py_atomic_store_ssize_relaxed(&object->ob_ref_shared, 0);
#endif
  Py_RETURN_NONE;
}
static PyMethodDef methods[] = {{"agrees", agrees, METH_NOARGS, NULL}, {"keep", keep, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "cython_choice", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_cython_choice(void) { return PyModuleDef_Init(&definition); }
