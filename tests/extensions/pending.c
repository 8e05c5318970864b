// Calls while an error is pending, as C code makes them on its way out; functions without a self; what counts as a sequence.
#include <Python.h>

// Asks this and that of an object with an error pending, which must still be there afterwards.
static PyObject* leaves(PyObject* self, PyObject* x) {
  (void)self;
  PyErr_SetString(PyExc_KeyError, "first");
  long number = PyLong_AsLong(PyLong_FromLong(-1));
  Py_hash_t hash = PyObject_Hash(x);
  PyObject* dict = PyDict_New();
  int stored = PyDict_SetItem(dict, x, Py_None), contained = PyDict_Contains(dict, x);
  Py_ssize_t size = PyObject_Size(x);
  PyObject* text = PyUnicode_FromFormat("%d", 5);
  PyObject* joined = PyUnicode_Concat(text, x);
  int good = number == -1 && hash != -1 && stored == 0 && contained == 1 && size == PyObject_Size(x) && joined;
  Py_DECREF(dict);
  Py_DECREF(text);
  Py_XDECREF(joined);
  if (!good) PyErr_SetString(PyExc_AssertionError, "a call has failed");
  return NULL;
}
// The last error wins.
static PyObject* replaces(PyObject* self, PyObject* x) {
  (void)self;
  PyErr_SetString(PyExc_KeyError, "first");
  PyLong_AsLong(x);
  return NULL;
}
// NULL for NULL: the error of the first call is the one to know.
static PyObject* passes_null_on(PyObject* self, PyObject* x) {
  (void)self;
  return PyObject_GetItem(PyObject_GetAttrString(x, "missing"), x);
}

static PyObject* kinds(PyObject* self, PyObject* x) {
  (void)self;
  return Py_BuildValue("ii", PySequence_Check(x), PyMapping_Check(x));
}
static PyObject* keys(PyObject* self, PyObject* x) {
  (void)self;
  return PyMapping_Keys(x);
}

static PyObject* told(PyObject* self, PyObject* args) {
  return Py_BuildValue("sO", self ? "self" : "NULL", args ? args : Py_None);
}
static PyMethodDef free_rows[] = {
    {"free_tuple", told, METH_VARARGS, NULL},
    {"free_none", told, METH_NOARGS, NULL},
    {"free_one", told, METH_O, NULL},
};
static PyObject* free_functions(PyObject* self, PyObject* unused) {
  (void)self;
  (void)unused;
  return Py_BuildValue("NNN", PyCFunction_New(&free_rows[0], NULL), PyCFunction_New(&free_rows[1], NULL),
                       PyCFunction_New(&free_rows[2], NULL));
}

static PyObject* by_key(PyObject* self, PyObject* key) {
  (void)self;
  return Py_NewRef(key);
}
static PyObject* by_index(PyObject* self, Py_ssize_t index) {
  (void)self;
  if (index < 3) return PyLong_FromSsize_t(index);
  PyErr_SetString(PyExc_IndexError, "at the end");
  return NULL;
}
static PyType_Slot key_slots[] = {{Py_mp_subscript, by_key}, {0, NULL}};
static PyType_Slot index_slots[] = {{Py_sq_item, by_index}, {0, NULL}};
static PyType_Slot no_slots[] = {{0, NULL}};
#define OPEN (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE)
static PyType_Spec key_spec = {"pending.ByKey", sizeof(PyObject), 0, OPEN, key_slots};
static PyType_Spec index_spec = {"pending.ByIndex", sizeof(PyObject), 0, OPEN, index_slots};
static PyType_Spec derived_spec = {"pending.Derived", sizeof(PyObject), 0, OPEN, no_slots};

static PyMethodDef methods[] = {
    {"leaves", leaves, METH_O, NULL},
    {"replaces", replaces, METH_O, NULL},
    {"passes_null_on", passes_null_on, METH_O, NULL},
    {"kinds", kinds, METH_O, NULL},
    {"keys", keys, METH_O, NULL},
    {"free_functions", free_functions, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "pending", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_pending(void) {
  PyObject* module = PyModule_Create(&definition);
  PyObject* key_type = PyType_FromSpec(&key_spec);
  PyObject* derived = key_type ? PyType_FromSpecWithBases(&derived_spec, key_type) : NULL;
  if (PyModule_AddObject(module, "ByKey", key_type) < 0 || PyModule_AddObject(module, "Derived", derived) < 0 ||
      PyModule_AddObject(module, "ByIndex", PyType_FromSpec(&index_spec)) < 0)
    return NULL;
  return module;
}
