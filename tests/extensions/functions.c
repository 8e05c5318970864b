/* Functions of all calling conventions, arguments by formats, results by formats, errors. */
#include <Python.h>

static PyObject* no_arguments(PyObject* self, PyObject* unused) {
  (void)unused;
  return PyUnicode_FromFormat("self is %s", PyModule_Check(self) ? PyModule_GetName(self) : "another");
}
static PyObject* one(PyObject* self, PyObject* x) {
  (void)self;
  return PyNumber_Add(x, x);
}
static PyObject* plain(PyObject* self, PyObject* args) {
  (void)self;
  return Py_BuildValue("Oi", args, (int)Py_SIZE(args));
}
static PyObject* with_keywords(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)self;
  return Py_BuildValue("(OO)", args, keywords ? keywords : Py_None);
}
static PyObject* fast(PyObject* self, PyObject* const* args, Py_ssize_t count) {
  (void)self;
  Py_ssize_t sum = 0;
  for (Py_ssize_t i = 0; i < count; ++i) {
    Py_ssize_t n = PyLong_AsSsize_t(args[i]);
    if (n == -1 && PyErr_Occurred()) return NULL;
    sum += n;
  }
  return PyLong_FromSsize_t(sum);
}
static PyObject* fast_keywords(PyObject* self, PyObject* const* args, Py_ssize_t count, PyObject* names) {
  (void)self;
  PyObject* all = PyTuple_New(count + (names ? PyTuple_GET_SIZE(names) : 0));
  for (Py_ssize_t i = 0; all && i < PyTuple_GET_SIZE(all); ++i) PyTuple_SET_ITEM(all, i, Py_NewRef(args[i]));
  return all ? Py_BuildValue("(NO)", all, names ? names : Py_None) : NULL;
}

static PyObject* numbers(PyObject* self, PyObject* args) {
  (void)self;
  unsigned char b;
  short h;
  int i, p;
  long l;
  long long L;
  Py_ssize_t n;
  unsigned int I;
  unsigned long long K;
  float f;
  double d;
  if (!PyArg_ParseTuple(args, "bhilLnIKfdp:numbers", &b, &h, &i, &l, &L, &n, &I, &K, &f, &d, &p)) return NULL;
  return Py_BuildValue("[bhilLnIKfdi]", b, h, i, l, L, n, I, K, f, d, p);
}
static PyObject* texts(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)self;
  static char* names[] = {"text", "sized", "maybe", "bytes", "object", NULL};
  const char *text, *sized = "none", *maybe = "absent", *bytes = "none";
  Py_ssize_t sized_length = -1, bytes_length = -1;
  PyObject* object = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "s|s#zy#$O!:texts", names, &text, &sized, &sized_length, &maybe, &bytes,
                                   &bytes_length, &PyList_Type, &object))
    return NULL;
  return Py_BuildValue("{s:s,s:n,s:z,s:y#,s:O}", "text", text, "sized", sized_length, "maybe", maybe, "bytes", bytes,
                       bytes_length < 0 ? (Py_ssize_t)4 : bytes_length, "object", object);
}
/* The optional unit has no name. */
static PyObject* unnamed(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)self;
  static char* names[] = {"first", NULL};
  PyObject *first, *second = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|O:unnamed", names, &first, &second)) return NULL;
  return Py_BuildValue("OO", first, second);
}
static int convert(PyObject* object, void* place) {
  long n = PyLong_AsLong(object);
  if (n == -1 && PyErr_Occurred()) return 0;
  *(long*)place = n * 10;
  return 1;
}
static PyObject* nested(PyObject* self, PyObject* args) {
  (void)self;
  int a, b;
  long c = 7;
  Py_buffer view;
  if (!PyArg_ParseTuple(args, "(ii)y*|O&", &a, &b, &view, convert, &c)) return NULL;
  PyObject* result = Py_BuildValue("(iily#)", a, b, c, (char*)view.buf, view.len);
  PyBuffer_Release(&view);
  return result;
}

/* (number, how many characters were read, whether it is out of range), signed and unsigned. */
static PyObject* parses(PyObject* self, PyObject* args) {
  (void)self;
  const char* text;
  int base;
  if (!PyArg_ParseTuple(args, "si", &text, &base)) return NULL;
  char *end, *unsigned_end;
  errno = 0;
  long number = PyOS_strtol(text, &end, base);
  int wrong = errno;
  errno = 0;
  unsigned long natural = PyOS_strtoul(text, &unsigned_end, base);
  return Py_BuildValue("(lni)(kni)", number, (Py_ssize_t)(end - text), wrong == ERANGE, natural, (Py_ssize_t)(unsigned_end - text),
                       errno == ERANGE);
}

