/* Classes of C with several bases and the layout of a built-in class: a family of scalars, as array libraries have. */
#include <Python.h>
#include <stddef.h>

static long allocated = 0, freed = 0;

/* ---- the root: memory of its own, arithmetic for all, no instances */

static PyTypeObject Scalar_Type, Whole_Type, Real_Type, Double_Type, Complex_Type, Bytes_Type, Box_Type;

typedef struct {
  PyObject_HEAD
  long number;
} Whole;
typedef struct {
  PyObject_HEAD
  double number;
} Double;
typedef struct {
  PyObject_HEAD
  Py_complex number;
} Complex;

static PyObject* Scalar_alloc(PyTypeObject* type, Py_ssize_t items) {
  size_t size = (size_t)type->tp_basicsize + (size_t)((items + 1) * type->tp_itemsize);
  PyObject* self = PyObject_Malloc(size);
  if (!self) return PyErr_NoMemory();
  memset(self, 0, size);
  ++allocated;
  if (type->tp_itemsize) return (PyObject*)PyObject_InitVar((PyVarObject*)self, type, items);
  return PyObject_Init(self, type);
}
static void Scalar_free(void* memory) {
  ++freed;
  PyObject_Free(memory);
}
static void Scalar_dealloc(PyObject* self) { Py_TYPE(self)->tp_free(self); }

static int real(PyObject* x, double* number) {
  if (PyObject_TypeCheck(x, &Whole_Type)) *number = (double)((Whole*)x)->number;
  else if (PyObject_TypeCheck(x, &Double_Type)) *number = ((Double*)x)->number;
  else if (PyFloat_Check(x)) *number = PyFloat_AS_DOUBLE(x);
  else if (PyLong_Check(x)) *number = PyLong_AsDouble(x);
  else return 0;
  return 1;
}
static PyObject* Scalar_add(PyObject* a, PyObject* b) {
  double x, y;
  if (PyBytes_Check(a) && Py_TYPE(a)->tp_as_sequence->sq_concat) return Py_TYPE(a)->tp_as_sequence->sq_concat(a, b);
  if (!real(a, &x) || !real(b, &y)) Py_RETURN_NOTIMPLEMENTED;
  return Py_BuildValue("sd", "sum", x + y);
}
static PyObject* Scalar_richcompare(PyObject* a, PyObject* b, int op) {
  double x, y;
  if (!real(a, &x) || !real(b, &y)) Py_RETURN_NOTIMPLEMENTED;
  Py_RETURN_RICHCOMPARE(x, y, op);
}
static PyObject* Scalar_repr(PyObject* self) {
  PyObject *base, *text;
  if (PyFloat_Check(self)) base = PyFloat_Type.tp_repr(self);
  else if (PyBytes_Check(self)) base = PyBytes_Type.tp_repr(self);
  else if (PyComplex_Check(self)) base = PyComplex_Type.tp_repr(self);
  else base = PyLong_FromLong(((Whole*)self)->number);
  if (!base) return NULL;
  text = PyUnicode_FromFormat("<%s %S>", strrchr(Py_TYPE(self)->tp_name, '.') ? strrchr(Py_TYPE(self)->tp_name, '.') + 1 : Py_TYPE(self)->tp_name, base);
  Py_DECREF(base);
  return text;
}
static PyObject* Scalar_kind(PyObject* self, PyObject* ignored) {
  (void)ignored;
  return Py_BuildValue("iii", PyFloat_Check(self), PyComplex_Check(self), PyBytes_Check(self));
}
static PyMethodDef Scalar_methods[] = {{"kind", Scalar_kind, METH_NOARGS, "Which built-in it is."}, {NULL, NULL, 0, NULL}};
static PyNumberMethods Scalar_number = {.nb_add = Scalar_add};
static PyTypeObject Scalar_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "scalars.Scalar",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = Scalar_dealloc,
    .tp_repr = Scalar_repr,
    .tp_as_number = &Scalar_number,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_richcompare = Scalar_richcompare,
    .tp_methods = Scalar_methods,
    .tp_alloc = Scalar_alloc,
    .tp_free = Scalar_free,
};

/* ---- a scalar without a built-in base */

static PyObject* Whole_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  static char* names[] = {"", NULL};
  long number = 0;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|l:Whole", names, &number)) return NULL;
  PyObject* self = type->tp_alloc(type, 0);
  if (self) ((Whole*)self)->number = number;
  return self;
}
static Py_hash_t Whole_hash(PyObject* self) { return ((Whole*)self)->number == -1 ? -2 : ((Whole*)self)->number; }
static PyTypeObject Whole_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "scalars.Whole",
    .tp_basicsize = sizeof(Whole),
    .tp_hash = Whole_hash,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_richcompare = Scalar_richcompare,
    .tp_new = Whole_new,
};

/* ---- scalars that are also floats, complex numbers, bytes */

