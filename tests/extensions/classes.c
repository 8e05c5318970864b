/* Static classes: slots in both directions, methods, members, getters, the collector, subclasses in Python. */
#include <Python.h>
#include <structmember.h>

typedef struct {
  PyObject_HEAD
  int n;
  double half;
  char letter;
  PyObject* held;
} Thing;

static int ends = 0;
static PyTypeObject Thing_Type;
#define N(op) (((Thing*)(op))->n)

static int Thing_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(((Thing*)self)->held);
  return 0;
}
static int Thing_clear(PyObject* self) {
  Py_CLEAR(((Thing*)self)->held);
  return 0;
}
static void Thing_dealloc(PyObject* self) {
  ++ends;
  PyObject_GC_UnTrack(self);
  Thing_clear(self);
  Py_TYPE(self)->tp_free(self);
}
static int Thing_init(PyObject* self, PyObject* args, PyObject* keywords) {
  static char* names[] = {"n", "held", NULL};
  PyObject* held = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "i|O:Thing", names, &N(self), &held)) return -1;
  if (held) Py_XSETREF(((Thing*)self)->held, Py_NewRef(held));
  ((Thing*)self)->half = N(self) / 2.0;
  ((Thing*)self)->letter = 'x';
  return 0;
}
static PyObject* make(int n) { return PyObject_CallFunction((PyObject*)&Thing_Type, "i", n); }
static PyObject* Thing_repr(PyObject* self) { return PyUnicode_FromFormat("Thing(%d)", N(self)); }
static Py_hash_t Thing_hash(PyObject* self) { return N(self); }
static PyObject* Thing_call(PyObject* self, PyObject* args, PyObject* keywords) {
  return Py_BuildValue("iOO", N(self), args, keywords ? keywords : Py_None);
}
static PyObject* Thing_richcompare(PyObject* a, PyObject* b, int op) {
  if (!PyObject_TypeCheck(b, &Thing_Type)) Py_RETURN_NOTIMPLEMENTED;
  Py_RETURN_RICHCOMPARE(N(a), N(b), op);
}
static int both(PyObject* a, PyObject* b, int* x, int* y) {
  *x = PyObject_TypeCheck(a, &Thing_Type) ? N(a) : PyLong_Check(a) ? (int)PyLong_AsLong(a) : -1;
  *y = PyObject_TypeCheck(b, &Thing_Type) ? N(b) : PyLong_Check(b) ? (int)PyLong_AsLong(b) : -1;
  return *x >= 0 && *y >= 0;
}
static PyObject* Thing_add(PyObject* a, PyObject* b) {
  int x, y;
  if (!both(a, b, &x, &y)) Py_RETURN_NOTIMPLEMENTED;
  return make(x + y);
}
static PyObject* Thing_power(PyObject* a, PyObject* b, PyObject* c) {
  int x, y;
  if (!both(a, b, &x, &y)) Py_RETURN_NOTIMPLEMENTED;
  return Py_BuildValue("iiO", x, y, c);
}
static PyObject* Thing_negative(PyObject* self) { return make(-N(self)); }
static PyObject* Thing_inplace_add(PyObject* a, PyObject* b) {
  if (!PyLong_Check(b)) Py_RETURN_NOTIMPLEMENTED;
  N(a) += (int)PyLong_AsLong(b);
  return Py_NewRef(a);
}
static int Thing_bool(PyObject* self) { return N(self) != 0; }
static PyObject* Thing_index(PyObject* self) { return PyLong_FromLong(N(self)); }
static Py_ssize_t Thing_length(PyObject* self) { return N(self); }
static PyObject* Thing_item(PyObject* self, Py_ssize_t i) {
  if (i >= 0 && i < N(self)) return PyLong_FromSsize_t(i * i);
  PyErr_SetString(PyExc_IndexError, "no such item");
  return NULL;
}
static int Thing_ass_item(PyObject* self, Py_ssize_t i, PyObject* value) {
  (void)self;
  PySys_FormatStdout("item %zd = %R\n", i, value ? value : Py_Ellipsis);
  return 0;
}
static int Thing_contains(PyObject* self, PyObject* x) { return PyLong_Check(x) && PyLong_AsLong(x) == N(self); }

static PyObject* Thing_method(PyObject* self, PyObject* x) { return Py_BuildValue("iO", N(self), x); }
static PyObject* Thing_make(PyObject* cls, PyObject* args) { return PyObject_CallObject(cls, args); }
static PyObject* Thing_static(PyObject* self, PyObject* x) { return Py_BuildValue("OO", self ? Py_True : Py_False, x); }
static PyObject* get_double(PyObject* self, void* closure) { return PyLong_FromLong(N(self) * (long)(intptr_t)closure); }
static int set_double(PyObject* self, PyObject* value, void* closure) {
  if (!value) {
    PyErr_SetString(PyExc_AttributeError, "stays");
    return -1;
  }
  long n = PyLong_AsLong(value);
  if (n == -1 && PyErr_Occurred()) return -1;
  N(self) = (int)(n / (long)(intptr_t)closure);
  return 0;
}

