/* A class with functions of its own for an index and for a subscript, which call each other as psycopg2's do; instances in memory of the C
 * library; parts of slices and functions; functions that mean a method of a built-in class, whatever the object's class has. */
#include <Python.h>

typedef struct {
  PyObject_HEAD
  long first, asked, stored;
  char pad[40];
} Pair;

static PyTypeObject pair_type;

static PyObject* pair_item(PyObject* self, Py_ssize_t i) {
  ((Pair*)self)->asked = (long)i;
  if (i < 0 || i > 1) return PyErr_Format(PyExc_IndexError, "no item %zd", i);
  return PyLong_FromLong(((Pair*)self)->first + (long)i);
}
static int pair_set(PyObject* self, Py_ssize_t i, PyObject* value) {
  ((Pair*)self)->stored = (long)i + (value ? 100 * PyLong_AsLong(value) : -1000);
  return 0;
}
static Py_ssize_t pair_length(PyObject* self) {
  (void)self;
  return 2;
}
static PyObject* pair_subscript(PyObject* self, PyObject* key) {
  PyObject* all = PySequence_Tuple(self);
  PyObject* item = all ? PyObject_GetItem(all, key) : NULL;
  Py_XDECREF(all);
  return item;
}
static int pair_set_subscript(PyObject* self, PyObject* key, PyObject* value) {
  Py_ssize_t i = PyNumber_AsSsize_t(key, NULL);
  return value ? PySequence_SetItem(self, i, value) : PySequence_DelItem(self, i);
}
static PyObject* pair_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  (void)keywords;
  long first = 0;
  if (!PyArg_ParseTuple(args, "|l", &first)) return NULL;
  Pair* self = type == &pair_type ? calloc(1, sizeof(Pair)) : (Pair*)type->tp_alloc(type, 0);
  if (!self || (type == &pair_type && !PyObject_Init((PyObject*)self, type))) return NULL;
  self->first = first;
  return (PyObject*)self;
}
static void pair_dealloc(PyObject* self) { Py_TYPE(self)->tp_free(self); }
static PyObject* state(PyObject* module, PyObject* pair) {
  (void)module;
  return Py_BuildValue("ll", ((Pair*)pair)->asked, ((Pair*)pair)->stored);
}
static PyObject* item(PyObject* module, PyObject* args) {
  (void)module;
  PyObject* sequence;
  Py_ssize_t i;
  return PyArg_ParseTuple(args, "On", &sequence, &i) ? PySequence_GetItem(sequence, i) : NULL;
}
static PyObject* slice_parts(PyObject* module, PyObject* x) {
  (void)module;
  PySliceObject* slice = (PySliceObject*)x;
  return PySlice_Check(x) ? Py_BuildValue("OOOi", slice->start, slice->stop, slice->step, slice->step == Py_None) : Py_NewRef(Py_None);
}

/* Functions that mean the base's method, also if the class has another one. */
static PyObject* store(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *sequence, *value = NULL;
  Py_ssize_t i;
  if (!PyArg_ParseTuple(args, "On|O", &sequence, &i, &value)) return NULL;
  if ((value ? PySequence_SetItem(sequence, i, value) : PySequence_DelItem(sequence, i)) < 0) return NULL;
  Py_RETURN_NONE;
}
static PyObject* clear(PyObject* module, PyObject* set) {
  (void)module;
  return PySet_Clear(set) < 0 ? NULL : Py_NewRef(Py_None);
}
static PyObject* pop(PyObject* module, PyObject* set) {
  (void)module;
  return PySet_Pop(set);
}
static PyObject* extend(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *list, *items;
  if (!PyArg_ParseTuple(args, "OO", &list, &items)) return NULL;
  return PyList_Extend(list, items) < 0 ? NULL : Py_NewRef(Py_None);
}
static PyObject* split(PyObject* module, PyObject* text) {
  (void)module;
  return PyUnicode_Split(text, NULL, -1);
}
static PyObject* contains(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *text, *part;
  if (!PyArg_ParseTuple(args, "OO", &text, &part)) return NULL;
  int found = PyUnicode_Contains(text, part);
  return found < 0 ? NULL : PyBool_FromLong(found);
}
static int refuse_attribute(PyObject* self, PyObject* name, PyObject* value) {
  (void)self;
  PyErr_Format(PyExc_LookupError, "%R %s", name, value ? "set" : "deleted");
  return -1;
}
static PyTypeObject strict_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "indexed.Strict",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_setattro = refuse_attribute,
    .tp_new = PyType_GenericNew,
};

static PyMethodDef extra = {"extra", state, METH_O, NULL};
static PyObject* function_parts(PyObject* module, PyObject* label) {
  PyObject* function = PyCFunction_NewEx(&extra, module, label);
  PyCFunctionObject* f = (PyCFunctionObject*)function;
  PyObject* result = Py_BuildValue("iiiO", f->m_module == label, f->m_self == module, f->m_ml == &extra, f->m_module);
  Py_DECREF(function);
  return result;
}

static PySequenceMethods as_sequence = {.sq_length = pair_length, .sq_item = pair_item, .sq_ass_item = pair_set};
static PyMappingMethods as_mapping = {.mp_length = pair_length, .mp_subscript = pair_subscript, .mp_ass_subscript = pair_set_subscript};
static PyTypeObject pair_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "indexed.Pair",
    .tp_basicsize = sizeof(Pair),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_as_sequence = &as_sequence,
    .tp_as_mapping = &as_mapping,
    .tp_new = pair_new,
    .tp_dealloc = pair_dealloc,
    .tp_free = free,
};

static PyMethodDef methods[] = {
    {"state", state, METH_O, NULL},
    {"item", item, METH_VARARGS, NULL},
    {"store", store, METH_VARARGS, NULL},
    {"clear", clear, METH_O, NULL},
    {"pop", pop, METH_O, NULL},
    {"extend", extend, METH_VARARGS, NULL},
    {"split", split, METH_O, NULL},
    {"contains", contains, METH_VARARGS, NULL},
    {"slice_parts", slice_parts, METH_O, NULL},
    {"function_parts", function_parts, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "indexed", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_indexed(void) {
  PyObject* module = PyModule_Create(&definition);
  if (module && (PyModule_AddType(module, &pair_type) < 0 || PyModule_AddType(module, &strict_type) < 0)) Py_CLEAR(module);
  return module;
}