static PyTypeObject Real_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "scalars.Real",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
};
static PyObject* Double_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  PyObject* self = PyFloat_Type.tp_new(type, args, keywords);
  if (self || PyTuple_GET_SIZE(args) != 1 || !PyErr_ExceptionMatches(PyExc_TypeError)) return self;
  PyErr_Clear();
  self = type->tp_alloc(type, 0);
  if (self) ((Double*)self)->number = -1;
  return self;
}
static PyNumberMethods Double_number, Complex_number, Bytes_number;
static PyTypeObject Double_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "scalars.Double",
    .tp_basicsize = sizeof(Double),
    .tp_as_number = &Double_number,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_richcompare = Scalar_richcompare,
    .tp_new = Double_new,
};
static PyObject* Complex_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  return PyComplex_Type.tp_new(type, args, keywords);
}
static PyTypeObject Complex_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "scalars.Complex",
    .tp_basicsize = sizeof(Complex),
    .tp_as_number = &Complex_number,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = Complex_new,
};
static PyObject* Bytes_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  return PyBytes_Type.tp_new(type, args, keywords);
}
static PyTypeObject Bytes_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "scalars.Bytes",
    .tp_basicsize = sizeof(PyBytesObject),
    .tp_itemsize = 1,
    .tp_repr = Scalar_repr,
    .tp_as_number = &Bytes_number,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = Bytes_new,
};

static int ready(PyTypeObject* type, PyTypeObject* first, PyTypeObject* second, PyTypeObject* hashing) {
  type->tp_base = first;
  if (second && !(type->tp_bases = Py_BuildValue("(OO)", first, second))) return 0;
  if (hashing) type->tp_hash = hashing->tp_hash;
  if (hashing && !type->tp_richcompare) type->tp_richcompare = hashing->tp_richcompare;
  return PyType_Ready(type) == 0;
}

/* ---- a class with items of C, which grows */

typedef struct {
  PyObject_VAR_HEAD
  int capacity;
  short items[1];
} Box;
static PyObject* Box_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  Py_ssize_t count;
  (void)keywords;
  if (!PyArg_ParseTuple(args, "n:Box", &count)) return NULL;
  Box* self = (Box*)type->tp_alloc(type, count);
  if (!self) return NULL;
  self->capacity = 100;
  for (Py_ssize_t i = 0; i < count; ++i) self->items[i] = (short)(i * i);
  return (PyObject*)self;
}
static Py_ssize_t Box_length(PyObject* self) { return Py_SIZE(self); }
static PyObject* Box_item(PyObject* self, Py_ssize_t i) {
  if (i >= 0 && i < Py_SIZE(self)) return PyLong_FromLong(((Box*)self)->items[i]);
  PyErr_SetString(PyExc_IndexError, "no such item");
  return NULL;
}
static PySequenceMethods Box_sequence = {.sq_length = Box_length, .sq_item = Box_item};
static PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "scalars.Box",
    .tp_basicsize = offsetof(Box, items),
    .tp_itemsize = sizeof(short),
    .tp_as_sequence = &Box_sequence,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = Box_new,
};

/* ---- functions */

/* Bytes whose memory C code fills. */
static PyObject* fill(PyObject* module, PyObject* args) {
  Py_buffer data;
  PyTypeObject* type;
  (void)module;
  if (!PyArg_ParseTuple(args, "O!y*", &PyType_Type, &type, &data)) return NULL;
  PyObject* self = type->tp_alloc(type, data.len);
  if (self) {
    ((PyBytesObject*)self)->ob_shash = -1;
    memcpy(PyBytes_AS_STRING(self), data.buf, (size_t)data.len);
  }
  PyBuffer_Release(&data);
  return self;
}
static PyObject* by_slots(PyObject* module, PyObject* x) {
  (void)module;
  PyTypeObject* type = Py_TYPE(x);
  PyNumberMethods* number = type->tp_as_number;
  PyObject* sum = number && number->nb_add ? number->nb_add(x, x) : Py_NewRef(Py_None);
  PyObject* doubled = number && number->nb_float ? number->nb_float(x) : Py_NewRef(Py_None);
  PyObject* text = type->tp_str(x);
  PyObject* result = Py_BuildValue("NNNi", sum, doubled, text, type->tp_hash(x) == PyObject_Hash(x));
  return result;
}
static PyObject* memory(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  return Py_BuildValue("ll", allocated, freed);
}
static PyMethodDef functions[] = {
    {"fill", fill, METH_VARARGS, NULL},
    {"by_slots", by_slots, METH_O, NULL},
    {"memory", memory, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static int exec(PyObject* module) {
  if (PyType_Ready(&Scalar_Type) < 0) return -1;
  if (!ready(&Real_Type, &Scalar_Type, NULL, NULL) || !ready(&Whole_Type, &Scalar_Type, NULL, NULL)) return -1;
  if (!ready(&Double_Type, &Real_Type, &PyFloat_Type, &PyFloat_Type)) return -1;
  if (!ready(&Complex_Type, &Scalar_Type, &PyComplex_Type, &PyComplex_Type)) return -1;
  if (!ready(&Bytes_Type, &PyBytes_Type, &Scalar_Type, &PyBytes_Type)) return -1;
  if (PyType_Ready(&Box_Type) < 0) return -1;
  PyTypeObject* types[] = {&Scalar_Type, &Whole_Type, &Real_Type, &Double_Type, &Complex_Type, &Bytes_Type, &Box_Type};
  for (size_t i = 0; i < sizeof types / sizeof *types; ++i)
    if (PyModule_AddType(module, types[i]) < 0) return -1;
  return 0;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, exec}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "scalars", NULL, 0, functions, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_scalars(void) { return PyModuleDef_Init(&definition); }
