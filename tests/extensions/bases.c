/* A class of Python whose first base is of C and has no fields, and whose second one has some: the second one makes the instances. */
#include <Python.h>
#include <stddef.h>

typedef struct {
  PyObject_HEAD
  PyObject* value;
  long number;
} Full;

static PyObject* full_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  (void)args, (void)keywords;
  Full* self = (Full*)type->tp_alloc(type, 0);
  if (!self) return NULL;
  self->value = Py_NewRef(Py_None);
  self->number = 7;
  return (PyObject*)self;
}
static int full_init(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)keywords;
  PyObject* value = NULL;
  if (!PyArg_ParseTuple(args, "|O", &value)) return -1;
  Py_SETREF(((Full*)self)->value, Py_NewRef(value ? value : Py_Ellipsis));
  return 0;
}
static void full_dealloc(PyObject* self) {
  Py_DECREF(((Full*)self)->value);
  Py_TYPE(self)->tp_free(self);
}
static PyMemberDef full_members[] = {
    {"value", Py_T_OBJECT_EX, offsetof(Full, value), Py_READONLY, NULL},
    {"number", Py_T_LONG, offsetof(Full, number), Py_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyTypeObject Full_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "bases.Full", .tp_basicsize = sizeof(Full), .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = full_new, .tp_init = full_init, .tp_dealloc = full_dealloc, .tp_members = full_members};

static long made = 0;
static PyObject* empty_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  (void)args, (void)keywords;
  ++made;
  return type->tp_alloc(type, 0);
}
static PyObject* empty_say(PyObject* self, PyObject* unused) {
  (void)unused;
  return PyUnicode_FromFormat("%s with tp_new of the second base: %d", Py_TYPE(self)->tp_name, Py_TYPE(self)->tp_new == full_new);
}
static PyMethodDef empty_methods[] = {{"say", empty_say, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyTypeObject Empty_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "bases.Empty", .tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = empty_new, .tp_methods = empty_methods};

static PyObject* count(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyLong_FromLong(made);
}
static PyMethodDef functions[] = {{"count", count, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "bases", NULL, 0, functions, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_bases(void) {
  PyObject* module = PyModule_Create(&definition);
  if (!module || PyModule_AddType(module, &Full_Type) < 0 || PyModule_AddType(module, &Empty_Type) < 0) return NULL;
  return module;
}
