/* array.array by its struct, as Cython's cpython.array uses it: read, made, resized. */
#include <Python.h>
#include <string.h>

struct Array;
typedef struct {
  char code;
  int item_size;
  PyObject* (*read)(struct Array*, Py_ssize_t);
  int (*write)(struct Array*, Py_ssize_t, PyObject*);
} Kind;
typedef struct Array {
  PyObject_HEAD
  Py_ssize_t ob_size;
  char* items;
  Py_ssize_t allocated;
  Kind* kind;
  PyObject* weak_references;
  int exports;
} Array;

static PyObject* size_of_struct(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyLong_FromSize_t(sizeof(Array));
}
/* (type code, bytes of an item, the first item, whether memory and length are there) */
static PyObject* parts(PyObject* self, PyObject* object) {
  (void)self;
  Array* a = (Array*)object;
  PyObject* first = a->ob_size ? a->kind->read(a, 0) : Py_NewRef(Py_None);
  return first ? Py_BuildValue("CiNni", a->kind->code, a->kind->item_size, first, a->ob_size, a->items != NULL) : NULL;
}
/* An array of the same class and kind, with as many bytes as there are, each of this value. */
static PyObject* like(PyObject* self, PyObject* arguments) {
  (void)self;
  PyObject* model;
  int byte;
  if (!PyArg_ParseTuple(arguments, "Oi", &model, &byte)) return NULL;
  Array* a = (Array*)model;
  Array* made = (Array*)Py_TYPE(model)->tp_alloc(Py_TYPE(model), 0);
  if (!made) return NULL;
  size_t bytes = (size_t)(a->ob_size * a->kind->item_size);
  made->kind = a->kind;
  made->allocated = a->ob_size;
  made->weak_references = NULL;
  Py_SET_SIZE(made, a->ob_size);
  made->items = bytes ? PyMem_NEW(char, bytes) : NULL;
  if (bytes) memset(made->items, byte, bytes);
  return (PyObject*)made;
}
static PyObject* resize(PyObject* self, PyObject* arguments) {
  (void)self;
  PyObject* object;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(arguments, "On", &object, &size)) return NULL;
  Array* a = (Array*)object;
  Py_ssize_t before = a->ob_size;
  void* items = a->items;
  PyMem_Resize(items, char, (size_t)(size * a->kind->item_size));
  if (!items) return PyErr_NoMemory();
  a->items = items;
  a->allocated = size;
  Py_SET_SIZE(a, size);
  if (size > before) memset(a->items + before * a->kind->item_size, 0, (size_t)((size - before) * a->kind->item_size));
  return PyLong_FromSsize_t(Py_SIZE(a));
}
static PyObject* write_item(PyObject* self, PyObject* arguments) {
  (void)self;
  PyObject *object, *item;
  Py_ssize_t index;
  if (!PyArg_ParseTuple(arguments, "OnO", &object, &index, &item)) return NULL;
  Array* a = (Array*)object;
  if (a->kind->write(a, index, item) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"size_of_struct", size_of_struct, METH_NOARGS, NULL},
                                {"parts", parts, METH_O, NULL},
                                {"like", like, METH_VARARGS, NULL},
                                {"resize", resize, METH_VARARGS, NULL},
                                {"write", write_item, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "arrays", NULL, 0, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_arrays(void) { return PyModuleDef_Init(&definition); }
