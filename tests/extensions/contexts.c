/* Contexts and context variables from C. */
#include <Python.h>

static PyObject* variable;

static PyObject* new_variable(PyObject* self, PyObject* args) {
  (void)self;
  const char* name;
  PyObject* fallback = NULL;
  return PyArg_ParseTuple(args, "s|O", &name, &fallback) ? PyContextVar_New(name, fallback) : NULL;
}
/* (found, value) */
static PyObject* get(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *var, *fallback = NULL, *value = Py_True;
  if (!PyArg_ParseTuple(args, "O|O", &var, &fallback) || PyContextVar_Get(var, fallback, &value) < 0) return NULL;
  if (!value) return Py_BuildValue("is", 0, "none");
  return Py_BuildValue("iN", 1, value);
}
static PyObject* set(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *var, *value;
  return PyArg_ParseTuple(args, "OO", &var, &value) ? PyContextVar_Set(var, value) : NULL;
}
/* As a way out does: the error that is pending stays. */
static PyObject* reset_and_fail(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *variable, *token;
  if (!PyArg_ParseTuple(args, "OO", &variable, &token)) return NULL;
  PyErr_SetString(PyExc_ValueError, "pending");
  PyContextVar_Reset(variable, token);
  return NULL;
}
static PyObject* reset(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *var, *token;
  if (!PyArg_ParseTuple(args, "OO", &var, &token) || PyContextVar_Reset(var, token) < 0) return NULL;
  Py_RETURN_NONE;
}
static PyObject* new_context(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyContext_New();
}
static PyObject* copy(PyObject* self, PyObject* context) {
  (void)self;
  return PyContext_Copy(context);
}
static PyObject* copy_current(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyContext_CopyCurrent();
}
static PyObject* enter(PyObject* self, PyObject* context) {
  (void)self;
  if (PyContext_Enter(context) < 0) return NULL;
  Py_RETURN_NONE;
}
static PyObject* leave(PyObject* self, PyObject* context) {
  (void)self;
  if (PyContext_Exit(context) < 0) return NULL;
  Py_RETURN_NONE;
}
static PyObject* checks(PyObject* self, PyObject* x) {
  (void)self;
  return Py_BuildValue("iii", PyContext_CheckExact(x), PyContextVar_CheckExact(x), PyContextToken_CheckExact(x));
}
/* Adds 1 to the module's own variable in the current context. */
static PyObject* count(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  PyObject *value, *more, *token;
  if (PyContextVar_Get(variable, NULL, &value) < 0) return NULL;
  more = PyLong_FromLong(PyLong_AsLong(value) + 1);
  Py_DECREF(value);
  token = more ? PyContextVar_Set(variable, more) : NULL;
  Py_XDECREF(token);
  return token ? more : NULL;
}

static PyMethodDef methods[] = {
    {"new_variable", new_variable, METH_VARARGS, NULL},
    {"get", get, METH_VARARGS, NULL},
    {"set", set, METH_VARARGS, NULL},
    {"reset", reset, METH_VARARGS, NULL},
    {"reset_and_fail", reset_and_fail, METH_VARARGS, NULL},
    {"new_context", new_context, METH_NOARGS, NULL},
    {"copy", copy, METH_O, NULL},
    {"copy_current", copy_current, METH_NOARGS, NULL},
    {"enter", enter, METH_O, NULL},
    {"leave", leave, METH_O, NULL},
    {"checks", checks, METH_O, NULL},
    {"count", count, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "contexts", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_contexts(void) {
  PyObject* zero = PyLong_FromLong(0);
  variable = zero ? PyContextVar_New("count", zero) : NULL;
  Py_XDECREF(zero);
  return variable ? PyModule_Create(&definition) : NULL;
}
