/* What PyArg_* and PyArg_UnpackTuple say of arguments that do not fit; the formats come from the test. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>

/* Room for the variables of eight units, whatever their types. */
typedef struct {
  long long at[8][2];
} Room;
#define ROOM(r) &r.at[0], &r.at[1], &r.at[2], &r.at[3], &r.at[4], &r.at[5], &r.at[6], &r.at[7]

/* tuple(format, args) */
static PyObject* tuple(PyObject* self, PyObject* args) {
  (void)self;
  const char* format;
  PyObject* given;
  Room room = {0};
  if (!PyArg_ParseTuple(args, "sO!", &format, &PyTuple_Type, &given)) return NULL;
  return PyArg_ParseTuple(given, format, ROOM(room)) ? Py_NewRef(Py_None) : NULL;
}

/* one(format, object) */
static PyObject* one(PyObject* self, PyObject* args) {
  (void)self;
  const char* format;
  PyObject* given;
  Room room = {0};
  if (!PyArg_ParseTuple(args, "sO", &format, &given)) return NULL;
  return PyArg_Parse(given, format, ROOM(room)) ? Py_NewRef(Py_None) : NULL;
}

/* keywords(format, args, keywords or None, names) */
static PyObject* keywords(PyObject* self, PyObject* args) {
  (void)self;
  const char* format;
  PyObject *given, *named, *names;
  Room room = {0};
  char* list[9] = {0};
  if (!PyArg_ParseTuple(args, "sO!OO!", &format, &PyTuple_Type, &given, &named, &PyTuple_Type, &names)) return NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names) && i < 8; ++i)
    list[i] = (char*)PyUnicode_AsUTF8(PyTuple_GET_ITEM(names, i));
  int ok = PyArg_ParseTupleAndKeywords(given, named == Py_None ? NULL : named, format, list, ROOM(room));
  return ok ? Py_NewRef(Py_None) : NULL;
}

/* unpack(name or None, args, least, most) */
static PyObject* unpack(PyObject* self, PyObject* args) {
  (void)self;
  const char* name;
  PyObject *given, *items[4];
  Py_ssize_t least, most;
  if (!PyArg_ParseTuple(args, "zO!nn", &name, &PyTuple_Type, &given, &least, &most)) return NULL;
  int ok = PyArg_UnpackTuple(given, name, least, most, &items[0], &items[1], &items[2], &items[3]);
  return ok ? Py_NewRef(Py_None) : NULL;
}

static PyObject* variable(PyObject* self, PyObject* args) {
  (void)self;
  return Py_NewRef(args);
}
static PyMethodDef class_methods[] = {
    {"empty", variable, METH_VARARGS, ""},
    {"signed_only", variable, METH_VARARGS, "signed_only($self, a, b=3, /)\n--\n\n"},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot slots[] = {{Py_tp_methods, class_methods}, {0, NULL}};
static PyType_Spec spec = {.name = "package.formats.Class", .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = slots};

typedef struct {
  PyObject_HEAD
  long long whole;
  unsigned long long natural;
  unsigned small;
} Numbers;
static PyMemberDef members[] = {
    {"whole", Py_T_LONGLONG, offsetof(Numbers, whole), 0, NULL},
    {"natural", Py_T_ULONGLONG, offsetof(Numbers, natural), 0, NULL},
    {"small", Py_T_UINT, offsetof(Numbers, small), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyType_Slot number_slots[] = {{Py_tp_members, members}, {0, NULL}};
static PyType_Spec number_spec = {.name = "package.formats.Numbers", .basicsize = sizeof(Numbers), .flags = Py_TPFLAGS_DEFAULT, .slots = number_slots};

static PyMethodDef methods[] = {
    {"tuple", tuple, METH_VARARGS, NULL},
    {"one", one, METH_VARARGS, NULL},
    {"keywords", keywords, METH_VARARGS, NULL},
    {"unpack", unpack, METH_VARARGS, NULL},
    {"empty", variable, METH_VARARGS, ""},
    {NULL, NULL, 0, NULL},
};
static int fill(PyObject* module) {
  if (PyModule_Add(module, "Class", PyType_FromSpec(&spec)) < 0) return -1;
  return PyModule_Add(module, "Numbers", PyType_FromSpec(&number_spec));
}
static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, (void*)fill}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "formats", NULL, 0, methods, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_formats(void) { return PyModuleDef_Init(&definition); }
