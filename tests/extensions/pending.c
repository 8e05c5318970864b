// What packages do beyond the manual: calls while an error is pending, functions without a self, a list asked for its items,
// classes that grow, items by keys alone.
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

// An exception whose class cannot be called says so.
static PyObject* sets(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *type, *value = NULL;
  if (PyArg_ParseTuple(args, "O|O", &type, &value)) PyErr_SetObject(type, value);
  return NULL;
}
static PyObject* named(PyObject* self, PyObject* module) {
  (void)self;
  const char* name = PyModule_GetName(module);
  return name ? Py_BuildValue("sN", name, PyModule_GetNameObject(module)) : NULL;
}

static PyObject* kinds(PyObject* self, PyObject* x) {
  (void)self;
  return Py_BuildValue("ii", PySequence_Check(x), PyMapping_Check(x));
}
static PyObject* reads_float(PyObject* self, PyObject* text) {
  (void)self;
  char* end = NULL;
  double d = PyOS_string_to_double(PyUnicode_AsUTF8(text), &end, NULL);
  return d == -1.0 && PyErr_Occurred() ? NULL : Py_BuildValue("ds", d, end);
}
/* The list itself is asked for its items, as some sources do; 1: they are those of what PySequence_Fast() gives. */
static PyObject* fast_items(PyObject* self, PyObject* items) {
  (void)self;
  PyObject* fast = PySequence_Fast(items, "no sequence");
  if (!fast) return NULL;
  Py_ssize_t n = PySequence_Fast_GET_SIZE(items), same = n == PySequence_Fast_GET_SIZE(fast);
  for (Py_ssize_t i = 0; i < n; ++i) {
    same &= PySequence_Fast_ITEMS(items)[i] == PySequence_Fast_ITEMS(fast)[i];
    same &= PySequence_Fast_GET_ITEM(items, i) == PySequence_Fast_ITEMS(items)[i];
  }
  Py_DECREF(fast);
  return Py_BuildValue("nn", n, same);
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

// tp_basicsize is set after the class is made, before its first instance.
typedef struct {
  PyObject ob_base;
  double more[20];
} Grown;
static PyObject* new_grown(PyObject* self, PyObject* type) {
  (void)self;
  ((PyTypeObject*)type)->tp_basicsize = sizeof(Grown);
  Grown* made = PyObject_New(Grown, (PyTypeObject*)type);
  if (!made) return NULL;
  for (int i = 0; i < 20; ++i) made->more[i] = i;
  double last = made->more[19];
  Py_DECREF(made);
  return Py_BuildValue("nd", ((PyTypeObject*)type)->tp_basicsize - (Py_ssize_t)sizeof(PyObject), last);
}
static PyType_Spec grown_spec = {"pending.Grown", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, no_slots};

static PyMethodDef methods[] = {
    {"new_grown", new_grown, METH_O, NULL},
    {"leaves", leaves, METH_O, NULL},
    {"replaces", replaces, METH_O, NULL},
    {"passes_null_on", passes_null_on, METH_O, NULL},
    {"sets", sets, METH_VARARGS, NULL},
    {"named", named, METH_O, NULL},
    {"kinds", kinds, METH_O, NULL},
    {"keys", keys, METH_O, NULL},
    {"reads_float", reads_float, METH_O, NULL},
    {"fast_items", fast_items, METH_O, NULL},
    {"free_functions", free_functions, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "pending", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_pending(void) {
  PyObject* module = PyModule_Create(&definition);
  PyObject* key_type = PyType_FromSpec(&key_spec);
  PyObject* derived = key_type ? PyType_FromSpecWithBases(&derived_spec, key_type) : NULL;
  if (PyModule_AddObject(module, "ByKey", key_type) < 0 || PyModule_AddObject(module, "Derived", derived) < 0 ||
      PyModule_AddObject(module, "ByIndex", PyType_FromSpec(&index_spec)) < 0 ||
      PyModule_AddObject(module, "Grown", PyType_FromSpec(&grown_spec)) < 0)
    return NULL;
  return module;
}
