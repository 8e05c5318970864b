/* Descriptors that C code makes for classes of Python code, and dicts of instances that have none. */
#include <Python.h>

static PyObject* itself(PyObject* self, PyObject* unused) {
  (void)unused;
  return Py_NewRef(self);
}
static PyObject* got(PyObject* self, void* closure) {
  (void)closure;
  return Py_NewRef(self);
}
static PyMethodDef method_row = {"itself", itself, METH_NOARGS, "Gives itself."};
static PyGetSetDef getter_row = {"got", got, NULL, "Itself.", NULL};

static PyObject* method_of(PyObject* self, PyObject* class) {
  (void)self;
  return PyDescr_NewMethod((PyTypeObject*)class, &method_row);
}
static PyObject* class_method_of(PyObject* self, PyObject* class) {
  (void)self;
  return PyDescr_NewClassMethod((PyTypeObject*)class, &method_row);
}
static PyObject* getter_of(PyObject* self, PyObject* class) {
  (void)self;
  return PyDescr_NewGetSet((PyTypeObject*)class, &getter_row);
}
static PyObject* dict_of(PyObject* self, PyObject* object) {
  (void)self;
  return PyObject_GenericGetDict(object, NULL);
}
static PyObject* set_dict(PyObject* self, PyObject* args) {
  PyObject *object, *dict;
  (void)self;
  if (!PyArg_ParseTuple(args, "OO", &object, &dict)) return NULL;
  if (PyObject_GenericSetDict(object, dict, NULL) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"method_of", method_of, METH_O, NULL},
                                {"class_method_of", class_method_of, METH_O, NULL},
                                {"getter_of", getter_of, METH_O, NULL},
                                {"dict_of", dict_of, METH_O, NULL},
                                {"set_dict", set_dict, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "owners", NULL, 0, methods, slots};
PyMODINIT_FUNC PyInit_owners(void) { return PyModuleDef_Init(&definition); }
