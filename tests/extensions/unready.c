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
/* As f2py's modules do it: instances first, PyType_Ready() later. */
static PyTypeObject late = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "unready.Late", .tp_basicsize = sizeof(Thing), .tp_flags = Py_TPFLAGS_DEFAULT};
static PyTypeObject in_memory_of_c = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "unready.InMemoryOfC", .tp_basicsize = sizeof(Thing), .tp_flags = Py_TPFLAGS_DEFAULT};
static PyObject* instances(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  Py_SET_TYPE((PyObject*)&late, &PyType_Type);
  Py_SET_TYPE((PyObject*)&in_memory_of_c, &PyType_Type);
  Thing* made = PyObject_New(Thing, &late);
  PyObject* other = PyObject_Init(PyObject_Malloc(sizeof(Thing)), &in_memory_of_c);
  if (!made || !other || PyType_Ready(&late) < 0 || PyType_Ready(&in_memory_of_c) < 0) return NULL;
  made->spare[0] = 5;
  return Py_BuildValue("NNOl", made, other, &late, made->spare[0]);
}
static PyMethodDef methods[] = {{"instances", instances, METH_NOARGS, NULL}, {"put", put, METH_O, NULL}, {"is_thing", is_thing, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "unready", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_unready(void) { return PyModuleDef_Init(&definition); }
