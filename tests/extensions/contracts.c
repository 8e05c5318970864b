/* What functions of the API promise whatever they are given: calls by a vector, memory of two families, errors. */
#include <Python.h>
#include <structmember.h>
#include <stddef.h>
#include <string.h>

/* ---- instances that keep the address of a function, which their class calls by PyVectorcall_Call() */

typedef struct {
  PyObject_HEAD
  vectorcallfunc call;
} Kept;
static PyObject* kept_call(PyObject* self, PyObject* const* args, size_t count, PyObject* names) {
  (void)self;
  Py_ssize_t positional = PyVectorcall_NARGS(count), named = names ? PyTuple_GET_SIZE(names) : 0;
  PyObject* seen = PyList_New(0);
  for (Py_ssize_t i = 0; seen && i < positional + named; ++i)
    if (PyList_Append(seen, args[i]) < 0) Py_CLEAR(seen);
  return seen ? Py_BuildValue("NO", seen, names ? names : Py_None) : NULL;
}
static PyObject* kept_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  (void)args, (void)keywords;
  Kept* self = (Kept*)type->tp_alloc(type, 0);
  if (self) self->call = kept_call;
  return (PyObject*)self;
}
static void kept_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}
static PyMemberDef kept_members[] = {{"__vectorcalloffset__", T_PYSSIZET, offsetof(Kept, call), READONLY, NULL}, {NULL, 0, 0, 0, NULL}};
static PyType_Slot kept_slots[] = {{Py_tp_new, kept_new}, {Py_tp_dealloc, kept_dealloc}, {Py_tp_members, kept_members}, {Py_tp_call, PyVectorcall_Call}, {0, NULL}};
static PyType_Spec kept_spec = {"contracts.Kept", sizeof(Kept), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL, kept_slots};

/* ---- memory that one family gives and the other takes */

static PyObject* mix_memory(PyObject* self, PyObject* argument) {
  (void)self;
  size_t size = PyLong_AsSize_t(argument);
  char* block = (char*)PyObject_Malloc(size);
  memset(block, 7, size);
  block = (char*)PyMem_Realloc(block, 2 * size);
  long sum = 0;
  for (size_t i = 0; i < size; ++i) sum += block[i];
  PyMem_Free(block);
  PyMem_Free(PyObject_Malloc(size));
  PyObject_Free(PyMem_Malloc(size));
  return PyLong_FromLong(sum);
}

/* ---- errors */

static PyObject* restore(PyObject* self, PyObject* traceback) {
  (void)self;
  PyErr_Restore(Py_NewRef(PyExc_ValueError), PyLong_FromLong(1), Py_NewRef(traceback));
  return NULL;
}
static PyObject* new_exception(PyObject* self, PyObject* space) {
  (void)self;
  return PyErr_NewException("a.b", PyExc_ValueError, space);
}
static PyObject* int_of_text(PyObject* self, PyObject* text) {
  (void)self;
  return PyLong_FromUnicodeObject(text, 10);
}

/* ---- a metaclass that makes no classes */

static PyObject* class_of_barren(PyObject* self, PyObject* none) {
  (void)self, (void)none;
  static PyType_Slot slots[] = {{0, NULL}};
  static PyType_Spec meta_spec = {"contracts.Barren", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
  static PyType_Spec spec = {"contracts.OfBarren", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
  PyObject* meta = PyType_FromSpecWithBases(&meta_spec, (PyObject*)&PyType_Type);
  return meta ? PyType_FromMetaclass((PyTypeObject*)meta, NULL, &spec, NULL) : NULL;
}

/* ---- a buffer whose items are found by pointers, if the instance is truly so */

static char left[] = {1, 2}, right[] = {3, 4};
static char* const rows[] = {left, right};
static Py_ssize_t row_shape[] = {2, 2}, row_strides[] = {sizeof(char*), 1}, pointing[] = {0, -1}, flat[] = {-1, -1};
static int ragged_getbuffer(PyObject* self, Py_buffer* view, int flags) {
  (void)flags;
  static char square[] = {5, 6, 7, 8};
  static Py_ssize_t square_strides[] = {2, 1};
  int points = PyObject_HasAttrString((PyObject*)Py_TYPE(self), "points");
  *view = (Py_buffer){.buf = points ? (void*)rows : square, .obj = Py_NewRef(self), .len = 4, .itemsize = 1, .readonly = 1, .ndim = 2, .format = "b",
                      .shape = row_shape, .strides = points ? row_strides : square_strides, .suboffsets = points ? pointing : flat};
  return 0;
}
static PyType_Slot ragged_slots[] = {{Py_bf_getbuffer, ragged_getbuffer}, {0, NULL}};
static PyType_Spec ragged_spec = {"contracts.Ragged", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, ragged_slots};

/* ---- data of a class behind the struct of its base */

static PyObject* size_of_data(PyObject* self, PyObject* argument) {
  (void)self;
  PyType_Slot none[] = {{0, NULL}};
  PyType_Spec spec = {"contracts.Sized", -(int)PyLong_AsLong(argument), 0, Py_TPFLAGS_DEFAULT, none};
  PyObject* type = PyType_FromSpec(&spec);
  if (!type) return NULL;
  Py_ssize_t size = PyType_GetTypeDataSize((PyTypeObject*)type);
  Py_DECREF(type);
  return PyLong_FromSsize_t(size);
}
static PyObject* class_with_offset(PyObject* self, PyObject* args) {
  (void)self;
  int size;
  PyMemberDef members[] = {{"x", T_INT, 0, Py_RELATIVE_OFFSET, NULL}, {NULL, 0, 0, 0, NULL}};
  if (!PyArg_ParseTuple(args, "in", &size, &members[0].offset)) return NULL;
  PyType_Slot slots[] = {{Py_tp_members, members}, {0, NULL}};
  PyType_Spec spec = {"contracts.Offset", size, 0, Py_TPFLAGS_DEFAULT, slots};
  return PyType_FromSpec(&spec);
}

static PyMethodDef methods[] = {{"mix_memory", mix_memory, METH_O, NULL},       {"restore", restore, METH_O, NULL},
                                {"new_exception", new_exception, METH_O, NULL}, {"int_of_text", int_of_text, METH_O, NULL},
                                {"size_of_data", size_of_data, METH_O, NULL},   {"class_with_offset", class_with_offset, METH_VARARGS, NULL},
                                {"class_of_barren", class_of_barren, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static int fill(PyObject* module) {
  PyObject* kept = PyType_FromSpec(&kept_spec);
  PyObject* ragged = kept ? PyType_FromSpec(&ragged_spec) : NULL;
  if (!ragged || PyModule_AddObjectRef(module, "Ragged", ragged) < 0) return -1;
  return PyModule_AddObjectRef(module, "Kept", kept);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void*)fill}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "contracts", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_contracts(void) { return PyModuleDef_Init(&definition); }
