/* Static objects whose class nobody makes ready, and a static class that nobody makes ready, in containers that threads share. */
#include <Python.h>

typedef struct {
  PyObject_HEAD
  long spare[2];
} Thing;
static PyTypeObject never = {PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "unready.Never", .tp_basicsize = sizeof(Thing)};
static Thing thing __attribute__((aligned(16))) = {PyObject_HEAD_INIT(&never)};

static PyObject* put(PyObject* self, PyObject* list) {
  (void)self;
  if (PyList_Append(list, (PyObject*)&never) < 0 || PyList_Append(list, (PyObject*)&thing) < 0) return NULL;
  Py_RETURN_NONE;
}
static PyObject* is_thing(PyObject* self, PyObject* x) {
  (void)self;
  return PyBool_FromLong(x == (PyObject*)&thing);
}
static PyMethodDef methods[] = {{"put", put, METH_O, NULL}, {"is_thing", is_thing, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "unready", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_unready(void) { return PyModuleDef_Init(&definition); }