static PyMethodDef Thing_methods[] = {
    {"method", Thing_method, METH_O, "method($self, x)\n--\n\nThe number and x."},
    {"make", Thing_make, METH_VARARGS | METH_CLASS, NULL},
    {"static", Thing_static, METH_O | METH_STATIC, NULL},
    {NULL, NULL, 0, NULL},
};
static PyMemberDef Thing_members[] = {
    {"n", T_INT, offsetof(Thing, n), 0, "The number."},
    {"half", T_DOUBLE, offsetof(Thing, half), 0, NULL},
    {"letter", T_CHAR, offsetof(Thing, letter), 0, NULL},
    {"held", T_OBJECT_EX, offsetof(Thing, held), 0, NULL},
    {"seen", T_OBJECT, offsetof(Thing, held), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyGetSetDef Thing_getset[] = {
    {"double", get_double, set_double, "Twice the number.", (void*)2},
    {"triple", get_double, NULL, NULL, (void*)3},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyNumberMethods Thing_number = {.nb_add = Thing_add,
                                       .nb_power = Thing_power,
                                       .nb_negative = Thing_negative,
                                       .nb_inplace_add = Thing_inplace_add,
                                       .nb_bool = Thing_bool,
                                       .nb_index = Thing_index};
static PySequenceMethods Thing_sequence = {
    .sq_length = Thing_length, .sq_item = Thing_item, .sq_ass_item = Thing_ass_item, .sq_contains = Thing_contains};
static PyTypeObject Thing_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "classes.Thing",
    .tp_basicsize = sizeof(Thing),
    .tp_dealloc = Thing_dealloc,
    .tp_repr = Thing_repr,
    .tp_as_number = &Thing_number,
    .tp_as_sequence = &Thing_sequence,
    .tp_hash = Thing_hash,
    .tp_call = Thing_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "Thing(n, held=None)\n--\n\nA thing.",
    .tp_traverse = Thing_traverse,
    .tp_clear = Thing_clear,
    .tp_richcompare = Thing_richcompare,
    .tp_methods = Thing_methods,
    .tp_members = Thing_members,
    .tp_getset = Thing_getset,
    .tp_init = Thing_init,
    .tp_new = PyType_GenericNew,
};

/* A class derived from it, with an iterator, and no way to make it but C. */
typedef struct {
  Thing base;
  int at;
} Counter;
static PyObject* Counter_next(PyObject* self) {
  Counter* c = (Counter*)self;
  return c->at < c->base.n ? PyLong_FromLong(c->at++) : NULL;
}
static PyTypeObject Counter_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "classes.Counter",
    .tp_basicsize = sizeof(Counter),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = Thing_traverse,
    .tp_base = &Thing_Type,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = Counter_next,
};

/* float with a field behind it. */
typedef struct {
  PyFloatObject base;
  int unit;
} Length;
static PyObject* Length_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  PyObject* self = PyFloat_Type.tp_new(type, args, keywords);
  if (self) ((Length*)self)->unit = 7;
  return self;
}
static PyObject* Length_repr(PyObject* self) {
  PyObject* text = PyFloat_Type.tp_repr(self);
  return text ? PyUnicode_FromFormat("<%U in %d>", text, ((Length*)self)->unit) : NULL;
}
static PyTypeObject Length_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "classes.Length",
    .tp_basicsize = sizeof(Length),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_base = &PyFloat_Type,
    .tp_new = Length_new,
    .tp_repr = Length_repr,
};

/* What C sees of any object's class. */
static PyObject* look(PyObject* self, PyObject* x) {
  (void)self;
  PyTypeObject* type = Py_TYPE(x);
  PyNumberMethods* number = type->tp_as_number;
  PyObject* sum = number && number->nb_add ? number->nb_add(x, x) : Py_NewRef(Py_None);
  if (!sum) PyErr_Clear();
  return Py_BuildValue("sNNiiii", type->tp_name, type->tp_repr(x), sum ? sum : Py_NewRef(Py_Ellipsis),
                       type->tp_as_mapping && type->tp_as_mapping->mp_subscript, PyIter_Check(x),
                       type->tp_hash == PyObject_HashNotImplemented, (int)(type->tp_flags >> 24 & 255));
}
static PyObject* count(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyLong_FromLong(ends);
}
static PyMethodDef methods[] = {{"look", look, METH_O, NULL}, {"count", count, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "classes", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_classes(void) {
  PyObject* module = PyModule_Create(&definition);
  PyTypeObject* types[] = {&Counter_Type, &Thing_Type, &Length_Type};
  for (int i = 0; module && i < 3; ++i)
    if (PyModule_AddType(module, types[i]) < 0) Py_CLEAR(module);
  return module;
}
