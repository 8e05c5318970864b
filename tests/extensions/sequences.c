/* Named result tuples of an extension. */
#include <Python.h>

static PyTypeObject static_type;
static PyTypeObject* heap_type;

static PyStructSequence_Field point_fields[] = {{"x", "first"}, {"y", NULL}, {"label", "hidden"}, {NULL, NULL}};
static PyStructSequence_Desc point = {"sequences.point", "A point.", point_fields, 2};
static PyStructSequence_Field mixed_fields[] = {{"first", "1"}, {NULL, "no name"}, {"last", NULL}, {"more", NULL}, {NULL, NULL}};
static PyStructSequence_Desc mixed = {"sequences.mixed", NULL, mixed_fields, 3};

static PyObject* make(PyTypeObject* type, PyObject* args) {
  PyObject* made = PyStructSequence_New(type);
  for (Py_ssize_t i = 0; made && i < PyTuple_GET_SIZE(args); ++i) PyStructSequence_SetItem(made, i, Py_NewRef(PyTuple_GET_ITEM(args, i)));
  return made;
}
static PyObject* make_point(PyObject* self, PyObject* args) {
  (void)self;
  return make(&static_type, args);
}
static PyObject* make_mixed(PyObject* self, PyObject* args) {
  (void)self;
  return make(heap_type, args);
}
static PyObject* set_by_macro(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  PyObject* made = PyStructSequence_New(heap_type);
  if (!made) return NULL;
  for (int i = 0; i < 4; ++i) PyStructSequence_SET_ITEM(made, i, PyLong_FromLong(i * i));
  return made;
}
static PyObject* items(PyObject* self, PyObject* args) {
  (void)self;
  PyObject* x;
  int n;
  if (!PyArg_ParseTuple(args, "Oi", &x, &n)) return NULL;
  PyObject* list = PyList_New(0);
  for (int i = 0; i < n; ++i)
    if (PyList_Append(list, i % 2 ? PyStructSequence_GET_ITEM(x, i) : PyStructSequence_GetItem(x, i)) < 0) return NULL;
  return list;
}
static PyObject* kinds(PyObject* self, PyObject* x) {
  (void)self;
  return Py_BuildValue("iiin", PyTuple_Check(x), PyTuple_CheckExact(x), Py_IS_TYPE(x, &static_type), PySequence_Size(x));
}
/* A class of a description that is gone afterwards; the texts of its fields stay. */
static PyObject* new_class(PyObject* self, PyObject* name) {
  (void)self;
  char whole[40];
  PyOS_snprintf(whole, sizeof whole, "sequences.%s", PyUnicode_AsUTF8(name));
  PyStructSequence_Field fields[] = {{"only", "The only one."}, {NULL, NULL}};
  PyStructSequence_Desc desc = {whole, whole, fields, 1};
  PyObject* type = (PyObject*)PyStructSequence_NewType(&desc);
  memset(whole, 'x', sizeof whole - 1);
  return type;
}

static PyObject* looks_like(PyObject* self, PyObject* x) {
  (void)self;
  return Py_BuildValue("ii", PySequence_Check(x), PyMapping_Check(x));
}
static PyMethodDef methods[] = {{"looks_like", looks_like, METH_O, NULL}, {"make_point", make_point, METH_VARARGS, NULL},
    {"make_mixed", make_mixed, METH_VARARGS, NULL},
    {"set_by_macro", set_by_macro, METH_NOARGS, NULL},
    {"items", items, METH_VARARGS, NULL},
    {"kinds", kinds, METH_O, NULL},
    {"new_class", new_class, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "sequences", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sequences(void) {
  mixed_fields[1].name = PyStructSequence_UnnamedField;
  static PyStructSequence_Field other_fields[] = {{"a", NULL}, {NULL, NULL}};
  static PyStructSequence_Desc other = {"sequences.other", "Another.", other_fields, 1};
  static PyTypeObject other_type;
  PyStructSequence_InitType(&other_type, &other);
  if (PyErr_Occurred() || PyStructSequence_InitType2(&static_type, &point) < 0 || !(heap_type = PyStructSequence_NewType(&mixed))) return NULL;
  PyObject* module = PyModule_Create(&definition);
  if (!module) return NULL;
  PyModule_AddObjectRef(module, "point", (PyObject*)&static_type);
  PyModule_AddObjectRef(module, "mixed", (PyObject*)heap_type);
  PyModule_AddObjectRef(module, "other", (PyObject*)&other_type);
  return module;
}
