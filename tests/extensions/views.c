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
                                {"triple", triple, METH_O, NULL},
                                {"version", version, METH_NOARGS, NULL},
                                {"make_immortal", make_immortal, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "views", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_views(void) { return PyModule_Create(&definition); }
