/* Properties of characters, values in the format of marshal, and what C code tells to those who watch the program. */
#include <Python.h>
#include <marshal.h>

PyAPI_FUNC(int) _PyUnicode_IsPrintable(Py_UCS4);

static PyObject* kinds(PyObject* self, PyObject* x) {
  (void)self;
  Py_UCS4 c = PyUnicode_ReadChar(x, 0);
  int bits[] = {Py_UNICODE_ISSPACE(c), Py_UNICODE_ISLOWER(c),   Py_UNICODE_ISUPPER(c),     Py_UNICODE_ISTITLE(c), Py_UNICODE_ISLINEBREAK(c), Py_UNICODE_ISDECIMAL(c),
                Py_UNICODE_ISDIGIT(c), Py_UNICODE_ISNUMERIC(c), Py_UNICODE_ISPRINTABLE(c), Py_UNICODE_ISALPHA(c), Py_UNICODE_ISALNUM(c)};
  char text[sizeof bits / sizeof *bits];
  for (size_t i = 0; i < sizeof text; ++i) text[i] = bits[i] ? '1' : '0';
  return PyUnicode_FromStringAndSize(text, sizeof text);
}
static PyObject* mapped(PyObject* self, PyObject* x) {
  (void)self;
  Py_UCS4 c = PyUnicode_ReadChar(x, 0);
  return Py_BuildValue("CCCiid", (int)Py_UNICODE_TOLOWER(c), (int)Py_UNICODE_TOUPPER(c), (int)Py_UNICODE_TOTITLE(c), Py_UNICODE_TODECIMAL(c),
                       Py_UNICODE_TODIGIT(c), Py_UNICODE_TONUMERIC(c));
}
/* The same by the names behind the macros. */
static PyObject* behind(PyObject* self, PyObject* x) {
  (void)self;
  Py_UCS4 c = PyUnicode_ReadChar(x, 0);
  return PyBool_FromLong(
      !_PyUnicode_IsWhitespace(c) == !Py_UNICODE_ISSPACE(c) && !_PyUnicode_IsLowercase(c) == !Py_UNICODE_ISLOWER(c) &&
      !_PyUnicode_IsUppercase(c) == !Py_UNICODE_ISUPPER(c) && !_PyUnicode_IsTitlecase(c) == !Py_UNICODE_ISTITLE(c) &&
      !_PyUnicode_IsLinebreak(c) == !Py_UNICODE_ISLINEBREAK(c) && !_PyUnicode_IsDecimalDigit(c) == !Py_UNICODE_ISDECIMAL(c) &&
      !_PyUnicode_IsDigit(c) == !Py_UNICODE_ISDIGIT(c) && !_PyUnicode_IsNumeric(c) == !Py_UNICODE_ISNUMERIC(c) &&
      !_PyUnicode_IsPrintable(c) == !Py_UNICODE_ISPRINTABLE(c) && !_PyUnicode_IsAlpha(c) == !Py_UNICODE_ISALPHA(c) &&
      _PyUnicode_ToLowercase(c) == Py_UNICODE_TOLOWER(c) && _PyUnicode_ToUppercase(c) == Py_UNICODE_TOUPPER(c) &&
      _PyUnicode_ToTitlecase(c) == Py_UNICODE_TOTITLE(c) && _PyUnicode_ToDecimalDigit(c) == Py_UNICODE_TODECIMAL(c) &&
      _PyUnicode_ToDigit(c) == Py_UNICODE_TODIGIT(c) && _PyUnicode_ToNumeric(c) == Py_UNICODE_TONUMERIC(c));
}

static PyObject* dump(PyObject* self, PyObject* args) {
  (void)self;
  PyObject* x;
  int version = Py_MARSHAL_VERSION;
  return PyArg_ParseTuple(args, "O|i", &x, &version) ? PyMarshal_WriteObjectToString(x, version) : NULL;
}
static PyObject* load(PyObject* self, PyObject* args) {
  (void)self;
  const char* data;
  Py_ssize_t size;
  return PyArg_ParseTuple(args, "y#", &data, &size) ? PyMarshal_ReadObjectFromString(data, size) : NULL;
}

static PyObject* audit(PyObject* self, PyObject* x) {
  (void)self;
  if (PySys_Audit("mine.none", NULL) < 0 || PySys_Audit("mine.one", "O", x) < 0 || PySys_Audit("mine.more", "is", 1, "two") < 0 ||
      PySys_Audit("mine.tuple", "(O)", x) < 0)
    return NULL;
  PyObject* pair = Py_BuildValue("(iO)", 7, x);
  int failed = !pair || PySys_AuditTuple("mine.given", pair) < 0 || PySys_AuditTuple("mine.null", NULL) < 0;
  Py_XDECREF(pair);
  if (failed) return NULL;
  Py_RETURN_NONE;
}
static PyObject* audit_list(PyObject* self, PyObject* x) {
  (void)self;
  return PySys_AuditTuple("mine.list", x) < 0 ? NULL : Py_NewRef(Py_None);
}
static PyObject* track(PyObject* self, PyObject* args) {
  (void)self;
  unsigned int domain;
  Py_ssize_t address, size;
  if (!PyArg_ParseTuple(args, "Inn", &domain, &address, &size)) return NULL;
  return PyLong_FromLong(size < 0 ? PyTraceMalloc_Untrack(domain, (uintptr_t)address) : PyTraceMalloc_Track(domain, (uintptr_t)address, (size_t)size));
}
static PyObject* line(PyObject* self, PyObject* args) {
  (void)self;
  const char* name;
  int number;
  if (!PyArg_ParseTuple(args, "si", &name, &number)) return NULL;
  PyObject* found = PyErr_ProgramText(name, number);
  if (!found) return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
  PyObject* text = PyUnicode_FromString(name);
  PyObject* again = text ? PyErr_ProgramTextObject(text, number) : NULL;
  int same = again && PyUnicode_Compare(found, again) == 0;
  Py_XDECREF(text);
  Py_XDECREF(again);
  return Py_BuildValue("Ni", found, same);
}
static PyObject* hashes(PyObject* self, PyObject* x) {
  (void)self;
  return Py_BuildValue("Nnii", PyLong_FromUnsignedLongLong(PyHASH_MODULUS), (Py_ssize_t)PyHASH_IMAG, PyHASH_BITS,
                       PyErr_GivenExceptionMatches(x, PyExc_IOError) && PyExc_IOError == PyExc_EnvironmentError);
}

static PyMethodDef methods[] = {
    {"kinds", kinds, METH_O, NULL},
    {"mapped", mapped, METH_O, NULL},
    {"behind", behind, METH_O, NULL},
    {"dump", dump, METH_VARARGS, NULL},
    {"load", load, METH_VARARGS, NULL},
    {"audit", audit, METH_O, NULL},
    {"audit_list", audit_list, METH_O, NULL},
    {"track", track, METH_VARARGS, NULL},
    {"line", line, METH_VARARGS, NULL},
    {"hashes", hashes, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "characters", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_characters(void) { return PyModule_Create(&definition); }
