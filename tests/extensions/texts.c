/* Subclasses of str whose structs have fields of C, as array libraries have for their text scalars. */
#include <Python.h>

typedef struct {
  PyUnicodeObject base;
  Py_UCS4* copy;
  const char* format;
} Text;
typedef struct {
  PyUnicodeObject base;
  long long fields[100];
} Wide;
static long ended = 0;
static PyTypeObject Root_Type, Text_Type, Wide_Type;
#define TEXT(op) ((Text*)(op))

static PyObject* Text_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  PyObject* self = PyUnicode_Type.tp_new(type, args, keywords);
  if (!self) return NULL;
  TEXT(self)->copy = NULL;
  TEXT(self)->format = "w";
  return self;
}
static void Text_dealloc(PyObject* self) {
  ++ended;
  PyMem_Free(TEXT(self)->copy);
  PyUnicode_Type.tp_dealloc(self);
}
static PyObject* Text_repr(PyObject* self) {
  PyObject* text = PyUnicode_Type.tp_repr(self);
  PyObject* result = text ? PyUnicode_FromFormat("Text(%U)", text) : NULL;
  Py_XDECREF(text);
  return result;
}
/* The sum of the characters of a copy, made at the first call. */
static PyObject* Text_sum(PyObject* self, PyObject* ignored) {
  (void)ignored;
  Py_ssize_t length = PyUnicode_GET_LENGTH(self);
  if (!TEXT(self)->copy && !(TEXT(self)->copy = PyUnicode_AsUCS4Copy(self))) return NULL;
  unsigned long sum = 0;
  for (Py_ssize_t i = 0; i < length; ++i) {
    sum += TEXT(self)->copy[i];
    if (TEXT(self)->copy[i] != PyUnicode_READ(PyUnicode_KIND(self), PyUnicode_DATA(self), i)) return PyErr_Format(PyExc_SystemError, "character %zd", i);
  }
  return Py_BuildValue("ks", sum, TEXT(self)->format);
}
static PyMethodDef Text_methods[] = {{"sum", Text_sum, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyObject* Root_kind(PyObject* self, PyObject* ignored) {
  (void)ignored;
  return PyUnicode_FromString(PyUnicode_Check(self) ? "text" : "other");
}
static PyMethodDef Root_methods[] = {{"kind", Root_kind, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyTypeObject Root_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "texts.Root",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_methods = Root_methods,
};
static PyTypeObject Text_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "texts.Text",
    .tp_basicsize = sizeof(Text),
    .tp_dealloc = Text_dealloc,
    .tp_repr = Text_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_methods = Text_methods,
    .tp_new = Text_new,
};
static PyTypeObject Wide_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "texts.Wide",
    .tp_basicsize = sizeof(Wide),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
};
static PyObject* set_field(PyObject* module, PyObject* args) {
  PyObject* text;
  int i;
  long long value;
  (void)module;
  if (!PyArg_ParseTuple(args, "O!iL", &Wide_Type, &text, &i, &value)) return NULL;
  ((Wide*)text)->fields[i] = value;
  return PyLong_FromLongLong(((Wide*)text)->fields[0] + ((Wide*)text)->fields[99]);
}
static PyObject* count_ended(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  return PyLong_FromLong(ended);
}
static PyMethodDef functions[] = {
    {"set_field", set_field, METH_VARARGS, NULL}, {"count_ended", count_ended, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static int exec(PyObject* module) {
  if (PyType_Ready(&Root_Type) < 0) return -1;
  Text_Type.tp_base = Wide_Type.tp_base = &PyUnicode_Type;
  Text_Type.tp_bases = Py_BuildValue("(OO)", &PyUnicode_Type, &Root_Type);
  Text_Type.tp_hash = PyUnicode_Type.tp_hash;
  Text_Type.tp_richcompare = PyUnicode_Type.tp_richcompare;
  if (PyModule_AddType(module, &Text_Type) < 0) return -1;
  return PyModule_AddType(module, &Wide_Type);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, exec}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "texts", NULL, 0, functions, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_texts(void) { return PyModuleDef_Init(&definition); }
