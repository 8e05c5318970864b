/* Classes that are made ready by each function that makes an instance, as in Pillow: several threads may be the first. */
#include <Python.h>

#define CLASSES 400
static PyTypeObject classes[CLASSES] __attribute__((aligned(16)));

static PyObject* name(PyObject* self, PyObject* unused) {
  (void)unused;
  return PyUnicode_FromString(Py_TYPE(self)->tp_name);
}
static PyMethodDef methods_of_classes[] = {{"name", name, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

static PyObject* make(PyObject* self, PyObject* index) {
  (void)self;
  PyTypeObject* type = &classes[PyLong_AsLong(index) % CLASSES];
  return PyType_Ready(type) < 0 ? NULL : PyObject_CallNoArgs((PyObject*)type);
}
/* Each second class derives from the one before. */
static int prepare(PyObject* module) {
  (void)module;
  PyTypeObject blank = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "first_use.Lazy", .tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                        .tp_methods = methods_of_classes, .tp_new = PyType_GenericNew};
  for (int i = 0; i < CLASSES; i++) {
    memcpy(&classes[i], &blank, sizeof(blank));
    if (i % 2) classes[i].tp_base = &classes[i - 1];
  }
  return 0;
}
static PyMethodDef methods[] = {{"make", make, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{Py_mod_exec, prepare}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "first_use", NULL, 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_first_use(void) { return PyModuleDef_Init(&definition); }
