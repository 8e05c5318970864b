/* A class of C that lends its memory as an array of two dimensions does: with steps between the items, or without. */
#include <Python.h>

typedef struct {
  PyObject_HEAD
  Py_ssize_t shape[2], strides[2];
  int spread, asked;
  char bytes[16];
} Grid;

static PyObject* Grid_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  int spread;
  static char* names[] = {"spread", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "i", names, &spread)) return NULL;
  Grid* self = (Grid*)type->tp_alloc(type, 0);
  if (!self) return NULL;
  self->spread = spread;
  self->shape[0] = 2;
  self->shape[1] = 4;
  self->strides[0] = spread ? 8 : 4;
  self->strides[1] = spread ? 2 : 1;
  memcpy(self->bytes, spread ? "a.b.c.d.e.f.g.h." : "abcdefgh", spread ? 16 : 8);
  return (PyObject*)self;
}

static int Grid_getbuffer(PyObject* object, Py_buffer* view, int flags) {
  Grid* self = (Grid*)object;
  self->asked = flags;
  if (self->spread && (flags & PyBUF_STRIDES) != PyBUF_STRIDES) {
    PyErr_SetString(PyExc_ValueError, "the grid has gaps");
    return -1;
  }
  view->buf = self->bytes;
  view->obj = Py_NewRef(object);
  view->len = 8;
  view->itemsize = 1;
  view->readonly = 0;
  view->ndim = 2;
  view->format = flags & PyBUF_FORMAT ? "B" : NULL;
  view->shape = flags & PyBUF_ND ? self->shape : NULL;
  view->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? self->strides : NULL;
  view->suboffsets = NULL;
  view->internal = NULL;
  return 0;
}
static PyObject* asked(PyObject* self, PyObject* unused) {
  (void)unused;
  return PyLong_FromLong(((Grid*)self)->asked);
}

static PyBufferProcs Grid_buffer = {Grid_getbuffer, NULL};
static PyMethodDef Grid_methods[] = {{"asked", asked, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyTypeObject Grid_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "exporter.Grid",
    .tp_basicsize = sizeof(Grid),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = Grid_new,
    .tp_as_buffer = &Grid_buffer,
    .tp_methods = Grid_methods,
};

/* A buffer of any length without dimensions, as lxml's results of a transformation give. */
typedef struct {
  PyObject_HEAD
  Py_ssize_t length;
} Flat;
static char g_text[] = "a text";
static PyObject* Flat_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  (void)keywords;
  Flat* self = (Flat*)type->tp_alloc(type, 0);
  return self && PyArg_ParseTuple(args, "n", &self->length) ? (PyObject*)self : NULL;
}
static int Flat_getbuffer(PyObject* object, Py_buffer* view, int flags) {
  Py_buffer given = {.buf = g_text, .obj = Py_NewRef(object), .len = ((Flat*)object)->length, .itemsize = 1, .readonly = 1,
                     .format = flags & PyBUF_FORMAT ? "B" : NULL};
  *view = given;
  return 0;
}
static PyBufferProcs Flat_buffer = {Flat_getbuffer, NULL};
static PyTypeObject Flat_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "exporter.Flat",
    .tp_basicsize = sizeof(Flat),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = Flat_new,
    .tp_as_buffer = &Flat_buffer,
};

static int execute(PyObject* module) {
  return PyModule_AddType(module, &Grid_Type) < 0 ? -1 : PyModule_AddType(module, &Flat_Type);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute},
#ifdef Py_mod_gil
                                   {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
                                   {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "exporter", NULL, 0, NULL, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_exporter(void) { return PyModuleDef_Init(&definition); }
