/* What functions of the API refuse, and what they take in its place. */
#include <Python.h>
#include <stdlib.h>

/* Imports a module while this file is being loaded, once. */
__attribute__((constructor)) static void import_early(void) {
  const char* name = getenv("IMPORT_BY_CONSTRUCTOR");
  if (!name) return;
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject* text = PyUnicode_FromString(name);
  unsetenv("IMPORT_BY_CONSTRUCTOR");
  Py_XDECREF(text ? PyImport_Import(text) : NULL);
  Py_XDECREF(text);
  PyErr_Clear();
  PyGILState_Release(state);
}

/* Functions of one row, which changes between them. */
static PyObject* given(PyObject* self, PyObject* object) {
  (void)self;
  return object ? Py_NewRef(object) : PyUnicode_FromString("nothing");
}
static PyObject* function_of_changed_row(PyObject* self, int flags) {
  static PyMethodDef row = {"row", given, METH_O, NULL};
  row.ml_flags = flags;
  return PyCFunction_New(&row, self);
}

static PyObject* bytes_of_format(void) {
  return PyBytes_FromFormat("\xe4|%s|%.2s|%c|%5d|%i|%u|%x|%ld|%lu|%zd|%zu|%p|%%|%q rest %d", "\xff\xfe", "abc", 200, -5, 6, 7u, 255, -8L, 9ul,
                            (Py_ssize_t)-10, (size_t)11, (void*)0x1234);
}

static PyObject* number(Py_ssize_t n) { return n < 0 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(n); }

static PyObject* use(PyObject* self, PyObject* args) {
  (void)self;
  const char* what;
  PyObject *a, *b = NULL;
  if (!PyArg_ParseTuple(args, "sO|O", &what, &a, &b)) return NULL;
  if (!strcmp(what, "size")) return number(PySequence_Size(a));
  if (!strcmp(what, "get")) return PySequence_GetItem(a, 1);
  if (!strcmp(what, "set")) return number(PySequence_SetItem(a, 1, Py_None));
  if (!strcmp(what, "delete")) return number(PySequence_DelItem(a, 1));
  if (!strcmp(what, "concat")) return PySequence_InPlaceConcat(a, b);
  if (!strcmp(what, "repeat")) return PySequence_InPlaceRepeat(a, 2);
  if (!strcmp(what, "bytes of")) return PyObject_Bytes(a);
  if (!strcmp(what, "bytes from")) return PyBytes_FromObject(a);
  if (!strcmp(what, "proxy")) return PyDictProxy_New(a);
  if (!strcmp(what, "clear")) return number(PySet_Clear(a));
  if (!strcmp(what, "int")) return PyLong_FromString(PyUnicode_AsUTF8(a), NULL, 0);
#if PY_VERSION_HEX >= 0x030d0000
  if (!strcmp(what, "item")) return PyList_GetItemRef(a, 0);
#endif
  if (!strcmp(what, "wide")) return PyUnicode_FromFormat("[%ls|%.2ls|%lV]", L"ab\u00e9", L"xyz", NULL, L"w");
  if (!strcmp(what, "join")) {
    Py_INCREF(a);
    PyBytes_Concat(&a, b);
    return a;
  }
  if (!strcmp(what, "format")) return bytes_of_format();
  if (!strcmp(what, "format of a byte")) return PyBytes_FromFormat("%c", 256);
  if (!strcmp(what, "no name")) {
    PyType_Slot slots[] = {{0, NULL}};
    PyType_Spec spec = {NULL, 0, 0, Py_TPFLAGS_DEFAULT, slots};
    return PyType_FromSpec(&spec);
  }
  if (!strcmp(what, "no slot")) return number(PyType_GetSlot((PyTypeObject*)a, 0) ? 1 : PyErr_Occurred() ? -1 : 0);
  if (!strcmp(what, "state of")) return number(PyModule_GetState(a) ? 1 : PyErr_Occurred() ? -1 : 0);
  if (!strcmp(what, "add")) {
    PyErr_SetString(PyExc_KeyError, "the first error");
    return number(PyModule_AddObjectRef(a, "added", NULL));
  }
  if (!strcmp(what, "one")) return function_of_changed_row(a, METH_O);
  if (!strcmp(what, "none")) return function_of_changed_row(a, METH_NOARGS);
  PyErr_SetString(PyExc_LookupError, what);
  return NULL;
}

static PyMethodDef methods[] = {{"use", use, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "refusals", NULL, 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_refusals(void) { return PyModuleDef_Init(&definition); }

/* Multi-phase, without slots, of the same file. */
static struct PyModuleDef bare = {PyModuleDef_HEAD_INIT, "without_slots", NULL, 0, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_without_slots(void) { return PyModuleDef_Init(&bare); }