static PyObject* returns_null(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return NULL;
}
static PyObject* raises(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *type, *message;
  if (!PyArg_ParseTuple(args, "OO", &type, &message)) return NULL;
  PyErr_Format(type, "%R of %.5s, %zd, %x", message, Py_TYPE(message)->tp_name, (Py_ssize_t)-3, 255);
  return NULL;
}
static PyObject* catches(PyObject* self, PyObject* callable) {
  (void)self;
  PyObject* result = PyObject_CallNoArgs(callable);
  if (result) return result;
  if (PyErr_ExceptionMatches(PyExc_LookupError)) {
    PyObject* exception = PyErr_GetRaisedException();
    return Py_BuildValue("(sN)", "lookup", exception);
  }
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject* pair = Py_BuildValue("(OO)", type, value);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return pair;
}
static PyObject* calls(PyObject* self, PyObject* callable) {
  (void)self;
  PyObject* a = PyObject_CallFunction(callable, "is", 1, "x");
  PyObject* b = a ? PyObject_CallFunction(callable, NULL) : NULL;
  PyObject* c = b ? PyObject_CallMethod(callable, "__call__", "(ii)", 2, 3) : NULL;
  PyObject* args[] = {NULL, Py_True, Py_None};
  PyObject* names = Py_BuildValue("(s)", "key");
  PyObject* d = c ? PyObject_Vectorcall(callable, args + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, names) : NULL;
  Py_DECREF(names);
  return d ? Py_BuildValue("NNNN", a, b, c, d) : NULL;
}
static PyObject* identity(PyObject* self, PyObject* x) {
  (void)self;
  return Py_BuildValue("OOOOi", x == Py_None ? Py_True : Py_False, Py_True, Py_Ellipsis, Py_NotImplemented,
                       x == Py_None || Py_REFCNT(x) > 0);
}

static PyObject* bad_format(PyObject* self, PyObject* args) {
  PyObject* a;
  (void)self;
  return PyArg_ParseTuple(args, "O#:bad_format", &a) ? Py_NewRef(a) : NULL;
}
static PyObject* instance_method(PyObject* module, PyObject* callable) {
  (void)module;
  return PyInstanceMethod_New(callable);
}

static PyMethodDef methods[] = {
    {"instance_method", instance_method, METH_O, NULL},
    {"bad_format", bad_format, METH_VARARGS, NULL},
    {"no_arguments", no_arguments, METH_NOARGS, "no_arguments()\n--\n\nTells what self is."},
    {"one", one, METH_O, "one($module, x, /)\n--\n\nTwice x."},
    {"plain", plain, METH_VARARGS, NULL},
    {"with_keywords", (PyCFunction)(void (*)(void))with_keywords, METH_VARARGS | METH_KEYWORDS, "No signature."},
    {"fast", (PyCFunction)(void (*)(void))fast, METH_FASTCALL, NULL},
    {"fast_keywords", (PyCFunction)(void (*)(void))fast_keywords, METH_FASTCALL | METH_KEYWORDS, NULL},
    {"numbers", numbers, METH_VARARGS, NULL},
    {"texts", (PyCFunction)(void (*)(void))texts, METH_VARARGS | METH_KEYWORDS, NULL},
    {"unnamed", (PyCFunction)(void (*)(void))unnamed, METH_VARARGS | METH_KEYWORDS, NULL},
    {"nested", nested, METH_VARARGS, NULL},
    {"returns_null", returns_null, METH_NOARGS, NULL},
    {"raises", raises, METH_VARARGS, NULL},
    {"catches", catches, METH_O, NULL},
    {"calls", calls, METH_O, NULL},
    {"identity", identity, METH_O, NULL},
    {"parses", parses, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "functions", "Functions of C.", -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_functions(void) {
  PyObject* module = PyModule_Create(&definition);
  if (!module) return NULL;
  PyModule_AddIntConstant(module, "ANSWER", 42);
  PyModule_AddStringConstant(module, "TEXT", "h\xc3\xa9");
  PyObject* error = PyErr_NewException("functions.Error", PyExc_KeyError, NULL);
  if (PyModule_AddObjectRef(module, "Error", error) < 0) return NULL;
  Py_XDECREF(error);
  return module;
}
