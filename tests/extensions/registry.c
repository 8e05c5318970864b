/* Functions of the registry of codecs, and codecs that leave an unfinished end to the next call. */
#include <Python.h>

static PyObject* text_and(PyObject* text, Py_ssize_t used, int order) {
  return text ? Py_BuildValue("Nni", text, used, order) : NULL;
}
static PyObject* stateful(PyObject* self, PyObject* args) {
  (void)self;
  const char *which, *bytes;
  Py_ssize_t size, used = -1;
  int order = 0, partial;
  if (!PyArg_ParseTuple(args, "sy#ip", &which, &bytes, &size, &order, &partial)) return NULL;
  Py_ssize_t* consumed = partial ? &used : NULL;
  if (!strcmp(which, "7")) return text_and(PyUnicode_DecodeUTF7Stateful(bytes, size, NULL, consumed), used, order);
  if (!strcmp(which, "16")) {
    PyObject* text = PyUnicode_DecodeUTF16Stateful(bytes, size, "replace", &order, consumed);
    return text_and(text, used, order);
  }
  PyObject* text = PyUnicode_DecodeUTF32Stateful(bytes, size, NULL, &order, consumed);
  return text_and(text, used, order);
}
static PyObject* charmap(PyObject* self, PyObject* mapping) {
  (void)self;
  PyObject* text = PyUnicode_DecodeCharmap("abc", 3, mapping, NULL);
  PyObject* table = text && PyUnicode_Check(mapping) ? PyUnicode_BuildEncodingMap(mapping) : NULL;
  PyObject* back = table ? PyUnicode_AsCharmapString(text, table) : NULL;
  Py_XDECREF(table);
  return text ? Py_BuildValue("NN", text, back ? back : (PyErr_Clear(), Py_NewRef(Py_None))) : NULL;
}
static PyObject* registry(PyObject* self, PyObject* args) {
  (void)self;
  const char* name;
  PyObject* object;
  if (!PyArg_ParseTuple(args, "sO", &name, &object)) return NULL;
  if (!PyCodec_KnownEncoding(name)) return PyUnicode_FromString("unknown");
  PyObject* encoded = PyCodec_Encode(object, name, NULL);
  PyObject* decoded = encoded ? PyCodec_Decode(encoded, name, "strict") : NULL;
  PyObject* encoder = decoded ? PyCodec_IncrementalEncoder(name, NULL) : NULL;
  PyObject* decoder = encoder ? PyCodec_IncrementalDecoder(name, "replace") : NULL;
  if (!decoder) return NULL;
  PyObject* errors = PyObject_GetAttrString(decoder, "errors");
  Py_DECREF(encoder);
  Py_DECREF(decoder);
  return Py_BuildValue("NNN", encoded, decoded, errors);
}
static PyObject* handlers(PyObject* self, PyObject* error) {
  (void)self;
  PyObject *replaced = PyCodec_ReplaceErrors(error), *ignored = PyCodec_IgnoreErrors(error), *escaped = PyCodec_BackslashReplaceErrors(error);
  PyObject *named = PyCodec_LookupError("namereplace"), *strict = PyCodec_StrictErrors(error);
  if (strict || !PyErr_ExceptionMatches(PyExc_UnicodeError)) return NULL;
  PyErr_Clear();
  return Py_BuildValue("NNNN", replaced, ignored, escaped, named);
}
static PyObject* bytes(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *a, *b;
  if (!PyArg_ParseTuple(args, "OO", &a, &b)) return NULL;
  PyObject* joined = PyByteArray_Concat(a, b);
  if (!joined || PyByteArray_Resize(joined, 3) < 0) return NULL;
  return Py_BuildValue("NNNN", joined, PyBytes_Repr(a, 0), PyBytes_Repr(a, 1), PyBytes_DecodeEscape("a\\x62\\n", 7, NULL, 0, NULL));
}
static PyObject* execute(PyObject* self, PyObject* args) {
  (void)self;
  const char *name, *path;
  PyObject* code;
  if (!PyArg_ParseTuple(args, "sOz", &name, &code, &path)) return NULL;
  return path ? PyImport_ExecCodeModuleEx(name, code, path) : PyImport_ExecCodeModule(name, code);
}
static PyObject* frame(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  PyObject *locals = PyEval_GetFrameLocals(), *globals = PyEval_GetFrameGlobals(), *builtins = PyEval_GetFrameBuiltins();
  if (!locals || !globals || !builtins) return NULL;
  PyObject* result = Py_BuildValue("NOO", PyMapping_Keys(locals), PyDict_GetItemString(globals, "__name__"), PyDict_GetItemString(builtins, "len"));
  Py_DECREF(locals);
  Py_DECREF(globals);
  Py_DECREF(builtins);
  return result;
}
static PyObject* locals(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  PyObject* before = PyEval_GetLocals();
  for (int i = 0; i < 100; ++i) Py_XDECREF(PyDict_New());
  PyObject* now = PyEval_GetLocals();
  return now ? Py_BuildValue("iO", now == before, now) : NULL;
}
static PyObject* name_of(PyObject* self, PyObject* callable) {
  (void)self;
  return PyUnicode_FromFormat("%s%s", PyEval_GetFuncName(callable), PyEval_GetFuncDesc(callable));
}
static PyObject* rest(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  int limit = Py_GetRecursionLimit();
  Py_SetRecursionLimit(limit + 7);
  int raised = Py_GetRecursionLimit() - limit;
  Py_SetRecursionLimit(limit);
  PyObject* added = PyImport_AddModuleObject(PyUnicode_InternFromString("made_by_c"));
  PyObject* info = PyFloat_GetInfo();
  PyObject* digits = info ? PyObject_GetAttrString(info, "dig") : NULL;
  Py_XDECREF(info);
  return Py_BuildValue("iOOiiiiN", raised, added, PySys_GetXOptions(), PyOS_mystricmp("HeLLo", "hello") == 0, PyOS_mystricmp("a", "B") < 0,
                       PyOS_mystrnicmp("abX", "ABy", 2) == 0, PyImport_ImportFrozenModule("there_is_none"), digits);
}

static PyMethodDef methods[] = {{"stateful", stateful, METH_VARARGS, NULL}, {"charmap", charmap, METH_O, NULL},   {"registry", registry, METH_VARARGS, NULL},
                                {"handlers", handlers, METH_O, NULL},       {"bytes", bytes, METH_VARARGS, NULL}, {"execute", execute, METH_VARARGS, NULL},
                                {"frame", frame, METH_NOARGS, NULL},        {"rest", rest, METH_NOARGS, NULL},     {"locals", locals, METH_NOARGS, NULL},
                                {"name_of", name_of, METH_O, NULL},    {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "registry", NULL, 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_registry(void) { return PyModuleDef_Init(&definition); }
