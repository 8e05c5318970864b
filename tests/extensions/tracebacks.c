/* Entries of tracebacks that stand for functions of C; code objects and frames as C sees them. */
#include <Python.h>
#include <frameobject.h>

PyAPI_FUNC(void) _PyTraceback_Add(const char*, const char*, int);

static PyObject* globals;

/* As generated code does it: code and frame are made when the first error passes. */
static int add_entry(const char* file, const char* function, int line) {
  PyObject* error = PyErr_GetRaisedException();
  PyCodeObject* code = PyCode_NewEmpty(file, function, line);
  PyFrameObject* frame = code ? PyFrame_New(PyThreadState_Get(), code, globals, NULL) : NULL;
  Py_XDECREF(code);
  PyErr_SetRaisedException(error);
  int result = frame ? PyTraceBack_Here(frame) : -1;
  Py_XDECREF(frame);
  return result;
}
static PyObject* fail(PyObject* self, PyObject* message) {
  (void)self;
  PyErr_SetObject(PyExc_ValueError, message);
  if (add_entry("inner.c", "inner", 12) < 0 || add_entry("outer.c", "mod.Class.outer", 345) < 0) return NULL;
  _PyTraceback_Add("added", "added.c", 6);
  add_entry("init.c", "<module>", 1);
  return NULL;
}
static PyObject* call(PyObject* self, PyObject* callable) {
  (void)self;
  PyObject* result = PyObject_CallNoArgs(callable);
  if (!result) add_entry("call.c", "call", 7);
  return result;
}
/* An entry for a frame of Python: the running one, or the one that is given. */
static PyObject* fail_at(PyObject* self, PyObject* frame) {
  (void)self;
  PyErr_SetString(PyExc_KeyError, "at");
  PyTraceBack_Here(frame == Py_None ? PyEval_GetFrame() : (PyFrameObject*)frame);
  return NULL;
}

static PyObject* new_code(PyObject* self, PyObject* args) {
  (void)self;
  const char *file, *function;
  int line;
  return PyArg_ParseTuple(args, "ssi", &file, &function, &line) ? (PyObject*)PyCode_NewEmpty(file, function, line) : NULL;
}
static PyObject* new_frame(PyObject* self, PyObject* code) {
  (void)self;
  return (PyObject*)PyFrame_New(PyThreadState_Get(), (PyCodeObject*)code, globals, NULL);
}
static PyObject* of_code(PyObject* self, PyObject* x) {
  (void)self;
  PyCodeObject* code = (PyCodeObject*)x;
  PyObject* bytes = PyCode_GetCode(code);
  if (!bytes) return NULL;
  int known = PyBytes_Check(bytes);
  Py_DECREF(bytes);
  return Py_BuildValue("NNNniii", PyCode_GetVarnames(code), PyCode_GetCellvars(code), PyCode_GetFreevars(code), (Py_ssize_t)PyCode_GetNumFree(code),
                       PyCode_Addr2Line(code, 0), known, PyCode_Check(x));
}
static PyObject* of_frame(PyObject* self, PyObject* args) {
  (void)self;
  PyFrameObject* frame;
  const char* name;
  if (!PyArg_ParseTuple(args, "Os", &frame, &name)) return NULL;
  PyObject *generator = PyFrame_GetGenerator(frame), *text = PyUnicode_FromString(name);
  PyObject *builtins = PyFrame_GetBuiltins(frame), *first = PyFrame_GetVarString(frame, name), *second = NULL;
  if (first) second = PyFrame_GetVar(frame, text);
  Py_DECREF(text);
  if (!second) {
    Py_XDECREF(generator);
    Py_XDECREF(builtins);
    return NULL;
  }
  int has_print = PyDict_ContainsString(builtins, "print"), at = PyFrame_GetLasti(frame) >= 0;
  Py_DECREF(builtins);
  if (!generator) generator = Py_NewRef(Py_None);
  return Py_BuildValue("NNNii", first, second, generator, has_print, at);
}

static PyMethodDef methods[] = {
    {"fail", fail, METH_O, NULL},
    {"call", call, METH_O, NULL},
    {"fail_at", fail_at, METH_O, NULL},
    {"new_code", new_code, METH_VARARGS, NULL},
    {"new_frame", new_frame, METH_O, NULL},
    {"of_code", of_code, METH_O, NULL},
    {"of_frame", of_frame, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "tracebacks", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_tracebacks(void) {
  PyObject* module = PyModule_Create(&definition);
  if (module) globals = Py_NewRef(PyModule_GetDict(module));
  return module;
}
