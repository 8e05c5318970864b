/* What functions of the API refuse, and what they take in its place. */
#include <Python.h>

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
