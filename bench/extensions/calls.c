// What bench/extensions.py calls: functions of each convention that do next to nothing, and numbers that come and go.
#include <Python.h>

static PyObject* no_arguments(PyObject* self, PyObject* unused) {
  (void)self;
  (void)unused;
  return Py_NewRef(Py_None);
}
static PyObject* one(PyObject* self, PyObject* x) {
  (void)self;
  return Py_NewRef(x);
}
static PyObject* fast(PyObject* self, PyObject* const* arguments, Py_ssize_t n) {
  (void)self;
  return n ? Py_NewRef(arguments[0]) : Py_NewRef(Py_None);
}
static PyObject* parsed(PyObject* self, PyObject* arguments) {
  (void)self;
  long a, b;
  return PyArg_ParseTuple(arguments, "ll", &a, &b) ? PyLong_FromLong(a + b) : NULL;
}
// The sum of 0 ... n - 1 by way of objects: an int is made, read and dropped n times.
static PyObject* round_trips(PyObject* self, PyObject* count) {
  (void)self;
  long n = PyLong_AsLong(count), sum = 0;
  if (n == -1 && PyErr_Occurred()) return NULL;
  for (long i = 0; i < n; ++i) {
    PyObject* number = PyLong_FromLong(i);
    if (!number) return NULL;
    sum += PyLong_AsLong(number);
    Py_DECREF(number);
  }
  return PyLong_FromLong(sum);
}

static PyMethodDef methods[] = {
    {"no_arguments", no_arguments, METH_NOARGS, NULL},
    {"one", one, METH_O, NULL},
    {"fast", (PyCFunction)(void (*)(void))fast, METH_FASTCALL, NULL},
    {"parsed", parsed, METH_VARARGS, NULL},
    {"round_trips", round_trips, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static PyModuleDef_Slot slots[] = {
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "calls", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_calls(void) { return PyModuleDef_Init(&definition); }
