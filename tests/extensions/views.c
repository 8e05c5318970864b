/* What C sees of a memoryview and of its thread, and objects that C makes in other ways. */
#include <Python.h>

/* (dimensions, item size, format, shape, strides, read-only, first byte, the class of what it shows) */
static PyObject* look(PyObject* self, PyObject* view) {
  (void)self;
  if (!PyMemoryView_Check(view)) {
    PyErr_SetString(PyExc_IOError, "no memoryview");
    return NULL;
  }
  Py_buffer* buffer = PyMemoryView_GET_BUFFER(view);
  PyObject *shape = PyTuple_New(buffer->ndim), *strides = PyTuple_New(buffer->ndim), *base = PyMemoryView_GET_BASE(view);
  for (int i = 0; shape && strides && i < buffer->ndim; ++i) {
    PyTuple_SET_ITEM(shape, i, PyLong_FromSsize_t(buffer->shape[i]));
    PyTuple_SET_ITEM(strides, i, PyLong_FromSsize_t(buffer->strides[i]));
  }
  if (!shape || !strides || buffer != PyMemoryView_GET_BUFFER(view)) return NULL;
  return Py_BuildValue("inyNNiis", buffer->ndim, buffer->itemsize, buffer->format, shape, strides, buffer->readonly,
                       buffer->len ? *(unsigned char*)buffer->buf : -1, base ? Py_TYPE(base)->tp_name : "memory of C");
}

static char g_memory[] = "memory";
static PyObject* own(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyMemoryView_FromMemory(g_memory, 6, PyBUF_WRITE);
}

/* Memory with dimensions. What describes it is gone when the view is used. */
static short g_grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
static double g_real = 2.5;
static PyObject* grid(PyObject* self, PyObject* args) {
  (void)self;
  int turned, readonly;
  if (!PyArg_ParseTuple(args, "pp", &turned, &readonly)) return NULL;
  static char format[] = "h";
  Py_ssize_t shape[] = {turned ? 3 : 2, turned ? 2 : 3}, strides[] = {turned ? 2 : 6, turned ? 6 : 2};
  Py_buffer info = {.buf = g_grid, .len = sizeof g_grid, .itemsize = 2, .readonly = readonly, .ndim = 2, .format = format, .shape = shape,
                    .strides = turned ? strides : NULL};
  PyObject* view = PyMemoryView_FromBuffer(&info);
  memset(shape, 0, sizeof shape);
  memset(strides, 0, sizeof strides);
  return view;
}
static PyObject* described(PyObject* self, PyObject* args) {
  (void)self;
  const char* format;
  Py_ssize_t itemsize, length;
  int ndim;
  if (!PyArg_ParseTuple(args, "zinn", &format, &ndim, &itemsize, &length)) return NULL;
  Py_ssize_t shape[] = {itemsize ? length / itemsize : 0, 1};
  Py_buffer info = {.buf = &g_real, .len = length, .itemsize = itemsize, .readonly = 1, .ndim = ndim, .format = (char*)format, .shape = ndim ? shape : NULL};
  return PyMemoryView_FromBuffer(&info);
}
static PyObject* nowhere(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  Py_buffer info = {.len = 1, .itemsize = 1, .ndim = 1};
  return PyMemoryView_FromBuffer(&info);
}

static PyObject* make_immortal(PyObject* self, PyObject* like) {
  (void)self;
  PyObject* object = PyList_Check(like) ? PyList_New(0) : Py_NewRef(like);
  if (!object) return NULL;
#if PY_VERSION_HEX >= 0x030f0000
  int done = PyUnstable_SetImmortal(object);
#else
  int done = PyList_Check(object);
#endif
  if (done && PyList_GET_SIZE(object) != 0) return NULL;
  Py_DECREF(object);
  return PyBool_FromLong(done);
}

#if PY_VERSION_HEX < 0x030f0000
#define PyTuple_FromArray(items, size) PyTuple_Pack(3, items[0], items[1], items[2])
#endif
static PyObject* triple(PyObject* self, PyObject* x) {
  (void)self;
  PyObject* items[] = {x, Py_None, x};
  if (PyThreadState_Get()->interp != PyInterpreterState_Main() || PyThreadState_GetID(PyThreadState_Get()) == 0) return NULL;
  return PyTuple_FromArray(items, 3);
}

static PyObject* version(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyLong_FromUnsignedLong(Py_Version);
}

static PyMethodDef methods[] = {{"look", look, METH_O, NULL},
                                {"own", own, METH_NOARGS, NULL},
                                {"grid", grid, METH_VARARGS, NULL},
                                {"described", described, METH_VARARGS, NULL},
                                {"nowhere", nowhere, METH_NOARGS, NULL},
                                {"triple", triple, METH_O, NULL},
                                {"version", version, METH_NOARGS, NULL},
                                {"make_immortal", make_immortal, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "views", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_views(void) { return PyModule_Create(&definition); }
